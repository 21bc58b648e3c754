import type postgres from "postgres";

/** Who listens on a channel. */
export interface Subscription {
	readonly channel: string;
	readonly heard: (payload: string) => void;
	/** From here on nothing is heard. */
	readonly lost: () => void;
	/** It is heard again: what was told in between was missed. */
	readonly resumed: () => void;
}

export interface Ear {
	/** Rejects where the server cannot be listened to now. Answers how to stop. */
	readonly listen: (subscription: Subscription) => Promise<() => Promise<void>>;
	/** Goes on over a connection of its own that is new: the one there was is silent. */
	readonly renew: () => void;
	readonly close: () => Promise<void>;
}

export interface EarHooks {
	readonly onnotify: (channel: string, payload: string) => void;
	readonly onclose: () => void;
}

const RETRY_MS = 100;
const ANSWERED_WITHIN_MS = 10_000;
const GOODBYE_MS = 1_000;

/**
 * One connection for all channels of this process, which says when it is lost: the driver's own `listen` tells only that it
 * came back. `connect` makes a client of one connection.
 */
export function openEar(connect: (hooks: EarHooks) => postgres.Sql): Ear {
	const subscriptions = new Set<Subscription>();
	let client = start();
	let losses = 0;
	let isRegaining = false;
	let isClosed = false;

	function start(): postgres.Sql {
		const own = connect({
			onnotify: (channel, payload) => {
				if (own !== client) return;
				for (const subscription of subscriptions) if (subscription.channel === channel) subscription.heard(payload);
			},
			onclose: () => {
				if (own === client && !isClosed) lose();
			},
		});
		return own;
	}

	function lose(): void {
		losses += 1;
		for (const { lost } of subscriptions) lost();
		void regain();
	}

	/** Until nothing was lost again while it listened anew. */
	async function regain(): Promise<void> {
		if (isRegaining) return;
		isRegaining = true;
		let isWhole = false;
		while (!isWhole && !isClosed && subscriptions.size > 0) {
			const before = losses;
			try {
				await inTime(listenTo([...subscriptions]));
				isWhole = before === losses;
			} catch {
				startAnew();
				await pause(RETRY_MS);
			}
		}
		isRegaining = false;
		if (isClosed) return;
		for (const { resumed } of subscriptions) resumed();
	}

	function startAnew(): void {
		const former = client;
		client = start();
		former.end({ timeout: 0 }).catch(() => {});
	}

	async function listenTo(all: readonly Subscription[]): Promise<void> {
		const channels = new Set(all.map(({ channel }) => channel));
		await client.unsafe([...channels].map((channel) => `listen "${channel}"`).join("; ")).simple();
	}

	return {
		listen: async (subscription) => {
			subscriptions.add(subscription);
			try {
				await listenTo([subscription]);
			} catch (error) {
				subscriptions.delete(subscription);
				throw error;
			}
			return async () => {
				subscriptions.delete(subscription);
				if ([...subscriptions].some(({ channel }) => channel === subscription.channel)) return;
				const told = client.unsafe(`unlisten "${subscription.channel}"`).then(
					() => {},
					() => {},
				);
				// While it is connected anew the driver would wait for the server; closing it ends it anyway.
				await Promise.race([told, pause(GOODBYE_MS)]);
			};
		},
		renew: () => {
			startAnew();
			lose();
		},
		close: async () => {
			isClosed = true;
			await client.end({ timeout: 5 });
		},
	};
}

/** A question that was put to a connection while it was cut may be answered by nobody. */
async function inTime(listening: Promise<void>): Promise<void> {
	let isAnswered = false;
	const answered = listening.then(() => {
		isAnswered = true;
	});
	await Promise.race([answered, pause(ANSWERED_WITHIN_MS)]);
	if (!isAnswered) throw new Error("The server did not say in time that it lets us listen.");
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
