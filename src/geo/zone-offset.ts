import { Temporal } from "temporal-polyfill";

export interface Offset {
	/** What to take from the wall clock to reach UTC. */
	readonly offsetMs: number;
	/** The clocks were put forward over this wall clock: nobody ever read it. */
	readonly skipped: boolean;
}

/**
 * The offset of a zone (`America/New_York`, `+08:00`, `UTC`) at a wall clock, given as its digits read in UTC. Of a
 * wall clock that came twice the first is meant; one that was skipped is read with the offset before the change, as
 * Temporal does ("compatible"). Null for a zone that does not exist.
 */
export function offsetAt(zone: string, wallClockMs: number): Offset | null {
	const hours = hoursOf(zone);
	if (hours === null) return null;
	const hour = Math.floor(wallClockMs / HOUR_MS);
	let offset = hours.get(hour);
	if (offset === undefined) {
		offset = hourOffset(zone, hour);
		// A month of scans touches some 700 hours of a zone, a replay of ten years 88,000.
		if (hours.size >= HOURS_KEPT) hours.clear();
		hours.set(hour, offset);
	}
	return offset === "changes" ? exactOffset(zone, wallClockMs) : offset;
}

const HOUR_MS = 3_600_000;
const HOURS_KEPT = 4_000;

/** One offset for the whole hour, or `changes` when the clocks change within it. */
type Hour = Offset | "changes";

const knownZones = new Map<string, Map<number, Hour>>();

function hoursOf(zone: string): Map<number, Hour> | null {
	const known = knownZones.get(zone);
	if (known !== undefined) return known;
	if (!isZone(zone)) return null;
	const hours = new Map<number, Hour>();
	knownZones.set(zone, hours);
	return hours;
}

function isZone(zone: string): boolean {
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
		return true;
	} catch {
		return false;
	}
}

function hourOffset(zone: string, hour: number): Hour {
	const first = exactOffset(zone, hour * HOUR_MS);
	const last = exactOffset(zone, (hour + 1) * HOUR_MS - 1);
	return first.offsetMs === last.offsetMs && first.skipped === last.skipped ? first : "changes";
}

function exactOffset(zone: string, wallClockMs: number): Offset {
	const instantMs = Temporal.Instant.fromEpochMilliseconds(wallClockMs)
		.toZonedDateTimeISO("UTC")
		.toPlainDateTime()
		.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
	const shownMs = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
	return { offsetMs: wallClockMs - instantMs, skipped: instantMs + shownMs !== wallClockMs };
}
