import { isSettled, type ReviewStage, stateOfWritten } from "../core/review.ts";
import { type Applied, refreshShipment } from "../ingest/refresh.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { appendOutbox } from "../store/outbox.ts";
import { pageByToken, type StoredPage } from "../store/pages.ts";
import { lockParcels, type Parcel } from "../store/parcels.ts";
import { replacePictures } from "../store/review-pictures.ts";
import { replaceVideo } from "../store/review-videos.ts";
import {
	addReview,
	eraseReview,
	getReview,
	reviewsOf,
	rewriteReview,
	type StoredReview,
	type Written,
} from "../store/reviews.ts";
import { askAgain } from "./ask-again.ts";
import type { Deps } from "./deps.ts";
import type { DrawnPhoto } from "./draw-photo.ts";
import { refreshing } from "./register-shipment.ts";
import type { RemadeVideo } from "./remake-video.ts";
import { reviewedOf } from "./reviewed-of.ts";
import { mayChange, ownReview, type Reviewer, type ReviewerProofs, reviewerOf, type Writer } from "./reviewer.ts";

/** Of readers who were not recognised, of each stage: no parcel has more buyers. */
const MOST_OF_STRANGERS = 20;
/** With those that were taken back: whoever writes and takes back by turns ends somewhere. */
const MOST_EVER = 60;

export interface NewReviewWords {
	readonly stage: ReviewStage;
	/** Stars, 1 to 5; null: he gave none. The form wants them, but for a follow-up. */
	readonly rating: number | null;
	/** Blank where stars say it all. */
	readonly text: string;
	/** Names of things of the order; others are passed over. Empty: all of it. */
	readonly items: readonly string[];
	/** In the place of those that it had; null: they stay. */
	readonly photos: readonly DrawnPhoto[] | null;
	/** As photos are; `none` takes away the one it has. */
	readonly video: RemadeVideo | "none" | null;
	/** BCP 47: what the buyer reads. */
	readonly locale: string;
	/** To be asked once more months later, where that was offered: see ask-again.ts; null: as he said before. */
	readonly askAgain: boolean | null;
	/** A mail's words, and when it says that it was written; null: now. */
	readonly isByMail: boolean;
	readonly writtenAtMs: number | null;
}

/**
 * `not-now`: it has not come, something is wrong with it, or there is nothing yet to add to; `settled`: it stands for too long to be
 * changed; `too-many`: more people say so than anybody has parcels for; `off`: the shop wants none.
 */
export type ReviewRefused = "off" | "not-now" | "settled" | "too-many";

/**
 * The buyer of a link says what he thinks of the delivery or of what was in it, or says it otherwise. Whoever was recognised as
 * the buyer is one person, from whichever device; of others each device is. Sent twice it stands once. Null for a link that opens
 * nothing.
 */
export async function writeReview(
	deps: Deps,
	token: string,
	said: NewReviewWords,
	proofs: ReviewerProofs,
): Promise<"said" | ReviewRefused | null> {
	return writeReviewAs(deps, token, said, { recognise: (tx, of) => reviewerOf(deps, tx, of, proofs) });
}

/** By another way than a form. */
export interface SaidOtherwise {
	readonly recognise: Recognise;
	/** Whether it was said before: then nothing is said again. */
	readonly wasSaid?: (tx: Transaction) => Promise<boolean>;
	/** In the same transaction. */
	readonly also?: (tx: Transaction) => Promise<void>;
}

/** The same of whoever is known by another way than what his device has. */
export function writeReviewAs(
	deps: Deps,
	token: string,
	said: NewReviewWords,
	{ recognise, wasSaid, also }: SaidOtherwise,
): Promise<"said" | ReviewRefused | null> {
	return withReviews(deps, token, recognise, async (tx, known) => {
		const { parcel, reviews, policy, by, now } = known;
		if (await wasSaid?.(tx)) return { answer: "said", told: null };
		if (policy === "off") return refused("off");
		if (!known.isReviewable) return refused("not-now");
		const own = ownReview(reviews, said.stage, by);
		const isStanding = own !== undefined && own.takenBackAt === null;
		if (isStanding && isSettled(own, now.getTime())) return refused("settled");
		if (own && !mayChange(own, by)) return refused("settled");
		// A later mail of the same writer may have come before it, or it is an old one again.
		if (own && said.writtenAtMs !== null && said.writtenAtMs < lastChangeMs(own)) return refused("settled");
		// What he gave stars to keeps them: words alone are more than those, such as a question.
		if (isStanding && said.isByMail && said.rating === null) return refused("settled");
		const first = said.stage === "follow-up" ? firstOf(reviews, by, now) : null;
		if (first === undefined) return refused("not-now");
		const isVerified = by.isVerified || (own?.isVerified ?? false);
		const strangers = reviews.filter((one) => one.stage === said.stage && !one.isVerified);
		const standing = strangers.filter((one) => !isLongTakenBack(one, now));
		const isFull = standing.length >= MOST_OF_STRANGERS || strangers.length >= MOST_EVER;
		// Nobody else could be told from him.
		const [writer] = by.writers;
		if (!own && writer === undefined) throw new Error("A review was written by nobody.");
		if (!own && !isVerified && isFull) return refused("too-many");
		const written: Written = {
			...{ rating: said.rating, text: said.text, locale: said.locale, isVerified, now: now.toISOString() },
			items: namedItems(parcel, said),
			state: stateOfWritten(policy, { isVerified, wasHidden: mayHaveBeenHidden(own) || isWordsAlone(said) }),
		};
		if (own) await rewriteReview(tx, deps.vault, own, written);
		const review =
			own ?? (await addReview(tx, deps.vault, { ...parcel, ...said, writer: writer ?? "", follows: first, written }));
		if (said.stage === "product") {
			const saidAtMs = isStanding ? Date.parse(own.writtenAt) : now.getTime();
			await askAgain(tx, deps, known, { wants: said.askAgain, saidAtMs });
		}
		if (said.photos !== null) await replacePictures(tx, deps.vault, review, said.photos);
		if (said.video !== null) await replaceVideo(tx, deps.vault, review, said.video === "none" ? null : said.video);
		await also?.(tx);
		return { answer: "said", told: own ? null : review.id };
	});
}

/** It stands in nobody's way; before a day has passed its place is no other's. */
function isLongTakenBack({ takenBackAt }: StoredReview, now: Date): boolean {
	return takenBackAt !== null && now.getTime() - Date.parse(takenBackAt) >= 24 * 3_600_000;
}

/** Whoever replied without stars may have meant the shop alone: somebody reads it first. */
function isWordsAlone({ isByMail, rating }: NewReviewWords): boolean {
	return isByMail && rating === null;
}

function lastChangeMs({ writtenAt, changedAt, takenBackAt }: StoredReview): number {
	return Math.max(...[writtenAt, changedAt, takenBackAt].map((at) => (at === null ? 0 : Date.parse(at))));
}

/** In a shop that shows what buyers say at once, one of a buyer waits only where it was hidden and changed since. */
function mayHaveBeenHidden(own: StoredReview | undefined): boolean {
	return own !== undefined && (own.state === "hidden" || (own.state === "waiting" && own.isVerified));
}

/** What this reader said at a stage is erased, and with it what he added later. False where there was nothing; null as above. */
export async function takeReviewBack(
	deps: Deps,
	token: string,
	stage: ReviewStage,
	proofs: ReviewerProofs,
): Promise<boolean | null> {
	const recognise: Recognise = (tx, of) => reviewerOf(deps, tx, of, proofs);
	return withReviews(deps, token, recognise, async (tx, { reviews, by, now }) => {
		const own = ownReview(reviews, stage, by);
		if (!own || own.takenBackAt !== null || !mayChange(own, by)) return { answer: false, told: null };
		await eraseReview(tx, own, now.toISOString());
		return { answer: true, told: null };
	});
}

/** What a reader can add to now; undefined where he said nothing of the things, or can still change what he said. */
export function firstOf(reviews: readonly StoredReview[], by: Writer, now: Date): StoredReview | undefined {
	const first = ownReview(reviews, "product", by);
	return first && first.takenBackAt === null && isSettled(first, now.getTime()) ? first : undefined;
}

export interface KnownReviews extends ReturnType<typeof reviewedOf> {
	readonly parcel: Parcel;
	readonly stored: StoredPage;
	readonly reviews: readonly StoredReview[];
	readonly by: Reviewer;
	readonly now: Date;
}

interface Done<Answer> {
	readonly answer: Answer;
	/** `rvw_…`: the seller's systems hear of it. */
	readonly told: string | null;
}

const refused = (answer: ReviewRefused): Done<ReviewRefused> => ({ answer, told: null });

/** Who says something of a parcel, known in the transaction that keeps it. */
export type Recognise = (
	tx: Transaction,
	of: { readonly sellerId: RowId; readonly token: string },
) => Promise<Reviewer>;

/** The parcel is locked meanwhile: who presses twice is first found again and then served. */
async function withReviews<Answer>(
	deps: Deps,
	token: string,
	recognise: Recognise,
	work: (tx: Transaction, known: KnownReviews) => Promise<Done<Answer>>,
): Promise<Answer | null> {
	const done = await deps.db.transaction(async (tx) => {
		const found = await pageByToken(tx, token);
		const [parcel] = found ? await lockParcels(tx, [{ sellerId: found.sellerId, rowId: found.shipmentRowId }]) : [];
		// As it stands once the others have let go of it.
		const stored = parcel ? await pageByToken(tx, token) : null;
		if (!parcel || !stored) return null;
		const reviews = await reviewsOf(tx, parcel);
		const by = await recognise(tx, { sellerId: parcel.sellerId, token });
		const { answer, told } = await work(tx, { parcel, stored, reviews, by, now: deps.now(), ...reviewedOf(stored) });
		const isDone = answer === "said" || answer === true;
		return { answer, applied: isDone ? await tell(tx, deps, parcel, told) : null };
	});
	if (done?.applied) deps.changed(done.applied);
	return done?.answer ?? null;
}

/** Open pages hear of it by the parcel's version. Without the buyer's words: they may name anybody, and are kept sealed. */
async function tell(tx: Transaction, deps: Deps, parcel: Parcel, id: string | null): Promise<Applied> {
	const applied = await refreshShipment(tx, parcel, refreshing(deps));
	const review = id === null ? null : await getReview(tx, parcel.sellerId, id);
	if (review) {
		const { stage, rating, isVerified, writtenAt: at } = review;
		const data = { reviewId: review.id, stage, rating, isVerified, at };
		const { sellerId, rowId: shipmentId } = parcel;
		await appendOutbox(tx, [{ sellerId, shipmentId, version: applied.version, type: "review.received", data }]);
	}
	return applied;
}

function namedItems({ items }: Parcel, { stage, items: named }: NewReviewWords): readonly string[] {
	if (stage !== "product") return [];
	const names = [...new Set(items.map(({ name }) => name))];
	// Of one thing there is nothing to choose.
	return names.length === 1 ? names : names.filter((name) => named.includes(name));
}
