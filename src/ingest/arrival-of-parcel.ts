import type { ParcelState } from "../core/fold.ts";
import { type Arrival, arrivalOf, type SellerPromise } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Places } from "../geo/places.ts";
import type { Parcel } from "../store/parcels.ts";
import { onDestinationClock } from "./place-clock.ts";
import { placeOfEnd } from "./settle-places.ts";

/** What to expect of a parcel at `now`: a promise that has passed is no arrival any more. */
export function arrivalOfParcel(
	{ destination, promisedBy }: Pick<Parcel, "promisedBy" | "destination">,
	state: Pick<ParcelState, "promised" | "milestone" | "code" | "terminal">,
	now: Date,
	places: Places,
): Arrival {
	const destinationZone = destination ? placeOfEnd(destination, places).zone : null;
	const sellerPromise = promisedBy === null ? null : sellerPromiseOf(promisedBy, destinationZone);
	return arrivalOf({
		promised: onDestinationClock(state.promised, destinationZone),
		sellerPromise,
		state,
		now: now.toISOString(),
		clockIn,
		destinationZone,
	});
}

/** A day as it is; a moment on the destination's clock, or on the one the seller wrote where that zone is not known. */
function sellerPromiseOf(promisedBy: string, destinationZone: string | null): SellerPromise {
	if (!promisedBy.includes("T")) return { from: promisedBy, to: promisedBy, zone: destinationZone };
	const written = /[+-]\d\d:\d\d$/.exec(promisedBy)?.[0] ?? "UTC";
	const zone = destinationZone ?? written;
	const local = clockIn(zone, Date.parse(promisedBy));
	return { from: local, to: local, zone };
}
