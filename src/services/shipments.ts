import { NotFound } from "../core/errors.ts";
import type { Fact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import type { Arrival } from "../core/promise.ts";
import type { Condition, Milestone } from "../core/status.ts";
import { elsewhereOf, foldAside, foldParcel, legNamedBy, promisedAt } from "../ingest/refresh.ts";
import { writeCursor } from "../store/cursor.ts";
import { etaChangesBy } from "../store/eta-changes.ts";
import { loadFacts } from "../store/facts.ts";
import type { Leg } from "../store/leg.ts";
import { loadParcels, type Parcel } from "../store/parcels.ts";
import { getShipment as findShipment, listShipments as listStored, type ShipmentFilter } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { orderNamed } from "./orders.ts";
import { cursorOf, viewScan, viewShipments } from "./view-shipments.ts";
import type { LegView, Principal, ShipmentDetail, ShipmentView } from "./views.ts";

/** A shipment with its timeline, now or as it was known at `asOf` (`…Z`). Throws `NotFound`. */
export async function getShipment(
	deps: Deps,
	principal: Principal,
	id: string,
	{ asOf }: { readonly asOf?: string | undefined },
): Promise<ShipmentDetail> {
	const shipment = await findShipment(deps.db, sellerOf(principal), id);
	const [parcel] = shipment ? await loadParcels(deps.db, [shipment]) : [];
	if (!parcel) throw new NotFound(`There is no shipment ${id}.`);
	const now = asOf ? new Date(asOf) : deps.now();
	const facts = (await loadFacts(deps.db, [parcel])).get(parcel.rowId) ?? [];
	const state = foldParcel(parcel, facts, now.toISOString(), deps.places);
	// What is expected now was stored with the state; what was expected then, when it was shown.
	const arrival = asOf ? await arrivalAt(deps, parcel, state, now) : { eta: parcel.eta, late: parcel.late };
	const named = asOf ? namedAt(parcel, facts, now) : {};
	const [view] = await viewShipments(deps, [{ ...parcel, ...named, ...state, ...arrival }], now);
	if (!view) throw new Error(`Shipment ${id} has no view.`);
	const { promised, deliveredAt, signed, attempts, flags, pieces, timeline } = state;
	return {
		...view,
		promised: promised && { from: promised.from, to: promised.to },
		deliveredAt,
		signed,
		attempts,
		scans: timeline.map(viewScan),
		legs: parcel.legs.map((leg) => viewLeg(leg, deps.now(), now)),
		corrected: foldAside(parcel, facts, now.toISOString()).map(viewScan),
		elsewhere: elsewhereOf(state.continuations),
		pieces,
		flags,
	};
}

/** As it was shown then; from before anything was, what was promised by then. */
async function arrivalAt({ db, places }: Deps, parcel: Parcel, state: ParcelState, then: Date): Promise<Arrival> {
	const [shown] = await etaChangesBy(db, parcel, then.toISOString());
	return shown ?? promisedAt(parcel, state, then, places);
}

/** The carrier and number that the seller knew it by then. */
function namedAt(
	{ legs }: Parcel,
	facts: readonly Fact[],
	then: Date,
): Pick<Leg, "carrier" | "trackingNumber"> | object {
	const leg = legs.find(({ number }) => number === legNamedBy(facts, then.toISOString()));
	return leg ? { carrier: leg.carrier, trackingNumber: leg.trackingNumber } : {};
}

function viewLeg(leg: Leg, now: Date, then: Date): LegView {
	const { number, carrier, trackingNumber, toldCarrier, toldCarrierName, wrongSince } = leg;
	const isTold = toldCarrier !== null || toldCarrierName !== null;
	return {
		number,
		carrier,
		trackingNumber,
		wrongSince: wrongSince !== null && Date.parse(wrongSince) <= then.getTime() ? wrongSince : null,
		carriedBy: isTold ? { carrier: toldCarrier, name: toldCarrierName } : null,
		subscription: viewSubscription(leg, now),
	};
}

function viewSubscription({ subscription }: Leg, now: Date): LegView["subscription"] {
	if (subscription === null) return null;
	const { state, lapsesAt, lastError } = subscription;
	const hasLapsed = state === "active" && lapsesAt !== null && Date.parse(lapsesAt) <= now.getTime();
	return { state: hasLapsed ? "lapsed" : state, lapsesAt, lastError };
}

export interface ShipmentsQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly carrier?: string | undefined;
	readonly milestone?: Milestone | undefined;
	readonly condition?: Condition | undefined;
	/** An order's id or the seller's reference of it. */
	readonly order?: string | undefined;
	readonly reference?: string | undefined;
}

/** Newest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listShipments(
	deps: Deps,
	principal: Principal,
	{ cursor, limit, order, carrier, milestone, condition, reference }: ShipmentsQuery,
): Promise<{ readonly items: readonly ShipmentView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	const found = order === undefined ? undefined : await orderNamed(deps.db, sellerId, order);
	if (found === null) return { items: [], next: null };
	const filter: ShipmentFilter = {
		...(carrier !== undefined && { carrier }),
		...(milestone !== undefined && { milestone }),
		...(condition !== undefined && { condition }),
		...(reference !== undefined && { reference }),
		...(found && { orderId: found.rowId }),
	};
	const { items, next } = await listStored(deps.db, sellerId, filter, { limit, after: cursorOf(cursor) });
	return { items: await viewShipments(deps, items, deps.now()), next: next && writeCursor(next) };
}
