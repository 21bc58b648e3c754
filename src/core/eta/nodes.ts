import type { Decayed } from "./decayed.ts";

/** A row of the model's state for the database, opaque. No numbers: the row is to be deleted. */
export interface LaneNode {
	readonly key: string;
	readonly numbers: readonly number[];
}

/** The state of the model: small arrays by key, and which of them changed since they were last taken. */
export class Nodes {
	readonly #nodes = new Map<string, Decayed>();
	/** Keys whose rows differ from what was taken, also of nodes that are gone. */
	readonly #changed = new Set<string>();

	find(key: string): Decayed | undefined {
		return this.#nodes.get(key);
	}

	/** The node to add to, made with so many numbers where there is none. */
	touch(key: string, length: number, moment: number): Decayed {
		this.#changed.add(key);
		const found = this.#nodes.get(key);
		if (found !== undefined && found.length === length) return found;
		const numbers = new Float64Array(length);
		numbers[0] = moment;
		this.#nodes.set(key, numbers);
		return numbers;
	}

	forget(key: string): void {
		if (this.#nodes.delete(key)) this.#changed.add(key);
	}

	entries(): Iterable<readonly [string, Decayed]> {
		return this.#nodes;
	}

	/** The rows that changed since the last call, each once. */
	takeChanged(): readonly LaneNode[] {
		const rows = Array.from(this.#changed, (key) => ({ key, numbers: Array.from(this.#nodes.get(key) ?? []) }));
		this.#changed.clear();
		return rows;
	}

	load(rows: Iterable<LaneNode>): void {
		for (const { key, numbers } of rows) {
			this.#changed.delete(key);
			if (numbers.length === 0) this.#nodes.delete(key);
			else this.#nodes.set(key, Float64Array.from(numbers));
		}
	}
}
