import type { ParcelState } from "./fold.ts";
import type { PickupPlace, Place } from "./scan.ts";
import { milestoneOf } from "./status.ts";
import { linesOfStay } from "./stretches.ts";
import { unitePickups } from "./unite-details.ts";

/**
 * Where and until when a parcel waits to be fetched, by the newest that tells; null unless it waits. Where its scans name
 * no point, that of the newest counts if it is right to the street: the middle of a town is no way to a counter.
 */
export function pickupOf(state: ParcelState): PickupPlace | null {
	const newestFirst = linesOfStay(state).toReversed();
	const pickup = unitePickups(newestFirst.flatMap(({ details }) => details?.pickup ?? []));
	if (pickup !== null && pickup.lat !== null && pickup.lng !== null) return pickup;
	const seen = newestFirst.find(({ code, place }) => milestoneOf(code) === "ready_for_pickup" && isPoint(place))?.place;
	if (!seen) return pickup;
	const { lat, lng } = seen;
	if (pickup !== null) return { ...pickup, lat, lng };
	return { name: null, address: seen.text || null, hours: [], until: null, lat, lng };
}

function isPoint(place: Place | null): boolean {
	return place !== null && place.lat !== null && (place.precision === "address" || place.precision === "street");
}
