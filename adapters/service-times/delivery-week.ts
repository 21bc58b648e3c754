import type { Weekday } from "../../src/core/calendar.ts";
import { likeness, serviceName } from "./service-name.ts";
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
	return deliveryWeekAmong(weeks, carrier, country, service);
}

/** The same out of other rows: what is said of the service before what is said at large, of the country before everywhere. */
export function deliveryWeekAmong(
	rows: readonly StatedWeek[],
	carrier: string,
	country: string | null,
	service: string | null,
): ReadonlySet<Weekday> | null {
	const there = rows.filter(
		({ carrier: whose, countries }) =>
			whose === carrier && (countries === null || (country !== null && countries.includes(country))),
	);
	const ranked = there
		.map((row) => ({ row, named: namedBy(row, service), local: row.countries === null ? 0 : 1 }))
		.filter(({ row, named }) => row.service === null || named > 0)
		.sort((a, b) => b.named - a.named || b.local - a.local);
	return ranked[0]?.row.week ?? null;
}

function namedBy({ carrier, service: names }: StatedWeek, service: string | null): number {
	if (names === null || service === null) return 0;
	const asked = serviceName(carrier, service);
	return Math.max(...names.map((name) => likeness(asked, serviceName(carrier, name))));
}
