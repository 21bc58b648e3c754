import { distanceKm, type Point } from "../gazetteer/distance-km.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import type { PlaceToWrite } from "../gazetteer/write-places.ts";

/** Places while they are gathered. */
export interface AtlasPlace extends Omit<PlaceToWrite, "region"> {
	readonly name: string;
	/** GeoNames' codes of its state and of the division below: `44`, `3301`. */
	readonly admin1: string;
	readonly admin2: string;
	/** The seat of a country 5, of a state 4, of a division below 3 to 1. */
	readonly rank: number;
}

export interface Atlas {
	readonly places: readonly AtlasPlace[];
	/** By name key, the numbers of `places`. */
	readonly names: ReadonlyMap<string, readonly number[]>;
	add(place: AtlasPlace, names: Iterable<string>): number;
	addName(place: number, name: string): void;
	addKey(place: number, key: string): void;
	/** Puts a place into another state or province. */
	move(place: number, into: Pick<AtlasPlace, "admin1" | "admin2">): void;
	/** Places of the country that bear the name. */
	bearers(name: string, country: string): readonly number[];
	/** The place nearest to a point, within the country; null where none that fits lies within 300 km. */
	nearest(country: string, point: Point, fits?: (place: AtlasPlace) => boolean): AtlasPlace | null;
}

const LONGEST_KEY = 40;

export function createAtlas(): Atlas {
	const places: AtlasPlace[] = [];
	const names = new Map<string, number[]>();
	const cells = new Map<string, number[]>();
	const addKey = (place: number, key: string) => {
		if (key === "" || key.length > LONGEST_KEY) return;
		const bearers = names.get(key);
		if (bearers === undefined) names.set(key, [place]);
		else if (!bearers.includes(place)) bearers.push(place);
	};
	return {
		places,
		names,
		add(place, itsNames) {
			const number = places.push(place) - 1;
			const cell = cellOf(place.country, Math.floor(place.lat), Math.floor(place.lng));
			const inCell = cells.get(cell);
			if (inCell === undefined) cells.set(cell, [number]);
			else inCell.push(number);
			for (const name of itsNames) addKey(number, nameKey(name));
			return number;
		},
		addName: (place, name) => addKey(place, nameKey(name)),
		addKey,
		move(place, { admin1, admin2 }) {
			const before = places[place];
			if (before !== undefined) places[place] = { ...before, admin1, admin2 };
		},
		bearers: (name, country) => (names.get(nameKey(name)) ?? []).filter((at) => places[at]?.country === country),
		nearest(country, point, fits = () => true) {
			let best: AtlasPlace | null = null;
			let bestKm = 300;
			const row = Math.floor(point.lat);
			const column = Math.floor(point.lng);
			for (let ring = 0; ring <= 3 && (ring < 2 || best === null); ring++) {
				for (let y = row - ring; y <= row + ring; y++) {
					for (let x = column - ring; x <= column + ring; x++) {
						if (Math.max(Math.abs(y - row), Math.abs(x - column)) !== ring) continue;
						for (const number of cells.get(cellOf(country, y, x)) ?? []) {
							const place = places[number];
							if (place === undefined || !fits(place)) continue;
							const km = distanceKm(point, place);
							if (km < bestKm) [best, bestKm] = [place, km];
						}
					}
				}
			}
			return best;
		},
	};
}

function cellOf(country: string, row: number, column: number): string {
	return `${country} ${row} ${((column % 360) + 540) % 360}`;
}

/** Adds a place that other lists know and GeoNames' towns leave out, unless one of its name is near; true when added. */
export function addMissing(atlas: Atlas, place: MissingPlace, names: readonly string[], withinKm: number): boolean {
	const fresh = names.filter(
		(name) =>
			nameKey(name).length >= 3 &&
			!atlas.bearers(name, place.country).some((at) => isWithin(atlas.places[at], place, withinKm)),
	);
	const neighbour = fresh.length === 0 ? null : atlas.nearest(place.country, place);
	if (neighbour === null) return false;
	const { admin1, admin2, zone } = neighbour;
	atlas.add({ name: fresh[0] ?? "", population: 0, rank: 0, admin1, admin2, zone, ...place }, fresh);
	return true;
}

export type MissingPlace = Point & Pick<AtlasPlace, "country" | "kind"> & Partial<AtlasPlace>;

function isWithin(place: AtlasPlace | undefined, point: Point, km: number): boolean {
	return place !== undefined && distanceKm(place, point) < km;
}
