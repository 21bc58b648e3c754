import { expect, test } from "vitest";
import { authoredText } from "../../src/mail/authored-text.ts";
import { type JudgedMail, judgeMail } from "../../src/mail/judge-mail.ts";
import type { PartyRole } from "../../src/mail/thread-token.ts";
import { marked, ourLetter } from "./corpus/letters.ts";

const LETTER = ["> ##- Write your answer above this line -##", "> Where is it?", ">", "> Order 1001, Mia Becker", ">"];

interface Case {
	readonly role: PartyRole;
	readonly text: string;
	readonly finding?: Partial<JudgedMail["finding"]>;
	readonly thread?: Partial<JudgedMail["thread"]>;
	readonly problems?: JudgedMail["mail"]["problems"];
	readonly attachments?: JudgedMail["mail"]["attachments"];
	readonly pictures?: number;
}

function judged({ role, text, finding, thread, attachments = [], pictures = 0, problems = [] }: Case) {
	return judgeMail({
		...{ mail: { attachments, problems }, pictures },
		verdict: {
			kind: "found",
			thread: "qst_0000000000000000000001",
			role,
			person: role === "third" ? null : 0,
			how: "address",
		},
		finding: {
			kind: "person",
			mayBeAnswered: false,
			suspect: null,
			because: "Nothing says that a program wrote it.",
			...finding,
		},
		authored: authoredText({ text, html: null, subject: "Re: Question" }),
		thread: {
			shared: ["Where is it?"],
			lastOwn: null,
			isCrowded: { staff: false, third: false },
			takesMachine: true,
			isAnsweredByOther: false,
			...thread,
		},
	});
}

const reply = (words: string) => [words, "", "On 24 Nov 2026, Shop wrote:", ...LETTER].join("\n");
const LONG = "I am away until Monday the 30th of November and answer your mail as soon as I am back.";

test("what the buyer and the staff write goes to the other, without what it quotes", () => {
	expect(judged({ role: "staff", text: reply("Tomorrow.") })).toEqual({
		act: "say",
		as: "staff",
		text: "Tomorrow.",
	});
	expect(judged({ role: "buyer", text: reply("Thank you!") })).toMatchObject({
		act: "say",
		as: "buyer",
		text: "Thank you!",
	});
});

test("a third's words stay with the shop, which hears of them", () => {
	expect(judged({ role: "third", text: "It is in Leipzig." })).toMatchObject({
		act: "note",
		tells: true,
		text: "It is in Leipzig.",
	});
});

test.each(["auto-reply", "out-of-office"] as const)("an %s is noted, and nobody is written to", (kind) => {
	for (const role of ["buyer", "staff", "third"] as const) {
		expect(judged({ role, text: LONG, finding: { kind } })).toMatchObject({ act: "note", tells: false });
	}
});

test.each(["bounce", "complaint", "loop"] as const)("a %s has no words for anybody", (kind) => {
	expect(judged({ role: "staff", text: LONG, finding: { kind } }).act).toBe("set-aside");
});

test("what a program may have written in a person's name is never passed on", () => {
	const suspect = { suspect: "out-of-office" } as const;
	expect(judged({ role: "staff", text: LONG, finding: suspect })).toMatchObject({ act: "note", tells: false });
	expect(judged({ role: "buyer", text: LONG, finding: suspect })).toMatchObject({ act: "note", tells: true });
	const enough = judged({
		role: "third",
		text: LONG,
		finding: { kind: "auto-reply" },
		thread: { takesMachine: false },
	});
	expect(enough.act).toBe("set-aside");
});

test("who says the same again is told or told of, and who thanks twice is heard", () => {
	const thread = { lastOwn: LONG };
	expect(judged({ role: "staff", text: LONG, thread })).toMatchObject({ act: "hold", why: "repeated" });
	expect(judged({ role: "buyer", text: LONG, thread })).toMatchObject({ act: "note", tells: true });
	expect(judged({ role: "staff", text: LONG }).act).toBe("say");
	expect(judged({ role: "buyer", text: "Thanks!", thread: { lastOwn: "Thanks!" } }).act).toBe("say");
});

test("where too many mails come, each role is measured by its own", () => {
	const thread = (staff: boolean, third: boolean) => ({ isCrowded: { staff, third } });
	expect(judged({ role: "staff", text: LONG, thread: thread(true, false) })).toMatchObject({
		...{ act: "hold", why: "too-many" },
	});
	expect(judged({ role: "staff", text: LONG, thread: thread(false, true) }).act).toBe("say");
	expect(judged({ role: "buyer", text: LONG, thread: thread(true, true) }).act).toBe("say");
	expect(judged({ role: "third", text: LONG, thread: thread(true, false) }).act).toBe("note");
	expect(judged({ role: "third", text: LONG, thread: thread(false, true) }).act).toBe("set-aside");
});

test("staff's reply without words of its own, with another's mail in it, or after another's answer is held", () => {
	const held = (text: string, thread = {}) => judged({ role: "staff", text, thread });
	expect(held(LETTER.join("\n"))).toMatchObject({ act: "hold", why: "nothing-left" });
	const forwarded = [
		"See below.",
		"",
		"---------- Forwarded message ---------",
		"From: DHL <x@dhl.example>",
		"Date: Tue",
		"Subject: Parcel",
		"To: Ada",
		"",
		"Mia Becker, Ring 4",
	];
	expect(held(forwarded.join("\n"))).toMatchObject({ act: "hold", why: "forwarded" });
	expect(held(reply("Tomorrow."), { isAnsweredByOther: true })).toMatchObject({ act: "hold", why: "answered-already" });
});

test("of lines that staff answer one by one the buyer gets those that he has read", () => {
	const text = [
		"On 24 Nov 2026, Shop wrote:",
		"> Where is it?",
		"In Leipzig.",
		"> Order 1001, Mia Becker",
		"Yes, that one.",
	].join("\n");
	expect(judged({ role: "staff", text })).toMatchObject({
		act: "say",
		text: "> Where is it?\n\nIn Leipzig.\n\nYes, that one.",
	});
});

const ours = ourLetter("0".repeat(45)).text;
const answer = "It arrives on Thursday.";
const secret = "Driver Tom (+49 170 555) lost it. Do not tell the customer.";

test.each([
	["with the courier's address", "From: DHL <desk@courier.example>\nSent: Monday\nTo: Ada\nSubject: RE: Question"],
	["by its subject alone", "From: DHL\nSent: Monday\nTo: Ada\nSubject: RE: Question"],
	["by its way to us", `From: DHL\nSent: Monday\nTo: Shop <reply+${"0".repeat(45)}@shop.example>\nSubject: Question`],
	["in Finnish", "Lähettäjä: DHL\nLähetetty: maanantai\nVastaanottaja: Ada\nAihe: VS: Question"],
	["in a language that no table has", "Foo: DHL <desk@courier.example>\nBar: x\nBaz: Ada\nQux: RE: Question"],
])("what a courier writes below our letter ends with his mail, whose head is known %s", (_, head) => {
	const text = (above: string) => `${answer}\n\n${head}\n\n${above}${ours}\n${secret}`;
	const sent = { act: "say", as: "staff", text: answer };
	expect(judged({ role: "staff", text: text("") })).toEqual(sent);
	const withWords = judged({ role: "staff", text: text("It left Leipzig.\n\n") });
	// Where no word of the head is known, its end is not either.
	if (head.startsWith("Foo")) expect(withWords).toMatchObject({ act: "hold", why: "doubtful" });
	else expect(withWords).toEqual(sent);
});

test.each([
	["our letter without its end", `${answer}\n\n${LETTER.join("\n")}\n${secret}`],
	[
		"another's letter, with marks",
		`${answer}\n\nOn 23 Nov 2026 at 9:30, DHL <desk@courier.example> wrote:\n> Which one?\n${secret}`,
	],
])("staff's words on both sides of a letter may be a courier's, and are held: %s", (_, text) => {
	expect(judged({ role: "staff", text })).toMatchObject({ act: "hold", why: "doubtful" });
	// Those of the buyer hide nothing from the shop.
	expect(judged({ role: "buyer", text })).toMatchObject({ act: "say", text: expect.stringContaining("Driver") });
});

test.each([
	["with marks", `${answer}\n\nOn Monday, 23 Nov 2026, DHL wrote:\n${marked(ours)}\n${secret}`],
	["without", `${answer}\n\n${ours}\n\n${secret}`],
	[
		"below a head that may be ours",
		`${answer}\n\nFrom: DHL\nSent: Monday\nTo: Ada\nSubject: Question\n\n${ours}\n${secret}`,
	],
	["a disclaimer", `${answer}\n\n${ours}\n\n${"_".repeat(32)}\nThis mail is for whom it names alone.`],
])("of staff's words above our whole letter and below it, the buyer gets those above: %s", (_, text) => {
	expect(judged({ role: "staff", text })).toMatchObject({ act: "say", text: answer });
	expect(judged({ role: "buyer", text })).toMatchObject({ act: "say", text: expect.stringContaining(text.slice(-12)) });
});

test.each([
	["lines as a head has", `Foo: DHL <desk@courier.example>\nBar: Monday\nQux: Question\n\n${secret}`],
	["such lines in bold", `*Foo-foo:* DHL <desk@courier.example>\n*Bar b.:* Monday\n*Qux:* Question\n\n${secret}`],
	["a line of Outlook's", `${"_".repeat(32)}\n${secret}`],
])("staff's words below %s are held, in whatever language", (_, below) => {
	expect(judged({ role: "staff", text: `${answer}\n\n${below}` })).toMatchObject({ act: "hold", why: "doubtful" });
	expect(judged({ role: "buyer", text: `${answer}\n\n${below}` })).toMatchObject({
		act: "say",
		text: expect.stringContaining("Driver"),
	});
});

test.each([
	["a signature", "Ada Lantern\nTel.: 030 555\nFax: 030 556\nWeb: shop.example\nMail: ada@shop.example"],
	["a German signature", "Ada\nTelefon: 030 555\nFax: 030 556\nE-Mail: ada@shop.example"],
	["a list of times", "Monday: 9 to 18\nTuesday: 9 to 18\nFriday: closed"],
	["a rule of dashes", "-----\nAda"],
	["a line across the mail with nothing below", "____________"],
])("staff's answer with %s is sent", (_, below) => {
	expect(judged({ role: "staff", text: `${answer}\n\n${below}\n\n${reply("")}` }).act).toBe("say");
});

test("a file or a photo alone says something, and a logo within the text does not", () => {
	const file = (name: string, type: string, inline = false) => ({
		...{ name, type, inline, declaredType: type, bytes: new Uint8Array(), contentId: null },
	});
	const logo = file("logo.png", "image/png", true);
	for (const role of ["buyer", "staff"] as const) {
		expect(judged({ role, text: "", attachments: [file("box.jpg", "image/jpeg")], pictures: 1 })).toMatchObject({
			act: "say",
			text: "",
		});
		expect(judged({ role, text: "", attachments: [logo], pictures: 1 })).toMatchObject({ act: "say", text: "" });
		expect(judged({ role, text: "", attachments: [logo] }).act).toBe("set-aside");
	}
	expect(judged({ role: "buyer", text: "" }).act).toBe("set-aside");
});

test("files without words are no answer, unless they are pictures that are passed on", () => {
	const file = (type: string) => ({
		...{ name: "a", type, declaredType: type },
		bytes: new Uint8Array(1),
		...HANGS_ON,
	});
	const pictures = [file("image/jpeg")];
	const reply = (attachments: JudgedMail["mail"]["attachments"], isDrawn: boolean, text = "") =>
		judged({ role: "staff", text, attachments, pictures: isDrawn ? attachments.length : 0 });
	expect(reply(pictures, false)).toMatchObject({ act: "hold", why: "no-words" });
	expect(reply([file("application/pdf")], false)).toMatchObject({ act: "hold", why: "no-words" });
	expect(reply(pictures, true)).toMatchObject({ act: "say", text: "" });
	expect(reply(pictures, true, LETTER.join("\n"))).toMatchObject({ act: "say", text: "" });
	expect(reply(pictures, false, LETTER.join("\n"))).toMatchObject({ act: "hold", why: "nothing-left" });
});

const HANGS_ON = { inline: false, contentId: null } as const;

test("of what can be read in part, staff are told and the shop hears", () => {
	const problems = [{ kind: "charset-refused", detail: "UTF-7" }] as const;
	expect(judged({ role: "staff", text: "", problems })).toMatchObject({ act: "hold", why: "unreadable" });
	expect(judged({ role: "buyer", text: "", problems })).toMatchObject({ act: "note", tells: true });
	const long = `${"a ".repeat(10_000)}b`;
	expect(judged({ role: "staff", text: long })).toMatchObject({ act: "hold", why: "too-long" });
	expect(judged({ role: "staff", text: long.slice(0, 15_000) }).act).toBe("say");
});
