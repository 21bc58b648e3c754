import { bareNumber } from "../../adapters/kit/index.ts";
import { isBuyersFact } from "../core/buyers-word.ts";
import type { Fact } from "../core/facts.ts";
import { isToldAnew, mayBeReused } from "../core/journeys.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { loadFacts } from "../store/facts.ts";
import { rightLegs } from "../store/leg.ts";
import type { NamedNumber } from "../store/number-locks.ts";
import { ordersByRowId } from "../store/orders.ts";
import { type Shipment, shipmentsByNumbers } from "../store/shipments.ts";
import type { NewShipment } from "./views.ts";

/** How a number was used before. */
export interface EarlierUse {
	/** The parcel that the waybill names, or else the newest that had its number; none that had it by mistake. */
	readonly there: Shipment | undefined;
	/** Of its order; null where it has none. */
	readonly orderReference: string | null;
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
	const [use] = await earlierUses(tx, number.sellerId, [{ number, waybill }], now);
	if (!use) throw new Error("A number was asked for and not answered.");
	return use;
}

/** The same of several waybills of a seller, in their order. */
export async function earlierUses(
	tx: Transaction,
	sellerId: RowId,
	asked: readonly { readonly number: NamedNumber; readonly waybill: NamedWaybill }[],
	now: Date,
): Promise<readonly EarlierUse[]> {
	const known = await shipmentsOfNumbers(
		tx,
		sellerId,
		asked.map(({ number }) => number),
	);
	const found = asked.map(({ number, waybill }, index) => {
		const shipments = known[index] ?? [];
		const standing = shipments.filter(({ legs }) => rightLegs(legs).some((leg) => isUnder(leg, number)));
		const there = standing.find((shipment) => isMeant(shipment, waybill)) ?? standing[0];
		// Those that had it by mistake heard all the same what was told of it.
		return { number, waybill, there, heard: there ?? shipments[0] };
	});
	const heard = found.flatMap((one) => one.heard ?? []);
	const facts = await loadFacts(tx, [...new Map(heard.map((shipment) => [shipment.rowId, shipment])).values()]);
	return found.map(({ number, waybill, there, heard }) => {
		const told = heard ? factsOfNumber(facts.get(heard.rowId) ?? [], heard, number) : [];
		if (there === undefined) return { there, orderReference: null, isReuse: heard !== undefined, facts: told };
		const isReuse = isOfAnotherParcel(there, number, waybill, told, now);
		return { there, orderReference: there.orderReference, isReuse, facts: told };
	});
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

/** Of each number the parcels that have travelled under it, the newest journey first. */
async function shipmentsOfNumbers(
	tx: Transaction,
	sellerId: RowId,
	numbers: readonly NamedNumber[],
): Promise<readonly (readonly NumberedShipment[])[]> {
	const found = await shipmentsByNumbers(tx, sellerId, numbers);
	const orderIds = new Set(found.flatMap((shipments) => shipments.flatMap(({ orderId }) => orderId ?? [])));
	const orders = new Map(
		orderIds.size === 0
			? []
			: (await ordersByRowId(tx, sellerId, [...orderIds])).map((order) => [order.rowId, order.reference]),
	);
	return found.map((shipments) =>
		shipments.map((shipment) => ({
			...shipment,
			orderReference: shipment.orderId === null ? null : (orders.get(shipment.orderId) ?? null),
		})),
	);
}

function isMeant(shipment: NumberedShipment, { reference, order }: NamedWaybill): boolean {
	if (reference !== undefined && shipment.reference !== null) return reference === shipment.reference;
	return order !== undefined && order.reference === shipment.orderReference;
}

/** What is known of the number, as if it were the first leg of another parcel. */
function factsOfNumber(facts: readonly Fact[], shipment: Shipment, { carrier, trackingNumber }: Name): readonly Fact[] {
	const leg = shipment.legs.find((one) => isUnder(one, { carrier, trackingNumber }));
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
