import { nameKey } from "../gazetteer/name-key.ts";
import type { PlacesToWrite, PlaceToWrite } from "../gazetteer/write-places.ts";
import { addAirports } from "./airports.ts";
import { type Atlas, createAtlas } from "./atlas.ts";
import { addChina } from "./china.ts";
import { addCities } from "./cities.ts";
import { countryCodes, countryNames } from "./countries.ts";
import { addJapan } from "./japan.ts";
import { makeLocodes } from "./locodes.ts";
import { addNewerCities, addOlderCities } from "./newer-cities.ts";
import { POSTAL_ZONES } from "./postal-zones.ts";
import { addPostalTowns, makePostcodes, northAmericanPostcodes } from "./postcodes.ts";
import { makeRegions } from "./regions.ts";

/** Joins all sources; `say` hears what was found and what was not. */
export function gatherWorld(say: (line: string) => void): PlacesToWrite {
	const countries = new Set(countryCodes());
	const atlas = createAtlas();
	const { cityCodes } = addCities(atlas, countries);
	say(`${addNewerCities(atlas, countries)} towns of a later list, ${addOlderCities(atlas, countries)} of an earlier`);
	const regions = makeRegions(atlas);
	say(`${atlas.places.length} towns, ${regions.list.length - 1} regions`);

	const china = addChina(atlas, regions);
	say(`${china.divisions.length} divisions of China; at the place above: ${china.missed.length}: ${china.missed}`);
	const japan = addJapan(atlas, regions);
	say(`Japan without a place: ${japan.missed}`);
	const american = northAmericanPostcodes();
	say(`${addPostalTowns(atlas, american)} towns of the United States and Canada by their postcodes`);
	const { airports, places: airportPlaces } = addAirports(atlas, cityCodes, countries);
	const locodes = makeLocodes(atlas, { airportPlaces, cityCodes, countries });
	say(`${airports.size} airports and cities by IATA code, ${locodes.size} by UN/LOCODE`);

	const known = new Map([
		["US", american.filter(({ country }) => country === "US")],
		["CA", american.filter(({ country }) => country === "CA")],
		["JP", japan.postcodes],
	]);
	const { postcodes, missed } = makePostcodes(atlas, regions, known, POSTAL_ZONES);
	say(`${[...postcodes.values()].flat().length} postcodes and beginnings of some; towns not found: ${missed}`);

	const { order, idOf } = rank(atlas);
	const places = order.flatMap((number): PlaceToWrite[] => {
		const place = atlas.places[number];
		return place === undefined ? [] : [{ ...place, region: regions.of(place) }];
	});
	const ids = (numbers: Iterable<number>) => Array.from(numbers, idOf);
	const names = new Map([...atlas.names].map(([key, numbers]) => [key, ids(numbers)]));
	const divisionNames = new Map<string, number[]>();
	for (const [at, { names: own }] of china.divisions.entries()) {
		for (const key of own.map(nameKey)) divisionNames.set(key, [...(divisionNames.get(key) ?? []), at]);
	}
	return {
		version: "",
		places,
		names,
		locodes: new Map([...locodes].map(([code, number]) => [code, idOf(number)])),
		postcodes,
		world: {
			regions: regions.list,
			regionNames: regions.names,
			airports,
			countryNames: countryNames(),
			divisions: china.divisions.map(({ code, place }) => ({ code, place: idOf(place) })),
			divisionNames,
		},
	};
}

/** Most people first; then seats; then as the sources list them. */
function rank({ places }: Atlas): { order: readonly number[]; idOf: (place: number) => number } {
	const order = places
		.map((place, number) => ({ ...place, number }))
		.sort((a, b) => b.population - a.population || b.rank - a.rank || a.number - b.number)
		.map(({ number }) => number);
	const ids = new Uint32Array(order.length);
	for (const [id, number] of order.entries()) ids[number] = id;
	return { order, idOf: (place) => ids[place] ?? 0 };
}
