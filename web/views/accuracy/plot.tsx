import { count, type Figures, outOfTen, percent, span } from "./figures.ts";

/** Of the plot, its key and the table beneath it. */
export const PLOT_STYLES = "/assets/plot.css";

export interface PlotOf {
	readonly rows: readonly Figures[];
	readonly nameOf: (row: Figures) => string;
	/** What the windows are meant to hold, 0 to 1. */
	readonly nominal: number;
	/** What it shows, for who does not see it; the figures stand in a table beside it. */
	readonly label: string;
}

const ROW = 46;
const TOP = 26;
const BOTTOM = 24;
/** What fits beside the figures on a phone of 320 pixels. */
const LONGEST_NAME = 24;

/**
 * What was meant against what came true: a line a row, its dot the share of windows that held, with its interval, the
 * ring the same of windows as shown. Places are percent of the width, so that the words keep their size on any screen.
 */
export function Plot({ rows, nameOf, nominal, label }: PlotOf) {
	const axis = axisOf(rows, nominal);
	const at = (share: number) => `${round(EDGE + ((share - axis.from) / (1 - axis.from)) * (100 - 2 * EDGE))}%`;
	const height = TOP + rows.length * ROW + BOTTOM;
	return (
		<svg class="plot" role="img" aria-label={label} width="100%" height={height}>
			<line class="meant" x1={at(nominal)} x2={at(nominal)} y1={TOP - 6} y2={height - BOTTOM} />
			<text class="meant" x={at(nominal)} y={TOP - 12} text-anchor="middle">
				{outOfTen(nominal)} meant
			</text>
			{rows.map((row, index) => {
				const y = TOP + index * ROW;
				const [line, { coverage, coverageShown }] = [y + 30, row];
				return (
					<g>
						<title>
							{nameOf(row)}: {percent(coverage.share)} of {count(row.forecasts)} windows held
						</title>
						<text class="row" x="0" y={y + 16}>
							{shortened(nameOf(row))}
						</text>
						<text class="row value" x="100%" y={y + 16} text-anchor="end">
							{percent(coverage.share)} ({span(coverage)})
						</text>
						<line class="track" x1={at(axis.from)} x2={at(1)} y1={line} y2={line} />
						<line class="interval" x1={at(coverage.low)} x2={at(coverage.high)} y1={line} y2={line} />
						<circle class="shown" cx={at(coverageShown.share)} cy={line} r="5" />
						<circle class="held" cx={at(coverage.share)} cy={line} r="5" />
					</g>
				);
			})}
			{axis.ticks.map((tick) => (
				<text class="tick" x={at(tick)} y={height - 6} text-anchor="middle">
					{percent(tick)}
				</text>
			))}
		</svg>
	);
}

/** Percent of the width that are kept free at each side, for what is drawn around the ends. */
const EDGE = 5;

/** From the tens below the lowest end of an interval, and from a half at most, to all. */
function axisOf(
	rows: readonly Figures[],
	nominal: number,
): { readonly from: number; readonly ticks: readonly number[] } {
	const lowest = Math.min(
		0.5,
		nominal,
		...rows.map(({ coverage, coverageShown }) => Math.min(coverage.low, coverageShown.share)),
	);
	const from = Math.floor(lowest * 10) / 10;
	const step = 1 - from > 0.6 ? 0.2 : 0.1;
	const ticks = Array.from({ length: Math.floor(round((1 - from) / step)) + 1 }, (_, index) => round(1 - index * step));
	return { from, ticks };
}

function shortened(name: string): string {
	const letters = [...name];
	return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
}

function round(number: number): number {
	return Math.round(number * 100) / 100;
}
