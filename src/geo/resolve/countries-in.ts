import { countryPoint } from "../countries.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { edgesOf, keyOf } from "./edges.ts";
import { type Span, spanOf } from "./spans.ts";
import * as weights from "./weights.ts";
import type { Part, Written } from "./words.ts";

export interface CountrySpan extends Span {
	readonly country: string;
	readonly weight: number;
	/** Fills its part, but for a building's words. */
	readonly alone: boolean;
}

const LONGEST_NAME = 5;

/** Three letters that are written for a country; other ISO codes are rather words or airports, unless a hyphen leads. */
export const COMMON_ALPHA3: ReadonlySet<string> = new Set(
	"USA UAE CHN AUS GBR DEU FRA ITA ESP JPN KOR CAN MEX BRA IND NLD BEL CHE AUT POL SWE NOR DNK FIN RUS TUR THA VNM IDN MYS PHL SGP HKG TWN NZL ZAF ARE SAU ISR PRT GRC IRL CZE HUN ROU UKR".split(
		" ",
	),
);

/** Mail centre, delivery office, service centre: behind a town these are no Monaco, no Dominican Republic, no Seychelles. */
const BUILDINGS_SHORT: ReadonlySet<string> = new Set("MC DO SO BO SC CC PC PO HO PF".split(" "));

/** Every run of words that may name a country. */
export function countriesIn({ words, parts }: Written, gazetteer: Gazetteer): CountrySpan[] {
	const found: CountrySpan[] = [];
	for (const [number, part] of parts.entries()) {
		if (part.role !== "any") continue;
		const { starts, ends } = edgesOf(words, part, []);
		for (let from = part.from; from < part.to; from++) {
			for (let to = from + 1; to <= Math.min(part.to, from + LONGEST_NAME); to++) {
				const first = starts.has(from);
				const last = ends.has(to);
				if (!first && !last) continue;
				const alone = first && last;
				const length = to - from === 1 ? (words[from]?.key.length ?? 0) : 0;
				const country =
					length === 2 ? countryCoded(words[from]?.capitals ?? "") : named(words, from, to, length, gazetteer);
				if (country === null) continue;
				const told = words[from]?.joined === true || COMMON_ALPHA3.has(words[from]?.capitals ?? "");
				if (!alone && length === 2 && BUILDINGS_SHORT.has(words[from]?.capitals ?? "")) continue;
				const weight = weightOf({ length, alone, last, opens: from === 0, told });
				if (weight > 0) found.push({ ...spanOf(from, to, number), country, weight, alone });
			}
		}
	}
	return found.sort((a, b) => b.weight - a.weight || a.from - b.from);
}

/** By two capitals, ISO 3166-1 and the two that Europe writes besides. */
export function countryCoded(code: string): string | null {
	if (code === "UK") return "GB";
	if (code === "EL") return "GR";
	return /^[A-Z]{2}$/.test(code) && countryPoint(code) !== null ? code : null;
}

function named(words: Written["words"], from: number, to: number, length: number, gazetteer: Gazetteer): string | null {
	if (length === 1) return null;
	return gazetteer.countryNamed(nameKey(keyOf(words, from, to)));
}

interface Stand {
	/** Of a single word, else 0. */
	readonly length: number;
	readonly alone: boolean;
	readonly last: boolean;
	/** It begins the text. */
	readonly opens: boolean;
	/** Three letters that surely are a code. */
	readonly told: boolean;
}

function weightOf({ length, alone, last, opens, told }: Stand): number {
	if (length === 2) {
		if (alone) return weights.COUNTRY_CODE_ALONE;
		return last ? weights.COUNTRY_CODE_LAST : opens ? weights.COUNTRY_CODE_FIRST : 0;
	}
	if (length === 3) {
		if (alone) return weights.COUNTRY_ALPHA3_ALONE;
		if (!last) return 0;
		return told ? weights.COUNTRY_ALPHA3_LAST : weights.COUNTRY_SHORT_NAME_LAST;
	}
	if (alone) return weights.COUNTRY_NAME_ALONE;
	return last ? weights.COUNTRY_NAME_LAST : weights.COUNTRY_NAME_FIRST;
}

/** The country that the last part of the text names and nothing else could mean: towns elsewhere are out. */
export function countryLocked(
	{ parts }: Written,
	countries: readonly CountrySpan[],
	isState: (span: CountrySpan) => boolean,
): string | null {
	const last = lastWritten(parts);
	if (last <= 0) return null;
	const spans = countries.filter(({ part, alone }) => part === last && alone);
	const [span] = spans;
	return span === undefined || isState(span) ? null : span.country;
}

function lastWritten(parts: readonly Part[]): number {
	return parts.findLastIndex(({ written }) => written);
}
