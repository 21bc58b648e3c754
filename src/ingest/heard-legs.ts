import type { RowId, Transaction } from "../store/database.ts";
import { type LegMatch, setConnection } from "../store/legs.ts";
import type { Change } from "./apply-facts.ts";

/** By which connection a leg was told of. */
export interface HeardLeg {
	readonly shipmentId: RowId;
	readonly number: number;
	readonly connectionId: RowId;
}

/**
 * Legs that a courier of the seller's own tells of by another connection than the one they were given to: which of
 * several couriers carries a parcel nobody knows until one of them speaks. Other carriers' connections are accounts, and
 * whose parcel it is does not change with them.
 */
export function heardLegs(
	{ carrier, connectionId }: { readonly carrier: string; readonly connectionId: RowId },
	matches: readonly LegMatch[],
): readonly HeardLeg[] {
	if (carrier !== "push") return [];
	return matches.flatMap(({ parcel, leg: { number } }) => {
		const leg = parcel.legs.find((one) => one.number === number);
		const isOthers = leg?.carrier === "push" && leg.connectionId !== connectionId;
		return isOthers ? [{ shipmentId: parcel.rowId, number, connectionId }] : [];
	});
}

/** Gives such legs to whoever told of them last, before what follows from his words is derived. */
export async function followThoseWhoTell(
	tx: Transaction,
	changes: readonly Change[],
	heard: readonly HeardLeg[],
): Promise<readonly Change[]> {
	if (heard.length === 0) return changes;
	const by = new Map(heard.map((one) => [`${one.shipmentId} ${one.number}`, one.connectionId]));
	const given: Change[] = [];
	for (const change of changes) {
		const { sellerId, rowId: shipmentId, legs } = change.parcel;
		const now = legs.map((leg) => ({
			...leg,
			connectionId: by.get(`${shipmentId} ${leg.number}`) ?? leg.connectionId,
		}));
		for (const leg of now.filter((one, index) => one.connectionId !== legs[index]?.connectionId))
			await setConnection(tx, { sellerId, shipmentId, number: leg.number }, leg.connectionId);
		given.push({ ...change, parcel: { ...change.parcel, legs: now } });
	}
	return given;
}
