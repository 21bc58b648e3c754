/** What a run of words may mean. `bits` marks its words. */
export interface Span {
	readonly from: number;
	readonly to: number;
	readonly bits: number;
	readonly part: number;
}

export function spanOf(from: number, to: number, part: number): Span {
	return { from, to, bits: bitsBetween(from, to), part };
}

export function bitsBetween(from: number, to: number): number {
	return (1 << to) - (1 << from);
}
