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
	/** Digests of what he was asked by and of his device's word, as far as there are. New reviews are by the first. */
	readonly writers: readonly string[];
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
	const isVerified = invited?.isBuyer || (await openVerification({ ...deps, db }, token, reader))?.isVerified;
	const asked = invited === null ? [] : [watcherWriter(vault, invited.watcher, token)];
	const writers = [...asked, ...(word === null ? [] : [writerOf(vault, { sellerId, token }, word)])];
	return { writers, isVerified: isVerified ?? false, invited };
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
