import type { Gazetteer } from "./gazetteer.ts";
import { BadImport, type ImportProgress, linesOf } from "./import-lines.ts";
import { gatherImported, type ImportedPlaces, readPoint } from "./import-places.ts";
import { isPackable } from "./places-file.ts";
import { type PostalPoint, postalTree } from "./postal-tree.ts";
import { postcodeKey } from "./postcode-key.ts";
import { type PostcodeToWrite, writePlaces } from "./write-places.ts";

export interface Imported {
	/** A file for `createGazetteer`. */
	readonly file: Uint8Array;
	readonly lines: number;
	readonly postcodes: number;
	readonly places: number;
	/** Lines that told no point or no code. */
	readonly skipped: number;
}

export interface ImportOptions {
	/** Becomes part of the gazetteer's version: the file's name and its date. */
	readonly version: string;
	readonly gazetteer: Gazetteer;
	readonly onProgress?: (progress: ImportProgress) => void;
}

interface Row extends PostalPoint {
	readonly region: number;
}

/**
 * GeoNames' postal dump, https://download.geonames.org/export/zip/readme.txt: twelve columns parted by tabs, the lines
 * of a country together. Throws BadImport for a line that has another shape.
 */
export async function importPostcodes(
	chunks: AsyncIterable<Uint8Array>,
	{ version, gazetteer, onProgress }: ImportOptions,
): Promise<Imported> {
	const gathered = gatherImported(gazetteer);
	const postcodes = new Map<string, readonly PostcodeToWrite[]>();
	let [lines, skipped, country] = [0, 0, ""];
	let rows: Row[] = [];
	for await (const { number, text } of linesOf(chunks, onProgress)) {
		if (text.trim() === "") continue;
		lines++;
		const fields = text.split("\t");
		if (fields.length < 11 || !/^[A-Z]{2}$/.test(fields[0] ?? "")) {
			throw new BadImport(
				`Line ${number} is no line of a GeoNames postal dump: it has ${fields.length} columns parted by tabs instead of 12.`,
			);
		}
		const [own = "", written = "", name = "", regionName = "", regionCode = ""] = fields;
		if (own !== country) {
			if (country !== "") postcodes.set(country, nodesOf(country, rows, gathered));
			if (postcodes.has(own)) {
				throw new BadImport(
					`Line ${number}: the lines of ${own} stand in two places. Sort the file by its first column.`,
				);
			}
			country = own;
			rows = [];
		}
		const point = readPoint(fields[9] ?? "", fields[10] ?? "");
		const code = codeOf(country, written);
		if (point === null || code === null) {
			skipped++;
			continue;
		}
		const region = gathered.regionOf(country, regionCode, regionName);
		rows.push({ code, ...point, region });
		gathered.addUnknown({ ...point, name, country, region, kind: "town" });
	}
	if (country === "") throw new BadImport("The file has no lines.");
	postcodes.set(country, nodesOf(country, rows, gathered));
	const { places, names, regionsMeant } = gathered;
	return {
		file: writePlaces({ version, places, names, locodes: new Map(), postcodes, regionsMeant }),
		lines,
		postcodes: [...postcodes.values()].reduce((sum, nodes) => sum + nodes.length, 0),
		places: places.length,
		skipped,
	};
}

/** `01000 CEDEX` is a box of the post office in 01000. */
function codeOf(country: string, written: string): string | null {
	const code = postcodeKey(country, written.toUpperCase().replace(/\bCEDEX\b.*$/, ""));
	return isPackable(code) ? code : null;
}

function nodesOf(country: string, rows: readonly Row[], { zoneIn }: ImportedPlaces): readonly PostcodeToWrite[] {
	const sorted = [...rows].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
	return postalTree(rows).map((node) => {
		const region = commonRegion(sorted, node.code);
		return { ...node, region, zone: zoneIn(region, node, country) };
	});
}

/** The region of all codes that begin so; 0 where they lie in several. */
function commonRegion(sorted: readonly Row[], prefix: string): number {
	let low = 0;
	for (let high = sorted.length; low < high; ) {
		const middle = (low + high) >>> 1;
		if ((sorted[middle]?.code ?? "") < prefix) low = middle + 1;
		else high = middle;
	}
	const region = sorted[low]?.region ?? 0;
	for (let at = low; sorted[at]?.code.startsWith(prefix); at++) if (sorted[at]?.region !== region) return 0;
	return region;
}
