import { decodeSections } from "./format.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { postcodeKey } from "./postcode-key.ts";
import { type PlacesPart, readPart } from "./read-part.ts";
import { readWorld } from "./read-world.ts";

/**
 * The gazetteer over the bytes of a built file and of the files made by `importPostcodes` and `importLocodes`, latest
 * last: a later file's code wins over an earlier one's. Keeps views into the bytes. Throws BadPlacesFile.
 */
export function createGazetteer(built: Uint8Array, imported: readonly Uint8Array[] = []): Gazetteer {
	const sections = decodeSections(built);
	const base = readPart(sections, { firstId: 0, regionOf: (region) => region });
	const world = readWorld(sections);
	const parts: PlacesPart[] = [base];
	for (const bytes of imported) {
		const before = parts.at(-1);
		const firstId = before === undefined ? 0 : before.firstId + before.count;
		parts.push(readPart(decodeSections(bytes), { firstId, regionOf: (_, meant) => world.regionMeant(meant) }));
	}
	const newestFirst = parts.toReversed();
	return {
		version: parts.map((part) => part.version).join(" + "),
		named: parts.length === 1 ? base.named : (key) => parts.flatMap((part) => part.named(key)),
		place(id) {
			const part = newestFirst.find(({ firstId }) => id >= firstId);
			if (part === undefined || !Number.isInteger(id) || id >= part.firstId + part.count) {
				throw new RangeError(`There is no place ${id}.`);
			}
			return part.place(id);
		},
		locode(code) {
			for (const part of newestFirst) {
				const place = part.locode(code);
				if (place !== null) return place;
			}
			return null;
		},
		postcode(country, code) {
			const key = postcodeKey(country, code);
			let best = null;
			for (const part of newestFirst) {
				const area = part.postcode(country, key);
				if (area !== null && (best === null || area.matched > best.matched)) best = area;
			}
			return best;
		},
		regionsCoded: world.regionsCoded,
		regionsNamed: world.regionsNamed,
		region: world.region,
		liesIn: world.liesIn,
		countryNamed: world.countryNamed,
		keepsZone: world.keepsZone,
		airport: world.airport,
		divisions: world.divisions,
	};
}
