import type {
	AnswersGo,
	LetterToBuyer,
	LetterToShop,
	QuestionLetters,
	SaidInThread,
} from "../../../src/core/letters.ts";
import { durationText } from "../duration.ts";
import { headlineOf, momentText } from "../headline.ts";
import { isolate, plainSentence, shorten, withoutControls } from "../isolate.tsx";
import { placeText, titleOf } from "../titles.ts";
import { type Voice, wordsFor } from "../words.ts";
import { type Letter, letterText } from "./letter.tsx";

/** What is written of a question: to the shop in English, to its buyer in his own language. */
export const questionLetters: QuestionLetters = {
	toShop: (letter) => letterText(shopLetter(letter)),
	received: (letter) => letterText(receivedLetter(letter)),
	answer: (letter) => letterText(answerLetter(letter)),
};

const LONGEST_SUBJECT = 60;
/** Of a long conversation the letter has its end; all of it stands where it is answered. */
const MOST_EARLIER = 10;

const ANSWERS_GO: Readonly<Record<AnswersGo, string>> = {
	order: ", and is mailed to the address of the order.",
	typed:
		", and is mailed to an address that whoever asked typed. It is not known to be the buyer's: write nothing there that is for the buyer alone.",
	nowhere: ". No address for mail is known.",
};

function shopLetter(letter: LetterToShop): Letter {
	const { parcel, orderReference, thread, now, answersGo, isVerified, locale } = letter;
	const voice = wordsFor("en");
	const { words, speech } = voice;
	const last = thread.at(-1);
	const name = orderReference === null ? parcel.trackingNumber : `order ${orderReference}`;
	const scan = parcel.scans.at(-1);
	const place = scan?.place ? placeText(scan.place, speech) : "";
	const language = new Intl.DisplayNames("en", { type: "language", fallback: "code" }).of(locale) ?? locale;
	return {
		locale: "en",
		direction: "ltr",
		subject: `Question about ${name}: ${shorten(oneLine(thread[0]?.text ?? ""), LONGEST_SUBJECT)}`,
		parts: [
			{ kind: "quote", text: last?.text ?? "" },
			{
				kind: "card",
				title: "The parcel",
				lines: [
					{ name: "What", text: titleOf(parcel, words) },
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
					{
						name: "Who asks",
						text: isVerified
							? "somebody who knows the order's postcode or e-mail address"
							: "somebody who has the parcel's link",
					},
					{ name: "Reads in", text: language },
				],
			},
			{ kind: "link", text: "Answer here:", href: letter.answerUrl },
			{
				kind: "words",
				text: `The answer stands on the buyer's page at once${ANSWERS_GO[answersGo]}`,
			},
			{ kind: "link", text: "The page as the buyer sees it:", href: letter.pageUrl },
			...earlierOf(thread, voice, now, letter.shop),
			{
				kind: "small",
				text: "A reply to this mail reaches nobody: please answer behind the link above.",
			},
		],
	};
}

/** Without the words of whoever asked: the address may be that of somebody else. */
function receivedLetter(letter: LetterToBuyer): Letter {
	const voice = wordsFor(letter.locale);
	const { words, speech } = voice;
	const { ask } = words.care;
	const usual = letter.usualSeconds === null ? "" : ask.usual(durationText(letter.usualSeconds, speech.locale));
	return {
		...envelopeOf(letter, voice),
		parts: [
			{ kind: "words", text: speech.sentences([ask.letter.received(isolate(letter.shop)), usual].filter(Boolean)) },
			{ kind: "link", text: ask.letter.comesHere, href: letter.threadUrl },
			...(letter.isTyped ? [{ kind: "small", text: ask.letter.why } as const] : []),
		],
	};
}

function answerLetter(letter: LetterToBuyer): Letter {
	const voice = wordsFor(letter.locale);
	const { ask } = voice.words.care;
	const answer = letter.thread.at(-1);
	const asked = letter.thread.findLast(({ side }) => side === "buyer");
	return {
		...envelopeOf(letter, voice),
		parts: [
			{ kind: "words", text: answer?.text ?? "" },
			{ kind: "link", text: ask.letter.writeAgain, href: letter.threadUrl },
			...(asked
				? ([
						{ kind: "small", text: ask.letter.youWrote(momentOf(asked, letter.now, voice)) },
						{ kind: "quote", text: asked.text },
					] as const)
				: []),
			...(letter.isTyped ? [{ kind: "small", text: ask.letter.why } as const] : []),
		],
	};
}

function envelopeOf({ shop, parcel }: LetterToBuyer, { words, speech, direction }: Voice) {
	const subject = words.care.ask.letter.subject(isolate(shop), titleOf(parcel, words));
	return { locale: speech.locale, direction, subject: oneLine(plainSentence(subject)) };
}

/** What was said before the last, newest first, as mail quotes it. */
function earlierOf(thread: readonly SaidInThread[], voice: Voice, now: string, shop: string): Letter["parts"] {
	return thread
		.slice(0, -1)
		.slice(-MOST_EARLIER)
		.toReversed()
		.flatMap((said) => [
			{
				kind: "small" as const,
				text: `${said.side === "buyer" ? "The buyer" : shop} wrote, ${momentOf(said, now, voice)}:`,
			},
			{ kind: "quote" as const, text: said.text },
		]);
}

/** In UTC, and said so: whose clock a buyer lives by is not known. */
function momentOf({ saidAt }: SaidInThread, now: string, { words, speech }: Voice): string {
	return `${momentText(saidAt.slice(0, 19), { words, speech, now })} UTC`;
}

/** Whoever writes a subject writes no line of a mail's head. */
function oneLine(text: string): string {
	return withoutControls(text)
		.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
		.trim();
}
