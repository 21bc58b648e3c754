import type { Fact } from "../core/facts.ts";
import type { Places } from "../geo/places.ts";
import type { Transaction } from "../store/database.ts";
import type { Leg } from "../store/leg.ts";
import { getMessage, type Message, setMessageState, takeUnmatched, waitedForAmong } from "../store/messages.ts";
import { lockNumbers } from "../store/number-locks.ts";
import type { Parcel } from "../store/parcels.ts";
import type { LegCarrier } from "./apply-facts.ts";
import { asPoison } from "./set-apart.ts";
import { readBytes } from "./stored-message.ts";
import { changesOf, isOfLeg, numbersOf, toldOf } from "./told-numbers.ts";

/** What messages tell of a parcel. */
export interface Told {
	readonly facts: readonly Fact[];
	/** Whose parcel an aggregator says it is, by leg. */
	readonly carriers: readonly LegCarrier[];
}

/**
 * What the messages tell that came before anybody asked for the number of a leg, under its own carrier and under the one
 * that an aggregator tells of; they wait no more. The transaction has locked the parcel.
 */
export async function takeWaiting(
	tx: Transaction,
	parcel: Parcel,
	legs: readonly Leg[],
	places: Places,
): Promise<Told> {
	const told: Told[] = [];
	for (const leg of legs) {
		const { sellerId } = parcel;
		const { toldCarrier, trackingNumber } = leg;
		// A message that finds no waybill under the name may be about to wait for it. The leg's own is locked by who adds it.
		if (toldCarrier !== null) await lockNumbers(tx, [{ sellerId, carrier: toldCarrier, trackingNumber }]);
		for (const carrier of toldCarrier === null ? [leg.carrier] : [leg.carrier, toldCarrier]) {
			for (const { messageId } of await takeUnmatched(tx, sellerId, carrier, trackingNumber)) {
				const message = await getMessage(tx, sellerId, messageId);
				if (message) told.push(await toldOrSetApart(tx, message, { parcel, leg, places }));
			}
		}
	}
	return joined(told);
}

/** A message that today's adapter fails on tells nothing, and must not keep its waybill from being registered. */
async function toldOrSetApart(
	tx: Transaction,
	message: Message,
	{ parcel, leg, places }: { readonly parcel: Parcel; readonly leg: Leg; readonly places: Places },
): Promise<Told> {
	try {
		return toldOfLeg(message, parcel, leg, places);
	} catch (error) {
		await setMessageState(tx, parcel.sellerId, message.id, asPoison(error));
		return joined([]);
	}
}

/** Those of the parcels for which messages may wait: the others need not be asked for. */
export async function waitedFor(tx: Transaction, parcels: readonly Parcel[]): Promise<ReadonlySet<Parcel>> {
	const named = parcels.flatMap((parcel) => parcel.legs.map((leg) => ({ parcel, leg })));
	const numbers = named.map(({ parcel: { sellerId }, leg: { carrier, trackingNumber } }) => ({
		...{ sellerId, carrier, trackingNumber },
	}));
	const found = await waitedForAmong(tx, numbers);
	// Under the name that an aggregator tells of, whatever waits has to be locked first: see takeWaiting.
	return new Set(
		named.flatMap(({ parcel, leg }, position) => (found.has(position) || leg.toldCarrier !== null ? [parcel] : [])),
	);
}

/** What a stored message tells of one leg. */
export function toldOfLeg(message: Message, parcel: Parcel, leg: Leg, places: Places): Told {
	const told = toldOf(message);
	const numbers = numbersOf(told, readBytes(message, places)).filter((number) => isOfLeg(number, leg));
	const matches = [{ position: 0, parcel, leg }];
	return joined(
		numbers
			.flatMap((number) => changesOf(told, number, matches, message.id))
			.map(({ facts, carriers = [] }) => ({ facts, carriers })),
	);
}

export function joined(told: readonly Told[]): Told {
	return { facts: told.flatMap(({ facts }) => facts), carriers: told.flatMap(({ carriers }) => carriers) };
}
