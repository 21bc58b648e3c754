import { BadPlacesFile, halves, type Sections, section, signedHalves, words } from "./format.ts";
import type { GazetteerPlace, PostcodeArea } from "./gazetteer.ts";
import { readNameIndex } from "./name-index.ts";
import {
	isPackable,
	PLACE_KINDS,
	type PlacesMeta,
	packCode,
	packCodeTail,
	unpackLat,
	unpackLng,
	unpackSize,
} from "./places-file.ts";

/** Places, names and codes of one file, the built or an imported one. */
export interface PlacesPart {
	readonly version: string;
	readonly firstId: number;
	readonly count: number;
	named(key: string): readonly number[];
	place(id: number): GazetteerPlace;
	locode(code: string): number | null;
	postcode(country: string, code: string): PostcodeArea | null;
}

interface Numbers {
	/** The id of the file's first place among all. */
	readonly firstId: number;
	/** The region that a number of the file means; `meant` is how an imported file names it. */
	regionOf(region: number, meant: readonly [country: string, code: string] | undefined): number;
}

export function metaOf(sections: Sections): PlacesMeta {
	// The checksum held, so this is what `writePlaces` wrote.
	return sections.meta as PlacesMeta;
}

export function readPart(sections: Sections, { firstId, regionOf }: Numbers): PlacesPart {
	const meta = metaOf(sections);
	const lat = signedHalves(sections, "place.lat");
	const lng = signedHalves(sections, "place.lng");
	const country = section(sections, "place.country");
	const region = halves(sections, "place.region");
	const zone = halves(sections, "place.zone");
	const people = section(sections, "place.people");
	const kind = section(sections, "place.kind");
	if (meta.indexes.names === undefined) throw new BadPlacesFile("The file of places has no names.");
	const names = readNameIndex(sections, "names", meta.indexes.names);
	const locodes = words(sections, "locode.code");
	const locodePlaces = words(sections, "locode.place");
	const regions = meta.regionsMeant.map((meant, number) => regionOf(number, meant));
	const regionAt = (number: number) => regions[number] ?? regionOf(number, undefined);
	return {
		version: meta.version,
		firstId,
		count: lat.length,
		named: firstId === 0 ? (key) => names.find(key) : (key) => names.find(key).map((id) => firstId + id),
		place(id) {
			const at = id - firstId;
			return {
				lat: unpackLat(lat[at] ?? 0),
				lng: unpackLng(lng[at] ?? 0),
				country: meta.countries[country[at] ?? 0] ?? "",
				region: regionAt(region[at] ?? 0),
				zone: meta.zones[zone[at] ?? 0] ?? "",
				population: unpackSize(people[at] ?? 0),
				kind: PLACE_KINDS[kind[at] ?? 0] ?? "town",
			};
		},
		locode(code) {
			if (!/^[A-Z]{2}[A-Z0-9]{3}$/.test(code)) return null;
			const at = find(locodes, packCode(code), 0, locodes.length);
			return locodes[at] === packCode(code) ? firstId + (locodePlaces[at] ?? 0) : null;
		},
		postcode: readPostcodes(sections, meta, regionAt),
	};
}

function readPostcodes(sections: Sections, meta: PlacesMeta, regionAt: (number: number) => number) {
	const head = words(sections, "postcode.head");
	const tail = words(sections, "postcode.tail");
	const lat = signedHalves(sections, "postcode.lat");
	const lng = signedHalves(sections, "postcode.lng");
	const region = halves(sections, "postcode.region");
	const zone = halves(sections, "postcode.zone");
	const radius = section(sections, "postcode.radius");
	const spans = new Map(meta.postcodes.map(([country, from, to]) => [country, { from, to }]));
	return (country: string, code: string): PostcodeArea | null => {
		const span = spans.get(country);
		if (span === undefined || !isPackable(code)) return null;
		for (let matched = code.length; matched > 0; matched--) {
			const at = findCode(code.slice(0, matched), span);
			if (at === null) continue;
			return {
				lat: unpackLat(lat[at] ?? 0),
				lng: unpackLng(lng[at] ?? 0),
				region: regionAt(region[at] ?? 0),
				zone: meta.zones[zone[at] ?? 0] ?? "",
				matched,
				radiusKm: unpackSize(radius[at] ?? 0),
			};
		}
		return null;
	};

	function findCode(code: string, { from, to }: { from: number; to: number }): number | null {
		const wanted = packCode(code);
		const wantedTail = packCodeTail(code);
		for (let at = find(head, wanted, from, to); at < to && head[at] === wanted; at++) {
			if (tail[at] === wantedTail) return at;
		}
		return null;
	}
}

/** The first position from `from` whose value is not below the wanted one. */
export function find(sorted: Uint32Array | Uint16Array, wanted: number, from: number, to: number): number {
	let low = from;
	let high = to;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}
