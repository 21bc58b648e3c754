import { NotFound } from "../core/errors.ts";
import type { Fact } from "../core/facts.ts";
import type { Transaction } from "../store/database.ts";
import { lockNumbers } from "../store/number-locks.ts";
import { lockParcels, type ShipmentKey } from "../store/parcels.ts";
import { type Applied, type ApplyDeps, applyFacts, type Change } from "./apply-facts.ts";
import { keyOf } from "./key-of.ts";
import { toldElsewhere } from "./told-elsewhere.ts";
import { joined, takeWaiting, waitedFor } from "./waiting-facts.ts";

// What the services may ask of this layer: the rest of it serves carriers.
export type { Applied } from "./apply-facts.ts";
export type { Asked, AskOnce } from "./ask-once.ts";
export { estimateLanes, type LaneEstimate, type LaneOption } from "./estimate-lanes.ts";
export { promisedAt } from "./expectation.ts";
export {
	boardUrl,
	canSubscribe,
	connectionOf as connectionOfLeg,
	followingByAsking,
	followingOfLegs,
	followingOfParcel,
	webhookUrl,
} from "./following-of.ts";
export type { Lanes } from "./lanes.ts";
export { type OnTimeAgainst, onTimeOf } from "./on-time-of.ts";
export { momentsOf, pageAt } from "./page-at.ts";
export { placeOfEnd } from "./settle-places.ts";
export { elsewhereOf, foldAside, foldParcel, legNamedBy, presentMoment } from "./state-of.ts";

/** Of what a seller says at a moment: the leg of so many that is right. */
export function correctionKey(leg: number, among: number, knownAt: string): string {
	return keyOf(JSON.stringify(["correction", leg, among, knownAt]));
}

/** Of what a buyer says at a moment, `of` a scan of his or of a delivery. */
export function buyersKey(says: "not-received" | "found", of: string, knownAt: string): string {
	return keyOf(JSON.stringify(["buyer", says, of, knownAt]));
}

/** Call it before looking whether a waybill is there: messages for it and its registration wait for each other. */
export const lockWaybill = lockNumbers;

/**
 * Writes a parcel's state anew, with the messages that waited for its numbers, and with what else is known of it. For a
 * waybill that was just registered, or whose order, ends or connection changed. Answers what it became.
 */
export async function refreshShipment(
	tx: Transaction,
	shipment: ShipmentKey,
	deps: ApplyDeps,
	known: readonly Fact[] = [],
): Promise<Applied> {
	const [parcel] = await lockParcels(tx, [shipment]);
	if (!parcel) throw new NotFound("The shipment is not there any more.");
	const waiting = await takeWaiting(tx, parcel, parcel.legs, deps.places);
	// The number that a seller names may be one that another parcel had by mistake: nothing waits for it.
	const named = parcel.legs.filter(({ number }) => known.some((fact) => isNaming(fact, number)));
	const elsewhere = await toldElsewhere(tx, parcel, named, [], deps.places);
	const { facts, carriers } = joined([elsewhere, waiting]);
	const change = { parcel, facts: [...known, ...facts], carriers, anyway: true };
	const [applied] = await applyFacts(tx, [change], deps);
	if (!applied) throw new Error("A state that is written anyway was not written.");
	return applied;
}

/** The same of several at once, of which nothing else is known. Those that are not there any more are left out. */
export async function refreshShipments(
	tx: Transaction,
	shipments: readonly ShipmentKey[],
	deps: ApplyDeps,
): Promise<readonly Applied[]> {
	const parcels = await lockParcels(tx, shipments);
	const waited = await waitedFor(tx, parcels);
	const changes: Change[] = [];
	for (const parcel of parcels) {
		const { facts, carriers } = waited.has(parcel)
			? await takeWaiting(tx, parcel, parcel.legs, deps.places)
			: joined([]);
		changes.push({ parcel, facts, carriers, anyway: true });
	}
	return applyFacts(tx, changes, deps);
}

function isNaming(fact: Fact, leg: number): boolean {
	return fact.kind === "correction" && fact.leg === leg;
}
