import type { Readable } from "node:stream";
import { linesOf } from "./lines.ts";

/** A row and the number of the line on which it begins, counted from 1. */
export interface CsvRow {
	readonly line: number;
	readonly fields: readonly string[];
}

/** A file that is not what it should be, said in a sentence that names the line. */
export class BadCsv extends Error {
	override readonly name = "BadCsv";
}

/** The rows of a CSV file (RFC 4180, with or without a byte order mark), without empty lines. Throws `BadCsv`. */
export async function* csvRows(input: AsyncIterable<string> | Readable): AsyncGenerator<CsvRow> {
	let number = 0;
	let begun: { line: number; text: string } | null = null;
	for await (const line of linesOf(input)) {
		number++;
		const bare = line.endsWith("\r") ? line.slice(0, -1) : line;
		if (begun !== null) begun.text += `\n${bare}`;
		else begun = { line: number, text: number === 1 ? bare.replace(/^\uFEFF/, "") : bare };
		if (isOpen(begun.text)) {
			if (begun.text.length > LONGEST_ROW) throw unclosed(begun.line);
			continue;
		}
		if (begun.text.trim() !== "") yield { line: begun.line, fields: fieldsOf(begun.text, begun.line) };
		begun = null;
	}
	if (begun !== null) throw unclosed(begun.line);
}

const LONGEST_ROW = 1_000_000;

function isOpen(text: string): boolean {
	let quotes = 0;
	for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
	return quotes % 2 === 1;
}

function fieldsOf(text: string, line: number): string[] {
	if (!text.includes('"')) return text.split(",");
	const fields: string[] = [];
	const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/suy;
	while (field.lastIndex <= text.length) {
		const column = fields.length + 1;
		const found = field.exec(text);
		if (found === null) throw new BadCsv(`Line ${line}, field ${column}: a quotation mark stands where none may.`);
		fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
		if (found[3] === "") break;
	}
	return fields;
}

function unclosed(line: number): BadCsv {
	return new BadCsv(`Line ${line}: a quotation mark is never closed.`);
}
