import { remembered } from "./memory.ts";

/** What tells one scan of a leg from another: the carrier's own characters, so that reading them better changes no key. */
export interface ScanIdentity {
	/** The carrier's own identity of the event, unique within the number, where it has one. */
	readonly id: string | null;
	readonly carrierCode: string;
	/** The carrier's words, or a digest of them: they count only where there is no code. */
	readonly words: string;
	/** The wall clock or date as read. */
	readonly local: string;
	/** The place in the carrier's words; empty where it names none. */
	readonly placeWords: string;
	readonly piece: string | null;
}

export interface LegIdentity {
	readonly carrier: string;
	readonly trackingNumber: string;
}

/** The canonical text of a scan: two messages tell the same scan exactly when it is equal. */
export function identityText(leg: LegIdentity, scan: ScanIdentity): string {
	if (scan.id !== null) return eventText(leg, scan.id);
	const what = scan.carrierCode === "" ? ["text", foldText(scan.words)] : ["code", scan.carrierCode];
	const digits = scan.local.replace(/\D/g, "");
	return canonical(leg, scan.piece, [...what, digits, foldText(scan.placeWords)]);
}

/**
 * The canonical text of an event the carrier numbers itself. It is also what the carrier names when it takes the event
 * back, and then it names no piece: so no piece is part of it.
 */
export function eventText(leg: LegIdentity, id: string): string {
	return canonical(leg, null, ["id", id]);
}

function canonical(leg: LegIdentity, piece: string | null, parts: readonly string[]): string {
	return JSON.stringify([leg.carrier, leg.trackingNumber, piece, ...parts]);
}

/** The key of a scan: the first 8 bytes of the digest, which is given in hexadecimal digits. */
export function scanKey(text: string, sha256: (text: string) => string): string {
	return sha256(text).slice(0, 16);
}

/** One spelling of a name: capitals without marks, words parted by single blanks. */
export const foldText = remembered(spellAlike);

function spellAlike(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}+/gu, "")
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
