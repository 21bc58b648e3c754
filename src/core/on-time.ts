import type { CarrierPromise, Fact } from "./facts.ts";

/**
 * How a promise stands against what came of it: `open` while it can still be kept, `overdue` once it cannot and the parcel
 * is still to come.
 */
export type OnTimeState = "on-time" | "late" | "early" | "open" | "overdue";

export interface OnTime {
	/** The end of what was promised: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ss` on the destination's clock. */
	readonly promisedTo: string;
	readonly state: OnTimeState;
	/** Whole days from the promised day to the arrival, else to today; negative: before it. */
	readonly days: number;
}

export interface OnTimeQuery {
	/** Null: by its end, and nothing is too early. Dates or local times. */
	readonly from: string | null;
	readonly to: string;
	/** When it was there for its buyer, on the same clock, a date where no more is known; null while it is not. */
	readonly arrived: string | null;
	readonly isStillToCome: boolean;
	/** What that clock shows now, `YYYY-MM-DDTHH:mm:ss`. */
	readonly clock: string;
}

/** Null for a parcel that never arrived and will not: nothing of the promise is left to measure. */
export function onTime({ from, to, arrived, isStillToCome, clock }: OnTimeQuery): OnTime | null {
	if (arrived === null && !isStillToCome) return null;
	const days = daysBetween(to, arrived ?? clock);
	if (arrived === null) return { promisedTo: to, state: isBefore(to, clock) ? "overdue" : "open", days };
	const state = isBefore(to, arrived) ? "late" : from !== null && isBefore(arrived, from) ? "early" : "on-time";
	return { promisedTo: to, state, days };
}

/** What the carrier promised before it changed its mind, by what was told first. */
export function firstPromiseOf(facts: readonly Fact[]): CarrierPromise | null {
	let first: { readonly promised: CarrierPromise; readonly at: number; readonly key: string } | null = null;
	for (const fact of facts) {
		if (fact.kind !== "header" || fact.promised === null) continue;
		const { promised, key } = fact;
		const at = Math.min(...fact.provenance.map(({ knownAt }) => Date.parse(knownAt)));
		if (first === null || at < first.at || (at === first.at && key < first.key)) first = { promised, at, key };
	}
	return first?.promised ?? null;
}

/** By the day where either names no more: a day is kept until it is over. */
function isBefore(one: string, other: string): boolean {
	const length = Math.min(one.length, other.length);
	return one.slice(0, length) < other.slice(0, length);
}

function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}
