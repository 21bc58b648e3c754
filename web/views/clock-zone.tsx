import type { PageScan } from "../../src/core/page.ts";
import { type Speech, wallClockAt } from "./speech.ts";

/**
 * The scans, by key, at which a clock begins that is another than that of the newest one: most likely the reader's own.
 * Once a day is enough while it stays the same. Only a browser knows which clock is the reader's; it shows and hides the
 * names anew.
 */
export function otherClocks(scans: readonly PageScan[]): ReadonlySet<string> {
	const known = scans.flatMap((scan) => {
		const offset = offsetMinutes(scan);
		return offset === null ? [] : [{ key: scan.key, offset, day: scan.time.local.slice(0, 10) }];
	});
	const newest = known.at(-1)?.offset;
	const begins = known.filter(({ day, offset }, index) => {
		const above = known[index + 1];
		return offset !== newest && (above?.offset !== offset || above.day !== day);
	});
	return new Set(begins.map(({ key }) => key));
}

/** Whose clock a line shows; hidden from those who live by it. */
export function ClockZone({ scan, isOther, speech }: { scan: PageScan; isOther: boolean; speech: Speech }) {
	const { zone, instant } = scan.time;
	const offset = offsetMinutes(scan);
	if (zone === null || instant === null || offset === null) return null;
	return (
		<span class="zone" data-at={instant} data-offset={String(offset)} hidden={!isOther}>
			{speech.zone(zoneOfPlace(scan, offset) ?? zone, instant)}
		</span>
	);
}

/** The name for a clock of which the offset alone was told: the zone of its place, where that had this offset then. */
function zoneOfPlace({ time: { zone, instant }, place }: PageScan, offset: number): string | null {
	const lent = place?.found?.zone;
	if (lent === undefined || zone === null || instant === null || !/^[+-]/.test(zone)) return null;
	try {
		const shown = Date.parse(`${wallClockAt(instant, lent)}Z`) - Date.parse(instant);
		return Math.round(shown / 60_000) === offset ? lent : null;
	} catch (error) {
		// A zone that was kept by a newer runtime than this one.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** How far the clock is ahead of UTC; null where the instant or the time of day is not known. */
function offsetMinutes({ time: { local, instant, precision } }: PageScan): number | null {
	if (instant === null || precision === "day") return null;
	return Math.round((Date.parse(`${local}Z`) - Date.parse(instant)) / 60_000);
}
