import { type Repeated, type Rounds, repeat } from "../repeat.ts";
import type { Database } from "../store/database.ts";
import { claimReviews, postponeReview } from "../store/due-parcels.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { lockParcels, type ShipmentKey } from "../store/parcels.ts";
import { type Applied, applyFacts } from "./apply-facts.ts";
import type { DeriveDeps } from "./state-of.ts";

export interface ReviewerDeps extends Omit<DeriveDeps, "now">, Rounds {
	readonly db: Database;
	readonly now: () => Date;
	/** Hears of every parcel that changed, after the commit. */
	readonly changed: (applied: Applied) => void;
	readonly everyMs?: number;
}

const EVERY_MS = 2_000;
const PARCELS_AT_ONCE = 50;
const POSTPONED_MS = 6 * 3_600_000;

/**
 * Derives the state of parcels anew when the clock alone may have changed it: a silence that has lasted too long, a
 * window that moves on while nothing is heard. What did not change is not written.
 */
export function startReviewer(deps: ReviewerDeps): Repeated {
	return repeat(
		async (stopping) => {
			while (!stopping.aborted && (await reviewDue(deps)) === PARCELS_AT_ONCE);
		},
		{ everyMs: deps.everyMs ?? EVERY_MS, onError: deps.onError, onDone: deps.onDone },
	);
}

/** Answers how many were due, at most so many at once. */
async function reviewDue(deps: ReviewerDeps): Promise<number> {
	let due: readonly ShipmentKey[] = [];
	try {
		await review(deps, async (tx) => {
			due = await claimReviews(tx, deps.now().toISOString(), PARCELS_AT_ONCE);
			return due;
		});
	} catch (error) {
		if (isOutage(error) || isPassing(error) || due.length === 0) throw error;
		// One of them fails for a reason of ours, and must not keep the others from being looked at.
		for (const key of due) await reviewAlone(deps, key);
	}
	return due.length;
}

async function reviewAlone(deps: ReviewerDeps, key: ShipmentKey): Promise<void> {
	try {
		await review(deps, async () => [key]);
	} catch (error) {
		if (isOutage(error) || isPassing(error)) throw error;
		deps.onError(error);
		await postponeReview(deps.db, key, new Date(deps.now().getTime() + POSTPONED_MS).toISOString());
	}
}

async function review(
	deps: ReviewerDeps,
	choose: (tx: Parameters<Parameters<Database["transaction"]>[0]>[0]) => Promise<readonly ShipmentKey[]>,
): Promise<void> {
	const applied = await deps.db.transaction(async (tx) => {
		const parcels = await lockParcels(tx, await choose(tx));
		const changes = parcels.map((parcel) => ({ parcel, facts: [], review: true }));
		return await applyFacts(tx, changes, { ...deps, now: deps.now() });
	});
	for (const one of applied) deps.changed(one);
}
