import { Conflict, NotFound } from "../core/errors.ts";
import { authoredText } from "../mail/authored-text.ts";
import { MOST_CHARACTERS } from "../mail/judge-mail.ts";
import { readMail } from "../mail/read-mail.ts";
import { isUnreadable } from "../mail/split-mail.ts";
import { writeCursor } from "../store/cursor.ts";
import {
	getInboundMail as getStored,
	type InboundMail,
	type InboundState,
	inboundHeadOf,
	type LeftOut,
	listInboundMails as listStored,
	placeInboundMail as placeStored,
	rawInboundMail,
} from "../store/inbound-mails.ts";
import { addThreadMessage, countThread } from "../store/threads.ts";
import { countSuggestedMails } from "../store/unplaced-mails.ts";
import { MOST_MESSAGES } from "./ask-question.ts";
import { changeThread, sayAsBuyer } from "./change-thread.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { nameOf } from "./keep-mail.ts";
import { noted } from "./noted.ts";
import type { LetterDeps } from "./question-mails.ts";
import { cursorOf } from "./view-shipments.ts";
import type { Principal } from "./views.ts";

export { INBOUND_STATES, type InboundState } from "../store/inbound-mails.ts";

/** A mail that came in, without its words. */
export interface InboundMailView {
	/** `inm_…` */
	readonly id: string;
	readonly state: InboundState;
	/** Who or what wrote it, as far as it shows: `person`, `auto-reply`, `bounce` and so on. */
	readonly kind: string;
	/** Why it is where it is, as a sentence. */
	readonly because: string;
	/** `qst_…`: whose thread it belongs to; null where nobody knows. */
	readonly questionId: string | null;
	/** `qst_…`: of one that waits to be placed, those that it may belong to. */
	readonly suggested: readonly string[];
	/** Whom it says it is from; null where it names nobody, or the key that sealed it is lost. */
	readonly from: { readonly name: string; readonly address: string } | null;
	/** Null where the key that sealed it is lost. */
	readonly subject: string | null;
	readonly bytes: number;
	readonly receivedAt: string;
}

export interface InboundMailDetail extends InboundMailView {
	readonly messageId: string | null;
	/** What its writer wrote, without what it quotes; null where it cannot be read. */
	readonly text: string | null;
	/** As it came, in base64, less what is left out; null where it is kept no longer, or the key that sealed it is lost. */
	readonly raw: string | null;
	/** What was not kept of it: files by their names, and their bytes. */
	readonly leftOut: readonly LeftOut[];
}

export interface InboundMailsQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly state?: InboundState | undefined;
	/** `qst_…` */
	readonly question?: string | undefined;
}

/** Newest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listInboundMails(
	{ db, vault }: Deps,
	principal: Principal,
	{ cursor, limit, state, question: questionId }: InboundMailsQuery,
): Promise<{ readonly items: readonly InboundMailView[]; readonly next: string | null }> {
	const query = { limit, after: cursorOf(cursor), state, questionId };
	const { items, next } = await listStored(db, sellerOf(principal), query);
	return { items: items.map((mail) => viewMail(vault, mail)), next: next && writeCursor(next) };
}

/** How many wait to be placed; a hundred stands for more. */
export function countMailsToPlace({ db }: Pick<Deps, "db">, principal: Principal): Promise<number> {
	return countSuggestedMails(db, sellerOf(principal));
}

/** Throws `NotFound`. */
export async function getInboundMail(deps: Deps, principal: Principal, id: string): Promise<InboundMailDetail> {
	return detailOf(deps, await storedMail(deps, principal, id));
}

/** Where a mail belongs: in a thread, as the buyer's words or as a note for the shop alone; or nowhere. */
export type MailPlace =
	| { readonly question: string; readonly as: "buyer" | "note" }
	| { readonly question: null; readonly as?: undefined };

/**
 * Somebody at the shop says where a mail belongs that waits for it. As the buyer's it is said as if it had come with the letter's
 * token. Throws `NotFound`, and `Conflict` where it waits no more, has no words, or its thread is full.
 */
export async function placeInboundMail(
	deps: LetterDeps,
	principal: Principal,
	id: string,
	{ question: questionId, as }: MailPlace,
): Promise<InboundMailDetail> {
	const mail = await storedMail(deps, principal, id);
	if (mail.state !== "suggested") throw waitsNoMore(id);
	if (questionId === null) {
		await deps.db.transaction(async (tx) => {
			const because = "Somebody at the shop put it aside.";
			if (!(await placeStored(tx, mail, { questionRowId: null, state: "set-aside", because }))) throw waitsNoMore(id);
			await noted(tx, principal, deps.now(), { action: "mail.aside", subject: id });
		});
		return getInboundMail(deps, principal, id);
	}
	const words = await wordsOf(deps, mail);
	if (words === null) throw new Conflict(`Nobody can read the mail ${id} any more: it can only be put aside.`);
	if (words.text === "" && !words.hasFiles)
		throw new Conflict(`The mail ${id} has no words: it can only be put aside.`);
	await changeThread(deps, mail.sellerId, questionId, async (tx, question) => {
		if ((await countThread(tx, question)) >= MOST_MESSAGES)
			throw new Conflict(`A thread has at most ${MOST_MESSAGES} messages, and this one is full.`);
		const isBuyers = as === "buyer";
		const because = `Somebody at the shop placed it ${isBuyers ? "as the buyer's" : "as a note"}.`;
		const place = { questionRowId: question.rowId, state: isBuyers ? "said" : "noted", because } as const;
		if (!(await placeStored(tx, mail, place))) throw waitsNoMore(id);
		const details = { question: questionId, as };
		await noted(tx, principal, deps.now(), { action: "mail.placed", subject: id, details });
		const said = { channel: "mail", text: words.text, mailRowId: mail.rowId } as const;
		if (isBuyers) {
			return {
				answer: null,
				isSeen: true,
				told: await sayAsBuyer(tx, deps, question, said, { knownTo: principal.actor }),
			};
		}
		await addThreadMessage(tx, deps.vault, question, {
			...{ ...said, side: "third", isShared: false, actor: null, author: words.by, now: deps.now().toISOString() },
		});
		return { answer: null, isSeen: false, told: null };
	});
	return getInboundMail(deps, principal, id);
}

function waitsNoMore(id: string): Conflict {
	return new Conflict(
		`The mail ${id} does not wait to be placed: somebody has seen to it, or it was clear where it belongs.`,
	);
}

async function storedMail({ db }: Pick<Deps, "db">, principal: Principal, id: string): Promise<InboundMail> {
	const mail = await getStored(db, sellerOf(principal), id);
	if (mail === null) throw new NotFound(`There is no mail ${id}.`);
	return mail;
}

async function detailOf(deps: Deps, mail: InboundMail): Promise<InboundMailDetail> {
	const raw = await rawInboundMail(deps.db, deps.vault, mail);
	const head = inboundHeadOf(deps.vault, mail);
	return {
		...viewMail(deps.vault, mail),
		messageId: head?.messageId ?? null,
		leftOut: head?.leftOut ?? [],
		text: raw && ((await readWords(raw))?.text ?? null),
		raw: raw && Buffer.from(raw).toString("base64"),
	};
}

interface MailWords {
	readonly text: string;
	readonly hasFiles: boolean;
	/** As the shop reads who wrote it. */
	readonly by: string | null;
}

async function wordsOf({ db, vault }: Deps, mail: InboundMail): Promise<MailWords | null> {
	const raw = await rawInboundMail(db, vault, mail);
	return raw && readWords(raw);
}

async function readWords(raw: Uint8Array): Promise<MailWords | null> {
	const mail = await readMail(raw);
	if (isUnreadable(mail)) return null;
	const text = authoredText(mail).text.slice(0, MOST_CHARACTERS);
	return { text, hasFiles: mail.attachments.some(({ inline }) => !inline), by: nameOf(mail) };
}

function viewMail(vault: Deps["vault"], mail: InboundMail): InboundMailView {
	const { id, state, kind, because, questionId, suggested, size, receivedAt } = mail;
	const head = inboundHeadOf(vault, mail);
	const from = head?.from ?? null;
	return {
		...{ id, state, kind, because, questionId, suggested, from, subject: head?.subject ?? null },
		...{ bytes: size, receivedAt },
	};
}
