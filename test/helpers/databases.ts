import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, constants, mkdir, mkdtemp, readdir, readFile, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateServer } from "../../src/store/migrate.ts";
import { makeSnapshot } from "../../src/store/snapshot.ts";
import { type Postgresql, startPostgresql } from "./postgresql.ts";

const ROOT = join(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/wayline");

/** A migrated database without rows, which those of the test files are copies of. */
const TEMPLATE = "migrated";

let server: Postgresql | null = null;
let unpacked: string | null = null;

/**
 * Before all test files: a PostgreSQL server of our own where one is installed, and the embedded database's snapshot, as
 * the file that it is and as the folder that comes out of it; and the folder in which the test files' databases are made.
 */
export async function setup(): Promise<void> {
	const room = await roomForDatabases();
	const [started, snapshotFile] = await Promise.all([startTemplate(room), cachedSnapshot()]);
	server = started;
	unpacked = await unpack(snapshotFile, room);
	process.env.WAYLINE_TEST_ROOM = room;
	process.env.WAYLINE_TEST_DATABASE_URL = started?.url ?? "";
	process.env.WAYLINE_TEST_TEMPLATE = TEMPLATE;
	process.env.WAYLINE_TEST_SNAPSHOT = snapshotFile;
	process.env.WAYLINE_TEST_FOLDER = unpacked;
}

export async function teardown(): Promise<void> {
	await server?.remove();
	if (unpacked !== null) await rm(unpacked, { recursive: true, force: true });
}

/** What all that is there at once has taken at most, and as much again. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * In memory where the machine has plenty: each database is a thousand small files, and to make them on a disk takes the
 * processor several times as long. No test asks a disk to keep what the machine forgets, and neither database calls fsync
 * here.
 */
async function roomForDatabases(): Promise<string> {
	const memory = "/dev/shm";
	try {
		await access(memory, constants.W_OK);
		const { bavail, bsize } = await statfs(memory);
		return bavail * bsize >= ROOM_BYTES ? memory : tmpdir();
	} catch {
		return tmpdir();
	}
}

/** A copy of the folder is made in a fifth of the time in which the embedded database unpacks the snapshot itself. */
async function unpack(snapshotFile: string, room: string): Promise<string> {
	const folder = await mkdtemp(join(room, "wayline-unpacked-"));
	await finished(spawn("tar", ["-xzf", snapshotFile, "-C", folder], { stdio: "ignore" }));
	return folder;
}

/** Made once for each state of the migrations. */
async function cachedSnapshot(): Promise<string> {
	const digest = createHash("sha256");
	const folder = join(ROOT, "drizzle");
	for (const file of (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort()) {
		digest.update(await readFile(join(folder, file)));
	}
	// By its times a database knows which migrations it has.
	digest.update(await readFile(join(folder, "meta/_journal.json")));
	digest.update(await readFile(join(ROOT, "node_modules/@electric-sql/pglite/package.json")));
	const snapshot = join(CACHE, `database-${digest.digest("hex").slice(0, 16)}.tar.gz`);
	await mkdir(CACHE, { recursive: true });
	if (!(await exists(snapshot))) await makeSnapshot(snapshot);
	return snapshot;
}

const SETTINGS = [
	...["max_connections=200", "timezone=Asia/Kathmandu"],
	// What survives a power cut: no test takes the server's power away, and it is removed after the run.
	...["fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"],
];

/** Null where no server is installed: the tests on it are then skipped, and the run says so. */
async function startTemplate(room: string): Promise<Postgresql | null> {
	const server = await startPostgresql({ settings: SETTINGS, within: room });
	await server?.asked(`create database ${TEMPLATE}`);
	if (server) await migrateServer(`${server.url}${TEMPLATE}`);
	return server;
}

function finished(child: ReturnType<typeof spawn>): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", (code) =>
			code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code}.`)),
		);
	});
}

async function exists(path: string): Promise<boolean> {
	return (await stat(path).catch(() => null)) !== null;
}
