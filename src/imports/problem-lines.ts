import type { FieldError } from "../core/errors.ts";
import { plainCell } from "./cells.ts";
import { csvLine } from "./csv-line.ts";
import type { FileReading, ParcelRow } from "./read-file.ts";

/** Rows of which nothing came, as CSV to be mended and imported again: the header, of a file that had one. */
export function problemHeader({ columns, hasHeader }: Pick<FileReading, "columns" | "hasHeader">): string {
	if (!hasHeader) return "";
	const names = columns.map(({ name }, index) => name ?? `column ${index + 1}`);
	return csvLine([...names, "wayline row", "wayline problem"]);
}

/** A row and those that continue it, as they stood, with its number and with what is wrong in a last column. */
export function problemLines(
	{ columns }: Pick<FileReading, "columns">,
	{ row, lines }: Pick<ParcelRow, "row" | "lines">,
	errors: readonly FieldError[],
): string {
	return lines
		.map((fields, index) => {
			const cells = columns.map((_, column) => plainCell(fields[column] ?? ""));
			return csvLine([...cells, String(row), index === 0 ? problemSentence(errors) : ""]);
		})
		.join("");
}

export function problemSentence(errors: readonly FieldError[]): string {
	return errors.map(({ pointer, detail }) => (pointer === "" ? detail : `${pointer.slice(1)}: ${detail}`)).join(" ");
}
