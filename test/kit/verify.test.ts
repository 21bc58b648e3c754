import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import {
	anyOf,
	anySecret,
	checkStandardSecret,
	hmacEnvelope,
	hmacSha256,
	type IncomingHook,
	isSecret,
	md5Form,
	md5Json,
	md5OfField,
	sha256OfBody,
	standardWebhook,
	tokenInHeader,
	tokenInQuery,
	type Verifier,
} from "../../adapters/kit/index.ts";

const SECRET = `whsec_${Buffer.from("a made-up secret of thirty bytes").toString("base64")}`;
const NOW = Date.parse("2026-06-02T12:00:00Z");

const PYTHON_SPELLING = '{"shipments": [{"trackingNumber": "BIKE1207", "text": "f\\u00fcr/dich"}]}';
const PHP_SPELLING = '{"shipments":[{"trackingNumber":"BIKE1207","text":"f\\u00fcr\\/dich"}]}';

function hook(body: string, headers: Record<string, string> = {}, query = ""): IncomingHook {
	return { body: new TextEncoder().encode(body), headers, query };
}

describe("Standard Webhooks", () => {
	const body = '{"a":"ü"}';
	const id = "msg_1";
	const signature = new Webhook(SECRET).sign(id, new Date(NOW), body);
	const headers = { "webhook-id": id, "webhook-timestamp": String(NOW / 1_000), "webhook-signature": signature };

	test("accepts what the reference library signs, also among older signatures", () => {
		expect(standardWebhook(hook(body, headers), SECRET, NOW)).toBeNull();
		const rotated = { ...headers, "webhook-signature": `v1,AAAA v1a,BBBB ${signature}` };
		expect(standardWebhook(hook(body, rotated), SECRET, NOW)).toBeNull();
	});

	test.each([
		["another body", hook('{"a":"u"}', headers), SECRET, NOW],
		["another id", hook(body, { ...headers, "webhook-id": "msg_2" }), SECRET, NOW],
		["another time", hook(body, { ...headers, "webhook-timestamp": String(NOW / 1_000 + 1) }), SECRET, NOW],
		[
			"another version's signature",
			hook(body, { ...headers, "webhook-signature": signature.replace("v1,", "v2,") }),
			SECRET,
			NOW,
		],
		["another secret", hook(body, headers), `whsec_${Buffer.from("some other secret").toString("base64")}`, NOW],
		["no secret", hook(body, headers), "", NOW],
		["no headers", hook(body), SECRET, NOW],
		["six minutes later", hook(body, headers), SECRET, NOW + 6 * 60_000],
		["six minutes earlier", hook(body, headers), SECRET, NOW - 6 * 60_000],
	])("refuses %s", (_, message, secret, nowMs) => {
		expect(standardWebhook(message, secret, nowMs)).toEqual(expect.any(String));
	});
});

describe("a wrong signature of Standard Webhooks says which part is wrong", () => {
	const key = Buffer.from(SECRET.slice("whsec_".length), "base64");
	const body = '{"shipments":[{"trackingNumber":"BIKE1207","text":"für/dich"}]}';
	const [id, time] = ["msg_1", String(NOW / 1_000)];
	const mac = (content: string, by: string | Buffer = key) => createHmac("sha256", by).update(content).digest();
	const v1 = (content: string, by: string | Buffer = key) => `v1,${mac(content, by).toString("base64")}`;
	const right = `${id}.${time}.${body}`;
	const sent = (signature: string, more: Record<string, string> = {}, written = body) =>
		standardWebhook(
			hook(written, { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signature, ...more }),
			SECRET,
			NOW,
		);

	test.each<readonly [string, string, RegExp]>([
		["the body alone", v1(body), /^the body alone was signed: what is signed is id\.timestamp\.body$/],
		["no id", v1(`${time}.${body}`), /^the id is missing/],
		["no timestamp", v1(`${id}.${body}`), /^the timestamp is missing/],
		["the other order", v1(`${time}.${id}.${body}`), /other order/],
		["nothing between the parts", v1(`${id}${time}${body}`), /full stop/],
		["colons between the parts", v1(`${id}:${time}:${body}`), /full stop/],
		["the JSON spelt by Python", v1(`${id}.${time}.${PYTHON_SPELLING}`), /another spelling of the JSON/],
		["the JSON in lines", v1(`${id}.${time}.${JSON.stringify(JSON.parse(body), null, 2)}`), /another spelling/],
		["the JSON spelt by PHP", v1(`${id}.${time}.${PHP_SPELLING}`), /another spelling/],
		["the body alone, spelt anew", v1(PYTHON_SPELLING), /body alone .* another spelling/],
		["a line break more", v1(`${right}\n`), /line break/],
		["hexadecimal", `v1,${mac(right).toString("hex")}`, /^the signature is written in hexadecimal: base64 is wanted$/],
		["base64 of hexadecimal", `v1,${Buffer.from(mac(right).toString("hex")).toString("base64")}`, /digits/],
		["no version", mac(right).toString("base64"), /^the signature lacks "v1," before it$/],
		["an equals sign", `v1=${mac(right).toString("base64")}`, /lacks "v1,"/],
		["the whole secret as text", v1(right, SECRET), /^the secret was used as text/],
		["the secret without whsec_ as text", v1(right, SECRET.slice(6)), /^the secret was used as text/],
		[
			"the secret decoded with whsec_",
			v1(right, Buffer.from(SECRET.replace("_", ""), "base64")),
			/decoded with whsec_/,
		],
		[
			"three slips at once",
			`sha256=${mac(body, SECRET).toString("hex")}`,
			/secret was used as text.*body alone.*lacks "v1,".*hexadecimal/,
		],
	])("%s", (_, signature, sentence) => {
		expect(sent(signature)).toMatch(sentence);
	});

	test.each<readonly [string, Record<string, string>, RegExp]>([
		["no id", { "webhook-id": "" }, /^header webhook-id is missing$/],
		[
			"no headers",
			{ "webhook-id": "", "webhook-timestamp": " ", "webhook-signature": "" },
			/^headers webhook-id, webhook-timestamp, webhook-signature are missing$/,
		],
		["milliseconds", { "webhook-timestamp": String(NOW) }, /milliseconds: seconds/],
		["a date", { "webhook-timestamp": "2026-06-02T12:00:00Z" }, /no time in seconds/],
		["ten minutes old", { "webhook-timestamp": String(NOW / 1_000 - 600) }, /lies 10 minutes in the past.*sign anew/],
		[
			"a zone ahead",
			{ "webhook-timestamp": String(NOW / 1_000 + 7_205) },
			/lies 2 hours in the future.*local time taken for UTC/,
		],
		["days old", { "webhook-timestamp": String(NOW / 1_000 - 500_000) }, /lies 6 days in the past/],
		["another version", { "webhook-signature": "v2,AAAA" }, /no signature that begins with "v1,"/],
		["cut short", { "webhook-signature": "v1,AAAA" }, /no signature of 32 bytes/],
	])("%s", (_, headers, sentence) => {
		expect(sent(v1(right), headers)).toMatch(sentence);
	});

	test("to whoever has another secret it says no more than that it does not fit, whatever he does wrong", () => {
		const other = `whsec_${Buffer.from("another made-up secret").toString("base64")}`;
		const stranger = Buffer.from(other.slice(6), "base64");
		for (const content of [right, body, `${time}.${body}`, `${id}${time}${body}`, PYTHON_SPELLING]) {
			for (const by of [stranger, other, other.slice(6)]) {
				expect(sent(v1(content, by))).toBe("the signature does not fit the body and the secret");
			}
		}
	});

	test("no sentence holds the secret, the signature or the body", () => {
		const right64 = mac(right).toString("base64");
		for (const content of [body, `${id}${time}${body}`, PYTHON_SPELLING]) {
			const said = sent(v1(content)) ?? "";
			for (const secret of [SECRET, SECRET.slice(6), right64, "BIKE1207"]) expect(said).not.toContain(secret);
		}
	});

	test("a body that lost its line breaks on the way is told from its looks", () => {
		const lines = JSON.stringify(JSON.parse(body), null, 3);
		const sentAs = lines.replaceAll("\n", "");
		expect(sent(v1(`${id}.${time}.${lines}`), {}, sentAs)).toMatch(/without its line breaks.*--data-binary$/);
		expect(sent(v1(lines), {}, lines)).toMatch(/^the body alone was signed/);
		expect(sent("v1,AAAA", {}, sentAs)).toMatch(/of 32 bytes/);
	});

	test("a large body is not looked into: who posts it costs us one digest", () => {
		const large = JSON.stringify({ text: "x".repeat(10_000) });
		expect(sent(v1(large), {}, large)).toBe("the signature does not fit the body and the secret");
	});
});

test("a deep message is not written anew in search of a slip: its prints would fill the memory", () => {
	const body = new TextEncoder().encode(`${"[".repeat(4_000)}${"]".repeat(4_000)}`);
	const headers = {
		"webhook-id": "msg_1",
		"webhook-timestamp": "1767225600",
		"webhook-signature": `v1,${Buffer.alloc(32).toString("base64")}`,
	};
	const before = process.memoryUsage().rss;
	const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
	expect(standardWebhook({ headers, body, query: "" }, secret, 1_767_225_600_000)).toMatch(/does not fit/);
	expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
});

describe("a secret of Standard Webhooks", () => {
	const keyOf = (bytes: number) => Buffer.alloc(bytes, "k").toString("base64");

	test("is 16 to 64 bytes in base64, however it is written, and the reference library signs with it", () => {
		for (const bytes of [16, 17, 18, 32, 63, 64]) {
			for (const secret of [keyOf(bytes), `whsec_${keyOf(bytes)}`]) {
				expect(checkStandardSecret(secret), secret).toBeNull();
				const headers = {
					"webhook-id": "msg_1",
					"webhook-timestamp": String(NOW / 1_000),
					"webhook-signature": new Webhook(secret).sign("msg_1", new Date(NOW), "{}"),
				};
				expect(standardWebhook(hook("{}", headers), secret, NOW), secret).toBeNull();
			}
		}
	});

	test.each(["", "!!!!", "whsec_", "密码", "ab", keyOf(15), keyOf(65), `${keyOf(32)} `, `whsec_whsec_${keyOf(32)}`])(
		"is not %j, and the answer says how to make one",
		(secret) => {
			expect(checkStandardSecret(secret)).toMatch(/openssl rand -base64 32.*leave it out/);
		},
	);
});

test("a signed form is read as it was signed: a document around it, or in another character set, is refused", () => {
	const verify = md5Form({ signed: "param", sign: "sign" });
	const sign = createHash("md5").update("{}salt-1").digest("hex").toUpperCase();
	const form = `sign=${sign}&param=%7B%7D`;
	expect(verify(hook(form), "salt-1", NOW)).toBeNull();
	expect(
		verify(hook(form, { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }), "salt-1", NOW),
	).toBeNull();
	const forged = [
		hook(`{"x":"&${form}&","lastResult":{"nu":"YT0123456789012"}}`),
		hook(` [ "&${form}&" ]`),
		hook(`\uFEFF${form}`),
		hook(form, { "content-type": "application/x-www-form-urlencoded; charset=utf-16le" }),
		{ ...hook(""), body: Buffer.concat([Buffer.from(`${form}&x=`), Buffer.of(0xff, 0xfe)]) },
	];
	for (const message of forged) expect(verify(message, "salt-1", NOW)).toBe("the body is no form in UTF-8");
});

const hmac = createHmac("sha256", "secret-1").update("body").digest();
const md5 = createHash("md5").update("{}salt-1").digest("hex").toUpperCase();
const small = Buffer.from(createHash("md5").update("{}salt-1").digest("hex")).toString("base64");
const digestInBase64 = createHash("md5").update("{}salt-1").digest("base64");
const digested = createHash("sha256").update("body/secret-1").digest("hex");
// A ligature and an accent of one piece: NFKD parts both.
const compatible = createHmac("sha256", "fie\u0301").update("body").digest("hex");
const enveloped = createHmac("sha256", "secret-1").update("7hello").digest("base64");

describe.each<[string, Verifier, IncomingHook, string, IncomingHook]>([
	[
		"HMAC in hexadecimal",
		hmacSha256({ header: "x-sign", encoding: "hex" }),
		hook("body", { "x-sign": hmac.toString("hex") }),
		"secret-1",
		hook("b0dy", { "x-sign": hmac.toString("hex") }),
	],
	[
		"HMAC in base64 after a prefix",
		hmacSha256({ header: "x-sign", encoding: "base64", prefix: "sha256=" }),
		hook("body", { "x-sign": `sha256=${hmac.toString("base64")}` }),
		"secret-1",
		hook("body", { "x-sign": hmac.toString("base64") }),
	],
	[
		"HMAC with a key in NFKD",
		hmacSha256({ header: "x-sign", encoding: "hex", key: "NFKD" }),
		hook("body", { "x-sign": compatible }),
		"\ufb01\u00e9",
		hook("b0dy", { "x-sign": compatible }),
	],
	[
		"SHA-256 of body and secret",
		sha256OfBody({ header: "sign", mark: "/" }),
		hook("body", { sign: digested }),
		"secret-1",
		hook("b0dy", { sign: digested }),
	],
	[
		"HMAC of an envelope",
		hmacEnvelope({ header: "x-hmac" }),
		hook('{"timestamp":7,"payload":"hello"}', { "x-hmac": enveloped }),
		"secret-1",
		hook('{"timestamp":8,"payload":"hello"}', { "x-hmac": enveloped }),
	],
	[
		"a token in a header",
		tokenInHeader({ header: "x-token", prefix: "Bearer " }),
		hook("", { "x-token": "Bearer secret-1" }),
		"secret-1",
		hook("", { "x-token": "secret-1" }),
	],
	[
		"a token in the query",
		tokenInQuery({ parameter: "token" }),
		hook("", {}, "a=b&token=secret-1"),
		"secret-1",
		hook("", {}, "token=secret"),
	],
	[
		"an MD5 form",
		md5Form({ signed: "param", sign: "sign" }),
		hook(`param=%7B%7D&sign=${md5}`),
		"salt-1",
		hook(`param=%7B%7D%20&sign=${md5}`),
	],
	[
		"an MD5 form in base64",
		md5Form({ signed: "RequestData", sign: "DataSign", encoding: "base64-of-hex" }),
		hook(`RequestData=%7B%7D&DataSign=${encodeURIComponent(small)}`),
		"salt-1",
		hook(`RequestData=%7B%20%7D&DataSign=${encodeURIComponent(small)}`),
	],
	[
		"an MD5 form with the digest in base64",
		md5Form({ signed: "data", sign: "data_digest", encoding: "base64" }),
		hook(`data=%7B%7D&data_digest=${encodeURIComponent(digestInBase64)}`),
		"salt-1",
		hook(`data=%7B%20%7D&data_digest=${encodeURIComponent(digestInBase64)}`),
	],
	[
		"an MD5 in a JSON object",
		md5Json({ signed: "data", sign: "data_digest", encoding: "base64" }),
		hook(JSON.stringify({ data: "{}", data_digest: digestInBase64 })),
		"salt-1",
		hook(JSON.stringify({ data: "{ }", data_digest: digestInBase64 })),
	],
	[
		"any of two",
		anyOf(tokenInHeader({ header: "a" }), tokenInHeader({ header: "b" })),
		hook("", { b: "secret-1" }),
		"secret-1",
		hook("", { c: "secret-1" }),
	],
])("%s", (_, verify, right, secret, wrong) => {
	test("is accepted when right", () => {
		expect(verify(right, secret, NOW)).toBeNull();
	});

	test("is refused, without the secret in the words, when the message, the secret or everything is wrong", () => {
		for (const complaint of [
			verify(wrong, secret, NOW),
			verify(right, `${secret}x`, NOW),
			verify(right, "", NOW),
			verify(hook(""), secret, NOW),
			verify(hook("\ufffd{"), secret, NOW),
		]) {
			expect(complaint).toEqual(expect.any(String));
			expect(complaint).not.toContain(secret);
		}
	});
});

describe("while a secret is being changed", () => {
	const verify = anySecret(hmacSha256({ header: "x-sign", encoding: "hex" }));
	const signed = hook("body", { "x-sign": hmac.toString("hex") });

	test.each([
		["the new one", ["secret-1", "secret-0"]],
		["the old one", ["secret-2", "secret-1"]],
	])("a message signed with %s is accepted", (_, secrets) => {
		expect(verify(signed, secrets, NOW)).toBeNull();
	});

	test.each([
		["no secret", []],
		["an empty secret", [""]],
		["other secrets", ["secret-2", "secret-3"]],
	])("a message is refused by %s", (_, secrets) => {
		expect(verify(signed, secrets, NOW)).toEqual(expect.any(String));
	});
});

test.each([
	["secret-1", "secret-1", true],
	["secret-1", "secret-2", false],
	["secret", "secret-1", false],
	["", "", false],
	[undefined, "secret-1", false],
	[null, "", false],
])("shown %j, the secret %j is known: %s", (given, secret, known) => {
	expect(isSecret(given, secret)).toBe(known);
});

describe("an MD5 of a form's field", () => {
	const words = '{"no":"A+1"}';
	const made = (text: string) => createHash("md5").update(text).digest();
	const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
	const inForm = md5OfField({ signed: "message", sign: { field: "digest" }, encoding: "base64" });
	const inHeader = md5OfField({ signed: "message", sign: { header: "digest" }, encoding: "base64" });
	const timed = md5OfField({
		signed: "params",
		sign: { field: "digest" },
		behind: "timestamp",
		encoding: "base64-of-hex",
	});
	const digest = made(`${words}key-of-ours`).toString("base64");
	const hexTwice = Buffer.from(made(`${words}key-of-ours1789`).toString("hex")).toString("base64");

	test("is accepted in a field, in a header, and with the time behind the secret", () => {
		expect(inForm(hook(form({ message: words, digest })), "key-of-ours", NOW)).toBeNull();
		expect(inHeader(hook(form({ message: words }), { digest }), "key-of-ours", NOW)).toBeNull();
		const message = form({ params: words, digest: hexTwice, timestamp: "1789" });
		expect(timed(hook(message), "key-of-ours", NOW)).toBeNull();
	});

	test.each([
		["another message", inForm, hook(form({ message: "{}", digest })), "key-of-ours"],
		["another secret", inForm, hook(form({ message: words, digest })), "key-of-others"],
		["no secret", inForm, hook(form({ message: words, digest })), ""],
		["no digest", inHeader, hook(form({ message: words })), "key-of-ours"],
		["no message", inHeader, hook(form({ words }), { digest }), "key-of-ours"],
		["no form", inHeader, hook(words, { digest }), "key-of-ours"],
		["no time", timed, hook(form({ params: words, digest: hexTwice })), "key-of-ours"],
		["words for a time", timed, hook(form({ params: words, digest: hexTwice, timestamp: "key" })), "key-of-ours"],
	])("is refused with %s", (_, verify, message, secret) => {
		expect(verify(message, secret, NOW)).toEqual(expect.any(String));
	});
});
