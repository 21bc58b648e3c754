import postgres from "postgres";
import type { Database, OpenOptions, Transaction } from "./database.ts";
import { type EarHooks, openEar } from "./ear.ts";
import { migrateServer } from "./migrate.ts";
import { compile, onlyReads } from "./query.ts";

type Client = Pick<postgres.Sql, "unsafe">;

/**
 * A PostgreSQL server behind the port. A server that says nothing for half a minute, over connections that nobody closed,
 * counts as away: what waits for it is refused as an outage, and what comes next goes over new connections.
 */
export async function openServer(url: string, options: OpenOptions): Promise<Database> {
	await migrateServer(url, options.migrationsFolder);
	const silenceMs = options.silenceMs ?? 30_000;
	const settings = settingsOf(options, silenceMs);
	const ear = openEar((hooks) => connectEar(url, settings, hooks));
	let pool = openPool(url, settings);
	let wroteAt = performance.now();

	const wrote = () => {
		wroteAt = performance.now();
	};

	const renew = (silent: Pool) => {
		if (pool !== silent) return;
		pool = openPool(url, settings);
		ear.renew();
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
		wroteAt: () => wroteAt,
		rows: (query) => {
			const compiled = compile(query);
			const answer = guarded((client) => ask<never>(client, compiled));
			return onlyReads(compiled.text) ? answer : answer.finally(wrote);
		},
		transaction: (work) =>
			guarded(async (client, watch) => {
				const committed = await client.begin((tx) => {
					watch.hasConnection();
					// The cast only adds the mark that says "in a transaction".
					return work({ rows: (query) => ask(tx, compile(query)).finally(watch.hasConnection) } as Transaction);
				});
				return committed as Awaited<ReturnType<typeof work>>;
			}).finally(wrote),
		listen: (channel, heard, { lost = () => {}, resumed = () => {} } = {}) =>
			ear.listen({ channel, heard, lost, resumed }),
		close: async () => {
			await Promise.all([ear.close(), pool.client.end({ timeout: 5 })]);
		},
	};
}

interface Pool {
	readonly client: postgres.Sql;
	/** When anything was last answered over it, on the clock of `performance.now()`. */
	heardAt: number;
}

function openPool(url: string, settings: Settings): Pool {
	return { client: postgres(url, settings), heardAt: performance.now() };
}

function connectEar(url: string, settings: Settings, hooks: EarHooks): postgres.Sql {
	// The driver's types leave out `onnotify`.
	return postgres(url, { ...settings, max: 1, max_lifetime: null, ...hooks });
}

type Settings = ReturnType<typeof settingsOf>;

function settingsOf(options: OpenOptions, silenceMs: number) {
	return {
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
	};
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

// Named prepared statements: drizzle's own driver sends every query unprepared, at 2.7 times the cost.
async function ask<T>(client: Client, { text, values }: ReturnType<typeof compile>): Promise<readonly T[]> {
	// Every value is text, bytes, a number, a boolean or null, and every caller names its columns' types.
	return (await client.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true })) as unknown as T[];
}
