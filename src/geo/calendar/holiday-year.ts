import type { HolidayName } from "../../core/calendar.ts";

/** The days of a year on which a place does not keep its week, by date. */
export interface HolidayYear {
	/** The source lists all of them. */
	readonly known: boolean;
	readonly holidays: ReadonlyMap<string, HolidayName>;
	readonly makeUpWorkdays: ReadonlyMap<string, HolidayName>;
}
