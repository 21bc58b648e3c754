import { existsSync } from "node:fs";
import { chmod, mkdir, open as openFile, readdir, readFile, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { PGlite, types } from "@electric-sql/pglite";
import type { Database, OpenOptions, Transaction } from "./database.ts";
import { lockDirectory } from "./directory-lock.ts";
import { migrateEmbedded } from "./migrate.ts";
import { compile, onlyReads } from "./query.ts";

const LIMITS = [
	"The embedded database never calls fsync and cannot: it survives the death of the process, not of the machine. Use a PostgreSQL server (DATABASE_URL) where a power cut must lose nothing.",
	"The embedded database runs inside this process, on one connection: 300 MB of memory and more, and one node only.",
];

/**
 * PostgreSQL in this process, in `<dataDir>/database`, behind the port. Refuses a directory another process holds, and
 * every write while the disk has little room left.
 */
export async function openEmbedded(dataDir: string, options: OpenOptions): Promise<Database> {
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const lock = await lockDirectory(dataDir, options.tell);
	try {
		const needRoom = roomGuard(dataDir, options.freeBytes ?? freeBytesOf);
		await needRoom();
		const client = await start(dataDir, options.snapshotFile);
		await migrateEmbedded(client, options.migrationsFolder);
		return port(client, needRoom, lock.release);
	} catch (error) {
		await lock.release();
		throw error;
	}
}

function port(client: PGlite, needRoom: () => Promise<void>, release: () => Promise<void>): Database {
	const breathe = breather();
	let wroteAt = performance.now();
	const wrote = () => {
		wroteAt = performance.now();
	};
	return {
		kind: "embedded",
		limits: LIMITS,
		wroteAt: () => wroteAt,
		rows: async (query) => {
			const compiled = compile(query);
			if (onlyReads(compiled.text)) return ask(client, compiled);
			// It gives room back, and must not wait for it.
			if (!/^\s*checkpoint\b/i.test(compiled.text)) await needRoom();
			return ask<never>(client, compiled).finally(wrote);
		},
		transaction: async (work) => {
			await needRoom();
			// The cast only adds the mark that says "in a transaction".
			return client
				.transaction((tx) => {
					const rows = async <T>(query: Parameters<typeof compile>[0]) => {
						const found = await ask<T>(tx, compile(query));
						await breathe();
						return found;
					};
					return work({ rows } as Transaction);
				})
				.finally(wrote);
		},
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

/** How long statements of one transaction may follow each other before everything else in this process has its turn. */
const BREATH_MS = 10;

/**
 * A statement runs in this process, and the next begins before the event loop comes round: a long transaction would hold
 * up every request and every open page from its beginning to its end.
 */
function breather(): () => Promise<void> {
	let breathedAt = performance.now();
	return async () => {
		if (performance.now() - breathedAt < BREATH_MS) return;
		await setImmediate();
		breathedAt = performance.now();
	};
}

/** Two segments of the log, the largest batch and some: below it a write could meet a full disk. */
const ROOM_BYTES = 64 * 1024 * 1024;

/** Throws `DiskFull` while there is too little room. */
function roomGuard(dataDir: string, freeBytes: (directory: string) => Promise<number>): () => Promise<void> {
	return async () => {
		const free = await freeBytes(dataDir);
		if (free < ROOM_BYTES) throw new DiskFull(dataDir, free);
	};
}

async function freeBytesOf(directory: string): Promise<number> {
	const { bavail, bsize } = await statfs(directory);
	return bavail * bsize;
}

/**
 * PostgreSQL in WebAssembly that meets a full disk in the middle of a write spins for ever, and nothing can stop it: so
 * it is refused before. Counts as an outage by its code, which is PostgreSQL's own for a full disk.
 */
class DiskFull extends Error {
	override readonly name = "DiskFull";
	readonly code = "53100";

	constructor(directory: string, free: number) {
		const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
		super(
			`The disk of ${directory} has ${megabytes(free)} MB left, and the embedded database writes nothing below ${megabytes(ROOM_BYTES)} MB. Make room: it goes on by itself.`,
		);
	}
}

async function ask<T>(
	client: Pick<PGlite, "query">,
	{ text, values }: ReturnType<typeof compile>,
): Promise<readonly T[]> {
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
		[types.BYTEA]: (text: string) => Buffer.from(text.slice(2), "hex"),
	},
	// PGlite writes bytes out one by one, and reads them so: 26 MB held the process for 17 seconds, and with this for one.
	serializers: {
		[types.BYTEA]: (bytes: unknown) => {
			if (!(bytes instanceof Uint8Array)) throw new TypeError("Bytes are wanted for a bytea.");
			return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
		},
	},
	startParams: [...PGlite.defaultStartParams, "-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB"],
};

async function isEmpty(directory: string): Promise<boolean> {
	return !existsSync(directory) || (await readdir(directory)).length === 0;
}
