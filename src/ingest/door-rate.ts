/** How much may pass, and how much of it at once. */
export interface Rate {
	readonly aMinute: number;
}

/**
 * A bucket of turns for each connection, filled as time goes by. Kept by this process alone: of several nodes each counts
 * what it takes itself.
 */
export class DoorRate {
	readonly #aMinute: number;
	/** When a bucket would have been empty, had it been filled at its rate and never overflowed. */
	readonly #spentUntil = new Map<string, number>();

	constructor({ aMinute }: Rate) {
		this.#aMinute = aMinute;
	}

	/** How many connections it remembers. */
	get size(): number {
		return this.#spentUntil.size;
	}

	/** Takes so many turns and answers 0, or the seconds until there are as many. More than a minute's are a minute's. */
	take(connection: string, nowMs: number, turns = 1): number {
		const takenMs = (60_000 / this.#aMinute) * Math.min(turns, this.#aMinute);
		const known = this.#spentUntil.get(connection) ?? 0;
		// A clock that was set back since says more than a bucket can hold: it begins anew.
		const spentUntil = known > nowMs + 60_000 ? nowMs : Math.max(known, nowMs);
		const waitMs = spentUntil + takenMs - (nowMs + 60_000);
		if (waitMs > 0) return Math.ceil(waitMs / 1_000);
		if (this.#spentUntil.size >= MOST_CONNECTIONS) this.#forgetFull(nowMs);
		this.#spentUntil.set(connection, spentUntil + takenMs);
		return 0;
	}

	/** A bucket that is full again is as good as none. */
	#forgetFull(nowMs: number): void {
		for (const [connection, spentUntil] of this.#spentUntil) {
			if (spentUntil <= nowMs) this.#spentUntil.delete(connection);
		}
	}
}

const MOST_CONNECTIONS = 10_000;
