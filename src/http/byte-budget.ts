import { Unavailable } from "../core/errors.ts";

/** Bytes of bodies that are still arriving, bounded in all and for each address: slow senders must not fill the memory. */
export class ByteBudget {
	readonly #allBytes: number;
	readonly #addressBytes: number;
	readonly #held = new Map<string, number>();
	#heldInAll = 0;

	constructor(limits: { readonly allBytes: number; readonly addressBytes: number }) {
		this.#allBytes = limits.allBytes;
		this.#addressBytes = limits.addressBytes;
	}

	/** Counts the bytes, and throws `Unavailable` when they are too many: give them back all the same. */
	take(address: string, bytes: number): void {
		const held = (this.#held.get(address) ?? 0) + bytes;
		this.#held.set(address, held);
		this.#heldInAll += bytes;
		if (held > this.#addressBytes || this.#heldInAll > this.#allBytes) {
			throw new Unavailable("Too many large messages are arriving at once. Send it again in a minute.");
		}
	}

	giveBack(address: string, bytes: number): void {
		const left = (this.#held.get(address) ?? 0) - bytes;
		if (left > 0) this.#held.set(address, left);
		else this.#held.delete(address);
		this.#heldInAll -= bytes;
	}
}
