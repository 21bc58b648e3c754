import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Principal } from "./views.ts";

/**
 * Requests a minute of a key that has no limit of its own: a hundred a second, of which a node answers several times as
 * many. It keeps a program that runs wild from the other sellers, and no shop from its work.
 */
export const REQUESTS_A_MINUTE = 6_000;

const WINDOW_SECONDS = 60;

/** How a key stands after a request, which went through or not. */
export interface Turns {
	readonly isOver: boolean;
	/** Of the key, in `windowSeconds`. */
	readonly quota: number;
	readonly windowSeconds: number;
	/** Left of it. */
	readonly remaining: number;
	/** Until all of it is there again. */
	readonly resetSeconds: number;
}

export type TakeTurns = (principal: Pick<Principal, "actor" | "perMinute">, turns: number) => Promise<Turns>;

/**
 * Counts the requests of each key, in a minute that begins with its first. Counted by this process alone: of several
 * nodes each lets as many pass. What is refused counts nothing, so that a batch that is too large keeps nobody else out.
 */
export function createKeyLimits(): TakeTurns {
	// Each key has a limit of its own: this one only counts, and remembers a key for a minute.
	const counts = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: WINDOW_SECONDS });
	return async ({ actor, perMinute }, turns) => {
		const quota = perMinute ?? REQUESTS_A_MINUTE;
		// What costs more than a whole minute holds would never go: it takes a whole minute.
		const taken = Math.min(turns, quota);
		const { consumedPoints, msBeforeNext } = await counts.penalty(actor, taken);
		const isOver = consumedPoints > quota;
		if (isOver) await counts.reward(actor, taken);
		return {
			isOver,
			quota,
			windowSeconds: WINDOW_SECONDS,
			remaining: Math.max(0, quota - consumedPoints + (isOver ? taken : 0)),
			resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
		};
	};
}
