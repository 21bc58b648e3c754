import type Holidays from "date-holidays";
import type { HolidaysTypes } from "date-holidays";
import type { CalendarPlace, HolidayName } from "../../core/calendar.ts";
import type { HolidayYear } from "./holiday-year.ts";
import { isCountryCode } from "./weekends.ts";
import { COMPUTABLE_YEARS, coverageOf, isRestOfCouriers, isWorkedThrough } from "./world-coverage.ts";

const dayMs = 86_400_000;

/**
 * The holidays of one year by date-holidays: public ones, and bank holidays on which couriers rest. A day is a holiday
 * when its noon is, so that Christmas Eve from 14:00 is worked and a feast from sunset is the day after.
 */
export function worldHolidays(Source: typeof Holidays, { country, region }: CalendarPlace, year: number): HolidayYear {
	if (!isCountryCode(country) || year < COMPUTABLE_YEARS[0] || year > COMPUTABLE_YEARS[1]) return NOTHING_KNOWN;
	const source = new Source();
	const regions = Object.keys(source.getStates(country) ?? {});
	const known = region !== null && regions.includes(region) ? region : USUAL_REGION[country];
	source.init({ country, ...(known === undefined ? {} : { state: known }) }, { types: ["bank", "public"] });
	if (!source.getTimezones()?.length) return NOTHING_KNOWN;
	const { complete, wrongOutside } = coverageOf(country, known ?? null);
	const isComplete = complete !== null && complete[0] <= year && year <= complete[1];
	const holidays = isComplete || !wrongOutside ? holidaysIn(source, country, year) : new Map<string, HolidayName>();
	return { known: isComplete, holidays, makeUpWorkdays: new Map() };
}

const NOTHING_KNOWN: HolidayYear = { known: false, holidays: new Map(), makeUpWorkdays: new Map() };

/** What a country without a region means where its nations keep different days: 84 in 100 live in England. */
const USUAL_REGION: Readonly<Record<string, string>> = { GB: "ENG" };

function holidaysIn(source: Holidays, country: string, year: number): Map<string, HolidayName> {
	const found = new Map<string, HolidayName>();
	for (const holiday of source.getHolidays(year)) {
		if (!isRest(country, holiday)) continue;
		const name = { local: holiday.name, english: englishName(source, holiday) };
		for (const date of datesOf(holiday)) {
			if (date.startsWith(`${year}-`) && !found.has(date)) found.set(date, name);
		}
	}
	return found;
}

/** From the rule: to ask for the year again in English takes as long as the first time. */
function englishName(source: Holidays, { rule, substitute }: HolidaysTypes.Holiday): string | null {
	const english = namesOf(source, rule).en;
	if (english === undefined) return null;
	return substitute ? `${english} (substitute day)` : english;
}

/** Names by language. The package's rules have them, or one name alone; its types do not say so. */
function namesOf(source: Holidays, rule: string): Readonly<Record<string, string>> {
	const found = source.getRule(rule) as { readonly name?: string | Readonly<Record<string, string>> } | undefined;
	return typeof found?.name === "object" ? found.name : {};
}

function isRest(country: string, { type, rule }: HolidaysTypes.Holiday): boolean {
	if (type === "public") return !isWorkedThrough(country, rule);
	return type === "bank" && isRestOfCouriers(country, rule);
}

/** `date` is the day itself on the clock of the country, `2026-12-24 14:00:00`; an offset behind it says nothing. */
function datesOf({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
	const firstMs = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`);
	const lastMs = firstMs + (end.getTime() - start.getTime());
	const dates: string[] = [];
	for (let noonMs = Math.floor(firstMs / dayMs) * dayMs + dayMs / 2; noonMs < lastMs; noonMs += dayMs) {
		if (firstMs < noonMs) dates.push(new Date(noonMs).toISOString().slice(0, 10));
	}
	return dates;
}
