import { sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";

/** Whom a mailed link lets in: whoever reads the mail of this address, at this seller's console. */
export interface LoginLink {
	readonly sellerId: RowId;
	readonly email: string;
}

export interface NewLoginLink extends LoginLink {
	/** SHA-256 of what the link ends in. */
	readonly hash: Uint8Array;
	readonly now: string;
	readonly endsAt: string;
}

export async function addLoginLink(db: Queries, link: NewLoginLink): Promise<void> {
	await db.rows(
		sql`insert into login_links (seller_id, hash, email, created_at, ends_at)
			values (
				${link.sellerId}::int8, ${link.hash}::bytea, ${textValue(link.email)}, ${link.now}::timestamptz,
				${link.endsAt}::timestamptz
			)`,
	);
}

/** The link with this SHA-256 that still opens. Names no seller: the hash is all that the one who asks has. */
export function findLoginLink(db: Queries, hash: Uint8Array, now: string): Promise<LoginLink | null> {
	return row(db, sql`select ${COLUMNS} from login_links where ${opens(hash, now)}`);
}

/** The same, once: of those who use it at the same moment one gets it. */
export function useLoginLink(db: Queries, hash: Uint8Array, now: string): Promise<LoginLink | null> {
	return row(
		db,
		sql`update login_links set used_at = ${now}::timestamptz where ${opens(hash, now)} returning ${COLUMNS}`,
	);
}

/** Of all sellers: forgets those that ended. */
export async function pruneLoginLinks(db: Queries, now: string): Promise<void> {
	await db.rows(sql`delete from login_links where ends_at <= ${now}::timestamptz`);
}

const COLUMNS = sql.raw(`seller_id as "sellerId", email`);

const opens = (hash: Uint8Array, now: string) =>
	sql`hash = ${hash}::bytea and used_at is null and ends_at > ${now}::timestamptz`;
