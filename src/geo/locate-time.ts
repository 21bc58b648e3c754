import { printInstant } from "../core/print-instant.ts";
import type { ScanTime, WrittenTime } from "../core/scan.ts";
import { offsetAt, offsetOfInstant } from "./zone-offset.ts";

export interface LocatedTime {
	readonly time: ScanTime;
	/** For order alone, milliseconds since 1970; a date stands at the start of its day. */
	readonly at: number;
	/** One sentence when the written time cannot have been on the clock of its zone; null otherwise. */
	readonly doubt: string | null;
}

/**
 * The instant of a written time, where it can be known: by the payload's offset, the carrier's rule, or the zone of the
 * place (`placeZone`, null where the place has none).
 *
 * Daylight saving: of a wall clock that came twice the first is meant. One that the clocks skipped never was: it is read
 * with the offset before the change, 02:30 as 03:30 of the new clock, and doubted. An offset in the payload settles both.
 * A date has no instant; for order it starts when its day starts in its zone.
 */
export function locateTime(written: WrittenTime, placeZone: string | null): LocatedTime {
	switch (written.kind) {
		case "known":
			return knownTime(written);
		case "zoned":
			return zonedTime(written, written.zone, written.source);
		case "site":
			return placeZone === null ? unzonedTime(written) : zonedTime(written, placeZone, "place");
	}
}

function knownTime({ local, precision, zone, instant }: WrittenTime & { readonly kind: "known" }): LocatedTime {
	const at = Date.parse(instant);
	// The instant may have milliseconds that the wall clock has not.
	const offsetMs = Math.floor(wallClockOf(local) / 1_000) * 1_000 - Math.floor(at / 1_000) * 1_000;
	const isOfZone = !zone.includes("/") || offsetOfInstant(zone, at) === offsetMs;
	const time: ScanTime = {
		local,
		precision,
		zone: isOfZone ? zone : offsetText(offsetMs),
		zoneSource: "payload",
		instant,
	};
	const doubt = isOfZone
		? null
		: `${local}: the offset ${offsetText(offsetMs)} is not that of ${zone}; the offset counts.`;
	if (precision !== "day") return { time, at, doubt };
	return { time: dateOnly(time), at: wallClockOf(local.slice(0, 10)) - offsetMs, doubt };
}

function zonedTime(written: WrittenTime, zone: string, zoneSource: "payload" | "carrier" | "place"): LocatedTime {
	const { local, precision } = written;
	const wallClockMs = wallClockOf(precision === "day" ? local.slice(0, 10) : local);
	const offset = offsetAt(zone, wallClockMs);
	if (offset === null) {
		return { ...unzonedTime(written), doubt: `${local}: ${zone} is not a time zone.` };
	}
	const at = wallClockMs - offset.offsetMs;
	const time: ScanTime = { local, precision, zone, zoneSource, instant: null };
	if (precision === "day") return { time: dateOnly(time), at, doubt: null };
	return {
		time: { ...time, instant: instantText(at, local) },
		at,
		doubt: offset.skipped ? `${local}: no clock in ${zone} showed this time.` : null,
	};
}

function unzonedTime(written: WrittenTime): LocatedTime {
	const { local, precision } = written;
	const time: ScanTime = { local, precision, zone: null, zoneSource: "none", instant: null };
	const wallClockMs = wallClockOf(precision === "day" ? local.slice(0, 10) : local);
	const fallback = written.kind === "site" ? written.fallback : null;
	const offset = fallback === null ? null : offsetAt(fallback, wallClockMs);
	return { time: precision === "day" ? dateOnly(time) : time, at: wallClockMs - (offset?.offsetMs ?? 0), doubt: null };
}

function dateOnly(time: ScanTime): ScanTime {
	return { ...time, local: time.local.slice(0, 10), instant: null };
}

/** The digits of a wall clock, `YYYY-MM-DD[THH:mm:ss[.SSS]]`, read as if they were UTC. */
function wallClockOf(local: string): number {
	const ms = Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
	if (Number.isNaN(ms)) throw new TypeError(`${local} is no wall clock: the kit lets none such through.`);
	return ms;
}

/** `+08:00` of milliseconds east of UTC. */
function offsetText(offsetMs: number): string {
	const minutes = Math.abs(Math.round(offsetMs / 60_000));
	const two = (number: number) => String(number).padStart(2, "0");
	return `${offsetMs < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

// Milliseconds only where the carrier sent them.
function instantText(at: number, local: string): string {
	const text = printInstant(at);
	return local.includes(".") && !text.includes(".") ? text.replace("Z", ".000Z") : text;
}
