import type { ZoneDays } from "../../core/calendar.ts";
import { clockIn } from "../local-clock.ts";
import { offsetAt } from "../zone-offset.ts";

/** The days of a zone: an IANA name, an offset or `UTC`. Null for a zone that does not exist. */
export function zoneDays(zone: string): ZoneDays | null {
	if (offsetAt(zone, 0) === null) return null;
	return {
		dateAt: (instantMs) => clockIn(zone, instantMs).slice(0, 10),
		startOf(date) {
			const midnightMs = Date.parse(`${date}T00:00:00Z`);
			const offset = offsetAt(zone, midnightMs);
			if (offset === null) throw new TypeError(`${zone} was a time zone and is none any more.`);
			return midnightMs - offset.offsetMs;
		},
	};
}
