import { describe, expect, test } from "vitest";
import { automaticSubject } from "../../src/mail/automatic-subjects.ts";
import { composeHeaders, type Letter } from "../../src/mail/compose-headers.ts";
import { MAIL_RULES, type MailKindFinding, mailKind } from "../../src/mail/mail-kind.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import type { TokenKeys } from "../../src/mail/signed-token.ts";
import { type ThreadToken, threadToken } from "../../src/mail/thread-token.ts";
import { noticeMail } from "../../src/services/notice-mail.ts";
import { AUTO_REPLIES, AWAY, BOUNCES, complaint, LISTS } from "./corpus/machine-mails.ts";

const keys: TokenKeys = [Buffer.alloc(32, 1)];
const thread: ThreadToken = { thread: "qst_AAAAAAAAAAAAAAAAAAAAAA", sentTo: { role: "buyer", person: 0 } };
const token = threadToken(thread, keys);
const machine = { to: `reply+${token}@shop.example`, about: `<${token}.eml_1@shop.example>` };

async function kindOf(raw: string, namesThread = true): Promise<MailKindFinding> {
	const mail = await readMail(Buffer.from(raw));
	if ("kind" in mail) throw new Error(mail.because);
	return mailKind(mail, { ourHosts: ["shop.example"], keys, namesThread });
}

const written = (fields: string) =>
	`Message-ID: <1@buyer.example>\nFrom: Mia <mia@buyer.example>\nTo: ${machine.to}\n${fields}\n\nHello`;

describe("what a machine writes is told from what a person writes, and never answered", () => {
	test.each([
		...Object.entries(BOUNCES).map(([name, template]) => ["bounce", name, template] as const),
		...Object.entries(AUTO_REPLIES).map(([name, template]) => ["auto-reply", name, template] as const),
		...Object.entries(AWAY).map(([name, template]) => ["out-of-office", name, template] as const),
		...Object.entries(LISTS).map(([name, template]) => ["list", name, template] as const),
		["complaint", "feedback", complaint] as const,
	])("%s: %s", async (kind, _, template) => {
		for (const namesThread of [true, false]) {
			const finding = await kindOf(template(machine), namesThread);
			expect(finding).toMatchObject({ kind, mayBeAnswered: false, suspect: null });
			expect(MAIL_RULES[finding.kind].mayBeAnswered).toBe(false);
		}
	});

	test.each([
		["Auto-Submitted: auto-generated", "auto-reply"],
		["Auto-Submitted: Auto-Replied; owner-email=x", "auto-reply"],
		["Auto-Submitted: auto-notified", "auto-reply"],
		["X-Autorespond: 1", "auto-reply"],
		["X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "auto-reply"],
		["Content-Type: multipart/report; report-type=tlsrpt; boundary=b", "auto-reply"],
		["Content-Type: multipart/report; boundary=b", "bounce"],
		["Precedence: junk", "list"],
		["List-Unsubscribe: <https://a.example>", "list"],
		["X-Loop: Shop.example", "loop"],
		[`X-Loop: other.example\nX-Loop: shop.example`, "loop"],
		["Received: from a by b\n".repeat(40).trimEnd(), "loop"],
	])("%s", async (fields, kind) => {
		expect(await kindOf(written(fields))).toMatchObject({ kind, mayBeAnswered: false });
	});
});

describe("a person stays one", () => {
	test.each([
		["Subject: Where is it?", true],
		["Auto-Submitted: no\nSubject: Automatic reply: no, it is me", true],
		["X-Loop: other.example", true],
		["X-Autoreply: no", true],
		["Precedence: normal", true],
		["X-Auto-Response-Suppress: DR, RN, NRN", true],
		["Subject: 不在票が入っていました", true],
		["Subject: Abwesenheit bei der Zustellung", true],
		["Subject: I received your parcel by mistake", true],
		["X-Auto-Response-Suppress: All", false],
		["X-Auto-Response-Suppress: OOF, AutoReply", false],
	])("%s", async (fields, mayBeAnswered) => {
		for (const namesThread of [true, false]) {
			expect(await kindOf(written(fields), namesThread)).toMatchObject({
				kind: "person",
				mayBeAnswered: mayBeAnswered && !namesThread,
				suspect: null,
			});
		}
	});

	test("whose address takes no answers gets none", async () => {
		const raw = "From: Shop <No-Reply@seller.example>\nTo: reply@shop.example\nSubject: Hello\n\nHello";
		expect(await kindOf(raw)).toMatchObject({ kind: "person", mayBeAnswered: false });
	});

	test("a sender with a server's name who has an envelope is not taken for a bounce", async () => {
		expect(
			await kindOf("Return-Path: <postmaster@seller.example>\nFrom: postmaster@seller.example\n\nHello"),
		).toMatchObject({
			kind: "person",
		});
	});
});

test("a subject that machines write decides only where nothing names a thread", async () => {
	const raw = written("Subject: =?utf-8?B?6Ieq5Yqo5Zue5aSNOiDljIXoo7k=?=");
	expect(await kindOf(raw, true)).toMatchObject({ kind: "person", suspect: "out-of-office", mayBeAnswered: false });
	expect(await kindOf(raw, false)).toMatchObject({ kind: "out-of-office", suspect: null, mayBeAnswered: false });
});

test.each([
	["out-of-office", "Automatic reply: Your parcel"],
	["out-of-office", "Automatische Antwort: Ihr Paket"],
	["out-of-office", "Abwesenheitsnotiz"],
	["out-of-office", "Réponse automatique : Votre colis"],
	["out-of-office", "Respuesta automática: Su paquete"],
	["out-of-office", "Resposta automática: Sua encomenda"],
	["out-of-office", "Risposta automatica: Il tuo pacco"],
	["out-of-office", "Automatisch antwoord: Uw pakket"],
	["out-of-office", "Odpowiedź automatyczna: Twoja paczka"],
	["out-of-office", "Otomatik yanıt: Kargonuz"],
	["out-of-office", "Автоматический ответ: Ваша посылка"],
	["out-of-office", "自動応答: お荷物"],
	["out-of-office", "【自動返信】お荷物"],
	["out-of-office", "自动答复: 您的包裹"],
	["out-of-office", "自動回覆: 您的包裹"],
	["out-of-office", "자동 회신: 택배"],
	["out-of-office", "Trả lời tự động: Kiện hàng"],
	["out-of-office", "Balasan otomatis: Paket Anda"],
	["out-of-office", "ตอบกลับอัตโนมัติ: พัสดุ"],
	["out-of-office", "स्वचालित उत्तर: आपका पार्सल"],
	["out-of-office", "رد تلقائي: طردك"],
	["auto-reply", "[Ticket #4711] received"],
	["auto-reply", "Wir haben Ihre Nachricht erhalten"],
	["auto-reply", "Nous avons bien reçu votre message"],
	["auto-reply", "Hemos recibido su consulta"],
	["auto-reply", "Recebemos sua mensagem"],
	["auto-reply", "Abbiamo ricevuto la tua richiesta"],
	["auto-reply", "We hebben uw bericht ontvangen"],
	["auto-reply", "Otrzymaliśmy Twoją wiadomość"],
	["auto-reply", "Talebiniz alınmıştır"],
	["auto-reply", "Ваше обращение зарегистрировано"],
	["auto-reply", "お問い合わせを受け付けました"],
	["auto-reply", "我们已收到您的邮件"],
	["auto-reply", "문의가 접수되었습니다"],
	["auto-reply", "تم استلام رسالتك"],
	[null, "Re: Automatic reply: Your parcel"],
	[null, "Where is my ticket"],
	[null, "Ich habe Ihre Nachricht erhalten"],
	[null, ""],
])("%s may have written: %s", (kind, subject) => {
	expect(automaticSubject(subject)).toBe(kind);
});

describe("two desks that acknowledge what they get stop", () => {
	const letter: Letter = {
		kind: "automatic",
		id: "eml_1",
		token: thread,
		mailbox: "reply@one.example",
		takesPlusAddresses: true,
		fromName: "One",
		subject: "We have got your question",
	};

	/** What one of ours sends, as it comes to the other. */
	function sent(by: Letter, own = keys): string {
		const { fromName, replyTo, messageId, subject, inReplyTo, headers } = composeHeaders(by, own);
		const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
		const parent = inReplyTo === null ? [] : [`In-Reply-To: ${inReplyTo}`];
		const head = [
			`From: ${fromName} <${by.mailbox}>`,
			`Reply-To: ${replyTo.address}`,
			`Message-ID: ${messageId}`,
			`Subject: ${subject}`,
			...parent,
		];
		return `${[...head, ...fields].join("\n")}\n\nHello`;
	}

	/** Acknowledges at `host` what may be; the letter names the thread that it begins, as ours do. */
	async function ours(host: string, mail: string): Promise<string | null> {
		const read = await readMail(Buffer.from(mail));
		if ("kind" in read) throw new Error(read.because);
		const to = read.to.map(({ address }) => address).join(" ");
		const namesThread = to.includes(token);
		if (!mailKind(read, { ourHosts: [host], keys, namesThread }).mayBeAnswered) return null;
		const begun = { thread: "qst_AAAAAAAAAAAAAAAAAAAAAA", sentTo: { role: "buyer", person: 0 } } as const;
		return sent({
			...letter,
			mailbox: `reply@${host}`,
			token: begun,
			answers: read.messageId === null ? [] : [read.messageId],
		});
	}

	/** One that answers whatever comes, to where it says, and heeds no rule. */
	async function heedless(mail: string): Promise<string> {
		const read = await readMail(Buffer.from(mail));
		if ("kind" in read) throw new Error(read.because);
		const to = read.replyTo[0]?.address ?? read.from?.address ?? "";
		return `From: desk@courier.example\nTo: ${to}\nSubject: Re: ${read.subject}\nMessage-ID: <1@courier.example>\n\nWe have got your mail.`;
	}

	const question =
		"From: mia@buyer.example\nTo: reply@one.example\nMessage-ID: <q@buyer.example>\nSubject: Where is it?\n\nHello";

	test.each<[string, (mail: string) => Promise<string | null>]>([
		["one of ours with one of ours", (mail) => ours("two.example", mail)],
		["one of ours with one that heeds no rule", heedless],
	])("%s, after one letter each at most", async (_, other) => {
		let letters = 0;
		let mail: string | null = question;
		for (let turn = 0; mail !== null && turn < 20; turn += 1) {
			mail = turn % 2 === 0 ? await ours("one.example", mail) : await other(mail);
			if (mail !== null) letters += 1;
		}
		expect(letters).toBeGreaterThan(0);
		expect(letters).toBeLessThanOrEqual(2);
	});

	test("news of a parcel is acknowledged by nobody", async () => {
		const news = noticeMail({
			...{ to: "mia@buyer.example", shop: "One", contact: "reply@one.example", stopUrl: "https://one.example/u" },
			letter: { subject: "It is on its way", text: "Hello", html: "" },
		});
		const head = Object.entries({ From: "One <track@one.example>", Subject: news.subject, ...news.headers });
		const mail = `${head.map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${news.text}`;
		expect(await kindOf(mail, false)).toMatchObject({ kind: "auto-reply", mayBeAnswered: false });
	});

	test("an answer of a person at the one is one for the other, and not acknowledged", async () => {
		expect(
			await kindOf(sent({ ...letter, kind: "answer", subject: "Hello" }, [Buffer.alloc(32, 2)]), false),
		).toMatchObject({
			kind: "person",
			mayBeAnswered: false,
		});
	});

	test("whatever comes back from a desk that heeds nothing is known as ours", async () => {
		const back = sent({ ...letter, mailbox: "reply@shop.example" });
		expect(await kindOf(back.replace(/^Auto-Submitted.*\n/m, ""))).toMatchObject({ kind: "loop" });
		const id = `Message-ID: <${token}.eml_1@shop.example>`;
		expect(await kindOf(written("").replace("Message-ID: <1@buyer.example>", id))).toMatchObject({ kind: "loop" });
	});
});
