import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { bearers, codedPlaces, type Named } from "./bearers.ts";
import { edgesOf, keyOf } from "./edges.ts";
import type { Favour } from "./favour.ts";
import { type Span, spanOf } from "./spans.ts";
import { isStreet } from "./streets.ts";
import * as weights from "./weights.ts";
import type { Part, Word, Written } from "./words.ts";

export interface NameSpan extends Span {
	readonly key: string;
	/** The likeliest first. */
	readonly places: readonly Named[];
	/** A code of an airport or an office, not a name. */
	readonly coded: boolean;
	/** It is the name of a street, called after the town it leads to. */
	readonly street: boolean;
	/** It is made of a building's words alone: a town called Hub only where its country or state stands by. */
	readonly building: boolean;
	/** The country that bears the same name. */
	readonly countryToo: string | null;
	/** It ends in the next part: the bracket of `Frankfurt (Oder)`. */
	readonly across: boolean;
}

const LONGEST_NAME = 6;
/** Every run of words that is the name or the code of a place. */
export function namesIn({ words, parts }: Written, gazetteer: Gazetteer, favour: Favour): NameSpan[] {
	const found: NameSpan[] = [];
	const known = new Map<string, readonly Named[]>();
	for (const [number, part] of parts.entries()) {
		if (part.role === "region" || part.role === "postcode") continue;
		const { starts, ends } = edgesOf(words, part, []);
		for (let from = part.from; from < part.to; from++) {
			for (let to = from + 1; to <= Math.min(part.to, from + LONGEST_NAME); to++) {
				const whole = starts.has(from) && ends.has(to);
				if (!mayName(words, from, to, part)) continue;
				const key = nameKey(keyOf(words, from, to));
				const span = spanOf(from, to, number);
				const street = isStreet(words, from, to, part);
				const building = words.slice(from, to).every(({ passable }) => passable);
				const places = known.get(key) ?? bearers(key, gazetteer, favour);
				known.set(key, places);
				if (places.length > 0) {
					const countryToo = gazetteer.countryNamed(key);
					found.push({ ...span, key, places, coded: false, street, building, countryToo, across: false });
				}
				const alone = part.to - part.from === 1;
				const stand = alone ? "alone" : whole ? "beside" : "within";
				const coded = to - from === 1 ? codedPlaces(words[from], stand, gazetteer, favour) : [];
				if (coded.length > 0) {
					found.push({
						...span,
						key,
						places: coded,
						coded: true,
						street: false,
						building: false,
						countryToo: null,
						across: false,
					});
				}
			}
		}
	}
	for (const [number, part] of parts.entries()) {
		const before = parts[number - 1];
		if (part.bound && before !== undefined)
			found.push(...namesAcross(words, before, part, number - 1, gazetteer, favour));
	}
	return found;
}

/** Of a name in two parts the second is a river or a land of one or two words. */
const LONGEST_END = 2;
/** What stands between the two where the name is written in full. */
const LINKS = ["", "an der ", "am ", "in ", "im ", "bei ", "ob der "];

// Frankfurt (Oder), Neustadt (Aisch), Halle/Saale: the bracket holds a part of the name.
function namesAcross(
	words: readonly Word[],
	before: Part,
	part: Part,
	number: number,
	gazetteer: Gazetteer,
	favour: Favour,
): NameSpan[] {
	if (part.to - part.from > LONGEST_END || words[part.from]?.passable) return [];
	const end = keyOf(words, part.from, part.to);
	for (let from = Math.max(before.from, before.to - LONGEST_END); from < before.to; from++) {
		const beginning = keyOf(words, from, before.to);
		for (const link of LINKS) {
			const key = nameKey(`${beginning} ${link}${end}`);
			const places = bearers(key, gazetteer, favour);
			if (places.length === 0) continue;
			const span = spanOf(from, part.to, number);
			return [{ ...span, key, places, coded: false, street: false, building: false, countryToo: null, across: true }];
		}
	}
	return [];
}

function mayName(words: readonly Word[], from: number, to: number, part: Part): boolean {
	const whole = from === part.from && to === part.to;
	let letters = 0;
	let telling = whole;
	for (let index = from; index < to; index++) {
		const word = words[index];
		if (word === undefined || /^\d+$/.test(word.key)) return false;
		letters += word.key.length;
		if (!word.passable && word.burden > weights.SHARE_OF_SOFT_WORD) telling = true;
	}
	return telling && (letters > 2 || !LATIN.test(words[from]?.key ?? ""));
}

const LATIN = /^[a-z]+$/;
