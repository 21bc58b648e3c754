import type { Agent } from "node:http";
import { type Input, type Outcome, send } from "./input.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** A way into the service, and what is tried at it. */
export interface Door {
	readonly name: string;
	/** How many of a hundred inputs are its own. */
	readonly share: number;
	readonly knock: (knock: Knock) => Promise<Knocked>;
}

/** One input: all chance comes from `random`. */
export interface Knock {
	readonly world: World;
	readonly random: Random;
	readonly agent: Agent;
	/** By which the service's log names it. */
	readonly requestId: string;
}

export interface Knocked {
	readonly outcome: Outcome;
	/** Null where it was no request: a mail, or bytes that are none. */
	readonly input: Input | null;
}

export function httpDoor(name: string, share: number, make: (world: World, random: Random) => Input): Door {
	return {
		...{ name, share },
		knock: async ({ world, random, agent, requestId }) => {
			const made = make(world, random);
			// Each from an address of its own: what one may guess an hour is bounded, and would hide all that lies behind.
			const from = `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
			const input = { ...made, headers: { ...made.headers, "x-forwarded-for": from, "x-request-id": requestId } };
			return { input, outcome: await send(world.node.url, input, agent) };
		},
	};
}
