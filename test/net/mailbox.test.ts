import { readdir, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { imapAddress } from "../../src/net/imap-address.ts";
import { MAILBOX_WAITS, type MailboxOptions, type OpenMailbox, openMailbox } from "../../src/net/mailbox.ts";
import type { MailboxCursor } from "../../src/net/read-mailbox.ts";
import { type Dovecot, dovecotVersion, startDovecot } from "../helpers/dovecot.ts";

const version = await dovecotVersion();
let dovecot: Dovecot;
beforeAll(async () => {
	if (version !== null) dovecot = await startDovecot();
});
afterAll(() => dovecot?.close());

const open: OpenMailbox[] = [];
afterEach(() => Promise.all(open.splice(0).map((mailbox) => mailbox.stop())));

/** The service's side: what it took, what it was told, and how far it read. */
interface Reading {
	readonly got: string[];
	readonly told: string[];
	readonly errors: unknown[];
	cursor: MailboxCursor | null;
	readonly mailbox: OpenMailbox;
}

function follow(folder: string, options: Partial<MailboxOptions> = {}, before?: Reading): Reading {
	const reading: Omit<Reading, "mailbox"> = { got: [], told: [], errors: [], cursor: before?.cursor ?? null };
	const mailbox = openMailbox({
		url: `${dovecot.url}/${folder}`,
		readCursor: async (name) => (reading.cursor?.mailbox === name ? reading.cursor : null),
		writeCursor: async (cursor) => {
			reading.cursor = cursor;
		},
		take: async ({ raw, envelopeTo, envelopeFrom, sender }) => {
			reading.got.push(Buffer.from(raw).toString());
			expect({ envelopeTo, envelopeFrom, sender }).toEqual({ envelopeTo: [], envelopeFrom: null, sender: "unproven" });
			return "kept";
		},
		proveSender: async () => ({ sender: "unproven", dkim: "none", spf: "unknown", dmarc: "none" }),
		isAway: () => false,
		onError: (error) => reading.errors.push(error),
		tell: (sentence) => reading.told.push(sentence),
		now: () => new Date(),
		// Longer than any test: what comes within it was told by the server.
		waits: { idleMs: 60_000, againMs: 5, mostAgainMs: 50 },
		...options,
	});
	open.push(mailbox);
	return Object.assign(reading, { mailbox });
}

const mail = (words: string) =>
	`From: Mia <mia@example.com>\r\nTo: reply@shop.example\r\nSubject: ${words}\r\n\r\n${words}\r\n`;
const soon = { timeout: 10_000, interval: 20 };

describe.skipIf(version === null)("a mailbox of Dovecot", () => {
	test("what lies in the mailbox stays unread; what arrives is taken at once, as it is, and nothing is changed", async () => {
		const old = await dovecot.deliver(mail("old"), "At-once");
		const reading = follow("At-once");
		await expect.poll(() => reading.told, soon).toEqual([expect.stringContaining("what arrives from now on is read")]);
		const fresh = await dovecot.deliver(mail("new"), "At-once");
		await expect.poll(() => reading.got, soon).toEqual([mail("new")]);
		await reading.mailbox.stop();
		// Not even marked as no longer recent, which moves a file.
		expect((await readdir(join(dovecot.maildir, ".At-once/new"))).toSorted()).toEqual([old, fresh].toSorted());
		expect(await readdir(join(dovecot.maildir, ".At-once/cur"))).toEqual([]);
	});

	test("many at once are taken in their order, with and without plus addresses, and of what is too large the beginning", async () => {
		await dovecot.deliver(mail("first"), "Many");
		const large: unknown[] = [];
		const reading: Reading = follow("Many", {
			mostBytes: 2000,
			take: async ({ raw, tooLarge, sender }) => {
				const words = Buffer.from(raw).toString();
				if (tooLarge === undefined) reading.got.push(words);
				else large.push([words.slice(0, 23), words.length, tooLarge, sender]);
				return "kept";
			},
		});
		await expect.poll(() => reading.cursor?.nextUid, soon).toBe(2);
		const plus = mail("plus").replace("reply@", "reply+0123@");
		await dovecot.deliver(plus, "Many");
		const film = mail("x".repeat(200_000));
		await dovecot.deliver(film, "Many");
		for (let at = 0; at < 30; at += 1) await dovecot.deliver(mail(`number ${at}`), "Many");
		await expect.poll(() => reading.got.length, soon).toBe(31);
		expect(new Set(reading.got)).toEqual(
			new Set([plus, ...Array.from({ length: 30 }, (_, at) => mail(`number ${at}`))]),
		);
		expect(large).toEqual([["From: Mia <mia@example.", 128_000, { bytes: film.length, most: 2000 }, "unproven"]]);
		await expect.poll(() => reading.cursor?.nextUid, soon).toBe(34);
		expect(reading.errors).toEqual([]);
	});

	test("who begins anew goes on where he was, and finds what came meanwhile", async () => {
		await dovecot.deliver(mail("before"), "Anew");
		const first = follow("Anew");
		await expect.poll(() => first.cursor, soon).not.toBeNull();
		await first.mailbox.stop();
		await dovecot.deliver(mail("meanwhile"), "Anew");
		const second = follow("Anew", {}, first);
		await expect.poll(() => second.got, soon).toEqual([mail("meanwhile")]);
		expect(second.told).toEqual([]);
	});

	test("mails that the server numbered anew are looked at again for three days back", async () => {
		const old = await dovecot.deliver(mail("old"), "Numbers");
		const longAgo = new Date(Date.now() - 6 * 86_400_000);
		await utimes(join(dovecot.maildir, ".Numbers/new", old), longAgo, longAgo);
		const first = follow("Numbers");
		await expect.poll(() => first.cursor, soon).not.toBeNull();
		await dovecot.deliver(mail("seen"), "Numbers");
		await expect.poll(() => first.got, soon).toEqual([mail("seen")]);
		await first.mailbox.stop();
		for (const name of await readdir(join(dovecot.maildir, ".Numbers"))) {
			if (name.startsWith("dovecot")) await rm(join(dovecot.maildir, ".Numbers", name));
		}
		const before = { ...first, cursor: first.cursor && { ...first.cursor, uidValidity: "1" } };
		const second = follow("Numbers", {}, before);
		await expect.poll(() => second.got, soon).toEqual([mail("seen")]);
		expect(second.told).toEqual([expect.stringContaining("numbered its mails anew")]);
		await dovecot.deliver(mail("after"), "Numbers");
		await expect.poll(() => second.got, soon).toEqual([mail("seen"), mail("after")]);
	});

	test("a server that was gone is found again, and that it was is told once", async () => {
		await dovecot.deliver(mail("before"), "Gone");
		const reading = follow("Gone");
		await expect.poll(() => reading.cursor, soon).not.toBeNull();
		await dovecot.stop();
		await dovecot.deliver(mail("meanwhile"), "Gone");
		await expect.poll(() => reading.told.join(" "), soon).toContain("ECONNREFUSED");
		await dovecot.start();
		await expect.poll(() => reading.got, soon).toEqual([mail("meanwhile")]);
		await dovecot.deliver(mail("after"), "Gone");
		await expect.poll(() => reading.got, soon).toEqual([mail("meanwhile"), mail("after")]);
		expect(new Set(reading.told).size).toBe(reading.told.length);
		expect(reading.errors).toEqual([]);
	});

	test("without a database no mail is left out; one that fails by itself is, after five times, and the next ones come", async () => {
		await dovecot.deliver(mail("before"), "Failing");
		const away = new Error("the database is away");
		let [failures, taken] = [0, 0];
		const reading = follow("Failing", {
			isAway: (error) => error === away,
			take: async ({ raw }) => {
				const text = Buffer.from(raw).toString();
				if (text === mail("poison")) {
					taken += 1;
					throw new Error("cannot be read");
				}
				failures += 1;
				if (failures <= 6) throw away;
				reading.got.push(text);
				return "kept";
			},
		});
		await expect.poll(() => reading.cursor, soon).not.toBeNull();
		await dovecot.deliver(mail("good"), "Failing");
		await expect.poll(() => reading.got, soon).toEqual([mail("good")]);
		expect(reading.errors).toEqual(Array.from({ length: 6 }, () => away));
		await dovecot.deliver(mail("poison"), "Failing");
		await expect.poll(() => reading.told.at(-1), soon).toContain("could not be taken 5 times");
		expect(taken).toBe(5);
		await dovecot.deliver(mail("next"), "Failing");
		await expect.poll(() => reading.got, soon).toEqual([mail("good"), mail("next")]);
		expect(taken).toBe(5);
	});

	test("a server that tells nothing by itself is asked every so often", async () => {
		const silent = await startDovecot({ tellsOfMail: false });
		try {
			const reading = follow("INBOX", { url: silent.url, waits: { idleMs: 60_000, pollMs: 50 } });
			await expect.poll(() => reading.cursor, soon).not.toBeNull();
			for (const words of ["one", "two"]) {
				await silent.deliver(mail(words));
				await expect.poll(() => reading.got.at(-1), soon).toBe(mail(words));
			}
			await reading.mailbox.stop();
		} finally {
			await silent.close();
		}
	});

	test("a refused password is told once in words, without it, and tried seldom", async () => {
		const refusals = async () => (await dovecot.log()).match(/auth failed/g)?.length ?? 0;
		const before = await refusals();
		const began = performance.now();
		const url = dovecot.url.replace("p%40ss", "hunter2");
		const reading = follow("INBOX", { url, waits: { againMs: 1, refusedMs: 200 } });
		await expect.poll(refusals, soon).toBeGreaterThanOrEqual(before + 3);
		expect(performance.now() - began).toBeGreaterThan(400);
		await reading.mailbox.stop();
		expect(reading.told).toEqual([
			expect.stringMatching(/^The mailbox's server refuses the name or the password of WAYLINE_IMAP_URL\./),
		]);
		expect(MAILBOX_WAITS.refusedMs).toBeGreaterThan(600_000);
	});

	test("a folder that is not there is named", async () => {
		const reading = follow("No%20such");
		await expect.poll(() => reading.told, soon).toEqual(['The mailbox has no folder "No such": see WAYLINE_IMAP_URL.']);
	});

	test("no password leaves this machine without TLS", async () => {
		const logIns = (await dovecot.log()).length;
		// Another way to write the address of this machine, as a stranger's would look.
		const reading = follow("INBOX", { url: dovecot.url.replace("127.0.0.1", "0x7f.1") });
		await expect
			.poll(() => reading.told, soon)
			.toEqual([expect.stringContaining("offers no TLS, and a password is not sent without it")]);
		await reading.mailbox.stop();
		expect((await dovecot.log()).slice(logIns)).not.toMatch(/user=<[^>]/);
	});
});

test.each([
	[
		"imaps://mia%40shop.example:p%40ss@imap.example",
		{ host: "imap.example", port: 993, secure: true, auth: { user: "mia@shop.example", pass: "p@ss" } },
	],
	[
		"imap://mia:x@imap.example:1143",
		{ host: "imap.example", port: 1143, secure: false, doSTARTTLS: true, auth: { user: "mia", pass: "x" } },
	],
	[
		"imap://mia:x@[::1]",
		{ host: "::1", port: 143, secure: false, tls: { rejectUnauthorized: false }, auth: { user: "mia", pass: "x" } },
	],
])("%s is understood", (url, options) => {
	expect(imapAddress(url)).toMatchObject({ folder: "INBOX", options });
	expect(imapAddress(url).options).toEqual(options);
});

test("each folder of each user of each server is a mailbox of its own, whatever its password", () => {
	const of = (url: string) => imapAddress(url).mailbox;
	expect(imapAddress("imaps://a:x@h/Help%20desk/Parcels").folder).toBe("Help desk/Parcels");
	expect(of("imaps://a:x@h/INBOX")).toBe(of("imaps://a:other@h"));
	expect(new Set(["imaps://a:x@h", "imaps://b:x@h", "imaps://a:x@i", "imaps://a:x@h/Other"].map(of)).size).toBe(4);
});
