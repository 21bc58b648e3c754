/** Between which shares the true one lies, 95 times of 100: the interval of Wilson. Both ends from 0 to 1. */
export type ShareInterval = readonly [low: number, high: number];

/**
 * How far a share that was counted in so many trials may be off. Wilson's, because near 0 and 1, and for few trials, the
 * plain one names shares that cannot be. Without a trial anything may be true.
 */
export function shareInterval(share: number, trials: number): ShareInterval {
	if (!(trials > 0)) return [0, 1];
	const z2 = Z * Z;
	const middle = (share + z2 / (2 * trials)) / (1 + z2 / trials);
	const half = (Z / (1 + z2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
	// What rounding takes off must not leave the share outside.
	return [Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))];
}

/** Standard deviations that hold 95 of 100. */
const Z = 1.959_963_984_540_054;
