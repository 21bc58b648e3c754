import type { CarrierPromise, Fact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import { firstPromiseOf, type OnTime, onTime } from "../core/on-time.ts";
import type { Eta } from "../core/page.ts";
import { isStillToCome } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Places } from "../geo/places.ts";
import type { Parcel } from "../store/parcels.ts";
import { arrivedOn } from "./arrived-on.ts";
import { sellerPromiseOf } from "./expectation.ts";
import { onDestinationClock } from "./place-clock.ts";
import { placeOfEnd } from "./settle-places.ts";
import { factsOfParcel, knownBy } from "./state-of.ts";

/** On time or late against each that spoke; null where nobody did. */
export interface OnTimeAgainst {
	/** What the seller told its buyer: by then. */
	readonly promise: OnTime | null;
	/** What the carrier promised first. */
	readonly carrier: OnTime | null;
	/** The arrival that was shown first. */
	readonly firstEta: OnTime | null;
}

/** How a parcel stands at `now` against what was said of it by then. */
export function onTimeOf(
	parcel: Pick<Parcel, "destination" | "promisedBy" | "createdAt" | "legs">,
	facts: readonly Fact[],
	state: ParcelState,
	firstEta: Eta | null,
	{ now, places }: { readonly now: Date; readonly places: Places },
): OnTimeAgainst {
	const home = parcel.destination && placeOfEnd(parcel.destination, places).zone;
	const against = (said: (Pick<CarrierPromise, "to" | "zone"> & { readonly from: string | null }) | null) => {
		if (said === null) return null;
		const zone = said.zone ?? home ?? "UTC";
		return onTime({
			from: said.from,
			to: said.to,
			arrived: arrivedOn(state, zone),
			isStillToCome: isStillToCome(state),
			clock: clockIn(zone, now.getTime()),
		});
	};
	const seller = parcel.promisedBy === null ? null : sellerPromiseOf(parcel.promisedBy, home);
	const first = firstPromiseOf(factsOfParcel(parcel, knownBy(facts, now.toISOString())));
	return {
		promise: against(seller && { ...seller, from: null }),
		carrier: against(onDestinationClock(first, home)),
		firstEta: against(firstEta),
	};
}
