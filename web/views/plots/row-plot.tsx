import { hundredths, type PlotAxis } from "./axes.ts";

/** Of the plots, their keys and the tables beneath them. */
export const PLOT_STYLES = "/assets/plot.css";

export interface PlotRow {
	readonly name: string;
	/** BCP 47, where the name is in another language than the page. */
	readonly lang?: string | undefined;
	/** What stands at the end of the line. */
	readonly value: string;
	/** The same in a sentence, for who points at it. */
	readonly title: string;
	/** Null: not known. */
	readonly dot: number | null;
	/** Between which it truly lies; a null end is not known. */
	readonly low: number | null;
	readonly high: number | null;
	/** A second figure beside it. */
	readonly ring?: number | null;
}

export interface RowPlotOf {
	readonly rows: readonly PlotRow[];
	readonly axis: PlotAxis;
	/** A line down through all rows. */
	readonly mark?: { readonly at: number; readonly label: string };
	/** What it shows, for who does not see it; the figures stand in a table beside it. */
	readonly label: string;
}

const ROW = 46;
const BOTTOM = 24;
/** What fits beside the figures on a phone of 320 pixels. */
const LONGEST_NAME = 24;

/**
 * A line a row, its dot a figure with its interval, the ring another one. Places are percent of the width, so that the
 * words keep their size on any screen.
 */
export function RowPlot({ rows, axis, mark, label }: RowPlotOf) {
	const at = (value: number) => placeOf(axis, value);
	const top = mark ? 26 : 4;
	const height = top + rows.length * ROW + BOTTOM;
	return (
		<svg class="plot" role="img" aria-label={label} width="100%" height={height}>
			{mark && (
				<>
					<line class="meant" x1={at(mark.at)} x2={at(mark.at)} y1={top - 6} y2={height - BOTTOM} />
					<text class="meant" x={at(mark.at)} y={top - 12} text-anchor="middle">
						{mark.label}
					</text>
				</>
			)}
			{rows.map((row, index) => (
				<Row row={row} y={top + index * ROW} axis={axis} />
			))}
			{axis.ticks.map(([tick, text]) => (
				<text class="tick" x={at(tick)} y={height - 6} text-anchor="middle">
					{text}
				</text>
			))}
		</svg>
	);
}

function Row({ row, y, axis }: { readonly row: PlotRow; readonly y: number; readonly axis: PlotAxis }) {
	const { name, lang, value, title, dot, low, high, ring = null } = row;
	const at = (where: number) => placeOf(axis, where);
	const line = y + 30;
	return (
		<g>
			<title>{title}</title>
			<text class="row" x="0" y={y + 16} {...(lang === undefined ? {} : { lang })}>
				{shortened(name)}
			</text>
			<text class="row value" x="100%" y={y + 16} text-anchor="end">
				{value}
			</text>
			<line class="track" x1={at(axis.from)} x2={at(axis.to)} y1={line} y2={line} />
			{low !== null && <line class="interval" x1={at(low)} x2={at(high ?? axis.to)} y1={line} y2={line} />}
			{ring !== null && <circle class="shown" cx={at(ring)} cy={line} r="5" />}
			{dot !== null && <circle class="held" cx={at(dot)} cy={line} r="5" />}
		</g>
	);
}

/** Percent of the width that are kept free at each side, for what is drawn around the ends. */
const EDGE = 5;

/** What lies beyond an end of the axis is drawn at it. */
function placeOf({ from, to }: PlotAxis, value: number): string {
	const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
	return `${hundredths(EDGE + share * (100 - 2 * EDGE))}%`;
}

function shortened(name: string): string {
	const letters = [...name];
	return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
}
