import { type ChildProcess, spawn } from "node:child_process";
import { chown, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import postgres from "postgres";
import { freePort } from "./free-port.ts";

/** A PostgreSQL server of our own, which runs. */
export interface Postgresql {
	/** Without a database name at its end; the same after it was started again. */
	readonly url: string;
	/** fast: open connections are ended, not waited for. immediate: as if it had crashed, but by itself. */
	readonly stop: (how: "fast" | "immediate") => Promise<void>;
	/** `kill -9` of all of its processes in one moment. */
	readonly kill: () => Promise<void>;
	/** Resolves when it answers again. */
	readonly start: () => Promise<void>;
	/** Stops it, and takes its files away. */
	readonly remove: () => Promise<void>;
	/** Runs one statement as its owner. */
	readonly asked: (statement: string) => Promise<void>;
	/** The folder of pg_dump and the others. */
	readonly binaries: string;
}

interface PostgresqlOptions {
	/** `name=value`, as `postgres -c` takes them. */
	readonly settings: readonly string[];
	/** Where its folder is made; the system's for temporary files where it is left out. */
	readonly within?: string;
}

/** Null where no server is installed. */
export async function startPostgresql({ settings, within = tmpdir() }: PostgresqlOptions): Promise<Postgresql | null> {
	const binaries = await findBinaries();
	if (binaries === null) return null;
	const user = await serverUser();
	const directory = await mkdtemp(join(within, "wayline-postgresql-"));
	if (user !== null) await chown(directory, user.uid, user.gid);
	const data = join(directory, "data");
	const as = { ...user, cwd: directory, stdio: "ignore" as const };
	await finished(
		spawn(join(binaries, "initdb"), ["-D", data, "-U", "wayline", "-A", "trust", "-E", "UTF8", "--no-sync"], as),
	);
	const port = await freePort();
	const url = `postgres://wayline@127.0.0.1:${port}/`;
	const options = ["listen_addresses=127.0.0.1", ...settings].flatMap((setting) => ["-c", setting]);
	let server: ChildProcess | null = null;
	let ended = Promise.resolve();
	const start = async () => {
		const started = spawn(
			join(binaries, "postgres"),
			["-D", data, "-k", directory, "-p", String(port), ...options],
			as,
		);
		server = started;
		ended = new Promise<void>((resolve) => started.once("exit", () => resolve()));
		await ready(`${url}postgres`);
	};
	const stop = async (how: "fast" | "immediate") => {
		server?.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
		await ended;
	};
	await start();
	return {
		url,
		stop,
		kill: async () => {
			const pid = server?.pid;
			if (pid === undefined) return;
			const children = await childrenOf(pid);
			for (const one of [pid, ...children]) killNow(one);
			await ended;
			await Promise.all(children.map(gone));
		},
		start,
		remove: async () => {
			await stop("fast");
			await rm(directory, { recursive: true, force: true });
		},
		asked: (statement) => asked(`${url}postgres`, statement),
		binaries,
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
			if (attempt === 300) throw error;
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

/** As the kernel lists them. */
async function childrenOf(pid: number): Promise<readonly number[]> {
	const list = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
	return list.trim().split(/\s+/).filter(Boolean).map(Number);
}

function killNow(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It ended by itself a moment ago.
	}
}

async function gone(pid: number): Promise<void> {
	while (await exists(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 10));
}

function finished(child: ChildProcess): Promise<void> {
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
