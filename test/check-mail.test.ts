import { generateKeyPairSync } from "node:crypto";
import { type AddressInfo, createServer } from "node:net";
import { dkimSign } from "mailauth";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { type CheckMailOptions, checkMail } from "../src/check-mail.ts";
import { createSenderProver } from "../src/net/sender-proof.ts";
import { type Dovecot, dovecotVersion, startDovecot } from "./helpers/dovecot.ts";

type MailConfig = Parameters<typeof checkMail>[0];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).toReversed()) await close();
});

const BARE: MailConfig = {
	smtpUrl: null,
	imapUrl: null,
	mailFrom: "Ada's Shoes <reply@shop.example>",
	mailPort: null,
	mailPlus: true,
	host: "127.0.0.1",
	publicUrl: "https://track.example",
	dataDir: "/nowhere",
};

const keys = generateKeyPairSync("rsa", {
	modulusLength: 2048,
	publicKeyEncoding: { type: "spki", format: "der" },
	privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const RECORDS: Readonly<Record<string, string>> = {
	"s1._domainkey.shop.example": `v=DKIM1; p=${keys.publicKey.toString("base64")}`,
};
const proveSender = createSenderProver({
	resolve: async (name, type) => {
		const record = type === "TXT" ? RECORDS[name] : undefined;
		if (record === undefined) throw Object.assign(new Error("none"), { code: "ENODATA" });
		return [[record]];
	},
});

async function check(config: Partial<MailConfig>, options: Partial<CheckMailOptions> = {}) {
	const findings = await checkMail(
		{ ...BARE, ...config },
		{ tell: () => {}, proveSender, plusMs: 300, mostMs: 5000, ...options },
	);
	return findings.map(({ state, found, remedy }) => `${state}: ${found}${state === "wrong" ? ` -> ${remedy}` : ""}`);
}

/** A mail server that gives each mail to `deliver`; where that answers a sentence, it is refused with it. */
async function postOffice(deliver: (raw: Buffer, to: string) => Promise<string | null>): Promise<string> {
	const server = new SMTPServer({
		disabledCommands: ["STARTTLS", "AUTH"],
		onData: (stream, session, done) => {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", async () => {
				const refusal = await deliver(Buffer.concat(chunks), session.envelope.rcptTo[0]?.address ?? "");
				done(refusal === null ? null : Object.assign(new Error(refusal), { responseCode: 550 }));
			});
		},
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
	return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

test("what is not set is told with what to set, and nothing is sent", async () => {
	expect(await check({ mailFrom: null })).toEqual([
		expect.stringMatching(/^wrong: WAYLINE_SMTP_URL is not set: letters are written to files in \/nowhere\/mail/),
		expect.stringMatching(/^wrong: WAYLINE_MAIL_FROM is not set/),
		expect.stringMatching(/^wrong: Neither WAYLINE_IMAP_URL nor WAYLINE_MAIL_PORT is set/),
	]);
});

test("a mail that comes back to the listener is told with its time, and that both kinds of address work", async () => {
	const taken = createServer();
	await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
	const { port } = taken.address() as AddressInfo;
	await new Promise((resolve) => taken.close(resolve));
	const ways = { smtpUrl: `smtp://127.0.0.1:${port}`, mailPort: { protocol: "smtp" as const, port } };
	expect(await check({ ...ways })).toEqual([
		expect.stringMatching(/^right: The mail server took the mail within \d+\.\d s\.$/),
		expect.stringMatching(/^right: It came in by the listener after \d+\.\d s\.$/),
		expect.stringMatching(/^right: Plus addresses work/),
		expect.stringMatching(/^open: SPF could not be told/),
		expect.stringMatching(/^wrong: DKIM: there is none for shop\.example\. -> Let the mail server/),
		expect.stringMatching(/^wrong: DMARC: there is none .*_dmarc\.shop\.example wants a TXT record/),
	]);
	expect(await check({ ...ways, mailPlus: false })).not.toContainEqual(expect.stringContaining("Plus"));
});

test("a server that refuses, and a port that is taken, are told with what to look at", async () => {
	const smtpUrl = await postOffice(async () => "Not from you, reply@shop.example");
	const { port } = new URL(smtpUrl);
	expect(await check({ smtpUrl, mailPort: { protocol: "lmtp", port: Number(port) } })).toEqual([
		expect.stringMatching(/^wrong: Mail cannot be listened for: .*EADDRINUSE.* -> Stop the running service/),
		expect.stringMatching(/^wrong: The mail server refuses it for good \(550 .*\)\. -> See WAYLINE_SMTP_URL/),
	]);
});

describe.skipIf((await dovecotVersion()) === null)("with a mailbox of Dovecot", () => {
	async function aMailbox(): Promise<Dovecot> {
		const dovecot = await startDovecot();
		closing.push(() => dovecot.close());
		return dovecot;
	}

	test("the whole way is told: how long, which checks pass, and that plus addresses do not", async () => {
		const dovecot = await aMailbox();
		const smtpUrl = await postOffice(async (raw, to) => {
			if (to.includes("+")) return "No such mailbox";
			const signature = { signingDomain: "shop.example", selector: "s1", privateKey: keys.privateKey };
			const { signatures } = await dkimSign(raw, { ...signature, signatureData: [signature] });
			await dovecot.deliver(
				`Authentication-Results: mx.shop.example; spf=pass smtp.mailfrom=shop.example\r\n${signatures}${raw}`,
			);
			return null;
		});
		expect(await check({ smtpUrl, imapUrl: dovecot.url })).toEqual([
			expect.stringMatching(/^right: The mail server took/),
			expect.stringMatching(/^right: It came in by IMAP after \d+\.\d s\.$/),
			expect.stringMatching(/^wrong: Mail to a plus address .* -> .*WAYLINE_MAIL_PLUS=no/),
			"right: SPF passes.",
			"right: DKIM passes.",
			expect.stringMatching(/^wrong: DMARC: there is none/),
		]);
	});

	test("a mail that does not come, and a mailbox that cannot be opened, are told with what to look at", async () => {
		const dovecot = await aMailbox();
		const smtpUrl = await postOffice(async () => null);
		const lost = await check({ smtpUrl, imapUrl: dovecot.url }, { mostMs: 300 });
		expect(lost.at(-1)).toMatch(/^wrong: It did not come in within 0 s\. -> Is reply@shop\.example the mailbox/);
		const refused = await check({ smtpUrl, imapUrl: dovecot.url.replace("p%40ss", "hunter2") });
		expect(refused[0]).toMatch(/^wrong: The mailbox's server refuses the name or the password/);
		expect(refused.join()).not.toContain("hunter2");
	});
});
