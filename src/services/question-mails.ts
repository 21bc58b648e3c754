import type {
	LetterAttachment,
	LetterText,
	LetterToBuyer,
	LetterToShop,
	QuestionLetter,
	QuestionLetters,
	ShopNews,
} from "../core/letters.ts";
import type { ParcelPage } from "../core/page.ts";
import { CONTACT_PERSON } from "../core/who-answers.ts";
import { composeHeaders, type LetterKind } from "../mail/compose-headers.ts";
import { maskedName } from "../mail/masked-name.ts";
import { type LetterRecipient, threadToken } from "../mail/thread-token.ts";
import type { Transaction } from "../store/database.ts";
import { lastMessageIdFrom } from "../store/inbound-mails.ts";
import { mailId, queueMail } from "../store/mails.ts";
import { pageSnapshot } from "../store/pages.ts";
import type { ShipmentKey } from "../store/parcels.ts";
import { askerOf, type StoredQuestion } from "../store/questions.ts";
import { picturesOfMessage } from "../store/thread-pictures.ts";
import { saidIn, threadsOf } from "../store/threads.ts";
import { ACTION_NAMES, actionToken } from "./action-token.ts";
import { askerProof } from "./asker-proof.ts";
import type { Deps } from "./deps.ts";
import { knownParcel, readPage } from "./known-parcel.ts";
import { type AnswerAddress, type Answerer, answerersOf, BUYER, tokenKeys, whoseAddress } from "./thread-people.ts";
import { usualAnswer } from "./usual-answer.ts";

/** Where replies to letters come in. */
export interface ReplyMailbox {
	/** As `reply@shop.example`. */
	readonly address: string;
	/** It takes what is sent to `reply+anything@shop.example` too. */
	readonly takesPlusAddresses: boolean;
}

/** What verbs that write letters about questions work with. */
export interface LetterDeps extends Deps {
	readonly letters: QuestionLetters;
	/** Null where nobody reads replies: they go to the shop's own address. */
	readonly replies: ReplyMailbox | null;
}

/**
 * Tells people of the shop what is new in a thread, with what is known of the parcel: each in a letter of his own, so that
 * it is known who replies.
 */
export async function mailShop(
	tx: Transaction,
	verb: LetterDeps,
	question: StoredQuestion,
	news: ShopNews,
	to: readonly Answerer[],
): Promise<void> {
	if (to.length === 0) return;
	// Of a mail whose question is not known: a reply would go to the buyer of one that it may not be about.
	const deps = news.kind === "unplaced" ? { ...verb, replies: null } : verb;
	const known = await knownOf(tx, deps, question);
	const { publicUrl, letters } = deps;
	const attachments = attached(await known.picturesOf(news.kind));
	const kind = news.kind === "asked" ? "question.received" : `question.${news.kind}`;
	for (const { person, email } of to) {
		const sentTo: LetterRecipient = { role: "staff", person };
		const letter = letters.toShop({
			...known.letter,
			...{ news, token: bodyToken(deps, question) },
			pageUrl: `${publicUrl}/t/${question.token}`,
			answerUrl: `${publicUrl}/console/${news.kind === "unplaced" ? "mails" : `questions/${question.id}`}`,
			isVerified: known.isVerified,
			answersGo: known.to,
			...{ faq: known.faq, isReturn: known.isReturn },
			actions: ASK_FOR_WORK.includes(news.kind)
				? ACTION_NAMES.map((action) => ({
						action,
						href: `${publicUrl}/staff/act/${actionToken(deps, question, { person, email }, action)}`,
					}))
				: [],
		});
		const fromName = known.letter.shop;
		await queue(tx, deps, question, {
			...{ kind, nature: "automatic", sentTo, to: email, contact: null, fromName, letter, attachments },
		});
	}
}

/** What somebody of the shop has to see to. */
const ASK_FOR_WORK: readonly ShopNews["kind"][] = ["asked", "noted", "undelivered"];

/**
 * Tells the buyer that his question came, or what the shop said last; one who is known by no address reads it on the page.
 * `by`: the name of who answered, of which he reads the first.
 */
export async function mailBuyer(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	what: "received" | "answer",
	by: string | null = null,
): Promise<void> {
	const { email, to, contact, letter, picturesOf } = await knownOf(tx, deps, question);
	if (email === null) return;
	const { publicUrl, vault, letters } = deps;
	const sentTo: LetterRecipient = { role: "buyer", person: BUYER };
	const toBuyer: LetterToBuyer = {
		...letter,
		token: bodyToken(deps, question),
		threadUrl: `${publicUrl}/t/${question.token}/questions/${askerProof(vault, question)}?lang=${question.locale}`,
		usualSeconds: await usualAnswer(tx, question.sellerId, deps.now()),
		isTyped: to === "typed",
	};
	const isAnswer = what === "answer";
	await queue(tx, deps, question, {
		kind: isAnswer ? "question.answered" : "question.acknowledged",
		nature: isAnswer ? "answer" : "automatic",
		...{ sentTo, to: email, contact },
		fromName: by === null ? letter.shop : maskedName(by, letter.shop),
		letter: letters[what](toBuyer),
		// That it came is told without the words and the pictures: the address may be anybody's.
		attachments: isAnswer ? attached(await picturesOf("answered")) : [],
	});
}

/** The newest snapshot of a parcel that has one. */
export async function pageOf(tx: Transaction, key: ShipmentKey): Promise<ParcelPage> {
	const snapshot = await pageSnapshot(tx, key);
	if (snapshot === null) throw new Error("A parcel whose state was just written has no page.");
	return readPage(snapshot);
}

interface KnownOfQuestion extends AnswerAddress {
	readonly letter: Omit<QuestionLetter, "token">;
	/** Where people reach the shop beside all this. */
	readonly contact: string | null;
	readonly isVerified: boolean;
	readonly faq: LetterToShop["faq"];
	readonly isReturn: boolean;
	/** Those of the message that such news are about; none where they are about none, or one that its reader wrote himself. */
	picturesOf(news: ShopNews["kind"]): Promise<readonly Uint8Array[]>;
}

async function knownOf(tx: Transaction, deps: LetterDeps, question: StoredQuestion): Promise<KnownOfQuestion> {
	const { vault, now } = deps;
	const { sellerId, locale } = question;
	const known = await knownParcel(tx, question.token, now());
	if (!known) throw new Error("A parcel whose buyer asks has no page.");
	const { stored, parcel, order } = known;
	const asker = askerOf(vault, question);
	const messages = (await threadsOf(tx, sellerId, [question])).get(question.rowId) ?? [];
	const thread = messages.flatMap((message) => {
		const said = message.isShared ? saidIn(vault, question, message) : null;
		// What a third says is never shared: the table holds it.
		return said === null || message.side === "third"
			? []
			: [{ side: message.side, text: said.text, pictures: message.pictures.length, saidAt: message.saidAt }];
	});
	const told = {
		shared: messages.findLast(({ isShared }) => isShared)?.number,
		any: messages.at(-1)?.number,
	};
	const answerers = await answerersOf(deps, tx, question);
	// Staff give nobody their own addresses.
	const contact = answerers.find(({ person }) => person === CONTACT_PERSON)?.email ?? null;
	return {
		letter: {
			...{ shop: parcel.shop.name, locale, thread, parcel },
			orderReference: order?.reference ?? null,
			now: now().toISOString(),
		},
		contact,
		...whoseAddress(vault, asker, order),
		isVerified: asker?.isVerified ?? false,
		...{ faq: stored.shop.brand?.faq ?? [], isReturn: stored.returnOf !== null },
		picturesOf: async (news) => {
			const number = news === "noted" ? told.any : news === "asked" || news === "answered" ? told.shared : undefined;
			return number === undefined ? [] : picturesOfMessage(tx, vault, question, number);
		},
	};
}

/** As mail carries them, by names that say nothing. */
function attached(pictures: readonly Uint8Array[]): readonly LetterAttachment[] {
	return pictures.map((picture, index) => ({
		filename: `photo-${index + 1}.jpg`,
		contentType: "image/jpeg",
		base64: Buffer.from(picture).toString("base64"),
	}));
}

/**
 * What stands in a letter's words names its thread alone: they are quoted and passed on, and who reads them must not be able to
 * write as the one that the letter went to. His own token is in the head, which forwards leave behind.
 */
function bodyToken({ vault, replies }: LetterDeps, { id }: StoredQuestion): string | null {
	if (replies === null) return null;
	return threadToken({ thread: id, sentTo: { role: "third", person: 0 } }, tokenKeys(vault));
}

interface Outgoing {
	readonly kind: string;
	readonly nature: LetterKind;
	readonly sentTo: LetterRecipient;
	readonly to: string;
	/** Where replies go while nobody reads them here; null: nowhere else. */
	readonly contact: string | null;
	readonly fromName: string;
	readonly letter: LetterText;
	readonly attachments: readonly LetterAttachment[];
}

async function queue(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	{ kind, nature, sentTo, to, contact, fromName, letter, attachments }: Outgoing,
): Promise<void> {
	const { vault, now, replies } = deps;
	const { sellerId, id: thread } = question;
	const at = now().toISOString();
	// By this mail programs show the letters of one thread together.
	const root = `<${thread}@thread.wayline>`;
	const id = mailId();
	if (replies === null) {
		// What a person wrote is no automatic mail, and is not marked as one.
		const automatic = nature === "answer" ? {} : { "Auto-Submitted": "auto-generated" };
		const headers = { ...automatic, References: root };
		const mail = { to, replyTo: contact ?? undefined, fromName, ...letter, attachments, headers };
		await queueMail(tx, vault, { id, sellerId, kind, mail, now: at });
		return;
	}
	// Of his own mails alone: those of others would tell him who they are.
	const answers = await lastMessageIdFrom(tx, vault, question, to);
	const head = composeHeaders(
		{
			...{ kind: nature, id, fromName, subject: letter.subject, mailbox: replies.address },
			takesPlusAddresses: replies.takesPlusAddresses,
			token: { thread, sentTo },
			...{ root, answers: answers === null ? [] : [answers] },
		},
		tokenKeys(vault),
	);
	const { messageId, inReplyTo, subject, references, headers } = head;
	const mail = {
		...{ to, replyTo: head.replyTo.address, replyToName: head.replyTo.name, fromName: head.fromName },
		...{ subject, text: letter.text, html: letter.html, messageId, attachments },
		headers: { ...headers, References: references.join(" "), ...(inReplyTo !== null && { "In-Reply-To": inReplyTo }) },
	};
	await queueMail(tx, vault, { id, sellerId, kind, mail, now: at });
}
