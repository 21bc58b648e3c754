import { bytesOf, encodeSections } from "./format.ts";
import type { PlaceKind } from "./gazetteer.ts";
import { encodeNameIndex } from "./name-index.ts";
import {
	type IndexFacts,
	type IndexName,
	NO_ZONE,
	PLACE_KINDS,
	type PlacesMeta,
	packCode,
	packCode3,
	packCodeTail,
	packLat,
	packLng,
	packSize,
} from "./places-file.ts";

export interface PlaceToWrite {
	readonly lat: number;
	readonly lng: number;
	readonly country: string;
	/** A number of `regions`, or of `regionsMeant`; 0 for none. */
	readonly region: number;
	readonly zone: string;
	readonly population: number;
	readonly kind: PlaceKind;
}

export interface PostcodeToWrite {
	/** A whole code or a beginning of several. */
	readonly code: string;
	readonly lat: number;
	readonly lng: number;
	readonly region: number;
	readonly zone: string;
	readonly radiusKm: number;
}

export interface RegionToWrite {
	readonly country: string;
	readonly within: number;
	readonly codes: readonly string[];
	readonly lat: number;
	readonly lng: number;
	readonly zone: string | null;
	readonly population: number;
}

export interface AirportToWrite {
	readonly lat: number;
	readonly lng: number;
	readonly country: string;
	readonly zone: string;
	readonly size: number;
}

export interface DivisionToWrite {
	readonly code: string;
	readonly place: number;
}

type Names = ReadonlyMap<string, Iterable<number>>;

export interface PlacesToWrite {
	readonly version: string;
	/** Most people first: an id is a place's number here. */
	readonly places: readonly PlaceToWrite[];
	/** By `nameKey(…)`. */
	readonly names: Names;
	/** Five capitals and the place. */
	readonly locodes: ReadonlyMap<string, number>;
	readonly postcodes: ReadonlyMap<string, readonly PostcodeToWrite[]>;
	/** Only in an imported file. */
	readonly regionsMeant?: PlacesMeta["regionsMeant"];
	/** Only in the built file: what an imported one never changes. */
	readonly world?: {
		/** Region 0 is none. */
		readonly regions: readonly RegionToWrite[];
		readonly regionNames: Names;
		readonly airports: ReadonlyMap<string, AirportToWrite>;
		readonly countryNames: ReadonlyMap<string, string>;
		readonly divisions: readonly DivisionToWrite[];
		readonly divisionNames: Names;
	};
}

/** The bytes of a file of places; the same places give the same bytes. */
export function writePlaces(input: PlacesToWrite): Uint8Array {
	const countries = new Numbering();
	const zones = new Numbering();
	const bytes = new Map<string, Uint8Array>();
	const indexes: Partial<Record<IndexName, IndexFacts>> = {};
	const { places, world } = input;

	writePoints("place", places);
	bytes.set(
		"place.country",
		Uint8Array.from(places, (place) => countries.of(place.country)),
	);
	bytes.set("place.region", bytesOf(Uint16Array.from(places, (place) => place.region)));
	bytes.set("place.zone", bytesOf(Uint16Array.from(places, (place) => zones.of(place.zone))));
	bytes.set(
		"place.people",
		Uint8Array.from(places, (place) => packSize(place.population)),
	);
	bytes.set(
		"place.kind",
		Uint8Array.from(places, (place) => PLACE_KINDS.indexOf(place.kind)),
	);
	indexes.names = encodeNameIndex("names", input.names, bytes);

	const locodes = [...input.locodes].sort(([a], [b]) => (a < b ? -1 : 1));
	bytes.set("locode.code", bytesOf(Uint32Array.from(locodes, ([code]) => packCode(code))));
	bytes.set("locode.place", bytesOf(Uint32Array.from(locodes, ([, place]) => place)));
	const postcodes = writePostcodes();
	if (world !== undefined) writeWorld(world);

	const meta: PlacesMeta = {
		version: input.version,
		countries: countries.list,
		zones: zones.list,
		indexes,
		regionCodes: world?.regions.map(({ codes }) => codes) ?? [],
		regionsMeant: input.regionsMeant ?? [],
		postcodes,
	};
	return encodeSections({ meta, bytes });

	function writePoints(prefix: string, points: readonly { readonly lat: number; readonly lng: number }[]) {
		bytes.set(`${prefix}.lat`, bytesOf(Int16Array.from(points, ({ lat }) => packLat(lat))));
		bytes.set(`${prefix}.lng`, bytesOf(Int16Array.from(points, ({ lng }) => packLng(lng))));
	}

	function writePostcodes(): PlacesMeta["postcodes"] {
		const spans: (readonly [string, number, number])[] = [];
		const all: PostcodeToWrite[] = [];
		for (const country of [...input.postcodes.keys()].sort()) {
			const own = [...(input.postcodes.get(country) ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1));
			spans.push([country, all.length, all.length + own.length]);
			for (const postcode of own) all.push(postcode);
		}
		writePoints("postcode", all);
		bytes.set("postcode.head", bytesOf(Uint32Array.from(all, ({ code }) => packCode(code))));
		bytes.set("postcode.tail", bytesOf(Uint32Array.from(all, ({ code }) => packCodeTail(code))));
		bytes.set("postcode.region", bytesOf(Uint16Array.from(all, ({ region }) => region)));
		bytes.set("postcode.zone", bytesOf(Uint16Array.from(all, ({ zone }) => zones.of(zone))));
		bytes.set(
			"postcode.radius",
			Uint8Array.from(all, ({ radiusKm }) => packSize(radiusKm)),
		);
		return spans;
	}

	function writeWorld({ regions, airports, divisions, ...names }: NonNullable<PlacesToWrite["world"]>) {
		writePoints("region", regions);
		bytes.set(
			"region.country",
			Uint8Array.from(regions, ({ country }) => countries.of(country)),
		);
		bytes.set("region.within", bytesOf(Uint16Array.from(regions, ({ within }) => within)));
		bytes.set(
			"region.zone",
			bytesOf(Uint16Array.from(regions, ({ zone }) => (zone === null ? NO_ZONE : zones.of(zone)))),
		);
		bytes.set(
			"region.people",
			Uint8Array.from(regions, ({ population }) => packSize(population)),
		);
		indexes.regions = encodeNameIndex("regions", names.regionNames, bytes);

		const codes = [...airports.keys()].sort();
		const sorted = codes.flatMap((code) => airports.get(code) ?? []);
		writePoints("airport", sorted);
		bytes.set("airport.code", bytesOf(Uint16Array.from(codes, packCode3)));
		bytes.set(
			"airport.country",
			Uint8Array.from(sorted, ({ country }) => countries.of(country)),
		);
		bytes.set("airport.zone", bytesOf(Uint16Array.from(sorted, ({ zone }) => zones.of(zone))));
		bytes.set(
			"airport.size",
			Uint8Array.from(sorted, ({ size }) => size),
		);

		bytes.set("division.code", bytesOf(Uint32Array.from(divisions, ({ code }) => Number(code))));
		bytes.set("division.place", bytesOf(Uint32Array.from(divisions, ({ place }) => place)));
		indexes.divisions = encodeNameIndex("divisions", names.divisionNames, bytes);
		const named = new Map([...names.countryNames].map(([key, country]) => [key, [countries.of(country)]]));
		indexes.countries = encodeNameIndex("countries", named, bytes);
	}
}

/** Numbers in the order of first use. */
class Numbering {
	readonly list: string[] = [];
	readonly #numbers = new Map<string, number>();

	of(text: string): number {
		const known = this.#numbers.get(text);
		if (known !== undefined) return known;
		this.#numbers.set(text, this.list.length);
		return this.list.push(text) - 1;
	}
}
