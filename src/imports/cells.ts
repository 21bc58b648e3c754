/** What a spreadsheet would take for a formula, or drop, at the beginning of a cell. */
const FORMULA = /^'*[=+\-@\t\r]/;
const DEFUSED = /^'+[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** A text as a cell that no spreadsheet runs: an apostrophe goes before it. Numbers stay numbers. */
export function defused(text: string): string {
	return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** What a cell says: without blanks around it, without the apostrophe of `defused`, and out of Excel's `="…"`. */
export function plainCell(cell: string): string {
	const text = cell.trim();
	if (DEFUSED.test(text)) return text.slice(1);
	return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
}

/** A long number that a spreadsheet shortened: its last digits are gone. */
export function isShortened(text: string): boolean {
	return /^\d(?:[.,]\d+)?E\+\d\d?$/i.test(text);
}
