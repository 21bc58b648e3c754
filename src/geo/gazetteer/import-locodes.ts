import { distanceKm, type Point } from "./distance-km.ts";
import type { Gazetteer, GazetteerPlace } from "./gazetteer.ts";
import { BadImport } from "./import-lines.ts";
import { gatherImported, readPoint } from "./import-places.ts";
import type { Imported, ImportOptions } from "./import-postcodes.ts";
import { nameKey } from "./name-key.ts";
import { writePlaces } from "./write-places.ts";

/**
 * UN/LOCODE as UNECE publishes it (https://unece.org/trade/uncefact/unlocode, several files in Windows-1252 without a
 * head line) or as datasets/un-locode does (one in UTF-8 with one). Places without coordinates stand where the
 * gazetteer knows their name in that country. Throws BadImport for a line that has another shape.
 */
export async function importLocodes(
	rows: AsyncIterable<{ readonly line: number; readonly fields: readonly string[] }>,
	{ version, gazetteer }: Pick<ImportOptions, "version" | "gazetteer">,
): Promise<Imported> {
	const gathered = gatherImported(gazetteer);
	const locodes = new Map<string, number>();
	let [lines, skipped] = [0, 0];
	for await (const { line, fields } of rows) {
		const [change = "", country = "", location = "", name = "", plainName = "", subdivision = ""] = fields;
		if (country === "Country") continue;
		lines++;
		if (fields.length < 10 || !/^[A-Z]{2}$/.test(country)) {
			throw new BadImport(
				`Line ${line} is no line of UN/LOCODE: it begins with ${JSON.stringify(fields.join(",").slice(0, 40))}.`,
			);
		}
		// A country's own line; a name that refers to another; an entry about to be struck out.
		if (location === "" || change === "=" || change === "X") continue;
		const region = gathered.regionOf(country, subdivision, "");
		const written = pointOf(fields);
		const bearer = bearerOf(gazetteer, { country, names: [plainName, name], subdivision, near: written });
		const point = written ?? bearer;
		if (point === null || !/^[A-Z0-9]{3}$/.test(location)) {
			skipped++;
			continue;
		}
		const { lat, lng } = point;
		const { kind, population } = bearer ?? { kind: "town", population: 0 };
		locodes.set(country + location, gathered.add({ name: plainName, country, region, lat, lng, kind, population }));
	}
	if (lines === 0) throw new BadImport("The file has no lines.");
	const { places, names, regionsMeant } = gathered;
	return {
		file: writePlaces({ version, places, names, locodes, postcodes: new Map(), regionsMeant }),
		lines,
		postcodes: 0,
		places: places.length,
		skipped,
	};
}

/** `3352N 11812W`, or degrees in the columns behind. */
function pointOf(fields: readonly string[]): Point | null {
	for (const field of fields.slice(8)) {
		const [, latDegrees, latMinutes, north, lngDegrees, lngMinutes, east] =
			/^(\d{2})(\d{2})([NS]) (\d{3})(\d{2})([EW])$/.exec(field.trim()) ?? [];
		if (latDegrees === undefined) continue;
		const lat = (Number(latDegrees) + Number(latMinutes) / 60) * (north === "S" ? -1 : 1);
		const lng = (Number(lngDegrees) + Number(lngMinutes) / 60) * (east === "W" ? -1 : 1);
		return readPoint(String(lat), String(lng));
	}
	return null;
}

interface Sought {
	readonly country: string;
	readonly names: readonly string[];
	readonly subdivision: string;
	readonly near: Point | null;
}

const NEAR_KM = 30;

/** The biggest place of that name in the country: near the point if one is given, else in the subdivision if it is. */
function bearerOf(gazetteer: Gazetteer, { country, names, subdivision, near }: Sought): GazetteerPlace | null {
	const regions = gazetteer.regionsCoded(subdivision).filter((id) => gazetteer.region(id).country === country);
	for (const name of names) {
		const key = nameKey(name.replace(/\(.*?\)|\/.*/g, " "));
		if (key.length < 2) continue;
		for (const id of Array.from(gazetteer.named(key))) {
			const place = gazetteer.place(id);
			if (place.country !== country) continue;
			const isThere =
				near !== null
					? distanceKm(near, place) < NEAR_KM
					: regions.length === 0 || regions.some((region) => gazetteer.liesIn(place.region, region));
			if (isThere) return place;
		}
	}
	return null;
}
