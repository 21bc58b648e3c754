/** By the clock, `HH:mm` to `HH:mm`. An end at or before its beginning is on the next day; `24:00` is the end of the day. */
export interface HoursOfDay {
	readonly from: string;
	readonly to: string;
}

/** By ISO 8601, Monday first. */
export const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What somebody works of each week; a day that is not named is free. */
export type WeekHours = { readonly [Day in Weekday]?: readonly HoursOfDay[] | undefined };

/** How one zone's clock stands to instants, both in milliseconds; a wall clock as its digits read in UTC. */
export interface ZoneClock {
	wallClockOf(instantMs: number): number;
	instantOf(wallClockMs: number): number;
}

/** Somebody's week by his clock; null: always there. */
export type Shifts = { readonly hours: WeekHours; readonly clock: ZoneClock } | null;

/** From an instant until another, in milliseconds, the end not in it. */
export interface Presence {
	readonly fromMs: number;
	readonly untilMs: number;
}

/**
 * When somebody is there, oldest first, none touching the next: of eight days and nights from `nowMs` on, which hold each of his
 * hours once at least. One that has begun keeps its beginning.
 */
export function presences(shifts: Shifts, nowMs: number): readonly Presence[] {
	if (shifts === null) return [{ fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY }];
	const { hours, clock } = shifts;
	const today = Math.floor(clock.wallClockOf(nowMs) / DAY_MS);
	const found: Presence[] = [];
	// Hours of yesterday may last until now.
	for (let day = today - 1; day <= today + DAYS; day += 1) {
		for (const { from, to } of hours[weekdayOf(day)] ?? []) {
			const fromMs = clock.instantOf(day * DAY_MS + minuteOf(from) * MINUTE_MS);
			const endsNextDay = minuteOf(to) <= minuteOf(from);
			const untilMs = clock.instantOf((day + (endsNextDay ? 1 : 0)) * DAY_MS + minuteOf(to) * MINUTE_MS);
			// Hours that the clocks skip in spring are none.
			if (untilMs > Math.max(fromMs, nowMs)) found.push({ fromMs, untilMs });
		}
	}
	return together(found);
}

/** When one of several is there. */
export function together(several: readonly Presence[]): readonly Presence[] {
	const joined: Presence[] = [];
	for (const one of several.toSorted((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs)) {
		const last = joined.at(-1);
		if (last && one.fromMs <= last.untilMs) {
			joined[joined.length - 1] = { fromMs: last.fromMs, untilMs: Math.max(last.untilMs, one.untilMs) };
		} else joined.push(one);
	}
	return joined;
}

export function isIn(shifts: Shifts, nowMs: number): boolean {
	return nextIn(shifts, nowMs) === nowMs;
}

/** The first instant from now on at which somebody is there; null for a week without hours. */
export function nextIn(shifts: Shifts, nowMs: number): number | null {
	const [first] = presences(shifts, nowMs);
	return first === undefined ? null : Math.max(first.fromMs, nowMs);
}

/**
 * When so many minutes have passed of which one of several was there; after a week in any case, so that nobody waits for ever.
 * Where nobody is ever there, minutes are minutes.
 */
export function afterMinutesIn(several: readonly Shifts[], nowMs: number, minutes: number): number {
	let leftMs = minutes * MINUTE_MS;
	for (const { fromMs, untilMs } of together(several.flatMap((shifts) => presences(shifts, nowMs)))) {
		const beginsMs = Math.max(fromMs, nowMs);
		if (untilMs - beginsMs >= leftMs) return Math.min(beginsMs + leftMs, nowMs + WEEK_MS);
		leftMs -= untilMs - beginsMs;
	}
	return several.some((shifts) => nextIn(shifts, nowMs) !== null) ? nowMs + WEEK_MS : nowMs + leftMs;
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): Weekday {
	return WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? "1";
}

/** Of a day, of a text that was checked as it came in. */
function minuteOf(clock: string): number {
	const [hour, minute] = clock.split(":");
	return Number(hour) * 60 + Number(minute);
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = 8;
const WEEK_MS = 7 * DAY_MS;
