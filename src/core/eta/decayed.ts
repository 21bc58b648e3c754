/**
 * Sums that forget by halves, touched in one place at each addition: what is added later weighs more, instead of all that
 * is there weighing less. A node is `[reference moment, sum, sum, …]`; its sums are true at the reference moment.
 */
export type Decayed = Float64Array;

/** What one parcel at `moment` adds to the sums, in their own measure. The sums begin at `sumsFrom`. */
export function gainAt(node: Decayed, moment: number, halfLifeDays: number, sumsFrom = 1): number {
	let halves = (moment - at(node, 0)) / halfLifeDays;
	if (halves > HALVES_KEPT) {
		const faded = 2 ** -halves;
		for (let index = sumsFrom; index < node.length; index++) node[index] = at(node, index) * faded;
		node[0] = moment;
		halves = 0;
	}
	return 2 ** halves;
}

/** What the sums are to be multiplied by to be true at `moment`. */
export function fadedAt(node: Decayed, moment: number, halfLifeDays: number): number {
	return 2 ** ((at(node, 0) - moment) / halfLifeDays);
}

export function add(node: Decayed, index: number, amount: number): void {
	node[index] = at(node, index) + amount;
}

/** An element of an array of numbers; what lies outside it counts as nothing. */
export function at(numbers: ArrayLike<number>, index: number): number {
	return numbers[index] ?? 0;
}

// Doubles have room for a thousand halves; the sums are brought up to date long before.
const HALVES_KEPT = 64;
