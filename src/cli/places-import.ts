import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { BadImport, importPlaces } from "../geo/files/import-file.ts";
import { openGazetteer, withFile } from "../geo/files/open-gazetteer.ts";
import { importedPlacesDirectory } from "../geo/files/open-places.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";
import { showProgress } from "./progress.ts";

/** Makes a file of places out of one that the user downloaded, and puts it where every later start finds it. */
export async function placesImport({ words: [path = ""] }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const { built, dataDir } = deps.placesFiles();
	const found = await stat(path).catch(() => null);
	if (found?.isDirectory()) return failed(deps, `${path} is a folder. A file is wanted.`);
	if (!found?.isFile()) return failed(deps, `There is no file ${path}.`);
	const name = basename(path).replace(/\.(?:zip|txt|csv)$/i, "");
	const progress = showProgress(deps.stderr, "lines read");
	try {
		const imported = await withFile(path, (source) =>
			importPlaces({
				source,
				version: `${name} ${found.mtime.toISOString().slice(0, 10)}`,
				gazetteer: openGazetteer({ built }),
				onProgress: ({ lines }) => progress.at(lines, null),
			}),
		);
		progress.end();
		const directory = importedPlacesDirectory(dataDir);
		await mkdir(directory, { recursive: true, mode: 0o700 });
		const file = join(directory, `${name.replace(/[^\w.-]/g, "_")}.bin`);
		const temporary = `${file}.${process.pid}`;
		try {
			await writeFile(temporary, imported.file);
			await rename(temporary, file);
		} finally {
			await rm(temporary, { force: true });
		}
		deps.stdout.write(`${file}\n`);
		const { lines, postcodes, places, skipped } = imported;
		deps.stderr.write(
			`${counted(lines, "line")}: ${counted(postcodes, "postcode")} and ${counted(places, "place")} not known before; ${counted(skipped, "line")} told no point or no code.\n` +
				"The service reads it when it starts again, on each node that has the file. `replay` then places old scans anew.\n" +
				"To take it out again, delete the file and start again.\n",
		);
		return 0;
	} catch (error) {
		progress.end();
		if (error instanceof BadImport) return failed(deps, error.message);
		throw error;
	}
}

function failed(deps: CommandDeps, sentence: string): ExitCode {
	deps.stderr.write(`${sentence}\n`);
	return 1;
}
