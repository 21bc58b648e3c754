import { type SQL, sql } from "drizzle-orm";
import { jsonValue, texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";

/** What is known of a key once it was shown: never the key itself. */
export interface ApiKey {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `key_…` */
	readonly id: string;
	/** The first characters of the key, so that its owner can tell it from others. */
	readonly prefix: string;
	readonly label: string | null;
	readonly scopes: readonly string[];
	readonly createdAt: string;
	/** Right to the minute. */
	readonly lastUsedAt: string | null;
	/** When a key that was replaced opens nothing any more; null: it lasts. */
	readonly endsAt: string | null;
	readonly revokedAt: string | null;
	/** Requests a minute; null: as many as the installation allows. */
	readonly perMinute: number | null;
}

export interface NewApiKey {
	/** SHA-256 of the key. */
	readonly hash: Uint8Array;
	readonly prefix: string;
	readonly label?: string | null;
	readonly scopes: readonly string[];
	readonly perMinute?: number | null;
}

export function addKey(db: Queries, sellerId: RowId, key: NewApiKey): Promise<ApiKey> {
	return onlyRow(
		db,
		sql`insert into api_keys (seller_id, public_id, hash, prefix, label, scopes, per_minute)
			values (
				${sellerId}::int8, ${publicId("key")}, ${key.hash}::bytea, ${key.prefix}, ${textValue(key.label)},
				${jsonValue(key.scopes)}, ${key.perMinute ?? null}::int4
			)
			returning ${COLUMNS}`,
	);
}

/** The key with this SHA-256, unless it was revoked or has ended. Names no seller: it is how a caller's seller is found. */
export function findKey(db: Queries, hash: Uint8Array): Promise<ApiKey | null> {
	return row(db, sql`select ${COLUMNS} from api_keys where hash = ${hash}::bytea and ${OPENS}`);
}

/** Null for one that was revoked or has ended. */
export function keyByRowId(db: Queries, sellerId: RowId, rowId: RowId): Promise<ApiKey | null> {
	return row(
		db,
		sql`select ${COLUMNS} from api_keys where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and ${OPENS}`,
	);
}

/** The key with this SHA-256, revoked or not. Names no seller: the hash is all that the one who asks has. */
export function findKeyEver(db: Queries, hash: Uint8Array): Promise<ApiKey | null> {
	return row(db, sql`select ${COLUMNS} from api_keys where hash = ${hash}::bytea`);
}

/** By its public id. Null for a key that the seller does not have, or that opens nothing any more. */
export function getKey(db: Queries, sellerId: RowId, id: string): Promise<ApiKey | null> {
	return row(
		db,
		sql`select ${COLUMNS} from api_keys
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)} and ${OPENS}`,
	);
}

/** The key with this public id, whoever's it is. Names no seller: only whoever runs the installation asks like this. */
export function keyOfAnybody(db: Queries, id: string): Promise<ApiKey | null> {
	return row(db, sql`select ${COLUMNS} from api_keys where public_id = ${textValue(id)} limit 1`);
}

/** Makes those who change the seller's keys wait for each other until the transaction ends. */
export async function lockKeys(tx: Transaction, sellerId: RowId): Promise<void> {
	// Not for update: what is registered meanwhile refers to the seller's row and must not wait.
	await tx.rows(sql`select 1 as locked from sellers where id = ${sellerId}::int8 for no key update`);
}

/** How many of the seller's keys open something, and how many of those that last have this scope. */
export function countKeys(
	db: Queries,
	sellerId: RowId,
	scope: string,
): Promise<{ readonly inUse: number; readonly withScope: number }> {
	return onlyRow(
		db,
		sql`select count(*)::int4 as "inUse",
				(count(*) filter (where ends_at is null and scopes @> ${jsonValue([scope])}))::int4 as "withScope"
			from api_keys where seller_id = ${sellerId}::int8 and ${OPENS}`,
	);
}

/** What is left out stays; null takes away. Null as for `getKey`. */
export function changeKey(
	db: Queries,
	sellerId: RowId,
	id: string,
	change: { readonly label?: string | null; readonly scopes?: readonly string[]; readonly perMinute?: number | null },
): Promise<ApiKey | null> {
	const changes: SQL[] = [sql`label = ${change.label === undefined ? sql`label` : textValue(change.label)}`];
	if (change.scopes !== undefined) changes.push(sql`scopes = ${jsonValue(change.scopes)}`);
	if (change.perMinute !== undefined) changes.push(sql`per_minute = ${change.perMinute}::int4`);
	return row(
		db,
		sql`update api_keys set ${sql.join(changes, sql`, `)}
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)} and ${OPENS}
			returning ${COLUMNS}`,
	);
}

/** Lets a key end in so many hours, unless it ends before. Null as for `getKey`. */
export function endKey(db: Queries, sellerId: RowId, id: string, hours: number): Promise<ApiKey | null> {
	return row(
		db,
		sql`update api_keys set ends_at = least(ends_at, now() + make_interval(hours => ${hours}::int4))
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)} and ${OPENS}
			returning ${COLUMNS}`,
	);
}

/** False when the seller has no such key, or it was revoked before. */
export async function revokeKey(db: Queries, sellerId: RowId, id: string): Promise<boolean> {
	const revoked = await db.rows(
		sql`update api_keys set revoked_at = now()
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)} and revoked_at is null
			returning 1 as revoked`,
	);
	return revoked.length > 0;
}

/** Notes that a key was used; written once a minute at most, however often it is called. */
export async function touchKey(db: Queries, key: Pick<ApiKey, "sellerId" | "rowId">): Promise<void> {
	await db.rows(
		sql`update api_keys set last_used_at = now()
			where seller_id = ${key.sellerId}::int8 and id = ${key.rowId}::int8
			and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
	);
}

/** Oldest first, at most a thousand: all of them, or those alone that open something. */
export function listKeys(db: Queries, sellerId: RowId, { inUse = false } = {}): Promise<readonly ApiKey[]> {
	return db.rows(
		sql`select ${COLUMNS} from api_keys
			where seller_id = ${sellerId}::int8 ${inUse ? sql`and ${OPENS}` : sql``}
			order by api_keys.id limit 1000`,
	);
}

/** What keys with these public ids are called, also those that open nothing any more; without those that have no label. */
export function labelsOfKeys(
	db: Queries,
	sellerId: RowId,
	ids: readonly string[],
): Promise<readonly { readonly id: string; readonly label: string }[]> {
	return db.rows(
		sql`select public_id as id, label from api_keys
			where seller_id = ${sellerId}::int8 and public_id = any (${texts(ids, (id) => id)}) and label is not null`,
	);
}

const OPENS: SQL = sql.raw("revoked_at is null and (ends_at is null or ends_at > clock_timestamp())");

const COLUMNS: SQL = sql.raw(`
	id as "rowId", seller_id as "sellerId", public_id as "id", prefix, label, scopes,
	created_at as "createdAt", last_used_at as "lastUsedAt", ends_at as "endsAt", revoked_at as "revokedAt",
	per_minute as "perMinute"`);
