import { deliveryReport } from "../mail/delivery-report.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail } from "../mail/mail.ts";
import type { MailKindFinding } from "../mail/mail-kind.ts";
import { findThreadTokens, type ThreadToken } from "../mail/thread-token.ts";
import type { Transaction } from "../store/database.ts";
import { writtenMail } from "../store/mails.ts";
import { setAsked } from "../store/question-rounds.ts";
import type { StoredQuestion } from "../store/questions.ts";
import { addThreadMessage } from "../store/threads.ts";
import { whoFollows } from "./ask-shop.ts";
import { keepMail, type TakeMailDeps } from "./keep-mail.ts";
import { mailShop } from "./question-mails.ts";
import { type Answerer, tokenKeys } from "./thread-people.ts";
import { trafficOf } from "./thread-traffic.ts";

interface CameAsReport {
	readonly mail: Mail;
	readonly finding: MailKindFinding;
	readonly question: StoredQuestion;
}

/** What a server says of a letter of ours: of one that was sent, by its id. What it is not about is kept and read no further. */
export async function takeReport(
	tx: Transaction,
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ mail, finding, question }: CameAsReport,
): Promise<void> {
	const { vault } = deps;
	const report = deliveryReport(mail);
	const original = report?.originalMessageId ?? "";
	const [token] = findThreadTokens(original, tokenKeys(vault));
	const [, letterId = ""] = /\.(eml_\w{22})@/.exec(original) ?? [];
	const letter = token?.thread === question.id ? await writtenMail(tx, question.sellerId, letterId) : null;
	const traffic = await trafficOf(tx, deps, question);
	const failed = report?.kind === "delivery" ? report.recipients.find(({ action }) => action === "failed") : undefined;
	const isNews = letter !== null && failed !== undefined && traffic.takesReport;
	const kept = await keepMail(tx, deps, incoming, mail, {
		...{ question, kind: finding.kind, state: isNews ? "noted" : "set-aside", because: finding.because },
		isWhole: false,
	});
	if (kept === null || !isNews || token === undefined) return;
	const because = BOUNCED[failed.cause];
	const isBuyers = token.sentTo.role === "buyer";
	const text = `${isBuyers ? "A mail to the buyer" : "A letter to somebody at the shop"} was not delivered. ${because}`;
	const author = "Mail server";
	const message = { side: "third", channel: "mail", isShared: false, actor: null, author, text } as const;
	await addThreadMessage(tx, vault, question, { ...message, mailRowId: kept.rowId, now: deps.now().toISOString() });
	// Who was not reached answers nothing: the next is asked without waiting for him.
	if (!isBuyers && question.askNextAt !== null) {
		await setAsked(tx, question, { persons: question.askedPersons, nextAt: deps.now().toISOString() });
	}
	if (traffic.tellsOfReport) {
		const reached = (await whoFollows(tx, deps, question)).filter((one) => !wentTo(token, one));
		await mailShop(
			tx,
			deps,
			question,
			isBuyers
				? { kind: "undelivered", isAnswer: letter.kind === "question.answered", because }
				: { kind: "noted", by: author, claims: null, text },
			reached,
		);
	}
}

function wentTo({ sentTo }: ThreadToken, { person }: Answerer): boolean {
	return sentTo.role === "staff" && sentTo.person === person;
}

const BOUNCED = {
	"no-such-address": "There is no such address.",
	"mailbox-full": "The mailbox is full.",
	"too-large": "It was too large.",
	unreachable: "The mail server there could not be reached.",
	refused: "The mail server there refused it.",
	other: "The mail server there did not say why in words that are understood.",
} as const;
