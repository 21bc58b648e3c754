/** A window that was told and the moment that came, all in days. */
export interface Told {
	readonly p10: number;
	readonly p50: number;
	readonly p90: number;
	readonly came: number;
}

/** How well windows kept their word. Shares in percent, times in days. */
export interface Accuracy {
	readonly parcels: number;
	/** The mean distance between the middle and what came. */
	readonly meanError: number;
	readonly medianError: number;
	/** Parcels that came on the date of the middle, the day before or the day after. */
	readonly withinOneDay: number;
	/** Parcels that came between the 10th and the 90th percentile: 80 where windows keep their word. */
	readonly coverage: number;
	readonly below: number;
	readonly above: number;
	readonly width: number;
	/** The mean pinball loss of the three percentiles: what both too wide and too narrow windows raise. */
	readonly pinball: number;
}

/** What the forecasts were worth; null without any. */
export function accuracyOf(told: readonly Told[]): Accuracy | null {
	if (told.length === 0) return null;
	const mean = (of: (one: Told) => number) => told.reduce((sum, one) => sum + of(one), 0) / told.length;
	const share = (holds: (one: Told) => boolean) => 100 * mean((one) => (holds(one) ? 1 : 0));
	const errors = told.map(({ p50, came }) => Math.abs(p50 - came)).toSorted((a, b) => a - b);
	const below = share(({ p10, came }) => came < p10);
	const above = share(({ p90, came }) => came > p90);
	return {
		parcels: told.length,
		meanError: mean(({ p50, came }) => Math.abs(p50 - came)),
		medianError: ((errors[(errors.length - 1) >> 1] ?? 0) + (errors[errors.length >> 1] ?? 0)) / 2,
		withinOneDay: share(({ p50, came }) => Math.abs(Math.floor(p50) - Math.floor(came)) <= 1),
		coverage: 100 - below - above,
		below,
		above,
		width: mean(({ p10, p90 }) => p90 - p10),
		pinball: mean(
			({ p10, p50, p90, came }) => (pinball(came - p10, 0.1) + pinball(came - p50, 0.5) + pinball(came - p90, 0.9)) / 3,
		),
	};
}

function pinball(missed: number, share: number): number {
	return missed >= 0 ? share * missed : (share - 1) * missed;
}

/**
 * Between which bounds 95 of 100 repetitions of the mean would lie, found by drawing the values again and again. The
 * draws are the same at every call.
 */
export function intervalOfMean(values: readonly number[], rounds = 400): readonly [number, number] | null {
	if (values.length === 0) return null;
	let seed = 7;
	const draw = () => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return values[Math.floor((seed / 2 ** 32) * values.length)] ?? 0;
	};
	const means = Array.from({ length: rounds }, () => {
		let sum = 0;
		for (let index = 0; index < values.length; index++) sum += draw();
		return sum / values.length;
	}).toSorted((a, b) => a - b);
	return [means[Math.floor(0.025 * rounds)] ?? 0, means[Math.ceil(0.975 * rounds) - 1] ?? 0];
}
