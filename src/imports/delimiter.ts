/** What parts the columns of a file, in the order of what is likelier where a file does not tell. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Rows that are compared. */
const ROWS = 50;

/** Excel's own first line: it names the delimiter and is no row. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/** The delimiter of a file by its beginning, and how long the line is that named it. */
export function delimiterOf(head: string): { readonly delimiter: Delimiter; readonly skip: number } {
	const named = SEPARATOR_LINE.exec(head);
	const told = DELIMITERS.find((one) => one === named?.[1]);
	if (named && told) return { delimiter: told, skip: named[0].length };
	let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ",", score: 0 };
	for (const delimiter of DELIMITERS) {
		const score = scoreOf(countsOf(head, delimiter));
		if (score > best.score) best = { delimiter, score };
	}
	return { delimiter: best.delimiter, skip: 0 };
}

/** How often it stands in each row, quoted texts apart. */
function countsOf(head: string, delimiter: Delimiter): readonly number[] {
	const counts: number[] = [];
	let [count, isQuoted, isEmpty] = [0, false, true];
	for (const character of head) {
		if (character === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (character === delimiter) count += 1;
		else if (character === "\n" || character === "\r") {
			if (!isEmpty) counts.push(count);
			[count, isEmpty] = [0, true];
			if (counts.length >= ROWS) break;
			continue;
		}
		isEmpty = false;
	}
	// The last one may be cut.
	if (counts.length === 0) counts.push(count);
	return counts;
}

/** A row parted as often as most are counts by how often; one that is not counts against it. */
function scoreOf(counts: readonly number[]): number {
	const often = new Map<number, number>();
	for (const count of counts) if (count > 0) often.set(count, (often.get(count) ?? 0) + 1);
	const [usual, rows] = [...often].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0] ?? [0, 0];
	return (rows / counts.length) ** 2 * (1 + Math.min(usual, 20) / 20);
}
