/** One line of the table of `npm run bench`. */
export interface Figures {
	readonly ours: number;
	/** Measured in the same run; absent where there is none. */
	readonly ceiling?: number;
	/** Ours of the ceiling, round by round; worked out of the two where it is left out. */
	readonly ratio?: number;
	/** What the ratio is to be at least, or ours at most: said, never enforced. */
	readonly wanted?: number;
	readonly wantedAtMost?: number;
}

/** Prints a line: what, ours, ceiling, ratio, wanted. */
export function report(what: string, figures: Figures): void {
	const { ours, ceiling, ratio = ceiling === undefined ? undefined : ours / ceiling, wanted, wantedAtMost } = figures;
	const goal =
		wanted !== undefined ? `at least ${wanted}` : wantedAtMost !== undefined ? `at most ${wantedAtMost}` : "";
	const cells = [what, plain(ours), plain(ceiling), ratio === undefined ? "" : ratio.toFixed(2), goal];
	process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

function plain(figure: number | undefined): string {
	if (figure === undefined) return "";
	return figure >= 100 ? Math.round(figure).toLocaleString("en-GB") : figure.toPrecision(3);
}

/** Of an even number the lower of the two. */
export function median(figures: readonly number[]): number {
	const sorted = figures.toSorted((one, other) => one - other);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
