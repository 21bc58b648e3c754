import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import type { FieldError } from "../core/errors.ts";
import { problemHeader, problemLines, problemSentence } from "../imports/problem-lines.ts";
import type { FileReading, ParcelRow } from "../imports/read-file.ts";

export interface Problems {
	readonly tell: (row: ParcelRow, errors: readonly FieldError[]) => Promise<void>;
	readonly close: () => Promise<void>;
}

/** More than this on a terminal hides what was said before. */
const MOST_SHOWN = 100;

/**
 * Where rows go of which nothing came: into a file, as they stood and with what is wrong in a last column, to be mended and
 * imported again; else in sentences to standard error.
 */
export function openProblems(path: string | null, reading: FileReading, stderr: Writable): Problems {
	return path === null ? shown(stderr) : written(path, reading);
}

function shown(stderr: Writable): Problems {
	let count = 0;
	return {
		tell: async ({ row }, errors) => {
			count += 1;
			if (count <= MOST_SHOWN) stderr.write(`Row ${row}: ${problemSentence(errors)}\n`);
		},
		close: async () => {
			if (count <= MOST_SHOWN) return;
			stderr.write(`And ${count - MOST_SHOWN} rows more with problems: --problems FILE.csv keeps them all.\n`);
		},
	};
}

function written(path: string, reading: FileReading): Problems {
	// Rows hold buyers' addresses: others on this machine need not read them.
	const file = createWriteStream(path, { mode: 0o600 });
	const failed = once(file, "error").then(([error]) => Promise.reject(error));
	failed.catch(() => {});
	let isBegun = false;
	return {
		tell: async (row, errors) => {
			const text = `${isBegun ? "" : problemHeader(reading)}${problemLines(reading, row, errors)}`;
			isBegun = true;
			if (!file.write(text)) await Promise.race([once(file, "drain"), failed]);
		},
		close: async () => {
			const ended = once(file, "close");
			file.end();
			await Promise.race([ended, failed]);
		},
	};
}
