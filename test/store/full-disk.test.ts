import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { type OpenOptions, open } from "../../src/store/database.ts";
import { isOutage } from "../../src/store/outage.ts";
import { addSeller, listSellers } from "../../src/store/sellers.ts";

const snapshotFile = process.env.WAYLINE_TEST_SNAPSHOT ?? "";
const megabyte = 1024 * 1024;

test("while the disk is nearly full the embedded database reads, refuses to write, and goes on when there is room", async () => {
	const dataDir = await mkdtemp(join(tmpdir(), "wayline-full-"));
	let free = 1000 * megabyte;
	const options: OpenOptions = { snapshotFile, freeBytes: async () => free };
	const db = await open({ dataDir }, options);
	onTestFinished(async () => {
		await db.close();
		await rm(dataDir, { recursive: true });
	});
	await addSeller(db, { name: "Before" });

	free = 40 * megabyte;
	const refusals = [
		await addSeller(db, { name: "Alone" }).catch((error: unknown) => error),
		await db.transaction((tx) => addSeller(tx, { name: "Together" })).catch((error: unknown) => error),
	];
	expect(refusals.map(isOutage)).toEqual([true, true]);
	expect(String(refusals[0])).toMatch(/40 MB left.*Make room/);
	await db.rows(sql`checkpoint`);
	expect((await listSellers(db)).map(({ name }) => name)).toEqual(["Before"]);

	free = 1000 * megabyte;
	await addSeller(db, { name: "After" });
	expect((await listSellers(db)).map(({ name }) => name)).toEqual(["Before", "After"]);
});

test("a start on a full disk is refused in words", async () => {
	const dataDir = await mkdtemp(join(tmpdir(), "wayline-full-"));
	onTestFinished(() => rm(dataDir, { recursive: true }));
	await expect(open({ dataDir }, { snapshotFile, freeBytes: async () => 0 })).rejects.toThrow(/has 0 MB left/);
});
