import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import postgres from "postgres";
import { migrateServer } from "../../src/store/migrate.ts";
import { makeSnapshot } from "../../src/store/snapshot.ts";

const ROOT = join(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/wayline");

/** A migrated database without rows, which those of the test files are copies of. */
const TEMPLATE = "migrated";

let stopCluster: (() => Promise<void>) | null = null;
let unpacked: string | null = null;

/**
 * Before all test files: a PostgreSQL server of our own where one is installed, and the embedded database's snapshot, as
 * the file that it is and as the folder that comes out of it.
 */
export async function setup(): Promise<void> {
	const [cluster, snapshotFile] = await Promise.all([startCluster(), cachedSnapshot()]);
	stopCluster = cluster?.stop ?? null;
	unpacked = await unpack(snapshotFile);
	process.env.WAYLINE_TEST_DATABASE_URL = cluster?.url ?? "";
	process.env.WAYLINE_TEST_TEMPLATE = TEMPLATE;
	process.env.WAYLINE_TEST_SNAPSHOT = snapshotFile;
	process.env.WAYLINE_TEST_FOLDER = unpacked;
}

export async function teardown(): Promise<void> {
	await stopCluster?.();
	if (unpacked !== null) await rm(unpacked, { recursive: true, force: true });
}

/** A copy of the folder is made in a fifth of the time in which the embedded database unpacks the snapshot itself. */
async function unpack(snapshotFile: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "wayline-unpacked-"));
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

interface Cluster {
	/** Without a database name at its end. */
	readonly url: string;
	readonly stop: () => Promise<void>;
}

const SETTINGS = [
	...["listen_addresses=127.0.0.1", "max_connections=200", "timezone=Asia/Kathmandu"],
	// What survives a power cut: no test takes the server's power away, and it is removed after the run.
	...["fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"],
];

/** Null where no server is installed: the tests on it are then skipped, and the run says so. */
async function startCluster(): Promise<Cluster | null> {
	const binaries = await findBinaries();
	if (binaries === null) return null;
	const user = await serverUser();
	const directory = await mkdtemp(join(tmpdir(), "wayline-postgresql-"));
	if (user !== null) await chown(directory, user.uid, user.gid);
	const data = join(directory, "data");
	const as = { ...user, cwd: directory, stdio: "ignore" as const };
	await finished(
		spawn(join(binaries, "initdb"), ["-D", data, "-U", "wayline", "-A", "trust", "-E", "UTF8", "--no-sync"], as),
	);
	const port = await freePort();
	const options = SETTINGS.flatMap((setting) => ["-c", setting]);
	const server = spawn(join(binaries, "postgres"), ["-D", data, "-k", directory, "-p", String(port), ...options], as);
	const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
	const url = `postgres://wayline@127.0.0.1:${port}/`;
	await ready(`${url}postgres`);
	await asked(`${url}postgres`, `create database ${TEMPLATE}`);
	await migrateServer(`${url}${TEMPLATE}`);
	return {
		url,
		stop: async () => {
			// A fast shutdown: open connections are ended, not waited for.
			server.kill("SIGINT");
			await ended;
			await rm(directory, { recursive: true, force: true });
		},
	};
}

/** The newest of Debian's, or the one on the path. */
async function findBinaries(): Promise<string | null> {
	const debian = "/usr/lib/postgresql";
	const versions = await readdir(debian).catch(() => []);
	const newestFirst = versions
		.sort((one, other) => Number(other) - Number(one))
		.map((name) => join(debian, name, "bin"));
	for (const folder of [...newestFirst, ...(process.env.PATH ?? "").split(delimiter)]) {
		if ((await exists(join(folder, "initdb"))) && (await exists(join(folder, "postgres")))) return folder;
	}
	return null;
}

/** PostgreSQL refuses to run as root: then as Debian's user for it. */
async function serverUser(): Promise<{ readonly uid: number; readonly gid: number } | null> {
	if (userInfo().uid !== 0) return null;
	const line = (await readFile("/etc/passwd", "utf8")).split("\n").find((entry) => entry.startsWith("postgres:"));
	if (line === undefined) throw new Error("PostgreSQL does not run as root, and there is no user postgres here.");
	const [, , uid, gid] = line.split(":");
	return { uid: Number(uid), gid: Number(gid) };
}

async function ready(url: string): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await asked(url, "select 1");
			return;
		} catch (error) {
			if (attempt === 100) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}

async function asked(url: string, statement: string): Promise<void> {
	const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
	try {
		await client.unsafe(statement);
	} finally {
		await client.end();
	}
}

function finished(child: ReturnType<typeof spawn>): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", (code) =>
			code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code}.`)),
		);
	});
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject()));
		});
	});
}

async function exists(path: string): Promise<boolean> {
	return (await stat(path).catch(() => null)) !== null;
}
