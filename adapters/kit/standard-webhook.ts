import { createHmac } from "node:crypto";
import { PUSH_LIMITS } from "../../src/core/push-limits.ts";
import type { Verifier } from "./carrier.ts";
import { mistakeIn } from "./signature-mistakes.ts";
import { isSame } from "./verify.ts";

const TOLERANCE_MS = PUSH_LIMITS.clockMinutes * 60_000;

/**
 * Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`, base64, key base64 after `whsec_`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standardWebhook: Verifier = ({ headers, body }, secret, nowMs) => {
	if (keyOf(secret).length === 0) return "the connection has no secret";
	const [id, timestamp, signatures] = STANDARD_HEADERS.map((name) => headers[name]?.trim());
	const missing = STANDARD_HEADERS.filter((name) => !headers[name]?.trim());
	if (!id || !timestamp || !signatures) {
		return missing.length === 1 ? `header ${missing[0]} is missing` : `headers ${missing.join(", ")} are missing`;
	}
	const late = clockMistake(timestamp, nowMs);
	if (late !== null) return late;
	const wanted = standardDigest(secret, id, timestamp, body);
	const given = signatures.split(/\s+/).filter((entry) => entry.startsWith("v1,"));
	if (given.some((entry) => isSame(Buffer.from(entry.slice(3), "base64"), wanted))) return null;
	const mistake = mistakeIn({ id, timestamp, signatures, body, secret });
	if (mistake !== null) return mistake;
	if (given.length === 0) return 'header webhook-signature holds no signature that begins with "v1,"';
	if (given.every((entry) => Buffer.from(entry.slice(3), "base64").length !== wanted.length)) {
		return `header webhook-signature holds no signature of ${wanted.length} bytes: v1, and their base64 is wanted`;
	}
	const doubt = lostLineBreaks(body) ? LOST_LINE_BREAKS : "";
	return `the signature does not fit the body and the secret${doubt}`;
};

const LOST_LINE_BREAKS =
	"; the body came without its line breaks, as curl sends a file with -d or --data: use --data-binary";

/** JSON that was indented, in one line: told by the body alone, whatever the secret. */
function lostLineBreaks(body: Uint8Array): boolean {
	const beginning = Buffer.from(body.subarray(0, 1_000)).toString("latin1");
	return !beginning.includes("\n") && /^\s*[{[](?: {2,}|\t+)"/.test(beginning);
}

const STANDARD_HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

/** What `webhook-signature` holds for a message of ours; the timestamp is in seconds since 1970. */
export function signStandard(secret: string, id: string, timestamp: number, body: string): string {
	return `v1,${standardDigest(secret, id, String(timestamp), Buffer.from(body)).toString("base64")}`;
}

function standardDigest(secret: string, id: string, timestamp: string, body: Uint8Array): Buffer {
	return createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
}

function keyOf(secret: string): Buffer {
	return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
}

/** What is wrong with the time of a message, in words; null where nothing is. */
function clockMistake(timestamp: string, nowMs: number): string | null {
	const wanted = "seconds since 1970 are wanted";
	if (/^\d{12,14}$/.test(timestamp)) return `header webhook-timestamp is in milliseconds: ${wanted}`;
	if (!/^\d{9,11}$/.test(timestamp)) return `header webhook-timestamp is no time in seconds: ${wanted}, digits alone`;
	const offMs = Number(timestamp) * 1_000 - nowMs;
	if (Math.abs(offMs) <= TOLERANCE_MS) return null;
	const minutes = Math.round(Math.abs(offMs) / 60_000);
	const hours = Math.round(minutes / 60);
	const isZone = Math.abs(minutes - hours * 60) <= 5 && hours >= 1 && hours <= 14;
	const far =
		minutes < 120 ? `${minutes} minutes` : minutes < 2_880 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
	const hint = isZone
		? "seconds since 1970 are the same in every time zone: was a local time taken for UTC?"
		: offMs < 0
			? "sign anew each time a message is sent again, and look at the sender's clock"
			: "look at the sender's clock";
	return `header webhook-timestamp lies ${far} in the ${offMs < 0 ? "past" : "future"}, ${PUSH_LIMITS.clockMinutes} minutes are borne: ${hint}`;
}

/** For `checkSecret`: the scheme's own libraries take a key of 24 to 64 bytes; shorter ones of other makers are in use. */
export function checkStandardSecret(secret: string): string | null {
	const written = secret.replace(/^whsec_/, "");
	const bytes = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(written)
		? Buffer.from(written, "base64").length
		: 0;
	if (bytes >= 16 && bytes <= 64) return null;
	return (
		"A key of Standard Webhooks is wanted: 16 to 64 bytes in base64, with or without whsec_ before them. " +
		"Make one with `openssl rand -base64 32`, or leave it out and one is made."
	);
}
