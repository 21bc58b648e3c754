import { BadPlacesFile, halves, type Sections, section, signedHalves, words } from "./format.ts";
import type { Division, Gazetteer, Region } from "./gazetteer.ts";
import { type NameIndex, readNameIndex } from "./name-index.ts";
import { nameKey } from "./name-key.ts";
import { type IndexName, packCode3, unpackLat, unpackLng, unpackSize } from "./places-file.ts";
import { find, metaOf } from "./read-part.ts";

export type World = Pick<
	Gazetteer,
	"regionsCoded" | "regionsNamed" | "region" | "liesIn" | "countryNamed" | "keepsZone" | "airport" | "divisions"
> & {
	/** The region of that country with that code; 0 where there is none. */
	regionMeant(meant: readonly [country: string, code: string] | undefined): number;
};

const NONE: readonly number[] = [];

/** Fewer of a zone's towns than this share are strays at a border, where the zone was read from a coarse shape. */
const STRAY_SHARE = 0.02;

/** Regions, countries, airports and China's divisions: what only the built file has. */
export function readWorld(sections: Sections): World {
	const meta = metaOf(sections);
	const regionNames = indexOf("regions");
	const countryNames = indexOf("countries");
	const regionCountry = section(sections, "region.country");
	const regionWithin = halves(sections, "region.within");
	const regionLat = signedHalves(sections, "region.lat");
	const regionLng = signedHalves(sections, "region.lng");
	const regionZone = halves(sections, "region.zone");
	const regionPeople = section(sections, "region.people");
	const coded = new Map<string, number[]>();
	for (const [id, codes] of meta.regionCodes.entries()) {
		for (const code of codes) {
			const known = coded.get(code);
			if (known === undefined) coded.set(code, [id]);
			else known.push(id);
		}
	}
	const countryOf = (region: number) => meta.countries[regionCountry[region] ?? 0] ?? "";
	return {
		regionsCoded: (code) => coded.get(code) ?? NONE,
		regionsNamed: (key) => regionNames.find(key),
		region(id): Region {
			if (!(id > 0 && id < regionCountry.length)) throw new RangeError(`There is no region ${id}.`);
			return {
				country: countryOf(id),
				within: regionWithin[id] ?? 0,
				code: meta.regionCodes[id]?.[0] ?? null,
				lat: unpackLat(regionLat[id] ?? 0),
				lng: unpackLng(regionLng[id] ?? 0),
				zone: meta.zones[regionZone[id] ?? 0] ?? null,
				population: unpackSize(regionPeople[id] ?? 0),
			};
		},
		liesIn(region, wider) {
			for (let at = region; at > 0; at = regionWithin[at] ?? 0) if (at === wider) return true;
			return false;
		},
		regionMeant: (meant) =>
			meant === undefined ? 0 : ((coded.get(meant[1]) ?? NONE).find((id) => countryOf(id) === meant[0]) ?? 0),
		countryNamed(key) {
			const [country] = countryNames.find(key);
			return country === undefined ? null : (meta.countries[country] ?? null);
		},
		keepsZone: readZones(),
		airport: readAirports(),
		divisions: readDivisions(),
	};

	function indexOf(name: IndexName): NameIndex {
		const facts = meta.indexes[name];
		if (facts === undefined) throw new BadPlacesFile(`The file of places has no ${name}: it is an imported one.`);
		return readNameIndex(sections, name, facts);
	}

	// On first use: few ask.
	function readZones(): Gazetteer["keepsZone"] {
		let known: ReadonlyMap<string, ReadonlyMap<string, number>> | null = null;
		return (country, zone) => {
			known ??= townsByZone();
			const towns = known.get(zone);
			if (towns === undefined) return true;
			const all = [...towns.values()].reduce((sum, count) => sum + count, 0);
			return (towns.get(country) ?? 0) >= all * STRAY_SHARE;
		};
	}

	function townsByZone(): ReadonlyMap<string, ReadonlyMap<string, number>> {
		const countries = section(sections, "place.country");
		const zones = halves(sections, "place.zone");
		const found = new Map<string, Map<string, number>>();
		for (const [at, number] of zones.entries()) {
			const zone = meta.zones[number] ?? "";
			const country = meta.countries[countries[at] ?? 0] ?? "";
			const towns = found.get(zone) ?? new Map<string, number>();
			found.set(zone, towns.set(country, (towns.get(country) ?? 0) + 1));
		}
		return found;
	}

	function readAirports(): Gazetteer["airport"] {
		const codes = halves(sections, "airport.code");
		const lat = signedHalves(sections, "airport.lat");
		const lng = signedHalves(sections, "airport.lng");
		const country = section(sections, "airport.country");
		const zone = halves(sections, "airport.zone");
		const size = section(sections, "airport.size");
		return (iata) => {
			if (!/^[A-Z]{3}$/.test(iata)) return null;
			const at = find(codes, packCode3(iata), 0, codes.length);
			if (codes[at] !== packCode3(iata)) return null;
			return {
				lat: unpackLat(lat[at] ?? 0),
				lng: unpackLng(lng[at] ?? 0),
				country: meta.countries[country[at] ?? 0] ?? "",
				zone: meta.zones[zone[at] ?? 0] ?? "",
				size: size[at] ?? 0,
			};
		};
	}

	function readDivisions(): Gazetteer["divisions"] {
		const names = indexOf("divisions");
		const codes = words(sections, "division.code");
		const places = words(sections, "division.place");
		return (name) =>
			names.find(nameKey(name)).map((at): Division => {
				const code = String(codes[at] ?? 0);
				return { level: code.length === 2 ? 1 : code.length === 4 ? 2 : 3, code, place: places[at] ?? 0 };
			});
	}
}
