import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { CHECKPOINT_BYTES, logBytes, startHousekeeping } from "../../src/store/housekeeping.ts";
import { appendOutbox } from "../../src/store/outbox.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, NOW } from "./given.ts";

const MEGABYTE = 1024 * 1024;

eachDatabase((database) => {
	let db: Database;
	const errors: unknown[] = [];
	const begin = () =>
		startHousekeeping(db, { everyMs: 50, nowMs: () => Date.parse(NOW), onError: (error) => errors.push(error) });

	beforeAll(async () => {
		db = await database.open();
		await db.rows(sql`create table ballast (id int4 primary key, bytes text not null)`);
	});

	test("makes the partitions of the months to come", async () => {
		await begin()();
		const partitions = await db.rows<{ name: string }>(
			sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'raw_messages'::regclass order by 1`,
		);
		expect(errors).toEqual([]);
		expect(partitions.map(({ name }) => name)).toEqual([
			"raw_messages_2026_11",
			"raw_messages_2026_12",
			"raw_messages_2027_01",
			"raw_messages_default",
		]);
	});

	test("a clock that jumps ahead and back prunes no young event, and does not end the pruning", async () => {
		const sellerId = await aSeller(db);
		const add = (type: string) =>
			db.transaction((tx) => appendOutbox(tx, [{ sellerId, shipmentId: null, version: null, type, data: {} }]));
		const types = async () =>
			(await db.rows<{ type: string }>(sql`select type from outbox order by id`)).map(({ type }) => type);
		await add("young");
		let nowMs = Date.now() + 400 * 86_400_000;
		let asked = 0;
		const stop = startHousekeeping(db, {
			everyMs: 10,
			nowMs: () => {
				asked += 1;
				return nowMs;
			},
			onError: (error) => errors.push(error),
		});
		await until(async () => asked > 2);
		expect(await types()).toEqual(["young"]);
		await db.rows(sql`update outbox set created_at = created_at - interval '8 days'`);
		nowMs = Date.now();
		await until(async () => (await types()).length === 0);
		await stop();
		expect(errors).toEqual([]);
	});

	test("a round that fails is told, and the next one runs", async () => {
		const heard: unknown[] = [];
		let isBroken = true;
		const stop = startHousekeeping(db, {
			everyMs: 10,
			nowMs: () => {
				if (!isBroken) return Date.parse(NOW);
				isBroken = false;
				throw new Error("no clock");
			},
			onError: (error) => heard.push(error),
		});
		await until(async () => !isBroken);
		await stop();
		expect(heard).toHaveLength(1);
	});

	// A server checkpoints and vacuums by itself.
	if (database.kind === "server") return;

	test("keeps the log bounded under 1 GB of writing", { timeout: 180_000 }, () => writeAndWatch(1_024));

	test("gives back the room of dead rows", async () => {
		await db.rows(sql`insert into ballast select n, 'x' from generate_series(1, 5000) n`);
		await db.rows(sql`update ballast set bytes = 'y'`);
		const dead = async () => {
			const [found] = await db.rows<{ dead: number }>(
				sql`select n_dead_tup::int4 as dead from pg_stat_user_tables where relname = 'ballast'`,
			);
			return found?.dead ?? 0;
		};
		await until(async () => (await dead()) >= 5_000);
		const stop = begin();
		await until(async () => (await dead()) === 0);
		await stop();
		await db.rows(sql`delete from ballast`);
		expect(errors).toEqual([]);
	});

	async function writeAndWatch(megabytes: number): Promise<void> {
		const stop = begin();
		let largest = 0;
		const start = await position();
		while ((await position()) - start < megabytes * MEGABYTE) {
			// Below 2 KB no row is compressed, so that each is its own size in the log.
			await db.rows(
				sql`insert into ballast select n, repeat(md5(random()::text), 30) from generate_series(1, 2000) n
					on conflict (id) do update set bytes = excluded.bytes`,
			);
			largest = Math.max(largest, await logDirectoryBytes());
			await new Promise((resolve) => setImmediate(resolve));
		}
		await until(async () => (await logBytes(db)) < CHECKPOINT_BYTES);
		await stop();
		await db.rows(sql`truncate ballast`);
		expect(errors).toEqual([]);
		// What stands between two checkpoints, what is written while one runs, and the segments kept for use again.
		expect(largest).toBeLessThan(3 * CHECKPOINT_BYTES);
		expect(await logDirectoryBytes()).toBeLessThan(3 * CHECKPOINT_BYTES);
	}

	async function position(): Promise<number> {
		const [found] = await db.rows<{ position: string }>(
			sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::int8 as position`,
		);
		return Number(found?.position);
	}

	async function logDirectoryBytes(): Promise<number> {
		const where = database.where();
		const directory = "dataDir" in where ? join(where.dataDir, "database", "pg_wal") : "";
		let bytes = 0;
		for (const name of await readdir(directory)) {
			const entry = await stat(join(directory, name)).catch(() => null);
			if (entry?.isFile()) bytes += entry.size;
		}
		return bytes;
	}
});

async function until(holds: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error("It did not come about in 20 seconds.");
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
