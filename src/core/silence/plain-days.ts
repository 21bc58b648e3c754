import type { Calendar, CalendarPlace, Day, ZoneDays } from "../calendar.ts";
import { weekdayOf } from "../calendar.ts";

/** Monday to Friday and no holidays: for scans of which nobody knows the country. */
export const plainCalendar: Calendar = Object.freeze({
	dayOf: (_place: CalendarPlace, date: string): Day => ({
		kind: weekdayOf(date) > 5 ? "weekend" : "working",
		name: null,
		known: false,
	}),
});

export const utcDays: ZoneDays = Object.freeze({
	dateAt: (instantMs: number) => new Date(instantMs).toISOString().slice(0, 10),
	startOf: (date: string) => Date.parse(`${date}T00:00:00Z`),
});
