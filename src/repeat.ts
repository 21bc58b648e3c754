/** Work that comes again, and how it ends. */
export interface Repeated {
	/** Once now; resolves when it is done, and throws what it throws. */
	runOnce(): Promise<void>;
	/** Ends after what is under way. */
	stop(): Promise<void>;
}

/** What hears of each round of such work. */
export interface Rounds {
	readonly onError: (error: unknown) => void;
	/** Of one that went well. */
	readonly onDone?: (() => void) | undefined;
}

/** Does `work` every so often, never twice at once. `stopping` tells it that it should come to an end. */
export function repeat(
	work: (stopping: AbortSignal) => Promise<void>,
	{ everyMs, onError, onDone }: Rounds & { readonly everyMs: number },
): Repeated {
	const stopping = new AbortController();
	let running: Promise<void> | null = null;
	const run = () => {
		running ??= work(stopping.signal)
			.then(onDone)
			.finally(() => {
				running = null;
			});
		return running;
	};
	const timer = setInterval(() => void run().catch(onError), everyMs);
	timer.unref();
	return {
		runOnce: async () => {
			await running?.catch(() => {});
			await run();
		},
		stop: async () => {
			stopping.abort();
			clearInterval(timer);
			await running?.catch(() => {});
		},
	};
}
