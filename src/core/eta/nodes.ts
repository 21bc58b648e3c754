import type { Decayed } from "./decayed.ts";

/** A row of the model's state for the database, opaque. No numbers: the row is to be deleted. */
export interface LaneNode {
	readonly key: string;
	readonly numbers: readonly number[];
}

/** The state of the model: small arrays by key, and which of them changed since they were last taken. */
export class Nodes {
	readonly #nodes = new Map<string, Entry>();
	/** Keys whose rows differ from what was taken, also of nodes that are gone. */
	#changed: string[] = [];

	find(key: string): Decayed | undefined {
		return this.#nodes.get(key)?.numbers;
	}

	/** The node to add to, made with so many numbers where there is none. */
	touch(key: string, length: number, moment: number): Decayed {
		const found = this.#nodes.get(key);
		if (found !== undefined && found.numbers.length === length) {
			if (!found.isChanged) this.#changed.push(key);
			found.isChanged = true;
			return found.numbers;
		}
		const numbers = new Float64Array(length);
		numbers[0] = moment;
		this.#nodes.set(key, { numbers, isChanged: true });
		this.#changed.push(key);
		return numbers;
	}

	forget(key: string): void {
		if (this.#nodes.delete(key)) this.#changed.push(key);
	}

	*entries(): Generator<readonly [string, Decayed]> {
		for (const [key, { numbers }] of this.#nodes) yield [key, numbers];
	}

	/** The rows that changed since the last call, each once. */
	takeChanged(): readonly LaneNode[] {
		const keys = new Set(this.#changed);
		this.#changed = [];
		return Array.from(keys, (key) => {
			const entry = this.#nodes.get(key);
			if (entry !== undefined) entry.isChanged = false;
			return { key, numbers: Array.from(entry?.numbers ?? []) };
		});
	}

	load(rows: Iterable<LaneNode>): void {
		const loaded = new Set<string>();
		for (const { key, numbers } of rows) {
			loaded.add(key);
			if (numbers.length === 0) this.#nodes.delete(key);
			else this.#nodes.set(key, { numbers: Float64Array.from(numbers), isChanged: false });
		}
		if (this.#changed.length > 0) this.#changed = this.#changed.filter((key) => !loaded.has(key));
	}
}

interface Entry {
	readonly numbers: Decayed;
	isChanged: boolean;
}
