import { NotFound } from "../core/errors.ts";
import type { Fact } from "../core/facts.ts";
import type { Places } from "../geo/places.ts";
import type { Transaction } from "../store/database.ts";
import { getMessage, type Message, takeUnmatched } from "../store/messages.ts";
import { lockNumbers } from "../store/number-locks.ts";
import { lockParcels, type ShipmentKey } from "../store/parcels.ts";
import { type Applied, type ApplyDeps, applyFacts } from "./apply-facts.ts";
import { factsOf } from "./read-message.ts";
import { factChannelOf, readBytes } from "./stored-message.ts";

// What the services may ask of this layer: the rest of it serves carriers.
export type { Applied } from "./apply-facts.ts";
export { arrivalOfParcel } from "./arrival-of-parcel.ts";
export { foldParcel, followingOfParcel, webhookUrl } from "./state-of.ts";

/** Call it before looking whether a waybill is there: messages for it and its registration wait for each other. */
export const lockWaybill = lockNumbers;

/**
 * Writes a parcel's state anew, with the messages that waited for its numbers. For a waybill that was just registered,
 * or whose order, ends or connection changed. Answers what it became.
 */
export async function refreshShipment(tx: Transaction, shipment: ShipmentKey, deps: ApplyDeps): Promise<Applied> {
	const [parcel] = await lockParcels(tx, [shipment]);
	if (!parcel) throw new NotFound("The shipment is not there any more.");
	const facts: Fact[] = [];
	for (const leg of parcel.legs) {
		for (const waiting of await takeUnmatched(tx, parcel.sellerId, leg.carrier, leg.trackingNumber)) {
			const message = await getMessage(tx, parcel.sellerId, waiting.messageId);
			if (message) facts.push(...factsFor(message, waiting.trackingNumber, leg.number, deps.places));
		}
	}
	const [applied] = await applyFacts(tx, [{ parcel, facts, anyway: true }], deps);
	if (!applied) throw new Error("A state that is written anyway was not written.");
	return applied;
}

function factsFor(message: Message, trackingNumber: string, leg: number, places: Places): readonly Fact[] {
	const provenance = { channel: factChannelOf(message), messageId: message.id, knownAt: message.receivedAt };
	return readBytes(message, places)
		.shipments.filter((shipment) => shipment.trackingNumber === trackingNumber)
		.flatMap((shipment) => factsOf(shipment, { provenance, leg }));
}
