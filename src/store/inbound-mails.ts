import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { emailKey } from "../core/recipient.ts";
import { jsonValue, texts, textValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import type { StoredQuestion } from "./questions.ts";
import type { Vault } from "./seal.ts";
import type { ThreadMessage } from "./threads.ts";

/**
 * What became of a mail. `said`: its words are the buyer's or the shop's in the thread. `noted`: they are there for the shop
 * alone. `held`: whoever wrote them was told that they were not passed on. `suggested`: to be placed by somebody of the shop.
 * `set-aside`: it has no words for anybody.
 */
export const INBOUND_STATES = ["said", "noted", "held", "suggested", "set-aside"] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

/** What is shown of a mail that came in. */
export interface InboundHead {
	readonly messageId: string | null;
	/** The address that it says it is from, and what that one calls himself. */
	readonly from: { readonly name: string; readonly address: string } | null;
	readonly subject: string;
	/** A digest of what its writer wrote, in base64; none of a mail that nobody could read, or that was kept before there were any. */
	readonly words?: string;
	/** What was not kept of it. */
	readonly leftOut?: readonly LeftOut[];
}

/** A file of a mail, or whatever else of it, and how many bytes. */
export interface LeftOut {
	readonly name: string;
	readonly bytes: number;
}

export interface InboundMail {
	readonly sellerId: RowId;
	readonly rowId: RowId;
	/** `inm_…` */
	readonly id: string;
	readonly questionRowId: RowId | null;
	/** `qst_…` */
	readonly questionId: string | null;
	/** `qst_…` each. */
	readonly suggested: readonly string[];
	readonly kind: string;
	readonly state: InboundState;
	/** A sentence for the shop. */
	readonly because: string;
	readonly sealedHead: Uint8Array;
	readonly size: number;
	readonly receivedAt: string;
}

export interface NewInboundMail
	extends Pick<InboundMail, "sellerId" | "questionRowId" | "suggested" | "kind" | "state" | "because"> {
	readonly head: InboundHead;
	/** As it came, by which it is known when it comes again. */
	readonly raw: Uint8Array;
	/** What is kept of that; null: nothing. */
	readonly kept: Uint8Array | null;
	/** Bytes of the whole mail. */
	readonly size: number;
	/** `…Z` */
	readonly now: string;
}

/**
 * Its row; null for a mail that this seller has already: by its bytes, or in one thread by its Message-ID, its From and its words,
 * as one that came by two ways. The Message-ID alone is chosen by whoever writes, to swallow another's mail if he likes.
 * In one thread its question is locked.
 */
export async function keepInboundMail(
	tx: Transaction,
	vault: Vault,
	{ sellerId, questionRowId, suggested, kind, state, because, head, raw, kept, size, now }: NewInboundMail,
): Promise<{ readonly rowId: RowId; readonly id: string } | null> {
	const id = publicId("inm");
	const messageIdDigest = head.messageId === null ? null : digestOf(head.messageId);
	if (await isKept(tx, vault, { sellerId, questionRowId, head, messageIdDigest })) return null;
	const sealedHead = vault.seal(JSON.stringify(head), headContext({ sellerId, id }));
	const sealedMail = kept === null ? Buffer.alloc(0) : vault.seal(kept, mailContext({ sellerId, id }));
	return row(
		tx,
		sql`insert into inbound_mails
				(seller_id, public_id, question_id, suggested, digest, message_id_digest, kind, state, because, sealed_head,
					sealed_mail, size, received_at)
			values (
				${sellerId}::int8, ${id}, ${questionRowId}::int8, ${jsonValue(suggested)}, ${digestOf(raw)}::bytea,
				${messageIdDigest}::bytea, ${textValue(kind)}, ${state}, ${textValue(because)}, ${sealedHead}::bytea,
				${sealedMail}::bytea, ${size}::int4, ${now}::timestamptz
			)
			on conflict (seller_id, digest) do nothing
			returning id as "rowId", public_id as id`,
	);
}

/** Whether this very mail was kept before, by its bytes, wherever it is. */
export async function isMailKept(db: Queries, sellerId: RowId, raw: Uint8Array): Promise<boolean> {
	const kept = sql`select 1 from inbound_mails where seller_id = ${sellerId}::int8 and digest = ${digestOf(raw)}::bytea`;
	return (await db.rows(kept)).length > 0;
}

/** Of those with one Message-ID in one thread: more are an attack, and are told apart by their bytes alone. */
const MOST_ALIKE = 50;

async function isKept(
	tx: Transaction,
	vault: Vault,
	{
		sellerId,
		questionRowId,
		head,
		messageIdDigest,
	}: Pick<NewInboundMail, "sellerId" | "questionRowId" | "head"> & { readonly messageIdDigest: Buffer | null },
): Promise<boolean> {
	if (messageIdDigest === null) return false;
	const alike = await tx.rows<Pick<InboundMail, "sellerId" | "id" | "sealedHead">>(
		sql`select seller_id as "sellerId", public_id as id, sealed_head as "sealedHead" from inbound_mails
			where message_id_digest = ${messageIdDigest}::bytea and seller_id = ${sellerId}::int8
			and question_id is not distinct from ${questionRowId}::int8
			order by id limit ${MOST_ALIKE}::int4`,
	);
	const writerOf = ({ from }: InboundHead) => (from === null ? null : emailKey(from.address));
	return alike.some((mail) => {
		const kept = inboundHeadOf(vault, mail);
		return kept !== null && writerOf(kept) === writerOf(head) && kept.words === head.words;
	});
}

/** Of the public ids of questions: those whose threads hold mails with one of these Message-IDs (with angle brackets). */
export async function questionsOfMessageIds(db: Queries, messageIds: readonly string[]): Promise<readonly string[]> {
	const found = await db.rows<{ id: string }>(
		sql`select distinct q.public_id as id from inbound_mails m
			join questions q on q.seller_id = m.seller_id and q.id = m.question_id
			where m.message_id_digest = any (
				select decode(hex, 'hex') from unnest(${texts(messageIds, (id) => digestOf(id).toString("hex"))}) as hex
			)
			limit 20`,
	);
	return found.map(({ id }) => id);
}

/** By public id. */
export function getInboundMail(db: Queries, sellerId: RowId, id: string): Promise<InboundMail | null> {
	return row(db, sql`${SELECT} where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`);
}

/** Newest first. `next` is null at the end. */
export async function listInboundMails(
	db: Queries,
	sellerId: RowId,
	{
		limit,
		after,
		state,
		questionId,
	}: {
		readonly limit: number;
		readonly after: Cursor | null;
		readonly state?: InboundState | undefined;
		/** `qst_…` */
		readonly questionId?: string | undefined;
	},
): Promise<{ readonly items: readonly InboundMail[]; readonly next: Cursor | null }> {
	// Rows are numbered as they come.
	const from = after ? sql`and m.id < ${after.rowId}::int8` : sql``;
	const standing = state === undefined ? sql`` : sql`and state = ${state}`;
	const ofOne =
		questionId === undefined
			? sql``
			: sql`and question_id = (
					select id from questions where seller_id = ${sellerId}::int8 and public_id = ${textValue(questionId)}
				)`;
	const found = await db.rows<InboundMail>(
		sql`${SELECT} where seller_id = ${sellerId}::int8 ${standing} ${ofOne} ${from}
			order by m.id desc limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	if (found.length === items.length || !last) return { items, next: null };
	return { items, next: { createdAt: last.receivedAt, rowId: last.rowId } };
}

/** Somebody placed it, or said that it belongs nowhere (null). False: it waits no more. */
export async function placeInboundMail(
	tx: Transaction,
	{ sellerId, rowId }: Pick<InboundMail, "sellerId" | "rowId">,
	{ questionRowId, state, because }: Pick<InboundMail, "questionRowId" | "state" | "because">,
): Promise<boolean> {
	const placed = await tx.rows(
		sql`update inbound_mails set
				question_id = ${questionRowId}::int8, state = ${state}, because = ${textValue(because)}, suggested = '[]'
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and state = 'suggested'
			returning id`,
	);
	return placed.length > 0;
}

/** The mails whose words stand in a thread, counted by what they are; `recent`: those of them since then. */
export function mailsInThread(
	db: Queries,
	{ sellerId, rowId }: Pick<StoredQuestion, "sellerId" | "rowId">,
	since: string,
): Promise<
	readonly (Pick<InboundMail, "kind" | "state" | "because"> &
		Pick<ThreadMessage, "side" | "isShared"> & { readonly count: number; readonly recent: number })[]
> {
	return db.rows(
		sql`select t.side, t.is_shared as "isShared", m.kind, m.state, m.because, count(*)::int4 as count,
				(count(*) filter (where m.received_at > ${since}::timestamptz))::int4 as recent
			from thread_messages t join inbound_mails m on m.seller_id = t.seller_id and m.id = t.mail_id
			where t.seller_id = ${sellerId}::int8 and t.question_id = ${rowId}::int8
			group by t.side, t.is_shared, m.kind, m.state, m.because`,
	);
}

/** Those in which the buyer of a thread said something, oldest first. */
export function mailsOfBuyer(
	db: Queries,
	{ sellerId, rowId }: Pick<StoredQuestion, "sellerId" | "rowId">,
): Promise<readonly InboundMail[]> {
	return db.rows(
		sql`${SELECT} where seller_id = ${sellerId}::int8 and m.id in (
				select mail_id from thread_messages
				where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8 and side = 'buyer'
			)
			order by m.id limit 500`,
	);
}

/** The Message-ID of what somebody wrote last in a thread, by the address that it says it is from; null where there is none. */
export async function lastMessageIdFrom(
	db: Queries,
	vault: Vault,
	{ sellerId, rowId }: Pick<StoredQuestion, "sellerId" | "rowId">,
	address: string,
): Promise<string | null> {
	const mails = await db.rows<InboundMail>(
		sql`${SELECT} where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8 and state <> 'set-aside'
			order by m.id desc limit 20`,
	);
	const heads = mails.map((mail) => inboundHeadOf(vault, mail));
	const last = heads.find((head) => head?.from && emailKey(head.from.address) === emailKey(address));
	return last?.messageId ?? null;
}

/** Null where nobody can read it any more. Throws WrongKey or Tampered. */
export function inboundHeadOf(
	vault: Vault,
	{ sellerId, id, sealedHead }: Pick<InboundMail, "sellerId" | "id" | "sealedHead">,
): InboundHead | null {
	if (sealedHead.length === 0) return null;
	// Sealed by keepInboundMail from just this type, and authenticated.
	return JSON.parse(vault.unseal(sealedHead, headContext({ sellerId, id })));
}

/** How many bytes are kept of a thread's mails; without a thread, of those that are in none. */
export async function keptMailBytes(db: Queries, sellerId: RowId, questionRowId: RowId | null): Promise<number> {
	const { bytes } = await onlyRow<{ bytes: string }>(
		db,
		sql`select coalesce(sum(octet_length(sealed_mail)), 0)::int8 as bytes from inbound_mails
			where seller_id = ${sellerId}::int8
			and ${questionRowId === null ? sql`question_id is null` : sql`question_id = ${questionRowId}::int8`}`,
	);
	return Number(bytes);
}

/** Its bytes as they are kept; null where nobody can read them any more. Throws WrongKey or Tampered. */
export async function rawInboundMail(
	db: Queries,
	vault: Vault,
	{ sellerId, rowId, id }: Pick<InboundMail, "sellerId" | "rowId" | "id">,
): Promise<Uint8Array | null> {
	const found = await row<{ sealedMail: Uint8Array }>(
		db,
		sql`select sealed_mail as "sealedMail" from inbound_mails
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
	if (found === null || found.sealedMail.length === 0) return null;
	return vault.unsealBytes(found.sealedMail, mailContext({ sellerId, id }));
}

function digestOf(bytes: Uint8Array | string): Buffer {
	return createHash("sha256").update(bytes).digest();
}

type Kept = Pick<InboundMail, "sellerId" | "id">;
export const headContext = ({ sellerId, id }: Kept) => `head of inbound mail ${id} of seller ${sellerId}`;
export const mailContext = ({ sellerId, id }: Kept) => `inbound mail ${id} of seller ${sellerId}`;

const SELECT: SQL = sql.raw(`
	select seller_id as "sellerId", id as "rowId", public_id as id, question_id as "questionRowId",
		(select q.public_id from questions q where q.seller_id = m.seller_id and q.id = m.question_id) as "questionId",
		suggested, kind, state, because, sealed_head as "sealedHead", size, received_at as "receivedAt"
	from inbound_mails m`);
