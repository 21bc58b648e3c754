import {
	CHANGED_FOR_DAYS,
	isSettled,
	REVIEW_STAGES,
	type ReviewPolicy,
	type ReviewStage,
	showsReviews,
} from "../core/review.ts";
import { pageByToken, type StoredPage } from "../store/pages.ts";
import { reviewPicture } from "../store/review-pictures.ts";
import { answerOf, getReview, reviewsOf, type StoredReview, saidOf } from "../store/reviews.ts";
import { type AskAgainOffer, offerAskAgain } from "./ask-again.ts";
import type { Deps } from "./deps.ts";
import { readPage } from "./known-parcel.ts";
import { type OpenVideo, openVideo, type ShownVideo, viewVideo } from "./open-video.ts";
import type { ShownPicture } from "./read-threads.ts";
import { reviewedOf } from "./reviewed-of.ts";
import { ownReview, type ReviewerProofs, reviewerOf } from "./reviewer.ts";
import { openVerification } from "./verify-reader.ts";
import { firstOf } from "./write-review.ts";

/** What somebody said of a parcel, as readers of its link see it: without who he is. */
export interface ShownReview {
	/** `rvw_…` */
	readonly id: string;
	readonly stage: ReviewStage;
	readonly isVerified: boolean;
	/** Stars, 1 to 5. */
	readonly rating: number | null;
	/** Blank where stars say it all; null where the key that sealed it is lost. */
	readonly text: string | null;
	readonly items: readonly string[];
	readonly pictures: readonly ShownPicture[];
	readonly video: ShownVideo | null;
	/** `…Z` */
	readonly writtenAt: string;
	readonly changedAt: string | null;
	readonly answer: { readonly text: string; readonly answeredAt: string } | null;
	/** What the same buyer added months later, each by itself as above; none of a follow-up. */
	readonly added: readonly ShownReview[];
}

/** What its reader himself said. */
export interface OwnReview extends ShownReview {
	readonly state: StoredReview["state"];
	/** Until when he can change it, `…Z`; null once it is too late. */
	readonly changedUntil: string | null;
}

export interface ReaderReviews {
	readonly policy: ReviewPolicy;
	/** It came, and there is something to judge. */
	readonly isReviewable: boolean;
	/** What he can write now, or write otherwise. */
	readonly writable: readonly ReviewStage[];
	/** What he said and did not take back. */
	readonly own: readonly OwnReview[];
	readonly isVerified: boolean;
	/** He could show that he is the buyer. */
	readonly mayVerify: boolean;
	/** To be asked once more after what he says of the things; null: nobody would be written to. */
	readonly askAgain: AskAgainOffer | null;
}

const DAY_MS = 24 * 3_600_000;

/** What a reader of a link said of its parcel, and may say. Null for a link that opens nothing. */
export async function readReviews(deps: Deps, token: string, proofs: ReviewerProofs): Promise<ReaderReviews | null> {
	const { db, now } = deps;
	const stored = await pageByToken(db, token);
	const verification = stored && (await openVerification(deps, token, proofs.reader));
	if (!stored || !verification) return null;
	const by = await reviewerOf(deps, db, { sellerId: stored.sellerId, token }, proofs);
	const { isVerified } = by;
	const { policy, isReviewable } = reviewedOf(stored);
	const reviews = await reviewsOf(db, { sellerId: stored.sellerId, rowId: stored.shipmentRowId });
	const own = REVIEW_STAGES.flatMap((stage) => ownReview(reviews, stage, by) ?? []).filter(isStanding);
	const mayWrite = (stage: ReviewStage) => {
		const said = own.find((review) => review.stage === stage);
		if (said) return !isSettled(said, now().getTime());
		return stage !== "follow-up" || firstOf(reviews, by, now()) !== undefined;
	};
	return {
		policy,
		isReviewable,
		writable: policy !== "off" && isReviewable ? REVIEW_STAGES.filter(mayWrite) : [],
		own: own.map((review) => ({
			...viewReview(deps, review, []),
			state: review.state,
			changedUntil: isSettled(review, now().getTime())
				? null
				: new Date(Date.parse(review.writtenAt) + CHANGED_FOR_DAYS * DAY_MS).toISOString(),
		})),
		isVerified,
		mayVerify: verification.isPossible && !isVerified,
		askAgain: await offerAskAgain(db, deps, stored, by),
	};
}

/**
 * What everybody with the link sees of what was said of its parcel: oldest first, follow-ups with what they are added to. Null
 * where the page says nothing of it: before it came, while something is wrong with it, for what comes back, and for a shop that
 * wants none.
 */
export async function shownReviews(deps: Deps, token: string): Promise<readonly ShownReview[] | null> {
	const stored = await pageByToken(deps.db, token);
	if (!stored || !isAskedFor(stored)) return null;
	return shownOf(deps, stored);
}

function isAskedFor(stored: StoredPage): boolean {
	const { policy, isReviewable } = reviewedOf(stored);
	return policy !== "off" && isReviewable && showsReviews(readPage(stored.page));
}

async function shownOf(deps: Deps, { sellerId, shipmentRowId }: StoredPage): Promise<readonly ShownReview[]> {
	const all = await reviewsOf(deps.db, { sellerId, rowId: shipmentRowId });
	const shown = all.filter((review) => review.state === "shown" && isStanding(review));
	return shown
		.filter(({ follows }) => follows === null)
		.map((review) =>
			viewReview(
				deps,
				review,
				shown.filter(({ follows }) => follows === review.id),
			),
		);
}

const isStanding = ({ takenBackAt }: StoredReview): boolean => takenBackAt === null;

/** A JPEG of a review that a reader of the link may see: it is shown, or he wrote it. Null for any other. */
export async function openReviewPicture(
	deps: Deps,
	token: string,
	proofs: ReviewerProofs,
	{ id, position }: { readonly id: string; readonly position: number },
): Promise<Uint8Array | null> {
	const review = await seenReview(deps, token, proofs, id);
	return review && reviewPicture(deps.db, deps.vault, review, position);
}

/** The video of one, as above. */
export async function openReviewVideo(
	deps: Deps,
	token: string,
	proofs: ReviewerProofs,
	id: string,
): Promise<OpenVideo | null> {
	const review = await seenReview(deps, token, proofs, id);
	return review && openVideo(deps, review);
}

async function seenReview(deps: Deps, token: string, proofs: ReviewerProofs, id: string): Promise<StoredReview | null> {
	const { db } = deps;
	const stored = await pageByToken(db, token);
	const review = stored ? await getReview(db, stored.sellerId, id) : null;
	if (!stored || !review || review.shipmentRowId !== stored.shipmentRowId || !isStanding(review)) return null;
	const isShown = (await isShownWithFirst(db, review)) && isAskedFor(stored);
	return isShown || (await isOwn(deps, review, token, proofs)) ? review : null;
}

/** A follow-up is shown beside what it is added to, and not without it. */
async function isShownWithFirst(db: Deps["db"], { sellerId, state, follows }: StoredReview): Promise<boolean> {
	const first = follows === null ? null : await getReview(db, sellerId, follows);
	return state === "shown" && (follows === null || first?.state === "shown");
}

async function isOwn(deps: Deps, review: StoredReview, token: string, proofs: ReviewerProofs): Promise<boolean> {
	const by = await reviewerOf(deps, deps.db, { sellerId: review.sellerId, token }, proofs);
	return ownReview([review], review.stage, by) !== undefined;
}

function viewReview(deps: Pick<Deps, "vault">, review: StoredReview, added: readonly StoredReview[]): ShownReview {
	const { vault } = deps;
	const { id, stage, isVerified, rating, items, writtenAt, changedAt, token, answeredAt } = review;
	const answer = answerOf(vault, review);
	return {
		...{ id, stage, isVerified, rating, items, writtenAt, changedAt },
		text: saidOf(vault, review),
		pictures: review.pictures.map(({ position, width, height }) => ({
			...{ width, height, url: `/t/${token}/reviews/${id}/pictures/${position}` },
		})),
		video: viewVideo(review, `/t/${token}/reviews/${id}/video`),
		answer: answer !== null && answeredAt !== null ? { text: answer, answeredAt } : null,
		added: added.map((one) => viewReview(deps, one, [])),
	};
}
