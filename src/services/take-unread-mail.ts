import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail, Unreadable } from "../mail/mail.ts";
import { MAIL_RULES, mailKind } from "../mail/mail-kind.ts";
import { readMail } from "../mail/read-mail.ts";
import { isUnreadable } from "../mail/split-mail.ts";
import { findThreadTokens } from "../mail/thread-token.ts";
import type { Transaction } from "../store/database.ts";
import { questionOfToken, type StoredQuestion } from "../store/questions.ts";
import { addThreadMessage } from "../store/threads.ts";
import { whoFollows } from "./ask-shop.ts";
import { changeThread } from "./change-thread.ts";
import { keepMail, nameOf, type TakeMailDeps } from "./keep-mail.ts";
import { letterOfMail } from "./letter-of-mail.ts";
import { mailShop } from "./question-mails.ts";
import { suggestMail } from "./suggest-mail.ts";
import { suggestReply } from "./suggest-reply.ts";
import { threadOfMail } from "./thread-of-mail.ts";
import { tokenKeys } from "./thread-people.ts";
import { trafficOf } from "./thread-traffic.ts";

/** One that is no mail: the shop hears that it came, where the address that it came to names a thread. */
export async function takeUnreadable(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ because }: Unreadable,
): Promise<"kept" | "not-ours"> {
	const [token] = findThreadTokens(incoming.envelopeTo.join(" "), tokenKeys(deps.vault));
	const question = token ? await questionOfToken(deps.db, token.thread) : null;
	if (question === null || question.isErased) return "not-ours";
	await tellOf(deps, incoming, question, { mail: null, kind: "unreadable", because });
	return "kept";
}

/** One that is larger than what is taken, of which only the beginning is there: the shop hears that it came, and where it lies. */
export async function takeTooLarge(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ bytes, most }: NonNullable<IncomingMail["tooLarge"]>,
): Promise<"kept" | "not-ours"> {
	const mail = await readMail(incoming.raw);
	if (isUnreadable(mail)) return "not-ours";
	const verdict = await threadOfMail(deps, incoming, mail);
	const { kind } = mailKind(mail, {
		ourHosts: [],
		keys: tokenKeys(deps.vault),
		namesThread: verdict.kind === "found",
	});
	if (kind === "loop") return "not-ours";
	const because = `It has ${megabytes(bytes)} MB, and at most ${megabytes(most)} MB are taken here: the whole lies in the mailbox, and only its beginning is kept.`;
	const isGuess = verdict.kind === "none" || (verdict.kind === "suggested" && verdict.how === "sender");
	const answered = isGuess ? await letterOfMail(deps, incoming, mail) : null;
	if (answered && answered.how !== "envelope" && MAIL_RULES[kind].words === "as-its-writer") {
		return suggestReply(deps, incoming, { ...answered, mail, kind: "too-large", because });
	}
	if (verdict.kind === "none") return "not-ours";
	const [thread = ""] = verdict.kind === "found" ? [verdict.thread] : verdict.threads;
	const question = await questionOfToken(deps.db, thread);
	if (question === null || question.isErased) return "not-ours";
	if (verdict.kind === "found") {
		await tellOf(deps, incoming, question, { mail, kind: "too-large", because });
		return "kept";
	}
	if (verdict.kind !== "suggested" || MAIL_RULES[kind].words !== "as-its-writer") return "not-ours";
	return suggestMail(deps, incoming, { mail, kind: "too-large", threads: verdict.threads, because });
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes % 1e6 === 0 ? 0 : 1);

interface Unread {
	readonly mail: Mail | null;
	readonly kind: "unreadable" | "too-large";
	readonly because: string;
}

async function tellOf(
	deps: TakeMailDeps,
	incoming: IncomingMail,
	{ sellerId, id }: StoredQuestion,
	unread: Unread,
): Promise<void> {
	await changeThread(deps, sellerId, id, async (tx, question) => {
		await noteIn(tx, deps, incoming, question, unread);
		return { answer: null, isSeen: false, told: null };
	});
}

async function noteIn(
	tx: Transaction,
	deps: TakeMailDeps,
	incoming: IncomingMail,
	question: StoredQuestion,
	{ mail, kind, because }: Unread,
): Promise<void> {
	const { takesThird } = await trafficOf(tx, deps, question);
	const state = takesThird ? "noted" : "set-aside";
	const kept = await keepMail(tx, deps, incoming, mail, { question, kind, state, because, isWhole: true });
	if (kept === null || !takesThird) return;
	await addThreadMessage(tx, deps.vault, question, {
		...{ side: "third", channel: "mail", isShared: false, actor: null, author: mail && nameOf(mail) },
		...{ text: `A mail came that could not be read. ${because}`, mailRowId: kept.rowId, now: deps.now().toISOString() },
	});
	await mailShop(tx, deps, question, { kind: "unread", because }, await whoFollows(tx, deps, question));
}
