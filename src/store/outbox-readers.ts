import { sql } from "drizzle-orm";
import { scalars, texts, textValue } from "./columns.ts";
import type { Transaction } from "./database.ts";
import { type OutboxEvent, outboxEnd } from "./outbox.ts";
import { onlyRow, row } from "./query.ts";

/** Tells sellers' endpoints. */
export const WEBHOOKS = "webhooks";

/**
 * Where the reader of this name stands, its own until the transaction ends; null while another node has it. One that is
 * new begins at the outbox's end: it wants what comes.
 */
export async function lockReader(tx: Transaction, name: string): Promise<string | null> {
	const locked = await row<{ cursor: string }>(tx, lockOf(name));
	if (locked) return locked.cursor;
	const { isThere } = await onlyRow<{ isThere: boolean }>(
		tx,
		sql`select exists (select from outbox_readers where name = ${textValue(name)}) as "isThere"`,
	);
	if (isThere) return null;
	await tx.rows(
		sql`insert into outbox_readers (name, cursor, read_at)
			values (${textValue(name)}, ${await outboxEnd(tx)}::text, clock_timestamp()) on conflict do nothing`,
	);
	return (await row<{ cursor: string }>(tx, lockOf(name)))?.cursor ?? null;
}

/** Waits until the reader of this name has committed what it read, and keeps it from more until the transaction ends. */
export async function holdReader(tx: Transaction, name: string): Promise<void> {
	await tx.rows(sql`select 1 as held from outbox_readers where name = ${textValue(name)} for update`);
}

function lockOf(name: string) {
	return sql`select cursor from outbox_readers where name = ${textValue(name)} for update skip locked`;
}

/** What stands before the cursor was told, once the transaction commits. */
export async function moveReader(tx: Transaction, name: string, cursor: string): Promise<void> {
	await tx.rows(
		sql`update outbox_readers set cursor = ${cursor}::text, read_at = clock_timestamp()
			where name = ${textValue(name)}`,
	);
}

const LOOK_AHEAD = 1_000;

/**
 * Those of a batch, by their cursors, that stand before an older change of the same parcel which is not in the batch. A
 * transaction that began first may change a parcel last: it waited for the other's lock.
 */
export async function overtaken(tx: Transaction, batch: readonly OutboxEvent[]): Promise<ReadonlySet<string>> {
	const versioned = batch.filter(({ shipmentId, version }) => shipmentId !== null && version !== null);
	const [xact = "0", id = "0"] = (batch.at(-1)?.cursor ?? "").split("-");
	if (versioned.length === 0) return new Set();
	const found = await tx.rows<{ cursor: string }>(
		sql`select n.cursor from unnest(
				${texts(versioned, ({ cursor }) => cursor)},
				${scalars("int8", versioned, ({ shipmentId }) => shipmentId)},
				${scalars("int4", versioned, ({ version }) => version)}
			) n (cursor, shipment_id, version)
			where exists (
				select from (
					select o.shipment_id, o.version from outbox o where (o.xact, o.id) > (${xact}::text::xid8, ${id}::int8)
					order by o.xact, o.id limit ${LOOK_AHEAD}::int4
				) later
				where later.shipment_id = n.shipment_id and later.version < n.version
			)`,
	);
	return new Set(found.map(({ cursor }) => cursor));
}
