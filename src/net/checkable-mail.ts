import { domainToASCII } from "node:url";
import { readMail } from "../mail/read-mail.ts";
import { isUnreadable, MAIL_LIMITS } from "../mail/split-mail.ts";

/** A mail whose sender can be checked without being misled or kept busy. */
export interface CheckableMail {
	/** In small letters and ASCII. */
	readonly fromDomain: string;
	/** With no signatures but those that can prove anything. */
	readonly head: Buffer;
	readonly body: Buffer;
}

/** What is read for a sender's proof takes so many at most: the rest is left out. */
const MOST_SIGNATURES = 8;
/** A line of a mail has a thousand characters by its standard; the checks begin anew with each piece of a long one. */
const MOST_LINE = 100_000;
/** Mail has CRLF; each line of another kind costs the checks a turn. */
const MOST_BARE_LINES = 50_000;

/**
 * Null where nothing can be proven: several senders or none, a head that two programs may read in two ways, so that one checks
 * the one sender and the other shows another, or more than a mail has.
 */
export async function checkableMail(raw: Uint8Array): Promise<CheckableMail | null> {
	if (raw.length > MAIL_LIMITS.bytes) return null;
	const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
	const bodyAt = bodyOf(bytes);
	if (bodyAt === null || bodyAt > MAIL_LIMITS.headBytes || !hasOrdinaryLines(bytes)) return null;
	const text = bytes.toString("latin1", 0, bodyAt);
	if (!PLAIN_HEAD.test(text)) return null;
	const fields = text.split(/\r?\n(?![ \t])/).filter((field) => field !== "");
	if (fields.filter((field) => isNamed(field, "from")).length !== 1) return null;
	// By the same reader as whoever shows the mail, so that it is this address that is proven.
	const mail = await readMail(bytes.subarray(0, bodyAt));
	if (isUnreadable(mail) || mail.from === null) return null;
	const fromDomain = domainToASCII(mail.from.address.slice(mail.from.address.lastIndexOf("@") + 1));
	if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(fromDomain) || fromDomain.length > 253) return null;
	const signatures = fields.filter((field) => isNamed(field, "dkim-signature") && canProve(field));
	const kept = new Set(signatures.slice(0, MOST_SIGNATURES));
	const checked = fields.filter((field) => !/^(?:dkim-signature|arc-[a-z-]+)[ \t]*:/i.test(field) || kept.has(field));
	return {
		fromDomain,
		head: Buffer.from(`${checked.join("\r\n")}\r\n\r\n`, "latin1"),
		body: bytes.subarray(bodyAt),
	};
}

/** Each line is a field or goes on with one; no character that one program takes for a line's end or nothing, and another does not. */
const PLAIN_HEAD = /^(?![ \t])(?:(?:[ \t]+(?=[^ \t\r\n])|[!-9;-~]+[ \t]*:)[^\r\n\0\v\f]*\r?\n)+\r?\n$/;

function isNamed(field: string, name: string): boolean {
	return field.slice(0, field.indexOf(":")).trim().toLowerCase() === name;
}

/**
 * Of a signature: over all of the body, over From, by a hash that is not broken (RFC 8301). Marks that stand in no tag in
 * practice may be read in several ways, and a tag told twice is none by RFC 6376.
 */
function canProve(field: string): boolean {
	const value = field.slice(field.indexOf(":") + 1);
	if (/["'\\()]/.test(value)) return false;
	const tags = value.split(";").map((tag) => tag.replaceAll(/\s/g, "").split("="));
	const names = tags.map(([name = ""]) => name).filter((name) => name !== "");
	if (new Set(names.map((name) => name.toLowerCase())).size < names.length || names.includes("l")) return false;
	const tagOf = (wanted: string) => (tags.find(([name]) => name === wanted)?.[1] ?? "").toLowerCase();
	return /^(?:rsa|ed25519)-sha256$/.test(tagOf("a")) && tagOf("h").split(":").includes("from");
}

/** Behind the first empty line; null where there is none within what a head may have. */
function bodyOf(bytes: Buffer): number | null {
	for (let at = 0; at <= MAIL_LIMITS.headBytes; ) {
		const end = bytes.indexOf(0x0a, at);
		if (end < 0) return null;
		if (end === at || (end === at + 1 && bytes[at] === 0x0d)) return end + 1;
		at = end + 1;
	}
	return null;
}

function hasOrdinaryLines(bytes: Buffer): boolean {
	let [lineAt, bare] = [0, 0];
	for (let at = 0; at < bytes.length; at += 1) {
		if (bytes[at] !== 0x0a) continue;
		if (at - lineAt > MOST_LINE) return false;
		if (bytes[at - 1] !== 0x0d) bare += 1;
		lineAt = at + 1;
	}
	return bytes.length - lineAt <= MOST_LINE && bare <= MOST_BARE_LINES;
}
