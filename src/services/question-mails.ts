import type { AnswersGo, LetterText, LetterToBuyer, QuestionLetter, QuestionLetters } from "../core/letters.ts";
import type { ParcelPage } from "../core/page.ts";
import { emailKey } from "../core/recipient.ts";
import type { Queries, Transaction } from "../store/database.ts";
import { queueMail } from "../store/mails.ts";
import { buyerOf, type Order, ordersByRowId } from "../store/orders.ts";
import { pageByToken, pageSnapshot } from "../store/pages.ts";
import type { ShipmentKey } from "../store/parcels.ts";
import { type Asker, askerOf, type StoredQuestion } from "../store/questions.ts";
import { sellerOf } from "../store/sellers.ts";
import { threadsOf, wordsOfMessage } from "../store/threads.ts";
import { askerProof } from "./asker-proof.ts";
import type { Deps } from "./deps.ts";
import { usualAnswer } from "./usual-answer.ts";

/** What verbs that write letters about questions work with. */
export interface LetterDeps extends Deps {
	readonly letters: QuestionLetters;
}

/**
 * Tells the shop what its buyer said last, with what is known of his parcel: to the brand's contact, else the seller's. A
 * shop without either finds it in the console.
 */
export async function mailShop(tx: Transaction, deps: LetterDeps, question: StoredQuestion): Promise<void> {
	const known = await knownOf(tx, deps, question);
	const to = known.letter.parcel.shop.contactEmail ?? (await sellerOf(tx, question.sellerId))?.contactEmail ?? null;
	if (to === null) return;
	const { publicUrl, letters } = deps;
	const letter = letters.toShop({
		...known.letter,
		pageUrl: `${publicUrl}/t/${question.token}`,
		answerUrl: `${publicUrl}/console/questions/${question.id}`,
		isVerified: known.isVerified,
		answersGo: known.to,
	});
	await queue(tx, deps, question, { kind: "question.received", to, fromName: known.letter.shop, letter });
}

/** Tells the buyer that his question came, or what the shop said last; one who is known by no address reads it on the page. */
export async function mailBuyer(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	what: "received" | "answer",
): Promise<void> {
	const { email, to, letter } = await knownOf(tx, deps, question);
	if (email === null) return;
	const { publicUrl, vault, letters } = deps;
	const toBuyer: LetterToBuyer = {
		...letter,
		threadUrl: `${publicUrl}/t/${question.token}/questions/${askerProof(vault, question)}?lang=${question.locale}`,
		usualSeconds: await usualAnswer(tx, question.sellerId, deps.now()),
		isTyped: to === "typed",
	};
	const kind = what === "answer" ? "question.answered" : "question.acknowledged";
	// Until replies are read here, they reach the shop.
	const replyTo = letter.parcel.shop.contactEmail ?? (await sellerOf(tx, question.sellerId))?.contactEmail ?? undefined;
	await queue(tx, deps, question, { kind, to: email, replyTo, fromName: letter.shop, letter: letters[what](toBuyer) });
}

/** The newest snapshot of a parcel that has one. */
export async function pageOf(tx: Transaction, key: ShipmentKey): Promise<ParcelPage> {
	const snapshot = await pageSnapshot(tx, key);
	if (snapshot === null) throw new Error("A parcel whose state was just written has no page.");
	// Written by the page builder alone: see state-of.ts.
	return JSON.parse(snapshot) as ParcelPage;
}

interface KnownOfQuestion {
	readonly letter: QuestionLetter;
	readonly email: string | null;
	readonly to: AnswersGo;
	readonly isVerified: boolean;
}

async function knownOf(
	tx: Transaction,
	{ vault, now }: LetterDeps,
	question: StoredQuestion,
): Promise<KnownOfQuestion> {
	const { sellerId, locale } = question;
	const stored = await pageByToken(tx, question.token);
	if (!stored) throw new Error("A parcel whose buyer asks has no page.");
	const [order] = stored.orderId === null ? [] : await ordersByRowId(tx, sellerId, [stored.orderId]);
	const asker = askerOf(vault, question);
	const messages = (await threadsOf(tx, sellerId, [question])).get(question.rowId) ?? [];
	const parcel = JSON.parse(stored.page) as ParcelPage;
	const thread = messages.flatMap((message) => {
		const text = message.isShared ? wordsOfMessage(vault, question, message) : null;
		return text === null ? [] : [{ side: message.side, text, saidAt: message.saidAt }];
	});
	const { name: shop, contactEmail } = stored.shop;
	return {
		letter: {
			...{ shop, locale, thread },
			parcel: { ...parcel, shop: { name: shop, contactEmail }, items: order?.items ?? parcel.items },
			orderReference: order?.reference ?? null,
			now: now().toISOString(),
		},
		...whoseAddress(asker, emailOf(vault, order)),
		isVerified: asker?.isVerified ?? false,
	};
}

/** Where answers go: where the buyer wants them, else where his order is known to be answered. */
export async function answerAddress(
	{ vault }: Pick<Deps, "vault">,
	db: Queries,
	question: StoredQuestion,
): Promise<Pick<KnownOfQuestion, "email" | "to">> {
	const stored = await pageByToken(db, question.token);
	const orderId = stored?.orderId ?? null;
	const [order] = orderId === null ? [] : await ordersByRowId(db, question.sellerId, [orderId]);
	return whoseAddress(askerOf(vault, question), emailOf(vault, order));
}

function whoseAddress(asker: Asker | null, ofOrder: string | null): Pick<KnownOfQuestion, "email" | "to"> {
	const typed = asker?.email ?? null;
	if (typed === null) return { email: ofOrder, to: ofOrder === null ? "nowhere" : "order" };
	return { email: typed, to: ofOrder !== null && emailKey(ofOrder) === emailKey(typed) ? "order" : "typed" };
}

function emailOf(vault: Deps["vault"], order: Order | undefined): string | null {
	return order === undefined ? null : (buyerOf(vault, order)?.email ?? null);
}

interface Outgoing {
	readonly kind: string;
	readonly to: string;
	readonly replyTo?: string | undefined;
	readonly fromName: string;
	readonly letter: LetterText;
}

async function queue(
	tx: Transaction,
	{ vault, now }: LetterDeps,
	{ sellerId, id }: StoredQuestion,
	{ kind, to, replyTo, fromName, letter }: Outgoing,
): Promise<void> {
	// What a person wrote is no automatic mail, and is not marked as one.
	const automatic = kind === "question.answered" ? {} : { "Auto-Submitted": "auto-generated" };
	// By this mail programs show the letters of one thread together.
	const headers = { ...automatic, References: `<${id}@thread.wayline>` };
	const mail = { to, replyTo, fromName, ...letter, headers };
	await queueMail(tx, vault, { sellerId, kind, mail, now: now().toISOString() });
}
