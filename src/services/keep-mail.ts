import { createHash } from "node:crypto";
import type { NoticeLetters } from "../core/letters.ts";
import { authoredText } from "../mail/authored-text.ts";
import type { IncomingMail } from "../mail/incoming-mail.ts";
import { type LeanMail, leanMail } from "../mail/lean-mail.ts";
import type { Mail } from "../mail/mail.ts";
import type { Transaction } from "../store/database.ts";
import { type InboundHead, type InboundState, keepInboundMail, keptMailBytes } from "../store/inbound-mails.ts";
import type { StoredQuestion } from "../store/questions.ts";
import type { LetterDeps, ReplyMailbox } from "./question-mails.ts";

/** What takes mail in: somewhere must be where replies arrive. */
export interface TakeMailDeps extends LetterDeps {
	readonly replies: ReplyMailbox;
	readonly noticeLetters: NoticeLetters;
}

export interface Keeping {
	readonly question: StoredQuestion | null;
	readonly sellerId?: StoredQuestion["sellerId"];
	readonly suggested?: readonly string[];
	readonly kind: string;
	readonly state: InboundState;
	readonly because: string;
	/** All of it is kept, while there is room: it is the buyer's or the shop's. Else its files are not. */
	readonly isWhole: boolean;
}

/** Of the mails of one thread, or of a seller's that wait to be placed: beyond it the files of further ones are not kept. */
export const MOST_KEPT_BYTES = 60_000_000;

/** Keeps it; null for one that was kept before. `mail` null: it could not be read. */
export async function keepMail(
	tx: Transaction,
	{ vault, now }: LetterDeps,
	{ raw, tooLarge }: IncomingMail,
	mail: Mail | null,
	{ question, sellerId = question?.sellerId, suggested = [], kind, state, because, isWhole }: Keeping,
) {
	if (sellerId === undefined) throw new Error("A mail that is kept is some seller's.");
	const questionRowId = question?.rowId ?? null;
	const hasRoom = isWhole && (await keptMailBytes(tx, sellerId, questionRowId)) + raw.length <= MOST_KEPT_BYTES;
	const { bytes, leftOut }: LeanMail = hasRoom ? { bytes: raw, leftOut: [] } : leanMail(raw, mail);
	const head = { ...headOf(mail), ...(leftOut.length > 0 && { leftOut }) };
	return keepInboundMail(tx, vault, {
		...{ sellerId, questionRowId, suggested, kind, state, because, head, raw, kept: bytes },
		...{ size: tooLarge?.bytes ?? raw.length, now: now().toISOString() },
	});
}

/** Of one that says nothing, or nothing that is kept. */
export const NO_HEAD: InboundHead = { messageId: null, from: null, subject: "" };

function headOf(mail: Mail | null): InboundHead {
	if (mail === null) return NO_HEAD;
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
