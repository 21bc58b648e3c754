import type { ParcelPage } from "../core/page.ts";
import { refreshShipment } from "../ingest/refresh.ts";
import type { Transaction } from "../store/database.ts";
import { appendOutbox } from "../store/outbox.ts";
import { shipmentByToken } from "../store/pages.ts";
import { lockParcels, type Parcel, type ShipmentKey } from "../store/parcels.ts";
import {
	addQuestion,
	askedAgain,
	askerOf,
	changeAsker,
	getQuestion,
	lockQuestion,
	questionsOf,
	type StoredQuestion,
	setAnswerAddress,
} from "../store/questions.ts";
import { addThreadMessage, countShared } from "../store/threads.ts";
import { askShop } from "./ask-shop.ts";
import { askerProof, isAskerProof, questionOfProof } from "./asker-proof.ts";
import type { DrawnPhoto } from "./draw-photo.ts";
import { type LetterDeps, mailBuyer, pageOf } from "./question-mails.ts";
import { refreshing } from "./register-shipment.ts";
import { answerAddress } from "./thread-people.ts";
import { openVerification } from "./verify-reader.ts";

/** Nobody has as many questions of one parcel, nor says as much of one: whoever goes on is no buyer. */
export const MOST_FAQ = 20;
/** Of a reader who was recognised: what others asked must not shut him out. */
export const MOST_OF_RECOGNISED = 60;
export const MOST_MESSAGES = 200;

export interface NewQuestion {
	readonly text: string;
	/** Where the answer is wanted beside the page; null: nowhere else. */
	readonly email: string | null;
	/** BCP 47: what the buyer reads. */
	readonly locale: string;
	/** Of the form that it was written in, drawn by lot; null without one. */
	readonly once: string | null;
	readonly photos: readonly DrawnPhoto[];
}

/** What a reader's device has: that he was recognised, and that he asked before. */
export interface ReaderProofs {
	readonly reader: string | null;
	readonly asker: string | null;
}

/** How the parcel stood on the page before whoever asked. */
export type QuestionContext = Pick<ParcelPage, "version" | "milestone" | "code" | "reason" | "condition" | "eta"> & {
	/** `…Z`: with `?as_of=` the parcel is shown as it was known then. */
	readonly asOf: string;
};

/**
 * The buyer of a link asks the shop, or goes on with what he asked from this device. It stands in the thread, waits for
 * the shop, and the shop gets a letter with all that is known of the parcel. A form sent twice is sent once. Answers the
 * proof that he asked, which his device keeps; `too-many` where one parcel has had more than anybody asks; null for a link
 * that opens nothing.
 */
export async function askQuestion(
	deps: LetterDeps,
	token: string,
	asked: NewQuestion,
	proofs: ReaderProofs,
): Promise<{ readonly proof: string } | "too-many" | null> {
	const isVerified = (await openVerification(deps, token, proofs.reader))?.isVerified ?? false;
	const done = await deps.db.transaction(async (tx) => {
		const key = await shipmentByToken(tx, token);
		const [parcel] = key === null ? [] : await lockParcels(tx, [key]);
		if (!parcel) return null;
		const now = deps.now();
		const own = await ownQuestion(tx, deps, parcel, { token, proof: proofs.asker });
		const earlier = own ? [own] : await questionsOf(tx, parcel);
		const sent = earlier.find((question) => isSentTwice(deps, question, asked));
		if (sent) return { proof: askerProof(deps.vault, { ...sent, token }), applied: null };
		const most = isVerified ? MOST_OF_RECOGNISED : MOST_FAQ;
		if (own ? (await countShared(tx, own)) >= MOST_MESSAGES : earlier.length >= most) return "too-many";
		const isNewAddress = !earlier.some((question) => askerOf(deps.vault, question)?.email === asked.email);
		const applied = await refreshShipment(tx, parcel, refreshing(deps));
		const question = own
			? await goOn(tx, deps, own, asked, { isVerified, now })
			: await beginQuestion(tx, deps, parcel, asked, { isVerified, now });
		const at = now.toISOString();
		const { text, photos: pictures } = asked;
		const message = { side: "buyer", channel: "page", isShared: true, actor: null, text, pictures, now: at } as const;
		const number = await addThreadMessage(tx, deps.vault, question, message);
		const { sellerId, rowId: shipmentId } = parcel;
		const data = { questionId: question.id, number, at };
		await appendOutbox(tx, [{ sellerId, shipmentId, version: applied.version, type: "question.received", data }]);
		await setAnswerAddress(tx, deps.vault, question, (await answerAddress(deps, tx, question)).email);
		await askShop(tx, deps, question);
		// Whoever types somebody's address again and again sends him one letter of a parcel.
		if (number === 1 && isNewAddress) await mailBuyer(tx, deps, question, "received");
		return { proof: askerProof(deps.vault, { ...question, token }), applied };
	});
	if (done === null || done === "too-many") return done;
	if (done.applied) deps.changed(done.applied);
	return { proof: done.proof };
}

/** What this device asked of this parcel, locked; null where it did not. */
async function ownQuestion(
	tx: Transaction,
	{ vault }: LetterDeps,
	{ sellerId, rowId }: Parcel,
	{ token, proof }: { readonly token: string; readonly proof: string | null },
): Promise<StoredQuestion | null> {
	const id = proof === null ? null : questionOfProof(proof);
	if (proof === null || id === null || !isAskerProof(vault, { id, sellerId, token }, proof)) return null;
	const question = await lockQuestion(tx, sellerId, id);
	// What was erased is over: who writes again begins anew.
	return question?.shipmentRowId === rowId && !question.isErased ? question : null;
}

/** By the form alone: words that somebody else guesses prove nothing. */
function isSentTwice({ vault }: LetterDeps, question: StoredQuestion, { once }: NewQuestion): boolean {
	return once !== null && askerOf(vault, question)?.once === once;
}

interface Asking {
	readonly isVerified: boolean;
	readonly now: Date;
}

async function goOn(
	tx: Transaction,
	{ vault }: LetterDeps,
	question: StoredQuestion,
	{ email, once }: NewQuestion,
	{ isVerified, now }: Asking,
): Promise<StoredQuestion> {
	const before = askerOf(vault, question);
	await changeAsker(tx, vault, question, {
		// Who has the device must not lead the answers elsewhere.
		email: before?.email ?? email,
		isVerified: isVerified || (before?.isVerified ?? false),
		once,
	});
	await askedAgain(tx, question, now.toISOString());
	return reread(tx, question);
}

/** Without its first message. The parcel is locked, and its page is as it stands now. */
export async function beginQuestion(
	tx: Transaction,
	{ vault }: Pick<LetterDeps, "vault">,
	{ sellerId, rowId }: ShipmentKey,
	{ email, locale, once }: Pick<NewQuestion, "email" | "locale" | "once">,
	{ isVerified, now }: Asking,
): Promise<StoredQuestion> {
	const at = now.toISOString();
	const context = await contextOf(tx, { sellerId, rowId }, at);
	const asker = { email, isVerified, once };
	return reread(tx, await addQuestion(tx, vault, { sellerId, rowId, locale, context, asker, now: at }));
}

async function contextOf(tx: Transaction, key: ShipmentKey, asOf: string): Promise<QuestionContext> {
	const { version, milestone, code, reason, condition, eta } = await pageOf(tx, key);
	return { asOf, version, milestone, code, reason, condition, eta };
}

async function reread(tx: Transaction, { sellerId, id }: Pick<StoredQuestion, "sellerId" | "id">) {
	const question = await getQuestion(tx, sellerId, id);
	if (!question) throw new Error(`Question ${id} vanished while it was written.`);
	return question;
}
