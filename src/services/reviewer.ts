import type { ReviewStage } from "../core/review.ts";
import type { Queries, RowId } from "../store/database.ts";
import type { StoredReview } from "../store/reviews.ts";
import type { Vault } from "../store/seal.ts";
import type { Watcher } from "../store/watchers.ts";
import type { Deps } from "./deps.ts";
import { type Invited, openInvitation } from "./review-invitation.ts";
import { openVerification } from "./verify-reader.ts";

/** What a reader's device has. */
export interface ReviewerProofs {
	/** That he was recognised: see verifyReader. */
	readonly reader: string | null;
	/** A word drawn by lot, by which the device finds again what it wrote; nothing here keeps it. */
	readonly word: string | null;
	/** That a mail asked him: see review-invitation.ts. */
	readonly invited: string | null;
}

/** By whom reviews of a parcel are found again. */
export interface Writer {
	/** Digests by which what he wrote is found, as far as there are. New reviews are by the first. */
	readonly writers: readonly string[];
	/** That of his device's word; null without one. */
	readonly device: string | null;
	/** He is known as the buyer now. */
	readonly isVerified: boolean;
}

export interface Reviewer extends Writer {
	/** Who was mailed and came by it; null: he came otherwise. */
	readonly invited: Invited | null;
}

/** Who reads a link, as far as his device can say. */
export async function reviewerOf(
	deps: Deps,
	db: Queries,
	{ sellerId, token }: { readonly sellerId: RowId; readonly token: string },
	{ reader, word, invited: invitation }: ReviewerProofs,
): Promise<Reviewer> {
	const { vault } = deps;
	const invited = await openInvitation(db, deps, token, invitation);
	const isRecognised = (await openVerification({ ...deps, db }, token, reader))?.isVerified ?? false;
	const isVerified = isRecognised || (invited?.isBuyer ?? false);
	const device = word === null ? null : writerOf(vault, { sellerId, token }, word);
	// Whoever is the buyer is not who came by a stranger's link: that may have been planted on him.
	const isStrangers = invited !== null && isVerified && !invited.isBuyer;
	const asked = invited === null || isStrangers ? [] : [watcherWriter(vault, invited.watcher, token)];
	return { writers: [...asked, ...(device === null ? [] : [device])], device, isVerified, invited };
}

function writerOf(vault: Vault, { sellerId, token }: { sellerId: RowId; token: string }, word: string): string {
	return Buffer.from(vault.tagOf(`${token}\n${sellerId}\n${word}`, "reviewers")).toString("base64url");
}

/** Whoever was asked by mail, from whichever device. With a blank, which no device's word has. */
export function watcherWriter(vault: Vault, { id, sellerId }: Pick<Watcher, "id" | "sellerId">, token: string): string {
	return writerOf(vault, { sellerId, token }, `watcher ${id}`);
}

/** What this reader said at a stage, taken back or not: the recognised buyer's first. */
export function ownReview(
	reviews: readonly StoredReview[],
	stage: ReviewStage,
	{ writers, isVerified }: Writer,
): StoredReview | undefined {
	const ofStage = reviews.filter((review) => review.stage === stage);
	const buyers = isVerified ? ofStage.find((review) => review.isVerified) : undefined;
	return buyers ?? ofStage.find((review) => writers.includes(review.writer));
}

/**
 * Whether he may say a review otherwise or take it back. What the buyer said as such is changed by the buyer, or by the device that
 * he said it from: not by whoever was only asked at an address, or writes from it without proof.
 */
export function mayChange({ isVerified, writer }: StoredReview, by: Writer): boolean {
	return !isVerified || by.isVerified || writer === by.device;
}
