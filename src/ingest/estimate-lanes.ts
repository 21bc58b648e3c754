import { daysOf } from "../core/eta/days-of.ts";
import type { Start } from "../core/eta/start.ts";
import type { Eta } from "../core/page.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Places } from "../geo/places.ts";
import type { RowId } from "../store/database.ts";
import type { ShipmentEnd } from "../store/shipments.ts";
import { kmBetween, laneEnd, laneEndsOf, statedOf } from "./lane-ends.ts";
import { type Lanes, laneCarrier } from "./lanes.ts";
import { windowAt } from "./window-at.ts";

/** A parcel that may be sent. */
export interface LaneQuery {
	readonly sellerId: RowId;
	readonly origin: ShipmentEnd;
	readonly destination: ShipmentEnd;
	/** When its carrier would take it. */
	readonly handoffAt: Date;
	/** Who might carry it. */
	readonly options: readonly LaneOption[];
}

export interface LaneOption {
	readonly carrier: string;
	readonly service: string | null;
	/** Of couriers that share a code: which. */
	readonly connection: RowId | null;
}

export interface LaneEstimate extends Pick<LaneOption, "carrier" | "service"> {
	readonly eta: Eta | null;
	/** stated: too few of its parcels were measured, and the window is what the carrier says of itself. */
	readonly basis: "measured" | "stated" | "none";
}

/** When each would bring it, in the order of the options: what a parcel would be told that was taken there and then. */
export function estimateLanes(
	query: LaneQuery,
	world: { readonly now: Date; readonly places: Places; readonly lanes: Lanes },
): readonly LaneEstimate[] {
	const { sellerId, origin, destination } = query;
	const { from, to } = laneEndsOf({ origin, destination }, world.places);
	const zone = to?.zone ?? null;
	const onClock = (moment: Date) => daysOf(clockIn(zone ?? "UTC", moment.getTime()));
	const at = onClock(query.handoffAt);
	// One that was taken already has not arrived by now.
	const nowDays = Math.max(at, onClock(world.now));
	const ends = {
		seller: "",
		from: from && laneEnd(from),
		to: to && laneEnd(to),
		distanceKm: kmBetween(from?.point ?? null, to?.point ?? null),
	};
	return query.options.map(({ carrier, service, connection }) => {
		const stated = statedOf(carrier, { service, origin, destination }, null);
		const lane = { ...ends, carrier: laneCarrier(sellerId, carrier, connection), service, stated };
		const start: Start = { anchor: "accepted", at, lane };
		const { window } = windowAt(start, { nowDays, zone, lanes: world.lanes, firstLikely: null, lateStep: () => null });
		if (window === null) return { carrier, service, eta: null, basis: "none" };
		const { isMeasured, nineOfTen, ...shown } = window;
		const basis = isMeasured ? "measured" : "stated";
		return { carrier, service, eta: { ...shown, source: "model" }, basis };
	});
}
