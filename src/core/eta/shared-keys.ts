/**
 * Keys that many parcels share, each made once and found again by its parts. A text that is put together anew is hashed
 * anew at each look-up, and that costs more than the look-up itself.
 */
export class SharedKeys {
	readonly #byStem = new Map<string, Map<string, string>>();
	#size = 0;
	readonly #most: number;

	/** `most`: how many are kept before all are made anew; as many as by default take some 25 MB. */
	constructor(most = 200_000) {
		this.#most = most;
	}

	/** The same text as of `ownKey`. */
	key(stem: string, ...parts: readonly string[]): string {
		let key = stem;
		for (const part of parts) key = this.#join(key, part);
		return key;
	}

	#join(stem: string, part: string): string {
		const known = this.#byStem.get(stem)?.get(part);
		if (known !== undefined) return known;
		if (this.#size >= this.#most) {
			this.#byStem.clear();
			this.#size = 0;
		}
		const key = ownKey(stem, part);
		const siblings = this.#byStem.get(stem) ?? new Map<string, string>();
		this.#byStem.set(stem, siblings.set(part, key));
		this.#size++;
		return key;
	}
}

/** The parts with a slash between them, made anew. */
export function ownKey(...parts: readonly string[]): string {
	// What is added up part by part is written as one text at its first look-up only, and compared slowly from then on.
	return parts.join("/");
}
