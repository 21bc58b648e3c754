import type { FieldError } from "../core/errors.ts";
import { plainCell } from "./cells.ts";
import type { Field } from "./column-names.ts";
import { csvLine } from "./csv-line.ts";
import { type DayOrder, readDay } from "./days.ts";
import type { FileReading, ParcelRow } from "./read-file.ts";

const OF_DAYS: ReadonlySet<Field> = new Set<Field>(["promisedBy", "shipDate"]);

type Reading = Pick<FileReading, "columns" | "delimiter" | "dayOrder">;

/** The columns that this file of problems has beside those of the file. */
const OWN = ["wayline row", "wayline problem"] as const;

/** Rows of which nothing came, as CSV to be mended and imported again: the header, of a file that had one. */
export function problemHeader({ columns, delimiter, hasHeader }: Reading & Pick<FileReading, "hasHeader">): string {
	if (!hasHeader) return "";
	const names = columns.map(({ name }, index) => name ?? `column ${index + 1}`);
	return csvLine([...theirs({ columns }, names), ...OWN], delimiter);
}

/**
 * A row and those that continue it, as they stood, with its number and with what is wrong in a last column. A day that by
 * itself may be two is written as it was understood: without the other rows nobody could tell any more.
 */
export function problemLines(
	reading: Reading,
	{ row, lines }: Pick<ParcelRow, "row" | "lines">,
	errors: readonly FieldError[],
): string {
	const { columns, delimiter, dayOrder } = reading;
	return lines
		.map((fields, index) => {
			const cells = columns.map(({ field }, column) => {
				const cell = plainCell(fields[column] ?? "");
				return field !== null && OF_DAYS.has(field) ? sureDay(cell, dayOrder) : cell;
			});
			return csvLine([...theirs(reading, cells), String(row), index === 0 ? problemSentence(errors) : ""], delimiter);
		})
		.join("");
}

/** Without what an earlier file of problems had added. */
function theirs({ columns }: Pick<FileReading, "columns">, cells: readonly string[]): readonly string[] {
	return cells.filter((_, index) => !OWN.some((name) => name === columns[index]?.name?.trim().toLowerCase()));
}

function sureDay(cell: string, order: DayOrder | null): string {
	if (readDay(cell, null).kind !== "ambiguous") return cell;
	const reading = readDay(cell, order);
	return reading.kind === "day" ? reading.day : cell;
}

export function problemSentence(errors: readonly FieldError[]): string {
	return errors.map(({ pointer, detail }) => (pointer === "" ? detail : `${pointer.slice(1)}: ${detail}`)).join(" ");
}
