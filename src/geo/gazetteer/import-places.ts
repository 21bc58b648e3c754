import { distanceKm, type Point } from "./distance-km.ts";
import type { Gazetteer, PlaceKind } from "./gazetteer.ts";
import { nameKey } from "./name-key.ts";
import type { PlaceToWrite } from "./write-places.ts";
import { zoneOfTown } from "./zone-on.ts";

/** What an imported file brings, while its lines are read. */
export interface ImportedPlaces {
	readonly places: readonly PlaceToWrite[];
	readonly names: ReadonlyMap<string, readonly number[]>;
	readonly regionsMeant: readonly (readonly [country: string, code: string])[];
	/** Adds a place and returns its number; its name is kept where no place of that name is known nearby. */
	add(place: NewPlace): number;
	/** Adds a place under its name unless one of that name is known nearby. */
	addUnknown(place: NewPlace): void;
	/** The zone that all of a region has, else that of the point in its country. */
	zoneIn(region: number, point: Point, country: string): string;
	/** The number of a region by its code or else by its name; 0 where the gazetteer has none. */
	regionOf(country: string, code: string, name: string): number;
}

export interface NewPlace extends Point {
	readonly name: string;
	readonly country: string;
	readonly region: number;
	readonly kind: PlaceKind;
	readonly population?: number;
}

const NEAR_KM = 30;

export function gatherImported(gazetteer: Gazetteer): ImportedPlaces {
	const places: PlaceToWrite[] = [];
	const names = new Map<string, number[]>();
	const regionsMeant: (readonly [string, string])[] = [["", ""]];
	const zones: (string | null)[] = [null];
	const numbers = new Map<string, number>();
	const asked = new Map<string, number>();
	return { places, names, regionsMeant, add, addUnknown, zoneIn, regionOf };

	function add(place: NewPlace): number {
		const { name, lat, lng, country, region, kind, population = 0 } = place;
		const number =
			places.push({ lat, lng, country, region, kind, population, zone: zoneIn(region, place, country) }) - 1;
		const key = nameKey(name);
		if (key.length >= 2 && !isKnown(key, place)) {
			const bearers = names.get(key);
			if (bearers === undefined) names.set(key, [number]);
			else bearers.push(number);
		}
		return number;
	}

	function addUnknown(place: NewPlace): void {
		const key = nameKey(place.name);
		if (key.length >= 2 && !/\d/.test(key) && !isKnown(key, place)) add(place);
	}

	function zoneIn(region: number, point: Point, country: string): string {
		return zones[region] ?? zoneOfTown(point, country, gazetteer);
	}

	function isKnown(key: string, place: NewPlace): boolean {
		const isHere = (other: Point & { readonly country: string }) =>
			other.country === place.country && distanceKm(other, place) < NEAR_KM;
		const own = names.get(key)?.some((at) => isHere(places[at] ?? NOWHERE)) ?? false;
		return own || Array.from(gazetteer.named(key)).some((id) => isHere(gazetteer.place(id)));
	}

	function regionOf(country: string, code: string, name: string): number {
		const query = `${country}\t${code}\t${name}`;
		const before = asked.get(query);
		if (before !== undefined) return before;
		const found = findRegion(country, code, name);
		asked.set(query, found);
		return found;
	}

	function findRegion(country: string, code: string, name: string): number {
		const candidates = [
			...(code === "" ? [] : gazetteer.regionsCoded(code.toUpperCase())),
			...(name === "" ? [] : gazetteer.regionsNamed(nameKey(name))),
		];
		for (const id of candidates) {
			const region = gazetteer.region(id);
			if (region.country !== country || region.code === null) continue;
			const key = `${country}-${region.code}`;
			const known = numbers.get(key) ?? regionsMeant.push([country, region.code]) - 1;
			numbers.set(key, known);
			zones[known] = region.zone;
			return known;
		}
		return 0;
	}
}

const NOWHERE = { lat: 90, lng: 0, country: "" };

export function readPoint(lat: string, lng: string): Point | null {
	const point = { lat: Number(lat), lng: Number(lng) };
	const isOnEarth = Math.abs(point.lat) <= 90 && Math.abs(point.lng) <= 180;
	return lat.trim() !== "" && lng.trim() !== "" && isOnEarth ? point : null;
}
