import type { Rounds } from "../repeat.ts";

/** Work that is done when something wakes it, and every so often in case nothing did. */
export interface Worker {
	/** Does it soon; while it is under way, once more afterwards. */
	wake(): void;
	/** Once now; resolves when it is done, and throws what it throws. */
	runOnce(): Promise<void>;
	/** Ends after what is under way. */
	stop(): Promise<void>;
}

export interface WorkerOptions extends Rounds {
	readonly everyMs: number;
	/** How long to gather after the first call. */
	readonly gatherMs: number;
}

/** Never twice at once. `stopping` tells the work that it should come to an end. */
export function startWorker(
	work: (stopping: AbortSignal) => Promise<void>,
	{ everyMs, gatherMs, onError, onDone }: WorkerOptions,
): Worker {
	const stopping = new AbortController();
	let running: Promise<void> | null = null;
	let isWoken = false;
	let gathering: NodeJS.Timeout | null = null;

	const run = (): Promise<void> => {
		running ??= work(stopping.signal)
			.then(onDone)
			.finally(() => {
				running = null;
				if (isWoken) gather();
			});
		return running;
	};
	const gather = (): void => {
		if (stopping.signal.aborted || gathering !== null) return;
		gathering = setTimeout(() => {
			gathering = null;
			// What began meanwhile may have looked too early: it is done once more after it.
			if (running !== null) return;
			isWoken = false;
			void run().catch(onError);
		}, gatherMs);
		gathering.unref();
	};
	const timer = setInterval(() => void run().catch(onError), everyMs);
	timer.unref();

	return {
		wake: () => {
			isWoken = true;
			if (running === null) gather();
		},
		runOnce: async () => {
			await running?.catch(() => {});
			await run();
		},
		stop: async () => {
			stopping.abort();
			clearInterval(timer);
			if (gathering !== null) clearTimeout(gathering);
			await running?.catch(() => {});
		},
	};
}
