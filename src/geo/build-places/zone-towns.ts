import { distanceKm } from "../gazetteer/distance-km.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import type { Atlas, AtlasPlace } from "./atlas.ts";
import type { PostalZones } from "./postal-zones.ts";

export interface ZoneTown {
	readonly prefix: string;
	readonly town: string;
	/** Null where the country has no place of that name. */
	readonly place: AtlasPlace | null;
}

/**
 * The town each postal zone means: the one with most people, those so called by themselves counted tenfold, unless
 * another lies by far nearer to the zones listed beside it: of India's two Aurangabads, 824 is the one in Bihar.
 */
export function zoneTowns(atlas: Atlas, { country, zones }: PostalZones): readonly ZoneTown[] {
	const all = zones.map(([prefix, town]) => {
		const bearers = atlas.bearers(town, country).flatMap((at) => atlas.places[at] ?? []);
		const weight = (place: AtlasPlace) => place.population * (isCalled(place, town) ? TENFOLD : 1);
		return { prefix, town, bearers: bearers.sort((a, b) => weight(b) - weight(a)) };
	});
	return all.map(({ prefix, town, bearers }, at) => {
		const [first = null, ...others] = bearers;
		if (first === null || others.length === 0) return { prefix, town, place: first };
		const around = neighbours(all, at);
		const own = medianKm(first, around);
		if (own === null || own < FAR_KM) return { prefix, town, place: first };
		const nearer = others
			.map((place) => ({ place, km: medianKm(place, around) ?? Number.POSITIVE_INFINITY }))
			.filter(({ place, km }) => km * MUCH_NEARER < own && (isOfSomeSize(place, first, km) || isTheOne(place, km)))
			.sort((a, b) => a.km - b.km);
		return { prefix, town, place: nearer[0]?.place ?? first };

		function isTheOne(place: AtlasPlace, km: number): boolean {
			return km < NEAR_KM && isCalled(place, town) && first !== null && !isCalled(first, town);
		}
	});
}

function isCalled({ name }: AtlasPlace, town: string): boolean {
	return nameKey(name) === nameKey(town);
}

const TENFOLD = 10;

const NEIGHBOURS = 4;
const FAR_KM = 150;
const NEAR_KM = 200;
const MUCH_NEARER = 3;

function isOfSomeSize(place: AtlasPlace, largest: AtlasPlace, km: number): boolean {
	return place.population >= (km < NEAR_KM ? 0.03 : 0.3) * largest.population && place.population > 0;
}

interface Zone {
	readonly prefix: string;
	readonly town: string;
	readonly bearers: readonly AtlasPlace[];
}

/** The towns of the zones listed next to it that begin alike. */
function neighbours(all: readonly Zone[], at: number): readonly AtlasPlace[] {
	const zone = all[at];
	if (zone === undefined) return [];
	return all
		.map((other, its) => ({ ...other, apart: Math.abs(its - at) }))
		.filter(({ prefix, town }) => prefix[0] === zone.prefix[0] && town !== zone.town)
		.sort((a, b) => a.apart - b.apart)
		.slice(0, NEIGHBOURS)
		.flatMap(({ bearers }) => bearers.slice(0, 1));
}

function medianKm(place: AtlasPlace, around: readonly AtlasPlace[]): number | null {
	if (around.length < 2) return null;
	const distances = around.map((other) => distanceKm(place, other)).sort((a, b) => a - b);
	return distances[Math.floor(distances.length / 2)] ?? null;
}
