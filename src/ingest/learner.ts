import { type Repeated, type Rounds, repeat } from "../repeat.ts";
import type { Database } from "../store/database.ts";
import type { LiveLanes } from "./lanes.ts";
import { learn } from "./learn.ts";

export interface LearnerDeps extends Rounds {
	readonly db: Database;
	readonly lanes: LiveLanes;
	readonly now: () => Date;
	readonly everyMs?: number;
}

const EVERY_MS = 2_000;
const MEASURE_EVERY_MS = 10 * 60_000;

/** Keeps the lanes of this node at what deliveries teach, wherever they were learnt, and measures how forecasts came true. */
export function startLearner({ db, lanes, now, onError, onDone, everyMs = EVERY_MS }: LearnerDeps): Repeated {
	let measuredAtMs = Number.NEGATIVE_INFINITY;
	return repeat(
		async (stopping) => {
			while ((await learn(db, lanes, now())).isCut && !stopping.aborted);
			const nowMs = now().getTime();
			// A clock that was set back must not put it off for as long.
			if (Math.abs(nowMs - measuredAtMs) < MEASURE_EVERY_MS) return;
			// One that fails is not tried again at once: it goes through half a year of forecasts.
			measuredAtMs = nowMs;
			await lanes.measure(db, now());
		},
		{ everyMs, onError, onDone },
	);
}
