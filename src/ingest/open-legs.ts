import { carrierOf } from "../../adapters/index.ts";
import { bareNumber } from "../../adapters/kit/index.ts";
import type { Continuation, Fact } from "../core/facts.ts";
import { connectionForCarrier } from "../store/connections.ts";
import type { Transaction } from "../store/database.ts";
import { rightLegs } from "../store/leg.ts";
import { addLeg, setRightAgain } from "../store/legs.ts";
import { lockNumbers } from "../store/number-locks.ts";
import { loadParcels, type Parcel } from "../store/parcels.ts";
import { MAX_NUMBER_LENGTH } from "../store/shipments.ts";
import { legsUnder } from "./legs-under.ts";
import { MOST_LEGS } from "./told-numbers.ts";

/**
 * Opens a leg for every number under which the facts say that the parcel goes on, of a carrier that we know, followed by
 * the seller's connection where there is one. The old number keeps its leg and so keeps being understood. Answers the
 * parcel, which the transaction has locked, with its legs of now; null when there is no new one. A leg that a correction
 * set wrong is right again where the facts lead to it.
 */
export async function openLegs(tx: Transaction, parcel: Parcel, facts: readonly Fact[]): Promise<Parcel | null> {
	const onward = continuationsIn(facts);
	const wrong = parcel.legs.filter(({ wrongSince }) => wrongSince !== null);
	const right = [...new Set(onward.flatMap((to) => legsUnder(wrong, to)))];
	const room = Math.max(MOST_LEGS - rightLegs(parcel.legs).length - right.length, 0);
	const missing = onward.filter((to) => legsUnder(parcel.legs, to).length === 0).slice(0, room);
	// All at once, in one order: two parcels may go on under the same two numbers.
	await lockNumbers(
		tx,
		missing.map(({ carrier, trackingNumber }) => ({ sellerId: parcel.sellerId, carrier, trackingNumber })),
	);
	for (const { carrier, trackingNumber } of missing) {
		const connection = await connectionForCarrier(tx, parcel.sellerId, carrier);
		await addLeg(tx, parcel, { carrier, trackingNumber, connectionId: connection?.rowId ?? null });
	}
	for (const { carrier, number } of right) {
		const connection = await connectionForCarrier(tx, parcel.sellerId, carrier);
		const key = { sellerId: parcel.sellerId, shipmentId: parcel.rowId, number };
		await setRightAgain(tx, key, connection?.rowId ?? null);
	}
	const [grown] = missing.length + right.length === 0 ? [] : await loadParcels(tx, [parcel]);
	// The database has the last word on which numbers are one.
	return grown && (right.length > 0 || grown.legs.length > parcel.legs.length) ? grown : null;
}

interface KnownContinuation extends Continuation {
	readonly carrier: string;
}

function continuationsIn(facts: readonly Fact[]): readonly KnownContinuation[] {
	const told = facts.flatMap((fact): KnownContinuation[] => {
		if (fact.kind !== "continuation") return [];
		const { carrier, trackingNumber } = fact.to;
		const isKnown = carrier !== null && carrierOf(carrier) !== undefined;
		return isKnown && trackingNumber.length <= MAX_NUMBER_LENGTH ? [{ ...fact.to, carrier }] : [];
	});
	return [...new Map(told.map((to) => [`${to.carrier} ${bareNumber(to.trackingNumber)}`, to])).values()];
}
