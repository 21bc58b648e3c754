import { BadFile } from "../../imports/charset.ts";
import { type CsvRow, csvRows } from "../../imports/csv-rows.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { BadImport, type ImportProgress, linesOf } from "../gazetteer/import-lines.ts";
import { importLocodes } from "../gazetteer/import-locodes.ts";
import { type Imported, importPostcodes } from "../gazetteer/import-postcodes.ts";
import { type ByteSource, chunksOf, isZip, zipEntries } from "./zip-entries.ts";

export { BadImport } from "../gazetteer/import-lines.ts";
export type { Imported } from "../gazetteer/import-postcodes.ts";

export interface FileToImport {
	/** Its name and date, which become part of the gazetteer's version. */
	readonly version: string;
	readonly source: ByteSource;
	readonly gazetteer: Gazetteer;
	readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Turns a file that a user downloaded, as it came or in its zip, into a file for `createGazetteer`: GeoNames' postal
 * dump (`allCountries.zip`, `DE.txt`) or UN/LOCODE. What it is shows in its first line. Reads it piece by piece; what is
 * kept are the codes of one country and the places not known before. Throws BadImport in words.
 */
export async function importPlaces({ source, ...options }: FileToImport): Promise<Imported> {
	const files = (await isZip(source)) ? await filesIn(source) : [() => chunksOf(source)];
	const [first] = files;
	if (first === undefined) throw new BadImport("The archive has neither a postal dump nor UN/LOCODE in it.");
	const opening = await firstLine(first());
	if (/^[A-Z]{2}\t/.test(opening)) return importPostcodes(together(files), options);
	if (/^(?:Change,Country,|"?[^",\t]?"?,"?[A-Z]{2}"?,)/.test(opening)) {
		return importLocodes(rowsOf(together(files), options.onProgress), options);
	}
	throw new BadImport(
		`This is neither a GeoNames postal dump nor UN/LOCODE: its first line is ${JSON.stringify(opening.slice(0, 60))}.`,
	);
}

type Chunks = AsyncIterable<Uint8Array>;

/** The archive of GeoNames has a readme beside the dump, that of UNECE a list of subdivisions beside three of places. */
async function filesIn(archive: ByteSource): Promise<readonly (() => Chunks)[]> {
	return (await zipEntries(archive))
		.filter(
			({ name }) =>
				/\.(?:txt|csv)$/i.test(name) && !/readme|subdivision|country-codes|alias|function|status/i.test(name),
		)
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(({ chunks }) => chunks);
}

async function firstLine(chunks: Chunks): Promise<string> {
	for await (const { text } of linesOf(chunks)) {
		const line = text.replace(/^\uFEFF/, "");
		if (line.trim() !== "") return line;
	}
	return "";
}

async function* together(files: readonly (() => Chunks)[]): AsyncGenerator<Uint8Array> {
	for (const [at, chunks] of files.entries()) {
		// The last line of the file before may have no end.
		if (at > 0) yield NEW_LINE;
		yield* chunks();
	}
}

const NEW_LINE = Uint8Array.of(10);

async function* rowsOf(chunks: Chunks, onProgress: FileToImport["onProgress"]): AsyncGenerator<CsvRow> {
	try {
		yield* csvRows(textOf(linesOf(chunks, onProgress)), { looseQuotes: true });
	} catch (error) {
		throw error instanceof BadFile ? new BadImport(error.message) : error;
	}
}

/** Long enough that handing it on costs nothing beside reading it. */
const TEXT_LENGTH = 64 * 1024;

async function* textOf(lines: ReturnType<typeof linesOf>): AsyncGenerator<string> {
	let held = "";
	for await (const { text } of lines) {
		// Each of several files may begin with a mark.
		held += `${text.replace(/^\uFEFF/, "")}\n`;
		if (held.length < TEXT_LENGTH) continue;
		yield held;
		held = "";
	}
	if (held !== "") yield held;
}
