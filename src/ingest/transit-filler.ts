import { type Repeated, type Rounds, repeat } from "../repeat.ts";
import type { Database, Transaction } from "../store/database.ts";
import { loadFacts } from "../store/facts.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { lockParcels, type ShipmentKey } from "../store/parcels.ts";
import { claimToFill, giveUpFilling, isAnyToFill, saveTransits } from "../store/transits.ts";
import { type DeriveDeps, factsOfParcel, foldParcel, presentMoment } from "./state-of.ts";
import { transitOf } from "./transit-of.ts";

export interface TransitFillerDeps extends Pick<DeriveDeps, "places">, Rounds {
	readonly db: Database;
	readonly now: () => Date;
	readonly everyMs?: number;
}

const EVERY_MS = 250;
const PARCELS_AT_ONCE = 25;

/**
 * Finds out what is counted of parcels from before it was counted, a few at a time, so that nobody waits for it: at this
 * pace 100,000 take twenty minutes. Nothing else of them is written. Where none is left it looks no more.
 */
export function startTransitFiller(deps: TransitFillerDeps): Repeated {
	let isDone = false;
	return repeat(
		async () => {
			if (isDone) return;
			const filled = await fillSome(deps);
			// Another node's are passed over, and may be ours yet.
			if (filled === 0) isDone = !(await isAnyToFill(deps.db));
		},
		{ everyMs: deps.everyMs ?? EVERY_MS, onError: deps.onError, onDone: deps.onDone },
	);
}

async function fillSome(deps: TransitFillerDeps): Promise<number> {
	let due: readonly ShipmentKey[] = [];
	try {
		await deps.db.transaction(async (tx) => {
			due = await claimToFill(tx, PARCELS_AT_ONCE);
			await fill(deps, tx, due);
		});
	} catch (error) {
		if (isOutage(error) || isPassing(error) || due.length === 0) throw error;
		// One of them fails for a reason of ours, and must not keep the others from being counted.
		for (const key of due) await fillAlone(deps, key);
	}
	return due.length;
}

async function fillAlone(deps: TransitFillerDeps, key: ShipmentKey): Promise<void> {
	try {
		await deps.db.transaction((tx) => fill(deps, tx, [key]));
	} catch (error) {
		if (isOutage(error) || isPassing(error)) throw error;
		deps.onError(error);
		await giveUpFilling(deps.db, key);
	}
}

async function fill({ now, places }: TransitFillerDeps, tx: Transaction, keys: readonly ShipmentKey[]): Promise<void> {
	const parcels = await lockParcels(tx, keys);
	const known = await loadFacts(tx, parcels);
	await saveTransits(
		tx,
		parcels.map((parcel) => {
			const facts = known.get(parcel.rowId) ?? [];
			const state = foldParcel(parcel, facts, presentMoment(facts, now()), places);
			return transitOf(parcel, factsOfParcel(parcel, facts), state, { firstEta: parcel.firstEta, places });
		}),
	);
}
