import { generateKeyPairSync } from "node:crypto";
import { type DKIMSignOptions, dkimSign, dkimVerify } from "mailauth";
import { createTransport, type SendMailOptions } from "nodemailer";
import { expect, test } from "vitest";
import { createSenderProver, type MailClient, type SenderProof } from "../../src/net/sender-proof.ts";

const keys = { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "der" } } as const;
const { publicKey, privateKey } = generateKeyPairSync("rsa", {
	...keys,
	privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const KEY = `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`;

type Records = Readonly<Record<string, string>>;

/** What the world's DNS says, by name: TXT alone. */
function dns(records: Records) {
	const asked: string[] = [];
	const resolve = async (name: string, type: string) => {
		asked.push(name);
		const record = type === "TXT" ? records[name] : undefined;
		if (record === undefined) throw Object.assign(new Error("none"), { code: "ENODATA" });
		return [[record]];
	};
	return { resolve, asked };
}

const DKIM = { "s1._domainkey.shop.example": KEY };
const SPF = { "shop.example": "v=spf1 ip4:198.51.100.7 -all" };
const REJECT = { "_dmarc.shop.example": "v=DMARC1; p=reject" };
const CLIENT: MailClient = { address: "198.51.100.7", helo: "mx.shop.example", mailFrom: "mia@shop.example" };
const MAIL: SendMailOptions = {
	from: "Mia <mia@shop.example>",
	to: "reply@track.example",
	subject: "Re",
	text: "It came.\n",
};

async function written(mail: SendMailOptions = MAIL, signedBy: string | null = null): Promise<Buffer> {
	const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
	const dkim = signedBy === null ? undefined : { domainName: signedBy, keySelector: "s1", privateKey };
	const { message } = await transport.sendMail({ ...mail, ...(dkim && { dkim }) });
	if (!Buffer.isBuffer(message)) throw new Error("A buffer was asked for.");
	return message;
}

async function proof(raw: Uint8Array, records: Records, client: MailClient | null = null): Promise<SenderProof> {
	return createSenderProver({ resolve: dns(records).resolve })(raw, client);
}

function altered(raw: Buffer, change: (text: string) => string): Buffer {
	return Buffer.from(change(raw.toString("latin1")), "latin1");
}

const signed = await written(MAIL, "shop.example");
const unsigned = await written();

const cases: readonly (readonly [string, Uint8Array, Records, MailClient | null, Partial<SenderProof>])[] = [
	[
		"a signature of the sender's domain proves him",
		signed,
		{ ...DKIM, ...REJECT },
		null,
		{ sender: "proven", dkim: "pass", dmarc: "pass", spf: "unknown" },
	],
	["a signature proves him without a DMARC record too", signed, DKIM, null, { sender: "proven", dmarc: "none" }],
	[
		"a signature of the domain above proves him",
		await written({ ...MAIL, from: "mia@help.shop.example" }, "shop.example"),
		{ ...DKIM, ...REJECT },
		null,
		{ sender: "proven" },
	],
	[
		"where the domain asks for strictness, one of the domain above does not",
		await written({ ...MAIL, from: "mia@help.shop.example" }, "shop.example"),
		{ ...DKIM, "_dmarc.shop.example": "v=DMARC1; p=reject; adkim=s" },
		{ ...CLIENT, address: "203.0.113.1" },
		{ sender: "refuted", dkim: "none" },
	],
	["SPF alone proves him", unsigned, { ...SPF, ...REJECT }, CLIENT, { sender: "proven", spf: "pass", dkim: "none" }],
	[
		"SPF of another domain proves nothing",
		unsigned,
		{ "other.example": SPF["shop.example"], ...REJECT },
		{ ...CLIENT, mailFrom: "x@other.example" },
		{ sender: "refuted", spf: "none" },
	],
	[
		"a forwarded mail keeps its signature, whatever server it comes from",
		signed,
		{ ...DKIM, ...SPF, ...REJECT },
		{ ...CLIENT, address: "203.0.113.1" },
		{ sender: "proven", spf: "fail", dkim: "pass" },
	],
	[
		"a mail without a sender for bounces goes by the server's name",
		unsigned,
		{ "mx.shop.example": SPF["shop.example"] },
		{ ...CLIENT, mailFrom: "" },
		{ sender: "proven", spf: "pass" },
	],
	[
		"a body that was changed refutes, where the domain asks for it",
		altered(signed, (text) => text.replace("It came", "Pay me")),
		{ ...DKIM, ...SPF, ...REJECT },
		{ ...CLIENT, address: "203.0.113.1" },
		{ sender: "refuted", dkim: "fail", dmarc: "fail" },
	],
	[
		"and proves nothing where it asks for nothing",
		altered(signed, (text) => text.replace("It came", "Pay me")),
		{ ...DKIM, ...SPF, "_dmarc.shop.example": "v=DMARC1; p=none" },
		{ ...CLIENT, address: "203.0.113.1" },
		{ sender: "unproven", dmarc: "fail" },
	],
	[
		"a policy for subdomains counts for them",
		await written({ ...MAIL, from: "mia@help.shop.example" }),
		{ "_dmarc.shop.example": "v=DMARC1; p=none; sp=quarantine" },
		{ ...CLIENT, mailFrom: "", helo: "x.example" },
		{ sender: "refuted" },
	],
	[
		"a signature of another domain is none of the sender's",
		await written(MAIL, "other.example"),
		{ "s1._domainkey.other.example": KEY, ...REJECT },
		{ ...CLIENT, address: "203.0.113.1", mailFrom: "x@other.example" },
		{ sender: "refuted", dkim: "none" },
	],
	[
		"without a signature and a server that is known, nothing is told of him",
		unsigned,
		{ ...SPF, ...REJECT },
		null,
		{ sender: "unproven", dmarc: "unknown" },
	],
	[
		"without any record nothing is told of him",
		unsigned,
		{},
		CLIENT,
		{ sender: "unproven", dkim: "none", spf: "none", dmarc: "none" },
	],
	[
		"a key of 512 bits proves nothing",
		signed,
		{ "s1._domainkey.shop.example": `v=DKIM1; p=${shortKey()}` },
		null,
		{ sender: "unproven", dkim: "fail" },
	],
	[
		"a policy on trial refutes nobody",
		unsigned,
		{ "_dmarc.shop.example": "v=DMARC1; p=reject; pct=0" },
		{ ...CLIENT, mailFrom: "", helo: "x.example" },
		{ sender: "unproven", dmarc: "fail" },
	],
];

function shortKey(): string {
	const { publicKey: short } = generateKeyPairSync("rsa", { modulusLength: 512 });
	return short.export({ type: "spki", format: "der" }).toString("base64");
}

test.each(cases)("%s", async (_about, raw, records, client, expected) => {
	expect(await proof(raw, records, client)).toMatchObject(expected);
});

/** Signed by the package itself, which takes more than we do. */
async function signedAs(raw: Buffer, how: Partial<DKIMSignOptions>): Promise<Buffer> {
	const signature = { signingDomain: "shop.example", selector: "s1", privateKey, ...how };
	const { signatures } = await dkimSign(raw, { ...signature, signatureData: [signature] });
	return Buffer.concat([Buffer.from(signatures), raw]);
}

const withoutFrom = altered(unsigned, (text) => text.replace(/^From:.*\r\n/m, ""));
const signature = signed.toString("latin1", 0, signed.indexOf("\r\nFrom:") + 2);

test.each([
	[
		"for the beginning of the body alone",
		Buffer.concat([await signedAs(unsigned, { maxBodyLength: 3 }), Buffer.from("And pay.")]),
	],
	["for all of a body that it gives the length of", await signedAs(unsigned, { maxBodyLength: 10 })],
	["that leaves From out", altered(await signedAs(withoutFrom, {}), (text) => `From: mia@shop.example\r\n${text}`)],
	["by a hash that is broken", await signedAs(unsigned, { algorithm: "rsa-sha1" })],
])("a signature %s holds, and proves nothing", async (_about, raw) => {
	const { results } = await dkimVerify(raw, { resolver: dns(DKIM).resolve });
	expect(results.map(({ status }) => status.result)).toEqual(["pass"]);
	expect(await proof(raw, DKIM)).toMatchObject({ sender: "unproven", dkim: "none" });
});

test.each<[string, (text: string) => string]>([
	["two of From", (text) => `From: boss@shop.example\r\n${text}`],
	[
		"several senders in one From",
		(text) => text.replace("From: Mia <mia@shop.example>", "From: mia@shop.example, boss@other.example"),
	],
	["a From that only some programs see", (text) => `\vFrom: boss@shop.example\r\n${text}`],
	["a line end that only some programs see", (text) => `X-A: b\rFrom: boss@shop.example\r\n${text}`],
	["no From", (text) => text.replace(/^From:.*\r\n/m, "")],
	["no end of its head", (text) => text.slice(0, text.indexOf("\r\n\r\n"))],
	["a line of megabytes", (text) => `X-A: b\r\n${text}${"x".repeat(3_000_000)}\r\n`],
	["a head of megabytes", (text) => `X-A: ${"x".repeat(2_000_000)}\r\n${text}`],
	[
		"more signatures before the true one than are looked at",
		(text) => signature.replace("s=s1", "s=s2").repeat(8) + text,
	],
])("nothing is proven by a mail with %s", async (_about, change) => {
	const { sender, dkim } = await proof(altered(signed, change), DKIM);
	expect({ sender, isPassed: dkim === "pass" }).toEqual({ sender: "unproven", isPassed: false });
});

test("a name server that is down or silent proves and refutes nothing, and is waited for no longer than told", async () => {
	const down = async () => {
		throw Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
	};
	const open = { sender: "unproven", dkim: "unknown", dmarc: "unknown" };
	expect(await createSenderProver({ resolve: down })(signed, CLIENT)).toMatchObject(open);
	// The policy is known, and the key that may prove him is not.
	const half = dns(REJECT).resolve;
	const failing = (name: string, type: string) => (name.includes("_domainkey") ? down() : half(name, type));
	expect(await createSenderProver({ resolve: failing })(signed, null)).toMatchObject({ ...open });
	const silent = () => new Promise<never>(() => {});
	expect(await createSenderProver({ resolve: silent, mostMs: 50 })(signed, CLIENT)).toMatchObject(open);
});

test("what a mail tells of its own checks is not believed, and what it can make us ask is bounded", async () => {
	const claims =
		"Authentication-Results: track.example; dkim=pass; dmarc=pass\r\nReceived: from mx.shop.example ([198.51.100.7]) by track.example\r\nReturn-Path: <mia@shop.example>\r\n";
	const claimed = altered(unsigned, (text) => claims + text);
	expect((await proof(claimed, { ...SPF, ...REJECT })).sender).toBe("unproven");
	const many = Array.from({ length: 200 }, (_, at) => signature.replace("s=s1", `s=n${at}`)).join("");
	const world = dns({});
	await createSenderProver({ resolve: world.resolve })(
		altered(signed, (text) => many + text),
		null,
	);
	expect(world.asked.filter((name) => name.includes("_domainkey"))).toHaveLength(8);
});

test.each([
	["empty lines", () => "\r\n".repeat(500_000)],
	["blanks", () => `${" ".repeat(90_000)}\r\n`.repeat(12)],
	["tabs in short lines", () => "\t \r\n".repeat(250_000)],
])("a large mail of %s is checked in turns with everything else", async (_about, body) => {
	const raw = Buffer.concat([signed, Buffer.from(body())]);
	let turns = 0;
	let isDone = false;
	const count = () => {
		turns += 1;
		if (!isDone) setImmediate(count);
	};
	setImmediate(count);
	await proof(raw, DKIM);
	isDone = true;
	expect(turns).toBeGreaterThan(raw.length / 100_000);
});
