import type { Gazetteer, Region } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { plainTable } from "../gazetteer/plain-table.ts";
import type { Point } from "../route.ts";
import { COMMON_ALPHA3 } from "./countries-in.ts";
import type { Favour } from "./favour.ts";
import { officeCode } from "./office-code.ts";
import { namedAnyhow } from "./other-names.ts";
import { romanised } from "./romanised.ts";
import { COUNTRIES_OF_UMLAUTS, INITIALS, spellings, withUmlauts } from "./spellings.ts";
import * as weights from "./weights.ts";
import type { Word } from "./words.ts";

/** A place that a run of words may mean. */
export interface Named extends Point {
	readonly country: string;
	/** 0 where none is known. */
	readonly region: number;
	readonly zone: string;
	readonly people: number;
	/** What its size and the neighbouring scans are worth. */
	readonly worth: number;
	readonly coded: boolean;
	readonly airport: boolean;
	/** A region of the same country bears its name and lies elsewhere. */
	readonly overshadowed: boolean;
}

/** Of San Antonio there are hundreds; those beyond are reached by their state or postcode alone. */
const MOST_BEARERS = 128;
const BEARERS_OF_A_SPELLING = 12;

/** The places that bear a name, the likeliest first. */
export function bearers(key: string, gazetteer: Gazetteer, favour: Favour): Named[] {
	const ids = bearersOf(key, gazetteer);
	const regions = ids.length === 0 ? [] : gazetteer.regionsNamed(key);
	const places: Named[] = [];
	const home = SCRIPTS.find(({ letters }) => letters.test(key))?.countries;
	for (let index = 0; index < Math.min(ids.length, MOST_BEARERS); index++) {
		const { lat, lng, country, region, zone, population, kind } = gazetteer.place(ids[index] ?? 0);
		const uncounted = kind === "airport" ? weights.PEOPLE_OF_AIRPORT : weights.UNCOUNTED_PEOPLE;
		const people = NOT_CALLED_SO[key] === country ? uncounted : Math.max(population, uncounted);
		const seat = region !== 0 && regions.some((id) => gazetteer.liesIn(region, id));
		const size = weights.PER_TENFOLD_PEOPLE * Math.log10(people) + (seat ? weights.SEAT_OF_REGION : 0);
		const overshadowed = !seat && regions.some((id) => overshadows(gazetteer.region(id), country, population));
		places.push({
			lat,
			lng,
			country,
			region,
			zone,
			people,
			worth: size + favour.point({ lat, lng }) + (home?.has(country) ? weights.HOME_SCRIPT : 0),
			coded: false,
			airport: kind === "airport",
			overshadowed,
		});
	}
	const liking = (place: Named) => place.worth + favour.country(place.country, true);
	return places.sort((a, b) => liking(b) - liking(a));
}

/** A district whose name the gazetteer has for the whole city: nobody who writes it alone means that. */
const NOT_CALLED_SO = plainTable<string>({ victoria: "HK" });

function overshadows(region: Region, country: string, people: number): boolean {
	const isVillage = people < weights.VILLAGE_PEOPLE;
	return region.country === country || (isVillage && region.population > people * weights.REGION_TIMES_VILLAGE);
}

/** Alphabets and the countries at home in them. */
const SCRIPTS: readonly { readonly letters: RegExp; readonly countries: ReadonlySet<string> }[] = [
	{ letters: /\p{Script=Cyrillic}/u, countries: setOf("RU UA BY BG RS MK ME BA KZ KG TJ UZ MN MD") },
	{ letters: /\p{Script=Greek}/u, countries: setOf("GR CY") },
	{ letters: /\p{Script=Hebrew}/u, countries: setOf("IL") },
	{
		letters: /\p{Script=Arabic}/u,
		countries: setOf("SA AE QA BH KW OM YE IQ JO SY LB PS EG SD LY TN DZ MA MR IR AF PK SO DJ KM"),
	},
];

function setOf(countries: string): ReadonlySet<string> {
	return new Set(countries.split(" "));
}

function bearersOf(key: string, gazetteer: Gazetteer): readonly number[] {
	const ids = Array.from(gazetteer.named(key));
	const initials = INITIALS[key];
	if (initials !== undefined) return [...Array.from(gazetteer.named(nameKey(initials))).slice(0, 1), ...ids];
	if (ids.length > 0) return [...ids, ...airportsOf(key, gazetteer)];
	const found = new Set<number>();
	for (const other of spellings(key)) {
		const others = gazetteer.named(other);
		for (let index = 0; index < Math.min(others.length, BEARERS_OF_A_SPELLING); index++) found.add(others[index] ?? 0);
	}
	if (found.size > 0) return [...found];
	const anyhow = namedAnyhow(key, gazetteer);
	if (anyhow.length > 0) return Array.from(anyhow);
	const umlauts = withUmlauts(key);
	const others = umlauts === null ? [] : Array.from(gazetteer.named(umlauts));
	return others.filter((id) => COUNTRIES_OF_UMLAUTS.has(gazetteer.place(id).country));
}

// Airports stand in Latin letters alone: Пулково is a village in its own.
function airportsOf(key: string, gazetteer: Gazetteer): number[] {
	return romanised(key).flatMap((latin) =>
		Array.from(gazetteer.named(latin)).filter((id) => gazetteer.place(id).kind === "airport"),
	);
}

/** Alone in its part, beside a building's words, or within others. */
export type CodeStand = "alone" | "beside" | "within";

/** Airports that parcels are flown through, and that carriers call by their codes. */
const SIZE_OF_GATEWAY = 3;

/** The place of an airport's, a city's or an office's code; the last never stands within other words. */
export function codedPlaces(word: Word | undefined, stand: CodeStand, gazetteer: Gazetteer, favour: Favour): Named[] {
	if (word === undefined || word.passable || !/^[A-Z]{3,6}$/.test(word.capitals)) return [];
	// USA is Concord's airport too.
	if (stand !== "alone" && COMMON_ALPHA3.has(word.capitals)) return [];
	const office = word.capitals.length === 3 ? gazetteer.airport(word.capitals) : null;
	if (office !== null) {
		const { lat, lng, country, zone, size } = office;
		// Omniva Rae is a hub near Tallinn: beside other words a small airport's code is chance.
		if (stand !== "alone" && size < SIZE_OF_GATEWAY && !favour.countries.includes(country)) return [];
		const known = size === 0 ? weights.CODE_OF_A_STRIP : weights.PER_AIRPORT_SIZE * size;
		const worth = weights.AIRPORT_CODE + known + favour.point({ lat, lng });
		return [{ lat, lng, country, region: 0, zone, people: 0, worth, coded: true, airport: true, overshadowed: false }];
	}
	const place = stand !== "within" ? officeCode(word.capitals, gazetteer) : null;
	if (place === null) return [];
	return [
		{
			...place,
			people: 0,
			worth: weights.OFFICE_CODE + favour.point(place),
			coded: true,
			airport: false,
			overshadowed: false,
		},
	];
}
