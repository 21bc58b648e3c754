import type { Weekday } from "../../src/core/calendar.ts";
import { likeness, type ServiceName, serviceName } from "./service-name.ts";
import type { StatedWeek } from "./stated-service.ts";
import { weeks } from "./weeks.ts";

/**
 * On which weekdays the carrier says that it delivers in a country (ISO 3166-1 alpha-2), with this service where its
 * services differ. Null where it does not say.
 */
export function deliveryWeek(
	carrier: string,
	country: string | null,
	service: string | null = null,
): ReadonlySet<Weekday> | null {
	return weekAmong(prepared, carrier, country, service);
}

/** The same out of other rows: what is said of the service before what is said at large, of the country before everywhere. */
export function deliveryWeekAmong(
	rows: readonly StatedWeek[],
	carrier: string,
	country: string | null,
	service: string | null,
): ReadonlySet<Weekday> | null {
	return weekAmong(rows.map(prepare), carrier, country, service);
}

interface Prepared {
	readonly row: StatedWeek;
	readonly names: readonly ServiceName[];
}

function prepare(row: StatedWeek): Prepared {
	return { row, names: (row.service ?? []).map((name) => serviceName(row.carrier, name)) };
}

const prepared: readonly Prepared[] = weeks.map(prepare);

function weekAmong(
	rows: readonly Prepared[],
	carrier: string,
	country: string | null,
	service: string | null,
): ReadonlySet<Weekday> | null {
	const asked = service === null ? [] : serviceName(carrier, service);
	const ranked = rows
		.filter(({ row }) => row.carrier === carrier && isThere(row, country))
		.map(({ row, names }) => ({
			row,
			named: Math.max(0, ...names.map((name) => likeness(asked, name))),
			local: row.countries === null ? 0 : 1,
		}))
		.filter(({ row, named }) => row.service === null || named > 0)
		.sort((a, b) => b.named - a.named || b.local - a.local);
	return ranked[0]?.row.week ?? null;
}

function isThere({ countries }: StatedWeek, country: string | null): boolean {
	return countries === null || (country !== null && countries.includes(country));
}
