import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { databaseSizes, ping } from "../../src/store/health.ts";
import { isOutage } from "../../src/store/outage.ts";
import { notify } from "../../src/store/query.ts";
import { addSeller, countSellers, findSeller, listSellers } from "../../src/store/sellers.ts";
import { eachEmptyDatabase } from "../helpers/each-database.ts";

const MIGRATIONS = readdirSync(new URL("../../drizzle", import.meta.url)).filter((name) =>
	name.endsWith(".sql"),
).length;

eachEmptyDatabase((database) => {
	test("two that open it at once migrate it once, or one is refused", async () => {
		const opened = await Promise.allSettled([database.open(), database.open()]);
		const ready = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
		expect(ready).toHaveLength(database.kind === "server" ? 2 : 1);
		for (const db of ready) {
			const applied = await db.rows<{ count: number }>(
				sql`select count(*)::int4 as count, count(distinct hash)::int4 as distinct from drizzle.__drizzle_migrations`,
			);
			expect(applied).toEqual([{ count: MIGRATIONS, distinct: MIGRATIONS }]);
		}
		for (const db of ready) await db.close();
	});

	test("keeps what was committed over a close and an open", async () => {
		const db = await database.open();
		const seller = await addSeller(db, { name: "Lantern Books", contactEmail: "help@lantern.example" });
		await db.close();

		const again = await database.open();
		expect(await findSeller(again, seller.id)).toEqual(seller);
		expect((await listSellers(again)).map(({ id }) => id)).toContain(seller.id);
		await again.close();
	});

	test("applies each migration once, however often it is opened", async () => {
		const first = await database.open();
		const applied = () => sql`select hash from drizzle.__drizzle_migrations order by id`;
		const before = await first.rows(applied());
		await first.close();
		const second = await database.open();
		expect(await second.rows(applied())).toEqual(before);
		expect(before.length).toBeGreaterThan(0);
		await second.close();
	});

	test("takes back all that a transaction did when it throws", async () => {
		const db = await database.open();
		const before = await countSellers(db);
		const failing = db.transaction(async (tx) => {
			await addSeller(tx, { name: "Never there" });
			throw new Error("stop");
		});
		await expect(failing).rejects.toThrow("stop");
		expect(await countSellers(db)).toBe(before);
		await db.close();
	});

	test("tells listeners of a commit, and of no rollback", async () => {
		const db = await database.open();
		const heard: string[] = [];
		let woken = () => {};
		const told = new Promise<void>((resolve) => {
			woken = resolve;
		});
		const stop = await db.listen("wayline_test", (payload) => {
			heard.push(payload);
			if (heard.length === 2) woken();
		});
		await db
			.transaction(async (tx) => {
				await notify(tx, "wayline_test", ["never"]);
				throw new Error("rolled back");
			})
			.catch(() => {});
		await db.transaction((tx) => notify(tx, "wayline_test", ["parcel 7", "parcel 8"]));
		await told;
		expect(heard).toEqual(["parcel 7", "parcel 8"]);
		await stop();
		await db.close();
	});

	test("gives bigint, instants, bytes and JSON alike on both databases", async () => {
		const db = await database.open();
		const [row] = await db.rows(
			sql`select 9007199254740993::int8 as id, '2026-11-22T10:00:00.120+08'::timestamptz as instant,
				${new Uint8Array([0, 255])}::bytea as bytes, '{"a":[1,null]}'::jsonb as json, null::int8 as nothing`,
		);
		expect(row).toMatchObject({ id: "9007199254740993", instant: "2026-11-22T02:00:00.120Z", json: { a: [1, null] } });
		expect(row).toMatchObject({ nothing: null });
		expect(Uint8Array.from((row as { bytes: Uint8Array }).bytes)).toEqual(new Uint8Array([0, 255]));
		await db.close();
	});

	test("bytes cost a database not much more than a text of their length", { timeout: 60_000 }, async () => {
		const db = await database.open();
		const bytes = randomBytes(4_000_000);
		const words = bytes.toString("hex");
		const cost = async (query: Parameters<typeof db.rows>[0]) => {
			const began = performance.now();
			await db.rows(query);
			return performance.now() - began;
		};
		const ratios: number[] = [];
		for (let round = 0; round < 4; round += 1) {
			const asText = await cost(sql`select octet_length(${words}::text)`);
			ratios.push((await cost(sql`select octet_length(${bytes}::bytea)`)) / asText);
		}
		// The first is slow for both.
		expect(Math.min(...ratios.slice(1))).toBeLessThan(8);
		const [kept] = await db.rows<{ bytes: Uint8Array }>(sql`select ${bytes}::bytea as bytes`);
		expect(bytes.equals(kept?.bytes ?? new Uint8Array())).toBe(true);
		await db.close();
	});

	test("an answer is whole after one that ended among its rows, by an error or because its connection was cut", async () => {
		const db = await database.open({ maxConnections: 1 });
		const answered = () => db.rows<{ one: number }>(sql`select 1 as one`);
		await expect(db.rows(sql`select 6 / (3 - i) from generate_series(1, 5) i`)).rejects.toThrow();
		expect(await answered()).toEqual([{ one: 1 }]);
		if (database.kind === "server") {
			const cut = db.rows(
				sql`select case i when 3 then pg_terminate_backend(pg_backend_pid()) end from generate_series(1, 5) i`,
			);
			expect(isOutage(await cut.catch((error: unknown) => error))).toBe(true);
			expect(await answered()).toEqual([{ one: 1 }]);
		}
		await db.close();
	});

	test("answers a ping and says how large each table is", async () => {
		const db = await database.open();
		await ping(db);
		const sizes = await databaseSizes(db);
		expect(sizes.version).toMatch(/^PostgreSQL \d+/);
		expect(sizes.totalBytes).toBeGreaterThan(1_000_000);
		expect(sizes.tables.map(({ name }) => name)).toContain("scans");
		await db.close();
	});

	test("a database that takes no writes answers no ping", async () => {
		const db = await database.open({ maxConnections: 1 });
		await db.rows(sql`set default_transaction_read_only = on`);
		const refusal = await ping(db).catch((error: unknown) => error);
		expect(isOutage(refusal)).toBe(true);
		expect(String(refusal)).toMatch(/takes no writes/);
		await db.rows(sql`set default_transaction_read_only = off`);
		await ping(db);
		await db.close();
	});
});
