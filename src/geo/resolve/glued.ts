import type { Gazetteer, GazetteerPlace } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { distanceKm } from "../route.ts";
import { namedAnyhow } from "./other-names.ts";
import * as weights from "./weights.ts";

/** What was read in a text whose words are not parted by blanks. */
export interface GluedFind {
	/** The town, or what stands for the region. */
	readonly place: GazetteerPlace | null;
	/** 0 where none is known. */
	readonly region: number;
	readonly score: number;
	/** Several places bear the name, and all that they have in common is the country. */
	readonly ambiguous?: boolean;
}

/** A run of letters and its name key: both of the same length. */
export interface Run {
	readonly text: string;
	readonly key: string;
}

/** How a script writes the names of one country. */
export interface Script {
	/** Null: anywhere. */
	readonly country: string | null;
	/** Words of buildings, the longer first: skipped wherever they stand. */
	readonly facilities: readonly string[];
	/** What may stand behind a name in the gazetteer or in the text alone: 市, 구. */
	readonly endings: readonly string[];
	readonly longest: number;
	readonly leastLength: number;
	/** A short name among other letters is only taken of places this large. */
	readonly leastPeople: number;
}

/** Letters that are read: a place has no longer name, and a whole story is none. */
const MOST_LETTERS = 80;
const BEARERS_ASKED = 24;
const DISTRICT_KM = 80;
/** So much larger is the place that its name alone means. */
const LARGER_BY = 3;
/** From this length on a name is no chance. */
const LONG_NAME = 4;

export const GLUED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const GLUED_RUN =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Mn}ー々]+/gu;

/** The letters of such scripts, cut at everything else. */
export function gluedRuns(text: string): Run[] {
	let left = MOST_LETTERS;
	return (text.match(GLUED_RUN) ?? []).flatMap((found) => {
		const run = found.slice(0, left);
		left -= run.length;
		const key = nameKey(run);
		if (key === "") return [];
		return key.length === run.length ? { text: run, key } : { text: key, key };
	});
}

export function withoutGlued(text: string): string {
	return text.replace(GLUED_RUN, " ").replace(/〒/g, " ");
}

/** Reads from left to right, the longest name first, each within what was found before. */
export function longestMatches(runs: readonly Run[], script: Script, gazetteer: Gazetteer): GluedFind {
	let place: GazetteerPlace | null = null;
	let region = 0;
	let explained = 0;
	let total = 0;
	for (const run of runs) {
		for (let at = 0; at < run.key.length; ) {
			const facility = script.facilities.find((word) => run.text.startsWith(word, at))?.length ?? 0;
			const found = nameAt(run, at, Math.max(script.leastLength, facility + 1), script, place, region, gazetteer);
			if (found !== null) {
				place = found.place ?? place;
				region = place === null ? found.region : place.region || found.region;
				explained += found.length;
				total += found.length;
				at += found.length;
			} else {
				total += facility > 0 ? 0 : 1;
				at += Math.max(1, facility);
			}
		}
	}
	return { place, region, score: gluedScore(place, region, explained, total, gazetteer) };
}

/** Comparable between countries: how much was read, and how large the place is. */
export function gluedScore(
	place: GazetteerPlace | null,
	region: number,
	explained: number,
	total: number,
	gazetteer: Gazetteer,
): number {
	if (explained === 0) return 0;
	const people = place?.population ?? (region === 0 ? 0 : gazetteer.region(region).population);
	const size = Math.log10(Math.max(people, weights.UNCOUNTED_PEOPLE));
	return weights.NAME_FILLS_PART * (explained / Math.max(1, total)) + weights.PER_TENFOLD_PEOPLE * size;
}

interface Match {
	readonly length: number;
	readonly place: GazetteerPlace | null;
	readonly region: number;
}

function nameAt(
	run: Run,
	at: number,
	least: number,
	script: Script,
	around: GazetteerPlace | null,
	region: number,
	gazetteer: Gazetteer,
): Match | null {
	const { key } = run;
	for (let length = Math.min(script.longest, key.length - at); length >= least; length--) {
		const name = key.slice(at, at + length);
		const alone = isAlone(run, at, at + length, script);
		if (around === null && region === 0) {
			const found = gazetteer
				.regionsNamed(name)
				.find((id) => script.country !== null && gazetteer.region(id).country === script.country);
			const town = townNamed(name, alone, script, around, 0, gazetteer);
			// 東京, 서울: the city that the region is called after.
			if (found !== undefined && (town === null || !gazetteer.liesIn(town.region, found))) {
				return { length, place: null, region: found };
			}
			if (town === null) continue;
			return cityBefore(name, town, script, gazetteer) ?? { length, place: town, region: town.region };
		}
		const town = townNamed(name, alone, script, around, region, gazetteer);
		if (town !== null) return { length, place: town, region: town.region };
	}
	return null;
}

// 福岡中央 is a quarter somewhere, but a post office of Fukuoka; 大和郡山 is a city, 大和郡山市, far from 大和.
function cityBefore(name: string, town: GazetteerPlace, script: Script, gazetteer: Gazetteer): Match | null {
	if (script.endings.some((ending) => gazetteer.named(name + ending).length > 0)) return null;
	for (let length = name.length - 1; length >= script.leastLength; length--) {
		const city = townNamed(name.slice(0, length), false, script, null, 0, gazetteer);
		if (city === null || city.population < weights.CITY_PEOPLE || distanceKm(city, town) <= DISTRICT_KM) continue;
		return { length, place: city, region: city.region };
	}
	return null;
}

function townNamed(
	name: string,
	alone: boolean,
	script: Script,
	around: GazetteerPlace | null,
	region: number,
	gazetteer: Gazetteer,
): GazetteerPlace | null {
	const { country, endings, leastPeople } = script;
	const shorter = endings.filter((ending) => name.endsWith(ending)).map((ending) => name.slice(0, -ending.length));
	const spellings = [name, ...endings.map((ending) => name + ending), ...shorter];
	for (const spelling of spellings) {
		const ids = spelling.length > 1 ? namedAnyhow(spelling, gazetteer) : [];
		for (let index = 0; index < Math.min(ids.length, BEARERS_ASKED); index++) {
			const place = gazetteer.place(ids[index] ?? 0);
			if (country !== null && place.country !== country) continue;
			if (around !== null && distanceKm(around, place) > DISTRICT_KM) continue;
			if (around === null && region !== 0 && !gazetteer.liesIn(place.region, region)) continue;
			if (around !== null || region !== 0) return place;
			const sure = spelling === name && (alone || name.length >= LONG_NAME);
			if (!sure && place.population < leastPeople) continue;
			return isOneOfMany(place, ids, index, country, gazetteer) ? null : place;
		}
	}
	return null;
}

// 東中央 is a quarter of three cities: none of them is meant for sure.
function isOneOfMany(
	place: GazetteerPlace,
	ids: ArrayLike<number>,
	index: number,
	country: string | null,
	gazetteer: Gazetteer,
): boolean {
	for (let other = index + 1; other < Math.min(ids.length, BEARERS_ASKED); other++) {
		const rival = gazetteer.place(ids[other] ?? 0);
		if (country !== null && rival.country !== country) continue;
		if (distanceKm(place, rival) > DISTRICT_KM) return rival.population * LARGER_BY >= place.population;
	}
	return false;
}

// Nothing but a building's words stands round the name: 高輪郵便局.
function isAlone({ text }: Run, from: number, to: number, { facilities }: Script): boolean {
	if (from > 0) return false;
	for (let at = to; at < text.length; ) {
		const word = facilities.find((facility) => text.startsWith(facility, at));
		if (word === undefined) return false;
		at += word.length;
	}
	return true;
}
