import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import type { Point } from "../route.ts";
import type { Favour } from "./favour.ts";
import { officeCode } from "./office-code.ts";
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
	/** A region of the same country bears its name and lies elsewhere. */
	readonly overshadowed: boolean;
}

/** Of San Antonio there are hundreds; those beyond are reached by their state or postcode alone. */
const MOST_BEARERS = 128;

/** The places that bear a name, the worthiest first. */
export function bearers(key: string, gazetteer: Gazetteer, favour: Favour): Named[] {
	const ids = bearersOf(key, gazetteer);
	const regions = ids.length === 0 ? [] : gazetteer.regionsNamed(key);
	const places: Named[] = [];
	for (let index = 0; index < Math.min(ids.length, MOST_BEARERS); index++) {
		const { lat, lng, country, region, zone, population, kind } = gazetteer.place(ids[index] ?? 0);
		const uncounted = kind === "airport" ? weights.PEOPLE_OF_AIRPORT : weights.UNCOUNTED_PEOPLE;
		const people = Math.max(population, uncounted);
		const seat = region !== 0 && regions.some((id) => gazetteer.liesIn(region, id));
		const size = weights.PER_TENFOLD_PEOPLE * Math.log10(people) + (seat ? weights.SEAT_OF_REGION : 0);
		const overshadowed = !seat && regions.some((id) => gazetteer.region(id).country === country);
		places.push({
			lat,
			lng,
			country,
			region,
			zone,
			people,
			worth: size + favour.point({ lat, lng }),
			coded: false,
			overshadowed,
		});
	}
	return places.sort((a, b) => b.worth - a.worth);
}

function bearersOf(key: string, gazetteer: Gazetteer): readonly number[] {
	const ids = Array.from(gazetteer.named(key));
	const initials = INITIALS[key];
	if (initials !== undefined) return [...Array.from(gazetteer.named(nameKey(initials))).slice(0, 1), ...ids];
	if (ids.length > 0) return ids;
	for (const other of spellings(key)) {
		const others = gazetteer.named(other);
		if (others.length > 0) return Array.from(others);
	}
	const umlauts = withUmlauts(key);
	const others = umlauts === null ? [] : Array.from(gazetteer.named(umlauts));
	return others.filter((id) => COUNTRIES_OF_UMLAUTS.has(gazetteer.place(id).country));
}

/** The place of an airport's, a city's or an office's code; `alone` in its part, as the last must stand. */
export function codedPlaces(word: Word | undefined, alone: boolean, gazetteer: Gazetteer, favour: Favour): Named[] {
	if (word === undefined || word.passable || !/^[A-Z]{3,6}$/.test(word.capitals)) return [];
	const office = word.capitals.length === 3 ? gazetteer.airport(word.capitals) : null;
	if (office !== null) {
		const { lat, lng, country, zone, size } = office;
		const known = size === 0 ? weights.CODE_OF_A_STRIP : weights.PER_AIRPORT_SIZE * size;
		const worth = weights.AIRPORT_CODE + known + favour.point({ lat, lng });
		return [{ lat, lng, country, region: 0, zone, people: 0, worth, coded: true, overshadowed: false }];
	}
	const place = alone ? officeCode(word.capitals, gazetteer) : null;
	if (place === null) return [];
	return [{ ...place, people: 0, worth: weights.OFFICE_CODE + favour.point(place), coded: true, overshadowed: false }];
}
