import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type Info, parse } from "csv-parse";

/** A row and the number of the line on which it ends, counted from 1. */
export interface CsvRow {
	readonly line: number;
	readonly fields: readonly string[];
}

/** A file that is not what it should be, said in a sentence that names the line. */
export class BadCsv extends Error {
	override readonly name = "BadCsv";
}

const LONGEST_ROW = 1_000_000;

/** The rows of a CSV file (RFC 4180, with or without a byte order mark), without empty lines. Throws `BadCsv`. */
export async function* csvRows(input: AsyncIterable<string | Uint8Array> | Readable): AsyncGenerator<CsvRow> {
	const parser = parse({
		bom: true,
		info: true,
		skip_empty_lines: true,
		relax_column_count: true,
		max_record_size: LONGEST_ROW,
	});
	// What goes wrong in the input ends the parser with it, and is thrown below.
	pipeline(input, parser).catch(() => {});
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
			if (record.length > 1 || record[0]?.trim() !== "") yield { line: info.lines, fields: record };
		}
	} catch (error) {
		throw error instanceof CsvError ? new BadCsv(sentenceOf(error)) : error;
	} finally {
		parser.destroy();
	}
}

function sentenceOf({ code, ...where }: CsvError): string {
	const line = `Line ${Number(where.lines ?? 1)}`;
	switch (code) {
		case "CSV_QUOTE_NOT_CLOSED":
			return `${line}: a quotation mark is never closed.`;
		case "CSV_MAX_RECORD_SIZE":
			return `${line}: the row is longer than ${LONGEST_ROW} characters. Is a quotation mark never closed?`;
		default:
			return `${line}: a quotation mark stands where none may.`;
	}
}
