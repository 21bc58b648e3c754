import { sql } from "drizzle-orm";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** `waiting` for its next attempt; `kept` in a file, because no server is set; `failed` and not tried again. */
export const MAIL_STATES = ["waiting", "sent", "kept", "failed"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** The kind of a mail that tells a watcher of news. */
export const NOTICE_MAIL = "notice";
/** Of a notification that tells it to a device: it waits and is tried again as mails are. */
export const NOTICE_PUSH = "notice.push";
/** And of one that asks him how it was. */
export const ASK_MAIL = "review.ask";

export interface MailAttempt {
	/** `…Z` */
	readonly at: string;
	readonly outcome: string;
	readonly detail: string;
}

/** A mail that is due, as JSON of what was queued. */
export interface DueMail {
	readonly sellerId: RowId;
	readonly rowId: RowId;
	/** `eml_…` */
	readonly id: string;
	readonly kind: string;
	readonly sealedMail: Uint8Array;
	readonly attempts: readonly MailAttempt[];
	readonly createdAt: string;
}

export interface NewMail {
	/** By `mailId`, where the mail itself names it. */
	readonly id?: string;
	readonly sellerId: RowId;
	readonly kind: string;
	readonly mail: object;
	/** `…Z` */
	readonly now: string;
}

/** `eml_…` */
export function mailId(): string {
	return publicId("eml");
}

/** When a mail was written and what for, by its public id; null for none of this seller's, or one that is forgotten. */
export function writtenMail(
	db: Queries,
	sellerId: RowId,
	id: string,
): Promise<Pick<DueMail, "createdAt" | "kind"> | null> {
	return row(
		db,
		sql`select created_at as "createdAt", kind from mails
			where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`,
	);
}

/**
 * Puts a mail on its way, in the transaction that is its reason. `mail` is what the mailer takes; it is sealed, because it
 * names its reader. `kind` says what for, such as `endpoint.disabled`. Answers its id.
 */
export async function queueMail(
	tx: Transaction,
	vault: Vault,
	{ id = mailId(), sellerId, kind, mail, now }: NewMail,
): Promise<string> {
	const sealed = vault.seal(JSON.stringify(mail), contextOf({ sellerId, id }));
	await tx.rows(
		sql`insert into mails (seller_id, public_id, kind, sealed_mail, state, next_at, created_at)
			values (
				${sellerId}::int8, ${id}, ${kind}, ${sealed}::bytea, 'waiting', ${now}::timestamptz, ${now}::timestamptz
			)`,
	);
	return id;
}

/**
 * Mails that are due, now put off by `leaseMs`, so that no other node takes them meanwhile and those of a node that died
 * come again. Names no seller: one sender serves all of them.
 */
export function claimMails(
	db: Queries,
	{ now, leaseMs, limit }: { readonly now: string; readonly leaseMs: number; readonly limit: number },
): Promise<readonly DueMail[]> {
	return db.rows(
		sql`update mails m set next_at = ${now}::timestamptz + ${leaseMs}::float8 * interval '1 millisecond'
			from (
				select seller_id, id from mails where next_at <= ${now}::timestamptz
				order by next_at limit ${limit}::int4 for update skip locked
			) due
			where m.seller_id = due.seller_id and m.id = due.id
			returning m.seller_id as "sellerId", m.id as "rowId", m.public_id as id, m.kind, m.sealed_mail as "sealedMail",
				m.attempts, m.created_at as "createdAt"`,
	);
}

/** What became of an attempt. `nextAt` null: there is no other. A mail that is done keeps its log, and not its words. */
export async function settleMail(
	db: Queries,
	{ sellerId, rowId }: Pick<DueMail, "sellerId" | "rowId">,
	{
		state,
		attempt,
		nextAt,
	}: { readonly state: MailState; readonly attempt: MailAttempt; readonly nextAt: string | null },
): Promise<void> {
	await db.rows(
		sql`update mails set
				state = ${state}, attempts = attempts || ${jsonValue([attempt])}, next_at = ${nextAt}::timestamptz,
				sealed_mail = case when ${state === "sent"}::boolean then ''::bytea else sealed_mail end,
				sent_at = case when ${state === "sent" || state === "kept"}::boolean then ${attempt.at}::timestamptz end
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** What `queueMail` was given; null where nobody can read it any more. Throws WrongKey or Tampered. */
export function mailOf(vault: Vault, mail: Pick<DueMail, "sellerId" | "id" | "sealedMail">): unknown {
	if (mail.sealedMail.length === 0) return null;
	return JSON.parse(vault.unseal(mail.sealedMail, contextOf(mail)));
}

/** Removes those that ended so many days ago. Answers how many. */
export async function pruneMails(db: Queries, now: string, days: number): Promise<number> {
	const pruned = await db.rows(
		sql`delete from mails
			where next_at is null and created_at < ${now}::timestamptz - ${days}::int4 * interval '1 day' returning 1 as pruned`,
	);
	return pruned.length;
}

export const contextOf = ({ sellerId, id }: Pick<DueMail, "sellerId" | "id">) => `mail ${id} of seller ${sellerId}`;
