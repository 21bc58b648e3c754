import { bareNumber } from "../../adapters/kit/index.ts";
import { isBuyersFact } from "../core/buyers-word.ts";
import type { Fact } from "../core/facts.ts";
import type { Places } from "../geo/places.ts";
import type { Transaction } from "../store/database.ts";
import { loadFacts } from "../store/facts.ts";
import type { Leg } from "../store/leg.ts";
import { messagesByIds } from "../store/list-messages.ts";
import type { Message } from "../store/messages.ts";
import type { Parcel } from "../store/parcels.ts";
import { shipmentsByNumber } from "../store/shipments.ts";
import type { Change } from "./apply-facts.ts";
import { joined, type Told, toldOfLeg } from "./waiting-facts.ts";

/**
 * What was told of a number of this parcel when it was known as another's alone: boxes go on under one pallet, and the
 * pallet may have been told of first. `coming` is what this transaction is about to add to other parcels.
 */
export async function toldElsewhere(
	tx: Transaction,
	parcel: Parcel,
	legs: readonly Leg[],
	coming: readonly Change[],
	places: Places,
): Promise<Told> {
	const told: Told[] = [];
	for (const leg of legs) {
		for (const carrier of leg.toldCarrier === null ? [leg.carrier] : [leg.carrier, leg.toldCarrier]) {
			const name = { carrier, trackingNumber: leg.trackingNumber };
			const facts = await factsUnder(tx, parcel, name, coming);
			const ids = new Set(facts.flatMap(({ provenance }) => provenance.map(({ messageId }) => messageId)));
			const messages = await messagesByIds(tx, parcel.sellerId, [...ids]);
			const readable = messages.flatMap((message) => readIfPossible(message, parcel, leg, places));
			told.push(...readable.map(({ told: ofOne }) => ofOne));
			const kept = new Set(readable.map(({ id }) => id));
			told.push({ facts: facts.flatMap((fact) => withoutMessages(ofLeg(fact, leg), kept)), carriers: [] });
		}
	}
	return joined(told);
}

/** What a message told that today's adapter fails on stays as it is, like that of one that is gone. */
function readIfPossible(message: Message, parcel: Parcel, leg: Leg, places: Places): readonly Reread[] {
	try {
		return [{ id: message.id, told: toldOfLeg(message, parcel, leg, places) }];
	} catch {
		return [];
	}
}

interface Reread {
	/** `msg_…` */
	readonly id: string;
	readonly told: Told;
}

type Name = Pick<Leg, "carrier" | "trackingNumber">;

async function factsUnder(
	tx: Transaction,
	parcel: Parcel,
	name: Name,
	coming: readonly Change[],
): Promise<readonly Fact[]> {
	const found = await shipmentsByNumber(tx, parcel.sellerId, name.carrier, name.trackingNumber);
	const others = found.filter(({ rowId }) => rowId !== parcel.rowId);
	const stored = await loadFacts(tx, others);
	return [
		...others.flatMap(({ rowId, legs }) => (stored.get(rowId) ?? []).filter(isUnder(legs, name))),
		...coming
			.filter((change) => change.parcel.sellerId === parcel.sellerId && change.parcel.rowId !== parcel.rowId)
			.flatMap((change) => change.facts.filter(isUnder(change.parcel.legs, name))),
	];
}

function isUnder(legs: readonly Leg[], { carrier, trackingNumber }: Name): (fact: Fact) => boolean {
	const own = legs.find(
		(leg) => leg.carrier === carrier && bareNumber(leg.trackingNumber) === bareNumber(trackingNumber),
	);
	// What takes a scan back names no leg; of other numbers it takes nothing back.
	return (fact) => {
		if (own === undefined || fact.kind === "correction" || fact.kind === "silence" || isBuyersFact(fact)) return false;
		return fact.kind === "withdrawal" || legOf(fact) === own.number;
	};
}

function legOf(fact: Exclude<Fact, { kind: "withdrawal" }>): number {
	return fact.kind === "scan" ? fact.scan.leg : fact.leg;
}

function ofLeg(fact: Fact, { number }: Leg): Fact {
	if (fact.kind === "scan") return { ...fact, scan: { ...fact.scan, leg: number } };
	return fact.kind === "withdrawal" ? fact : { ...fact, leg: number };
}

/** What only messages told that are past their retention: the others are read. */
function withoutMessages(fact: Fact, kept: ReadonlySet<string>): readonly Fact[] {
	const provenance = fact.provenance.filter(({ messageId }) => !kept.has(messageId));
	return provenance.length === 0 ? [] : [{ ...fact, provenance }];
}
