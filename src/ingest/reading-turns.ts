import type { Places } from "../geo/places.ts";
import { type Called, callEachWithin, type TurnLimits } from "./call-within.ts";
import { Overloaded } from "./group-commit.ts";
import type { LocatedReading } from "./read-message.ts";
import { LONGEST_READING_MS, readUnwatched, type StoredBytes } from "./stored-message.ts";

/**
 * Reads the messages that arrive within a turn of the event loop under one watch: a watch for each would cost more than
 * its reading. A message that hangs is given up alone, as `readBytes` does, and the others of its turn are read.
 */
export class ReadingTurns {
	readonly #places: Places;
	readonly #limits: TurnLimits;
	#waiting: Waiting[] = [];
	#waitingBytes = 0;
	#turns: Promise<void> | null = null;

	constructor(places: Places, limits: TurnLimits = LIMITS) {
		this.#places = places;
		this.#limits = limits;
	}

	/** In the order of the calls. Rejects with `Overloaded` at once when too many wait already. */
	read(message: StoredBytes): Promise<Called<LocatedReading>> {
		const isFull = this.#waiting.length >= MOST_WAITING || this.#waitingBytes > MOST_WAITING_BYTES;
		if (isFull) return Promise.reject(new Overloaded());
		this.#waitingBytes += message.body.byteLength;
		return new Promise((resolve) => {
			this.#waiting.push({ message, resolve });
			this.#turns ??= this.#takeTurns();
		});
	}

	/** Resolves when nothing waits any more. */
	async drain(): Promise<void> {
		while (this.#turns) await this.#turns;
	}

	async #takeTurns(): Promise<void> {
		while (this.#waiting.length > 0) {
			await new Promise((resolve) => setImmediate(resolve));
			const turn = this.#waiting;
			const read = callEachWithin(
				turn.map(
					({ message }) =>
						() =>
							readUnwatched(message, this.#places),
				),
				this.#limits,
			);
			this.#waiting = turn.slice(read.length);
			for (const [index, { message, resolve }] of turn.entries()) {
				const one = read[index];
				if (!one) break;
				this.#waitingBytes -= message.body.byteLength;
				resolve(one);
			}
			// While they come thick and fast some more gather: a turn of one would pay for a watch of its own.
			if (this.#waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
		}
		this.#turns = null;
	}
}

interface Waiting {
	readonly message: StoredBytes;
	readonly resolve: (read: Called<LocatedReading>) => void;
}

// A turn lets other requests be answered between two; together covers it with whatever of 5 MB comes last.
const LIMITS = { turnMs: 20, togetherMs: 2_000, eachMs: LONGEST_READING_MS };
const GATHER_MS = 5;
const MOST_WAITING = 10_000;
const MOST_WAITING_BYTES = 256_000_000;
