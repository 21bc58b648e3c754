import { replyAddress } from "../mail/compose-headers.ts";
import { letterToken } from "../mail/letter-token.ts";
import type { Transaction } from "../store/database.ts";
import { mailId } from "../store/mails.ts";
import { addWatcherLetter, type LetterAbout } from "../store/watcher-letters.ts";
import type { Watcher } from "../store/watchers.ts";
import type { NoticeMail } from "./notice-mail.ts";
import type { NoticeDeps } from "./tell-watchers.ts";
import { tokenKeys } from "./thread-people.ts";

export interface AnswerableLetter {
	readonly watcher: Watcher;
	/** The first parcel that it speaks of. */
	readonly shipmentRowId: Watcher["shipmentRowId"];
	readonly about: LetterAbout;
}

/**
 * A mail to a watcher, so that it is known what a reply to it, or a report that it did not arrive, is about: each reads as
 * take-letter-reply.ts has it, and of a stage of reviews as review-by-mail.ts has it. Answers the mail, and the id under which
 * it is to be queued in the same transaction. Where nobody reads mail here it stays as it was, and replies go to the shop's
 * contact.
 */
export async function answerableMail(
	tx: Transaction,
	{ vault, now, replies }: Pick<NoticeDeps, "vault" | "now" | "replies">,
	mail: NoticeMail,
	{ watcher, shipmentRowId, about }: AnswerableLetter,
): Promise<{ readonly id: string; readonly mail: NoticeMail }> {
	const id = mailId();
	if (replies === null) return { id, mail };
	await addWatcherLetter(tx, { watcher, shipmentRowId, mailId: id, about, now: now().toISOString() });
	const { address, takesPlusAddresses } = replies;
	const keys = tokenKeys(vault);
	const own = (place: "reply" | "bounce") =>
		takesPlusAddresses ? replyAddress(address, letterToken(id, keys, place)) : address;
	const loop = { "X-Loop": address.slice(address.lastIndexOf("@") + 1).toLowerCase() };
	const ends = { replyTo: own("reply"), replyToName: mail.fromName, returnPath: own("bounce") };
	return { id, mail: { ...mail, ...ends, headers: { ...mail.headers, ...loop } } };
}
