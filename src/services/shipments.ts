import { NotFound } from "../core/errors.ts";
import type { Fact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import type { Arrival } from "../core/promise.ts";
import {
	connectionOfLeg,
	elsewhereOf,
	foldAside,
	foldParcel,
	legNamedBy,
	onTimeOf,
	presentMoment,
	promisedAt,
} from "../ingest/refresh.ts";
import type { Connection } from "../store/connections.ts";
import { type EtaChange, etaChangesBy } from "../store/eta-changes.ts";
import { loadFacts } from "../store/facts.ts";
import type { Leg } from "../store/leg.ts";
import { loadParcels, type Parcel } from "../store/parcels.ts";
import { getShipment as findShipment } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { connectionsOfLegs } from "./following-connection.ts";
import { provenFor } from "./proven-scan.ts";
import { viewEtaHistory, viewSilence } from "./view-arrival.ts";
import { viewShipments } from "./view-shipments.ts";
import type { LegView, Principal, ShipmentDetail } from "./views.ts";

/** A shipment with its timeline, now or as it was known at `asOf` (`…Z`); of the future nothing is known yet. Throws `NotFound`, also for a moment before it was registered. */
export async function getShipment(
	deps: Deps,
	principal: Principal,
	id: string,
	query: { readonly asOf?: string | undefined },
): Promise<ShipmentDetail> {
	const shipment = await findShipment(deps.db, sellerOf(principal), id);
	const [parcel] = shipment ? await loadParcels(deps.db, [shipment]) : [];
	if (!parcel) throw new NotFound(`There is no shipment ${id}.`);
	const asked = query.asOf === undefined ? null : new Date(query.asOf);
	const asOf = asked !== null && asked < deps.now() ? asked : null;
	if (asOf !== null && asOf.getTime() < Date.parse(parcel.createdAt)) {
		const { createdAt } = parcel;
		throw new NotFound(
			`At ${asOf.toISOString()} there was no shipment ${id}: it was registered at ${createdAt}. Ask as_of that moment or a later one.`,
			{ createdAt },
		);
	}
	const now = asOf ?? deps.now();
	const facts = (await loadFacts(deps.db, [parcel])).get(parcel.rowId) ?? [];
	const moment = asOf?.toISOString() ?? presentMoment(facts, now);
	const state = foldParcel(parcel, facts, moment, deps.places);
	const shown = await etaChangesBy(deps.db, parcel, now.toISOString());
	// What is expected now was stored with the state; what was expected then, when it was shown.
	const arrival = asOf ? arrivalAt(deps, parcel, state, now, shown) : arrivalNow(parcel);
	const named = asOf ? namedAt(parcel, facts, now) : {};
	const [view] = await viewShipments(deps, [{ ...parcel, ...named, ...state, ...arrival }], now);
	if (!view) throw new Error(`Shipment ${id} has no view.`);
	const { promised, deliveredAt, signed, attempts, flags, pieces, timeline } = state;
	const proven = provenFor(principal);
	const connections = await connectionsOfLegs(deps.db, parcel.sellerId, [parcel]);
	return {
		...view,
		onTime: onTimeOf(parcel, facts, state, arrival.firstEta, { now, places: deps.places }),
		etaHistory: viewEtaHistory(shown),
		silence: viewSilence(state.silence),
		promised: promised && { from: promised.from, to: promised.to },
		deliveredAt,
		signed,
		attempts,
		scans: timeline.map(proven),
		legs: parcel.legs.map((leg) => viewLeg(leg, connectionOfLeg(leg, connections), deps.now(), now)),
		corrected: foldAside(parcel, facts, moment).map(proven),
		elsewhere: elsewhereOf(state.continuations),
		pieces,
		flags,
	};
}

type ShownArrival = Arrival & Pick<Parcel, "firstEta" | "lateRisk" | "waitingSince">;

function arrivalNow({ eta, late, firstEta, lateRisk, waitingSince }: Parcel): ShownArrival {
	return { eta, late, firstEta, lateRisk, waitingSince };
}

/** As it was shown then; from before anything was, what was promised by then. How likely it came late is not kept. */
function arrivalAt(
	{ places }: Deps,
	parcel: Parcel,
	state: ParcelState,
	then: Date,
	shown: readonly EtaChange[],
): ShownArrival {
	const [newest] = shown;
	const { eta, late } = newest ?? promisedAt(parcel, state, then, places);
	const firstEta = shown.some((change) => change.eta !== null) ? parcel.firstEta : null;
	return { eta, late, firstEta, lateRisk: null, waitingSince: null };
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

function viewLeg(leg: Leg, connection: Connection | null, now: Date, then: Date): LegView {
	const { number, carrier, trackingNumber, toldCarrier, toldCarrierName, wrongSince, lastPolledAt, nextPollAt } = leg;
	const isTold = toldCarrier !== null || toldCarrierName !== null;
	return {
		number,
		carrier,
		trackingNumber,
		connection: connection?.id ?? null,
		wrongSince: wrongSince !== null && Date.parse(wrongSince) <= then.getTime() ? wrongSince : null,
		carriedBy: isTold ? { carrier: toldCarrier, name: toldCarrierName } : null,
		subscription: viewSubscription(leg, now),
		lastAnsweredAt: lastPolledAt,
		nextAskedAt: nextPollAt,
	};
}

function viewSubscription({ subscription }: Leg, now: Date): LegView["subscription"] {
	if (subscription === null) return null;
	const { state, lapsesAt, lastError } = subscription;
	const hasLapsed = state === "active" && lapsesAt !== null && Date.parse(lapsesAt) <= now.getTime();
	return { state: hasLapsed ? "lapsed" : state, lapsesAt, lastError };
}
