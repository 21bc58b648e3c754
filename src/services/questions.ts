import { Conflict } from "../core/errors.ts";
import type { AnswersGo } from "../core/letters.ts";
import { writeCursor } from "../store/cursor.ts";
import type { Transaction } from "../store/database.ts";
import {
	askerOf,
	type ErasedBy,
	getQuestion as getStored,
	listQuestions as listStored,
	type QuestionState,
	type StoredQuestion,
	setClosed,
} from "../store/questions.ts";
import {
	addThreadMessage,
	saidIn,
	type ThreadChannel,
	type ThreadMessage,
	type ThreadSide,
	threadsOf,
} from "../store/threads.ts";
import { MOST_MESSAGES, type QuestionContext } from "./ask-question.ts";
import { changeThread, noQuestion, sayAsStaff, type ThreadNews } from "./change-thread.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { DrawnPhoto } from "./draw-photo.ts";
import { type Audited, noted } from "./noted.ts";
import type { LetterDeps } from "./question-mails.ts";
import type { ShownPicture } from "./read-threads.ts";
import { answerAddress } from "./thread-people.ts";
import { cursorOf } from "./view-shipments.ts";
import type { Principal } from "./views.ts";

export { QUESTION_STATES, type QuestionState } from "../store/questions.ts";

/** What a buyer asked, without its thread. */
export interface QuestionView {
	/** `qst_…` */
	readonly id: string;
	/** `shp_…` */
	readonly shipmentId: string;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly state: QuestionState;
	/** What the buyer wrote last; null where the key that sealed it is lost. */
	readonly text: string | null;
	/** What he reads, as BCP 47. */
	readonly locale: string;
	readonly askedAt: string;
	readonly firstAnswerAt: string | null;
	/** Since when the shop is waited for; null while it is not. */
	readonly waitingSince: string | null;
	/** Somebody else wrote, and nobody of the shop has written since. */
	readonly hasFreshNote: boolean;
	/** When all that had been said until then was erased, and at whose wish; null: nothing was. */
	readonly erased: { readonly at: string; readonly by: ErasedBy } | null;
}

export interface QuestionDetail extends QuestionView {
	readonly asker: {
		/** Where he wants answers beside the page. */
		readonly email: string | null;
		/** He had shown that he knows the buyer's postcode or address of e-mail. */
		readonly isVerified: boolean;
		/** Whose address answers are mailed to: that of the order, one that whoever asked typed, or nobody's. */
		readonly answersGo: AnswersGo;
	} | null;
	/** How the parcel stood on the page before him. */
	readonly context: QuestionContext;
	/** Oldest first. */
	readonly messages: readonly MessageOfThread[];
}

export interface MessageOfThread {
	/** From 1, within its thread. */
	readonly number: number;
	readonly side: ThreadSide;
	readonly channel: ThreadChannel;
	/** False: a note that the shop keeps to itself. */
	readonly shared: boolean;
	/** Null where the key that sealed it is lost. */
	readonly text: string | null;
	/** Who at the shop wrote it, as the audit log names him; null for the buyer. */
	readonly actor: string | null;
	/** What a third calls himself, or the name under which an answer went out; null: none. */
	readonly author: string | null;
	readonly saidAt: string;
	/** `inm_…`: the mail that it came in. */
	readonly mailId: string | null;
	/** As JPEG, behind the address of the API. */
	readonly pictures: readonly ShownPicture[];
}

export interface QuestionsQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly state?: QuestionState | undefined;
	/** `shp_…` */
	readonly shipment?: string | undefined;
	/** `qst_…`: these alone. */
	readonly ids?: readonly string[] | undefined;
}

/** Newest first; of those that wait, who waits longest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listQuestions(
	deps: Deps,
	principal: Principal,
	{ cursor, limit, state, shipment: shipmentId, ids }: QuestionsQuery,
): Promise<{ readonly items: readonly QuestionView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	const { items, next } = await listStored(deps.db, sellerId, {
		limit,
		after: cursorOf(cursor),
		state,
		shipmentId,
		ids,
	});
	const threads = await threadsOf(deps.db, sellerId, items, { lastOfBuyerAlone: true });
	return {
		items: items.map((question) => viewQuestion(deps, question, threads.get(question.rowId)?.[0])),
		next: next && writeCursor(next),
	};
}

/** Throws `NotFound`. */
export async function getQuestion(deps: Deps, principal: Principal, id: string): Promise<QuestionDetail> {
	const question = await getStored(deps.db, sellerOf(principal), id);
	if (!question) throw noQuestion(id);
	return detailOf(deps, deps.db, question);
}

export interface NewAnswer {
	readonly text: string;
	/** False: a note for the shop alone. */
	readonly shared: boolean;
	readonly photos: readonly DrawnPhoto[];
}

/**
 * Somebody at the shop answers: it stands on the buyer's page at once, and is mailed to him where an address is known. A
 * note is the shop's alone, and whoever waits goes on waiting. Throws `NotFound`, and `Conflict` for a thread that is full.
 */
export async function answerQuestion(
	deps: LetterDeps,
	principal: Principal,
	id: string,
	{ text, shared, photos }: NewAnswer,
	channel: "console" | "api",
): Promise<QuestionDetail> {
	return change(deps, principal, id, async (tx, question) => {
		const thread = (await threadsOf(tx, question.sellerId, [question])).get(question.rowId) ?? [];
		if (question.isErased) throw new Conflict(ERASED);
		// What came by mail for the shop alone has a measure of its own.
		if (thread.filter(({ isShared, channel }) => isShared || channel !== "mail").length >= MOST_MESSAGES)
			throw new Conflict(`A thread has at most ${MOST_MESSAGES} messages: write to the buyer by mail.`);
		const { actor } = principal;
		const now = deps.now();
		if (isSaidAlready(deps, question, thread.at(-1), { actor, text, shared, photos, now }))
			return { action: null, isSeen: false, told: null };
		if (shared) {
			const told = await sayAsStaff(tx, deps, question, { actor, name: null }, { channel, text, pictures: photos });
			return { action: "question.answered", isSeen: true, told };
		}
		const note = { side: "staff", channel, isShared: false, actor, text, pictures: photos } as const;
		await addThreadMessage(tx, deps.vault, question, { ...note, now: now.toISOString() });
		return { action: "question.noted", isSeen: false, told: null };
	});
}

const ERASED = "What was said here was erased, and whoever asked reads it no more. He may ask anew.";

const TWICE_MS = 10 * 60_000;

/** The thread ends with these very words of the same person: a button that was pressed twice. */
function isSaidAlready(
	{ vault }: Deps,
	question: StoredQuestion,
	last: ThreadMessage | undefined,
	{ actor, text, shared, photos, now }: NewAnswer & { readonly actor: string; readonly now: Date },
): boolean {
	if (last?.side !== "staff" || last.actor !== actor || last.isShared !== shared) return false;
	// Who forgot the photo sends the same words again with it.
	if (last.pictures.length !== photos.length) return false;
	return now.getTime() - Date.parse(last.saidAt) < TWICE_MS && saidIn(vault, question, last)?.text === text;
}

/**
 * Nothing is left to say, which ends its waiting without an answer; or it is taken up again, and waits. A buyer who writes
 * opens it too. Throws `NotFound`.
 */
export function closeQuestion(
	deps: LetterDeps,
	principal: Principal,
	id: string,
	{ closed }: { readonly closed: boolean },
): Promise<QuestionDetail> {
	return change(deps, principal, id, async (tx, question) => {
		const isClosed = question.state === "closed";
		if (closed ? isClosed : question.state === "waiting") return { action: null, isSeen: false, told: null };
		await setClosed(tx, question, { isClosed: closed, now: deps.now().toISOString() });
		return { action: closed ? "question.closed" : "question.reopened", isSeen: true, told: null };
	});
}

interface Changed {
	readonly action: Audited | null;
	/** The buyer's page shows it. */
	readonly isSeen: boolean;
	/** What the seller's systems hear of it; null where they do not. */
	readonly told: ThreadNews | null;
}

function change(
	deps: LetterDeps,
	principal: Principal,
	id: string,
	work: (tx: Transaction, question: StoredQuestion) => Promise<Changed>,
): Promise<QuestionDetail> {
	const sellerId = sellerOf(principal);
	return changeThread(deps, sellerId, id, async (tx, question) => {
		const { action, isSeen, told } = await work(tx, question);
		if (action !== null) await noted(tx, principal, deps.now(), { action, subject: id });
		const changed = await getStored(tx, sellerId, id);
		if (!changed) throw new Error(`Question ${id} vanished while it was locked.`);
		return { answer: await detailOf(deps, tx, changed), isSeen, told };
	});
}

async function detailOf(deps: Deps, db: Deps["db"] | Transaction, question: StoredQuestion): Promise<QuestionDetail> {
	const messages = (await threadsOf(db, question.sellerId, [question])).get(question.rowId) ?? [];
	return {
		...viewQuestion(
			deps,
			question,
			messages.findLast(({ side }) => side === "buyer"),
		),
		asker: await viewAsker(deps, db, question),
		// Written by ask-question.ts alone, from just this type.
		context: question.context as QuestionContext,
		messages: messages.map((message) => ({
			number: message.number,
			side: message.side,
			channel: message.channel,
			shared: message.isShared,
			...(saidIn(deps.vault, question, message) ?? { text: null, author: null }),
			actor: message.actor,
			saidAt: message.saidAt,
			mailId: message.mailId,
			pictures: message.pictures.map((size, index) => ({
				...size,
				url: `${deps.publicUrl}/v1/questions/${question.id}/messages/${message.number}/pictures/${index + 1}`,
			})),
		})),
	};
}

async function viewAsker(
	deps: Deps,
	db: Deps["db"] | Transaction,
	question: StoredQuestion,
): Promise<QuestionDetail["asker"]> {
	const asker = askerOf(deps.vault, question);
	const { to } = await answerAddress(deps, db, question);
	return asker && { email: asker.email, isVerified: asker.isVerified, answersGo: to };
}

function viewQuestion({ vault }: Deps, question: StoredQuestion, last: ThreadMessage | undefined): QuestionView {
	const {
		id,
		shipmentId,
		carrier,
		trackingNumber,
		state,
		locale,
		askedAt,
		firstAnswerAt,
		waitingSince,
		hasFreshNote,
		erasedAt,
		erasedBy,
	} = question;
	const text = last ? (saidIn(vault, question, last)?.text ?? null) : null;
	return {
		id,
		shipmentId,
		carrier,
		trackingNumber,
		state,
		text,
		locale,
		askedAt,
		firstAnswerAt,
		waitingSince,
		hasFreshNote,
		erased: erasedAt === null || erasedBy === null ? null : { at: erasedAt, by: erasedBy },
	};
}
