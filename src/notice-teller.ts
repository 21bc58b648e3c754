import { type Repeated, type Rounds, repeat } from "./repeat.ts";
import { askNext } from "./services/ask-watchers.ts";
import { type NoticeDeps, tellNext } from "./services/tell-watchers.ts";

export interface TellerOptions extends Rounds {
	readonly everyMs?: number;
}

/**
 * Writes to whoever watches a parcel when it is time, and asks him afterwards how it was, on every node; the database gives
 * each to one of them.
 */
export function startNoticeTeller(deps: NoticeDeps, { onError, onDone, everyMs = 5_000 }: TellerOptions): Repeated {
	return repeat(
		async (stopping) => {
			while (!stopping.aborted && (await tellNext(deps, onError)));
			while (!stopping.aborted && (await askNext(deps, onError)));
		},
		{ everyMs, onError, onDone },
	);
}
