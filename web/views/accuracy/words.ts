/** What plots and tables of windows say. Another language is another value of its type. */
export const FIGURE_WORDS = {
	/** `8 in 10` */
	outOfTen: (share: number) => `${Math.round(share * 10)} in 10`,
	/** `1 day`, `2.4 days`, and hours below a day. */
	days: (days: number) => {
		if (days < 1) {
			const hours = Math.round(days * 24);
			if (hours === 24) return "1 day";
			return hours === 0 ? "under an hour" : hours === 1 ? "1 hour" : `${hours} hours`;
		}
		const written = days.toLocaleString("en-GB", { maximumFractionDigits: 1 });
		return written === "1" ? "1 day" : `${written} days`;
	},
	horizons: {
		"0": "the same day",
		"1": "1 day ahead",
		"2-3": "2 to 3 days ahead",
		"4-7": "4 to 7 days ahead",
		"8+": "8 days ahead or more",
	},
	meant: (outOfTen: string) => `${outOfTen} meant`,
	row: (name: string, share: string, windows: string) => `${name}: ${share} of ${windows} windows held`,
	plot: (title: string, outOfTen: string) =>
		`${title}: the share of windows that held, each with its interval, against ${outOfTen} that were meant to. The table below has the same figures.`,
	keyHeld: "of the windows held, and between where it truly lies 95 times in 100;",
	keyShown: "the same, as shown in whole days.",
	asTable: (label: string) => `${label}, as a table`,
	head: ["Windows", "Held", "95 times in 100", "Held as shown", "Width", "Off by"],
};

export type FigureWords = typeof FIGURE_WORDS;
