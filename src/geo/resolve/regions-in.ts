import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { plainTable } from "../gazetteer/plain-table.ts";
import type { CountrySpan } from "./countries-in.ts";
import { edgesOf, keyOf } from "./edges.ts";
import { LINK_WORDS } from "./facility-words.ts";
import { type Span, spanOf } from "./spans.ts";
import * as weights from "./weights.ts";
import type { Part, Written } from "./words.ts";

export interface RegionSpan extends Span {
	readonly region: number;
	readonly country: string;
	readonly weight: number;
	/** A code, not a name: nobody calls a town `NSW`. */
	readonly coded: boolean;
}

/** Where a state's code is part of every address. */
const CODES_AT_HOME: ReadonlySet<string> = new Set(["US", "CA", "AU", "BR"]);
const LONGEST_NAME = 4;
const MOST_SPANS = 16;

/** Every run of words that may name a state, a province, a county. `likely` are countries that something speaks for. */
export function regionsIn(
	written: Written,
	countries: readonly CountrySpan[],
	likely: ReadonlySet<string>,
	gazetteer: Gazetteer,
): RegionSpan[] {
	const { words, parts } = written;
	const found: RegionSpan[] = [];
	for (const [number, part] of parts.entries()) {
		if (part.role === "city" || part.role === "postcode") continue;
		const { starts, ends } = edgesOf(words, part, countries);
		const field = part.role === "region";
		for (let from = part.from; from < part.to; from++) {
			const word = words[from];
			if (word === undefined) continue;
			const coded = field || (!isLink(words, from, part) && mayEndCoded(words, from, ends));
			if (coded && word.capitals.length <= 3 && (field || word.capitals.length > 1)) {
				for (const region of gazetteer.regionsCoded(SHORTENED[word.capitals] ?? word.capitals)) {
					const { country } = gazetteer.region(region);
					const home = CODES_AT_HOME.has(country);
					if (!home && !likely.has(country)) continue;
					const opens = from === 0 && !field && part.to > 1 && words[1]?.passable !== true;
					const atHome = opens ? weights.REGION_CODE_FIRST : weights.REGION_CODE_HOME;
					const weight = home || field ? atHome : weights.REGION_CODE_ABROAD;
					found.push({ ...spanOf(from, from + 1, number), region, country, weight, coded: true });
				}
			}
			for (let to = from + 1; to <= Math.min(part.to, from + LONGEST_NAME); to++) {
				const last = ends.has(to);
				const first = starts.has(from);
				if ((!last && !first) || (to - from === 1 && word.key.length < 3)) continue;
				const alone = last && first && parts.length > 1;
				// North and Centre are regions somewhere, and every town has a north.
				if (to - from === 1 && word.burden < 1 && !alone && !field) continue;
				const weight = alone || field ? weights.REGION_NAME_ALONE : weights.REGION_NAME_LAST;
				for (const region of gazetteer.regionsNamed(nameKey(keyOf(words, from, to)))) {
					const { country } = gazetteer.region(region);
					found.push({ ...spanOf(from, to, number), region, country, weight, coded: false });
				}
			}
		}
	}
	return found
		.sort((a, b) => Number(likely.has(b.country)) - Number(likely.has(a.country)) || b.weight - a.weight)
		.slice(0, MOST_SPANS);
}

function mayEndCoded(words: Written["words"], from: number, ends: ReadonlySet<number>): boolean {
	return ends.has(from + 1) || from === 0 || words[from + 1]?.passable === true;
}

// In Transit to USA: not Indiana.
function isLink(words: Written["words"], from: number, part: Part): boolean {
	if (part.from > 0 || part.to === 1 || !LINK_WORDS.has(words[from]?.key ?? "")) return false;
	return words.slice(part.from, from).every(({ passable, key }) => passable || LINK_WORDS.has(key));
}

/** Codes that went out of use and are still written. */
const SHORTENED = plainTable<string>({ GP: "GT", KZN: "NL", PQ: "QC", NF: "NL", LB: "NL" });
