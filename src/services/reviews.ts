import { Conflict, NotFound } from "../core/errors.ts";
import type { HidingReason, ReviewStage, ReviewState } from "../core/review.ts";
import { refreshShipment } from "../ingest/refresh.ts";
import { writeCursor } from "../store/cursor.ts";
import type { Transaction } from "../store/database.ts";
import { lockParcels } from "../store/parcels.ts";
import { reviewPicture } from "../store/review-pictures.ts";
import {
	answerOf,
	countRatings,
	countWaitingReviews,
	eraseReview as eraseStored,
	getReview as getStored,
	listReviews as listStored,
	type ReviewFilter,
	type StoredReview,
	saidOf,
	setReviewAnswer,
	setReviewState,
} from "../store/reviews.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { noted } from "./noted.ts";
import { type OpenVideo, openVideo, type ShownVideo, viewVideo } from "./open-video.ts";
import type { ShownPicture } from "./read-threads.ts";
import { refreshing } from "./register-shipment.ts";
import { cursorOf } from "./view-shipments.ts";
import type { Principal } from "./views.ts";

/** What a buyer said of a parcel that came, for the shop. Nothing of who he is. */
export interface ReviewView {
	/** `rvw_…` */
	readonly id: string;
	/** `shp_…` */
	readonly shipmentId: string;
	readonly carrier: string;
	readonly trackingNumber: string;
	/** `brd_…`; null: the seller's own name. */
	readonly brand: string | null;
	readonly stage: ReviewStage;
	/** Of a follow-up, `rvw_…`: what it is added to. */
	readonly follows: string | null;
	/** Whoever wrote it had shown that he knows the order's postcode or address of e-mail. */
	readonly isVerified: boolean;
	/** Stars, 1 to 5; null where he gave none. */
	readonly rating: number | null;
	/** Blank where stars say it all; null of one that was taken back, and where the key that sealed it is lost. */
	readonly text: string | null;
	/** Names of the order's things that it is about; empty: of all of them. */
	readonly items: readonly string[];
	/** What its writer reads, as BCP 47. */
	readonly locale: string;
	/** As JPEG, behind the address of the API. */
	readonly pictures: readonly ShownPicture[];
	readonly video: ShownVideo | null;
	readonly state: ReviewState;
	readonly hiddenBecause: HidingReason | null;
	readonly writtenAt: string;
	readonly changedAt: string | null;
	/** Its writer erased it, or the shop for him. */
	readonly takenBackAt: string | null;
	/** In public, beside it. */
	readonly answer: { readonly text: string; readonly answeredAt: string } | null;
}

export interface ReviewsQuery extends ReviewFilter {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** Newest first; those taken back left out. Throws `Invalid` for a cursor that is none of ours. */
export async function listReviews(
	deps: Deps,
	principal: Principal,
	{ cursor, limit, ...filter }: ReviewsQuery,
): Promise<{ readonly items: readonly ReviewView[]; readonly next: string | null }> {
	const slice = { limit, after: cursorOf(cursor) };
	const { items, next } = await listStored(deps.db, sellerOf(principal), filter, slice);
	return { items: items.map((review) => viewReview(deps, review)), next: next && writeCursor(next) };
}

/** How many wait to be let through; 1,000 stands for more. */
export function reviewsWaiting({ db }: Deps, principal: Principal): Promise<number> {
	return countWaitingReviews(db, sellerOf(principal));
}

/** Throws `NotFound`. */
export async function getReview(deps: Deps, principal: Principal, id: string): Promise<ReviewView> {
	return viewReview(deps, await found(deps.db, principal, id));
}

/** A JPEG. Throws `NotFound`. */
export async function getReviewPicture(
	{ db, vault }: Deps,
	principal: Principal,
	id: string,
	position: number,
): Promise<Uint8Array> {
	const picture = await reviewPicture(db, vault, await found(db, principal, id), position);
	if (!picture) throw new NotFound(`Review ${id} has no such picture.`);
	return picture;
}

/** Throws `NotFound`, of one without a video too. */
export async function getReviewVideo(deps: Deps, principal: Principal, id: string): Promise<OpenVideo> {
	const video = openVideo(deps, await found(deps.db, principal, id));
	if (!video) throw new NotFound(`Review ${id} has no video.`);
	return video;
}

export type ReviewChange = { readonly state: "shown" } | { readonly state: "hidden"; readonly reason: HidingReason };

/** Lets a review through, or hides it from everybody but its writer. Throws `NotFound`, and `Conflict` for one that was erased. */
export function moderateReview(
	deps: Deps,
	principal: Principal,
	id: string,
	change: ReviewChange,
): Promise<ReviewView> {
	return withReview(deps, principal, id, async (tx, review) => {
		needStanding(review);
		const because = change.state === "hidden" ? change.reason : null;
		if (review.state === change.state && review.hiddenBecause === because) return false;
		await setReviewState(tx, review, change.state, because);
		const details = because === null ? {} : { reason: because };
		await noted(tx, principal, deps.now(), { action: `review.${change.state}`, subject: id, details });
		return true;
	});
}

/** The shop answers in public, in the place of what it answered before. Throws as above. */
export function answerReview(
	deps: Deps,
	principal: Principal,
	id: string,
	{ text }: { readonly text: string },
): Promise<ReviewView> {
	return withReview(deps, principal, id, async (tx, review) => {
		needStanding(review);
		if (answerOf(deps.vault, review) === text) return false;
		const now = deps.now();
		await setReviewAnswer(tx, deps.vault, review, { text, now: now.toISOString() });
		await noted(tx, principal, now, { action: "review.answered", subject: id });
		return true;
	});
}

/**
 * The shop erases it with what was added to it later, because its buyer wants that by another way than the page. Once more changes
 * nothing. Throws `NotFound`.
 */
export async function eraseReview(deps: Deps, principal: Principal, id: string): Promise<void> {
	await withReview(deps, principal, id, async (tx, review) => {
		if (review.takenBackAt !== null) return false;
		const now = deps.now();
		await eraseStored(tx, review, now.toISOString());
		await noted(tx, principal, now, { action: "review.erased", subject: id });
		return true;
	});
}

function needStanding({ id, takenBackAt }: StoredReview): void {
	if (takenBackAt !== null) throw new Conflict(`Review ${id} was erased: nothing of it is kept.`);
}

/** Stars of what is shown. */
export interface RatingView {
	readonly count: number;
	/** 1 to 5; null where nobody gave any. */
	readonly average: number | null;
}

export interface RatingsView {
	readonly delivery: RatingView;
	/** Of everything that was bought. */
	readonly product: RatingView;
	/** Of each thing that was named, the most often rated first. */
	readonly items: readonly (RatingView & { readonly name: string })[];
}

/** Of a brand (`brd_…`, `none` of parcels without), or of all of them. */
export async function reviewRatings(
	{ db }: Deps,
	principal: Principal,
	query: Pick<ReviewFilter, "brand">,
): Promise<RatingsView> {
	const counts = await countRatings(db, sellerOf(principal), query);
	const together = (of: "delivery" | "product"): RatingView => {
		const one = counts.find((count) => count.of === of && count.item === null);
		return { count: one?.count ?? 0, average: one?.average ?? null };
	};
	return {
		delivery: together("delivery"),
		product: together("product"),
		items: counts.flatMap(({ item, count, average }) => (item === null ? [] : [{ name: item, count, average }])),
	};
}

/** The parcel is locked before its review, as everybody does. `work` answers whether anything changed. */
async function withReview(
	deps: Deps,
	principal: Principal,
	id: string,
	work: (tx: Transaction, review: StoredReview) => Promise<boolean>,
): Promise<ReviewView> {
	const sellerId = sellerOf(principal);
	const { view, applied } = await deps.db.transaction(async (tx) => {
		const { shipmentRowId } = await found(tx, principal, id);
		const [parcel] = await lockParcels(tx, [{ sellerId, rowId: shipmentRowId }]);
		if (!parcel) throw noReview(id);
		const review = await found(tx, principal, id);
		const isChanged = await work(tx, review);
		const changed = await found(tx, principal, id);
		// The parcel's page shows it, and open ones follow its version.
		const isSeen = isChanged && (review.state === "shown" || changed.state === "shown");
		return {
			view: viewReview(deps, changed),
			applied: isSeen ? await refreshShipment(tx, parcel, refreshing(deps)) : null,
		};
	});
	if (applied) deps.changed(applied);
	return view;
}

async function found(db: Deps["db"] | Transaction, principal: Principal, id: string): Promise<StoredReview> {
	const review = await getStored(db, sellerOf(principal), id);
	if (!review) throw noReview(id);
	return review;
}

const noReview = (id: string) => new NotFound(`There is no review ${id}.`);

function viewReview({ vault, publicUrl }: Deps, review: StoredReview): ReviewView {
	const { id, shipmentId, carrier, trackingNumber, brand, stage, follows, isVerified, rating, items, locale } = review;
	const { state, hiddenBecause, writtenAt, changedAt, takenBackAt, answeredAt } = review;
	const answer = answerOf(vault, review);
	return {
		...{ id, shipmentId, carrier, trackingNumber, brand, stage, follows, isVerified, rating },
		text: saidOf(vault, review),
		...{ items, locale },
		pictures: review.pictures.map(({ position, width, height }) => ({
			...{ width, height, url: `${publicUrl}/v1/reviews/${id}/pictures/${position}` },
		})),
		video: viewVideo(review, `${publicUrl}/v1/reviews/${id}/video`),
		...{ state, hiddenBecause, writtenAt, changedAt, takenBackAt },
		answer: answer !== null && answeredAt !== null ? { text: answer, answeredAt } : null,
	};
}
