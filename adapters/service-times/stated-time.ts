import { allServices } from "./all-services.ts";
import { likeness, type ServiceName, serviceName } from "./service-name.ts";
import type { Reach, StatedService, StatedSource } from "./stated-service.ts";

export interface StatedEnd {
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** As in core's `CalendarPlace`. */
	readonly region?: string | null;
}

export interface StatedQuery {
	/** Our code. */
	readonly carrier: string;
	/** In the seller's or the payload's words. */
	readonly service: string | null;
	readonly from: StatedEnd | null;
	readonly to: StatedEnd | null;
}

export interface StatedTime {
	readonly fromDays: number;
	readonly toDays: number;
	/** Working days of the carrier at the destination; else calendar days. */
	readonly working: boolean;
	/** By sea or land where others fly: a month without a scan is no loss. */
	readonly isSurface: boolean;
	/** `any service`: none was named that the carrier's pages name for this lane, so the range is over all but those by sea. */
	readonly basis: "service" | "any service";
	readonly sources: readonly StatedSource[];
}

/**
 * What a carrier says of its own speed on this lane: the most particular rows that fit. What is not known of the parcel
 * widens the range. Null where the carrier states nothing, or nothing that surely concerns it: no figure is guessed.
 */
export function statedTime(query: StatedQuery): StatedTime | null {
	return timeAmong(prepared.get(query.carrier) ?? [], query);
}

/** The same out of other rows, in any order. */
export function statedTimeAmong(rows: readonly StatedService[], query: StatedQuery): StatedTime | null {
	return timeAmong(rows.filter(({ carrier }) => carrier === query.carrier).map(prepare), query);
}

/** A row with its names read, and the service it belongs to. */
interface Prepared {
	readonly row: StatedService;
	readonly names: readonly ServiceName[];
	readonly service: string;
	readonly rank: number;
}

type Fit = "no" | "maybe" | "yes";

function prepare(row: StatedService): Prepared {
	const names = (row.service ?? []).map((name) => serviceName(row.carrier, name));
	return { row, names, service: row.service?.toSorted().join("|") ?? "", rank: rankOf(row) };
}

const prepared = byCarrier(allServices.map(prepare));

function byCarrier(rows: readonly Prepared[]): ReadonlyMap<string, readonly Prepared[]> {
	const groups = new Map<string, Prepared[]>();
	for (const row of rows) groups.set(row.row.carrier, [...(groups.get(row.row.carrier) ?? []), row]);
	return groups;
}

/** Where a parcel goes says more than where it comes from, and a list the more the shorter it is. */
function rankOf({ reach, from }: StatedService): number {
	const wide = reach === "domestic" || reach === "international";
	const listed = typeof reach === "object" ? 1 / (1 + reach.to.length) : 0;
	return (wide ? 0 : 4) + (from === null ? 0 : 2) + listed;
}

function timeAmong(rows: readonly Prepared[], query: StatedQuery): StatedTime | null {
	if (query.from === null && !statesEveryOrigin(rows, query.to)) return null;
	const onLane = rows.map((row) => ({ ...row, fit: fitOf(row.row, query) })).filter(({ fit }) => fit !== "no");
	const asked = query.service === null ? null : serviceName(query.carrier, query.service);
	const named = asked ? bestNamed(onLane, asked) : [];
	// A service that the pages name for other lanes alone is none of those that they name for this one.
	const isElsewhere = asked !== null && named.length === 0 && bestNamed(rows, asked).length > 0;
	const atLarge = onLane.filter(({ row }) => !row.sea && !(isElsewhere && row.service !== null));
	const rowsThatHold = named.length > 0 ? named : atLarge;
	const kept = [...new Set(rowsThatHold.map(({ service }) => service))].flatMap((service) =>
		mostParticular(rowsThatHold.filter((row) => row.service === service)),
	);
	return kept.length === 0 ? null : union(kept, named.length > 0 ? "service" : "any service");
}

// Of a carrier with pages of several countries only some are known: without an origin, none may be the right one.
function statesEveryOrigin(rows: readonly Prepared[], to: StatedEnd | null): boolean {
	const homes = new Set(rows.flatMap(({ row }) => row.from ?? []));
	return homes.size <= 1 || (to !== null && homes.has(to.country));
}

type Fitting = Prepared & { readonly fit: Fit };

function bestNamed<Row extends Prepared>(rows: readonly Row[], asked: ServiceName): readonly Row[] {
	const likenesses = rows.map(({ names }) => Math.max(0, ...names.map((name) => likeness(asked, name))));
	const best = Math.max(0, ...likenesses);
	return best === 0 ? [] : rows.filter((_, index) => likenesses[index] === best);
}

/** The narrowest that surely fit, and what is narrower still and may. */
function mostParticular(rows: readonly Fitting[]): readonly StatedService[] {
	const best = Math.max(-1, ...rows.filter(({ fit }) => fit === "yes").map(({ rank }) => rank));
	return rows.filter(({ fit, rank }) => (fit === "yes" ? rank === best : rank > best)).map(({ row }) => row);
}

function fitOf(row: StatedService, query: StatedQuery): Fit {
	const leaves: Fit = row.from === null ? "yes" : sameOrUnknown(query.from?.country ?? null, row.from);
	if (leaves === "no") return "no";
	const arrives = reachFit(row.reach, query.from ?? (row.from === null ? null : { country: row.from }), query.to);
	return arrives === "yes" ? leaves : arrives;
}

function reachFit(reach: Reach, from: StatedEnd | null, to: StatedEnd | null): Fit {
	const within = sameOrUnknown(from?.country ?? null, to?.country ?? null);
	if (reach === "domestic") return within;
	if (reach === "same region") {
		return within === "yes" ? sameOrUnknown(from?.region ?? null, to?.region ?? null) : within;
	}
	const abroad: Fit = within === "maybe" ? "maybe" : within === "yes" ? "no" : "yes";
	if (reach === "international" || abroad === "no" || to === null) return abroad;
	return reach.to.includes(to.country) ? abroad : "no";
}

function sameOrUnknown(one: string | null, other: string | null): Fit {
	if (one === null || other === null) return "maybe";
	return one === other ? "yes" : "no";
}

function union(rows: readonly StatedService[], basis: StatedTime["basis"]): StatedTime {
	const working = rows.every(({ clock }) => clock === "working");
	const ranges = rows.map((row) => (working ? row.days : calendarDays(row)));
	const sources = new Map(rows.map(({ source }) => [source.url, source]));
	return {
		fromDays: Math.min(...ranges.map(([from]) => from)),
		toDays: Math.max(...ranges.map(([, to]) => to)),
		working,
		isSurface: rows.every(({ sea }) => sea),
		basis,
		sources: [...sources.values()].sort((a, b) => (a.url < b.url ? -1 : 1)),
	};
}

/** At least as many, and at most two more for each weekend that five working days can span. */
function calendarDays({ clock, days: [from, to] }: StatedService): readonly [number, number] {
	return clock === "calendar" ? [from, to] : [from, to + 2 * Math.ceil(to / 5)];
}
