import type { CalendarPlace, Weekday } from "../../core/calendar.ts";

/** The days of rest of a country, and of a region that keeps others, on a date: as ICU knows them, or as corrected below. */
export function weekendOf({ country, region }: CalendarPlace, date: string): ReadonlySet<Weekday> {
	const rows = CORRECTIONS.get(country);
	const found = rows?.find(
		(row) => (row.region === null || row.region === region) && row.from <= date && date <= row.to,
	);
	return found?.weekend ?? weekendByIcu(country);
}

const byIcu = new Map<string, ReadonlySet<Weekday>>();

function weekendByIcu(country: string): ReadonlySet<Weekday> {
	const known = byIcu.get(country);
	if (known !== undefined) return known;
	const weekend = isCountryCode(country) ? new Set(weekInfoOf(new Intl.Locale(`und-${country}`)).weekend) : SAT_SUN;
	byIcu.set(country, weekend);
	return weekend;
}

interface WeekInfo {
	readonly weekend: readonly Weekday[];
}

/** TypeScript does not know week information yet: engines have it as a method, Node 20 as a property. */
function weekInfoOf(locale: Intl.Locale): WeekInfo {
	const known = locale as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
	return known.getWeekInfo?.() ?? known.weekInfo ?? { weekend: [6, 7] };
}

/** Two capitals. Whether there is such a country is another matter. */
export function isCountryCode(country: string): boolean {
	return /^[A-Z]{2}$/u.test(country);
}

interface Correction {
	readonly region: string | null;
	/** Dates, both counted. */
	readonly from: string;
	readonly to: string;
	readonly weekend: ReadonlySet<Weekday>;
}

const SAT_SUN: ReadonlySet<Weekday> = new Set([6, 7]);
const FRI_SAT: ReadonlySet<Weekday> = new Set([5, 6]);
const FRIDAY: ReadonlySet<Weekday> = new Set([5]);
const SATURDAY: ReadonlySet<Weekday> = new Set([6]);
const FRI_SUN: ReadonlySet<Weekday> = new Set([5, 7]);

function weekend(days: ReadonlySet<Weekday>, region: string | null = null, from = "0000", to = "9999"): Correction {
	return { region, from, to, weekend: days };
}

// ICU's data (CLDR 48) names no weekend for these, which makes it Saturday and Sunday, or knows only the newest one.
// Checked 2026-11 against Wikipedia, "Workweek and weekend", and what is named beside a row. What ICU has right is not
// repeated: Friday and Saturday in SA, EG, IL, DZ, JO, KW, QA, BH, OM, IQ, SY, YE, LY, SD; Friday in IR; Sunday in IN.
const CORRECTIONS: ReadonlyMap<string, readonly Correction[]> = new Map([
	// Cabinet of the United Arab Emirates, December 2021: Saturday and Sunday from 2022, Friday a half day of work.
	["AE", [weekend(FRI_SAT, null, "2006-09-01", "2021-12-31")]],
	["BD", [weekend(FRI_SAT)]],
	// Government offices; much of trade keeps Saturday and Sunday.
	["BN", [weekend(FRI_SUN)]],
	["DJ", [weekend(FRIDAY)]],
	["MV", [weekend(FRI_SAT)]],
	// The Star, 2024-10-07 and 2024-12-31: Kedah, Kelantan and Terengganu keep Friday and Saturday; Johor did for 11 years.
	[
		"MY",
		[
			weekend(FRI_SAT, "01", "2014-01-01", "2024-12-31"),
			weekend(FRI_SAT, "02"),
			weekend(FRI_SAT, "03"),
			weekend(FRI_SAT, "11"),
		],
	],
	// Cabinet of Nepal, 2022-06-06: back to Saturday alone after four weeks' trial of two days.
	["NP", [weekend(SATURDAY)]],
	["PS", [weekend(FRI_SAT)]],
	["SO", [weekend(FRIDAY)]],
]);
