interface QueueLimits {
	readonly atOnce: number;
	/** Beyond those that are under way. */
	readonly mostWaiting: number;
}

/** Heavy work for strangers, a few at once, a few more in their turn, and for each of them one. */
export interface ShortQueue {
	/** What the work answers; `busy`, and it is not begun, where too many wait or the same owner has some already. */
	run<Answer>(owner: string, work: () => Promise<Answer>): Promise<Answer | "busy">;
}

export function shortQueue({ atOnce, mostWaiting }: QueueLimits): ShortQueue {
	const owners = new Set<string>();
	const waiting: (() => void)[] = [];
	let free = atOnce;
	return {
		run: async (owner, work) => {
			if (owners.has(owner) || (free === 0 && waiting.length >= mostWaiting)) return "busy";
			owners.add(owner);
			try {
				if (free > 0) free -= 1;
				else await new Promise<void>((begin) => waiting.push(begin));
				return await work();
			} finally {
				owners.delete(owner);
				// Whoever is next has the place without its being free in between.
				const next = waiting.shift();
				if (next) next();
				else free += 1;
			}
		},
	};
}
