import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { brotliDecompressSync } from "node:zlib";
import { createGazetteer } from "../gazetteer/create-gazetteer.ts";
import { BadPlacesFile } from "../gazetteer/format.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import type { ByteSource } from "./zip-entries.ts";

export interface PlacesPaths {
	/** `places.bin`, or `places.br`, which takes a fifth of a second longer to unpack. */
	readonly built: string;
	/** Files that `places import` made: of two that know the same, the first counts. */
	readonly imported?: readonly string[];
}

/** Reads the files of places. Throws BadPlacesFile, naming the file, when one is missing, damaged or of another release. */
export function openGazetteer({ built, imported = [] }: PlacesPaths): Gazetteer {
	const files = [built, ...imported].map((path) => ({ path, bytes: readPlaces(path) }));
	const [first, ...others] = files.map(({ bytes }) => bytes);
	if (first === undefined) throw new BadPlacesFile("No file of places was named.");
	try {
		return createGazetteer(first, others);
	} catch (error) {
		if (!(error instanceof BadPlacesFile)) throw error;
		const damaged = files.slice(1).find(({ bytes }) => !isWhole(first, bytes));
		const remedy = damaged ? " Import it again, or delete it." : "";
		throw new BadPlacesFile(`${damaged?.path ?? built}: ${error.message}${remedy}`);
	}
}

function isWhole(built: Uint8Array, imported: Uint8Array): boolean {
	try {
		createGazetteer(built, [imported]);
		return true;
	} catch (error) {
		if (error instanceof BadPlacesFile) return false;
		throw error;
	}
}

function readPlaces(path: string): Uint8Array {
	try {
		const bytes = readFileSync(path);
		return path.endsWith(".br") ? brotliDecompressSync(bytes) : bytes;
	} catch (error) {
		throw new BadPlacesFile(
			`The file of places ${path} cannot be read: ${error instanceof Error ? error.message : error}`,
		);
	}
}

/** Runs `use` with a file on disk, for `importPlaces`, and closes it. */
export async function withFile<Result>(path: string, use: (source: ByteSource) => Promise<Result>): Promise<Result> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		return await use({
			size,
			async read(start, length) {
				const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
				return buffer.subarray(0, bytesRead);
			},
		});
	} finally {
		await file.close();
	}
}
