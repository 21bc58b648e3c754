import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { asked, HELP, MIA, of, replyTo } from "../helpers/asked-thread.ts";
import { dovecotVersion, startDovecot } from "../helpers/dovecot.ts";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { freshMail } from "../helpers/mail-comes.ts";

const version = await dovecotVersion();

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
		const { items: noted } = (await asking.seller.get("/v1/audit?action=question.answered")).body;
		expect(noted).toMatchObject([{ actor: "contact" }]);

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

		// By another way, with other bytes.
		const count = (await messages()).length;
		await comes(`Received: from mx2.example\r\n${answer}`);
		expect(await messages()).toHaveLength(count);

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
		expect(of(await letters(), "question.noted").text).toContain("an address of your shop, which is not proven");
		// The Message-ID stands in every reply and forward, and is no key either.
		const [, ofId = ""] = /^<(\w{45})\./.exec(toShop.messageId) ?? [];
		await comes(replyTo(toShop, { from: HELP, words: "Send it to me.", to: `reply+${ofId}@track.example` }));
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false });
		await comes(replyTo(toShop, { from: MIA, words: "Leave it at number 7." }));
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false });
		expect(of(await letters(), "question.noted").text).toContain("from the buyer's address, which is not proven");
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
			expect(count).toBeLessThan(head.length > 0 ? 4 : 40);
		}
	});

	test("a stranger's many mails silence neither side, and the shop hears of the first alone", async () => {
		const { comes, letters, messages } = await asked(database);
		const toShop = of(await letters(), "question.received");
		for (let count = 0; count < 16; count += 1) {
			await comes(replyTo(toShop, { from: "who@stranger.example", words: `Buy ${count}.`, quotes: false }));
		}
		expect((await letters()).filter(({ kind }) => kind === "question.noted")).toHaveLength(12);
		await comes(replyTo(toShop, { from: HELP, words: "On Thursday." }));
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: true, text: "On Thursday." });
		const toBuyer = of(await letters(), "question.answered");
		const before = (await letters()).length;
		for (let count = 0; count < 14; count += 1) {
			await comes(replyTo(toBuyer, { from: MIA, words: `When? ${count}`, quotes: false }));
		}
		// All of it stands there, and the shop was told often enough.
		expect((await messages()).at(-1)).toMatchObject({ side: "buyer", text: "When? 13" });
		expect(await letters()).toHaveLength(before + 12);
	});

	test("of a mail that cannot be read the shop hears, and of one in UTF-7 its writer", async () => {
		const { comes, letters, messages } = await asked(database);
		const toShop = of(await letters(), "question.received");
		expect(await comes("no mail at all", "unproven", toShop.replyTo)).toBe("kept");
		expect(of(await letters(), "question.unread").text).toContain("could not be read, and the buyer has not got it");
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false });
		const garbled = replyTo(toShop, { from: HELP, words: "+AGEAYgBj-", quotes: false }).replace("utf-8", "utf-7");
		await comes(garbled);
		expect(of(await letters(), "question.held").text).toContain("an encoding that is not read here");
	});

	test("a program's notes are kept ten times", async () => {
		const { comes, letters, messages } = await asked(database);
		const toShop = of(await letters(), "question.received");
		for (let count = 0; count < 12; count += 1) {
			await comes(replyTo(toShop, { from: HELP, words: `Ticket ${count}`, head: ["Auto-Submitted: auto-replied"] }));
		}
		expect((await messages()).filter(({ shared }) => !shared)).toHaveLength(10);
	});

	test("nobody swallows another's mail by writing under its Message-ID first", async () => {
		const { comes, letters, messages } = await asked(database);
		const toShop = of(await letters(), "question.received");
		const answer = replyTo(toShop, { from: HELP, words: "On Thursday." });
		await comes(answer.replace(HELP, "who@stranger.example"));
		await comes(answer.replace("On Thursday.", "Never."), "refuted");
		await comes(answer);
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: true, text: "On Thursday." });
	});

	test("a mail that did not arrive is told to the shop; one that somebody made up is not", async () => {
		const { comes, letters, messages } = await asked(database);
		await comes(replyTo(of(await letters(), "question.received"), { from: HELP, words: "On Thursday." }));
		const toBuyer = of(await letters(), "question.answered");
		const report = (messageId: string, to = toBuyer.replyTo) =>
			[
				...["From: MAILER-DAEMON@mx.example", `To: ${to}`, "Return-Path: <>", "Subject: Undelivered Mail"],
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
		expect(of(await letters(), "question.undelivered").text).toContain("Your answer stands on the buyer's page");
		// To the address that letters come from, which has no token, and of a letter that nobody wrote.
		const acknowledgement = of(await letters(), "question.acknowledged");
		expect(await comes(report(acknowledgement.messageId, "reply@track.example"))).toBe("kept");
		const undelivered = of(await letters(), "question.undelivered").text;
		expect(undelivered).not.toContain("Your answer stands");
		expect(undelivered).toContain("told the buyer that the question had come");
	});

	test("a mail that answers nothing is not kept; one of somebody who asked waits to be placed", async () => {
		const lin = "lin@buyer.example";
		const { comes, letters, seller } = await asked(database, { buyer: lin });
		const fresh = (from: string, subject?: string) => freshMail({ from, ...(subject !== undefined && { subject }) });
		expect(await comes(fresh("stranger@else.example"))).toBe("not-ours");
		expect(await comes("no mail at all")).toBe("not-ours");
		expect(await comes(fresh(lin), "refuted")).toBe("not-ours");
		expect(await comes(fresh(lin))).toBe("kept");
		const unplaced = of(await letters(), "question.unplaced");
		expect(unplaced.subject).toContain("A mail that may be");
		// Of which question nobody knows: a reply must not go to the buyer of this one.
		expect(unplaced.replyTo).toBeUndefined();
		expect(unplaced.text).toContain("Place it here:\nhttps://track.shop.example/console/mails\n");
		expect(unplaced.text).toContain("A reply to this mail reaches nobody");
		expect(unplaced.text).not.toContain("stand on the buyer's page");
		expect((await seller.get("/v1/questions")).body.items[0].text).toBe("Will it come before Friday?");
		// Of two shops nobody knows which one is meant.
		await asked(database, { buyer: lin });
		expect(await comes(fresh(lin, "Again"))).toBe("not-ours");
	});
});
