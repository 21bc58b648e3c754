import { sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";

/** Somebody who is logged in to the console: by a key or by a link that was mailed to an address. */
export interface ConsoleSession {
	readonly sellerId: RowId;
	/** Of the key that opened it; null for a link. */
	readonly keyId: RowId | null;
	/** Whom the link was mailed to; null for a key. */
	readonly email: string | null;
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
		sql`insert into console_sessions (seller_id, hash, key_id, email, scopes, created_at, last_used_at, ends_at)
			values (
				${session.sellerId}::int8, ${session.hash}::bytea, ${session.keyId}::int8, ${textValue(session.email)},
				${jsonValue(session.scopes)},
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
		sql`select seller_id as "sellerId", key_id as "keyId", email, scopes, ends_at as "endsAt" from console_sessions
			where hash = ${hash}::bytea and ends_at > ${now}::timestamptz`,
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

/** All that were opened by one key or for one address, wherever. */
export async function endSessionsAlike(
	db: Queries,
	{ sellerId, keyId, email }: Pick<ConsoleSession, "sellerId" | "keyId" | "email">,
): Promise<void> {
	await db.rows(
		sql`delete from console_sessions
			where seller_id = ${sellerId}::int8 and key_id is not distinct from ${keyId}::int8
			and email is not distinct from ${textValue(email)}`,
	);
}

/** Of all sellers: forgets those that ended. */
export async function pruneSessions(db: Queries, now: string): Promise<void> {
	await db.rows(sql`delete from console_sessions where ends_at <= ${now}::timestamptz`);
}
