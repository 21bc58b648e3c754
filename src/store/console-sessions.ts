import { sql } from "drizzle-orm";
import { jsonValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";

/** Somebody who is logged in to the console by a key. */
export interface ConsoleSession {
	readonly sellerId: RowId;
	/** Of the key that opened it. */
	readonly keyId: RowId;
	readonly scopes: readonly string[];
	readonly endsAt: string;
}

export interface NewConsoleSession extends ConsoleSession {
	/** SHA-256 of what the browser keeps. */
	readonly hash: Uint8Array;
	readonly now: string;
}

export async function addSession(db: Queries, session: NewConsoleSession): Promise<void> {
	await db.rows(
		sql`insert into console_sessions (seller_id, hash, key_id, scopes, created_at, last_used_at, ends_at)
			values (
				${session.sellerId}::int8, ${session.hash}::bytea, ${session.keyId}::int8, ${jsonValue(session.scopes)},
				${session.now}::timestamptz, ${session.now}::timestamptz, ${session.endsAt}::timestamptz
			)`,
	);
}

/**
 * The session with this SHA-256 unless it has ended, whatever became of its key. Names no seller: it is how the seller of
 * whoever is logged in is found.
 */
export function findSession(db: Queries, hash: Uint8Array, now: string): Promise<ConsoleSession | null> {
	return row(
		db,
		sql`select seller_id as "sellerId", key_id as "keyId", scopes, ends_at as "endsAt" from console_sessions
			where hash = ${hash}::bytea and key_id is not null and ends_at > ${now}::timestamptz`,
	);
}

/** Puts its end off, up to so many days after it began; written once a minute at most, however often it is called. */
export async function extendSession(
	db: Queries,
	{ sellerId, hash }: Pick<NewConsoleSession, "sellerId" | "hash">,
	{ now, endsAt, mostDays }: { readonly now: string; readonly endsAt: string; readonly mostDays: number },
): Promise<void> {
	await db.rows(
		sql`update console_sessions set last_used_at = ${now}::timestamptz,
				ends_at = least(${endsAt}::timestamptz, created_at + make_interval(days => ${mostDays}::int4))
			where seller_id = ${sellerId}::int8 and hash = ${hash}::bytea
			and last_used_at < ${now}::timestamptz - interval '1 minute'`,
	);
}

export async function endSession(
	db: Queries,
	{ sellerId, hash }: Pick<NewConsoleSession, "sellerId" | "hash">,
): Promise<void> {
	await db.rows(sql`delete from console_sessions where seller_id = ${sellerId}::int8 and hash = ${hash}::bytea`);
}

/** All that were opened by one key, wherever. */
export async function endSessionsOfKey(
	db: Queries,
	{ sellerId, keyId }: Pick<ConsoleSession, "sellerId" | "keyId">,
): Promise<void> {
	await db.rows(sql`delete from console_sessions where seller_id = ${sellerId}::int8 and key_id = ${keyId}::int8`);
}

/** Of all sellers: forgets those that ended. */
export async function pruneSessions(db: Queries, now: string): Promise<void> {
	await db.rows(sql`delete from console_sessions where ends_at <= ${now}::timestamptz`);
}
