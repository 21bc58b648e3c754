import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Pusher } from "../../src/net/pusher.ts";
import { createMailer, type Mail, type Mailer } from "../../src/net/smtp.ts";
import { startMailSender } from "../../src/outbound/mail-sender.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { queueMail } from "../../src/store/mails.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, vault } from "../store/given.ts";

const MAIL: Mail = {
	to: "mia@shop.example",
	fromName: "Ядвига & Søn, “the shop”",
	replyTo: "t+abc@mail.example",
	subject: "Lieferung für Ömer: 小包 📦",
	text: "Guten Tag\n.\nEnde",
	html: "<p>Guten Tag</p>",
	headers: { "Auto-Submitted": "auto-generated" },
};

interface Desk {
	readonly url: string;
	readonly got: string[];
	/** Whom each is to be sent back to. */
	readonly senders: string[];
	/** Answers this instead of taking a mail. */
	answer: { code: number; text: string } | null;
}

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).toReversed()) await close();
});

async function openDesk(): Promise<Desk> {
	const desk: Desk = { url: "", got: [], senders: [], answer: null };
	const server = new SMTPServer({
		disabledCommands: ["STARTTLS"],
		authOptional: true,
		allowInsecureAuth: true,
		onAuth: ({ username, password }, _session, done) =>
			username === "shop" && password === "p@ss/word"
				? done(null, { user: "shop" })
				: done(new Error("Wrong password")),
		onMailFrom: ({ address }, _session, done) => {
			desk.senders.push(address);
			done();
		},
		onRcptTo: (_address, _session, done) =>
			desk.answer ? done(Object.assign(new Error(desk.answer.text), { responseCode: desk.answer.code })) : done(),
		onData: (stream, _session, done) => {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", () => {
				desk.got.push(Buffer.concat(chunks).toString());
				done();
			});
		},
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const { port } = server.server.address() as AddressInfo;
	return Object.assign(desk, { url: `smtp://shop:${encodeURIComponent("p@ss/word")}@127.0.0.1:${port}` });
}

async function aFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "wayline-mail-"));
	closing.push(() => rm(folder, { recursive: true }));
	return folder;
}

async function aMailer(smtpUrl: string | null, folder?: string): Promise<Mailer> {
	const mailer = createMailer({
		smtpUrl,
		from: "Wayline <parcels@wayline.example>",
		folder: folder ?? (await aFolder()),
	});
	closing.push(() => mailer.close());
	return mailer;
}

test("what cannot be delivered goes back to the address that its writer named for it, and the mail shows none of it", async () => {
	const desk = await openDesk();
	const mailer = await aMailer(desk.url);
	await mailer.post("eml_1", { ...MAIL, returnPath: "reply+abc@mail.example" });
	await mailer.post("eml_2", MAIL);
	expect(desk.senders).toEqual(["reply+abc@mail.example", "parcels@wayline.example"]);
	expect(desk.got[0]).toContain("From: ");
	expect(desk.got[0]).not.toContain("reply+abc");
});

test("a server that dribbles holds no mail for longer than is said, and nobody who stops", async () => {
	const tarpit = createServer((socket) => {
		const dribble = setInterval(() => socket.write("220-one moment please\r\n"), 50);
		socket.on("error", () => {}).on("close", () => clearInterval(dribble));
	});
	await new Promise<void>((resolve) => tarpit.listen(0, "127.0.0.1", resolve));
	closing.push(() => new Promise<void>((resolve) => tarpit.close(() => resolve())));
	const smtpUrl = `smtp://127.0.0.1:${(tarpit.address() as AddressInfo).port}`;
	const options = { smtpUrl, from: "parcels@wayline.example", folder: await aFolder() };
	const bounded = createMailer({ ...options, mostMs: 300 });
	closing.push(() => bounded.close());
	const posts = ["a", "b", "c", "d", "e"].map((id) => bounded.post(id, MAIL));
	for (const posted of await Promise.all(posts)) expect(posted).toMatchObject({ outcome: "failed" });
	const stopped = createMailer(options);
	const underWay = ["a", "b", "c", "d", "e"].map((id) => stopped.post(id, MAIL));
	await setTimeout(200);
	stopped.close();
	for (const posted of await Promise.all(underWay)) expect(posted).toMatchObject({ outcome: "failed" });
});

eachDatabase((database) => {
	let db: Database;
	let sellerId: RowId;
	let clock = Date.parse("2026-11-22T10:00:00Z");

	beforeAll(async () => {
		db = await database.open();
		sellerId = await aSeller(db);
	});

	const queue = (mail: Mail = MAIL) =>
		db.transaction((tx) => queueMail(tx, vault, { sellerId, kind: "test", mail, now: new Date(clock).toISOString() }));
	const kept = async (id: string) => {
		const [mail] = await db.rows<{
			state: string;
			attempts: { outcome: string }[];
			nextAt: string | null;
			bytes: number;
		}>(
			sql`select state, attempts, next_at as "nextAt", length(sealed_mail) as bytes from mails where public_id = ${id}`,
		);
		if (!mail) throw new Error("It was queued.");
		return mail;
	};
	const errors: unknown[] = [];
	const open = (mailer: Mailer) => {
		const sender = startMailSender({
			db,
			vault,
			pusher: noPusher,
			mailer,
			now: () => new Date(clock),
			onError: (error) => errors.push(error),
			everyMs: 3_600_000,
		});
		closing.push(() => sender.stop());
		return sender;
	};

	test("a mail arrives once, in any script, and its words are kept no longer", async () => {
		const desk = await openDesk();
		const [one, other] = [open(await aMailer(desk.url)), open(await aMailer(desk.url))];
		const ids = await Promise.all(Array.from({ length: 25 }, () => queue()));
		await Promise.all([one.runOnce(), other.runOnce()]);
		expect(desk.got).toHaveLength(25);
		const read = await PostalMime.parse(desk.got[0] ?? "");
		expect(read).toMatchObject({
			from: { name: MAIL.fromName, address: "parcels@wayline.example" },
			to: [{ address: MAIL.to }],
			replyTo: [{ address: MAIL.replyTo }],
			subject: MAIL.subject,
			text: `${MAIL.text}\n`,
			html: `${MAIL.html}\n`,
		});
		expect(read.headers).toContainEqual(expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }));
		const told = await Promise.all(desk.got.map(async (mail) => (await PostalMime.parse(mail)).messageId));
		expect(new Set(told)).toEqual(new Set(ids.map((id) => `<${id}@wayline.example>`)));
		expect(await kept(ids[0] ?? "")).toMatchObject({ state: "sent", nextAt: null, bytes: 0 });
		expect(errors).toEqual([]);
	});

	test("a server that cannot now is asked again later, under the same id", async () => {
		const desk = await openDesk();
		desk.answer = { code: 451, text: "Greylisted: mia@shop.example, later" };
		const sender = open(await aMailer(desk.url));
		const id = await queue();
		await sender.runOnce();
		const waiting = await kept(id);
		expect(waiting).toMatchObject({ state: "waiting", attempts: [{ outcome: "failed" }] });
		expect(JSON.stringify(waiting.attempts)).not.toContain("mia@");
		desk.answer = null;
		await sender.runOnce();
		expect(desk.got).toHaveLength(0);
		clock += 61_000;
		await sender.runOnce();
		expect(desk.got).toHaveLength(1);
		expect(desk.got[0]).toContain(`<${id}@wayline.example>`);
		expect(await kept(id)).toMatchObject({ state: "sent", attempts: [{ outcome: "failed" }, { outcome: "sent" }] });
	});

	test.each([
		[550, "refused"],
		[554, "refused"],
	])("a reader whom the server refuses with %i is not tried again", async (code, outcome) => {
		const desk = await openDesk();
		desk.answer = { code, text: "No such user" };
		const id = await queue();
		await open(await aMailer(desk.url)).runOnce();
		expect(await kept(id)).toMatchObject({ state: "failed", nextAt: null, attempts: [{ outcome }] });
	});

	test("after two days without a server it is given up, and its words are still there", async () => {
		const sender = open(await aMailer("smtp://127.0.0.1:1"));
		const id = await queue();
		for (let attempt = 0; attempt < 9; attempt++) {
			await sender.runOnce();
			clock += 24 * 3_600_000 + 1;
		}
		const mail = await kept(id);
		expect([mail.state, mail.attempts.length, mail.nextAt]).toEqual(["failed", 9, null]);
		expect(mail.bytes).toBeGreaterThan(0);
	});

	test("without a server it is written to a file that its owner alone reads", async () => {
		const folder = join(await aFolder(), "mail");
		const id = await queue({ ...MAIL, subject: "Two lines\r\nBcc: all@example.com" });
		await open(await aMailer(null, folder)).runOnce();
		expect(await readdir(folder)).toEqual([`${id}.eml`]);
		const read = await PostalMime.parse(await readFile(join(folder, `${id}.eml`)));
		expect(read.bcc ?? []).toEqual([]);
		expect(read.subject).toContain("Two lines");
		expect((await stat(join(folder, `${id}.eml`))).mode & 0o777).toBe(0o600);
		expect(await kept(id)).toMatchObject({ state: "kept", nextAt: null });
	});
});

const noPusher: Pusher = {
	post: () => Promise.reject(new Error("No notification was queued.")),
};
