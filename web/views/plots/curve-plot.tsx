import type { PlotAxis } from "./axes.ts";

export interface CurvePoint {
	readonly at: number;
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

export interface CurvePlotOf {
	/** From left to right; the curve begins with nothing at 0. */
	readonly points: readonly CurvePoint[];
	readonly axis: PlotAxis;
	/** Of the shares: at the left of each line across. */
	readonly shares: readonly (readonly [share: number, label: string])[];
	/** What it shows, for who does not see it; the figures stand in a table beside it. */
	readonly label: string;
}

const HEIGHT = 200;
const TOP = 10;
const BOTTOM = 24;
/** Percent of the width, for the words at its left and the last tick at its right. */
const LEFT = 14;
const RIGHT = 5;
const SQUARE = 1_000;

/**
 * A share that grows, with the band in which it truly lies. The curve is drawn in a square of its own that is stretched to
 * any width, and the words beside it are not.
 */
export function CurvePlot({ points, axis, shares, label }: CurvePlotOf) {
	const [plotted, bottom] = [HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM];
	const across = (value: number) => `${LEFT + ((value - axis.from) / (axis.to - axis.from)) * (100 - LEFT - RIGHT)}%`;
	const down = (share: number) => bottom - share * plotted;
	const x = (at: number) => rounded(((at - axis.from) / (axis.to - axis.from)) * SQUARE);
	const y = (share: number) => rounded((1 - share) * SQUARE);
	const shown = points.filter(({ at }) => at <= axis.to);
	const through = (pick: (point: CurvePoint) => number) => shown.map((point) => `L${x(point.at)} ${y(pick(point))}`);
	const back = through(({ low }) => low).toReversed();
	return (
		<svg class="plot" role="img" aria-label={label} width="100%" height={HEIGHT}>
			{shares.map(([share, text]) => (
				<>
					<line class="track" x1={`${LEFT}%`} x2={`${100 - RIGHT}%`} y1={down(share)} y2={down(share)} />
					<text class="tick" x={`${LEFT - 2}%`} y={down(share) + 4} text-anchor="end">
						{text}
					</text>
				</>
			))}
			<svg
				x={`${LEFT}%`}
				y={TOP}
				width={`${100 - LEFT - RIGHT}%`}
				height={plotted}
				viewBox={`0 0 ${SQUARE} ${SQUARE}`}
				preserveAspectRatio="none"
				aria-hidden="true"
			>
				<path class="band" d={`M0 ${SQUARE}${[...through(({ high }) => high), ...back].join("")}Z`} />
				<path class="curve" d={`M0 ${SQUARE}${through(({ share }) => share).join("")}`} />
			</svg>
			{axis.ticks.map(([tick, text]) => (
				<text class="tick" x={across(tick)} y={HEIGHT - 6} text-anchor="middle">
					{text}
				</text>
			))}
		</svg>
	);
}

function rounded(number: number): number {
	return Math.round(number * 10) / 10;
}
