import { createHash } from "node:crypto";
import { authoredText } from "../mail/authored-text.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import type { Mail } from "../mail/mail.ts";
import type { Transaction } from "../store/database.ts";
import { type InboundHead, type InboundState, keepInboundMail } from "../store/inbound-mails.ts";
import type { StoredQuestion } from "../store/questions.ts";
import type { LetterDeps, ReplyMailbox } from "./question-mails.ts";

/** What takes mail in: somewhere must be where replies arrive. */
export interface TakeMailDeps extends LetterDeps {
	readonly replies: ReplyMailbox;
}

export interface Keeping {
	readonly question: StoredQuestion | null;
	readonly sellerId?: StoredQuestion["sellerId"];
	readonly suggested?: readonly string[];
	readonly kind: string;
	readonly state: InboundState;
	readonly because: string;
}

/** Keeps its bytes; null for one that was kept before. */
export function keepMail(
	tx: Transaction,
	{ vault, now }: LetterDeps,
	{ raw }: IncomingMail,
	head: InboundHead,
	{ question, sellerId = question?.sellerId, suggested = [], kind, state, because }: Keeping,
) {
	if (sellerId === undefined) throw new Error("A mail that is kept is some seller's.");
	const questionRowId = question?.rowId ?? null;
	const at = now().toISOString();
	return keepInboundMail(tx, vault, { sellerId, questionRowId, suggested, kind, state, because, head, raw, now: at });
}

export const NO_HEAD: InboundHead = { messageId: null, from: null, subject: "" };

export function headOf(mail: Mail): InboundHead {
	const { messageId, from, subject } = mail;
	return { messageId, from, subject, words: createHash("sha256").update(authoredText(mail).text).digest("base64") };
}

/** Whom the shop reads that a third is. */
export function nameOf({ from }: Mail): string | null {
	if (from === null) return null;
	return from.name === "" ? from.address : `${from.name} <${from.address}>`;
}

/** So long ago, `…Z`. */
export function since({ now }: LetterDeps, ms: number): string {
	return new Date(now().getTime() - ms).toISOString();
}
