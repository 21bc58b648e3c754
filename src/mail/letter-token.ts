import { candidatesIn, readSignedToken, signedToken, type TokenKeys } from "./signed-token.ts";

/**
 * A letter to somebody who watches a parcel, by its own id: whoever wrote to `reply+TOKEN@…` got it, or was passed it. A server that
 * could not deliver it writes to another token, which stands in the envelope alone and lets nobody speak.
 */
export type LetterTokenPlace = keyof typeof PURPOSES;
const PURPOSES = { reply: "wayline letter to a watcher", bounce: "wayline envelope of a letter to a watcher" } as const;

const LETTER_ID = /^eml_([0-9A-Za-z]{22})$/;

/** Throws on an id that is no letter's: they are ours to give. */
export function letterToken(mailId: string, keys: TokenKeys, place: LetterTokenPlace): string {
	const [, id] = LETTER_ID.exec(mailId) ?? [];
	if (id === undefined) throw new Error("A token needs a letter's public id.");
	return signedToken({ id, head: 0, purpose: PURPOSES[place] }, keys);
}

/** The letters (`eml_…`) whose tokens of such a place stand in a text, in their order. */
export function lettersIn(text: string, keys: TokenKeys, place: LetterTokenPlace): readonly string[] {
	return candidatesIn(text).flatMap((candidate) => {
		const token = readSignedToken(candidate, keys, [PURPOSES[place]]);
		return token === null ? [] : [`eml_${token.id}`];
	});
}
