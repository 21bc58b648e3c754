import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authoredText } from "../../src/mail/authored-text.ts";
import { escapeHtml, ourLetter, personsLetter } from "./corpus/letters.ts";
import { REPLY_FORMS } from "./corpus/reply-forms.ts";

const token = "0".repeat(45);
const answer = "Yes, thank you.\n\nI fetch it on Friday, 27.11., at 10:30: is that early enough?";
const cut = {
	text: answer,
	parts: [{ kind: "written", text: answer }],
	extent: "cut",
	isDoubtful: false,
	aboveOurs: null,
};

function authored(mail: { readonly text?: string; readonly html?: string; readonly subject?: string }) {
	return authoredText({ text: null, html: null, subject: "Re: Your parcel", ...mail });
}

describe("of a reply the answer is left, whichever program wrote it in whatever language", () => {
	test.each(REPLY_FORMS)("$program, $language", ({ write, writeBelow }) => {
		for (const letter of [ourLetter(token), personsLetter]) {
			expect(authored(write(answer, letter))).toEqual(cut);
			if (writeBelow !== undefined) expect(authored(writeBelow(answer, letter))).toEqual(cut);
		}
	});
});

describe("words of the writer are never taken for a quote", () => {
	test.each([
		["a way, as head of a mail", "From: Shenzhen\nTo: Berlin\nDate: 3 November\nIt has not moved since."],
		["where it was sent from", "Hello,\n\nSent from Shenzhen on 3 November.\n\nWhere is it?"],
		["what the driver wrote", "On 23.11.2026 at 10:30 the driver wrote:\n\nNobody at home.\n\nI was at home!"],
		["a new address", "Please deliver on 23.11.2026 at 10:30 to (write to mia@buyer.example if unsure):\n\nHafenweg 3"],
		["a rule of dashes", "First\n\n-----\n\nSecond"],
		["two dashes between two things", "The blue one\n--\nor the red one"],
		["a list", "- red\n- blue\n\n--- red is urgent ---"],
		["what stands on a label", "The label says\n\n<< 4711 >>\n\nwhat is that?"],
		["Outlook as a word", "Outlook for iOS does not open your link, why?"],
	])("%s", (_, text) => {
		expect(authored({ text })).toEqual({
			text,
			parts: [{ kind: "written", text }],
			extent: "whole",
			isDoubtful: false,
			aboveOurs: null,
		});
	});
});

describe("answers among the lines they answer stay in their order, with those lines", () => {
	const among = {
		text: "Hi Tom,\n\n> Did you get the card?\n\nNo card.\n\n> Shall we send it again?\n\nYes please.",
		parts: [
			{ kind: "written", text: "Hi Tom," },
			{ kind: "quoted", text: "Did you get the card?" },
			{ kind: "written", text: "No card." },
			{ kind: "quoted", text: "Shall we send it again?" },
			{ kind: "written", text: "Yes please." },
		],
		extent: "cut",
		isDoubtful: true,
		aboveOurs: null,
	};

	test("in plain text", () => {
		const text = `Hi Tom,

On Mon, 23 Nov 2026 at 09:33, Tom Lantern <tom@shop.example> wrote:

> Did you get the card?

No card.

> Shall we send it again?
Yes please.

> Tom
> Lantern Shop
`;
		expect(authored({ text })).toEqual(among);
	});

	test("in HTML", () => {
		const html = `<div>Hi Tom,</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 23 Nov 2026 at 09:33, Tom wrote:<br></div>
<blockquote class="gmail_quote">Did you get the card?</blockquote><div>No card.</div><blockquote class="gmail_quote">
<div>Shall we send it again?</div></blockquote><div>Yes please.</div><blockquote class="gmail_quote">Tom</blockquote></div>`;
		expect(authored({ html })).toEqual(among);
	});

	test("of a long quote only what stands right above", () => {
		const quote = Array.from({ length: 40 }, (_, line) => `> line ${line}`).join("\n");
		const { parts } = authored({ text: `Hello\n\n${quote}\n\nfirst\n\n${quote}\n\nsecond` });
		expect(parts.map(({ kind, text }) => [kind, text.split("\n").length])).toEqual([
			["written", 1],
			["quoted", 12],
			["written", 1],
			["quoted", 12],
			["written", 1],
		]);
	});

	test("of a letter of ours as well, without its own first line", () => {
		const quoted = ourLetter(token).text.replaceAll(/^/gm, "> ");
		const text = quoted.replace("> \n> Order", "\nNo card.\n\n> Order").replace("> [ref", "\nThat is right.\n\n> [ref");
		expect(authored({ text }).text).toBe(
			"> your parcel waits at the corner shop until Friday.\n> Did you get the card that says so?\n\nNo card.\n\n> Order 1001\n\nThat is right.",
		);
	});

	test("a quote that was cut down to what is answered is shown above its answer", () => {
		const text = "Am 23.11.26 um 09:33 schrieb Tom:\n> Karton oder Tasse?\nDie Tasse.";
		expect(authored({ text }).text).toBe("> Karton oder Tasse?\n\nDie Tasse.");
	});

	test("where no marks tell them apart, all is shown to who is told to look below", () => {
		const text =
			"See my answers below in red.\n\n-----Original Message-----\nFrom: Tom\nSubject: x\n\nThe card? No card.";
		expect(authored({ text }).parts).toEqual([
			{ kind: "written", text: "See my answers below in red." },
			{
				kind: "quoted",
				text: "-----Original Message-----\nFrom: Tom\nSubject: x\n\nThe card? No card.",
			},
		]);
	});
});

describe("a letter of ours is known by its own marks", () => {
	const letter = ourLetter(token).text;

	test("in a language that no table has", () => {
		const head = "Lähettäjien: Lantern <reply@shop.example>\nLähettämisaika: 23.11.\nAiheena: Pakettisi";
		expect(authored({ text: `Kiitos!\n\n${head}\n\n${letter}` }).text).toBe("Kiitos!");
		expect(authored({ text: `Kiitos!\n\nLantern <reply@shop.example> sanoi taannoin:\n\n${letter}` }).text).toBe(
			"Kiitos!",
		);
	});

	test("below it, where its reference ends it", () => {
		const head = "-----Original Message-----\nFrom: Lantern\nSubject: Your parcel\n\n";
		expect(authored({ text: `${head}${letter}\n\nI fetch it.` }).text).toBe("I fetch it.");
	});

	test("among its lines", () => {
		const quoted = letter.replaceAll(/^/gm, "> ").replace("> Order", "\nNo card came.\n\n> Order");
		expect(authored({ text: `On Monday Shop wrote:\n${quoted}` }).text).toBe("No card came.");
	});

	test("where its line was wrapped and indented", () => {
		const wrapped = letter.replace("write your", "\nwrite your").replaceAll(/^/gm, "  | ");
		expect(authored({ text: `I fetch it.\n\n${wrapped}` }).text).toBe("I fetch it.");
	});
});

describe("the head that Outlook draws above a letter is known in the languages that it has", () => {
	test.each([
		["fi", "Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"],
		["el", "Από", "Στάλθηκε", "Προς", "Θέμα"],
		["he", "\u200fמאת", "\u200fנשלח", "\u200fאל", "\u200fנושא"],
		["fa", "از", "ارسال\u200cشده", "به", "موضوع"],
		["uk", "Від", "Надіслано", "Кому", "Тема"],
		["ro", "De la", "Trimis", "Către", "Subiect"],
		["hr", "Šalje", "Poslano", "Prima", "Predmet"],
		["sr", "Шаље", "Послато", "Прима", "Предмет"],
		["sl", "Od", "Poslano", "Za", "Zadeva"],
		["lt", "Nuo", "Išsiųsta", "Kam", "Tema"],
		["lv", "No", "Nosūtīts", "Kam", "Tēma"],
		["et", "Saatja", "Saadetud", "Adressaat", "Teema"],
		["hu", "Feladó", "Elküldve", "Címzett", "Tárgy"],
		["cs", "Od", "Odesláno", "Komu", "Předmět"],
		["sk", "Od", "Odoslané", "Komu", "Predmet"],
		["bg", "От", "Изпратено", "До", "Относно"],
		["is", "Frá", "Sent", "Til", "Efni"],
		["nb", "Fra", "Sendt", "Til", "Emne"],
		["sv", "Från", "Skickat", "Till", "Ämne"],
		["da", "Fra", "Sendt", "Til", "Emne"],
	])("%s", (_, from, sent, to, subject) => {
		const head = `${from}: Courier <desk@courier.example>\n${sent}: 23.11.2026\n${to}: Ada\n${subject}: Parcel`;
		const rule = "_".repeat(32);
		for (const above of ["", `${rule}\n`]) {
			const text = `Thursday.\n\n${above}${head.normalize("NFD")}\n\nThe driver lost it.`;
			expect(authored({ text })).toEqual({
				...cut,
				text: "Thursday.",
				parts: [{ kind: "written", text: "Thursday." }],
			});
		}
		const html = `<p>Thursday.</p><hr><p>${escapeHtml(head).replaceAll("\n", "<br>")}</p><p>The driver lost it.</p>`;
		expect(authored({ html })).toMatchObject({ text: "Thursday.", isDoubtful: false, aboveOurs: null });
	});
});

describe("signatures are left out, and what only looks like one stays", () => {
	test.each([
		["behind two dashes", "Thanks!\n\n-- \nMia Becker\nHafenweg 3", "Thanks!"],
		["a telephone's", "Thanks!\n\nSent from my iPhone", "Thanks!"],
		[
			"a telephone's, with words behind it",
			"Thanks!\n\nSent from my Samsung Galaxy\n\nAnd hurry.",
			"Thanks!\n\nAnd hurry.",
		],
		["a program's", "Danke!\n\nGesendet mit der WEB.DE Mail App", "Danke!"],
		["with a way to get it", "Danke!\n\nOutlook für Android<https://aka.ms/AAb9ysg> herunterladen", "Danke!"],
		["Yahoo's", "Grazie\n\nInviato da Yahoo Mail su Android", "Grazie"],
		[
			"a long text behind two dashes",
			`Hello\n-- \n${"more\n".repeat(30)}`,
			`Hello\n--\n${"more\n".repeat(30)}`.trimEnd(),
		],
		["a name is all there is", "-- \nMia Becker", "--\nMia Becker"],
	])("%s", (_, text, left) => {
		expect(authored({ text }).text).toBe(left);
	});

	test("what a list puts below every mail is no answer to it", () => {
		const text = `I look after it.\n\n> Where is it?\n${"_".repeat(47)}\nteam mailing list -- team@lists.shop.example\nTo unsubscribe send an email`;
		expect(authored({ text })).toMatchObject({ text: "I look after it.", extent: "cut" });
	});

	test("in HTML by what its client calls it", () => {
		const html = `<div>Thanks!</div><div class="x_m_-12gmail_signature" data-smartmail="gmail_signature">Mia Becker<br>Hafenweg 3</div>`;
		expect(authored({ html }).text).toBe("Thanks!");
	});
});

describe("what is passed on stays, as somebody else's", () => {
	const courier = "Dear Tom,\nthe parcel lies in Hamburg.";
	test.each([
		[
			"Gmail",
			"Fwd: Parcel",
			`---------- Forwarded message ---------\nFrom: Courier <desk@courier.example>\nDate: Mon, 23 Nov 2026 at 09:33\nSubject: Parcel\nTo: <tom@shop.example>\n\n\n${courier}`,
		],
		[
			"Apple Mail",
			"Fwd: Parcel",
			`Anfang der weitergeleiteten Nachricht:\n\n> Von: Courier <desk@courier.example>\n> \n> ${courier}`,
		],
		[
			"Outlook, by the subject",
			"WG: Paket",
			`________________________________\nVon: Courier\nGesendet: Montag\nAn: Tom\nBetreff: Paket\n\n${courier}`,
		],
	])("%s", (_, subject, forwarded) => {
		const { parts, extent, text } = authored({ text: `Hello Mia, see here.\n\n${forwarded}`, subject });
		expect(parts.map(({ kind }) => kind)).toEqual(["written", "forwarded"]);
		expect(parts[0]?.text).toBe("Hello Mia, see here.");
		expect(parts[1]?.text).toContain("the parcel lies in Hamburg.");
		expect(extent).toBe("whole");
		expect(text).toContain("the parcel lies in Hamburg.");
	});

	test("with nothing written above it", () => {
		const text = `---------- Forwarded message ---------\nFrom: Courier <desk@courier.example>\nSubject: Parcel\n\n${courier}`;
		expect(authored({ text, subject: "Fwd: Parcel" }).parts).toEqual([{ kind: "forwarded", text }]);
	});

	test("but not a letter of ours, which all have", () => {
		const text = `Look!\n\n---------- Forwarded message ---------\nFrom: Shop\nSubject: x\n\n${ourLetter(token).text}`;
		expect(authored({ text, subject: "Fwd: x" }).text).toBe("Look!");
	});
});

describe("HTML reads as its reader saw it", () => {
	test.each([
		[
			"what is hidden is not read",
			`<p>Hello</p><p style="display: none">unseen</p><style>p{}</style><script>x()</script>`,
			"Hello",
		],
		...[
			"font-size:0",
			"FONT-SIZE: 0px",
			"color:red; font-size : 1px !important",
			"font-size:14px;font-size:0.0em",
			"font:0/0 a",
			"font:bold 700 0/0 a",
			"opacity:0",
			"opacity:.0",
			"visibility:hidden",
		].map((style): [string, string, string] => [
			`nor what is too small or too pale to be seen: ${style}`,
			`<p>Hello</p><p style="${style}">un<b style="font-size:2em">seen</b></p><p>Mia</p>`,
			"Hello\n\nMia",
		]),
		...["font-size:10px", "font-size:0.8em", "font:14px/1.4 serif", "opacity:0.5", "mso-ansi-font-size:1.0pt"].map(
			(style): [string, string, string] => [
				`what is small is read: ${style}`,
				`<p style="${style}">Hello</p>`,
				"Hello",
			],
		),
		[
			"letters of a size of their own within such",
			`<div style="font-size:0">un<span style="font-size:14px">Hello</span>seen</div><div>Mia</div>`,
			"Hello\nMia",
		],
		[
			"lines and paragraphs",
			"<div>zero</div><p>One<br>two</p><p>three</p><div>four</div><div><br></div><div>five</div>",
			"zero\n\nOne\ntwo\n\nthree\n\nfour\n\nfive",
		],
		[
			"Outlook's lines",
			`<p class=MsoNormal>One</p><p class=MsoNormal>two</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>three</p>`,
			"One\ntwo\n\nthree",
		],
		["blanks and signs", "a \n  b&nbsp;&amp;&#x20AC;&lt;b&gt;", "a b &€<b>"],
		[
			"lists and tables",
			"<ul><li>a<li>b</ul><table><tr><td>Order<td>1001<tr><td>Parcel<td></table>",
			"- a\n- b\nOrder | 1001\nParcel",
		],
		[
			"where links lead",
			`<a href="https://a.example/x">here</a> <a href="https://www.b.example/">b.example</a> <a href="javascript:x()">c</a>`,
			"here <https://a.example/x> b.example c",
		],
		[
			"an emoji that is drawn",
			`Thanks <img src="cid:1" alt="😀"><img alt="logo of the shop" src="https://a.example/1">`,
			"Thanks 😀",
		],
		[
			"text that is moved to the right",
			`<div>My address:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">Hafenweg 3</blockquote>`,
			"My address:\nHafenweg 3",
		],
		["text as it was typed", "<pre>a\n  b</pre>", "a\nb"],
	])("%s", (_, html, text) => {
		expect(authored({ html })).toMatchObject({ text, extent: "whole" });
	});

	test("an element that was never opened closes nothing", () => {
		const html = "<div>New</div><blockquote>Old</b></span> words</blockquote>";
		expect(authored({ html }).text).toBe("New");
	});

	test("what its program says is quoted is, in a language that no table has", () => {
		const quote = "<div>Πού είναι;</div>";
		for (const html of [
			`<div>Ναι</div><div class="gmail_quote"><div class="x_gmail_attr">Το Σάββατο ο Τομ έγραψε:</div><blockquote class="gmail_quote">${quote}</blockquote></div>`,
			`<div>Ναι</div><div id="x_divRplyFwdMsg"><b>Αποστολέας:</b> Tom<br><b>Θέμα:</b> x</div>${quote}`,
			`<p class=MsoNormal>Ναι</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Αποστολέας:</b> Tom</p></div>${quote}`,
		]) {
			expect(authored({ html })).toMatchObject({ text: "Ναι", extent: "cut" });
		}
	});

	test("of two texts the one that shows what is quoted is read", () => {
		const html = `<div>New text</div><blockquote type="cite">Old text</blockquote>`;
		expect(authored({ text: "New text\n\nOld text", html })).toMatchObject({ text: "New text", extent: "cut" });
		// A signature that was cut is no sign that the plain text shows quotes.
		const text = "New text\n\nSent from my iPhone\n\nOld text";
		const signed = `<div>New text</div><div>Sent from my iPhone</div><blockquote type="cite">Old text</blockquote>`;
		expect(authored({ text, html: signed })).toMatchObject({ text: "New text", extent: "cut" });
		expect(authored({ text: " \n", html: "<p>Only here</p>" }).text).toBe("Only here");
	});
});

test("where nothing would be left, all of it is, and it says so", () => {
	const quoted = "On Monday, 23 Nov 2026, Tom <tom@shop.example> wrote:\n> Where?\n> When?";
	expect(authored({ text: quoted })).toMatchObject({
		text: "On Monday, 23 Nov 2026, Tom <tom@shop.example> wrote:\n> Where?\n> When?",
		extent: "nothing-left",
	});
	// A name is more than nothing.
	expect(authored({ text: `${quoted}\n\n-- \nMia` })).toMatchObject({ text: "> Where?\n> When?\n\n--\nMia" });
	expect(authored({ text: "Sent from my iPhone" })).toMatchObject({ text: "Sent from my iPhone" });
	const nothing = { text: "", parts: [], extent: "whole", isDoubtful: false, aboveOurs: null };
	expect(authored({})).toEqual(nothing);
	expect(authored({ html: "<style>p{}</style>" })).toEqual(nothing);
});

describe("hostile text costs little, and something is left of it", () => {
	const attributed = "On 1.1.26 9:00 a <a@b.example> wrote:\n";
	test.each<[string, { readonly text?: string; readonly html?: string }]>([
		["a megabyte of marks", { text: `x\n${">".repeat(1_000_000)}` }],
		["marks with blanks", { text: `x\n${"> ".repeat(500_000)}` }],
		["120,000 quoted lines", { text: ">x\n".repeat(120_000) }],
		["answers without end", { text: "> a\nb\n".repeat(40_000) }],
		["colons without end", { text: `${":".repeat(100_000)}\n`.repeat(10) }],
		["lines of colons", { text: "9:00 <a@b>:\n".repeat(40_000) }],
		["attributions without end", { text: `${attributed}>x\n`.repeat(12_000) }],
		["separators without end", { text: "-----Original Message-----\n> x\n".repeat(30_000) }],
		["separators below our mark", { text: `${"---- Forwarded message ----\n> x\n".repeat(30_000)}##- a -##` }],
		["our marks without end", { text: "> ##- a -##\n".repeat(40_000) }],
		["our marks that never close", { text: "##- a\n".repeat(60_000) }],
		["references without end", { text: `[ref:${"0".repeat(45)}]\n`.repeat(18_000) }],
		["rules without end", { text: "---\n\n".repeat(80_000) }],
		["heads without end", { text: "From: a\nSubject: b\n".repeat(20_000) }],
		["blanks without end", { text: `a${" ".repeat(1_000_000)}b` }],
		["quotes 100,000 deep", { html: `a${"<blockquote>".repeat(100_000)}b` }],
		["quotes 50,000 deep, closed", { html: `a${"<blockquote>".repeat(45_000)}b${"</blockquote>".repeat(45_000)}c` }],
		["elements that close others", { html: `x${"<div><p>".repeat(60_000)}${"</p></b></div>".repeat(40_000)}` }],
		["100,000 links of one line", { html: `<a href="https://a.example">b</a>`.repeat(30_000) }],
		["attributes without end", { html: `<p ${"a=b ".repeat(250_000)}>x` }],
		["a class without end", { html: `<div class="${"gmail_ ".repeat(140_000)}">x` }],
		["styles without end", { html: `<p style="font-size:${"0".repeat(1900)}x">a`.repeat(500) }],
		["tags that never end", { html: `x${"<a ".repeat(330_000)}` }],
		["comments that never end", { html: `x${"<!--".repeat(250_000)}` }],
		["signs without end", { html: "&amp;".repeat(80_000) }],
	])("%s", (_, mail) => {
		// Its own work: what other programs do at the same time costs it nothing.
		const before = process.cpuUsage();
		const { text } = authored(mail);
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1000).toBeLessThan(1500);
		expect(text).not.toBe("");
	});
});

test("whatever comes in, something is told, and never more than came", () => {
	const piece = fc.constantFrom(
		...[
			"> ",
			"\n",
			"\n\n",
			"-- \n",
			"##- a -##",
			`[ref:${token}]`,
			"On 1.1.2026 9:00 a <a@b.example> wrote:\n",
			"x",
			" ",
		],
		...[
			"From: a\n",
			"Subject: b\n",
			"Sent: c\n",
			"---- Original Message ----\n",
			"Sent from my iPhone\n",
			"____\n",
			"<div>",
		],
		...[
			"<blockquote>",
			"</blockquote>",
			"<br>",
			"</div>",
			"<p>",
			'<div id="appendonsend">',
			"&nbsp;",
			"荷物",
			"\u0000",
		],
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, isHtml) => {
			const said = pieces.join("");
			const { text, parts, extent } = authored(isHtml ? { html: said } : { text: said });
			expect(text === "").toBe(parts.length === 0);
			if (!isHtml && said.replaceAll(/[\s>]/g, "") !== "") expect(text).not.toBe("");
			if (extent !== "cut" && !isHtml) expect(lettersOf(text)).toBe(lettersOf(said));
			// Words stand in their order; none is made up.
			if (!isHtml) expect(isWithin(lettersOf(text), lettersOf(said))).toBe(true);
		}),
		{ numRuns: 1000, seed: 9 },
	);
});

function lettersOf(text: string): string {
	return text.replaceAll(/[\s>_]/g, "");
}

/** Whether one is left of the other when some letters are taken out. */
function isWithin(left: string, whole: string): boolean {
	let at = 0;
	for (const letter of whole) if (letter === left[at]) at += 1;
	return at === left.length;
}
