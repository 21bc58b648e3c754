import type { HolidayName } from "../../core/calendar.ts";
import type { HolidayYear } from "./holiday-year.ts";

/** `dist/chinese-days.json` of chinese-days: `"2026-02-15": "Spring Festival,春节,4"`, the number being days by law. */
export interface ChineseDays {
	readonly holidays: Readonly<Record<string, string>>;
	readonly workdays: Readonly<Record<string, string>>;
}

/** A year as the State Council arranged it, with make-up workdays; null for a year of which the source has nothing. */
export function chineseHolidays({ holidays, workdays }: ChineseDays, year: number): HolidayYear | null {
	const found = within(holidays, year);
	if (found.size === 0) return null;
	return { known: true, holidays: found, makeUpWorkdays: within(workdays, year) };
}

function within(days: Readonly<Record<string, string>>, year: number): ReadonlyMap<string, HolidayName> {
	return new Map(
		Object.entries(days)
			.filter(([date]) => date.startsWith(`${year}-`))
			.map(([date, text]) => [date, nameOf(text)]),
	);
}

function nameOf(text: string): HolidayName {
	const [english, local] = text.split(",");
	if (!english || !local) throw new TypeError(`chinese-days names a holiday in a new way: ${text}.`);
	return { local, english };
}
