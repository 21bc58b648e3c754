import { at } from "./decayed.ts";

/** How surprises of one kind of parcel are distributed. A surprise is the logarithm of the working time less its mean. */
export interface Distribution {
	/** The chance that the surprise is larger. Above 0 for every number. */
	shareBeyond(surprise: number): number;
	/** The surprise that this share (above 0, at most 1) exceeds. */
	exceededBy(share: number): number;
}

/** How many equal steps surprises are counted in, and where the first begins. The last holds all that is larger. */
export const BINS = 52;
export const BIN_WIDTH = 0.1;
export const LOWEST = -2.6;

/** In steps from the lowest, with fractions. */
export function placeOf(surprise: number): number {
	return (surprise - LOWEST) / BIN_WIDTH;
}

export function binOf(surprise: number): number {
	return Math.max(0, Math.min(BINS - 1, Math.floor(placeOf(surprise))));
}

/** The distribution with these shares by bin, each above 0. */
export function distributionOf(shares: Float64Array): Distribution {
	const beyond = new Float64Array(BINS + 1);
	for (let bin = BINS - 1; bin >= 0; bin--) beyond[bin] = at(beyond, bin + 1) + at(shares, bin);
	const middle = exceededBy(beyond, shares, 0.5);
	return {
		shareBeyond: (surprise) => shareBeyond(beyond, shares, (surprise - middle) / WIDENED + middle),
		exceededBy: (share) => (exceededBy(beyond, shares, share) - middle) * WIDENED + middle,
	};
}

/** A logistic distribution: its tails are those of working times that now and then go wrong altogether. */
export function usualShares(width: number): Float64Array {
	const shares = new Float64Array(BINS);
	let before = 0;
	for (let bin = 0; bin < BINS; bin++) {
		const below = bin === BINS - 1 ? 1 : 1 / (1 + Math.exp(-(LOWEST + BIN_WIDTH * (bin + 1)) / width));
		shares[bin] = below - before;
		before = below;
	}
	return shares;
}

function shareBeyond(beyond: Float64Array, shares: Float64Array, surprise: number): number {
	const place = placeOf(surprise);
	if (place <= 0) return 1;
	if (place >= BINS - 1) return at(beyond, BINS - 1) * Math.exp(-TAIL * (place - (BINS - 1)) * BIN_WIDTH);
	const bin = Math.floor(place);
	return at(beyond, bin) - (place - bin) * at(shares, bin);
}

function exceededBy(beyond: Float64Array, shares: Float64Array, share: number): number {
	const last = at(beyond, BINS - 1);
	if (share <= last) return LOWEST + (BINS - 1) * BIN_WIDTH + Math.log(last / share) / TAIL;
	let [low, high] = [0, BINS - 1];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (at(beyond, middle) >= share) low = middle;
		else high = middle;
	}
	return LOWEST + BIN_WIDTH * (low + (at(beyond, low) - share) / at(shares, low));
}

/** Beyond the last bin twice the surprise is e times as rare. */
const TAIL = 2;
/** What is to come departs from what came: surprises of parcels under way are that much larger than those of the past. */
const WIDENED = 1.07;
