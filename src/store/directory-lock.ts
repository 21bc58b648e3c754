import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** Another process holds the data directory. The message is for the person who started this one. */
export class DirectoryInUse extends Error {
	override readonly name = "DirectoryInUse";
}

interface Holder {
	readonly token: string;
	readonly pid: number;
	/** The kernel's own count of when that process began: a number used again is not the same process. */
	readonly started: string | null;
	readonly host: string;
}

const HEARTBEAT_MS = 5_000;
/** A holder on another host (a container that shares the directory) is alive while its lock is younger. */
const ABROAD_STALE_MS = 30_000;

/**
 * The embedded database has no lock of its own, and two processes on one directory destroy it. Takes a file `lock` in
 * the directory. A lock whose process is dead, by `kill -9` too, is taken over at once. Throws DirectoryInUse.
 */
export async function lockDirectory(directory: string): Promise<{ readonly release: () => Promise<void> }> {
	const path = join(directory, "lock");
	const own: Holder = {
		token: randomUUID(),
		pid: process.pid,
		started: await startOf(process.pid),
		host: hostname(),
	};
	for (let attempt = 0; attempt < 10; attempt++) {
		if (await create(path, own)) return keep(path, own);
		const holder = await holderOf(path);
		if (holder === null) continue;
		if (await isAlive(path, holder)) throw inUse(directory, holder);
		await discard(path, holder);
	}
	throw new DirectoryInUse(`The data directory ${directory} is being locked by several processes at once; try again.`);
}

// A finished file appears under its name in one step or not at all: nobody ever reads half a lock.
async function create(path: string, own: Holder): Promise<boolean> {
	const draft = `${path}.${own.token}`;
	await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
	try {
		await link(draft, path);
		return true;
	} catch (error) {
		if (codeOf(error) === "EEXIST") return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

/** Null when the lock was released meanwhile. */
async function holderOf(path: string): Promise<Holder | null> {
	try {
		return JSON.parse(await readFile(path, "utf8")) as Holder;
	} catch (error) {
		if (codeOf(error) === "ENOENT") return null;
		throw error;
	}
}

async function isAlive(path: string, holder: Holder): Promise<boolean> {
	if (holder.host !== hostname()) {
		const touched = await stat(path).catch(() => null);
		return touched !== null && Date.now() - touched.mtimeMs < ABROAD_STALE_MS;
	}
	if (!exists(holder.pid)) return false;
	const started = await startOf(holder.pid);
	return started === null || holder.started === null || started === holder.started;
}

function exists(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it lives and belongs to somebody else.
		return codeOf(error) === "EPERM";
	}
}

/** The 22nd field of /proc/<pid>/stat, counted after the name in brackets; null where there is no such file. */
async function startOf(pid: number): Promise<string | null> {
	const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
	return line?.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

// Two processes may find the same dead lock: only the one that moves away that very lock has removed it.
async function discard(path: string, dead: Holder): Promise<void> {
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch (error) {
		if (codeOf(error) === "ENOENT") return;
		throw error;
	}
	const moved = await holderOf(aside);
	if (moved !== null && moved.token !== dead.token) await link(aside, path).catch(() => {});
	await rm(aside, { force: true });
}

function keep(path: string, own: Holder): { readonly release: () => Promise<void> } {
	const heartbeat = setInterval(() => {
		const now = new Date();
		// A directory that was removed under us has no lock to keep fresh.
		utimes(path, now, now).catch(() => clearInterval(heartbeat));
	}, HEARTBEAT_MS);
	heartbeat.unref();
	return {
		release: async () => {
			clearInterval(heartbeat);
			const holder = await holderOf(path);
			if (holder?.token === own.token) await rm(path, { force: true });
		},
	};
}

function inUse(directory: string, holder: Holder): DirectoryInUse {
	const where = holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
	return new DirectoryInUse(
		`The data directory ${directory} is in use by ${where}. The embedded database serves one process: stop that one, or set DATABASE_URL to a PostgreSQL server.`,
	);
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
