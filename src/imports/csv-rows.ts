import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type Info, parse } from "csv-parse";
import { BadFile } from "./charset.ts";

export interface CsvRow {
	/** Its number as a spreadsheet shows it, counted from 1: empty rows count, a row of several lines is one. */
	readonly row: number;
	/** The line on which it ends, counted from 1. */
	readonly line: number;
	readonly fields: readonly string[];
}

export interface CsvForm {
	readonly delimiter?: string;
	/** Quotation marks inside a field that has none around it are of its text. */
	readonly looseQuotes?: boolean;
}

const LONGEST_ROW = 1_000_000;

/** The rows of a CSV file (RFC 4180, any line ends, with or without a byte order mark), without empty ones. Throws `BadFile`. */
export async function* csvRows(
	input: AsyncIterable<string | Uint8Array> | Readable,
	{ delimiter = ",", looseQuotes = false }: CsvForm = {},
): AsyncGenerator<CsvRow> {
	const parser = parse({
		bom: true,
		info: true,
		delimiter,
		record_delimiter: ["\r\n", "\n", "\r"],
		relax_quotes: looseQuotes,
		relax_column_count: true,
		max_record_size: LONGEST_ROW,
	});
	// What goes wrong in the input ends the parser with it, and is thrown below.
	pipeline(input, parser).catch(() => {});
	let row = 0;
	try {
		for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
			row += 1;
			if (record.length > 1 || record[0]?.trim() !== "") yield { row, line: info.lines, fields: record };
		}
	} catch (error) {
		throw error instanceof CsvError ? new BadFile(sentenceOf(error)) : error;
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
