import { defused } from "./cells.ts";

/** A row of a CSV file with its line end (RFC 4180), whose cells no spreadsheet runs. */
export function csvLine(cells: readonly string[], delimiter = ","): string {
	return `${cells.map((cell) => quoted(defused(cell), delimiter)).join(delimiter)}\r\n`;
}

function quoted(cell: string, delimiter: string): string {
	const isPlain = !/["\r\n]/.test(cell) && !cell.includes(delimiter) && cell === cell.trim();
	return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}
