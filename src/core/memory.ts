/** Remembers at most twice `size` answers. */
export interface Memory<T> {
	get(key: string, answer: () => T): T;
}

/** What was asked since the last turn outlives it; what was not is forgotten all at once. */
export function createMemory<T>(size: number): Memory<T> {
	let fresh = new Map<string, T>();
	let stale = new Map<string, T>();
	return {
		get(key, answer) {
			const known = fresh.get(key);
			if (known !== undefined) return known;
			const found = stale.get(key) ?? answer();
			if (fresh.size >= size) {
				stale = fresh;
				fresh = new Map();
			}
			fresh.set(key, found);
			return found;
		},
	};
}

/**
 * A pure function of a short text that gives what it gave before from memory: carriers say the same few hundred
 * sentences and towns. The memory is bounded, for a stranger may say something new every time.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
	// Wrapped, so that "nothing" is remembered too.
	const memory = createMemory<{ readonly answer: T }>(MOST);
	return (text) => (text.length > LONGEST ? answer(text) : memory.get(text, () => ({ answer: answer(text) })).answer);
}

const LONGEST = 200;
const MOST = 2_000;
