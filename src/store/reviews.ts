import { type SQL, sql } from "drizzle-orm";
import type { HidingReason, ReviewStage, ReviewState } from "../core/review.ts";
import { jsonValue, textValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import type { ShipmentKey } from "./parcels.ts";
import { onlyRow, row } from "./query.ts";
import type { PictureSize } from "./review-pictures.ts";
import { type StoredVideo, VIDEO_OF_REVIEW } from "./review-videos.ts";
import type { Vault } from "./seal.ts";

/** What a buyer said of a parcel that came. */
export interface StoredReview {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `rvw_…` */
	readonly id: string;
	/** `shp_…`, its row, and the word of its link. */
	readonly shipmentId: string;
	readonly shipmentRowId: RowId;
	readonly token: string;
	readonly carrier: string;
	readonly trackingNumber: string;
	/** `brd_…`; null: the seller's own. */
	readonly brand: string | null;
	readonly stage: ReviewStage;
	/** A digest of the word that the device keeps from which it was written. */
	readonly writer: string;
	readonly isVerified: boolean;
	readonly rating: number | null;
	/** Names of the order's things that it is about; empty: of all of them. */
	readonly items: readonly string[];
	/** See saidOf and answerOf. */
	readonly sealedWords: Uint8Array;
	readonly sealedAnswer: Uint8Array | null;
	readonly locale: string;
	readonly state: ReviewState;
	readonly hiddenBecause: HidingReason | null;
	/** `rvw_…` of a follow-up: what it is added to. */
	readonly follows: string | null;
	readonly writtenAt: string;
	readonly changedAt: string | null;
	readonly takenBackAt: string | null;
	readonly answeredAt: string | null;
	/** In their order. */
	readonly pictures: readonly (PictureSize & { readonly position: number })[];
	readonly video: StoredVideo | null;
}

/** What its writer chose. */
export interface Written {
	readonly rating: number | null;
	readonly items: readonly string[];
	readonly text: string;
	readonly locale: string;
	readonly state: ReviewState;
	readonly isVerified: boolean;
	/** `…Z` */
	readonly now: string;
}

export interface NewReview extends ShipmentKey {
	readonly stage: ReviewStage;
	readonly writer: string;
	readonly follows: Pick<StoredReview, "rowId"> | null;
	readonly written: Written;
}

type One = Pick<StoredReview, "sellerId" | "rowId" | "id">;

export function addReview(
	tx: Transaction,
	vault: Vault,
	{ sellerId, rowId, stage, writer, follows, written }: NewReview,
): Promise<One> {
	const id = publicId("rvw");
	const { rating, items, text, locale, state, isVerified, now } = written;
	return onlyRow(
		tx,
		sql`insert into reviews (
				seller_id, public_id, shipment_id, stage, writer, is_verified, rating, items, sealed_words, locale, state,
				follows_id, written_at
			)
			values (
				${sellerId}::int8, ${id}, ${rowId}::int8, ${stage}, ${writer}, ${isVerified}::boolean, ${rating}::int2,
				${jsonValue(items)}, ${vault.seal(text, wordsContext({ sellerId, id }))}::bytea, ${textValue(locale)}, ${state},
				${follows?.rowId ?? null}::int8, ${now}::timestamptz
			)
			returning id as "rowId", seller_id as "sellerId", public_id as id`,
	);
}

/** Its writer says it otherwise; or again after he took it back, which counts as written now. */
export async function rewriteReview(
	tx: Transaction,
	vault: Vault,
	review: One,
	{ rating, items, text, locale, state, isVerified, now }: Written,
): Promise<void> {
	await tx.rows(
		sql`update reviews set
				rating = ${rating}::int2, items = ${jsonValue(items)}, locale = ${textValue(locale)}, state = ${state},
				hidden_because = null, is_verified = ${isVerified}::boolean,
				sealed_words = ${vault.seal(text, wordsContext(review))}::bytea,
				written_at = case when taken_back_at is null then written_at else ${now}::timestamptz end,
				changed_at = case when taken_back_at is null then ${now}::timestamptz end,
				taken_back_at = null
			where seller_id = ${review.sellerId}::int8 and id = ${review.rowId}::int8`,
	);
}

/** Nothing that anybody said stays, nor photos and video: of this, and of what its writer added to it later. */
export async function eraseReview(
	tx: Transaction,
	{ sellerId, rowId, shipmentRowId }: Pick<StoredReview, "sellerId" | "rowId" | "shipmentRowId">,
	now: string,
): Promise<void> {
	const both = sql`(
		select id from reviews
		where seller_id = ${sellerId}::int8 and shipment_id = ${shipmentRowId}::int8
			and (id = ${rowId}::int8 or follows_id = ${rowId}::int8)
	)`;
	await tx.rows(sql`delete from review_pictures where seller_id = ${sellerId}::int8 and review_id in ${both}`);
	await tx.rows(sql`delete from review_videos where seller_id = ${sellerId}::int8 and review_id in ${both}`);
	await tx.rows(
		sql`update reviews set
				rating = null, items = '[]', sealed_words = '', sealed_answer = null, answered_at = null, changed_at = null,
				taken_back_at = coalesce(taken_back_at, ${now}::timestamptz)
			where seller_id = ${sellerId}::int8 and id in ${both}`,
	);
}

export async function setReviewState(
	tx: Transaction,
	{ sellerId, rowId }: One,
	state: ReviewState,
	because: HidingReason | null,
): Promise<void> {
	await tx.rows(
		sql`update reviews set state = ${state}, hidden_because = ${textValue(because)}
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** In the place of the one there was. */
export async function setReviewAnswer(
	tx: Transaction,
	vault: Vault,
	review: One,
	{ text, now }: { readonly text: string; readonly now: string },
): Promise<void> {
	await tx.rows(
		sql`update reviews set
				sealed_answer = ${vault.seal(text, answerContext(review))}::bytea, answered_at = ${now}::timestamptz
			where seller_id = ${review.sellerId}::int8 and id = ${review.rowId}::int8`,
	);
}

type Sealed = Pick<StoredReview, "sellerId" | "id" | "sealedWords" | "sealedAnswer">;

/** Null where nobody can read it any more: see forgetUnopenable; and of one that was taken back. Throws WrongKey or Tampered. */
export function saidOf(vault: Vault, review: Sealed): string | null {
	return review.sealedWords.length === 0 ? null : vault.unseal(review.sealedWords, wordsContext(review));
}

/** As `saidOf`; null where the shop has not answered, too. */
export function answerOf(vault: Vault, review: Sealed): string | null {
	const { sealedAnswer } = review;
	return sealedAnswer === null || sealedAnswer.length === 0 ? null : vault.unseal(sealedAnswer, answerContext(review));
}

/** By public id, taken back or not. */
export function getReview(db: Queries, sellerId: RowId, id: string): Promise<StoredReview | null> {
	return row(db, sql`${SELECT} where r.seller_id = ${sellerId}::int8 and r.public_id = ${textValue(id)}`);
}

/** Of one parcel, oldest first, those taken back too; two hundred at most. */
export function reviewsOf(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<readonly StoredReview[]> {
	return db.rows(
		sql`${SELECT} where r.seller_id = ${sellerId}::int8 and r.shipment_id = ${rowId}::int8 order by r.id limit 200`,
	);
}

export interface ReviewFilter {
	readonly stage?: ReviewStage | undefined;
	readonly rating?: number | undefined;
	readonly state?: ReviewState | undefined;
	/** `shp_…` */
	readonly shipment?: string | undefined;
	/** `brd_…`, or `none` for those without. */
	readonly brand?: string | undefined;
}

/** Of all parcels of a seller, newest first; those taken back left out. `next` is null at the end. */
export async function listReviews(
	db: Queries,
	sellerId: RowId,
	filter: ReviewFilter,
	{ limit, after }: { readonly limit: number; readonly after: Cursor | null },
): Promise<{ readonly items: readonly StoredReview[]; readonly next: Cursor | null }> {
	const before = after ? sql`and r.id < ${after.rowId}::int8` : sql``;
	const found = await db.rows<StoredReview>(
		sql`${SELECT} where r.seller_id = ${sellerId}::int8 ${among(filter)} ${before}
			order by r.id desc limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	return { items, next: found.length > items.length && last ? { createdAt: last.writtenAt, rowId: last.rowId } : null };
}

function among({ stage, rating, state, shipment, brand }: ReviewFilter): SQL {
	const conditions = [sql`and r.taken_back_at is null`];
	if (stage !== undefined) conditions.push(sql`and r.stage = ${stage}`);
	if (rating !== undefined) conditions.push(sql`and r.rating = ${rating}::int2`);
	if (state !== undefined) conditions.push(sql`and r.state = ${state}`);
	// What is added to a hidden review is hidden with it.
	if (state === "shown") conditions.push(SHOWN_WITH_FIRST);
	if (shipment !== undefined) conditions.push(sql`and s.public_id = ${textValue(shipment)}`);
	if (brand !== undefined) {
		conditions.push(brand === "none" ? sql`and s.brand_id is null` : sql`and b.public_id = ${textValue(brand)}`);
	}
	return sql.join(conditions, sql` `);
}

/** How many wait to be let through; 1,000 stands for more. */
export async function countWaitingReviews(db: Queries, sellerId: RowId): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from (
				select 1 from reviews
				where seller_id = ${sellerId}::int8 and state = 'waiting' and taken_back_at is null limit 1000
			) waiting`,
	);
	return count;
}

export interface RatingCount {
	/** `delivery`; or of the things: the name of one, null for all that were bought. */
	readonly of: "delivery" | "product";
	readonly item: string | null;
	readonly count: number;
	/** Stars, 1 to 5. */
	readonly average: number;
}

/**
 * Of the shown reviews of a seller: of deliveries and of things together, then of each thing that was named, the most often rated
 * first, a thousand at most. A follow-up without stars of its own counts nothing.
 */
export function countRatings(
	db: Queries,
	sellerId: RowId,
	{ brand }: Pick<ReviewFilter, "brand">,
): Promise<readonly RatingCount[]> {
	return db.rows(
		sql`with rated as (
				select r.id, case r.stage when 'delivery' then 'delivery' else 'product' end as of, r.rating, r.items
				from reviews r ${OF_REVIEW}
				where r.seller_id = ${sellerId}::int8 and r.rating is not null ${among({ state: "shown", brand })}
			), named as (
				select of, null as item, rating from rated
				union all
				select of, item, rating from rated cross join lateral jsonb_array_elements_text(items) item
			)
			select of, item, count(*)::int4 as count, avg(rating)::float8 as average from named
			group by of, item order by item is not null, of, count desc, item limit 1000`,
	);
}

export const wordsContext = ({ sellerId, id }: Pick<StoredReview, "sellerId" | "id">) =>
	`words of review ${id} of seller ${sellerId}`;

export const answerContext = ({ sellerId, id }: Pick<StoredReview, "sellerId" | "id">) =>
	`answer to review ${id} of seller ${sellerId}`;

const SHOWN_WITH_FIRST: SQL = sql.raw(`
	and (r.follows_id is null or exists (
		select from reviews h where h.seller_id = r.seller_id and h.id = r.follows_id and h.state = 'shown'
	))`);

const OF_REVIEW: SQL = sql.raw(`
	join shipments s on s.seller_id = r.seller_id and s.id = r.shipment_id
	left join brands b on b.seller_id = s.seller_id and b.id = s.brand_id`);

const SELECT: SQL = sql`
	select r.id as "rowId", r.seller_id as "sellerId", r.public_id as id, s.public_id as "shipmentId",
		s.id as "shipmentRowId", s.token, s.carrier, s.tracking_number as "trackingNumber", b.public_id as brand, r.stage,
		r.writer, r.is_verified as "isVerified", r.rating, r.items, r.sealed_words as "sealedWords",
		r.sealed_answer as "sealedAnswer", r.locale, r.state, r.hidden_because as "hiddenBecause",
		f.public_id as follows, r.written_at as "writtenAt", r.changed_at as "changedAt",
		r.taken_back_at as "takenBackAt", r.answered_at as "answeredAt", (
			select coalesce(jsonb_agg(
				jsonb_build_object('position', p.position, 'width', p.width, 'height', p.height) order by p.position
			), '[]')
			from review_pictures p where p.seller_id = r.seller_id and p.review_id = r.id
		) as pictures, ${VIDEO_OF_REVIEW} as video
	from reviews r ${OF_REVIEW}
	left join reviews f on f.seller_id = r.seller_id and f.id = r.follows_id`;
