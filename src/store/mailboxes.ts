import { sql } from "drizzle-orm";
import type { Queries } from "./database.ts";
import { row } from "./query.ts";

/** Up to where a mailbox was read. */
export interface StoredCursor {
	/** A digest of its server, user and folder. */
	readonly mailbox: string;
	/** A number that changes where the server gave its mails new UIDs. */
	readonly uidValidity: string;
	/** The lowest UID that was not looked at yet. */
	readonly nextUid: number;
}

/**
 * Takes a mailbox for one reader, or keeps it for him; false while another has it. Names no seller: an installation reads one
 * mailbox for all of them.
 */
export async function holdMailbox(
	db: Queries,
	mailbox: string,
	{ owner, now, leaseMs }: { readonly owner: string; readonly now: string; readonly leaseMs: number },
): Promise<boolean> {
	const held = await row(
		db,
		sql`insert into mailboxes (mailbox, owner, leased_until)
			values (${mailbox}, ${owner}, ${now}::timestamptz + ${leaseMs}::float8 * interval '1 millisecond')
			on conflict (mailbox) do update set owner = excluded.owner, leased_until = excluded.leased_until
				where mailboxes.owner = excluded.owner or mailboxes.owner is null
				or mailboxes.leased_until < ${now}::timestamptz
			returning 1 as held`,
	);
	return held !== null;
}

export async function releaseMailbox(db: Queries, mailbox: string, owner: string): Promise<void> {
	await db.rows(
		sql`update mailboxes set owner = null, leased_until = null where mailbox = ${mailbox} and owner = ${owner}`,
	);
}

/** Null for one that was never read. */
export async function mailboxCursor(db: Queries, mailbox: string): Promise<StoredCursor | null> {
	const found = await row<{ uidValidity: string | null; nextUid: string | null }>(
		db,
		sql`select uid_validity as "uidValidity", next_uid::text as "nextUid" from mailboxes where mailbox = ${mailbox}`,
	);
	if (found === null || found.uidValidity === null || found.nextUid === null) return null;
	return { mailbox, uidValidity: found.uidValidity, nextUid: Number(found.nextUid) };
}

export async function moveMailboxCursor(db: Queries, { mailbox, uidValidity, nextUid }: StoredCursor): Promise<void> {
	await db.rows(
		sql`insert into mailboxes (mailbox, uid_validity, next_uid) values (${mailbox}, ${uidValidity}, ${nextUid}::int8)
			on conflict (mailbox) do update set uid_validity = excluded.uid_validity, next_uid = excluded.next_uid`,
	);
}
