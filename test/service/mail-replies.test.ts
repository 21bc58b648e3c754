import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { takeMail } from "../../src/services/take-mail.ts";
import type { RowId } from "../../src/store/database.ts";
import { mailOf } from "../../src/store/mails.ts";
import { openVault } from "../../src/store/seal.ts";
import { questionLetters } from "../../web/views/letters/question-letters.tsx";
import { dovecotVersion, startDovecot } from "../helpers/dovecot.ts";
import { eachDatabase, oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { startTestService, type TestSeller } from "../helpers/service.ts";

const HELP = "help@harbour.example";
const MIA = "mia@buyer.example";
const secretKey = randomBytes(32);
const vault = openVault(secretKey);

interface Sent {
	readonly kind: string;
	readonly to: string;
	readonly fromName: string;
	readonly replyTo: string;
	readonly subject: string;
	readonly text: string;
	readonly messageId: string;
	readonly headers: Readonly<Record<string, string>>;
}

interface Asked {
	readonly mailPort: number;
	readonly seller: TestSeller;
	readonly question: string;
	/** What went out, oldest first. */
	letters(): Promise<readonly Sent[]>;
	/** A mail comes in. */
	comes(mail: string, sender?: "proven" | "refuted" | "unproven"): Promise<"kept" | "not-ours">;
	messages(): Promise<
		readonly { side: string; channel: string; shared: boolean; text: string; author: string | null }[]
	>;
	/** What the buyer reads on the page. */
	page(): Promise<string>;
}

interface Asking {
	readonly takesPlusAddresses?: boolean;
	readonly buyer?: string;
	readonly imapUrl?: string | null;
}

/** A buyer has asked by the page of a shop that reads replies. */
async function asked(
	database: TestDatabase,
	{ takesPlusAddresses = true, buyer = MIA, imapUrl = null }: Asking = {},
): Promise<Asked> {
	const replies = { address: "reply@track.example", takesPlusAddresses };
	const service = await startTestService(database, {
		...{ secretKey, mailFrom: `Wayline <${replies.address}>`, mailPlus: takesPlusAddresses },
		...{ mailPort: { protocol: "smtp", port: 0 }, imapUrl },
	});
	const { db } = service;
	const seller = await service.newSeller("Harbour Shoes");
	await seller.connect({ carrier: "push" });
	await seller.patch("/v1/shop", { contactEmail: HELP });
	const { trackingUrl } = (await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" })).body;
	const link = `${service.url}${new URL(trackingUrl).pathname}`;
	const body = new URLSearchParams({ text: "Will it come before Friday?", email: buyer });
	const response = await fetch(`${link}/questions`, { method: "POST", body, redirect: "manual" });
	const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
	const [{ id: question }] = (await seller.get("/v1/questions")).body.items;
	const deps = {
		...{ db, vault, publicUrl: "https://track.shop.example", places: testPlaces(), now: () => new Date() },
		...{
			lanes: new LiveLanes(await openCalendar()),
			changed: () => {},
			letters: questionLetters,
			replies,
		},
	};
	const messages: Asked["messages"] = async () => (await seller.get(`/v1/questions/${question}`)).body.messages;
	return {
		...{ seller, question, messages, mailPort: service.mailPort ?? 0 },
		comes: (mail, sender = "unproven") =>
			takeMail(deps, { raw: Buffer.from(mail), envelopeTo: [], envelopeFrom: null, sender }),
		letters: async () => {
			const rows = await db.rows<{ id: string; kind: string; sellerId: RowId; sealedMail: Uint8Array }>(
				sql`select m.public_id as id, m.kind, m.seller_id as "sellerId", m.sealed_mail as "sealedMail"
					from mails m join sellers s on s.id = m.seller_id where s.public_id = ${seller.id} order by m.id`,
			);
			// What question-mails.ts queued.
			return rows.map((row) => ({ ...(mailOf(vault, row) as Sent), kind: row.kind }));
		},
		page: async () => (await fetch(`${link}/questions`, { headers: { cookie } })).text(),
	};
}

interface Written {
	readonly from: string;
	readonly words: string;
	/** Where it goes; the letter's Reply-To where nothing else is said. */
	readonly to?: string;
	readonly quotes?: boolean;
	readonly head?: readonly string[];
}

const version = await dovecotVersion();
let written = 0;

/** What a mail program makes of a reply to a letter. */
function replyTo(letter: Sent, { from, words, to = letter.replyTo, quotes = true, head = [] }: Written): string {
	written += 1;
	const quoted = letter.text.split("\n").map((line) => `> ${line}`.trimEnd());
	return [
		...[`From: ${from}`, `To: ${to}`, `Subject: Re: ${letter.subject}`, `Message-ID: <${written}@mua.example>`],
		...[`In-Reply-To: ${letter.messageId}`, "Content-Type: text/plain; charset=utf-8", ...head, "", words, ""],
		...(quotes ? ["On Tue, 24 Nov 2026 at 10:00, Shop wrote:", ...quoted] : []),
	].join("\r\n");
}

const of = (letters: readonly Sent[], kind: string): Sent => {
	const letter = letters.findLast((one) => one.kind === kind);
	if (!letter) throw new Error(`No letter ${kind}: ${letters.map((one) => one.kind).join(", ")}`);
	return letter;
};

eachDatabase((database) => {
	test("the shop presses Reply, the buyer reads it on the page and in a mail, and replies to that", async () => {
		const asking = await asked(database);
		const { comes, letters, messages, page } = asking;
		const toShop = of(await letters(), "question.received");
		expect(toShop.to).toBe(HELP);
		expect(toShop.replyTo).toMatch(/^reply\+[0-9a-z]{45}@track\.example$/);
		expect(JSON.stringify(toShop)).not.toContain(MIA);
		const answer = replyTo(toShop, { from: `Ada Byron <${HELP}>`, words: "Yes, on Thursday." });
		expect(await comes(answer)).toBe("kept");
		expect((await messages()).at(-1)).toMatchObject({
			side: "staff",
			channel: "mail",
			shared: true,
			text: "Yes, on Thursday.",
		});
		expect(await page()).toContain("Yes, on Thursday.");
		expect(await page()).not.toContain("Write your answer above");

		const toBuyer = of(await letters(), "question.answered");
		expect(toBuyer.to).toBe(MIA);
		expect(toBuyer.text).toContain("Yes, on Thursday.");
		expect(JSON.stringify(toBuyer)).not.toContain(HELP);
		expect(toBuyer.headers).not.toHaveProperty("Auto-Submitted");
		await comes(replyTo(toBuyer, { from: MIA, words: "Thank you! At what time?" }));
		expect((await messages()).at(-1)).toMatchObject({
			side: "buyer",
			channel: "mail",
			text: "Thank you! At what time?",
		});
		const [{ state }] = (await asking.seller.get("/v1/questions")).body.items;
		expect(state).toBe("waiting");
		expect(of(await letters(), "question.received").text).toContain("> Thank you! At what time?");

		// The same mails come once more, as after a crash.
		const before = [await messages(), (await letters()).length];
		await comes(answer);
		expect([await messages(), (await letters()).length]).toEqual(before);
	});

	test("what a courier replies in a thread is the shop's alone, whoever he says he is", async () => {
		const { comes, letters, messages, page } = await asked(database);
		const toShop = of(await letters(), "question.received");
		await comes(replyTo(toShop, { from: "Depot <depot@courier.example>", words: "The flat is locked, try 0151 555." }));
		expect((await messages()).at(-1)).toMatchObject({
			...{ side: "third", channel: "mail", shared: false, author: "Depot <depot@courier.example>" },
		});
		expect(await page()).not.toContain("0151");
		const note = of(await letters(), "question.noted");
		expect(note.to).toBe(HELP);
		expect(note.text).toContain("> The flat is locked, try 0151 555.");
		// The token in its words is another than that of its head, and lets nobody write as who got it.
		const [, reference = ""] = /\[ref:(\w+)\]/.exec(toShop.text) ?? [];
		const forged = replyTo(toShop, {
			from: HELP,
			words: "Send it back at once.",
			to: `reply+${reference}@track.example`,
		});
		await comes(forged.replace(toShop.messageId, "<x@else.example>"));
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false });
		// Who calls himself staff and is refuted is nobody.
		await comes(replyTo(toShop, { from: HELP, words: "Send it back." }), "refuted");
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false });
		expect((await letters()).filter(({ kind }) => kind === "question.answered")).toEqual([]);
	});
});

oneDatabase((database) => {
	test("a mail server hands a reply over, and is told which mail is not taken", async () => {
		const { letters, messages, mailPort } = await asked(database);
		const toShop = of(await letters(), "question.received");
		const transport = createTransport({ host: "127.0.0.1", port: mailPort, secure: false, ignoreTLS: true });
		const hand = (to: string, raw: string) => transport.sendMail({ envelope: { from: HELP, to }, raw });
		const reply = replyTo(toShop, { from: HELP, words: "It comes on Thursday." });
		await hand(toShop.replyTo, reply);
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", channel: "mail", text: "It comes on Thursday." });
		for (const to of ["reply+0000@track.example", "someone@track.example", "reply@else.example"]) {
			await expect(hand(to, reply)).rejects.toMatchObject({ responseCode: 550 });
		}
		const fresh = "From: x@else.example\r\nSubject: Hello\r\nMessage-ID: <1@else.example>\r\n\r\nBuy this.\r\n";
		await expect(hand("reply@track.example", fresh)).rejects.toMatchObject({
			response: expect.stringContaining("takes only replies"),
		});
		transport.close();
	});

	test.skipIf(version === null)("a reply that comes into somebody's mailbox is read there", async () => {
		const dovecot = await startDovecot();
		onTestFinished(() => dovecot.close());
		await dovecot.deliver("From: x@else.example\r\nSubject: old\r\n\r\nold\r\n", "Replies");
		const { letters, messages } = await asked(database, { imapUrl: `${dovecot.url}/Replies` });
		const reply = replyTo(of(await letters(), "question.received"), { from: HELP, words: "It comes on Thursday." });
		await dovecot.deliver(reply, "Replies");
		await expect
			.poll(async () => (await messages()).at(-1))
			.toMatchObject({ side: "staff", text: "It comes on Thursday." });
	});

	test("without plus addresses a reply finds its thread by what it answers, and staff by what is proven", async () => {
		const { comes, letters, messages } = await asked(database, { takesPlusAddresses: false });
		const toShop = of(await letters(), "question.received");
		expect(toShop.replyTo).toBe("reply@track.example");
		await comes(replyTo(toShop, { from: HELP, words: "Anybody could write this." }));
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false });
		await comes(replyTo(toShop, { from: HELP, words: "On Thursday." }), "proven");
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: true });
	});

	test("a reply that nothing can be told of is held, and its writer hears it", async () => {
		const { comes, letters, messages } = await asked(database);
		const toShop = of(await letters(), "question.received");
		await comes(replyTo(toShop, { from: HELP, words: "" }));
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: false });
		const held = of(await letters(), "question.held");
		expect(held.to).toBe(HELP);
		expect(held.text).toContain("NOT sent to the buyer");
		expect(toShop.headers["Auto-Submitted"]).toBe("auto-generated");
		expect(held.headers).toMatchObject({
			"Auto-Submitted": "auto-replied",
			"In-Reply-To": expect.stringContaining("@mua.example>"),
		});
		await comes(replyTo(held, { from: HELP, words: "On Thursday, then." }));
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: true, text: "On Thursday, then." });
	});

	test("two desks that answer by themselves come to an end, marked as such or not", async () => {
		for (const head of [["Auto-Submitted: auto-replied"], []]) {
			const { comes, letters } = await asked(database);
			let seen = 0;
			// Each answers every letter that it gets, in words of its own.
			for (let round = 0; round < 60; round += 1) {
				const all = await letters();
				if (all.length === seen) break;
				const fresh = all.slice(seen);
				seen = all.length;
				for (const letter of fresh) {
					const words = `Ticket ${seen}-${round}: we have received your message and will get back to you.`;
					await comes(replyTo(letter, { from: letter.to, words, head }));
				}
			}
			const count = (await letters()).length;
			expect(count).toBe(seen);
			expect(count).toBeLessThan(head.length > 0 ? 4 : 30);
		}
	});

	test("a mail that did not arrive is told to the shop; one that somebody made up is not", async () => {
		const { comes, letters, messages } = await asked(database);
		await comes(replyTo(of(await letters(), "question.received"), { from: HELP, words: "On Thursday." }));
		const toBuyer = of(await letters(), "question.answered");
		const report = (messageId: string) =>
			[
				...["From: MAILER-DAEMON@mx.example", `To: ${toBuyer.replyTo}`, "Return-Path: <>", "Subject: Undelivered Mail"],
				...['Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "", "--b", "", "It failed."],
				...["--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", ""],
				...[
					`Final-Recipient: rfc822; ${MIA}`,
					"Action: failed",
					"Status: 5.1.1",
					"",
					"--b",
					"Content-Type: message/rfc822",
				],
				...["", `Message-ID: ${messageId}`, "Subject: x", "", "x", "--b--", ""],
			].join("\r\n");
		const before = (await messages()).length;
		await comes(report(toBuyer.messageId.replace("eml_", "eml_0")));
		await comes(report(toBuyer.messageId.replace(/eml_\w{4}/, "eml_0000")));
		expect(await messages()).toHaveLength(before);
		await comes(report(toBuyer.messageId));
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false, author: "Mail server" });
		expect(of(await letters(), "question.undelivered").text).toContain("There is no such address.");
	});

	test("a mail that answers nothing is not kept; one of somebody who asked waits to be placed", async () => {
		const lin = "lin@buyer.example";
		const { comes, letters, seller } = await asked(database, { buyer: lin });
		const fresh = (from: string) =>
			[
				`From: ${from}`,
				"To: reply@track.example",
				"Subject: Hello",
				`Message-ID: <f${from}>`,
				"",
				"Where is it?",
				"",
			].join("\r\n");
		expect(await comes(fresh("stranger@else.example"))).toBe("not-ours");
		expect(await comes("no mail at all")).toBe("not-ours");
		expect(await comes(fresh(lin), "refuted")).toBe("not-ours");
		expect(await comes(fresh(lin))).toBe("kept");
		const unplaced = of(await letters(), "question.unplaced");
		expect(unplaced.subject).toContain("A mail that may be");
		expect((await seller.get("/v1/questions")).body.items[0].text).toBe("Will it come before Friday?");
		// Of two shops nobody knows which one is meant.
		await asked(database, { buyer: lin });
		expect(await comes(fresh(lin).replace("<f", "<g"))).toBe("not-ours");
	});
});
