import type { CarrierPromise } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import type { Place } from "../core/scan.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Places } from "../geo/places.ts";

/**
 * The state as people at each place read it. A carrier that writes UTC told the instant, not what the clock on the wall
 * showed: where the place settles its zone, the page shows that clock. Of one that writes a bare offset the place says
 * what its clocks are called. All else stays as the carrier wrote it.
 */
export function onPlaceClocks(state: ParcelState, places: Places): ParcelState {
	const timeline = state.timeline.map((scan) => onPlaceClock(scan, places));
	const delivery = timeline.find(({ time }) => time.instant !== null && time.instant === state.deliveredAt?.instant);
	const deliveredAt =
		state.deliveredAt && delivery ? { ...state.deliveredAt, local: delivery.time.local } : state.deliveredAt;
	return { ...state, timeline, deliveredAt };
}

function onPlaceClock(scan: TimelineScan, places: Places): TimelineScan {
	const { time, place } = scan;
	if (place === null || time.instant === null || time.zone === null || !isBareOffset(time.zone)) return scan;
	const zone = place.found?.zone ?? places.locate({ city: null, region: null, ...asWritten(place) }).zone;
	if (zone === null) return scan;
	const named = place.found ? { ...place, found: { zone, ...place.found } } : place;
	if (time.zone !== "UTC") return { ...scan, place: named };
	const local = clockIn(zone, Date.parse(time.instant));
	return { ...scan, place: named, time: { ...time, local, zone, zoneSource: "place" } };
}

type TimelineScan = ParcelState["timeline"][number];

/**
 * Only a point that the carrier gave says what its zone is. What we found by its words has the zone that the words have:
 * near a border the point alone would say another.
 */
function asWritten(place: Place): Place {
	const isMiddle = place.precision === "country" || place.precision === "region";
	const isOurs = place.found !== undefined && place.found.by !== "carrier";
	return isMiddle || isOurs ? { ...place, lat: null, lng: null, precision: null } : place;
}

/** A promise in UTC or at a bare offset, on the clock of the door that it is about. */
export function onDestinationClock(promised: CarrierPromise | null, zone: string | null): CarrierPromise | null {
	if (promised === null || zone === null || promised.zone === null || !isBareOffset(promised.zone)) return promised;
	if (promised.from.length === 10 || promised.to.length === 10) return promised;
	const offset = promised.zone === "UTC" ? "Z" : promised.zone;
	const local = (written: string) => clockIn(zone, Date.parse(`${written}${offset}`));
	return { from: local(promised.from), to: local(promised.to), zone };
}

function isBareOffset(zone: string): boolean {
	return zone === "UTC" || /^[+-]\d\d:\d\d$/.test(zone);
}
