import { percent } from "./numbers.ts";

export interface PlotAxis {
	readonly from: number;
	readonly to: number;
	readonly ticks: readonly (readonly [at: number, label: string])[];
}

/** Shares from the tens below this one up to all. */
export function sharesFrom(lowest: number): PlotAxis {
	const from = Math.floor(lowest * 10) / 10;
	const step = 1 - from > 0.6 ? 0.2 : 0.1;
	const ticks = Array.from({ length: Math.floor(hundredths((1 - from) / step)) + 1 }, (_, index) =>
		hundredths(1 - index * step),
	);
	return { from, to: 1, ticks: ticks.map((tick) => [tick, percent(tick)] as const) };
}

/** From nothing to what holds these values, with a few whole steps. */
export function axisTo(most: number, labelOf: (value: number) => string): PlotAxis {
	const step = STEPS.find((one) => most / one <= 5) ?? Math.ceil(most / 5);
	const to = Math.max(1, Math.ceil(most / step - 1e-9)) * step;
	const ticks = Array.from({ length: Math.round(to / step) + 1 }, (_, index) => hundredths(index * step));
	return { from: 0, to, ticks: ticks.map((tick) => [tick, labelOf(tick)] as const) };
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

export function hundredths(number: number): number {
	return Math.round(number * 100) / 100;
}
