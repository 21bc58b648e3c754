import { randomUUID } from "node:crypto";
import { link, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
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
/** Whoever holds a lock that cannot be read shows it within this time. */
const SIGN_OF_LIFE_MS = 1.5 * HEARTBEAT_MS;
/** A holder on another host (a container that shares the directory) is alive while its lock is younger. */
const ABROAD_STALE_MS = 30_000;

/**
 * The embedded database has no lock of its own, and two processes on one directory destroy it. Takes a file `lock` in
 * the directory. A lock whose process is dead, by `kill -9` too, is taken over at once; one that a power cut left empty
 * or cut short, once it is sure that nobody keeps it fresh, and `tell` hears of it. Throws DirectoryInUse.
 */
export async function lockDirectory(
	directory: string,
	tell: (sentence: string) => void = () => {},
): Promise<{ readonly release: () => Promise<void> }> {
	const path = join(directory, "lock");
	const own: Holder = {
		token: randomUUID(),
		pid: process.pid,
		started: await startOf(process.pid),
		host: hostname(),
	};
	for (let attempt = 0; attempt < 100; attempt++) {
		if (await create(path, own)) return keep(path, own);
		const lock = await readLock(path);
		if (lock === null) continue;
		if (await isHeld(path, lock)) throw inUse(directory, lock.holder);
		const isGone = await discard(path, lock, own);
		if (isGone && lock.holder === null) {
			tell(`The file ${path} was empty or cut short, as a power cut leaves it, and nobody held it: it is taken over.`);
		}
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

interface Lock {
	readonly text: string;
	/** Null where the text names none. */
	readonly holder: Holder | null;
}

/** Null when the lock was released meanwhile. */
async function readLock(path: string): Promise<Lock | null> {
	try {
		const text = await readFile(path, "utf8");
		return { text, holder: parseHolder(text) };
	} catch (error) {
		if (codeOf(error) === "ENOENT") return null;
		throw error;
	}
}

function parseHolder(text: string): Holder | null {
	try {
		const { token, pid, started = null, host } = JSON.parse(text) as Partial<Holder>;
		const isWhole = typeof token === "string" && typeof pid === "number" && typeof host === "string";
		return isWhole ? { token, pid, started, host } : null;
	} catch {
		return null;
	}
}

function isHeld(path: string, lock: Lock): Promise<boolean> {
	return lock.holder === null ? isKeptFresh(path) : isAlive(path, lock.holder);
}

/** Of a lock that does not say whose it is: somebody touches it, be it from another host. */
async function isKeptFresh(path: string): Promise<boolean> {
	const touched = async () => (await stat(path).catch(() => null))?.mtimeMs ?? null;
	const before = await touched();
	if (before === null || Date.now() - before > ABROAD_STALE_MS) return false;
	await new Promise((resolve) => setTimeout(resolve, SIGN_OF_LIFE_MS));
	const after = await touched();
	return after !== null && after !== before;
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

/**
 * Removes the lock `dead`, and no other: of all that found it dead only one at a time may look again and remove it,
 * under a lock of its own beside it. (Moving it away first and looking then leaves a moment in which the lock of whoever
 * was quicker is not there, and a third takes the place.) True when it was removed here.
 */
async function discard(path: string, dead: Lock, own: Holder): Promise<boolean> {
	const guard = `${path}.over`;
	if (!(await create(guard, own))) {
		const other = await readLock(guard);
		// Whoever was at it may have been killed at it.
		if (other !== null && !(await isHeld(guard, other))) await discard(guard, other, own);
		else await new Promise((resolve) => setTimeout(resolve, 5));
		return false;
	}
	try {
		const now = await readLock(path);
		if (now?.text !== dead.text) return false;
		await rm(path);
		return true;
	} finally {
		await rm(guard, { force: true });
	}
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
			const lock = await readLock(path);
			if (lock?.holder?.token === own.token) await rm(path, { force: true });
		},
	};
}

function inUse(directory: string, holder: Holder | null): DirectoryInUse {
	const where =
		holder === null
			? "a process that its lock does not name"
			: `process ${holder.pid}${holder.host === hostname() ? "" : ` on ${holder.host}`}`;
	return new DirectoryInUse(
		`The data directory ${directory} is in use by ${where}. The embedded database serves one process: stop that one, or set DATABASE_URL to a PostgreSQL server.`,
	);
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
