import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { measureOnTime, type PromiseCounts } from "../../src/store/kept-promises.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller } from "./given.ts";
import { type GivenTransit, hoursAgo, keepTransits, QUERY } from "./transit-rows.ts";

const due = hoursAgo(48);
const ahead = hoursAgo(-48);
const arrived = (hours: number): GivenTransit => ({ outcome: "arrived", arrivedAt: hoursAgo(hours) });

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
	});

	test.each<[stand: keyof PromiseCounts, what: string, given: GivenTransit]>([
		["kept", "there at the very end", { ...arrived(48), carrierEndsAt: due }],
		["early", "there before the window began", { ...arrived(90), carrierOpensAt: hoursAgo(60), carrierEndsAt: due }],
		["late", "there after the end", { ...arrived(47), carrierEndsAt: due }],
		["overdue", "still to come after the end", { carrierEndsAt: due }],
		["overdue", "lost", { outcome: "lost", carrierEndsAt: due }],
		["overdue", "stopped after the end", { seenUntil: hoursAgo(40), carrierEndsAt: due }],
		["overdue", "given up after the end", { outcome: "unseen", seenUntil: hoursAgo(40), carrierEndsAt: due }],
		["unseen", "stopped before the end", { seenUntil: hoursAgo(50), carrierEndsAt: due }],
		["notDue", "still to come before the end", { carrierEndsAt: ahead }],
		["notDue", "lost before the end", { outcome: "lost", carrierEndsAt: ahead }],
		["ahead", "there while the end is still to come", { ...arrived(3), carrierEndsAt: ahead }],
		["returned", "gone back", { outcome: "returned", carrierEndsAt: due }],
		["cancelled", "cancelled before the end", { outcome: "cancelled", carrierEndsAt: ahead }],
	])("a promise of a parcel is %s: %s", async (stand, _what, given) => {
		const seller = await aSeller(db);
		await keepTransits(db, seller, [given]);
		const { groups } = await measureOnTime(db, { ...QUERY, seller });
		const { promises = [] } = groups[0] ?? {};
		expect(promises).toMatchObject([{ promise: "carrier", promised: 1, [stand]: 1 }]);
		const [counts] = promises;
		const parts = ["kept", "late", "overdue", "notDue", "returned", "cancelled", "unseen"] as const;
		expect(parts.reduce((sum, part) => sum + (counts?.[part] ?? 0), 0)).toBe(1);
	});

	test("each promise counts by itself, in each group and in all of them; how late is in whole hours", async () => {
		const [seller, other] = [await aSeller(db), await aSeller(db)];
		const given: readonly GivenTransit[] = [
			{ ...arrived(46.4), promiseEndsAt: due, firstEtaEndsAt: hoursAgo(40), firstVisitDelivered: true },
			{ ...arrived(46.4), promiseEndsAt: due, firstVisitDelivered: false },
			{ promiseEndsAt: due, carrier: "kite" },
			{ carrier: "kite", firstVisitDelivered: false, destination: null },
			// Handed over before the period, and never.
			{ ...arrived(1), promiseEndsAt: due, handedOverAt: hoursAgo(24 * 91) },
			{ ...arrived(1), promiseEndsAt: due, handedOverAt: null },
		];
		await keepTransits(db, seller, given);
		await keepTransits(db, other, given.slice(0, 1));
		const { groups, leftOut } = await measureOnTime(db, { ...QUERY, seller });
		expect(leftOut).toBe(0);
		expect(groups).toMatchObject([
			{ isAll: true, carrier: null, parcels: 4, visited: 3, deliveredAtOnce: 1 },
			{ isAll: false, carrier: "glider", parcels: 2, visited: 2, deliveredAtOnce: 1 },
			{ isAll: false, carrier: "kite", parcels: 2, visited: 1, deliveredAtOnce: 0 },
		]);
		expect(groups[0]?.promises).toMatchObject([
			{ promise: "seller", promised: 3, kept: 0, late: 2, overdue: 1, spans: "2 2 0,48 0 1" },
			{ promise: "first-shown", promised: 1, kept: 1, spans: null },
		]);
		expect(groups[2]?.promises).toMatchObject([{ promise: "seller", promised: 1, spans: "48 0 1" }]);
		const lanes = await measureOnTime(db, { ...QUERY, seller, by: ["lane", "month"], carrier: "kite" });
		expect(lanes.groups.slice(1)).toMatchObject([
			{ lane: "DE>?", month: "2026-11", parcels: 1, promises: [] },
			{ lane: "DE>FR", month: "2026-11", parcels: 1 },
		]);
		expect((await measureOnTime(db, { ...QUERY, seller: await aSeller(db) })).groups).toEqual([]);
	});

	test("of any parcels the counts are those that counting them one by one gives", async () => {
		const hours = fc.integer({ min: -60, max: 110 });
		const row = fc.record({
			carrier: fc.constantFrom("glider", "kite"),
			outcome: fc.constantFrom("open", "returned", "lost", "cancelled", "unseen"),
			arrivedAgo: fc.option(fc.integer({ min: 0, max: 110 })),
			seenAgo: fc.option(fc.integer({ min: 0, max: 110 })),
			endsAgo: hours,
			lasts: fc.integer({ min: 0, max: 48 }),
		});
		const rows = fc.sample(row, { numRuns: 120, seed: 8 });
		const seller = await aSeller(db);
		await keepTransits(
			db,
			seller,
			rows.map(({ carrier, outcome, arrivedAgo, seenAgo, endsAgo, lasts }) => ({
				...{ carrier, outcome: arrivedAgo === null ? outcome : "arrived" },
				...{ arrivedAt: arrivedAgo === null ? null : hoursAgo(arrivedAgo) },
				seenUntil: seenAgo === null || outcome === "lost" ? null : hoursAgo(seenAgo),
				...{ carrierOpensAt: hoursAgo(endsAgo + lasts), carrierEndsAt: hoursAgo(endsAgo) },
			})),
		);
		// A share is of those whose end has passed: whether each was there then is known, whatever came after.
		const isOver = (one: (typeof rows)[number]) => one.endsAgo > 0;
		const wasThere = ({ arrivedAgo, endsAgo }: (typeof rows)[number]) => arrivedAgo !== null && arrivedAgo >= endsAgo;
		const { groups } = await measureOnTime(db, { ...QUERY, seller });
		for (const { carrier, promises } of groups) {
			const own = rows.filter((one) => carrier === null || one.carrier === carrier);
			const [counts] = promises;
			expect(counts?.promised).toBe(own.length);
			expect(counts?.kept).toBe(own.filter((one) => isOver(one) && wasThere(one)).length);
			expect(counts?.late).toBe(
				own.filter((one) => isOver(one) && one.arrivedAgo !== null && one.arrivedAgo < one.endsAgo).length,
			);
			const missing = own.filter(({ arrivedAgo, outcome }) => {
				return arrivedAgo === null && outcome !== "returned" && outcome !== "cancelled";
			});
			const seenAtTheEnd = missing.filter((one) => {
				return isOver(one) && (one.seenAgo === null || one.outcome === "lost" || one.seenAgo < one.endsAgo);
			});
			expect(counts?.overdue).toBe(seenAtTheEnd.length);
		}
		expect(groups).toHaveLength(3);
	});
});
