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
