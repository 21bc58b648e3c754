import type { IncomingMail } from "../mail/incoming-mail.ts";
import { lettersIn } from "../mail/letter-token.ts";
import { foldAddress } from "../mail/mail.ts";
import { MAIL_RULES, mailKind } from "../mail/mail-kind.ts";
import { readMail } from "../mail/read-mail.ts";
import { isUnreadable } from "../mail/split-mail.ts";
import { findThreadTokens } from "../mail/thread-token.ts";
import type { TakeMailDeps } from "./keep-mail.ts";
import { letterOfMail } from "./letter-of-mail.ts";
import { suggestMail } from "./suggest-mail.ts";
import { takeIntoThread } from "./take-into-thread.ts";
import { takeLetterReply } from "./take-letter-reply.ts";
import { takeTooLarge, takeUnreadable } from "./take-unread-mail.ts";
import { threadOfMail } from "./thread-of-mail.ts";
import { tokenKeys } from "./thread-people.ts";

/**
 * A mail that came in, from its bytes: into the thread that it answers, as whom its writer is known to be; a reply to an e-mail of
 * news begins one. What a person wrote to the other side is passed on; what anybody else wrote, or a machine, stays with the shop.
 * Its bytes are kept. The same mail again changes nothing. `not-ours`: it is no answer to anything, and nothing of it was kept.
 * Throws where the database is away.
 */
export async function takeMail(deps: TakeMailDeps, incoming: IncomingMail): Promise<"kept" | "not-ours"> {
	const { vault, replies } = deps;
	if (incoming.tooLarge) return takeTooLarge(deps, incoming, incoming.tooLarge);
	const mail = await readMail(incoming.raw);
	if (isUnreadable(mail)) return takeUnreadable(deps, incoming, mail);
	const verdict = await threadOfMail(deps, incoming, mail);
	const ourHosts = [replies.address.slice(replies.address.lastIndexOf("@") + 1).toLowerCase()];
	const finding = mailKind(mail, { ourHosts, keys: tokenKeys(vault), namesThread: verdict.kind === "found" });
	// What is ours stands here already.
	if (finding.kind === "loop") return "kept";
	if (verdict.kind === "found") return takeIntoThread(deps, incoming, { mail, finding, verdict });
	// What names a letter is not guessed at by its sender.
	const isGuess = verdict.kind === "none" || verdict.how === "sender";
	const answered = isGuess ? await letterOfMail(deps, incoming, mail) : null;
	if (answered) return takeLetterReply(deps, incoming, { mail, finding, ...answered });
	if (verdict.kind === "none" || MAIL_RULES[finding.kind].words !== "as-its-writer") return "not-ours";
	const because = "It may belong to one of several questions, or to none.";
	return suggestMail(deps, incoming, { mail, kind: finding.kind, threads: verdict.threads, because });
}

/** Whether mail to an address is taken at all: to the mailbox, or to what a letter of ours named. */
export function isReplyAddress({ vault, replies }: Pick<TakeMailDeps, "vault" | "replies">, address: string): boolean {
	const [, local = "", tag, host = ""] = /^([^+@]*)(\+[^@]*)?@([^@]*)$/.exec(foldAddress(address)) ?? [];
	if (`${local}@${host}` !== foldAddress(replies.address)) return false;
	const keys = tokenKeys(vault);
	if (tag === undefined || findThreadTokens(tag, keys).length > 0) return true;
	return lettersIn(tag, keys, "reply").length > 0 || lettersIn(tag, keys, "bounce").length > 0;
}
