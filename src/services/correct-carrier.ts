import { carrierOf, namedCarrier } from "../../adapters/index.ts";
import { normaliseNumber } from "../../adapters/kit/index.ts";
import { Conflict, NotFound } from "../core/errors.ts";
import type { CorrectionFact } from "../core/facts.ts";
import { mayBeReused } from "../core/journeys.ts";
import { type Applied, correctionKey, lockWaybill, refreshShipment } from "../ingest/refresh.ts";
import { connectionForCarrier } from "../store/connections.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { type Leg, rightLegs } from "../store/leg.ts";
import { addLeg, saveToldCarriers, setNeeds, setRightLeg } from "../store/legs.ts";
import { lockFollowing } from "../store/number-locks.ts";
import { lockParcels, type Parcel } from "../store/parcels.ts";
import { getShipment, setCarrier, shipmentsByNumber } from "../store/shipments.ts";
import { isFollowable, registrableCarrier } from "./carriers.ts";
import { checkNeeds } from "./check-needs.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { fieldsOf, noted } from "./noted.ts";
import { isUnder } from "./reused-number.ts";
import { viewShipments } from "./view-shipments.ts";
import type { CarrierCorrection, Principal, ShipmentView } from "./views.ts";

/**
 * Says whose parcel a shipment is in truth, and under which number: it is followed there and asked for at once, and what
 * waited for that number is read. The former carrier is asked no more; what it told stays, marked, and decides nothing.
 * The same again changes nothing. Throws `NotFound`, `Invalid` and `Conflict`.
 */
export async function correctCarrier(
	deps: Deps,
	principal: Principal,
	id: string,
	input: CarrierCorrection,
): Promise<ShipmentView> {
	const sellerId = sellerOf(principal);
	const carrier = registrableCarrier(input.carrier);
	const shipment = await getShipment(deps.db, sellerId, id);
	if (!shipment) throw new NotFound(`There is no shipment ${id}.`);
	const trackingNumber = normaliseNumber(input.trackingNumber ?? shipment.trackingNumber);
	const truth = { carrier: carrier.code, trackingNumber };
	const applied = await deps.db.transaction(async (tx) => {
		await lockFollowing(tx, sellerId, carrier.code, "waybill");
		await lockWaybill(tx, [{ sellerId, ...truth }]);
		const [parcel] = await lockParcels(tx, [shipment]);
		if (!parcel) throw new NotFound(`There is no shipment ${id}.`);
		if (isUnder(parcel, truth)) return null;
		await refuseAnothers(tx, deps.now(), parcel, truth);
		const connection = await connectionForCarrier(tx, sellerId, carrier.code);
		const needs = checkNeeds(carrier, connection, input.needs);
		const connectionId = connection?.rowId ?? null;
		const leg = await addLeg(tx, parcel, { ...truth, connectionId });
		const key = { sellerId, shipmentId: parcel.rowId, number: leg.number };
		await setRightLeg(tx, key, { connectionId, now: deps.now().toISOString() });
		if (needs) await setNeeds(tx, deps.vault, { ...key, id }, needs, deps.now().toISOString());
		if (isAggregatedOnly(parcel.carrier, truth.carrier)) {
			await saveToldCarriers(tx, [{ ...key, toldCarrier: parcel.carrier, toldCarrierName: null }]);
		}
		await setCarrier(tx, parcel, truth);
		const said = correction(parcel, leg.number, deps.now());
		const details = { fields: fieldsOf(input), from: parcel.carrier, to: truth.carrier };
		await noted(tx, principal, deps.now(), { action: "shipment.carrier.corrected", subject: id, details });
		const { publicUrl, places, lanes, now } = deps;
		return refreshShipment(tx, parcel, { publicUrl, places, lanes, now: now() }, [said]);
	});
	return view(deps, sellerId, id, applied);
}

async function view(deps: Deps, sellerId: RowId, id: string, applied: Applied | null): Promise<ShipmentView> {
	if (applied) deps.changed(applied);
	const stored = await getShipment(deps.db, sellerId, id);
	const [shown] = await viewShipments(deps, stored ? [stored] : [], deps.now());
	if (!shown) throw new NotFound(`There is no shipment ${id}.`);
	return shown;
}

type Name = Pick<Leg, "carrier" | "trackingNumber">;

/** Nobody but an aggregator hears of its parcels: the carrier was not wrong, and the page goes on to name it. */
function isAggregatedOnly(before: string, now: string): boolean {
	return (
		carrierOf(now)?.kind === "aggregator" && namedCarrier(before) !== undefined && !isFollowable(carrierOf(before))
	);
}

/** A number that was another parcel's long ago may have been given out again. */
async function refuseAnothers(tx: Transaction, now: Date, parcel: Parcel, truth: Name): Promise<void> {
	const others = await shipmentsByNumber(tx, parcel.sellerId, truth.carrier, truth.trackingNumber);
	const taken = others.find(
		(other) =>
			other.rowId !== parcel.rowId &&
			rightLegs(other.legs).some((leg) => isUnder(leg, truth)) &&
			!mayBeReused(other, now),
	);
	if (!taken) return;
	const { id, reference } = taken;
	throw new Conflict(`This carrier and number are registered already, as ${id}. Nothing was changed.`, {
		id,
		reference,
	});
}

function correction({ legs }: Parcel, leg: number, now: Date): CorrectionFact {
	const among = Math.max(leg, ...legs.map(({ number }) => number));
	// The last word counts, also where the clock of the node that took the one before is ahead of ours.
	const before = legs.map(({ wrongSince }) => (wrongSince === null ? 0 : Date.parse(wrongSince)));
	const at = Math.max(now.getTime(), ...before.map((ms) => ms + 1));
	const knownAt = new Date(at).toISOString();
	return {
		kind: "correction",
		key: correctionKey(leg, among, knownAt),
		leg,
		among,
		at,
		provenance: [{ channel: "seller", messageId: "", knownAt }],
	};
}
