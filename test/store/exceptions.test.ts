import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { measureExceptions } from "../../src/store/exceptions.ts";
import type { TroubleRow } from "../../src/store/transits.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller } from "./given.ts";
import { type GivenTransit, hoursAgo, keepTransits, QUERY } from "./transit-rows.ts";

const absent = (ago: number, wentOnAgo: number | null): TroubleRow => ({
	...{ reason: "recipient.absent", code: "delivery_attempted.recipient_absent" },
	...{ at: hoursAgo(ago), wentOnAt: wentOnAgo === null ? null : hoursAgo(wentOnAgo) },
});
const failed = (ago: number, wentOnAgo: number): TroubleRow => ({
	...absent(ago, wentOnAgo),
	code: "delivery_attempted.failed",
});
const delayed = (ago: number): TroubleRow => ({
	...{ reason: null, code: "in_transit.delayed", at: hoursAgo(ago), wentOnAt: null },
});

const arrived: GivenTransit = { outcome: "arrived", arrivedAt: hoursAgo(1) };
const GIVEN: readonly GivenTransit[] = [
	{ ...arrived, troubles: [absent(50, 26), failed(72, 60), delayed(90)] },
	{ ...arrived, carrier: "kite", troubles: [failed(50.2, 40)] },
	{ outcome: "unseen", seenUntil: hoursAgo(20), troubles: [absent(50, null)] },
	{ outcome: "returned", troubles: [absent(50, null)] },
	{ ...arrived },
	{ carrier: "kite" },
	{ ...arrived, handedOverAt: hoursAgo(24 * 91), troubles: [absent(50, 26)] },
	{ ...arrived, handedOverAt: null, troubles: [absent(50, 26)] },
];

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
	});

	test("a parcel counts once for each kind, from its first telling, and stands until it goes on or is looked for no more", async () => {
		const [seller, other] = [await aSeller(db), await aSeller(db)];
		await keepTransits(db, seller, GIVEN);
		await keepTransits(db, other, GIVEN.slice(0, 1));
		const ask = (by: Parameters<typeof measureExceptions>[1]["by"], carrier?: string) =>
			measureExceptions(db, { ...QUERY, seller, by, carrier });

		const both = await ask(["reason", "code"]);
		expect(both).toMatchObject({ parcels: 6, leftOut: 0 });
		const counted = both.groups.map(
			({ isAll, reason, code, parcels, outOf, wentOn, arrived, unseen, returned, spans }) =>
				[isAll ? "all" : `${reason} ${code}`, parcels, outOf, wentOn, arrived, unseen, returned, spans].join("|"),
		);
		expect(counted).toEqual([
			// The first trouble of each: one was delayed long before anybody stood at the door, and that has not gone by.
			"all|4|6|1|2|1|1|10 1 0,30 0 1,50 0 1,90 0 1",
			"recipient.absent delivery_attempted.recipient_absent|3|6|1|1|1|1|24 1 0,30 0 1,50 0 1",
			"recipient.absent delivery_attempted.failed|2|6|2|2|0|0|10 1 0,12 1 0",
			" in_transit.delayed|1|6|0|1|0|0|90 0 1",
		]);

		const byReason = await ask(["reason"]);
		expect(byReason.groups.slice(1)).toMatchObject([
			{ reason: "recipient.absent", code: null, parcels: 4, spans: "10 1 0,12 1 0,30 0 1,50 0 1" },
			{ reason: "", parcels: 1 },
		]);
		const byCarrier = await ask(["carrier"]);
		expect(byCarrier.groups.slice(1)).toMatchObject([
			{ carrier: "glider", reason: null, parcels: 3, outOf: 4 },
			{ carrier: "kite", parcels: 1, outOf: 2 },
		]);
		const kite = await ask(["code", "lane"], "kite");
		expect(kite.groups).toMatchObject([
			{ isAll: true, parcels: 1, outOf: 2 },
			{ code: "delivery_attempted.failed", lane: "DE>FR", parcels: 1, outOf: 2 },
		]);
		expect((await ask([])).groups).toHaveLength(1);
	});

	test("without an exception there is none, of so many parcels", async () => {
		const seller = await aSeller(db);
		await keepTransits(db, seller, GIVEN.slice(4, 6));
		const found = await measureExceptions(db, { ...QUERY, seller, by: ["reason"] });
		expect(found).toEqual({ groups: [], leftOut: 0, parcels: 2 });
	});
});
