import { type SQL, sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { forgetProblems } from "./import-problems.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** `checked`: a rehearsal that is over. Those from there on have ended. */
export const IMPORT_STATES = ["waiting", "running", "checked", "done", "failed", "cancelled"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** A file of parcels, and how far it was read. */
export interface StoredImport<Options = unknown> {
	readonly sellerId: RowId;
	readonly rowId: RowId;
	/** `imp_…` */
	readonly id: string;
	readonly name: string | null;
	readonly options: Options;
	readonly state: ImportState;
	readonly rowsTotal: number;
	/** From the first below the header, empty ones too. */
	readonly rowsRead: number;
	readonly rowsCreated: number;
	readonly rowsKnown: number;
	readonly rowsRefused: number;
	/** It can be read again from its beginning. */
	readonly hasFile: boolean;
	readonly createdAt: string;
	readonly endedAt: string | null;
}

export interface NewImport {
	readonly name: string | null;
	/** SHA-256 of all that makes it this import and no other. */
	readonly digest: Uint8Array;
	readonly file: Uint8Array;
	readonly options: unknown;
	readonly rowsTotal: number;
}

/** Those of one seller wait for each other until the transaction ends: call it before looking what is there. */
export async function lockImports(tx: Transaction, sellerId: RowId): Promise<void> {
	await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${sellerId}`}::text, 0))`);
}

export async function addImport(tx: Transaction, vault: Vault, sellerId: RowId, one: NewImport): Promise<StoredImport> {
	const id = publicId("imp");
	return onlyRow(
		tx,
		sql`insert into imports (seller_id, public_id, name, digest, sealed_file, options, state, rows_total)
			values (
				${sellerId}::int8, ${id}, ${textValue(one.name)}, ${one.digest}::bytea,
				${vault.seal(one.file, fileContext({ sellerId, id }))}::bytea, ${jsonValue(one.options)}, 'waiting',
				${one.rowsTotal}::int4
			)
			returning ${COLUMNS}`,
	);
}

/** The newest of this digest that came to no bad end, begun at most a day ago. */
export function findSameImport(db: Queries, sellerId: RowId, digest: Uint8Array): Promise<StoredImport | null> {
	return row(
		db,
		sql`select ${COLUMNS} from imports
			where seller_id = ${sellerId}::int8 and digest = ${digest}::bytea
			and state in ('waiting', 'running', 'checked', 'done')
			and created_at > clock_timestamp() - interval '1 day'
			order by id desc limit 1`,
	);
}

/** How many of the seller's hold a file. */
export async function countKeptFiles(db: Queries, sellerId: RowId): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from imports
			where seller_id = ${sellerId}::int8 and sealed_file is not null`,
	);
	return count;
}

/** By public id. */
export function getImport(db: Queries, sellerId: RowId, id: string): Promise<StoredImport | null> {
	return row(
		db,
		sql`select ${COLUMNS} from imports where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`,
	);
}

/** Newest first. `next` is where to go on, null at the end. */
export async function listImports(
	db: Queries,
	sellerId: RowId,
	{ limit, after }: { readonly limit: number; readonly after: Cursor | null },
): Promise<{ readonly items: readonly StoredImport[]; readonly next: Cursor | null }> {
	const from = after ? sql`and (created_at, id) < (${after.createdAt}::timestamptz, ${after.rowId}::int8)` : sql``;
	const found = await db.rows<StoredImport>(
		sql`select ${COLUMNS} from imports where seller_id = ${sellerId}::int8 ${from}
			order by created_at desc, id desc limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	return { items, next: found.length > items.length && last ? { createdAt: last.createdAt, rowId: last.rowId } : null };
}

/** What was sent; null where it is gone, or nobody can read it any more. Throws WrongKey or Tampered. */
export async function fileOf(
	db: Queries,
	vault: Vault,
	{ sellerId, rowId, id }: Pick<StoredImport, "sellerId" | "rowId" | "id">,
): Promise<Uint8Array | null> {
	const kept = await row<{ sealed: Uint8Array | null }>(
		db,
		sql`select sealed_file as sealed from imports where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
	return kept?.sealed?.length ? vault.unsealBytes(kept.sealed, fileContext({ sellerId, id })) : null;
}

/** Has a file that is kept read from its beginning, with other options; null where it is not kept, or is being imported. */
export async function restartImport(
	tx: Transaction,
	sellerId: RowId,
	id: string,
	{ digest, options, rowsTotal }: Pick<NewImport, "digest" | "options" | "rowsTotal">,
): Promise<StoredImport | null> {
	const again = await row<StoredImport>(
		tx,
		sql`update imports set
				digest = ${digest}::bytea, options = ${jsonValue(options)}, rows_total = ${rowsTotal}::int4, state = 'waiting',
				rows_read = 0, rows_created = 0, rows_known = 0, rows_refused = 0, lease_until = null, ended_at = null
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)} and sealed_file is not null
			and options ->> 'isRehearsal' = 'true'
			returning ${COLUMNS}`,
	);
	if (again) await forgetProblems(tx, again);
	return again;
}

/** Ends one that is under way, or whose file is still kept; null where there is none such. */
export function cancelImport(tx: Transaction, sellerId: RowId, id: string): Promise<StoredImport | null> {
	return row(
		tx,
		sql`update imports set
				state = 'cancelled', sealed_file = null, lease_until = null, ended_at = coalesce(ended_at, clock_timestamp())
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}
			and (ended_at is null or sealed_file is not null)
			returning ${COLUMNS}`,
	);
}

/** Forgets files that were checked and not imported within a day, and imports that ended so many days ago. Of all sellers. */
export async function pruneImports(db: Queries, days: number): Promise<void> {
	await db.rows(
		sql`update imports set sealed_file = null
			where sealed_file is not null and ended_at < clock_timestamp() - interval '1 day'`,
	);
	await db.rows(sql`delete from imports where ended_at < clock_timestamp() - ${days}::int4 * interval '1 day'`);
}

type Named = Pick<StoredImport, "sellerId" | "id">;
export const fileContext = ({ sellerId, id }: Named) => `file of import ${id} of seller ${sellerId}`;

/** Of the table or its alias, as a StoredImport. */
export function columnsOf(table: "" | "i."): SQL {
	return sql.raw(`
	${table}seller_id as "sellerId", ${table}id as "rowId", ${table}public_id as "id", ${table}name, ${table}options, ${table}state,
	${table}rows_total as "rowsTotal", ${table}rows_read as "rowsRead", ${table}rows_created as "rowsCreated",
	${table}rows_known as "rowsKnown", ${table}rows_refused as "rowsRefused",
	${table}sealed_file is not null as "hasFile", ${table}created_at as "createdAt", ${table}ended_at as "endedAt"`);
}

const COLUMNS = columnsOf("");
