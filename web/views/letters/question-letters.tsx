import {
	type AnswersGo,
	type HeldBecause,
	type LetterToBuyer,
	type LetterToShop,
	type QuestionLetters,
	type SaidInThread,
	type ShopNews,
	STAFF_ACTIONS,
} from "../../../src/core/letters.ts";
import { durationText } from "../duration.ts";
import { headlineOf, momentText } from "../headline.ts";
import { isolate, plainSentence, shorten } from "../isolate.tsx";
import { placeText, titleOf } from "../titles.ts";
import { type Voice, wordsFor } from "../words.ts";
import { answerable, type Letter, letterText, oneLine } from "./letter.tsx";
import { suggestionParts } from "./suggestions.ts";

/** What is written of a question: to the shop in English, to its buyer in his own language. */
export const questionLetters: QuestionLetters = {
	toShop: (letter) => letterText(shopLetter(letter)),
	received: (letter) => letterText(receivedLetter(letter)),
	answer: (letter) => letterText(answerLetter(letter)),
};

const LONGEST_SUBJECT = 60;
/** Of a long conversation the letter has its end; all of it stands where it is answered. */
const MOST_EARLIER = 10;

const ANSWERS_GO: Readonly<Record<AnswersGo, (is: "is" | "are") => string>> = {
	order: (is) => `, and ${is} mailed to the address of the order.`,
	typed: (is) =>
		`, and ${is} mailed to an address that whoever asked typed. It is not known to be the buyer's: write nothing there that is for the buyer alone.`,
	nowhere: () => ". No address for mail is known.",
};

function shopLetter(letter: LetterToShop): Letter {
	const { parcel, orderReference, thread, now, isVerified, locale, news, token } = letter;
	const voice = wordsFor("en");
	const { words, speech } = voice;
	const name = orderReference === null ? parcel.trackingNumber : `order ${orderReference}`;
	const scan = parcel.scans.at(-1);
	const place = scan?.place ? placeText(scan.place, speech) : "";
	const language = new Intl.DisplayNames("en", { type: "language", fallback: "code" }).of(locale) ?? locale;
	const isNews = news.kind === "asked" || news.kind === "answered";
	const isOfNobody = news.kind === "unplaced" || news.kind === "stray";
	const begins = news.kind === "stray" ? news.text : (thread[0]?.text ?? "");
	const parts: Letter["parts"] = [
		...newsOf(news, thread),
		{
			kind: "card",
			title: "The parcel",
			lines: [
				...(parcel.items.some(({ name: item }) => item.trim() !== "")
					? [{ name: "What", text: titleOf(parcel, words) }]
					: []),
				...(orderReference === null ? [] : [{ name: "Order", text: orderReference }]),
				{ name: "Courier", text: `${parcel.carrier.name} ${parcel.trackingNumber}` },
				{ name: "The page says", text: headlineOf(parcel, { words, speech, now }).title },
				...(scan
					? [
							{
								name: "Last scan",
								text: [words.codes[scan.code], place, momentText(scan.time.local, { words, speech, now })]
									.filter((part) => part !== "")
									.join(", "),
							},
						]
					: []),
				...(news.kind === "stray"
					? []
					: [
							{
								name: "Who asks",
								text: isVerified
									? "somebody who knows the order's postcode or e-mail address"
									: "somebody who has the parcel's link",
							},
						]),
				{ name: "Reads in", text: language },
			],
		},
		...(isOfNobody
			? [
					{
						kind: "link",
						text: news.kind === "stray" ? "It lies here:" : "Place it here:",
						href: letter.answerUrl,
					} as const,
				]
			: whereToAnswer(letter)),
		...(letter.actions.length === 0
			? []
			: [
					{
						kind: "choices",
						text: "Or note by one press what you did, for the shop alone. No log-in is needed, and looking changes nothing:",
						links: letter.actions.map(({ action, href }) => ({ text: STAFF_ACTIONS[action], href })),
					} as const,
				]),
		{ kind: "link", text: "The page as the buyer sees it:", href: letter.pageUrl },
		...(news.kind === "asked" ? suggestionParts(letter) : []),
		...earlierOf(isNews ? thread.slice(0, -1) : thread, voice, now, letter.shop),
		{ kind: "small", text: token === null ? NOBODY_READS : STAYS_BETWEEN },
	];
	return {
		locale: "en",
		direction: "ltr",
		// The same for what is one conversation, so that mail programs show it as one.
		subject: `${isOfNobody ? "A mail that may be" : "Question"} about ${name}: ${shorten(oneLine(begins), LONGEST_SUBJECT)}`,
		parts: answerable(parts, "Write your answer above this line", token),
	};
}

function whereToAnswer({ token, answersGo, answerUrl }: LetterToShop): Letter["parts"] {
	const isRead = token !== null;
	const stands = isRead
		? "Reply to this mail as to any other. Your words stand on the buyer's page at once"
		: "The answer stands on the buyer's page at once";
	const text = isRead ? "Or answer here, where all of it stands:" : "Answer here:";
	return [
		{ kind: "words", text: `${stands}${ANSWERS_GO[answersGo](isRead ? "are" : "is")}` },
		{ kind: "link", text, href: answerUrl },
	];
}

const NOBODY_READS = "A reply to this mail reaches nobody: please use the link above.";
const STAYS_BETWEEN =
	"The buyer sees neither your address nor what you quote of this letter. You may pass it on to the courier or the warehouse: what they reply to this address comes to you, and not to the buyer.";

const HELD: Readonly<Record<HeldBecause, string>> = {
	"no-words":
		"Your reply was NOT sent to the buyer: it has no words, and its files are not passed on. Reply once more, and say in words what he should know.",
	unreadable:
		"Your reply was NOT sent to the buyer: it is written in an encoding that is not read here. Reply once more from another program, or answer behind the link below.",
	"too-long":
		"Your reply was NOT sent to the buyer: it is longer than what is passed on, and its end would be missing. Reply once more, in fewer words. It began like this:",
	"nothing-left":
		"Your reply was NOT sent to the buyer: nothing in it could be told from the letter that it quotes. Reply once more, with your answer above the line. This is what came:",
	forwarded:
		"Your reply was NOT sent to the buyer: it passes on what somebody else wrote, which may name addresses or say more than the buyer should read. Reply once more, in your own words. It stands in the thread for the shop alone:",
	doubtful:
		"Your reply was NOT sent to the buyer: below a line or a letter that it quotes stand words of which we cannot tell whether you or somebody else wrote them. Reply once more to this mail, with your whole answer above everything else and nothing below it. This is what came:",
	"answered-already":
		"Your reply was NOT sent to the buyer: somebody else answered first, as you see below. Reply to this mail if he should have your words too:",
	repeated:
		"Your reply was NOT sent to the buyer: it says, word for word, what you answered last. If a program of yours replied, you need do nothing. This is what came:",
	"too-many":
		"Your reply was NOT sent to the buyer: more mails have come about this question than people write, as when two programs answer each other. Answer behind the link below. This is what came:",
};

const CLAIMED = {
	nobody: "wrote this, who is neither the buyer nor one of you.",
	buyer: "wrote this. It says it is from the buyer's address, which is not proven: anybody may have written it.",
	staff: "wrote this. It says it is from an address of your shop, which is not proven: anybody may have written it.",
} as const;

function newsOf(news: ShopNews, thread: readonly SaidInThread[]): Letter["parts"] {
	const last = said(thread.at(-1));
	const words = (text: string) => ({ kind: "words", text }) as const;
	const quote = (text: string) => ({ kind: "quote", text }) as const;
	switch (news.kind) {
		case "asked":
			return [...last, ...leftOutOf(news.leftOut ?? [])];
		case "answered":
			return [words(`${news.by ?? "Somebody at your shop"} has answered. You need do nothing.`), ...last];
		case "noted":
			return [
				words(
					`${news.by ?? "Somebody"} ${CLAIMED[news.claims ?? "nobody"]} The buyer has not got it; reply to answer the buyer.`,
				),
				quote(news.text),
			];
		case "unread":
			return [
				words(
					`A mail came for this question that could not be read, and the buyer has not got it. ${news.because} If you wrote it, answer behind the link below.`,
				),
			];
		case "erased":
			return [
				words(
					`Your reply was NOT sent to the buyer: all that was said here was erased on ${news.at.slice(0, 10)} at ${news.by === "buyer" ? "the buyer's" : "your shop's"} wish, and your reply was not kept either. Whoever asked may ask anew.`,
				),
			];
		case "held":
			return [words(HELD[news.why]), ...(news.text === "" ? [] : [quote(news.text)])];
		case "files-left-out":
			return [
				words(
					`Your words have gone to the buyer, and these files have not: ${news.names.join(", ")}. Passed on are three pictures of a mail at the most, as JPEG, PNG, WebP, AVIF or GIF. Put other files where he can fetch them, and reply with the link.`,
				),
			];
		case "undelivered":
			return [
				words(
					news.isAnswer
						? `Your answer stands on the buyer's page; the mail with it did not arrive. ${news.because}`
						: `The mail that told the buyer that the question had come did not arrive, and answers may not either: they stand on the buyer's page. ${news.because}`,
				),
				...last,
			];
		case "unplaced":
			return [
				words(
					`This mail came from ${news.by ?? "somebody"}. It may belong to the question below, and may not: behind the first link you can put it there, or aside. No buyer has got it.`,
				),
				quote(news.text),
			];
		case "stray":
			return [
				words(
					`This mail came from ${news.by ?? "somebody"}. ${news.because} No buyer has got it, and nobody was answered: if it is yours to answer, write to its sender from your own mail program.`,
				),
				quote(news.text),
			];
	}
}

/** What somebody said, as mail quotes it; pictures are files of the letter itself. */
function said({ text = "", pictures = 0 }: Partial<SaidInThread> = {}): Letter["parts"] {
	const files = pictures === 0 ? [] : [{ kind: "small", text: countedPhotos(pictures) } as const];
	return text === "" && files.length > 0 ? files : [{ kind: "quote", text }, ...files];
}

const countedPhotos = (count: number): string => (count === 1 ? "With a photo." : `With ${count} photos.`);

function leftOutOf(names: readonly string[]): Letter["parts"] {
	if (names.length === 0) return [];
	const text = `The buyer's mail held files that are not passed on: ${names.join(", ")}. Passed on are three pictures of a mail at the most, as JPEG, PNG, WebP, AVIF or GIF; ask for what you need.`;
	return [{ kind: "small", text }];
}

/** Without the words of whoever asked: the address may be that of somebody else. */
function receivedLetter(letter: LetterToBuyer): Letter {
	const voice = wordsFor(letter.locale);
	const { words, speech } = voice;
	const { ask } = words.care;
	const usual = letter.usualSeconds === null ? "" : ask.usual(durationText(letter.usualSeconds, speech.locale));
	const parts: Letter["parts"] = [
		{ kind: "words", text: speech.sentences([ask.letter.received(isolate(letter.shop)), usual].filter(Boolean)) },
		{ kind: "link", text: ask.letter.comesHere, href: letter.threadUrl },
		...(letter.isTyped ? [{ kind: "small", text: ask.letter.why } as const] : []),
	];
	return { ...envelopeOf(letter, voice), parts: answerable(parts, ask.letter.above, letter.token) };
}

function answerLetter(letter: LetterToBuyer): Letter {
	const voice = wordsFor(letter.locale);
	const { ask } = voice.words.care;
	const answer = letter.thread.at(-1);
	const asked = letter.thread.findLast(({ side }) => side === "buyer");
	const parts: Letter["parts"] = [
		{ kind: "words", text: answer?.text || photosOf(answer?.pictures ?? 0, ask.photo) },
		{ kind: "link", text: ask.letter.writeAgain, href: letter.threadUrl },
		...(asked
			? ([
					{ kind: "small", text: ask.letter.youWrote(momentOf(asked, letter.now, voice)) },
					{ kind: "quote", text: asked.text || photosOf(asked.pictures ?? 0, ask.photo) },
				] as const)
			: []),
		...(letter.isTyped ? [{ kind: "small", text: ask.letter.why } as const] : []),
	];
	return { ...envelopeOf(letter, voice), parts: answerable(parts, ask.letter.above, letter.token) };
}

/** In the place of words: "Photo 1, Photo 2". */
function photosOf(count: number, photo: (number: number) => string): string {
	return Array.from({ length: count }, (_, index) => photo(index + 1)).join(", ");
}

function envelopeOf({ shop, parcel }: LetterToBuyer, { words, speech, direction }: Voice) {
	const subject = words.care.ask.letter.subject(isolate(shop), titleOf(parcel, words));
	return { locale: speech.locale, direction, subject: oneLine(plainSentence(subject)) };
}

/** What was said before, newest first, as mail quotes it. */
function earlierOf(thread: readonly SaidInThread[], voice: Voice, now: string, shop: string): Letter["parts"] {
	return thread
		.slice(-MOST_EARLIER)
		.toReversed()
		.flatMap((one) => [
			{
				kind: "small" as const,
				text: `${one.side === "buyer" ? "The buyer" : shop} wrote, ${momentOf(one, now, voice)}:`,
			},
			...said(one),
		]);
}

/** In UTC, and said so: whose clock a buyer lives by is not known. */
function momentOf({ saidAt }: SaidInThread, now: string, { words, speech }: Voice): string {
	return `${momentText(saidAt.slice(0, 19), { words, speech, now })} UTC`;
}
