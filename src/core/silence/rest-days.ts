import type { DeliveryDays, ZoneDays } from "../calendar.ts";
import { addDays, isDeliveryDay } from "../calendar.ts";

/** Which days do not count: all that nobody works, or holidays alone where the weekend is counted already. */
export type Rest = "rest days" | "holidays";

/** The days of a place on its own clocks. */
export interface PlaceDays {
	readonly days: DeliveryDays;
	readonly zone: ZoneDays;
}

const hourMs = 3_600_000;
/** No calendar rests longer. */
const mostDays = 400;

/** The instant after so many hours that count, in milliseconds. */
export function addCountedHours({ days, zone }: PlaceDays, rest: Rest, fromMs: number, hours: number): number {
	let leftMs = hours * hourMs;
	let startMs = fromMs;
	let date = zone.dateAt(fromMs);
	for (let day = 0; day < mostDays; day++) {
		const endMs = Math.max(startMs, zone.startOf(addDays(date, 1)));
		if (counts(days, rest, date)) {
			if (leftMs <= endMs - startMs) return startMs + leftMs;
			leftMs -= endMs - startMs;
		}
		startMs = endMs;
		date = addDays(date, 1);
	}
	return startMs + leftMs;
}

/** Hours that count between two instants; 0 where the second is the earlier. */
export function countedHours({ days, zone }: PlaceDays, rest: Rest, fromMs: number, toMs: number): number {
	let countedMs = 0;
	let startMs = fromMs;
	let date = zone.dateAt(fromMs);
	for (let day = 0; startMs < toMs && day < mostDays; day++) {
		const next = addDays(date, 1);
		const endMs = Math.max(startMs, Math.min(zone.startOf(next), toMs));
		if (counts(days, rest, date)) countedMs += endMs - startMs;
		startMs = endMs;
		date = next;
	}
	return countedMs / hourMs;
}

function counts(days: DeliveryDays, rest: Rest, date: string): boolean {
	if (rest === "rest days") return isDeliveryDay(days, date);
	return days.calendar.dayOf(days.place, date).kind !== "holiday";
}
