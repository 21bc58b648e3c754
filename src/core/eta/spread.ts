import { add, at, fadedAt, gainAt } from "./decayed.ts";
import type { Nodes } from "./nodes.ts";

/** How surprises of one kind of parcel are distributed. A surprise is the logarithm of the working time less its mean. */
export interface Spread {
	/** The chance that the surprise is larger. Above 0 for every number. */
	shareBeyond(surprise: number): number;
	/** The surprise that this share (above 0, at most 1) exceeds. */
	exceededBy(share: number): number;
}

/** The spread of the most particular level, believed as far as it has parcels, filled up by those above it. */
export function spreadOf(nodes: Nodes, keys: readonly string[], width: number, time: number): Spread {
	const shares = priorShares(width);
	keys.forEach((key, index) => {
		const node = nodes.find(key);
		if (node === undefined) return;
		const faded = fadedAt(node, time, SPREAD_HALF_LIFE_DAYS);
		const believed = index === 0 ? PRIOR_BELIEVED : PARENT_BELIEVED;
		const all = at(node, COUNT) * faded + believed;
		for (let bin = 0; bin < BINS; bin++)
			shares[bin] = (at(node, bin + FIRST) * faded + believed * at(shares, bin)) / all;
	});
	const beyond = new Float64Array(BINS + 1);
	for (let bin = BINS - 1; bin >= 0; bin--) beyond[bin] = at(beyond, bin + 1) + at(shares, bin);
	const middle = exceededBy(beyond, shares, 0.5);
	return {
		shareBeyond: (surprise) => shareBeyond(beyond, shares, (surprise - middle) / WIDENED + middle),
		exceededBy: (share) => (exceededBy(beyond, shares, share) - middle) * WIDENED + middle,
	};
}

function shareBeyond(beyond: Float64Array, shares: Float64Array, surprise: number): number {
	const place = (surprise - LOWEST) / BIN_WIDTH;
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

/** Counts a surprise at each level. */
export function learnSpread(
	nodes: Nodes,
	keys: readonly string[],
	surprise: number,
	weight: number,
	time: number,
): void {
	const bin = Math.max(0, Math.min(BINS - 1, Math.floor((surprise - LOWEST) / BIN_WIDTH)));
	for (const key of keys) {
		const node = nodes.touch(key, BINS + FIRST, time);
		const amount = weight * gainAt(node, time, SPREAD_HALF_LIFE_DAYS);
		add(node, COUNT, amount);
		add(node, bin + FIRST, amount);
	}
}

/** A logistic distribution: its tails are those of working times that now and then go wrong altogether. */
function priorShares(width: number): Float64Array {
	const shares = new Float64Array(BINS);
	let before = 0;
	for (let bin = 0; bin < BINS; bin++) {
		const below = bin === BINS - 1 ? 1 : 1 / (1 + Math.exp(-(LOWEST + BIN_WIDTH * (bin + 1)) / width));
		shares[bin] = below - before;
		before = below;
	}
	return shares;
}

// The node: [reference moment, parcels, parcels by bin].
const COUNT = 1;
const FIRST = 2;

const BINS = 52;
const BIN_WIDTH = 0.1;
const LOWEST = -2.6;
/** Beyond the last bin twice the surprise is e times as rare. */
const TAIL = 2;

export const SPREAD_HALF_LIFE_DAYS = 30;
const PRIOR_BELIEVED = 10;
const PARENT_BELIEVED = 80;
/** What is to come departs from what came: surprises of parcels under way are that much larger than those of the past. */
const WIDENED = 1.1;
