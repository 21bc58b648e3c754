import {
	type StatedEnd,
	type StatedQuery,
	type StatedTime,
	statedTime as timeOfTables,
	deliveryWeek as weekOfTables,
} from "../../adapters/index.ts";
import { createMemory } from "../core/memory.ts";

// Each scan asks some times, and of the same few lanes: the tables are gone through once for each.

/** What a carrier states of its own speed, from memory where it was asked before. */
export function statedTime({ carrier, service, from, to }: StatedQuery): StatedTime | null {
	const query = { carrier, service, from: endOf(from), to: endOf(to) };
	return times.get(JSON.stringify(query), () => ({ answer: timeOfTables(query) })).answer;
}

/** On which weekdays a carrier says that it delivers, from memory where it was asked before. */
export function deliveryWeek(...query: Parameters<typeof weekOfTables>): ReturnType<typeof weekOfTables> {
	return weeks.get(JSON.stringify(query), () => ({ answer: weekOfTables(...query) })).answer;
}

/** What a stated time depends on, and no more: postcodes would make a query of each parcel. */
function endOf(end: StatedEnd | null): StatedEnd | null {
	return end && { country: end.country, region: end.region ?? null };
}

// Sellers name services as they like: bounded. Wrapped, so that "nothing" is remembered too.
const MOST = 2_000;
const times = createMemory<{ readonly answer: StatedTime | null }>(MOST);
const weeks = createMemory<{ readonly answer: ReturnType<typeof weekOfTables> }>(MOST);
