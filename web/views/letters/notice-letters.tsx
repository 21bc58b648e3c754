import type {
	AskedParcel,
	AskLetter,
	ConfirmLetter,
	EndedLetter,
	NewsLine,
	NoticedParcel,
	NoticeLetter,
	NoticeLetters,
	PushedNews,
	ReviewedLetter,
} from "../../../src/core/letters.ts";
import type { PushWords } from "../../../src/core/notices/device.ts";
import { bannerText } from "../banner-text.ts";
import { headlineOf, momentText } from "../headline.ts";
import { isolate, plainSentence } from "../isolate.tsx";
import { parcelDelivery } from "../parcel-delivery.ts";
import { starsText } from "../said-review.tsx";
import { placeText, titleOf } from "../titles.ts";
import { type Voice, wordsFor } from "../words.ts";
import { type Letter, letterText, oneLine } from "./letter.tsx";

/** What those who watch a parcel are written, in their own language and by the words of its page. */
export const noticeLetters: NoticeLetters = {
	news: (letter) => letterText(newsLetter(letter)),
	confirm: (letter) => letterText(confirmLetter(letter)),
	ended: (letter) => letterText(endedLetter(letter)),
	reviewed: (letter) => letterText(reviewedLetter(letter)),
	ask: (letter) => letterText(askLetter(letter)),
	push: pushWords,
};

function newsLetter(letter: NoticeLetter): Letter {
	const voice = wordsFor(letter.locale);
	const { words, speech, direction } = voice;
	const { watch } = words;
	const [first] = letter.parcels;
	if (!first) throw new Error("A letter of news is about a parcel.");
	const { title } = headlineOf(first.parcel, { words, speech, now: letter.now });
	const subject = watch.letter.subject(title, titleOf(first.parcel, words));
	return {
		...{ locale: speech.locale, direction, subject: oneLine(plainSentence(subject)) },
		parts: [
			...letter.parcels.flatMap((parcel) => partsOf(parcel, letter.now, voice)),
			...(letter.takesReply ? [{ kind: "words", text: watch.letter.reply(isolate(letter.shop)) } as const] : []),
			{ kind: "small", text: watch.letter.why(isolate(letter.shop)) },
			{ kind: "link", text: watch.letter.end, href: letter.stopUrl },
		],
		...(letter.markup && { markup: letter.parcels.map((one) => markupOf(one, voice)) }),
	};
}

/** One parcel as its page has it: when, what is the matter, what is new, and the way there. */
function partsOf({ parcel, news, pageUrl }: NoticedParcel, now: string, voice: Voice): Letter["parts"] {
	const { words, speech } = voice;
	const headline = headlineOf(parcel, { words, speech, now });
	const banner = bannerText(parcel, { words, speech, headline });
	const name = [titleOf(parcel, words), `${isolate(parcel.carrier.name)} ${isolate(parcel.trackingNumber)}`];
	const details = speech.sentences(headline.details);
	return [
		{ kind: "headline", text: headline.title },
		{ kind: "small", text: name.join(" · ") },
		...(details === "" ? [] : [{ kind: "words", text: details } as const]),
		...(banner === null
			? []
			: [{ kind: "words", text: speech.sentences([speech.sentence(banner.title), ...banner.sentences]) } as const]),
		{ kind: "list", title: words.watch.letter.news, lines: news.map((line) => lineOf(line, now, voice)) },
		{ kind: "link", text: words.watch.letter.see, href: pageUrl },
	];
}

function markupOf({ parcel, orderReference, pageUrl }: NoticedParcel, { words }: Voice): string {
	return parcelDelivery(parcel, { url: pageUrl, words, order: orderReference ?? undefined });
}

function lineOf({ kind, code, scan }: NewsLine, now: string, { words, speech }: Voice): string {
	if (kind === "later") return words.watch.letter.laterThanTold;
	const label = words.codes[code];
	if (scan === null) return label;
	const place = scan.place ? placeText(scan.place, speech) : "";
	return speech.parts(
		[momentText(scan.time.local, { words, speech, now }), label, place].filter((part) => part !== ""),
	);
}

function confirmLetter({ shop, locale, parcel, confirmUrl }: ConfirmLetter): Letter {
	const { words, speech, direction } = wordsFor(locale);
	const { letter } = words.watch;
	const name = titleOf(parcel, words);
	return {
		...{ locale: speech.locale, direction, subject: oneLine(plainSentence(letter.confirmSubject(name))) },
		parts: [
			{ kind: "words", text: letter.confirmText(isolate(shop), name) },
			{ kind: "link", text: letter.confirmHere, href: confirmUrl },
			{ kind: "small", text: letter.notYou },
		],
	};
}

function endedLetter({ shop, locale, parcel, address, isOrder, isOfAsks, againUrl }: EndedLetter): Letter {
	const { words, speech, direction } = wordsFor(locale);
	const { stop, asks } = words.watch;
	const name = [titleOf(parcel, words), isolate(shop)].join(" · ");
	const { stopped, stoppedText } = isOfAsks
		? asks
		: { ...stop, ...(isOrder && { stoppedText: stop.stoppedTextOrder }) };
	return {
		...{ locale: speech.locale, direction, subject: oneLine(plainSentence(`${stopped} · ${name}`)) },
		parts: [
			{ kind: "headline", text: stopped },
			{ kind: "small", text: name },
			{ kind: "words", text: stoppedText(isolate(address)) },
			{ kind: "link", text: isOfAsks ? stop.title : stop.again, href: againUrl },
		],
	};
}

/** Whoever may be in trouble is offered a person first, and never told that he is. */
function reviewedLetter(letter: ReviewedLetter): Letter {
	const { shop, locale, parcel, stage, rating, state, now, changedUntil, reviewUrl, askUrl } = letter;
	const { words, speech, direction } = wordsFor(locale);
	const { reviews, care } = words;
	const name = titleOf(parcel, words);
	const isWithoutStars = rating === null && stage !== "follow-up";
	const until = speech.sentence(reviews.changedUntil(speech.day(changedUntil.slice(0, 10), now)));
	const ask = { kind: "link", text: care.ask.title(isolate(shop)), href: askUrl } as const;
	const change = { kind: "link", text: isWithoutStars ? reviews.missingRating : until, href: reviewUrl } as const;
	return {
		...{ locale: speech.locale, direction },
		subject: oneLine(plainSentence(`${reviews.stages[stage]} · ${name}`)),
		parts: [
			{ kind: "headline", text: rating === null ? reviews.stages[stage] : starsText(rating, reviews) },
			{ kind: "small", text: [name, isolate(shop)].join(" · ") },
			{ kind: "words", text: state === "shown" ? reviews.states.shown : reviews.states.waiting(isolate(shop)) },
			...(rating === null || rating <= WORST_WITHOUT_HELP ? [ask, change] : [change, ask]),
		],
	};
}

const WORST_WITHOUT_HELP = 3;

/** The page's headline, and what the matter is or which parcel. Cut, because makers of browsers take 4,096 bytes. */
function pushWords({ locale, now, parcel }: PushedNews): PushWords {
	const { words, speech, direction } = wordsFor(locale);
	const headline = headlineOf(parcel, { words, speech, now });
	const banner = bannerText(parcel, { words, speech, headline });
	const matter = banner === null ? headline.details : [speech.sentence(banner.title), ...banner.sentences];
	const body = [titleOf(parcel, words), isolate(parcel.shop.name), speech.sentences(matter)].filter(
		(part) => part !== "",
	);
	return {
		...{ locale: speech.locale, direction },
		title: cut(plainSentence(headline.title), MOST_TITLE),
		body: cut(plainSentence(body.join(" · ")), MOST_BODY),
	};
}

const MOST_TITLE = 150;
const MOST_BODY = 400;

function cut(text: string, most: number): string {
	const signs = [...oneLine(text)];
	return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : signs.join("");
}

function askLetter({ shop, locale, stage, parcels, takesReply, stopUrl }: AskLetter): Letter {
	const voice = wordsFor(locale);
	const { words, speech, direction } = voice;
	const { asks } = words.watch;
	const [last] = parcels;
	if (!last) throw new Error("A letter that asks is about a parcel.");
	const question = asks.questions[stage];
	return {
		...{ locale: speech.locale, direction },
		subject: oneLine(plainSentence(`${question} · ${titleOf(last.parcel, words)}`)),
		parts: [
			{ kind: "headline", text: question },
			{ kind: "words", text: asks.how },
			...parcels.map((one) => starsOf(one, voice)),
			...(takesReply ? [{ kind: "words", text: asks.reply } as const] : []),
			{ kind: "small", text: words.reviews.lead(isolate(shop)) },
			{ kind: "small", text: asks.why(isolate(shop)) },
			{ kind: "link", text: asks.end, href: stopUrl },
		],
	};
}

const BEST_FIRST = [5, 4, 3, 2, 1] as const;

/** A parcel by its things and its number, and each choice of stars as a link. */
function starsOf({ parcel, starUrl }: AskedParcel, { words, speech }: Voice): Letter["parts"][number] {
	const names = [...new Set(parcel.items.map(({ name }) => isolate(name)))];
	const title = names.length > 1 && names.length <= 5 ? speech.list(names) : titleOf(parcel, words);
	return {
		kind: "choices",
		text: [title, `${isolate(parcel.carrier.name)} ${isolate(parcel.trackingNumber)}`].join(" · "),
		links: BEST_FIRST.map((stars) => ({
			text: `${"★".repeat(stars)}${"☆".repeat(5 - stars)} ${words.reviews.scale[stars]}`,
			href: starUrl(stars),
		})),
	};
}
