import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { BadFile } from "../imports/charset.ts";
import { DELIMITERS } from "../imports/delimiter.ts";
import {
	describeReading,
	type FileReading,
	type ParcelRow,
	parcelRows,
	surveyFile,
	type ToldOfFile,
} from "../imports/read-file.ts";
import { importRows, type RowOutcome } from "../services/import-rows.ts";
import { operatorOf } from "../services/sellers.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";
import { openProblems } from "./import-problems.ts";
import { showProgress } from "./progress.ts";

/** A file on a disk may have any size; what comes over standard input is kept until it is understood. */
const MOST_STDIN_BYTES = 50 * 1024 * 1024;

/** Rows between two looks at the clock and at the progress bar. */
const GROUP = 25;

/** Registers the parcels of a file. What is registered already is left as it is, so that the same command goes on where it was cut off. */
export async function importCommand(
	{ words: [path = ""], flags }: Arguments,
	deps: CommandDeps,
): Promise<ExitCode | string> {
	const told = toldOf(flags);
	if (typeof told === "string") return told;
	const fromRow = flags["from-row"] === undefined ? 1 : Number(flags["from-row"]);
	if (!Number.isInteger(fromRow) || fromRow < 1) return "--from-row wants a row's number, as a spreadsheet shows it.";
	try {
		const source = path === "-" ? await keptInput(deps.stdin) : await fileSource(path);
		if (typeof source === "string") return failed(deps, source);
		const reading = await surveyFile(source(), told);
		deps.stderr.write(`${describeReading(reading)}\n`);
		return await register({ source, reading, fromRow, flags }, deps);
	} catch (error) {
		if (error instanceof BadFile) return failed(deps, error.message);
		throw error;
	}
}

interface Work {
	readonly source: Source;
	readonly reading: FileReading;
	readonly fromRow: number;
	readonly flags: Arguments["flags"];
}

type Source = () => AsyncIterable<Uint8Array>;

async function register({ source, reading, fromRow, flags }: Work, deps: CommandDeps): Promise<ExitCode> {
	const isRehearsal = flags["dry-run"] === true;
	const counts = { created: 0, known: 0, refused: 0 };
	const problems = openProblems(typeof flags.problems === "string" ? flags.problems : null, reading, deps.stderr);
	const progress = showProgress(deps.stderr, "rows");
	let lastRow = fromRow - 1;
	let isWhole = false;
	try {
		await deps.withServices(async (services, check) => {
			const principal = await operatorOf(services, typeof flags.seller === "string" ? flags.seller : undefined);
			const take = async (rows: readonly ParcelRow[]) => {
				const outcomes = await importRows(services, principal, rows, { check, isRehearsal });
				for (const [index, outcome] of outcomes.entries()) {
					const row = rows[index];
					if (row) await count(row, outcome);
				}
				const header = reading.hasHeader ? 1 : 0;
				progress.at(Math.min(lastRow - header, reading.rows), reading.rows, `${counted(counts.refused, "problem")}`);
			};
			const count = async (row: ParcelRow, { created, known, errors }: RowOutcome) => {
				counts.created += created;
				counts.known += known;
				if (errors.length > 0) {
					counts.refused += 1;
					progress.end();
					await problems.tell(row, errors);
				}
				lastRow = row.lastRow;
			};
			let group: ParcelRow[] = [];
			for await (const row of parcelRows(source(), reading, fromRow)) {
				group.push(row);
				if (group.length < GROUP) continue;
				await take(group);
				group = [];
			}
			if (group.length > 0) await take(group);
		});
		isWhole = true;
	} finally {
		progress.end();
		await problems.close();
		if (!isWhole && lastRow >= fromRow) {
			deps.stderr.write(`It stopped after row ${lastRow}. Go on with --from-row ${lastRow + 1}.\n`);
		}
	}
	const said = isRehearsal ? "would be registered" : "registered";
	deps.stdout.write(
		`${counted(counts.created, "parcel")} ${said}, ${counts.known} registered before, ${counted(counts.refused, "row")} with problems.\n`,
	);
	return counts.refused > 0 ? 1 : 0;
}

function toldOf(flags: Arguments["flags"]): ToldOfFile | string {
	const text = (name: string) => (typeof flags[name] === "string" ? flags[name] : undefined);
	const days = text("days");
	if (days !== undefined && days !== "day-first" && days !== "month-first") {
		return "--days wants day-first or month-first.";
	}
	const written = text("delimiter");
	const delimiter = DELIMITERS.find((one) => one === (written === "tab" ? "\t" : written));
	if (written !== undefined && delimiter === undefined) return '--delimiter wants one of "," ";" "|" and tab.';
	const carrier = text("carrier");
	return { charset: text("charset"), columns: text("columns"), delimiter, dayOrder: days, carrier };
}

async function fileSource(path: string): Promise<Source | string> {
	const found = await stat(path).catch(() => null);
	if (found?.isDirectory()) return `${path} is a folder. A file is wanted.`;
	if (!found?.isFile()) return `There is no file ${path}.`;
	const file = await open(path);
	const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
	if (buffer[0] === 0x50 && buffer[1] === 0x4b) {
		return `${path} is a workbook or an archive. Save the sheet as CSV in UTF-8, and import that.`;
	}
	const isGzipped = buffer[0] === 0x1f && buffer[1] === 0x8b;
	return () => {
		const stream = createReadStream(path);
		return isGzipped ? unzipped(stream) : stream;
	};
}

/** A failure of the one stream is one of the other too. */
function unzipped(stream: Readable): Readable {
	const gunzip = createGunzip();
	stream.on("error", (error) => gunzip.destroy(error));
	gunzip.on("close", () => stream.destroy());
	return stream.pipe(gunzip);
}

/** Read twice as a file is: once to understand it. */
async function keptInput(stdin: Readable): Promise<Source | string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stdin) {
		const bytes = Buffer.from(chunk);
		length += bytes.length;
		if (length > MOST_STDIN_BYTES) return "Standard input has more than 50 MB. Give the file by its name.";
		chunks.push(bytes);
	}
	return async function* () {
		yield* chunks;
	};
}

function failed(deps: CommandDeps, sentence: string): ExitCode {
	deps.stderr.write(`${sentence}\n`);
	return 1;
}
