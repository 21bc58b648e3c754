import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * A token says which thread a letter of ours belongs to and to whom it went, and nobody else can make one. It stands in the
 * address that a reply goes to, in Message-IDs and in a line of the body.
 *
 * The arithmetic: mail servers fold the case of local parts, so the alphabet has 32 characters without case. A public id is 22
 * characters of 62, 131 bits; with two bits of version, two of role and ten of person that is 145 bits, 29 characters. The
 * signature is 80 bits, 16 characters. Of the 64 characters that RFC 5321 gives a local part, 45 are the token and one the plus:
 * 18 are left to the mailbox's own name. Whoever has no key guesses a signature once in 2^80 tries, each of them a mail.
 */
export interface ThreadToken {
	/** `qst_` and 22 letters and digits. */
	readonly thread: string;
	readonly sentTo: LetterRecipient;
}

/** Whom a letter went to. `third`: a courier, a warehouse, a maker that staff asked through us. */
export interface LetterRecipient {
	readonly role: PartyRole;
	/** Which of the thread's people of that role, from 0 to 1,023; the buyer is 0. */
	readonly person: number;
}

export type PartyRole = (typeof PARTY_ROLES)[number];
export const PARTY_ROLES = ["buyer", "staff", "third"] as const;

/**
 * Where a token stands. That of an id is shown to everybody who is quoted or copied, so it is signed as such and never passes for
 * an address: who holds `reply+TOKEN@…` was sent the letter.
 */
export type TokenPlace = keyof typeof PURPOSES;
const PURPOSES = { address: "wayline thread token", id: "wayline thread token of an id" } as const;
const EVERYWHERE: readonly TokenPlace[] = ["address", "id"];

/** The first signs, each verifies: a key that is being replaced stands behind the new one. */
export type TokenKeys = readonly [Uint8Array, ...Uint8Array[]];

export const TOKEN_LENGTH = 45;
const BODY_LENGTH = 29;
const SIGNATURE_BYTES = 10;
const VERSION = 0n;
const MOST_PERSON = 1023;

// Crockford's: no i, l, o or u, which are taken for digits or make words.
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const THREAD_ID = /^qst_([0-9A-Za-z]{22})$/;

/**
 * Throws on an id that is no thread's and on a person that the token cannot hold: both are ours to give.
 */
export function threadToken({ thread, sentTo }: ThreadToken, [key]: TokenKeys, place: TokenPlace = "address"): string {
	const [, id] = THREAD_ID.exec(thread) ?? [];
	if (id === undefined) throw new Error("A token needs a thread's public id.");
	const { role, person } = sentTo;
	if (!Number.isInteger(person) || person < 0 || person > MOST_PERSON) {
		throw new Error(`A token holds persons from 0 to ${MOST_PERSON}.`);
	}
	const head = (VERSION << 2n) | BigInt(PARTY_ROLES.indexOf(role));
	const number = (((head << 10n) | BigInt(person)) << 131n) | numberOf(id, ID_DIGITS);
	const body = textOf(number, DIGITS, BODY_LENGTH);
	return body + signatureOf(body, key, place);
}

/** What a token says; null for everything that is not one, or is not ours. The case of the letters does not matter. */
export function readThreadToken(
	token: string,
	keys: TokenKeys,
	places: readonly TokenPlace[] = EVERYWHERE,
): ThreadToken | null {
	if (token.length !== TOKEN_LENGTH) return null;
	const folded = token.toLowerCase();
	const body = folded.slice(0, BODY_LENGTH);
	const signature = Buffer.from(folded.slice(BODY_LENGTH), "latin1");
	const isSigned = keys.some((key) =>
		places.some((place) => timingSafeEqual(Buffer.from(signatureOf(body, key, place), "latin1"), signature)),
	);
	if (!isSigned) return null;
	const number = numberOf(body, DIGITS);
	const head = Number(number >> 141n);
	const role = PARTY_ROLES[head & 3];
	if (role === undefined || head >> 2 !== Number(VERSION)) return null;
	const person = Number((number >> 131n) & BigInt(MOST_PERSON));
	return { thread: `qst_${textOf(number & ((1n << 131n) - 1n), ID_DIGITS, 22)}`, sentTo: { role, person } };
}

const MOST_CANDIDATES = 64;
// Forwarders write the plus as =2B (SRS, VERP) or %2B (links), which would else be taken for the token's beginning.
const CANDIDATE = new RegExp(`(?<=^|[^0-9a-z]|[=%]2b)[${DIGITS}]{${TOKEN_LENGTH}}(?![0-9a-z])`, "gi");

/**
 * The tokens of ours that stand in a text, in their order, each once. A look at a text without one costs next to nothing; one
 * full of false tokens is left after 64. `places`: those signed for one of them alone.
 */
export function findThreadTokens(
	text: string,
	keys: TokenKeys,
	places: readonly TokenPlace[] = EVERYWHERE,
): readonly ThreadToken[] {
	const found = new Map<string, ThreadToken>();
	let seen = 0;
	for (const [candidate] of text.matchAll(CANDIDATE)) {
		seen += 1;
		if (seen > MOST_CANDIDATES) break;
		const token = readThreadToken(candidate, keys, places);
		if (token !== null) found.set(candidate.toLowerCase(), token);
	}
	return [...found.values()];
}

function signatureOf(body: string, key: Uint8Array, place: TokenPlace): string {
	const digest = createHmac("sha256", key).update(`${PURPOSES[place]}\n${body}`).digest().subarray(0, SIGNATURE_BYTES);
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
