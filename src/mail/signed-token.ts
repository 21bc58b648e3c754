import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * A token is a public id and 14 bits beside it, and nobody else can make one.
 *
 * The arithmetic: mail servers fold the case of local parts, so the alphabet has 32 characters without case. A public id is 22
 * characters of 62, 131 bits; with the 14 that is 145 bits, 29 characters. The signature is 80 bits, 16 characters. Of the 64
 * characters that RFC 5321 gives a local part, 45 are the token and one the plus: 18 are left to the mailbox's own name. Whoever
 * has no key guesses a signature once in 2^80 tries, each of them a mail.
 */
export interface SignedToken<Purpose extends string = string> {
	/** 22 letters and digits: a public id without what it begins with. */
	readonly id: string;
	/** From 0 to 16,383. */
	readonly head: number;
	/** What it was signed for; one of another passes for none. */
	readonly purpose: Purpose;
}

/** The first signs, each verifies: a key that is being replaced stands behind the new one. */
export type TokenKeys = readonly [Uint8Array, ...Uint8Array[]];

export const TOKEN_LENGTH = 45;
const BODY_LENGTH = 29;
const SIGNATURE_BYTES = 10;
const ID_BITS = 131n;

// Crockford's: no i, l, o or u, which are taken for digits or make words.
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function signedToken({ id, head, purpose }: SignedToken, [key]: TokenKeys): string {
	const body = textOf((BigInt(head) << ID_BITS) | numberOf(id, ID_DIGITS), DIGITS, BODY_LENGTH);
	return body + signatureOf(body, key, purpose);
}

/** Null for everything that is not one, or is not ours. The case of the letters does not matter. */
export function readSignedToken<Purpose extends string>(
	token: string,
	keys: TokenKeys,
	purposes: readonly Purpose[],
): SignedToken<Purpose> | null {
	if (token.length !== TOKEN_LENGTH) return null;
	const folded = token.toLowerCase();
	const body = folded.slice(0, BODY_LENGTH);
	const signature = Buffer.from(folded.slice(BODY_LENGTH), "latin1");
	const purpose = purposes.find((one) =>
		keys.some((key) => timingSafeEqual(Buffer.from(signatureOf(body, key, one), "latin1"), signature)),
	);
	if (purpose === undefined) return null;
	const number = numberOf(body, DIGITS);
	const id = textOf(number & ((1n << ID_BITS) - 1n), ID_DIGITS, 22);
	return { id, head: Number(number >> ID_BITS), purpose };
}

const MOST_CANDIDATES = 64;
// Forwarders write the plus as =2B (SRS, VERP) or %2B (links), which would else be taken for the token's beginning.
const CANDIDATE = new RegExp(`(?<=^|[^0-9a-z]|[=%]2b)[${DIGITS}]{${TOKEN_LENGTH}}(?![0-9a-z])`, "gi");

/**
 * What in a text may be a token, in its order, in small letters and each once. A look at a text without one costs next to
 * nothing; one full of false tokens is left after 64.
 */
export function candidatesIn(text: string): readonly string[] {
	const found = new Set<string>();
	let seen = 0;
	for (const [candidate] of text.matchAll(CANDIDATE)) {
		seen += 1;
		if (seen > MOST_CANDIDATES) break;
		found.add(candidate.toLowerCase());
	}
	return [...found];
}

function signatureOf(body: string, key: Uint8Array, purpose: string): string {
	const digest = createHmac("sha256", key).update(`${purpose}\n${body}`).digest().subarray(0, SIGNATURE_BYTES);
	return textOf(BigInt(`0x${digest.toString("hex")}`), DIGITS, 16);
}

function numberOf(text: string, digits: string): bigint {
	let number = 0n;
	for (const character of text) number = number * BigInt(digits.length) + BigInt(digits.indexOf(character));
	return number;
}

function textOf(number: bigint, digits: string, length: number): string {
	let text = "";
	for (let rest = number; text.length < length; rest /= BigInt(digits.length)) {
		text = digits.charAt(Number(rest % BigInt(digits.length))) + text;
	}
	return text;
}
