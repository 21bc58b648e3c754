import { Unavailable } from "../core/errors.ts";

/** Bytes of bodies that are still arriving, bounded in all and for each owner: slow senders must not fill the memory. */
export class ByteBudget {
	readonly #allBytes: number;
	readonly #ownerBytes: number;
	readonly #held = new Map<string, number>();
	#heldInAll = 0;

	constructor(limits: { readonly allBytes: number; readonly ownerBytes: number }) {
		this.#allBytes = limits.allBytes;
		this.#ownerBytes = limits.ownerBytes;
	}

	/** Counts the bytes, and throws `Unavailable` when they are too many: give them back all the same. */
	take(owner: string, bytes: number): void {
		const held = (this.#held.get(owner) ?? 0) + bytes;
		this.#held.set(owner, held);
		this.#heldInAll += bytes;
		if (held > this.#ownerBytes || this.#heldInAll > this.#allBytes) {
			throw new Unavailable("Too many large messages are arriving at once. Send it again in a minute.");
		}
	}

	giveBack(owner: string, bytes: number): void {
		const left = (this.#held.get(owner) ?? 0) - bytes;
		if (left > 0) this.#held.set(owner, left);
		else this.#held.delete(owner);
		this.#heldInAll -= bytes;
	}
}
