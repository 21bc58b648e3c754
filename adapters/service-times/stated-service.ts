import type { Weekday } from "../../src/core/calendar.ts";

/** What a carrier publishes of the speed of one service on one kind of lane. */
export interface StatedService {
	/** Our code of the carrier. */
	readonly carrier: string;
	/** Names and codes by which sellers and payloads call it, without case; null where the carrier speaks of its parcels at large. */
	readonly service: readonly string[] | null;
	/** The country that it leaves, null for any. */
	readonly from: string | null;
	readonly reach: Reach;
	/** From the hand-off to the delivery; 0 is the same day. */
	readonly days: readonly [from: number, to: number];
	readonly clock: StatedClock;
	/** By sea or land where others fly: weeks without a scan are normal. */
	readonly sea: boolean;
	readonly source: StatedSource;
}

/** Where a figure was read. `second-hand`: another's page says what the carrier states. `assumed`: no page was found. */
export interface StatedSource {
	readonly url: string;
	readonly kind: "documented" | "second-hand" | "assumed";
	/** `YYYY-MM-DD`. */
	readonly checked: string;
}

/** Working days are Monday to Friday less holidays, or what the carrier delivers on; calendar days are all of them. */
export type StatedClock = "working" | "calendar";

/** `same region`: within a state or province of one country. `to`: out of the country, to one of these (ISO 3166-1 alpha-2). */
export type Reach = "domestic" | "same region" | "international" | { readonly to: readonly string[] };

/** The days on which a carrier says that it delivers. */
export interface StatedWeek {
	readonly carrier: string;
	/** Where, null for everywhere. */
	readonly countries: readonly string[] | null;
	/** As in `StatedService`. */
	readonly service: readonly string[] | null;
	readonly week: ReadonlySet<Weekday>;
	readonly source: StatedSource;
}

/** A line of a table: reach, days, clock, and the names of the service. */
type Line = readonly [Reach, readonly [number, number], StatedClock, readonly string[] | null, "sea"?];

/** The lines that one page gives for what leaves a country. */
export function services(
	carrier: string,
	from: string | null,
	source: StatedSource,
	lines: readonly Line[],
): readonly StatedService[] {
	return lines.map(([reach, days, clock, service, sea]) =>
		Object.freeze({ carrier, service, from, reach, days, clock, sea: sea !== undefined, source }),
	);
}

export function week(
	carrier: string,
	countries: readonly string[] | null,
	days: ReadonlySet<Weekday>,
	source: StatedSource,
	service: readonly string[] | null = null,
): StatedWeek {
	return Object.freeze({ carrier, countries, service, week: days, source });
}

const checked = "2026-11-22";

/** The carrier's own page. */
export function documented(url: string): StatedSource {
	return Object.freeze({ url, kind: "documented", checked });
}

export function secondHand(url: string): StatedSource {
	return Object.freeze({ url, kind: "second-hand", checked });
}

/** The page names the carrier's site, where the figure was not found. */
export function assumed(url: string): StatedSource {
	return Object.freeze({ url, kind: "assumed", checked });
}
