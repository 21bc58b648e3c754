import { type PlotAxis, sharesFrom } from "../plots/axes.ts";
import { count, percent, span } from "../plots/numbers.ts";
import { RowPlot } from "../plots/row-plot.tsx";
import type { Figures } from "./figures.ts";
import type { FigureWords } from "./words.ts";

export interface PlotOf {
	readonly rows: readonly Figures[];
	readonly nameOf: (row: Figures) => string;
	/** What the windows are meant to hold, 0 to 1. */
	readonly nominal: number;
	/** What it shows, for who does not see it; the figures stand in a table beside it. */
	readonly label: string;
	readonly words: FigureWords;
}

/** What was meant against what came true: the dot is the share of windows that held, the ring the same as shown. */
export function Plot({ rows, nameOf, nominal, label, words }: PlotOf) {
	return (
		<RowPlot
			rows={rows.map((row) => {
				const { coverage, coverageShown, forecasts } = row;
				return {
					name: nameOf(row),
					value: `${percent(coverage.share)} (${span(coverage)})`,
					title: words.row(nameOf(row), percent(coverage.share), count(forecasts)),
					...{ dot: coverage.share, low: coverage.low, high: coverage.high, ring: coverageShown.share },
				};
			})}
			axis={axisOf(rows, nominal)}
			mark={{ at: nominal, label: words.meant(words.outOfTen(nominal)) }}
			label={label}
		/>
	);
}

/** From the tens below the lowest end of an interval, and from a half at most, to all. */
function axisOf(rows: readonly Figures[], nominal: number): PlotAxis {
	const lowest = Math.min(
		0.5,
		nominal,
		...rows.map(({ coverage, coverageShown }) => Math.min(coverage.low, coverageShown.share)),
	);
	return sharesFrom(lowest);
}
