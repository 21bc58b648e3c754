import { bareNumber } from "../../adapters/kit/index.ts";
import { isBuyersFact } from "../core/buyers-word.ts";
import type { Fact } from "../core/facts.ts";
import { isToldAnew, mayBeReused } from "../core/journeys.ts";
import type { Transaction } from "../store/database.ts";
import { loadFacts } from "../store/facts.ts";
import { rightLegs } from "../store/leg.ts";
import type { NamedNumber } from "../store/number-locks.ts";
import { ordersByRowId } from "../store/orders.ts";
import { type Shipment, shipmentsByNumber } from "../store/shipments.ts";
import type { NewShipment } from "./views.ts";

/** How a number was used before. */
export interface EarlierUse {
	/** The parcel that the waybill names, or else the newest that had its number; none that had it by mistake. */
	readonly there: Shipment | undefined;
	/** The waybill is of another parcel: the carrier gave the number out again, or it was another's by mistake. */
	readonly isReuse: boolean;
	/** What is known of the number. */
	readonly facts: readonly Fact[];
}

/** Whether a waybill is one that is there, or a new one under an old number. */
export async function earlierUse(
	tx: Transaction,
	number: NamedNumber,
	waybill: NamedWaybill,
	now: Date,
): Promise<EarlierUse> {
	const known = await shipmentsOfNumber(tx, number);
	const standing = known.filter(({ legs }) => rightLegs(legs).some((leg) => isUnder(leg, number)));
	const there = standing.find((shipment) => isMeant(shipment, waybill)) ?? standing[0];
	if (there === undefined) {
		// Those that had it by mistake heard all the same what was told of it.
		const [mistaken] = known;
		const facts = mistaken === undefined ? [] : await factsOfNumber(tx, mistaken, number);
		return { there, isReuse: mistaken !== undefined, facts };
	}
	const facts = await factsOfNumber(tx, there, number);
	return { there, isReuse: isOfAnotherParcel(there, number, waybill, facts, now), facts };
}

type Name = Pick<NamedNumber, "carrier" | "trackingNumber">;

/** Whether the two are one number of one carrier, however it is written. */
export function isUnder(one: Name, { carrier, trackingNumber }: Name): boolean {
	return one.carrier === carrier && bareNumber(one.trackingNumber) === bareNumber(trackingNumber);
}

type NamedWaybill = Pick<NewShipment, "reference" | "order">;

interface NumberedShipment extends Shipment {
	readonly orderReference: string | null;
}

/** The parcels that have travelled under the number, the newest journey first. */
async function shipmentsOfNumber(
	tx: Transaction,
	{ sellerId, carrier, trackingNumber }: NamedNumber,
): Promise<readonly NumberedShipment[]> {
	const shipments = await shipmentsByNumber(tx, sellerId, carrier, trackingNumber);
	const orderIds = shipments.flatMap(({ orderId }) => orderId ?? []);
	const orders = new Map((await ordersByRowId(tx, sellerId, orderIds)).map((order) => [order.rowId, order.reference]));
	return shipments.map((shipment) => ({
		...shipment,
		orderReference: shipment.orderId === null ? null : (orders.get(shipment.orderId) ?? null),
	}));
}

function isMeant(shipment: NumberedShipment, { reference, order }: NamedWaybill): boolean {
	if (reference !== undefined && shipment.reference !== null) return reference === shipment.reference;
	return order !== undefined && order.reference === shipment.orderReference;
}

/** What is known of the number, as if it were the first leg of another parcel. */
async function factsOfNumber(
	tx: Transaction,
	shipment: Shipment,
	{ carrier, trackingNumber }: Name,
): Promise<readonly Fact[]> {
	const leg = shipment.legs.find((one) => isUnder(one, { carrier, trackingNumber }));
	const facts = (await loadFacts(tx, [shipment])).get(shipment.rowId) ?? [];
	return facts.flatMap((fact): Fact[] => {
		if (isBuyersFact(fact)) return [];
		if (fact.kind === "scan") return fact.scan.leg === leg?.number ? [{ ...fact, scan: { ...fact.scan, leg: 1 } }] : [];
		if (fact.kind === "withdrawal") return [fact];
		// Which leg was the other parcel's is no word about this one, nor how long that was silent.
		if (fact.kind === "correction" || fact.kind === "silence") return [];
		return fact.leg === leg?.number ? [{ ...fact, leg: 1 }] : [];
	});
}

/**
 * Carriers give a number out again. That it is another parcel follows from what its carrier tells, or from another order
 * or reference long after the last parcel came to its end; or at once, where a message alone led that parcel to the number.
 */
function isOfAnotherParcel(
	there: NumberedShipment,
	{ carrier, trackingNumber }: Name,
	{ reference, order }: NamedWaybill,
	facts: readonly Fact[],
	now: Date,
): boolean {
	if (isMeant(there, { reference, order })) return false;
	const isReuse = (there.legs.find((leg) => isUnder(leg, there))?.journeyNo ?? 1) > 1;
	if (isToldAnew(facts, { registeredAt: there.createdAt, isReuse })) return true;
	const isOther =
		(reference !== undefined && there.reference !== null && reference !== there.reference) ||
		(order !== undefined && there.orderReference !== null && order.reference !== there.orderReference);
	const isItsOwn = isUnder(there, { carrier, trackingNumber });
	return isOther && (!isItsOwn || mayBeReused(there, now));
}
