import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { formField } from "./body.ts";
import type { IncomingHook, Verifier } from "./carrier.ts";

/**
 * The signature is an HMAC-SHA256 of the exact bytes we received. `prefix` stands before it in the header; `key` is how
 * the sender writes the secret's letters before it signs, where that is not as they come.
 */
export function hmacSha256(rule: {
	readonly header: string;
	readonly encoding: "hex" | "base64";
	readonly prefix?: string;
	readonly key?: "NFKD";
}): Verifier {
	return ({ headers, body }, secret) => {
		if (secret === "") return "the connection has no secret";
		const given = headers[rule.header]?.trim();
		if (!given) return `header ${rule.header} is missing`;
		if (rule.prefix && !given.startsWith(rule.prefix)) return `header ${rule.header} lacks "${rule.prefix}"`;
		const signature = Buffer.from(given.slice(rule.prefix?.length ?? 0), rule.encoding);
		const key = rule.key === undefined ? secret : secret.normalize(rule.key);
		const wanted = createHmac("sha256", key).update(body).digest();
		return isSame(signature, wanted) ? null : "the signature does not fit the body and the secret";
	};
}

/** The SHA-256 of the exact bytes, a mark and the secret, in hexadecimal: 17TRACK. */
export function sha256OfBody(rule: { readonly header: string; readonly mark: string }): Verifier {
	return ({ headers, body }, secret) => {
		if (secret === "") return "the connection has no secret";
		const given = headers[rule.header]?.trim();
		if (!given) return `header ${rule.header} is missing`;
		const wanted = createHash("sha256").update(body).update(`${rule.mark}${secret}`, "utf8").digest();
		return isSame(Buffer.from(given, "hex"), wanted) ? null : "the signature does not fit the body and the secret";
	};
}

/** The secret itself stands in a header. `prefix` is a word such as "Bearer ". */
export function tokenInHeader(rule: { readonly header: string; readonly prefix?: string }): Verifier {
	return ({ headers }, secret) => {
		if (secret === "") return "the connection has no secret";
		const given = headers[rule.header];
		if (!given) return `header ${rule.header} is missing`;
		const wanted = `${rule.prefix ?? ""}${secret}`;
		return isSame(digest(given), digest(wanted)) ? null : `header ${rule.header} is not the connection's secret`;
	};
}

/** The secret itself stands in the query string, for carriers that can neither sign nor send a header. */
export function tokenInQuery(rule: { readonly parameter: string }): Verifier {
	return ({ query }, secret) => {
		if (secret === "") return "the connection has no secret";
		const given = new URLSearchParams(query).get(rule.parameter);
		if (!given) return `query parameter ${rule.parameter} is missing`;
		return isSame(digest(given), digest(secret)) ? null : `${rule.parameter} is not the connection's secret`;
	};
}

/** Which field is signed, which holds the signature, and how its MD5 is written: in capital hexadecimal digits unless said. */
interface Md5Rule {
	readonly signed: string;
	readonly sign: string;
	readonly encoding?: "base64-of-hex" | "base64";
}

/**
 * A form whose `sign` is the MD5 of `signed` and the secret: in capital hexadecimal digits (Kuaidi100), those digits,
 * small, once more in base64 (Kdniao), or the digest itself in base64 (ZTO, YTO, STO).
 */
export function md5Form(rule: Md5Rule): Verifier {
	return ({ headers, body }, secret) => {
		if (secret === "") return "the connection has no secret";
		const form = formOf(headers, body);
		if (form === null) return "the body is no form in UTF-8";
		return md5Complaint(rule, "form", (name) => formField(form, name), secret);
	};
}

/** The same in a JSON object, which holds the signed document as text. */
export function md5Json(rule: Md5Rule): Verifier {
	return ({ body }, secret) => {
		if (secret === "") return "the connection has no secret";
		const object = z.record(z.string(), z.unknown()).safeParse(readJson(new TextDecoder().decode(body)));
		if (!object.success) return "the body is no JSON object";
		const field = (name: string) => z.string().nullable().catch(null).parse(object.data[name]);
		return md5Complaint(rule, "JSON", field, secret);
	};
}

function md5Complaint(
	rule: Md5Rule,
	kind: "form" | "JSON",
	field: (name: string) => string | null,
	secret: string,
): string | null {
	const signed = field(rule.signed);
	const given = field(rule.sign);
	if (signed === null) return `${kind} field ${rule.signed} is missing`;
	if (given === null) return `${kind} field ${rule.sign} is missing`;
	const wanted = createHash("md5").update(`${signed}${secret}`, "utf8").digest("hex").toUpperCase();
	return isSame(digest(md5Digits(given, rule.encoding).toUpperCase()), digest(wanted))
		? null
		: `the signature does not fit the ${kind} and the secret`;
}

function md5Digits(given: string, encoding: Md5Rule["encoding"]): string {
	if (encoding === undefined) return given;
	// Some senders escape the base64 before the form is escaped; a plus sign that was not escaped came as a blank.
	const bytes = Buffer.from(given.replace(/%3D/gi, "=").replace(/%2B| /gi, "+").replace(/%2F/gi, "/"), "base64");
	return bytes.toString(encoding === "base64" ? "hex" : "latin1");
}

/**
 * A form whose field `signed`, the secret and whatever stands `behind` it make the MD5 that a header or another field
 * holds: as base64 (Cainiao, J&T), or its digits once more in base64 (Deppon, China Post).
 */
export function md5OfField(rule: {
	readonly signed: string;
	readonly sign: { readonly header: string } | { readonly field: string };
	readonly behind?: string;
	readonly encoding: "base64" | "base64-of-hex";
}): Verifier {
	const place = "header" in rule.sign ? `header ${rule.sign.header}` : `form field ${rule.sign.field}`;
	return ({ headers, body }, secret) => {
		if (secret === "") return "the connection has no secret";
		const form = formOf(headers, body);
		if (form === null) return "the body is no form in UTF-8";
		const signed = formField(form, rule.signed);
		if (signed === null) return `form field ${rule.signed} is missing`;
		const behind = rule.behind === undefined ? "" : formField(form, rule.behind);
		// What may stand behind the secret is a time: nothing of the message can be moved there.
		if (behind === null || !/^[\d :-]{0,20}$/.test(behind)) return `form field ${rule.behind} is missing or no time`;
		const given = "header" in rule.sign ? headers[rule.sign.header]?.trim() : formField(form, rule.sign.field);
		if (!given) return `${place} is missing`;
		// A plus that nobody escaped arrives as a blank, and some escape before the form is escaped.
		const bytes = Buffer.from(given.replace(/ /g, "+").replace(/%2B/gi, "+").replace(/%3D/gi, "="), "base64");
		const wanted = createHash("md5").update(`${signed}${secret}${behind}`, "utf8").digest();
		const fits =
			rule.encoding === "base64"
				? isSame(bytes, wanted)
				: isSame(digest(bytes.toString("latin1").toLowerCase()), digest(wanted.toString("hex")));
		return fits ? null : "the signature does not fit the form and the secret";
	};
}

/**
 * The form that the signature speaks of, or null. What is read must be what was signed: a document around the signed
 * field, or one that appears in another character set, would be read in its place.
 */
function formOf(headers: IncomingHook["headers"], body: Uint8Array): string | null {
	const charset = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
	if (!/^utf-?8$/i.test(charset)) return null;
	try {
		const form = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
		return /^[\w.-]+=/.test(form) ? form : null;
	} catch {
		return null;
	}
}

/**
 * A JSON envelope that carries the message as text beside a timestamp; the signature in a header is the base64
 * HMAC-SHA256 of both, one after the other: USPS.
 */
export function hmacEnvelope(rule: { readonly header: string }): Verifier {
	return ({ headers, body }, secret) => {
		if (secret === "") return "the connection has no secret";
		const given = headers[rule.header]?.trim();
		if (!given) return `header ${rule.header} is missing`;
		const envelope = Envelope.safeParse(readJson(new TextDecoder().decode(body)));
		if (!envelope.success) return "the body is no envelope of timestamp and payload";
		const { timestamp, payload } = envelope.data;
		const wanted = createHmac("sha256", secret).update(`${timestamp}${payload}`, "utf8").digest();
		const fits = isSame(Buffer.from(given, "base64"), wanted);
		return fits ? null : "the signature does not fit the payload, the timestamp and the secret";
	};
}

// The two are signed one after the other: a timestamp that could hold the payload's beginning would let it be moved.
const Envelope = z.object({
	timestamp: z.union([z.string().regex(/^[\w.:+-]{1,40}$/), z.number()]),
	payload: z.string(),
});

function readJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}

/** Accepts what any of the rules accepts: carriers change their header's name between versions. */
export function anyOf(first: Verifier, ...others: readonly Verifier[]): Verifier {
	return (hook: IncomingHook, secret, nowMs) => {
		const complaint = first(hook, secret, nowMs);
		return complaint === null || others.some((verify) => verify(hook, secret, nowMs) === null) ? null : complaint;
	};
}

/** Accepts what any of the secrets signed: the old one and the new while a carrier changes over. None is skipped. */
export function anySecret(
	verify: Verifier,
): (hook: IncomingHook, secrets: readonly string[], nowMs: number) => string | null {
	return (hook, secrets, nowMs) => {
		const complaints = secrets.map((secret) => verify(hook, secret, nowMs));
		return complaints.includes(null) ? null : (complaints[0] ?? "the connection has no secret");
	};
}

/** Whether a secret that a carrier shows is the connection's, in a time that tells nothing of it. */
export function isSecret(given: string | null | undefined, secret: string): boolean {
	return secret !== "" && isSame(digest(given ?? ""), digest(secret));
}

// Digests have one length, so that comparing them tells nothing of the secret's.
function digest(text: string): Buffer {
	return createHash("sha256").update(text, "utf8").digest();
}

/** In a time that tells nothing of either. */
export function isSame(given: Buffer, wanted: Buffer): boolean {
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}
