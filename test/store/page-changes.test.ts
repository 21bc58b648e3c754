import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { followPageChanges } from "../../src/store/page-changes.ts";
import { eachDatabase } from "../helpers/each-database.ts";

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
	});

	test("who follows is caught up once a word to itself came back, after each write of its own and each second anew", async () => {
		const told: string[][] = [];
		let now = performance.now();
		const listener = { changed: (marks: readonly string[]) => void told.push([...marks]), missed: () => {} };
		const changes = await followPageChanges(db, listener, () => now);
		const caughtUp = () =>
			vi.waitFor(() => {
				now = performance.now();
				expect(changes.isCaughtUp()).toBe(true);
			});
		expect(changes.isCaughtUp()).toBe(false);
		await caughtUp();
		await db.rows(sql`select pg_notify('wayline_pages', 's1 p1.2')`);
		expect(changes.isCaughtUp()).toBe(true);
		for (const write of [
			() => db.rows(sql`update sellers set name = name`),
			() => db.transaction((tx) => tx.rows(sql`select 1 as one`)),
			() => db.rows(sql`with gone as (delete from sellers where false returning id) select * from gone`),
		]) {
			await write();
			now = performance.now();
			expect(changes.isCaughtUp()).toBe(false);
			await caughtUp();
		}
		now += 1_001;
		expect(changes.isCaughtUp()).toBe(false);
		expect(told).toEqual([["s1", "p1.2"]]);
		await changes.stop();
	});

	test("whoever hears nothing is not caught up, though all else goes well", async () => {
		let gaps: { readonly lost?: () => void } | undefined;
		const listen: Database["listen"] = async (channel, heard, given) => {
			gaps = given;
			return db.listen(channel, (payload) => (isDeaf ? undefined : heard(payload)), given);
		};
		let isDeaf = false;
		let missed = 0;
		const changes = await followPageChanges({ ...db, listen }, { changed: () => {}, missed: () => void missed++ });
		await vi.waitFor(() => expect(changes.isCaughtUp()).toBe(true));
		isDeaf = true;
		gaps?.lost?.();
		expect([missed, changes.isCaughtUp()]).toEqual([1, false]);
		for (let view = 0; view < 5; view++) {
			await db.rows(sql`select 1 as one`);
			expect(changes.isCaughtUp()).toBe(false);
		}
		await changes.stop();
	});
});
