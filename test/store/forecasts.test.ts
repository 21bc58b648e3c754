import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import {
	deliveriesToLearn,
	keepForecasts,
	markLearnt,
	pruneForecasts,
	settleForecasts,
} from "../../src/store/forecasts.ts";
import { sweepLanes, writeLanes } from "../../src/store/lanes.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment, NOW } from "./given.ts";

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	test("forecasts of parcels that arrived over 400 days ago go, once they have taught; younger and open ones stay", async () => {
		const { sellerId, rowId } = await aShipment(db, await aSeller(db));
		const { rowId: open } = await aShipment(db, sellerId);
		const now = (daysLater: number) => new Date(Date.parse(NOW) + daysLater * 86_400_000).toISOString();
		const promises = { kept: null, promisedTo: null, sellerPromisedTo: null };
		const row = { anchor: "accepted", carrier: "dhl", start: {}, zone: null, forecast: null, ...promises };
		const left = async () =>
			(await db.rows(sql`select 1 as one from forecasts where seller_id = ${sellerId}::int8`)).length;
		await db.transaction(async (tx) => {
			await keepForecasts(tx, [{ sellerId, rowId, scanKey: "00000000000000aa", ...row }]);
			await keepForecasts(tx, [{ sellerId, rowId: open, scanKey: "00000000000000bb", ...row }]);
			await settleForecasts(tx, [{ sellerId, rowId, arrived: 20_001 }], NOW);
		});
		expect(await pruneForecasts(db, now(401))).toBe(0);
		await db.transaction(async (tx) => markLearnt(tx, await deliveriesToLearn(tx, 100), NOW));
		expect(await pruneForecasts(db, now(399))).toBe(0);
		expect(await left()).toBe(2);
		expect(await pruneForecasts(db, now(401))).toBe(1);
		expect(await left()).toBe(1);
	});

	test("a lane that was forgotten goes once every node has had the time to read so, and no other lane does", async () => {
		const swept = await db.transaction(async (tx) => {
			const version = await writeLanes(tx, [
				{ key: "forgotten", numbers: [] },
				{ key: "known", numbers: [1] },
			]);
			return [await sweepLanes(tx, version + 10_000n), await sweepLanes(tx, version + 10_001n)];
		});
		expect(swept).toEqual([0, 1]);
		expect(await db.rows(sql`select key from lanes where key in ('forgotten', 'known')`)).toEqual([{ key: "known" }]);
	});
});
