import { NotFound } from "../core/errors.ts";
import { shipmentByToken } from "../store/pages.ts";
import { getQuestion } from "../store/questions.ts";
import { type PicturePlace, threadPicture } from "../store/thread-pictures.ts";
import type { ReaderProofs } from "./ask-question.ts";
import { isAskerProof } from "./asker-proof.ts";
import { noQuestion } from "./change-thread.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { openVerification } from "./verify-reader.ts";
import type { Principal } from "./views.ts";

export type { PicturePlace } from "../store/thread-pictures.ts";

/** A JPEG of a message that a reader of the link may see: he asked, or has shown that he knows the buyer. Null for any other. */
export async function openPicture(
	deps: Deps,
	token: string,
	proofs: ReaderProofs,
	id: string,
	place: PicturePlace,
): Promise<Uint8Array | null> {
	const { db, vault } = deps;
	const key = await shipmentByToken(db, token);
	if (!key) return null;
	const { sellerId } = key;
	const isAsker = proofs.asker !== null && isAskerProof(vault, { id, token, sellerId }, proofs.asker);
	// Before anything of the question is read: whoever has no true proof costs no more.
	if (!isAsker && (proofs.reader === null || !(await openVerification(deps, token, proofs.reader))?.isVerified))
		return null;
	const question = await getQuestion(db, sellerId, id);
	if (question?.shipmentRowId !== key.rowId) return null;
	return threadPicture(db, vault, question, place, { sharedAlone: true });
}

/** A JPEG of any message of a thread, for the shop. Throws `NotFound`. */
export async function getPicture(
	{ db, vault }: Deps,
	principal: Principal,
	id: string,
	place: PicturePlace,
): Promise<Uint8Array> {
	const question = await getQuestion(db, sellerOf(principal), id);
	if (!question) throw noQuestion(id);
	const picture = await threadPicture(db, vault, question, place, { sharedAlone: false });
	if (!picture) throw new NotFound(`Question ${id} has no such picture.`);
	return picture;
}
