import type { Calendar, CalendarPlace, Day, HolidayName } from "../../core/calendar.ts";
import { weekdayOf } from "../../core/calendar.ts";
import { type ChineseDays, chineseHolidays } from "./chinese-holidays.ts";
import type { HolidayYear } from "./holiday-year.ts";
import { weekendOf } from "./weekends.ts";
import { worldHolidays } from "./world-holidays.ts";

let opened: Promise<Calendar> | undefined;

/**
 * The calendar of the world, the same one at every call. The first call loads the holiday packages; after that every
 * query is answered at once, the first of a place and year from their rules and each later one from memory.
 */
export function openCalendar(): Promise<Calendar> {
	opened ??= load();
	return opened;
}

async function load(): Promise<Calendar> {
	const [{ default: Source }, { default: chineseDays }] = await Promise.all([
		import("date-holidays"),
		import("chinese-days/dist/chinese-days.json", { with: { type: "json" } }),
	]);
	return calendarFrom(Source, chineseDays);
}

/** A long replay asks of some hundred places and ten years. */
const yearsKept = 2_000;

function calendarFrom(Source: Parameters<typeof worldHolidays>[0], chineseDays: ChineseDays): Calendar {
	const years = new Map<string, KnownYear>();
	return {
		dayOf(place, date) {
			const key = `${place.country}-${place.region ?? ""} ${date.slice(0, 4)}`;
			let year = years.get(key);
			if (year === undefined) {
				year = knownYear(holidayYear(place, Number(date.slice(0, 4))));
				if (years.size >= yearsKept) years.clear();
				years.set(key, year);
			}
			const special = year.special.get(date);
			if (special !== undefined) return special;
			return weekendOf(place, date).has(weekdayOf(date)) ? year.weekend : year.working;
		},
	};

	function holidayYear(place: CalendarPlace, year: number): HolidayYear {
		const chinese = place.country === "CN" ? chineseHolidays(chineseDays, year) : null;
		if (chinese !== null) return chinese;
		const holidays = worldHolidays(Source, place, year);
		// Beyond its list stand the days that the law gives everyone; how they are arranged nobody knows yet.
		return place.country === "CN" ? { ...holidays, known: false } : holidays;
	}
}

/** Few objects for many days: a place and year holds its holidays and nothing more. */
interface KnownYear {
	readonly special: ReadonlyMap<string, Day>;
	readonly weekend: Day;
	readonly working: Day;
}

function knownYear({ known, holidays, makeUpWorkdays }: HolidayYear): KnownYear {
	const days = (kind: Day["kind"], named: ReadonlyMap<string, HolidayName>) =>
		[...named].map(([date, name]): [string, Day] => [date, Object.freeze({ kind, name, known })]);
	return {
		special: new Map([...days("make-up workday", makeUpWorkdays), ...days("holiday", holidays)]),
		weekend: Object.freeze({ kind: "weekend", name: null, known }),
		working: Object.freeze({ kind: "working", name: null, known }),
	};
}
