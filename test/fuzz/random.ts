/** Chance that a seed settles: the same seed, the same input, on any machine. */
export interface Random {
	/** A whole number from 0, below `end`. */
	readonly below: (end: number) => number;
	/** True so often, from 0 to 1. */
	readonly chance: (share: number) => boolean;
	readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
	/** Null of an empty list. */
	readonly oneOf: <Item>(items: readonly Item[]) => Item | null;
	readonly bytes: (length: number) => Buffer;
}

export function randomOf(seed: number): Random {
	let state = (seed ^ 0x9e3779b9) >>> 0;
	// Mulberry32: four lines that anybody can check, and every seed has its own sequence.
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (end: number) => Math.floor(next() * end);
	return {
		below,
		chance: (share) => next() < share,
		pick: ([first, ...others]) => (others.length === 0 ? first : (others[below(others.length + 1) - 1] ?? first)),
		oneOf: (items) => items[below(items.length)] ?? null,
		bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
	};
}
