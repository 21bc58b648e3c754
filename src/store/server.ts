import postgres from "postgres";
import type { Database, OpenOptions, Transaction } from "./database.ts";
import { migrateServer } from "./migrate.ts";
import { compile } from "./query.ts";

type Client = Pick<postgres.Sql, "unsafe">;

/**
 * A PostgreSQL server behind the port. A server that says nothing for half a minute, over connections that nobody closed,
 * counts as away: what waits for it is refused as an outage, and what comes next goes over new connections.
 */
export async function openServer(url: string, options: OpenOptions): Promise<Database> {
	await migrateServer(url, options.migrationsFolder);
	const silenceMs = options.silenceMs ?? 30_000;
	const listeners = new Set<Listener>();
	let pool = openPool(url, options, silenceMs);

	const renew = (silent: Pool) => {
		if (pool !== silent) return;
		pool = openPool(url, options, silenceMs);
		for (const listener of listeners) listener.over(pool);
		// What is under way on it is refused at once; a goodbye would wait for the silent server.
		silent.client.end({ timeout: 0 }).catch(() => {});
	};

	const guarded = <T>(run: (client: postgres.Sql, watch: Watch) => Promise<T>): Promise<T> => {
		const used = pool;
		return new Promise<T>((resolve, reject) => {
			const watch = watchOver(used, silenceMs, () => {
				renew(used);
				reject(new SilentDatabase());
			});
			run(used.client, watch)
				.then(resolve, reject)
				.finally(() => {
					used.heardAt = performance.now();
					watch.end();
				});
		});
	};

	return {
		kind: "server",
		limits: [],
		rows: (query) => guarded((client) => ask(client, query)),
		transaction: (work) =>
			guarded(async (client, watch) => {
				const committed = await client.begin((tx) => {
					watch.hasConnection();
					// The cast only adds the mark that says "in a transaction".
					return work({ rows: (query) => ask(tx, query).finally(watch.hasConnection) } as Transaction);
				});
				return committed as Awaited<ReturnType<typeof work>>;
			}),
		listen: async (channel, heard, resumed) => {
			const listener = await listenOn(pool, { channel, heard, resumed: resumed ?? (() => {}) });
			listeners.add(listener);
			return async () => {
				listeners.delete(listener);
				await listener.end();
			};
		},
		close: () => pool.client.end({ timeout: 5 }),
	};
}

interface Pool {
	readonly client: postgres.Sql;
	/** When anything was last answered over it, on the clock of `performance.now()`. */
	heardAt: number;
}

function openPool(url: string, options: OpenOptions, silenceMs: number): Pool {
	const client = postgres(url, {
		max: options.maxConnections ?? 10,
		connect_timeout: Math.ceil(silenceMs / 3000),
		// The driver's own grows to 20 s, in which callers wait for a refusal and the return of the server is not noticed.
		backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 2) * (0.5 + Math.random() / 2),
		onnotice: () => {},
		// The server ends what lasts too long before we take it for silent, and lets go of what a lost node held.
		connection: {
			application_name: "wayline",
			statement_timeout: Math.floor(silenceMs * 0.8),
			lock_timeout: Math.floor(silenceMs / 6),
			idle_in_transaction_session_timeout: Math.floor(silenceMs / 2),
			tcp_keepalives_idle: 30,
			tcp_keepalives_interval: 10,
			tcp_keepalives_count: 3,
		},
		// No array ever crosses: see columns.ts. This saves a query on every new connection.
		fetch_types: false,
		types: { instant: INSTANT },
	});
	return { client, heardAt: performance.now() };
}

const INSTANT = {
	to: 1184,
	from: [1184],
	serialize: (text: string) => text,
	parse: (text: string) => new Date(text).toISOString(),
};

/** No answer came on a connection that nobody closed. Counts as an outage by its code. */
class SilentDatabase extends Error {
	override readonly name = "SilentDatabase";
	readonly code = "CONNECT_TIMEOUT";

	constructor() {
		super("The database did not answer in time.");
	}
}

interface Watch {
	/** It has its connection, and was answered on it just now: from here every silence counts. */
	readonly hasConnection: () => void;
	readonly end: () => void;
}

/**
 * Calls `silent` once nothing is heard for too long. Who waits for a free connection of a busy pool is not silent as long
 * as others are answered, four times as long at most.
 */
function watchOver(pool: Pool, silenceMs: number, silent: () => void): Watch {
	const startedAt = performance.now();
	let ownAt: number | null = null;
	let timer = setTimeout(look, silenceMs);
	timer.unref();
	function look(): void {
		const now = performance.now();
		const heardAt = ownAt ?? Math.min(Math.max(startedAt, pool.heardAt), startedAt + 3 * silenceMs);
		const leftMs = heardAt + silenceMs - now;
		if (leftMs <= 0) {
			silent();
			return;
		}
		timer = setTimeout(look, leftMs);
		timer.unref();
	}
	return {
		hasConnection: () => {
			ownAt = performance.now();
			pool.heardAt = ownAt;
		},
		end: () => clearTimeout(timer),
	};
}

interface Listener {
	/** Goes on hearing over another pool. */
	readonly over: (pool: Pool) => void;
	readonly end: () => Promise<void>;
}

interface Subscription {
	readonly channel: string;
	readonly heard: (payload: string) => void;
	readonly resumed: () => void;
}

const GOODBYE_MS = 1_000;

async function listenOn(first: Pool, { channel, heard, resumed }: Subscription): Promise<Listener> {
	let isFirst = true;
	let isOver = false;
	const hear = (payload: string) => {
		if (!isOver) heard(payload);
	};
	const subscribe = ({ client }: Pool) =>
		client.listen(channel, hear, () => {
			if (!isFirst && !isOver) resumed();
			isFirst = false;
		});
	let listening = subscribe(first);
	await listening;
	return {
		over: (pool) => {
			listening = subscribe(pool);
			// A pool that is renewed again before it hears ends this try, and the next one stands in for it.
			listening.catch(() => {});
		},
		end: async () => {
			isOver = true;
			const told = listening.then(({ unlisten }) => unlisten()).catch(() => {});
			// While it is connected anew the driver would wait for the server; closing the pool ends it anyway.
			await Promise.race([told, new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref())]);
		},
	};
}

// Named prepared statements: drizzle's own driver sends every query unprepared, at 2.7 times the cost.
async function ask<T>(client: Client, query: Parameters<typeof compile>[0]): Promise<readonly T[]> {
	const { text, values } = compile(query);
	// Every value is text, bytes, a number, a boolean or null, and every caller names its columns' types.
	return (await client.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true })) as unknown as T[];
}
