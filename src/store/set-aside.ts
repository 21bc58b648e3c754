import { sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";
import { getShipment, type Shipment } from "./shipments.ts";

/** stopped: followed no more, at its seller's wish. archived: put away as well. */
export type Aside = "stopped" | "archived";

/**
 * No carrier is asked for it any more, and what is not heard of it is no silence; what is told all the same is kept and
 * counts. Since when stays as it was where it was aside before. Null when the seller has no such shipment.
 */
export async function setAside(
	db: Queries,
	sellerId: RowId,
	id: string,
	aside: Aside,
	now: string,
): Promise<Shipment | null> {
	await db.rows(
		sql`with aside as (
				update shipments s set ${columnOf(aside)} = coalesce(${columnOf(aside)}, ${now}::timestamptz),
					review_at = null, updated_at = now()
				where s.seller_id = ${sellerId}::int8 and s.public_id = ${textValue(id)}
				returning s.seller_id, s.id
			), unseen as (
				update transits t set seen_until = least(t.seen_until, ${now}::timestamptz)
				from aside where t.seller_id = aside.seller_id and t.shipment_id = aside.id
				and t.outcome in ('open', 'unseen')
			)
			update legs l set next_poll_at = null
			from aside where l.seller_id = aside.seller_id and l.shipment_id = aside.id`,
	);
	return await getShipment(db, sellerId, id);
}

/** When it is asked for again follows from the state that is saved then. Call it with the parcel locked. */
export async function takeUp(tx: Transaction, key: ShipmentKey, aside: Aside): Promise<void> {
	await tx.rows(
		sql`update shipments set ${columnOf(aside)} = null, updated_at = now()
			where seller_id = ${key.sellerId}::int8 and id = ${key.rowId}::int8`,
	);
}

function columnOf(aside: Aside) {
	return sql.identifier(`${aside}_at`);
}

/** When its seller last wanted a parcel to be asked for at once, `…Z`; null where he never did. */
export async function refreshAskedAt(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<string | null> {
	const [found] = await db.rows<{ at: string | null }>(
		sql`select refresh_asked_at as at from shipments where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
	return found?.at ?? null;
}

/** These legs are due now, whatever was planned. Call it with the parcel locked. */
export async function askNow(tx: Transaction, key: ShipmentKey, legs: readonly number[], now: string): Promise<void> {
	await tx.rows(
		sql`update shipments set refresh_asked_at = ${now}::timestamptz
			where seller_id = ${key.sellerId}::int8 and id = ${key.rowId}::int8`,
	);
	await tx.rows(
		sql`update legs set next_poll_at = ${now}::timestamptz
			where seller_id = ${key.sellerId}::int8 and shipment_id = ${key.rowId}::int8
			and number = any (${`{${legs.join(",")}}`}::text::int2[])`,
	);
}
