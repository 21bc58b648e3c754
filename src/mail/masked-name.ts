import { plainLine } from "./plain-line.ts";

const MOST_NAME = 60;

/**
 * `Mia B. via Shop`: the person is known, her address and the rest of her name are not. Who writes the family name first and no blank
 * is called by it, as is the custom: 李华 is `李*`. What is no name, a number or an address, is not told at all.
 */
export function maskedName(personName: string, shopName: string): string {
	const shop = plainLine(shopName, MOST_NAME);
	const person = maskedPerson(plainLine(personName, MOST_NAME));
	return person === "" ? shop : `${person} via ${shop}`;
}

function maskedPerson(name: string): string {
	// Who gave no name is called by an address, which is what is to be masked.
	if (name.includes("@")) return "";
	const [before = "", behind] = name
		.replaceAll(/\([^()]*\)|\[[^[\]]*\]|["“”„«»]/g, " ")
		.trim()
		.split(/\s*[,，;]\s*/);
	// "Becker, Mia" is Exchange's order; "Mia Becker, Shop" has more than a name.
	const inOrder = behind === undefined || /\s/.test(before) ? before : `${behind} ${before}`;
	// Numbers are what mail services of China call their users by.
	const words = inOrder.split(/[\s._・·]+/).filter((word) => /\p{L}/u.test(word) && !/\d{4}/.test(word));
	const [first, ...others] = words;
	if (first === undefined) return "";
	if (FAMILY_FIRST.test(first)) return `${familyName(first, others.length > 0)}*`;
	const initial = /\p{L}\p{M}*/u.exec(others.at(-1) ?? "")?.[0];
	// A word with digits is an address's beginning.
	if (initial === undefined) return /\d/.test(first) ? `${first.slice(0, 1).toUpperCase()}.` : first;
	return `${first} ${initial.toUpperCase()}.`;
}

const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/u;

/** Names of four characters are two and two in China, Korea and Japan; shorter ones begin with one at least. */
function familyName(word: string, isWhole: boolean): string {
	const characters = [...word];
	if (isWhole && characters.length <= 3) return word;
	return characters.slice(0, characters.length >= 4 ? 2 : 1).join("");
}
