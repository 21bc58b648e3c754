import type { Gazetteer, PostcodeArea } from "../gazetteer/gazetteer.ts";
import { plainTable } from "../gazetteer/plain-table.ts";
import { type Span, spanOf } from "./spans.ts";
import type { Word, Written } from "./words.ts";

export interface PostcodeSpan extends Span {
	readonly country: string;
	readonly area: PostcodeArea;
	/** Its shape alone names the country. */
	readonly telling: boolean;
	/** Known to its last character. */
	readonly whole: boolean;
}

interface Shape {
	readonly pattern: RegExp;
	readonly countries: readonly string[];
	readonly telling: boolean;
	/** The groups that make the code; the whole match without blanks where absent. */
	readonly codeOf?: (match: RegExpMatchArray) => string;
}

const FIVE_DIGITS =
	"US DE FR IT ES MX FI TR UA KR TH MY ID SA EG PK LT EE HR RS ME BA MA DZ KW LK MM NP CR DO PE UY CU SE CZ SK GR TW IL JO IQ VN PR VA SM MC GP MQ GF RE YT GT HN NI SN KE ZM LA KH MN GE";
const FOUR_DIGITS =
	"AU BE CH AT DK NO NZ HU BG LU SI ZA PH BD CY LV TN VE AR GE AM MD NL PT MK AL LI PY BO HT EC AF SJ GL MZ NE LR";

/** Of words as they stand, hyphens and blanks between them as written. Shapes of one or two words. */
const SHAPES: readonly Shape[] = [
	shape(/^(\d{5})[- ]\d{4}$/, "US", true, (match) => match[1] ?? ""),
	shape(/^(\d{5})\d{4}$/, "US", false, (match) => match[1] ?? ""),
	shape(/^[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d$/, "CA", true),
	shape(/^[ABCEGHJ-NPRSTVXY]\d[A-Z]$/, "CA", false),
	shape(/^(?:GIR|[A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}$/, "GB GG JE IM GI", true),
	shape(/^[A-Z]{1,2}\d[A-Z\d]?$/, "GB GG JE IM", false),
	shape(/^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, "IE", true),
	shape(/^[A-Z]\d[\dW]$/, "IE", false),
	shape(/^(\d{4}) ?[A-Z]{2}$/, "NL", true),
	shape(/^\d{3}-\d{4}$/, "JP", true),
	shape(/^\d{5}-\d{3}$/, "BR", true),
	shape(/^\d{8}$/, "BR", false),
	shape(/^\d{2}-\d{3}$/, "PL", true),
	shape(/^\d{4}-\d{3}$/, "PT", true),
	shape(/^\d{3} \d{2}$/, "SE CZ SK GR", true),
	shape(/^\d{3} \d{3}$/, "IN RU RO CN KZ SG VN", false),
	shape(/^[A-Z](\d{4})(?:[A-Z]{3})?$/, "AR", false, (match) => match[1] ?? ""),
	shape(/^[A-Z]{3}\d{4}$|^[A-Z]{3} \d{4}$/, "MT", false),
	shape(/^AD\d{3}$/, "AD", true),
	shape(/^\d{7}$/, "IL JP CL", false),
	shape(/^\d{6}$/, "CN RU IN SG RO KZ VN CO BY EC UZ KG TJ TM NG TT", false),
	shape(/^\d{5}$/, FIVE_DIGITS, false),
	shape(/^\d{4}$/, FOUR_DIGITS, false),
	shape(/^\d{3}$/, "TW IS FO LS OM BH", false),
];

function shape(pattern: RegExp, countries: string, telling: boolean, codeOf?: Shape["codeOf"]): Shape {
	return { pattern, countries: countries.split(" "), telling, ...(codeOf === undefined ? {} : { codeOf }) };
}

/** The first half of a British postcode whose shape no other country shares. */
const OUTCODE = /^[A-Z]{2}\d[A-Z\d]?$/;

/** Letters that stand before a postcode as its country: `D-04109`, `LV-1010` has two letters and is read as a country. */
const COUNTRY_LETTERS = plainTable<string>({
	D: "DE",
	A: "AT",
	F: "FR",
	B: "BE",
	I: "IT",
	L: "LU",
	E: "ES",
	S: "SE",
	N: "NO",
	H: "HU",
	P: "PT",
	V: "VA",
});

const MOST_SPANS = 10;
/** One digit may stand for a quarter of a country, or for a city. */
const WIDEST_KM = 60;

/**
 * Every run of words that is a postcode of a country. A shape that many countries share is only looked up in the
 * countries that something else in the text, or the carrier, speaks for.
 */
export function postcodesIn(
	{ words, parts }: Written,
	likely: readonly string[],
	gazetteer: Gazetteer,
): PostcodeSpan[] {
	const found: PostcodeSpan[] = [];
	for (const [number, part] of parts.entries()) {
		if (part.role === "city" || part.role === "region") continue;
		for (let from = part.from; from < part.to; from++) {
			for (const to of [from + 2, from + 1]) {
				if (to > part.to || !words.slice(from, to).some(({ passable }) => passable)) continue;
				const letter = lettered(words, from, part.from);
				const start = letter === null ? from : from - 1;
				const alone = words.length === to - from;
				for (const { country, code, telling } of codesOf(textOf(words, from, to), letter, likely, alone)) {
					const area = gazetteer.postcode(country, code);
					if (area === null || !saysWhere(area, code)) continue;
					const whole = area.matched >= code.length;
					found.push({ ...spanOf(start, to, number), country, area, telling: telling || letter !== null, whole });
				}
			}
		}
	}
	return found.slice(0, MOST_SPANS);
}

function saysWhere({ matched, radiusKm }: PostcodeArea, code: string): boolean {
	// The M of Manchester is no beginning of others: ME is Rochester.
	return matched > 1 || /^[A-Z]\d/.test(code) || radiusKm <= WIDEST_KM;
}

function textOf(words: readonly Word[], from: number, to: number): string {
	const first = words[from]?.capitals ?? "";
	if (to - from === 1) return first;
	const second = words[from + 1];
	return `${first}${second?.joined ? "-" : " "}${second?.capitals ?? ""}`;
}

function lettered(words: readonly Word[], from: number, partFrom: number): string | null {
	if (from <= partFrom || words[from]?.joined !== true) return null;
	return COUNTRY_LETTERS[words[from - 1]?.capitals ?? ""] ?? null;
}

function* codesOf(
	text: string,
	letter: string | null,
	likely: readonly string[],
	alone: boolean,
): Generator<{ country: string; code: string; telling: boolean }> {
	if (!/\d/.test(text)) return;
	// LS11 and nothing else is Leeds.
	if (alone && letter === null && OUTCODE.test(text)) yield { country: "GB", code: text, telling: true };
	for (const { pattern, countries, telling, codeOf } of SHAPES) {
		const match = text.match(pattern);
		if (match === null) continue;
		const code = codeOf === undefined ? text.replace(/[^A-Z\d]/g, "") : codeOf(match);
		for (const country of letter !== null ? [letter] : telling ? countries : likely) {
			if (!countries.includes(country)) continue;
			yield { country, code, telling };
		}
	}
}
