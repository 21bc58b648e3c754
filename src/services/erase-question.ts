import { eraseQuestion as eraseStored } from "../store/erase-question.ts";
import { askerOf, type StoredQuestion } from "../store/questions.ts";
import { eraseReportWords, type Report, reportsOf } from "../store/reports.ts";
import type { ReaderProofs } from "./ask-question.ts";
import { changeThread } from "./change-thread.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { noted } from "./noted.ts";
import type { LetterDeps } from "./question-mails.ts";
import { questionOfAsker } from "./read-threads.ts";
import { openVerification } from "./verify-reader.ts";
import type { Principal } from "./views.ts";

/**
 * Whoever asked has all erased that was said of it; where he has shown that he knows the buyer, what was written in reports of this
 * parcel too. The shop sees that it was, and when. False for whoever did not ask this, and for what is erased already.
 */
export async function eraseOwnQuestion(
	deps: LetterDeps,
	token: string,
	proofs: ReaderProofs,
	id: string,
): Promise<boolean> {
	const own = await questionOfAsker(deps, token, proofs.asker);
	if (own === null || own.id !== id || own.isErased) return false;
	const withReports = await mayHaveReports(deps, token, proofs, own);
	return changeThread(deps, own.sellerId, id, async (tx, question) => {
		// By another press of his, or by the shop, since he was looked up.
		if (question.isErased) return { answer: false, isSeen: false, told: null };
		const now = deps.now();
		await eraseStored(tx, deps.vault, question, { by: "buyer", now: now.toISOString() });
		if (withReports) await eraseReportWords(tx, { sellerId: question.sellerId, rowId: question.shipmentRowId });
		const details = { by: "buyer", reports: withReports };
		await noted(tx, { sellerId: question.sellerId, actor: "buyer" }, now, {
			...{ action: "question.erased", subject: id, details },
		});
		return { answer: true, isSeen: true, told: null };
	});
}

/** Whether there is anything that whoever asked may have erased, and whether reports of his go too. Null: there is not. */
export async function openErasure(
	deps: Deps,
	token: string,
	proofs: ReaderProofs,
	id: string,
): Promise<{ readonly hasReports: boolean } | null> {
	const own = await questionOfAsker(deps, token, proofs.asker);
	if (own === null || own.id !== id || own.isErased) return null;
	return { hasReports: (await reportsOfAsker(deps, token, proofs, own)).length > 0 };
}

/** The shop erases it, because its buyer wants that by another way. Once more changes nothing. Throws `NotFound`. */
export async function eraseQuestion(deps: LetterDeps, principal: Principal, id: string): Promise<void> {
	await changeThread(deps, sellerOf(principal), id, async (tx, question) => {
		if (question.isErased) return { answer: null, isSeen: false, told: null };
		const now = deps.now();
		await eraseStored(tx, deps.vault, question, { by: "shop", now: now.toISOString() });
		await noted(tx, principal, now, { action: "question.erased", subject: id, details: { by: "shop" } });
		return { answer: null, isSeen: true, told: null };
	});
}

/** What was written in reports of a parcel is anybody's who has its link, until he shows that he knows the buyer. */
export async function mayHaveReports(
	deps: Deps,
	token: string,
	{ reader }: ReaderProofs,
	question: StoredQuestion,
): Promise<boolean> {
	if (askerOf(deps.vault, question)?.isVerified) return true;
	return (await openVerification(deps, token, reader))?.isVerified ?? false;
}

/** Reports of the parcel whose words are kept; none for whoever may not have them. */
export async function reportsOfAsker(
	deps: Deps,
	token: string,
	proofs: ReaderProofs,
	question: StoredQuestion,
): Promise<readonly Report[]> {
	if (!(await mayHaveReports(deps, token, proofs, question))) return [];
	const reports = await reportsOf(deps.db, { sellerId: question.sellerId, rowId: question.shipmentRowId });
	return reports.filter(({ sealedWords }) => sealedWords.length > 0);
}
