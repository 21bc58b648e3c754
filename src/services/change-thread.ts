import { NotFound } from "../core/errors.ts";
import { refreshShipment } from "../ingest/refresh.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { appendOutbox } from "../store/outbox.ts";
import { lockParcels } from "../store/parcels.ts";
import { answered, askedAgain, getQuestion, lockQuestion, type StoredQuestion } from "../store/questions.ts";
import { addThreadMessage, type NewThreadMessage } from "../store/threads.ts";
import { askedOf, askShop } from "./ask-shop.ts";
import { type LetterDeps, mailBuyer, mailShop } from "./question-mails.ts";
import { refreshing } from "./register-shipment.ts";
import { answerersOf } from "./thread-people.ts";

export interface ThreadChange<Answer> {
	readonly answer: Answer;
	/** The buyer's page shows it. */
	readonly isSeen: boolean;
	/** What the seller's systems hear of it; null where they do not. */
	readonly told: ThreadNews | null;
}

export interface ThreadNews {
	readonly type: "question.received" | "question.answered";
	readonly data: { readonly questionId: string; readonly number: number; readonly at: string };
}

/** Writes to a thread: the parcel is locked before its question, as everybody does. Throws `NotFound`. */
export async function changeThread<Answer>(
	deps: LetterDeps,
	sellerId: RowId,
	id: string,
	work: (tx: Transaction, question: StoredQuestion) => Promise<ThreadChange<Answer>>,
): Promise<Answer> {
	const { answer, applied } = await deps.db.transaction(async (tx) => {
		const found = await getQuestion(tx, sellerId, id);
		const [parcel] = found ? await lockParcels(tx, [{ sellerId, rowId: found.shipmentRowId }]) : [];
		const question = parcel ? await lockQuestion(tx, sellerId, id) : null;
		if (!parcel || !question) throw noQuestion(id);
		const { answer, isSeen, told } = await work(tx, question);
		const applied = isSeen ? await refreshShipment(tx, parcel, refreshing(deps)) : null;
		if (told && applied) {
			await appendOutbox(tx, [{ sellerId, shipmentId: parcel.rowId, version: applied.version, ...told }]);
		}
		return { answer, applied };
	});
	if (applied) deps.changed(applied);
	return answer;
}

export function noQuestion(id: string): NotFound {
	return new NotFound(`There is no question ${id}.`);
}

/** How the shop hears of what the buyer said. */
export interface BuyerSaid {
	/** As the audit log names him. */
	readonly knownTo?: string | null;
	/** Names of files that came along and are not shown. */
	readonly leftOut?: readonly string[];
	/** False: too many letters went out of late. */
	readonly tells?: boolean;
}

type Said = Pick<NewThreadMessage, "channel" | "text" | "author" | "mailRowId" | "pictures">;

/**
 * The buyer says something more by mail: the shop is waited for, and told, also of files that it does not see here. `knownTo`: who
 * put it there, and need not be told; `tells`: anybody is.
 */
export async function sayAsBuyer(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	said: Said,
	{ knownTo = null, leftOut = [], tells = true }: BuyerSaid = {},
): Promise<ThreadNews> {
	const now = deps.now().toISOString();
	const number = await addThreadMessage(tx, deps.vault, question, {
		...{ ...said, side: "buyer", isShared: true, actor: null, now },
	});
	await askedAgain(tx, question, now);
	const asked = await getQuestion(tx, question.sellerId, question.id);
	if (!asked) throw new Error(`Question ${question.id} vanished while it was locked.`);
	if (tells) await askShop(tx, deps, asked, { knownTo, leftOut });
	return { type: "question.received", data: { questionId: question.id, number, at: now } };
}

/** Who of the shop says something: `actor` as the audit log names him. */
export interface Answering {
	readonly actor: string;
	/** As the buyer is told; null: by the shop's name alone. */
	readonly name: string | null;
}

/** Somebody at the shop answers: nobody waits any more, the buyer gets a mail, and who else was asked is shown it. */
export async function sayAsStaff(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	{ actor, name }: Answering,
	said: Said,
): Promise<ThreadNews> {
	const now = deps.now().toISOString();
	const author = name;
	const number = await addThreadMessage(tx, deps.vault, question, {
		...{ ...said, author, side: "staff", isShared: true, actor, now },
	});
	await answered(tx, question, now);
	await mailBuyer(tx, deps, question, "answer", name);
	const answerers = await answerersOf(deps, tx, question);
	// Who is alone knows.
	const others = answerers.length < 2 ? [] : askedOf(question, answerers).filter((one) => one.actor !== actor);
	await mailShop(tx, deps, question, { kind: "answered", by: name }, others);
	return { type: "question.answered", data: { questionId: question.id, number, at: now } };
}
