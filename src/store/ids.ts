import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 22;
const TIME_LENGTH = 8;

/** What an id names, as its first letters. */
export type IdPrefix =
	| "sel"
	| "key"
	| "con"
	| "ord"
	| "shp"
	| "msg"
	| "rep"
	| "eml"
	| "aud"
	| "brd"
	| "evt"
	| "end"
	| "dlv"
	| "imp"
	| "qst"
	| "stf"
	| "inm"
	| "wch"
	| "rvw";

/** `shp_` and 22 characters: 131 random bits. */
export function publicId(prefix: IdPrefix): string {
	return `${prefix}_${randomText(LENGTH)}`;
}

/** Of a buyer's link. Whoever holds it sees the page, so it is as long as a key. */
export function pageToken(): string {
	return randomText(LENGTH);
}

/** An id that sorts by its time: eight characters of milliseconds since 1970, then 83 random bits. */
export function timedId(prefix: IdPrefix, nowMs: number): string {
	return `${prefix}_${timeText(nowMs)}${randomText(LENGTH - TIME_LENGTH)}`;
}

/** Every timed id made from `ms` on stands after this text, every earlier one before it, by the order of the characters. */
export function startOfIds(prefix: IdPrefix, ms: number): string {
	return `${prefix}_${timeText(ms)}`;
}

/** When a timed id was made, in milliseconds; null when it is not one. */
export function timeOfId(id: string): number | null {
	const text = id.slice(id.indexOf("_") + 1);
	if (text.length !== LENGTH) return null;
	let time = 0;
	for (const character of text.slice(0, TIME_LENGTH)) {
		const digit = ALPHABET.indexOf(character);
		if (digit < 0) return null;
		time = time * ALPHABET.length + digit;
	}
	return time;
}

function timeText(ms: number): string {
	let text = "";
	for (let rest = Math.floor(ms); text.length < TIME_LENGTH; rest = Math.floor(rest / ALPHABET.length)) {
		text = ALPHABET[rest % ALPHABET.length] + text;
	}
	return text;
}

function randomText(length: number): string {
	let text = "";
	while (text.length < length) {
		for (const byte of randomBytes(length * 2)) {
			// 248 is the last multiple of 62 in a byte: taking more would favour the first letters.
			if (byte < 248 && text.length < length) text += ALPHABET[byte % ALPHABET.length];
		}
	}
	return text;
}
