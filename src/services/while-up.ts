import { setTimeout } from "node:timers/promises";
import { Unavailable } from "../core/errors.ts";
import { isOutage, isPassing } from "../store/outage.ts";

/**
 * A database that is away is nobody's bug: the caller hears that later may work. Who met others at the same parcel, and
 * had to give way, tries again by himself: his transaction left nothing behind.
 */
export async function whileUp<T>(verb: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		const begun = performance.now();
		try {
			return await verb();
		} catch (error) {
			if (isOutage(error)) throw new Unavailable("The database does not answer just now. Try again in a minute.");
			if (!isPassing(error)) throw error;
			const isPatient = performance.now() - begun < PATIENCE_MS && tries < MOST_TRIES;
			if (!isPatient) throw new Unavailable("Others are at work on the same parcel. Try again in a minute.");
			await setTimeout(Math.random() * PAUSE_MS * tries);
		}
	}
}

const MOST_TRIES = 4;
const PAUSE_MS = 50;
/** One that waited this long for the others has waited enough. */
const PATIENCE_MS = 3_000;
