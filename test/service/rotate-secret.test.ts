import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { openKeptVault } from "../../src/open-kept-vault.ts";
import { rotateSecret } from "../../src/rotate-secret.ts";
import type { KeySettings } from "../../src/secret-key.ts";
import { isWatcherProof, watcherProof } from "../../src/services/watcher-proof.ts";
import { credentialsOf, getConnection } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { oneOfEachSealed } from "../store/one-of-each-sealed.ts";

oneDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});
	beforeEach(async () => {
		await db.rows(sql`truncate sellers, tag_keys, push_keys cascade`);
	});

	function scratch(): string {
		const directory = mkdtempSync(join(tmpdir(), "wayline-rotate-"));
		onTestFinished(() => rmSync(directory, { recursive: true }));
		return directory;
	}

	test("a key of the data directory is changed: the new one is in its place, the former beside it, and is not needed", async () => {
		const dataDir = scratch();
		const settings: KeySettings = { secretKey: null, otherSecretKeys: [], dataDir };
		const before = await openKeptVault(db, settings);
		const { sellerId, connection, watcher } = await oneOfEachSealed(db, before);
		const proof = watcherProof(before, watcher);
		const file = join(dataDir, "secret.key");
		const former = `${file}.former`;
		const key = readFileSync(file, "utf8");

		const rotated = await rotateSecret(db, settings, () => {});
		expect(rotated).toMatchObject({ damaged: 0, left: 0, key: { kind: "file", former } });
		expect(readFileSync(former, "utf8")).toBe(key);
		expect(readFileSync(file, "utf8")).not.toBe(key);
		expect([file, former].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
		expect(existsSync(`${file}.next`)).toBe(false);

		rmSync(former);
		const after = await openKeptVault(db, settings);
		const kept = await getConnection(db, sellerId, connection);
		expect(kept && credentialsOf(after, kept)).toEqual({ token: "hidden" });
		expect(isWatcherProof(after, watcher, proof)).toBe(true);
		// And once more, from this one.
		expect(await rotateSecret(db, settings, () => {})).toMatchObject({ resealed: rotated.resealed, left: 0 });
	});

	test("killed in the middle, the key in its place is still the former; all opens, and the next run ends it", async () => {
		const dataDir = scratch();
		const settings: KeySettings = { secretKey: null, otherSecretKeys: [], dataDir };
		const { sellerId, connection } = await oneOfEachSealed(db, await openKeptVault(db, settings));
		const file = join(dataDir, "secret.key");
		const key = readFileSync(file, "utf8");
		let calls = 0;
		const kill = () => {
			calls += 1;
			if (calls === 5) throw new Error("killed");
		};
		await expect(rotateSecret(db, settings, kill)).rejects.toThrow("killed");
		expect(readFileSync(file, "utf8")).toBe(key);
		const next = readFileSync(`${file}.next`, "utf8");

		const between = await openKeptVault(db, settings);
		const kept = await getConnection(db, sellerId, connection);
		expect(kept && credentialsOf(between, kept)).toEqual({ token: "hidden" });
		expect(await rotateSecret(db, settings, () => {})).toMatchObject({ left: 0, damaged: 0 });
		expect(readFileSync(file, "utf8")).toBe(next);
		rmSync(`${file}.former`);
		await openKeptVault(db, settings);
	});

	test("a key of the settings goes over node by node, each reading what the others seal, and then without the former", async () => {
		const dataDir = scratch();
		const old = Buffer.alloc(32, 1);
		const next = Buffer.alloc(32, 2);
		const wrong = Buffer.alloc(32, 3);
		const under = (secretKey: Buffer, ...otherSecretKeys: Buffer[]): KeySettings => ({
			...{ secretKey, otherSecretKeys, dataDir },
		});
		await oneOfEachSealed(db, await openKeptVault(db, under(old)));
		// First every node opens what the new key will seal, then one after the other seals with it.
		const [still, already] = [await openKeptVault(db, under(old, next)), await openKeptVault(db, under(next, old))];
		expect(still.unseal(already.seal("told", "a place"), "a place")).toBe("told");
		expect(already.unseal(still.seal("told", "a place"), "a place")).toBe("told");

		await expect(rotateSecret(db, under(next, wrong), () => {})).rejects.toThrow("WAYLINE_OTHER_SECRET_KEYS");
		const { resealed, ...rest } = await rotateSecret(db, under(next, old), () => {});
		expect(resealed).toBeGreaterThan(0);
		expect(rest).toEqual({ damaged: 0, left: 0, key: { kind: "setting" } });
		await openKeptVault(db, under(next));
		await expect(openKeptVault(db, under(old))).rejects.toThrow("sealed under another WAYLINE_SECRET_KEY");
	});
});
