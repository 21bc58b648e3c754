import type { HoursOfDay, ZoneClock } from "../staff-hours.ts";

/** In which a carrier takes most slips back: news waits so long before it is told. */
export const SETTLE_MS = 3 * 60_000;
/** What comes within an hour is one mail. */
export const TOGETHER_MS = 60 * 60_000;
/** How long what goes against all that was told has to stand, where nothing more is heard. */
export const CONFIRM_MS = 6 * 60 * 60_000;

export interface Hearing {
	readonly heardAtMs: number;
	/** When the watcher was written last; null: never yet. */
	readonly toldAtMs: number | null;
	readonly isUrgent: boolean;
}

/** When news is due to be told, by what was told before and the recipient's clock, in milliseconds. */
export function dueAt({ heardAtMs, toldAtMs, isUrgent }: Hearing, quiet: HoursOfDay | null, clock: ZoneClock): number {
	const settled = heardAtMs + SETTLE_MS;
	const gathered = isUrgent || toldAtMs === null ? settled : Math.max(settled, toldAtMs + TOGETHER_MS);
	return afterQuiet(gathered, quiet, clock);
}

/** The instant itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(instantMs: number, quiet: HoursOfDay | null, clock: ZoneClock): number {
	if (quiet === null || quiet.from === quiet.to) return instantMs;
	const wall = clock.wallClockOf(instantMs);
	const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
	const [from, to, now] = [minuteOf(quiet.from), minuteOf(quiet.to), (wall - midnight) / MINUTE_MS];
	const isOverNight = to < from;
	const isQuiet = isOverNight ? now >= from || now < to : now >= from && now < to;
	if (!isQuiet) return instantMs;
	const endsTomorrow = isOverNight && now >= from;
	const end = clock.instantOf(midnight + (endsTomorrow ? DAY_MS : 0) + to * MINUTE_MS);
	// Where the clocks go back in the quiet hours, their end may read as before now.
	return Math.max(end, instantMs);
}

function minuteOf(clock: string): number {
	const [hours = "0", minutes = "0"] = clock.split(":");
	return Number(hours) * 60 + Number(minutes);
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
