import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createPlaces, type Places } from "../places.ts";
import { createResolver } from "../resolve/resolve-place.ts";
import { openGazetteer } from "./open-gazetteer.ts";

/** Where the files lie that `places import` makes: one a source, in the data directory. */
export function importedPlacesDirectory(dataDir: string): string {
	return join(dataDir, "places");
}

/**
 * Reads the built gazetteer and what was imported into the data directory, the newest first: where two know a code, it
 * counts. `builtFile` is
 * `places.bin`, or `places.br` before anything is built. Throws BadPlacesFile, naming the file.
 */
export function openPlaces(builtFile: string, dataDir: string): Places {
	const gazetteer = openGazetteer({ built: builtFile, imported: importedFiles(dataDir) });
	return createPlaces(createResolver(gazetteer), gazetteer);
}

function importedFiles(dataDir: string): readonly string[] {
	const directory = importedPlacesDirectory(dataDir);
	if (!existsSync(directory)) return [];
	return readdirSync(directory)
		.filter((name) => name.endsWith(".bin"))
		.map((name) => join(directory, name))
		.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs || (one < other ? -1 : 1));
}
