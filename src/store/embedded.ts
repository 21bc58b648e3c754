import { existsSync } from "node:fs";
import { chmod, mkdir, open as openFile, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import type { SQL } from "drizzle-orm";
import type { Database, OpenOptions, Transaction } from "./database.ts";
import { lockDirectory } from "./directory-lock.ts";
import { migrateEmbedded } from "./migrate.ts";
import { compile } from "./query.ts";

const LIMITS = [
	"The embedded database never calls fsync and cannot: it survives the death of the process, not of the machine. Use a PostgreSQL server (DATABASE_URL) where a power cut must lose nothing.",
	"The embedded database runs inside this process, on one connection: 300 MB of memory and more, and one node only.",
];

/** PostgreSQL in this process, in `<dataDir>/database`, behind the port. Refuses a directory another process holds. */
export async function openEmbedded(dataDir: string, options: OpenOptions): Promise<Database> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const lock = await lockDirectory(dataDir);
	try {
		const client = await start(dataDir, options.snapshotFile);
		await migrateEmbedded(client, options.migrationsFolder);
		return port(client, lock.release);
	} catch (error) {
		await lock.release();
		throw error;
	}
}

function port(client: PGlite, release: () => Promise<void>): Database {
	return {
		kind: "embedded",
		limits: LIMITS,
		rows: (query) => ask(client, query),
		// The cast only adds the mark that says "in a transaction".
		transaction: (work) => client.transaction((tx) => work({ rows: (query) => ask(tx, query) } as Transaction)),
		listen: async (channel, heard) => {
			const stop = await client.listen(channel, heard);
			return () => stop();
		},
		close: async () => {
			await client.close();
			await release();
		},
	};
}

async function ask<T>(client: Pick<PGlite, "query">, query: SQL): Promise<readonly T[]> {
	const { text, values } = compile(query);
	return (await client.query<T>(text, values)).rows;
}

async function start(dataDir: string, snapshotFile: string | undefined): Promise<PGlite> {
	const directory = join(dataDir, "database");
	const unfinished = join(dataDir, "database.unfinished");
	// A first start that was killed half-way has acknowledged nothing: begin again.
	if (existsSync(unfinished)) await rm(directory, { recursive: true, force: true });
	if (!(await isEmpty(directory))) {
		await rm(unfinished, { force: true });
		return await PGlite.create({ dataDir: directory, ...SETTINGS });
	}
	await (await openFile(unfinished, "w", 0o600)).close();
	await mkdir(directory, { recursive: true, mode: 0o700 });
	const snapshot = snapshotFile !== undefined && existsSync(snapshotFile) ? await readFile(snapshotFile) : null;
	const client = await PGlite.create({
		dataDir: directory,
		...(snapshot === null ? {} : { loadDataDir: new Blob([snapshot]) }),
		...SETTINGS,
	});
	await chmod(directory, 0o700);
	await rm(unfinished);
	return client;
}

// The same types as a server gives: see Queries. The size of the log is bounded by checkpoints (housekeeping.ts), which
// recycle no more of it than this.
const SETTINGS = {
	parsers: {
		[types.INT8]: (text: string) => text,
		[types.TIMESTAMPTZ]: (text: string) => new Date(text).toISOString(),
	},
	startParams: [...PGlite.defaultStartParams, "-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB"],
};

async function isEmpty(directory: string): Promise<boolean> {
	return !existsSync(directory) || (await readdir(directory)).length === 0;
}
