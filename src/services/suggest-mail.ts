import { authoredText } from "../mail/authored-text.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail } from "../mail/mail.ts";
import { questionOfToken } from "../store/questions.ts";
import { countSuggestedMails, keepUnplacedWithin } from "../store/unplaced-mails.ts";
import { whoFollows } from "./ask-shop.ts";
import { changeThread } from "./change-thread.ts";
import { keepMail, nameOf, type TakeMailDeps } from "./keep-mail.ts";
import { mailShop } from "./question-mails.ts";

/** Of a seller's mails that are in no thread, as many as anybody looks through. */
export const MOST_UNPLACED = 100;
export const MOST_TOLD = 20;

/** A mail of which somebody of the shop is to say whether it belongs to one of these threads (`qst_…`), most likely first. */
export async function suggestMail(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{
		mail,
		kind,
		threads,
		because,
	}: { readonly mail: Mail; readonly kind: string; readonly threads: readonly string[]; readonly because: string },
): Promise<"kept" | "not-ours"> {
	const [first] = threads;
	const question = first === undefined ? null : await questionOfToken(deps.db, first);
	if (question === null) return "not-ours";
	const { sellerId } = question;
	const waiting = await countSuggestedMails(deps.db, sellerId);
	await changeThread(deps, sellerId, question.id, async (tx, locked) => {
		const kept = await keepMail(tx, deps, incoming, mail, {
			...{ question: null, sellerId, suggested: threads, kind, state: "suggested", because, isWhole: true },
		});
		if (kept) await keepUnplacedWithin(tx, sellerId, MOST_UNPLACED);
		if (kept && waiting < MOST_TOLD) {
			const { text } = authoredText(mail);
			const following = await whoFollows(tx, deps, locked);
			await mailShop(tx, deps, locked, { kind: "unplaced", by: nameOf(mail), text }, following);
		}
		return { answer: null, isSeen: false, told: null };
	});
	return "kept";
}
