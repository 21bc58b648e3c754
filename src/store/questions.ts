import { type SQL, sql } from "drizzle-orm";
import { emailKey } from "../core/recipient.ts";
import { jsonValue, texts, textValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import type { ShipmentKey } from "./parcels.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** `waiting`: for the shop; `answered`: for nobody; `closed`: by the shop, until the buyer writes again. */
export const QUESTION_STATES = ["waiting", "answered", "closed"] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

export type ErasedBy = "buyer" | "shop";

/** What a buyer asked of a parcel. */
export interface StoredQuestion<Context = unknown> {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `qst_…` */
	readonly id: string;
	/** `shp_…`, its row, and the word of its link. */
	readonly shipmentId: string;
	readonly shipmentRowId: RowId;
	readonly token: string;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly state: QuestionState;
	/** BCP 47: what the asker reads. */
	readonly locale: string;
	/** How the parcel stood before him, as it was given. */
	readonly context: Context;
	/** See askerOf. */
	readonly sealedAsker: Uint8Array;
	readonly askedAt: string;
	readonly firstAnswerAt: string | null;
	readonly waitingSince: string | null;
	readonly updatedAt: string;
	/** Who was asked since the buyer waits, or waited last, first to last: 0 the shop's contact, else by the numbers of the staff. */
	readonly askedPersons: readonly number[];
	/** When the next is asked; null: nobody is. */
	readonly askNextAt: string | null;
	/** Of a third there is a message that none of the shop's stands behind. */
	readonly hasFreshNote: boolean;
	/** When all that had been said was erased, and at whose wish; null: nothing was. */
	readonly erasedAt: string | null;
	readonly erasedBy: ErasedBy | null;
	/** It was erased, and nothing has been said since. */
	readonly isErased: boolean;
}

/** Who asked. */
export interface Asker {
	/** Where he wants the answer beside the page; null: nowhere. */
	readonly email: string | null;
	/** He had shown that he knows the buyer's postcode or address of e-mail. */
	readonly isVerified: boolean;
	/** Of the form that he sent last: the same again is a button that was pressed twice. Null: it named none. */
	readonly once: string | null;
}

export interface NewQuestion extends ShipmentKey {
	readonly locale: string;
	readonly context: unknown;
	readonly asker: Asker;
	/** `…Z` */
	readonly now: string;
}

/** Without its first message. */
export function addQuestion(
	tx: Transaction,
	vault: Vault,
	{ sellerId, rowId, locale, context, asker, now }: NewQuestion,
): Promise<Pick<StoredQuestion, "id" | "sellerId">> {
	const id = publicId("qst");
	return onlyRow(
		tx,
		sql`insert into questions
				(seller_id, public_id, shipment_id, locale, context, sealed_asker, asked_at, waiting_since, updated_at)
			values (
				${sellerId}::int8, ${id}, ${rowId}::int8, ${textValue(locale)}, ${jsonValue(context)},
				${vault.seal(JSON.stringify(asker), askerContext({ sellerId, id }))}::bytea, ${now}::timestamptz,
				${now}::timestamptz, ${now}::timestamptz
			)
			returning public_id as id, seller_id as "sellerId"`,
	);
}

/** Another address for the answers, where the asker named one later. */
export async function changeAsker(
	tx: Transaction,
	vault: Vault,
	{ sellerId, rowId, id }: Pick<StoredQuestion, "sellerId" | "rowId" | "id">,
	asker: Asker,
): Promise<void> {
	await tx.rows(
		sql`update questions set sealed_asker = ${vault.seal(JSON.stringify(asker), askerContext({ sellerId, id }))}::bytea
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** Null where nobody can read it any more: see forgetUnopenable. Throws WrongKey or Tampered. */
export function askerOf(vault: Vault, question: Pick<StoredQuestion, "sellerId" | "id" | "sealedAsker">): Asker | null {
	if (question.sealedAsker.length === 0) return null;
	// Sealed by addQuestion and changeAsker from just this type, and authenticated.
	return JSON.parse(vault.unseal(question.sealedAsker, askerContext(question)));
}

/** By public id. */
export function getQuestion(db: Queries, sellerId: RowId, id: string): Promise<StoredQuestion | null> {
	return row(db, sql`${SELECT} where q.seller_id = ${sellerId}::int8 and q.public_id = ${textValue(id)}`);
}

/** By its public id alone, which a signed token named. Names no seller: it is what finds him. */
export function questionOfToken(db: Queries, id: string): Promise<StoredQuestion | null> {
	return row(db, sql`${SELECT} where q.public_id = ${textValue(id)}`);
}

/**
 * Recent ones whose answers are mailed to this address, newest first, by their public ids; of several sellers none, because
 * nobody can know whose was meant.
 */
export async function questionsOfAddress(
	db: Queries,
	vault: Vault,
	address: string,
	since: string,
): Promise<readonly string[]> {
	const found = await db.rows<{ id: string; sellerId: RowId }>(
		sql`select public_id as id, seller_id as "sellerId" from questions
			where address_tag = ${addressTag(vault, address)}::bytea and asked_at >= ${since}::timestamptz
			order by asked_at desc limit 10`,
	);
	return new Set(found.map(({ sellerId }) => sellerId)).size > 1 ? [] : found.map(({ id }) => id);
}

/** Where its answers are mailed to. */
export async function setAnswerAddress(
	tx: Transaction,
	vault: Vault,
	{ sellerId, id }: Pick<StoredQuestion, "sellerId" | "id">,
	address: string | null,
): Promise<void> {
	const tag = address === null ? null : addressTag(vault, address);
	await tx.rows(
		sql`update questions set address_tag = ${tag}::bytea where seller_id = ${sellerId}::int8 and public_id = ${id}`,
	);
}

function addressTag({ tagOf }: Vault, address: string): Uint8Array {
	return tagOf(emailKey(address), "answer addresses").subarray(0, 16);
}

/** The same, and nobody else writes to its thread until the transaction ends. */
export function lockQuestion(tx: Transaction, sellerId: RowId, id: string): Promise<StoredQuestion | null> {
	return row(
		tx,
		sql`${SELECT} where q.seller_id = ${sellerId}::int8 and q.public_id = ${textValue(id)} for update of q`,
	);
}

/** Of one parcel, oldest first, at most a hundred. */
export function questionsOf(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<readonly StoredQuestion[]> {
	return db.rows(
		sql`${SELECT} where q.seller_id = ${sellerId}::int8 and q.shipment_id = ${rowId}::int8 order by q.id limit 100`,
	);
}

/** Of all parcels of a seller, newest first; of those that wait, who waits longest first. `next` is null at the end. */
export async function listQuestions(
	db: Queries,
	sellerId: RowId,
	{
		limit,
		after,
		state,
		shipmentId,
		ids,
	}: {
		readonly limit: number;
		readonly after?: Cursor | null;
		readonly state?: QuestionState | undefined;
		/** `shp_…` */
		readonly shipmentId?: string | undefined;
		/** `qst_…` */
		readonly ids?: readonly string[] | undefined;
	},
): Promise<{ readonly items: readonly StoredQuestion[]; readonly next: Cursor | null }> {
	const isWaiting = state === "waiting";
	const moment = sql.raw(isWaiting ? "q.waiting_since" : "q.asked_at");
	const [sign, order] = isWaiting ? [sql.raw(">"), sql.raw("asc")] : [sql.raw("<"), sql.raw("desc")];
	const from = after
		? sql`and (${moment}, q.id) ${sign} (${after.createdAt}::timestamptz, ${after.rowId}::int8)`
		: sql``;
	const standing = state === undefined ? sql`` : sql`and ${STANDING[state]}`;
	const ofOne = shipmentId === undefined ? sql`` : sql`and s.public_id = ${textValue(shipmentId)}`;
	const named = ids === undefined ? sql`` : sql`and q.public_id = any (${texts(ids, (id) => id)})`;
	const found = await db.rows<StoredQuestion>(
		sql`${SELECT} where q.seller_id = ${sellerId}::int8 ${standing} ${ofOne} ${named} ${from}
			order by ${moment} ${order}, q.id ${order} limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	if (found.length === items.length || !last) return { items, next: null };
	return { items, next: { createdAt: (isWaiting ? last.waitingSince : null) ?? last.askedAt, rowId: last.rowId } };
}

const STANDING: Readonly<Record<QuestionState, SQL>> = {
	waiting: sql.raw("q.waiting_since is not null"),
	answered: sql.raw("q.waiting_since is null and q.closed_at is null"),
	closed: sql.raw("q.waiting_since is null and q.closed_at is not null"),
};

/** How many wait for the shop; 1,000 stands for more. */
export async function countWaiting(db: Queries, sellerId: RowId): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from (
				select 1 from questions where seller_id = ${sellerId}::int8 and waiting_since is not null limit 1000
			) waiting`,
	);
	return count;
}

/** One that was found as its seller's. */
export type Thread = Pick<StoredQuestion, "sellerId" | "rowId">;

/** `…Z`. Who waited goes on waiting since then; for who did not, people are asked from the first on. */
export async function askedAgain(tx: Transaction, { sellerId, rowId }: Thread, now: string): Promise<void> {
	await tx.rows(
		sql`update questions set
				asked_persons = case when waiting_since is null then '[]' else asked_persons end,
				waiting_since = coalesce(waiting_since, ${now}::timestamptz), closed_at = null, updated_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** The shop has answered: nobody waits any more, and nobody else is asked. */
export async function answered(tx: Transaction, { sellerId, rowId }: Thread, now: string): Promise<void> {
	await tx.rows(
		sql`update questions set
				waiting_since = null, closed_at = null, ask_next_at = null, first_answer_at = coalesce(first_answer_at, ${now}::timestamptz),
				updated_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** Nothing is left to say, or it is taken up again. A question that is opened waits since now, and nobody is asked by mail. */
export async function setClosed(
	tx: Transaction,
	{ sellerId, rowId }: Thread,
	{ isClosed, now }: { readonly isClosed: boolean; readonly now: string },
): Promise<void> {
	const [closedAt, waitingSince] = isClosed ? [now, null] : [null, now];
	await tx.rows(
		sql`update questions set
				closed_at = ${closedAt}::timestamptz, waiting_since = ${waitingSince}::timestamptz, ask_next_at = null,
				updated_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

export const askerContext = ({ sellerId, id }: Pick<StoredQuestion, "sellerId" | "id">) =>
	`asker of question ${id} of seller ${sellerId}`;

const SELECT: SQL = sql.raw(`
	select q.id as "rowId", q.seller_id as "sellerId", q.public_id as id, s.public_id as "shipmentId",
		s.id as "shipmentRowId", s.token, s.carrier, s.tracking_number as "trackingNumber",
		case when q.waiting_since is not null then 'waiting' when q.closed_at is not null then 'closed' else 'answered' end
			as state,
		q.locale, q.context, q.sealed_asker as "sealedAsker", q.asked_at as "askedAt",
		q.first_answer_at as "firstAnswerAt", q.waiting_since as "waitingSince", q.updated_at as "updatedAt",
		q.asked_persons as "askedPersons", q.ask_next_at as "askNextAt",
		exists (
			select 1 from thread_messages t
			where t.seller_id = q.seller_id and t.question_id = q.id and t.side = 'third' and t.number > coalesce((
				select max(u.number) from thread_messages u
				where u.seller_id = q.seller_id and u.question_id = q.id and u.side = 'staff'
			), 0)
		) as "hasFreshNote",
		q.erased_at as "erasedAt", q.erased_by as "erasedBy",
		q.erased_at is not null and not exists (
			select 1 from thread_messages t where t.seller_id = q.seller_id and t.question_id = q.id
		) as "isErased"
	from questions q join shipments s on s.seller_id = q.seller_id and s.id = q.shipment_id`);
