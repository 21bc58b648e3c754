import { sql } from "drizzle-orm";
import { scalars } from "./columns.ts";
import type { Queries, Transaction } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";

/**
 * Parcels of which the clock alone may have changed something by `now`, those that waited longest first, locked; another
 * node's are passed over. Names no seller: the clock serves all of them.
 */
export function claimReviews(tx: Transaction, now: string, limit: number): Promise<readonly ShipmentKey[]> {
	return tx.rows(
		sql`select seller_id as "sellerId", id as "rowId" from shipments
			where review_at <= ${now}::timestamptz order by review_at limit ${limit}::int4 for update skip locked`,
	);
}

export interface Reviewed extends ShipmentKey {
	readonly reviewAt: string | null;
	readonly lateRisk: number | null;
}

/** Parcels that were looked at and are as they were: when they are looked at again. */
export async function saveReviews(db: Queries, reviewed: readonly Reviewed[]): Promise<void> {
	if (reviewed.length === 0) return;
	await db.rows(
		sql`update shipments s set review_at = case when s.stopped_at is null and s.archived_at is null then n.review_at end, late_risk = n.late_risk
			from unnest(
				${scalars("int8", reviewed, (one) => one.sellerId)},
				${scalars("int8", reviewed, (one) => one.rowId)},
				${scalars("timestamptz", reviewed, (one) => one.reviewAt)},
				${scalars("float8", reviewed, (one) => one.lateRisk)}
			) n (seller_id, id, review_at, late_risk)
			where s.seller_id = n.seller_id and s.id = n.id`,
	);
}

/** One whose review failed: it waits, so that the others need not. */
export async function postponeReview(db: Queries, { sellerId, rowId }: ShipmentKey, until: string): Promise<void> {
	await db.rows(
		sql`update shipments set review_at = ${until}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}
