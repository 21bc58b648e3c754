import { candidatesIn, readSignedToken, signedToken, type TokenKeys } from "./signed-token.ts";

/**
 * A token says which thread a letter of ours belongs to and to whom it went. It stands in the address that a reply goes to, in
 * Message-IDs and in a line of the body.
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

const VERSION = 0;
const MOST_PERSON = 1023;
const THREAD_ID = /^qst_([0-9A-Za-z]{22})$/;

/**
 * Throws on an id that is no thread's and on a person that the token cannot hold: both are ours to give.
 */
export function threadToken({ thread, sentTo }: ThreadToken, keys: TokenKeys, place: TokenPlace = "address"): string {
	const [, id] = THREAD_ID.exec(thread) ?? [];
	if (id === undefined) throw new Error("A token needs a thread's public id.");
	const { role, person } = sentTo;
	if (!Number.isInteger(person) || person < 0 || person > MOST_PERSON) {
		throw new Error(`A token holds persons from 0 to ${MOST_PERSON}.`);
	}
	// Two bits of version, two of role and ten of person.
	const head = (((VERSION << 2) | PARTY_ROLES.indexOf(role)) << 10) | person;
	return signedToken({ id, head, purpose: PURPOSES[place] }, keys);
}

/** What a token says; null for everything that is not one, or is not ours. The case of the letters does not matter. */
export function readThreadToken(
	token: string,
	keys: TokenKeys,
	places: readonly TokenPlace[] = EVERYWHERE,
): ThreadToken | null {
	const read = readSignedToken(
		token,
		keys,
		places.map((place) => PURPOSES[place]),
	);
	if (read === null) return null;
	const role = PARTY_ROLES[(read.head >> 10) & 3];
	if (role === undefined || read.head >> 12 !== VERSION) return null;
	return { thread: `qst_${read.id}`, sentTo: { role, person: read.head & MOST_PERSON } };
}

/** The tokens of ours that stand in a text, in their order, each once. `places`: those signed for one of them alone. */
export function findThreadTokens(
	text: string,
	keys: TokenKeys,
	places: readonly TokenPlace[] = EVERYWHERE,
): readonly ThreadToken[] {
	return candidatesIn(text).flatMap((candidate) => readThreadToken(candidate, keys, places) ?? []);
}
