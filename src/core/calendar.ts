/** As ISO 8601 counts them: 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface CalendarPlace {
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** The part of its ISO 3166-2 code behind the country, such as `BY` or `SCT`; null where none is known. */
	readonly region: string | null;
}

/** A holiday on a weekend is a holiday. A make-up workday is a weekend day that is worked for a holiday beside it. */
export type DayKind = "working" | "weekend" | "holiday" | "make-up workday";

export interface HolidayName {
	/** In the country's own language. */
	readonly local: string;
	readonly english: string | null;
}

export interface Day {
	readonly kind: DayKind;
	/** Of a holiday, or of the holiday that a make-up workday is worked for. */
	readonly name: HolidayName | null;
	/**
	 * The source lists every public holiday of this place in this year. False: weekends hold, and so does a holiday that
	 * is named, but a day called working may be one that nobody told us of.
	 */
	readonly known: boolean;
}

/** Which days are worked, by the place. Dates are `YYYY-MM-DD`; the same query always has the same answer. */
export interface Calendar {
	dayOf(place: CalendarPlace, date: string): Day;
}

const unknownWorkingDay: Day = Object.freeze({ kind: "working", name: null, known: false });

/** Every day is worked and nothing is known: for parcels that go nobody knows where. */
export const everyDay: Calendar = Object.freeze({ dayOf: () => unknownWorkingDay });

/** On which days a carrier delivers at a place. */
export interface DeliveryDays {
	readonly calendar: Calendar;
	readonly place: CalendarPlace;
	/** The carrier's own week, in place of the country's; null for the days that the country works. */
	readonly weekdays: ReadonlySet<Weekday> | null;
}

/** Holidays never, make-up workdays always, else by the carrier's week or the country's. */
export function isDeliveryDay({ calendar, place, weekdays }: DeliveryDays, date: string): boolean {
	const { kind } = calendar.dayOf(place, date);
	switch (kind) {
		case "holiday":
			return false;
		case "make-up workday":
			return true;
		case "weekend":
		case "working":
			return weekdays === null ? kind === "working" : weekdays.has(weekdayOf(date));
	}
}

/** The first delivery day on or after the date; null when a year has none. */
export function nextDeliveryDay(days: DeliveryDays, date: string): string | null {
	let day = dayNumber(date);
	for (const last = day + longestBreakDays; day <= last; day++) {
		const candidate = dateOf(day);
		if (isDeliveryDay(days, candidate)) return candidate;
	}
	return null;
}

/** No calendar rests longer than a year; a carrier that never delivers does. */
const longestBreakDays = 366;

/**
 * The date so many delivery days after this one, which itself does not count; 0 is the date itself, whatever it is.
 * Null when a year has no delivery day.
 */
export function addWorkingDays(days: DeliveryDays, date: string, count: number): string | null {
	if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no number of days to add.`);
	let reached = date;
	for (let left = count; left > 0; left--) {
		const next = nextDeliveryDay(days, addDays(reached, 1));
		if (next === null) return null;
		reached = next;
	}
	return reached;
}

/** Delivery days after `from`, up to and with `to`. Negative when `to` is the earlier of the two. */
export function workingDaysBetween(days: DeliveryDays, from: string, to: string): number {
	if (to < from) return 0 - workingDaysBetween(days, to, from);
	let count = 0;
	const last = dayNumber(to);
	for (let day = dayNumber(from) + 1; day <= last; day++) if (isDeliveryDay(days, dateOf(day))) count++;
	return count;
}

/** The days of a time zone. Core knows no zones: callers hand it in. Instants are milliseconds since 1970. */
export interface ZoneDays {
	/** The date that clocks show at an instant. */
	dateAt(instantMs: number): string;
	/** The instant at which the date begins: midnight, or the first moment after one that the clocks skipped. */
	startOf(date: string): number;
}

/**
 * Hours that pass between two instants on delivery days of the zone, 24 a day and 23 or 25 when the clocks change.
 * Negative when `toMs` is the earlier of the two.
 */
export function workingHoursBetween(days: DeliveryDays, zone: ZoneDays, fromMs: number, toMs: number): number {
	if (toMs < fromMs) return 0 - workingHoursBetween(days, zone, toMs, fromMs);
	let countedMs = 0;
	let date = zone.dateAt(fromMs);
	for (let startMs = fromMs; startMs < toMs; ) {
		const next = addDays(date, 1);
		// A zone that skipped a whole date begins it where it begins the one after.
		const endMs = Math.max(startMs, Math.min(zone.startOf(next), toMs));
		if (isDeliveryDay(days, date)) countedMs += endMs - startMs;
		startMs = endMs;
		date = next;
	}
	return countedMs / hourMs;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function weekdayOf(date: string): Weekday {
	// 1 January 1970 was a Thursday.
	return weekdays[(((dayNumber(date) + 3) % 7) + 7) % 7] ?? 1;
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export function addDays(date: string, days: number): string {
	return dateOf(dayNumber(date) + days);
}

/** Days since 1970, by UTC: a date has no clocks that could change. */
function dayNumber(date: string): number {
	const ms = date.length === 10 ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
	if (Number.isNaN(ms)) throw new TypeError(`${date} is no date: YYYY-MM-DD.`);
	return ms / dayMs;
}

function dateOf(day: number): string {
	return new Date(day * dayMs).toISOString().slice(0, 10);
}
