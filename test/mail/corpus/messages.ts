import type { FindThreadOptions } from "../../../src/mail/find-thread.ts";
import { referenceLine } from "../../../src/mail/own-marks.ts";
import { marked, ourLetter } from "./letters.ts";
import { AUTO_REPLIES, AWAY, BOUNCES, complaint, LISTS } from "./machine-mails.ts";
import { REPLY_FORMS, type ReplyForm } from "./reply-forms.ts";
import {
	A,
	addressOf,
	B,
	ben,
	depot,
	foreignKeys,
	idOf,
	keptOfA,
	mailbox,
	mia,
	OTHER_SHOP,
	stranger,
	tokenOf,
	tom,
} from "./world.ts";
import { type Encoding, type WrittenMail, writeMail } from "./write-mail.ts";

export interface CorpusMessage {
	/** What the table counts by. */
	readonly kind: string;
	readonly name: string;
	readonly raw: Buffer;
	readonly sender: FindThreadOptions["sender"];
	/** Where it belongs, as who reads it would say; null where nobody can. */
	readonly belongs: string | null;
	/** What is to come of it: `A buyer`, `A staff`, `A third`, `suggested A`, `note A`, `delivery A`, `aside`, `none`. */
	readonly outcome: string;
	/** What is left of it to be read; absent where that is not what it is about. */
	readonly wrote?: string;
}

const token = tokenOf(A);
const letter = ourLetter(token);

const ANSWERS: Readonly<Record<string, string>> = {
	en: "Yes, please.\n\nI am at home on Friday.",
	de: "Ja, bitte.\n\nIch bin am Freitag zu Hause, auch für Größeres.",
	fr: "Oui, s'il vous plaît.\n\nJe suis là vendredi.",
	es: "Sí, por favor.\n\nEstoy en casa el viernes.",
	pt: "Sim, por favor.\n\nEstou em casa na sexta-feira.",
	it: "Sì, grazie.\n\nVenerdì sono a casa.",
	nl: "Ja, graag.\n\nIk ben vrijdag thuis.",
	pl: "Tak, proszę.\n\nW piątek jestem w domu.",
	tr: "Evet, lütfen.\n\nCuma günü evdeyim.",
	ru: "Да, пожалуйста.\n\nВ пятницу я дома.",
	ja: "はい、お願いします。\n\n金曜日は家にいます。",
	zh: "好的，谢谢。\n\n我星期五在家。",
	"zh-tw": "好的，謝謝。\n\n我星期五在家。",
	ko: "네, 부탁드립니다.\n\n금요일에는 집에 있습니다.",
	vi: "Vâng, cảm ơn.\n\nThứ sáu tôi ở nhà.",
	id: "Ya, tolong.\n\nHari Jumat saya di rumah.",
	th: "ได้ค่ะ\n\nวันศุกร์ฉันอยู่บ้าน",
	hi: "हाँ, कृपया।\n\nशुक्रवार को मैं घर पर हूँ।",
	ar: "نعم من فضلك.\n\nأنا في البيت يوم الجمعة.",
};

function answerIn(language: string): string {
	const answer = ANSWERS[language] ?? ANSWERS[language.slice(0, 2)];
	if (answer === undefined) throw new Error(`No answer is written in ${language}.`);
	return answer;
}

/** The ways in which an answer says what it answers, in turn. */
const WAYS: readonly ((mail: Omit<WrittenMail, "to">) => WrittenMail)[] = [
	(mail) => ({ ...mail, to: addressOf(token), fields: [`In-Reply-To: ${idOf(token)}`, `References: ${idOf(token)}`] }),
	(mail) => ({ ...mail, to: mailbox, fields: [`In-Reply-To: ${idOf(token)}`] }),
	(mail) => ({ ...mail, to: mailbox, fields: [`References: ${keptOfA} <lost@client.example>`] }),
	// Exchange and forwarders lose both; what is quoted is left.
	(mail) => ({ ...mail, to: mailbox }),
];

const ENCODINGS: readonly Encoding[] = ["quoted-printable", "8bit", "base64"];

function replies(kind: string, forms: readonly ReplyForm[], isBelow = false): readonly CorpusMessage[] {
	return forms.map(({ program, language, write, writeBelow }, at) => {
		const wrote = answerIn(language);
		const written = (isBelow ? writeBelow : write) ?? write;
		const way = WAYS[at % WAYS.length] ?? WAYS[0];
		const encoding = language === "de" && at % 2 === 0 ? "latin-1" : ENCODINGS[at % ENCODINGS.length];
		const mail = { from: mia, ...(encoding && { encoding }), ...written(wrote, letter) };
		const raw = writeMail(way?.(mail) ?? { ...mail, to: mailbox });
		return { kind, name: `${program}, ${language}`, raw, sender: "proven", belongs: A, outcome: "A buyer", wrote };
	});
}

const isHtmlAlone = ({ program }: ReplyForm) => program.includes("HTML alone");
const isOf =
	(...languages: readonly string[]) =>
	({ language }: ReplyForm) =>
		languages.includes(language);
/** Quoting of these languages is in kinds of its own. */
const OWN_KIND = ["de", "ja", "zh", "zh-tw"];

type Special = readonly [
	name: string,
	outcome: string,
	mail: WrittenMail,
	sender?: FindThreadOptions["sender"],
	wrote?: string,
];

function special(kind: string, belongs: string | null, messages: readonly Special[]): readonly CorpusMessage[] {
	return messages.map(([name, outcome, mail, sender = "proven", wrote]) => ({
		...{ kind, name, raw: writeMail(mail), sender, belongs, outcome },
		...(wrote !== undefined && { wrote }),
	}));
}

const hello = { from: mia, to: mailbox, text: "Hello" };
const quoting = (quoted: string) =>
	`Hello\n\nOn 23/11/2026 09:33, Lantern Shop wrote:\n${marked(`Your parcel waits.\n${referenceLine(quoted)}`)}\n`;
const changed = (text: string, at: number) => text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);
const foreign = tokenOf(A, "buyer", 0, foreignKeys);
const ofB = tokenOf(B);
const ofOther = tokenOf(OTHER_SHOP);
const staffs = tokenOf(A, "staff", 1);

const among = special("answers among lines", A, [
	[
		"Thunderbird",
		"A buyer",
		{
			...hello,
			text: `Am 23.11.26 um 09:33 schrieb Lantern Shop:\n${marked(letter.text.split("\n").slice(0, 3).join("\n"))}\nHallo!\n> Did you get the card?\nNein.\n> Shall we send it again?\nJa.\n> ${referenceLine(token)}\n`,
		},
		"proven",
		"> Hello Mia,\n\nHallo!\n\n> Did you get the card?\n\nNein.\n\n> Shall we send it again?\n\nJa.",
	],
	[
		"Gmail, HTML alone",
		"A buyer",
		{
			from: mia,
			to: addressOf(token),
			html: `<div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 23, 2026 at 9:33 AM Lantern Shop wrote:</div><blockquote class="gmail_quote">The box?</blockquote><div>The cup.</div><blockquote class="gmail_quote">Which one?</blockquote><div>The blue one.</div></div>`,
		},
		"proven",
		"> The box?\n\nThe cup.\n\n> Which one?\n\nThe blue one.",
	],
	[
		"Becky, Japanese",
		"A buyer",
		{
			from: mia,
			to: addressOf(token),
			text: "2026/11/23 9:33、Lantern Shop <reply@shop.example>のメール:\n\n＞箱ですか\nいいえ。\n\n＞カップですか\nはい。\n",
		},
		"proven",
		"> 箱ですか\n\nいいえ。\n\n> カップですか\n\nはい。",
	],
	[
		"Outlook, in another colour",
		"A buyer",
		{
			from: mia,
			to: addressOf(token),
			text: "See my answers below in red.\n\n-----Original Message-----\nFrom: Lantern Shop\nSubject: Your parcel\n\nWhich one? The blue one.\n",
		},
		"proven",
		"See my answers below in red.\n\n> -----Original Message-----\n> From: Lantern Shop\n> Subject: Your parcel\n>\n> Which one? The blue one.",
	],
]);

const forwardHead =
	"---------- Forwarded message ---------\nFrom: Lantern Shop <reply@shop.example>\nDate: Mon, 23 Nov 2026 at 09:33\nSubject: Your parcel\nTo: <mia@buyer.example>\n\n";

const forwarded = special("forwarded", A, [
	[
		"by the buyer to herself, and answered from there",
		"A third",
		{
			from: "Mia <mia@work.example>",
			to: addressOf(token),
			text: `Hello\n\n${forwardHead}${letter.text}`,
			subject: "Fwd: Your parcel",
		},
	],
	[
		"by the buyer, with nothing of its own head",
		"A buyer",
		{ ...hello, text: `Hello\n\n${forwardHead}${letter.text}`, subject: "Fwd: Your parcel" },
	],
	[
		"by a stranger, with nothing of its own head",
		"suggested A",
		{ from: stranger, to: mailbox, text: `Hello\n\n${forwardHead}${letter.text}`, subject: "Fwd: Your parcel" },
	],
	[
		"by staff to the courier, who answers to all",
		"A third",
		{
			from: depot,
			to: tom,
			fields: [`Cc: ${addressOf(staffs)}`],
			text: `It left today.\n\n${forwardHead}${ourLetter(staffs).text}`,
			subject: "RE: FW: Your parcel",
		},
		"unproven",
	],
	[
		"by staff to a courier nobody knows",
		"A third",
		{ from: stranger, to: addressOf(staffs), text: "It left today." },
		"unproven",
	],
	[
		"the courier's words, by staff",
		"A staff",
		{
			from: tom,
			to: addressOf(staffs),
			text: "See here.\n\n---------- Forwarded message ---------\nFrom: Depot <depot@courier.example>\nSubject: Parcel\n\nIt left today.",
			subject: "Fwd: Parcel",
		},
	],
	[
		"by a server that writes the plus its own way",
		"A buyer",
		{ from: mia, to: `SRS0=ab=CD=shop.example=reply=2B${token}@forwarder.example`, text: "Hello" },
	],
	[
		"by a server, to those who are not told",
		"A buyer",
		{
			from: mia,
			to: "undisclosed-recipients:;",
			fields: [`X-Forwarded-To: reply+${token}@shop.example`],
			text: "Hello",
		},
	],
	[
		"in Apple Mail",
		"A buyer",
		{
			...hello,
			text: `Hallo\n\nAnfang der weitergeleiteten Nachricht:\n\n${marked(`Von: Lantern Shop\nBetreff: Your parcel\n\n${letter.text}`)}`,
			subject: "Fwd: Your parcel",
		},
	],
	[
		"in Outlook",
		"A buyer",
		{
			...hello,
			text: `Hallo\n\n-----Ursprüngliche Nachricht-----\nVon: Lantern Shop\nGesendet: Montag\nAn: Mia\nBetreff: Your parcel\n\n${letter.text}`,
			subject: "WG: Your parcel",
		},
	],
]);

const cut = special("token cut", A, [
	["in its address", "suggested A", { ...hello, to: addressOf(token.slice(0, -1)) }],
	["in its address, by a stranger", "none", { ...hello, from: stranger, to: addressOf(token.slice(1)) }],
	[
		"in its address, whole in what it answers",
		"A buyer",
		{ ...hello, to: addressOf(token.slice(0, 40)), fields: [`In-Reply-To: ${idOf(token)}`] },
	],
	[
		"in what it answers, whole in what it quotes",
		"A buyer",
		{ ...hello, fields: [`In-Reply-To: ${idOf(token.slice(3))}`], text: quoting(token) },
	],
	[
		"in what it quotes, whole in its address",
		"A buyer",
		{ ...hello, to: addressOf(token), text: quoting(token.slice(0, 44)) },
	],
	[
		"everywhere",
		"suggested A",
		{
			...hello,
			to: addressOf(token.slice(0, 44)),
			fields: [`In-Reply-To: ${idOf(token.slice(0, 44))}`],
			text: quoting(token.slice(0, 44)),
		},
	],
	["with a letter too many", "suggested A", { ...hello, to: addressOf(`${token}0`) }],
	["in two by a blank", "suggested A", { ...hello, text: `Hello\n\n${token.slice(0, 20)} ${token.slice(20)}` }],
]);

const cased = special("token in another case", A, [
	["its address in capitals", "A buyer", { ...hello, to: addressOf(token).toUpperCase() }],
	["its local part begun with a capital", "A buyer", { ...hello, to: `Reply+${token.toUpperCase()}@shop.example` }],
	["what it answers in capitals", "A buyer", { ...hello, fields: [`In-Reply-To: ${idOf(token).toUpperCase()}`] }],
	["what it quotes in capitals", "A buyer", { ...hello, text: quoting(token).toUpperCase() }],
]);

const wrappedReferences = special("reference wrapped", A, [
	...[30, 40, 50].map((width): Special => {
		const line = `Your parcel waits. ${referenceLine(token)}`;
		const pieces = line.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
		return [`at ${width}`, "A buyer", { ...hello, text: `Hello\n\n${marked(pieces.join("\n"))}` }];
	}),
	[
		"and quoted twice",
		"A buyer",
		{ ...hello, text: `Hello\n\n>> ${referenceLine(token).slice(0, 25)}\n>> ${referenceLine(token).slice(25)}` },
	],
	[
		"in quoted-printable",
		"A buyer",
		{ ...hello, text: `Hello für alle\n\n> ${"x ".repeat(25)}${referenceLine(token)}`, encoding: "quoted-printable" },
	],
	[
		"in HTML, between elements",
		"A buyer",
		{
			from: mia,
			to: mailbox,
			html: `<p>Hello</p><blockquote><div class="x_wayline-ref">${referenceLine(token)}</div></blockquote>`,
		},
	],
]);

const untrue = special("token that is not ours", A, [
	["in its address", "suggested A", { ...hello, to: addressOf(foreign) }],
	["in what it answers", "suggested A", { ...hello, fields: [`In-Reply-To: ${idOf(foreign)}`] }],
	["in what it quotes", "suggested A", { ...hello, text: quoting(foreign) }],
	[
		"everywhere, by a stranger",
		"none",
		{
			...hello,
			from: stranger,
			to: addressOf(foreign),
			fields: [`References: ${idOf(foreign)}`],
			text: quoting(foreign),
		},
	],
	["changed at its beginning", "suggested A", { ...hello, to: addressOf(changed(token, 0)) }],
	["changed in its middle", "suggested A", { ...hello, fields: [`References: ${idOf(changed(token, 22))}`] }],
	["changed at its end, by a stranger", "none", { ...hello, from: stranger, text: quoting(changed(token, 44)) }],
]);

const wrongSenders = special("wrong sender", A, [
	["a stranger at the buyer's address", "A third", { ...hello, from: stranger, to: addressOf(token) }],
	["a stranger by what he answers", "A third", { ...hello, from: stranger, fields: [`In-Reply-To: ${idOf(token)}`] }],
	["a stranger by what he quotes", "suggested A", { ...hello, from: stranger, text: quoting(token) }],
	["another buyer at this one's address", "A third", { ...hello, from: ben, to: addressOf(token) }],
	["somebody who calls himself the buyer", "A third", { ...hello, to: addressOf(token) }, "refuted"],
	[
		"somebody who calls himself the buyer, in what he quotes",
		"suggested A",
		{ ...hello, text: quoting(token) },
		"refuted",
	],
	[
		"somebody who calls himself staff at the buyer's address",
		"A third",
		{ ...hello, from: tom, to: addressOf(token) },
		"unproven",
	],
	[
		"somebody who calls himself staff, by what he answers",
		"A third",
		{ ...hello, from: tom, fields: [`In-Reply-To: ${idOf(staffs)}`] },
		"unproven",
	],
	["somebody who calls himself staff, refuted", "A third", { ...hello, from: tom, to: addressOf(staffs) }, "refuted"],
	["the courier at staff's address", "A third", { ...hello, from: depot, to: addressOf(staffs) }],
	["staff at the buyer's address, proven", "A staff", { ...hello, from: tom, to: addressOf(token) }],
	[
		"two senders, one of them the buyer",
		"A third",
		{ ...hello, to: addressOf(token), fields: ["From: who@stranger.example"] },
	],
	["the buyer without anything", "suggested A", hello],
	["a stranger without anything", "none", { ...hello, from: stranger }],
]);

/** An id of ours is nobody else's; that of a kept mail may be. */
const besideKept = special("two threads mixed", B, [
	[
		"in what it answers and a kept mail",
		"B third",
		{ ...hello, fields: [`In-Reply-To: ${idOf(ofB)}`, `References: ${keptOfA}`] },
	],
]);

const mixed = special("two threads mixed", null, [
	["in two addresses", "suggested A B", { ...hello, to: `${addressOf(token)}, ${addressOf(ofB)}` }],
	[
		"in an address and what it answers",
		"suggested A B",
		{ ...hello, to: addressOf(token), fields: [`In-Reply-To: ${idOf(ofB)}`] },
	],
	["in what it answers", "suggested B A", { ...hello, fields: [`References: ${idOf(token)} ${idOf(ofB)}`] }],
	["in an address and what it quotes", "suggested A B", { ...hello, to: addressOf(token), text: quoting(ofB) }],
	[
		"in what it answers and what it quotes",
		"suggested B A",
		{ ...hello, fields: [`In-Reply-To: ${idOf(ofB)}`], text: quoting(token) },
	],
	["in what it quotes", "suggested A B", { ...hello, text: `${quoting(token)}\n${quoting(ofB)}` }],
	[
		"in what its text and its HTML quote",
		"suggested A B",
		{ ...hello, text: quoting(token), html: `<p>Hello</p>${referenceLine(ofB)}` },
	],
	["of two shops, in two addresses", "none", { ...hello, to: `${addressOf(token)}, ${addressOf(ofOther)}` }],
	[
		"of two shops, in an address and what it answers",
		"none",
		{ ...hello, to: addressOf(token), fields: [`In-Reply-To: ${idOf(ofOther)}`] },
	],
	["of two shops, in what it quotes", "none", { ...hello, text: `${quoting(token)}\n${quoting(ofOther)}` }],
]);

/** An old thread's letter is answered to begin something, and quotes both: what was delivered where decides. */
const decided = special("two threads, one of them delivered to", A, [
	[
		"by what servers wrote",
		"A buyer",
		{ ...hello, to: `${addressOf(ofB)}, ${addressOf(token)}`, fields: [`Delivered-To: reply+${token}@shop.example`] },
	],
	["and quoting both", "A buyer", { ...hello, to: addressOf(token), text: `${quoting(ofB)}\n${quoting(token)}` }],
]);

function machines(
	kind: string,
	templates: Readonly<Record<string, (machine: { readonly to: string; readonly about: string }) => string>>,
	outcome: (name: string) => string,
): readonly CorpusMessage[] {
	return Object.entries(templates).map(([name, template]) => ({
		...{ kind, name, sender: "proven", belongs: outcome(name) === "none" ? null : A, outcome: outcome(name) },
		raw: Buffer.from(template({ to: `reply+${token}@shop.example`, about: idOf(token) })),
	}));
}

// What the desktop's Outlook writes differs from the web's by one line, and is read in all languages by another test.
const plain = REPLY_FORMS.filter((form) => !isHtmlAlone(form) && form.program !== "Outlook");

export const CORPUS: readonly CorpusMessage[] = [
	...replies(
		"written above",
		plain.filter((form) => !OWN_KIND.includes(form.language)),
	),
	...replies("German quoting", plain.filter(isOf("de"))),
	...replies("Japanese quoting", plain.filter(isOf("ja"))),
	...replies("Chinese quoting", plain.filter(isOf("zh", "zh-tw"))),
	...replies(
		"written below",
		plain.filter(
			({ writeBelow, language }) => writeBelow !== undefined && ["en", "de", "fr", "ja", "zh"].includes(language),
		),
		true,
	),
	...replies("HTML alone", REPLY_FORMS.filter(isHtmlAlone).filter(isOf("en", "de", "ja", "zh"))),
	...[
		...among,
		...forwarded,
		...cut,
		...cased,
		...wrappedReferences,
		...untrue,
		...wrongSenders,
		...mixed,
		...besideKept,
		...decided,
	],
	...machines("bounce", BOUNCES, () => "delivery A"),
	...machines("complaint", { abuse: complaint }, () => "delivery A"),
	...machines("auto-reply", AUTO_REPLIES, () => "note A"),
	...machines("out-of-office", AWAY, () => "note A"),
	...machines("list", LISTS, (name) => ({ Mailman: "A staff", "Google Groups": "A third" })[name] ?? "none"),
	...special("our own, come back", null, [
		[
			"by a server",
			"aside",
			{ from: mailbox, to: addressOf(token), fields: ["X-Loop: shop.example"], text: letter.text },
		],
		["by its id", "aside", { from: mailbox, to: mailbox, fields: [`Message-ID: ${idOf(token)}`], text: letter.text }],
	]),
];
