import type { Fact } from "../core/facts.ts";
import type { Places } from "../geo/places.ts";
import type { RowId, Transaction } from "../store/database.ts";
import type { NamedLeg } from "../store/legs.ts";
import { getMessage, type Message, takeUnmatched } from "../store/messages.ts";
import { factsOf } from "./read-message.ts";
import { factChannelOf, readBytes } from "./stored-message.ts";

/** What the messages tell that came before anybody asked for the number of a leg; they wait no more. */
export async function takeWaitingFacts(
	tx: Transaction,
	sellerId: RowId,
	leg: NamedLeg,
	places: Places,
): Promise<readonly Fact[]> {
	const facts: Fact[] = [];
	for (const waiting of await takeUnmatched(tx, sellerId, leg.carrier, leg.trackingNumber)) {
		const message = await getMessage(tx, sellerId, waiting.messageId);
		if (message) facts.push(...factsFor(message, waiting.trackingNumber, leg.number, places));
	}
	return facts;
}

function factsFor(message: Message, trackingNumber: string, leg: number, places: Places): readonly Fact[] {
	const provenance = { channel: factChannelOf(message), messageId: message.id, knownAt: message.receivedAt };
	return readBytes(message, places)
		.shipments.filter((shipment) => shipment.trackingNumber === trackingNumber)
		.flatMap((shipment) => factsOf(shipment, { provenance, leg }));
}
