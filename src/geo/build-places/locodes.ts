import { distanceKm } from "../gazetteer/distance-km.ts";
import { mostPeople } from "./airports.ts";
import type { Atlas, MissingPlace } from "./atlas.ts";
import type { CityCode } from "./cities.ts";
import { readJsonSource } from "./sources.ts";

interface ListedPort {
	readonly name: string;
	readonly city: string;
	readonly coordinates?: readonly [lng: number, lat: number];
	readonly unlocs: readonly string[];
}

interface Codes {
	/** Places of airports by IATA code. */
	readonly airportPlaces: ReadonlyMap<string, number>;
	readonly cityCodes: readonly CityCode[];
	readonly countries: ReadonlySet<string>;
}

const BIG = 100_000;

/**
 * UN/LOCODE: the ports of sea-ports; then airports and big cities under their country and IATA code, which is how the
 * list was once made. Adds ports that are no towns.
 */
export function makeLocodes(atlas: Atlas, { airportPlaces, cityCodes, countries }: Codes): ReadonlyMap<string, number> {
	const locodes = new Map<string, number>();
	const add = (code: string, place: number) => {
		if (/^[A-Z]{2}[A-Z2-9]{3}$/.test(code) && !locodes.has(code)) locodes.set(code, place);
	};
	for (const { name, city, coordinates, unlocs } of Object.values(
		readJsonSource<Readonly<Record<string, ListedPort>>>("sea-ports", "lib/ports.json"),
	)) {
		for (const code of unlocs) {
			const country = code.slice(0, 2);
			if (coordinates === undefined || !countries.has(country)) continue;
			const [lng, lat] = coordinates;
			const place = placeOfPort(atlas, { lat, lng, country, kind: "port" }, [name, city]);
			if (place !== null) add(code, place);
		}
	}
	const bigCities = cityCodes.filter(({ place }) => (atlas.places[place]?.population ?? 0) >= BIG);
	for (const { code, place } of bigCities) add(`${atlas.places[place]?.country}${code}`, place);
	for (const [code, place] of airportPlaces) add(`${atlas.places[place]?.country}${code}`, place);
	return locodes;
}

function placeOfPort(atlas: Atlas, port: MissingPlace, names: readonly string[]): number | null {
	const isNear = (at: number) => distanceKm(atlas.places[at] ?? port, port) < 40;
	for (const name of names) {
		const [town] = mostPeople(atlas, atlas.bearers(name, port.country).filter(isNear));
		if (town !== undefined) return town;
	}
	const neighbour = atlas.nearest(port.country, port);
	if (neighbour === null) return null;
	const { zone, admin1, admin2 } = neighbour;
	const name = names.find((one) => one !== "") ?? "";
	return atlas.add({ ...port, name, zone, admin1, admin2, population: 0, rank: 0 }, [name]);
}
