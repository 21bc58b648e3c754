import { sql } from "drizzle-orm";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";

/** Something to tell: written by the transaction that made it true. */
export interface OutboxEntry {
	readonly sellerId: RowId;
	readonly shipmentId: RowId | null;
	/** Of the shipment, after the change. */
	readonly version: number | null;
	readonly type: string;
	readonly data: unknown;
}

export interface OutboxEvent extends OutboxEntry {
	/** Where a reader stands after this event. */
	readonly cursor: string;
	readonly createdAt: string;
}

export async function appendOutbox(tx: Transaction, entries: readonly OutboxEntry[]): Promise<void> {
	if (entries.length === 0) return;
	await tx.rows(
		sql`insert into outbox (seller_id, shipment_id, version, type, data)
			select n.seller_id, n.shipment_id, n.version, n.type, n.data::jsonb from unnest(
				${scalars("int8", entries, (entry) => entry.sellerId)},
				${scalars("int8", entries, (entry) => entry.shipmentId)},
				${scalars("int4", entries, (entry) => entry.version)},
				${texts(entries, (entry) => entry.type)},
				${jsons(entries, (entry) => entry.data)}
			) n (seller_id, shipment_id, version, type, data)`,
	);
}

/** Before the first event. */
export const OUTBOX_START = "0-0";

/**
 * What was committed after `cursor`, oldest first. Names no seller: what tells the outside serves all of them. An event
 * appears once no transaction older than it is still writing anywhere on the server, in other databases too: so a cursor
 * loses nothing whatever the order of commits, and a long write elsewhere delays what is heard.
 */
export function readOutbox(db: Queries, cursor: string, limit: number): Promise<readonly OutboxEvent[]> {
	const [xact = "0", id = "0"] = cursor.split("-");
	return db.rows(
		sql`select xact::text || '-' || id as cursor, seller_id as "sellerId", shipment_id as "shipmentId", version, type,
				data, created_at as "createdAt"
			from outbox
			where (xact, id) > (${xact}::text::xid8, ${id}::int8) and xact < pg_snapshot_xmin(pg_current_snapshot())
			order by outbox.xact, outbox.id limit ${limit}::int4`,
	);
}

/** Where a reader begins that wants only what comes: everything now readable stands before it. */
export async function outboxEnd(db: Queries): Promise<string> {
	const [last] = await db.rows<{ cursor: string }>(
		sql`select xact::text || '-' || id as cursor from outbox
			where xact < pg_snapshot_xmin(pg_current_snapshot())
			order by outbox.xact desc, outbox.id desc limit 1`,
	);
	return last?.cursor ?? OUTBOX_START;
}

/**
 * Removes events of seven days ago and more, by the clock that dated them: the database's. What a reader has not read is kept
 * until it has: one that fails says so itself, and loses nothing. Answers how many.
 */
export async function pruneOutbox(db: Queries): Promise<number> {
	const pruned = await db.rows(
		sql`delete from outbox o where o.created_at < clock_timestamp() - interval '7 days' and not exists (
				select from outbox_readers r
				where (split_part(r.cursor, '-', 1)::xid8, split_part(r.cursor, '-', 2)::int8) < (o.xact, o.id)
			)
			returning 1 as pruned`,
	);
	return pruned.length;
}
