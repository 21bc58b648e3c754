import { nameKey } from "../gazetteer/name-key.ts";
import { AIRPORT_WORDS, CARRIER_WORDS, FACILITY_PHRASES, FACILITY_WORDS, SOFT_WORDS } from "./facility-words.ts";
import type { PlaceQuery } from "./place-query.ts";
import { readable } from "./place-query.ts";
import { SHARE_OF_NUMBER, SHARE_OF_SOFT_WORD } from "./weights.ts";

/** What a part of the text may name: a carrier's own field names one thing, its text anything. */
export type Role = "any" | "city" | "region" | "postcode";

export interface Word {
	/** As `nameKey` writes it. */
	readonly key: string;
	/** In capitals, accents and all: for codes. */
	readonly capitals: string;
	/** Which part of the text it stands in. */
	readonly part: number;
	/** Hangs on the word before by a hyphen or an underscore. */
	readonly joined: boolean;
	/** A word of buildings and carriers, a number: stands round a town's name and is no part of it. */
	readonly passable: boolean;
	/** How much it weighs against a reading that does not explain it, 0 to 1. */
	readonly burden: number;
}

/** A run of words between strong marks. `from` to `to`, without `to`. */
export interface Part {
	readonly from: number;
	readonly to: number;
	readonly role: Role;
	/** The carrier's text, not one of its fields: says less where the fields say the same. */
	readonly written: boolean;
	/** Opened by a bracket or a stroke: may end the name before it, as in `Frankfurt (Oder)`. */
	readonly bound: boolean;
}

export interface Written {
	readonly words: readonly Word[];
	readonly parts: readonly Part[];
	/** One of its words says that an airport is named. */
	readonly airport: boolean;
}

/** Bits of a number stand for words. */
export const MOST_WORDS = 28;

/** Cuts a query's text and fields into parts, and those into words. */
export function writtenWords(query: PlaceQuery): Written {
	const words: Word[] = [];
	const parts: Part[] = [];
	const add = (text: string, role: Role, written: boolean): void => {
		const pieces = text.split(BETWEEN_PARTS);
		for (let at = 0; at < pieces.length; at += 2) {
			const piece = pieces[at] ?? "";
			const bound = /^\s*[(/]\s*$/u.test(pieces[at - 1] ?? "");
			const from = words.length;
			for (const [index, { word, joined }] of wordsIn(piece).entries()) {
				words.push(wordOf(word, parts.length, joined && index > 0));
			}
			if (words.length > from) parts.push({ from, to: words.length, role, written, bound });
		}
	};
	const text = readable(query.text);
	if (present(query.city)) add(readable(query.city), "city", false);
	add(withoutStrokes(text.replace(PLANT, "PDC").replace(NOISE, " ")), "any", true);
	if (present(query.region)) add(readable(query.region), "region", false);
	if (present(query.postcode)) add(readable(query.postcode), "postcode", false);
	const airport = words.some(({ key }) => AIRPORT_WORDS.has(key));
	return shortened({ words: withEchoesSilent(withPhrasesPassable(words), parts), parts, airport });
}

function present(field: string | null | undefined): field is string {
	return field !== null && field !== undefined && field !== "";
}

const BETWEEN_PARTS =
	/([,;|()[\]{}<>\n\r\t:/\\•·→«»“”"、，；。]+|\s+[-–—_>~]+\s*|\s*[–—~]+\s*|[-–—_]+\s+|\.\s*$|(?<=\p{L}{4})\.\s+(?=\p{L}{3}))/u;
/** P&DC, L&DC: one word for a plant of the United States' post, not the state of DC. */
const PLANT = /(?<![\p{L}\p{N}])[PL] ?& ?D[CF](?![\p{L}\p{N}])/giu;
const NOISE = /\bCEDEX\b(?:\s+\d{1,2}\b)?|#|№|\bN[or]\.?\s*(?=\d)/giu;

// Boulogne s/mer, Rostov n/D, Alphen a/d Rijn: no strokes between parts.
function withoutStrokes(text: string): string {
	return text
		.replace(/(?<=\p{L}[\s-])(\p{L})\/\s?(\p{L})(?!\p{L})/gu, "$1$2")
		.replace(/(?<=\p{L}[\s-])s\/\s?(?=\p{L}{3})/giu, "sur ");
}

function wordsIn(piece: string): { word: string; joined: boolean }[] {
	return [...piece.matchAll(WORD)].map((match) => ({
		word: match[0].replace(APOSTROPHE, ""),
		joined: /[-‐‑_]/u.test(piece.charAt(match.index - 1)),
	}));
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‘ʻʼ`´ʹʿʾ](?=\p{L})[\p{L}\p{N}\p{M}]+)*/gu;
const APOSTROPHE = /['’‘ʻʼ`´ʹʿʾ]/gu;

function wordOf(word: string, part: number, joined: boolean): Word {
	const key = nameKey(word);
	const facility = FACILITY_WORDS.has(key) || CARRIER_WORDS.has(key);
	const numbered = /\p{N}/u.test(key);
	const lone = key.length < 2 || BINDING.has(key);
	return {
		key,
		capitals: word.toUpperCase(),
		part,
		joined,
		passable: facility || numbered,
		burden:
			facility || lone
				? 0
				: numbered
					? SHARE_OF_NUMBER
					: SOFT_WORDS.has(key) || key.length < 3
						? SHARE_OF_SOFT_WORD
						: 1,
	};
}

/** Words that bind others or say what kind of division a name is: they never count for or against a place. */
const BINDING: ReadonlySet<string> = new Set(
	`da de do da dos del della dei di du des la le les el los las of the at to in on and und et y e en em im am bei by a
	au aux na w v z c p co os al van von der den het
	province provincia provincie prov county district distrito distrikt dist municipio municipality municipalidad
	departamento departement dept state estado region regiao comune commune gemeente kommune kommun kunta parish
	tp quan huyen phuong xa tx tinh kab kabupaten kec kecamatan kel kelurahan kota prop barangay brgy
	ken shi ku gun oblast obl raion rayon okres kraj powiat gmina woj ilce mah
	область обл район край республика респ пгт пос село`.split(/\s+/),
);

const PHRASES: ReadonlyMap<string, readonly (readonly string[])[]> = byFirstWord(FACILITY_PHRASES);

function byFirstWord(phrases: readonly string[]): Map<string, string[][]> {
	const found = new Map<string, string[][]>();
	for (const phrase of phrases) {
		const words = phrase.split(" ");
		const first = words[0] ?? "";
		found.set(first, [...(found.get(first) ?? []), words]);
	}
	return found;
}

// Words that name a building only together: bưu cục, trung tâm khai thác.
function withPhrasesPassable(words: readonly Word[]): Word[] {
	const passable = new Set<number>();
	for (let from = 0; from < words.length; from++) {
		const phrase = PHRASES.get(words[from]?.key ?? "")?.find((phrase) =>
			phrase.every((key, index) => words[from + index]?.key === key && words[from + index]?.part === words[from]?.part),
		);
		for (let index = 0; index < (phrase?.length ?? 0); index++) passable.add(from + index);
	}
	if (passable.size === 0) return [...words];
	return words.map((word, index) => (passable.has(index) ? { ...word, passable: true, burden: 0 } : word));
}

// What a field says again in the text explains itself there; the field says it more clearly.
function withEchoesSilent(words: readonly Word[], parts: readonly Part[]): Word[] {
	if (parts.every(({ written }) => written)) return [...words];
	const said = new Set(words.filter(({ part }) => parts[part]?.written === false).map(({ key }) => key));
	return words.map((word) => (parts[word.part]?.written && said.has(word.key) ? { ...word, burden: 0 } : word));
}

// Towns stand near either end of a long text, countries at the last.
function shortened({ words, parts, airport }: Written): Written {
	if (words.length <= MOST_WORDS) return { words, parts, airport };
	const kept = [...words.slice(0, MOST_WORDS / 2), ...words.slice(-MOST_WORDS / 2)];
	const numbers = [...new Set(kept.map(({ part }) => part))];
	return {
		airport,
		words: kept.map((word) => ({ ...word, part: numbers.indexOf(word.part) })),
		parts: numbers.map((number) => {
			const from = kept.findIndex(({ part }) => part === number);
			const { role = "any", written = true, bound = false } = parts[number] ?? {};
			return { from, to: from + kept.filter(({ part }) => part === number).length, role, written, bound };
		}),
	};
}
