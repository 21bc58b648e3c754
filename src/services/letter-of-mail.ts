import { deliveryReport } from "../mail/delivery-report.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import { lettersIn } from "../mail/letter-token.ts";
import type { Mail } from "../mail/mail.ts";
import { letterOfIds, type WatcherLetter } from "../store/watcher-letters.ts";
import type { TakeMailDeps } from "./keep-mail.ts";
import { tokenKeys } from "./thread-people.ts";

/** The letter to a watcher that a mail is about. */
export interface AnsweredLetter {
	readonly letter: WatcherLetter;
	/**
	 * `address`: the mail came to the letter's own, which only that letter had; `envelope`: to the one that servers write to;
	 * `reference`: it answers the letter, or reports of it, by its Message-ID, which everybody has who is quoted.
	 */
	readonly how: "address" | "envelope" | "reference";
}

/** By its strongest mark; null where no mark names a letter that is still known. */
export async function letterOfMail(
	{ db, vault }: Pick<TakeMailDeps, "db" | "vault">,
	{ envelopeTo }: Pick<IncomingMail, "envelopeTo">,
	mail: Mail,
): Promise<AnsweredLetter | null> {
	const keys = tokenKeys(vault);
	const written = [...mail.to, ...mail.cc].map(({ address }) => address);
	const addresses = [...envelopeTo, ...mail.deliveredTo, ...written].join(" ");
	const reported = deliveryReport(mail)?.originalMessageId ?? "";
	const marks = [
		["envelope", lettersIn(addresses, keys, "bounce")],
		["address", lettersIn(addresses, keys, "reply")],
		["reference", idsIn([reported, ...mail.inReplyTo, ...mail.references.toReversed()])],
	] as const;
	for (const [how, ids] of marks) {
		const letter = ids.length === 0 ? null : await letterOfIds(db, ids);
		if (letter) return { letter, how };
	}
	return null;
}

const MOST_IDS = 40;

function idsIn(messageIds: readonly string[]): readonly string[] {
	return messageIds.slice(0, MOST_IDS).flatMap((id) => /\b(eml_[0-9A-Za-z]{22})@/.exec(id)?.[1] ?? []);
}
