import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { open } from "../../src/store/database.ts";
import { DirectoryInUse, lockDirectory } from "../../src/store/directory-lock.ts";
import { addSeller, countSellers, findSeller } from "../../src/store/sellers.ts";

let directory = "";
const snapshotFile = process.env.WAYLINE_TEST_SNAPSHOT ?? "";

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), "wayline-lock-"));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

test("a live process keeps its directory, and its death by kill -9 frees it at once with all it committed", async () => {
	const holder = holdDatabase(directory);
	const sellerId = await firstLine(holder);

	const refused = await open({ dataDir: directory }, { snapshotFile }).catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(DirectoryInUse);
	expect(String(refused)).toContain(directory);
	expect(String(refused)).toContain(`process ${holder.pid}`);

	holder.kill("SIGKILL");
	await new Promise((resolve) => holder.once("exit", resolve));
	const db = await open({ dataDir: directory }, { snapshotFile });
	expect((await findSeller(db, sellerId))?.name).toBe("Lantern Books");
	await db.close();
});

test("a second lock in the same process is refused until the first is released", async () => {
	const lock = await lockDirectory(directory);
	await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryInUse);
	await lock.release();
	await (await lockDirectory(directory)).release();
});

test("a process number used again is not the process that locked", async () => {
	await writeLock({ pid: process.pid, started: "1" });
	await (await lockDirectory(directory)).release();
});

test("of many that find a dead lock at once one takes it over", async () => {
	for (let round = 0; round < 8; round++) {
		await writeLock({ pid: 2 ** 22 + 1, started: "1" });
		const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
		const taken = attempts.filter((attempt) => attempt.status === "fulfilled");
		expect(taken).toHaveLength(1);
		await taken[0]?.value.release();
	}
});

test("whoever was killed while taking over a dead lock is in nobody's way", async () => {
	await writeLock({ pid: 2 ** 22 + 1, started: "1" });
	await writeLock({ pid: 2 ** 22 + 2, started: "1" }, "lock.over");
	await writeLock({ pid: 2 ** 22 + 3, started: "1" }, "lock.over.over");
	const lock = await lockDirectory(directory);
	await lock.release();
	expect(await readdir(directory)).toEqual([]);
});

test("a holder on another host is alive as long as it keeps its lock fresh", async () => {
	await writeLock({ host: "another-container", pid: 7 });
	await expect(lockDirectory(directory)).rejects.toThrow("process 7 on another-container");
	const aMinuteAgo = new Date(Date.now() - 60_000);
	await utimes(join(directory, "lock"), aMinuteAgo, aMinuteAgo);
	await (await lockDirectory(directory)).release();
});

test.each([
	["empty", ""],
	["cut short", '{"token":"x","pid":1'],
	["nothing", "null"],
	["without a holder", "{}"],
])("a lock that is %s and that nobody keeps fresh is taken over, and a sentence says so", async (_, text) => {
	const path = join(directory, "lock");
	await writeFile(path, text);
	if (text !== "") {
		const aMinuteAgo = new Date(Date.now() - 60_000);
		await utimes(path, aMinuteAgo, aMinuteAgo);
	}
	const told: string[] = [];
	const lock = await lockDirectory(directory, (sentence) => told.push(sentence));
	expect(told).toEqual([expect.stringMatching(/taken over/)]);
	expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
	await lock.release();
});

test("a lock that cannot be read but is kept fresh is somebody's", async () => {
	const holder = await lockDirectory(directory);
	await writeFile(join(directory, "lock"), "");
	await expect(lockDirectory(directory)).rejects.toThrow("a process that its lock does not name");
	await holder.release();
});

test("releasing a lock that another has taken over leaves it theirs", async () => {
	const lock = await lockDirectory(directory);
	await writeLock({ pid: process.ppid, token: "theirs" });
	await lock.release();
	expect(JSON.parse(await readFile(join(directory, "lock"), "utf8"))).toMatchObject({ token: "theirs" });
});

test("nobody but the owner may read the data directory", async () => {
	const dataDir = join(directory, "deeper", "data");
	const db = await open({ dataDir }, { snapshotFile });
	expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
	expect((await stat(join(dataDir, "database"))).mode & 0o777).toBe(0o700);
	await db.close();
});

test("a first start that was killed half-way begins again", async () => {
	await mkdir(join(directory, "database", "base"), { recursive: true });
	await writeFile(join(directory, "database", "PG_VERSION"), "18\n");
	await writeFile(join(directory, "database.unfinished"), "");
	const db = await open({ dataDir: directory }, { snapshotFile });
	expect(await countSellers(db)).toBe(0);
	await db.close();
});

test("starts without a snapshot too", async () => {
	const db = await open({ dataDir: directory }, { snapshotFile: join(directory, "none.tar.gz") });
	await addSeller(db, { name: "Lantern Books" });
	expect(await countSellers(db)).toBe(1);
	await db.close();
});

async function writeLock(holder: object, name = "lock"): Promise<void> {
	const { hostname } = await import("node:os");
	const lock = { token: "earlier", host: hostname(), started: null, ...holder };
	await writeFile(join(directory, name), JSON.stringify(lock));
}

function holdDatabase(dataDir: string): ChildProcess {
	const script = new URL("hold-database.ts", import.meta.url).pathname;
	return spawn(process.execPath, ["--import", "tsx", script, dataDir, snapshotFile], {
		stdio: ["ignore", "pipe", "inherit"],
	});
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		child.stdout?.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
		child.once("exit", (code) => reject(new Error(`The holder ended with ${code} before it was ready.`)));
	});
}
