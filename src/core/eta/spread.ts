import { add, at, fadedAt, gainAt } from "./decayed.ts";
import { BINS, binOf } from "./distribution.ts";
import type { Nodes } from "./nodes.ts";

/** The surprises of delivered parcels, as shares by bin: each level is believed as far as it has parcels. */
export function spreadOf(nodes: Nodes, keys: readonly string[], usual: Float64Array, time: number): Float64Array {
	const shares = Float64Array.from(usual);
	keys.forEach((key, index) => {
		const node = nodes.find(key);
		if (node === undefined) return;
		const faded = fadedAt(node, time, SPREAD_HALF_LIFE_DAYS);
		const believed = index === 0 ? USUAL_BELIEVED : PARENT_BELIEVED;
		const all = at(node, COUNT) * faded + believed;
		for (let bin = 0; bin < BINS; bin++) {
			shares[bin] = (at(node, bin + FIRST) * faded + believed * at(shares, bin)) / all;
		}
	});
	return shares;
}

/** Counts a surprise at each level. */
export function learnSpread(
	nodes: Nodes,
	keys: readonly string[],
	surprise: number,
	weight: number,
	time: number,
): void {
	const bin = binOf(surprise);
	for (const key of keys) {
		const node = nodes.touch(key, BINS + FIRST, time);
		const amount = weight * gainAt(node, time, SPREAD_HALF_LIFE_DAYS);
		add(node, COUNT, amount);
		add(node, bin + FIRST, amount);
	}
}

// The node: [reference moment, parcels, parcels by bin].
const COUNT = 1;
const FIRST = 2;

export const SPREAD_HALF_LIFE_DAYS = 30;
const USUAL_BELIEVED = 10;
const PARENT_BELIEVED = 80;
