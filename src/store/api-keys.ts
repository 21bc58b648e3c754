import { type SQL, sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
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
	readonly lastUsedAt: string | null;
	readonly revokedAt: string | null;
}

export interface NewApiKey {
	/** SHA-256 of the key. */
	readonly hash: Uint8Array;
	readonly prefix: string;
	readonly label?: string | null;
	readonly scopes: readonly string[];
}

export function addKey(db: Queries, sellerId: RowId, key: NewApiKey): Promise<ApiKey> {
	return onlyRow(
		db,
		sql`insert into api_keys (seller_id, public_id, hash, prefix, label, scopes)
			values (
				${sellerId}::int8, ${publicId("key")}, ${key.hash}::bytea, ${key.prefix}, ${textValue(key.label)},
				${jsonValue(key.scopes)}
			)
			returning ${COLUMNS}`,
	);
}

/** The key with this SHA-256, unless revoked. Names no seller: it is how a caller's seller is found. */
export function findKey(db: Queries, hash: Uint8Array): Promise<ApiKey | null> {
	return row(db, sql`select ${COLUMNS} from api_keys where hash = ${hash}::bytea and revoked_at is null`);
}

/** The key with this SHA-256, revoked or not. Names no seller: the hash is all that the one who asks has. */
export function findKeyEver(db: Queries, hash: Uint8Array): Promise<ApiKey | null> {
	return row(db, sql`select ${COLUMNS} from api_keys where hash = ${hash}::bytea`);
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

/** Oldest first, revoked ones too, at most a thousand. */
export function listKeys(db: Queries, sellerId: RowId): Promise<readonly ApiKey[]> {
	return db.rows(
		sql`select ${COLUMNS} from api_keys where seller_id = ${sellerId}::int8 order by api_keys.id limit 1000`,
	);
}

const COLUMNS: SQL = sql.raw(`
	id as "rowId", seller_id as "sellerId", public_id as "id", prefix, label, scopes,
	created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`);
