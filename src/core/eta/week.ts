import type { Calendar, CalendarPlace, Weekday } from "../calendar.ts";
import { addDays, weekdayOf } from "../calendar.ts";
import { dateOf } from "./days-of.ts";

/**
 * Monday to Sunday as 0 to 6, and 7 a holiday. Where the week rests on other days than Saturday and Sunday, its days off
 * are the 5 and the 6, so that the kinds mean the same everywhere.
 */
export type DayKindNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What kind of day each is at the destination. */
export interface Week {
	/** `day` counts whole days since 1970. */
	kindOf(day: number): DayKindNumber;
}

/** Monday to Sunday, and no holidays: where nobody knows the destination. */
export const plainWeek: Week = Object.freeze({ kindOf: (day: number) => kinds[(((day + 3) % 7) + 7) % 7] ?? 0 });

/**
 * The week of a place by its calendar, and by the days on which the carrier says that it delivers there, where it says so.
 * Each day is asked for once.
 */
export function weekOf(calendar: Calendar, place: CalendarPlace, delivers: ReadonlySet<Weekday> | null = null): Week {
	const known = new Map<number, DayKindNumber>();
	return {
		kindOf(day) {
			const found = known.get(day);
			if (found !== undefined) return found;
			const kind = deliveryKind(kindAt(calendar, place, day), delivers, day);
			known.set(day, kind);
			return kind;
		},
	};
}

/** A day off on which the carrier delivers is a weekday to it, and one on which it never does is its Sunday. */
function deliveryKind(kind: DayKindNumber, delivers: ReadonlySet<Weekday> | null, day: number): DayKindNumber {
	if (delivers === null || kind === 7) return kind;
	if (!delivers.has(weekdayOf(dateOf(day)))) return 6;
	return kind === 5 || kind === 6 ? 4 : kind;
}

const kinds = [0, 1, 2, 3, 4, 5, 6] as const;

function kindAt(calendar: Calendar, place: CalendarPlace, day: number): DayKindNumber {
	const date = dateOf(day);
	switch (calendar.dayOf(place, date).kind) {
		case "holiday":
			return 7;
		case "make-up workday":
			return 4;
		case "weekend":
			return isWeekend(calendar, place, addDays(date, 1)) ? 5 : 6;
		case "working":
			return workingKind(calendar, place, date);
	}
}

/** Weekdays keep their names; a Saturday or Sunday after the days off is a weekday like any other. */
function workingKind(calendar: Calendar, place: CalendarPlace, date: string): DayKindNumber {
	const kind = kinds[weekdayOf(date) - 1] ?? 0;
	if (kind < 5) return kind;
	return isWeekend(calendar, place, addDays(date, -1)) || isWeekend(calendar, place, addDays(date, -2)) ? 4 : kind;
}

function isWeekend(calendar: Calendar, place: CalendarPlace, date: string): boolean {
	return calendar.dayOf(place, date).kind === "weekend";
}
