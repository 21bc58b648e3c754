import ipaddr from "ipaddr.js";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** How often something that can be guessed may be tried, each hour. */
export interface TryLimit {
	/** From one address. */
	readonly perAddress: number;
	/** Of one thing, from wherever: a number, or a link. */
	readonly perThing: number;
}

/** Tries of a form that somebody could guess his way through, counted by this process alone: of several nodes each counts its own. */
export interface Tries {
	/** Counts a try and answers 0, or, where there were too many already, the seconds until the next is taken. */
	take(address: string, thing: string): Promise<number>;
	/** The try was right: it is not counted. */
	giveBack(address: string, thing: string): Promise<void>;
}

/** API keys that are none. A program with an old key asks as often as it would with a new one. */
export const WRONG_KEYS: TryLimit = { perAddress: 600, perThing: Number.MAX_SAFE_INTEGER };

const HOUR_SECONDS = 3600;

/**
 * Tries in an hour, of all there are: nobody types as many, and what is remembered of each would fill the memory. DoorRate
 * knows turns a minute; here the tenth guess of an hour is one too many.
 */
const MOST_IN_ALL = 100_000;

export function countTries({ perAddress, perThing }: TryLimit, mostInAll = MOST_IN_ALL): Tries {
	const addresses = new RateLimiterMemory({ points: perAddress, duration: HOUR_SECONDS });
	const all = new RateLimiterMemory({ points: mostInAll, duration: HOUR_SECONDS });
	const things = new RateLimiterMemory({ points: perThing, duration: HOUR_SECONDS });
	return {
		// The address first: whoever may try no more must not use up the tries of others. It is remembered only once there is
		// room for all: who has a million addresses would fill the memory with those that were refused.
		take: async (address, thing) =>
			(await secondsLeft(addresses, lineOf(address))) ||
			(await secondsToWait(all, "")) ||
			(await secondsToWait(addresses, lineOf(address))) ||
			(await secondsToWait(things, thing)),
		giveBack: async (address, thing) => {
			await Promise.all([addresses.reward(lineOf(address)), things.reward(thing)]);
		},
	};
}

async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number> {
	// A penalty counts like any try; what is over the limit is a value and no rejection.
	const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
	return consumedPoints > limiter.points ? Math.max(1, Math.ceil(msBeforeNext / 1000)) : 0;
}

/** As `secondsToWait`, of what is remembered already, and counts nothing. */
async function secondsLeft(limiter: RateLimiterMemory, key: string): Promise<number> {
	const { consumedPoints, msBeforeNext } = (await limiter.get(key)) ?? { consumedPoints: 0, msBeforeNext: 0 };
	return consumedPoints >= limiter.points ? Math.max(1, Math.ceil(msBeforeNext / 1000)) : 0;
}

/** Whose line it is: of IPv6 one household has at least as many addresses as the first 56 bits leave open. */
export function lineOf(address: string): string {
	if (!ipaddr.isValid(address)) return address;
	const parsed = ipaddr.process(address);
	if (parsed instanceof ipaddr.IPv4) return parsed.toString();
	return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/56`).toString();
}
