import type { ReadScan } from "../../adapters/kit/index.ts";
import type { ScanDetails, WrittenTime } from "../core/scan.ts";
import { clockIn } from "../geo/local-clock.ts";
import { locateTime } from "../geo/locate-time.ts";
import type { Places } from "../geo/places.ts";

/** What a scan tells beside its words, its last day on the clock of the place where it waits. `zone` is that of the scan. */
export function locateDetails(
	{ details, place }: Pick<ReadScan, "details" | "place">,
	zone: string | null,
	places: Places,
): ScanDetails | undefined {
	const { pickup, stopsBefore } = details ?? {};
	if (pickup === undefined) return details && { ...(stopsBefore !== undefined && { stopsBefore }) };
	const { lat, lng } = pickup;
	const zoneThere = () => {
		if (lat === null || lng === null) return zone;
		const country = place?.country ?? null;
		const written = { text: "", city: null, region: null, postcode: null, country, lat, lng, precision: null };
		return places.locate(written).zone ?? zone;
	};
	const until = pickup.until && lastMoment(pickup.until, zoneThere());
	return { ...(stopsBefore !== undefined && { stopsBefore }), pickup: { ...pickup, until } };
}

/**
 * A date where the whole day is meant. Of a moment in UTC nobody knows which day it is at a place whose zone is not known:
 * a day too late is worse than none.
 */
function lastMoment(written: WrittenTime, zone: string | null): string | null {
	const { time } = locateTime(written, zone);
	if (time.precision === "day") return time.local.slice(0, 10);
	if (time.instant === null) return endOfDay(time.local);
	if (zone !== null) return endOfDay(clockIn(zone, Date.parse(time.instant)));
	return time.zone === "UTC" ? null : endOfDay(time.local);
}

function endOfDay(local: string): string {
	return local.slice(11, 16) === "23:59" ? local.slice(0, 10) : local;
}
