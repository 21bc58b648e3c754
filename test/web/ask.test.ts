import { expect, test } from "vitest";
import { type AskPage, renderAsk } from "../../web/views/ask.tsx";
import { questionLetters } from "../../web/views/letters/question-letters.tsx";
import { ASK_PAGES, HOSTILE } from "./ask-pages.ts";
import { NOW, PARCELS } from "./parcels.ts";

test.each(Object.entries(ASK_PAGES))(
	"the page %s shows what others wrote as words, and turns no line round",
	(_, page) => {
		const html = renderAsk(page);
		expect(html).not.toContain("<b onclick");
		expect(html).not.toMatch(/ on\w+="|style="|javascript:/);
		// What a reader typed himself stands in his field as he typed it.
		expect(html.replaceAll(/<textarea.*?<\/textarea>|<input[^>]*>/gs, "")).not.toContain("\u202e");
	},
);

test("it is said that somebody is there, or when and by whose clock, only where the shop gave hours", () => {
	const [page] = Object.values(ASK_PAGES);
	if (!page) throw new Error("There are pages to show.");
	const says = (presence: AskPage["presence"], locale: string) => renderAsk({ ...page, locale, presence });
	const next = { instant: "2026-11-30T09:00:00.000Z", local: "2026-11-30T09:00:00", zone: "Europe/London" };
	expect(says({ isIn: true }, "de")).toContain("Jetzt ist jemand da.");
	expect(says({ isIn: false, next }, "en")).toMatch(
		/Somebody is there again: Mon[^<]*9:00[^<]*(?:UK|United Kingdom) Time\./,
	);
	expect(says(null, "en")).not.toContain("Somebody is there");
});

const LETTER = {
	shop: `Ada's ${HOSTILE}`,
	parcel: PARCELS.inTransit,
	orderReference: "HS-6001",
	locale: "de",
	now: NOW,
	token: null,
	thread: [
		{ side: "buyer", text: "Kommt es\r\nBcc: all@example.com\nbis Freitag?", saidAt: "2026-11-24T06:00:00.000Z" },
		{ side: "staff", text: HOSTILE, saidAt: "2026-11-24T06:30:00.000Z" },
	],
} as const;
const TO_BUYER = {
	...LETTER,
	threadUrl: "https://track.shop.example/t/token/questions/proof",
	usualSeconds: 5_400,
	isTyped: true,
};

const HOSTILE_FAQ = {
	faq: [{ question: HOSTILE, answer: HOSTILE, topics: ["how-sure"], language: null }],
	isReturn: false,
} as const;

test("the letter to the shop suggests two answers at most in the buyer's language, the shop's own first, to news of a buyer alone", () => {
	const shops = (answer: string, topics: readonly string[], language: string | null = null) => {
		return { question: "Q", answer, topics, language };
	};
	const faq = [
		shops("For everybody.", []),
		shops("Montags bis freitags.", ["how-sure"], "de"),
		shops("En français.", ["how-sure"], "fr"),
		shops("Of another state.", ["going-back"]),
	];
	const urls = { pageUrl: "https://track.shop.example/t/token", answerUrl: "https://track.shop.example/console/q" };
	const about = {
		...LETTER,
		...urls,
		faq,
		isReturn: false,
		actions: [],
		isVerified: true,
		answersGo: "order",
	} as const;
	const { text } = questionLetters.toShop({ ...about, news: { kind: "asked" } });
	const suggested = text.split("\n").filter((line) => line.startsWith("A suggestion to copy"));
	expect(suggested).toHaveLength(2);
	expect(text).toContain("> Montags bis freitags.");
	for (const other of ["For everybody.", "En français.", "Of another state."]) expect(text).not.toContain(other);
	expect(questionLetters.toShop({ ...about, news: { kind: "answered", by: null } }).text).not.toContain("A suggestion");
});
const ACTS = { actions: [{ action: "refund", href: "https://track.example/staff/act/t" }] } as const;

test("letters to the buyer are in the buyer's language, with the answer first and where to go on", () => {
	const { subject, text } = questionLetters.answer(TO_BUYER);
	expect(subject).toContain("Ihre Frage an");
	expect(text.startsWith("<b onclick")).toBe(true);
	expect(text).toContain(TO_BUYER.threadUrl);
	expect(text).toContain("> Kommt es\n> Bcc: all@example.com\n> bis Freitag?");
	expect(text).not.toContain("\u202e");
});

test("the acknowledgement says nothing of what was asked, and how long an answer takes", () => {
	const { subject, text, html } = questionLetters.received(TO_BUYER);
	for (const part of [subject, text, html]) expect(part).not.toContain("Freitag");
	expect(text).toContain("2 Stunden");
	expect(text).toContain(TO_BUYER.threadUrl);
});

test("the letter to the shop is one line in its head, and has the question first and what is known of the parcel", () => {
	const asked = { ...LETTER, thread: [{ ...LETTER.thread[0], text: `${LETTER.thread[0].text}\u202e` }] };
	const urls = { pageUrl: "https://track.shop.example/t/token", answerUrl: "https://track.shop.example/console/q" };
	const { subject, text, html } = questionLetters.toShop({
		...asked,
		...urls,
		news: { kind: "asked" },
		isVerified: true,
		...ACTS,
		answersGo: "typed",
		...{ faq: [], isReturn: false },
	});
	expect(subject).toBe("Question about order HS-6001: Kommt es Bcc: all@example.com bis Freitag?");
	expect(text.startsWith("> Kommt es\n> Bcc:")).toBe(true);
	for (const part of [urls.answerUrl, urls.pageUrl, "Reads in: German", "an address that whoever asked typed"])
		expect(text).toContain(part);
	expect(text).toContain("Refund requested:\nhttps://track.example/staff/act/t");
	expect(html).toContain('<a href="https://track.example/staff/act/t">Refund requested</a>');
	expect(html).toContain(urls.answerUrl);
	expect(html).not.toContain("\u202e");
	const letterOf = (items: typeof LETTER.parcel.items) =>
		questionLetters.toShop({
			...{
				...asked,
				...urls,
				news: { kind: "asked" },
				isVerified: true,
				answersGo: "typed",
				faq: [],
				isReturn: false,
				actions: [],
			},
			parcel: { ...LETTER.parcel, items },
		}).text;
	expect(letterOf([{ name: "Blue boots", quantity: 1, imageUrl: null }])).toContain("What: Blue boots");
	for (const unknown of [[], [{ name: " ", quantity: 1, imageUrl: null }]]) {
		expect(letterOf(unknown)).not.toMatch(/What:|Your parcel/);
	}
});

test("no letter has mark-up of others, nor anything that would be fetched", () => {
	const urls = { pageUrl: "https://track.shop.example/t/token", answerUrl: "https://track.shop.example/console/q" };
	for (const { html } of [
		questionLetters.answer(TO_BUYER),
		questionLetters.received(TO_BUYER),
		questionLetters.toShop({
			...LETTER,
			...urls,
			news: { kind: "asked" },
			isVerified: false,
			answersGo: "order",
			...HOSTILE_FAQ,
			...ACTS,
		}),
	]) {
		expect(html).not.toContain("<b onclick");
		expect(html).not.toContain("\u202e");
		expect(html).not.toMatch(/<(?:img|script|link|style|iframe)| src=/);
	}
});
