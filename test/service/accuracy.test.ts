import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysAgo, delivered, HAMBURG_TO_BERLIN, newCourier, taken } from "../helpers/delivered-parcels.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

/** Forecasts that came true: so many of one kind, spread over parcels of the seller. */
interface CameTrue {
	readonly forecasts: number;
	readonly parcels?: number;
	readonly carrier?: string;
	readonly anchor?: string;
	/** On which day it was told, and when the likely day and the arrival were, in days since 1970. */
	readonly kept?: number;
	readonly likely?: number;
	readonly arrived?: number;
	/** The day that the carrier promised. */
	readonly promised?: number;
	/** How long ago the arrival was told. */
	readonly toldDaysAgo?: number;
}

/** Noon of 2 January 2026, in days since 1970. */
const NOON = Date.parse("2026-01-02T12:00:00Z") / 86_400_000;

/** The windows open a day before the likely moment and close a day after it. */
async function keep(service: TestService, seller: TestSeller, came: CameTrue): Promise<void> {
	const { forecasts, parcels = forecasts, carrier = "dhl", anchor = "accepted" } = came;
	const { kept = NOON, likely = NOON + 2, arrived = likely, promised, toldDaysAgo = 10 } = came;
	const day = (days: number) => new Date(Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
	const own = sql`(select id from sellers where public_id = ${seller.id})`;
	await service.db.rows(
		sql`insert into shipments (seller_id, public_id, token, carrier, tracking_number, milestone, code, reason, condition,
				action_by)
			select ${own}, gen_random_uuid()::text, gen_random_uuid()::text, ${carrier}, gen_random_uuid()::text, 'delivered',
				'delivered.to_recipient', 'none', 'ok', 'nobody'
			from generate_series(1, ${parcels}::int4)`,
	);
	await service.db.rows(
		sql`insert into forecasts (seller_id, shipment_id, scan_key, anchor, carrier, start, zone, made_at, early, likely,
				late, shown_from, shown_to, kept, promised_to, arrived, arrived_at, learnt_at)
			select s.seller_id, s.id, n, ${anchor}, ${carrier}, '{}', 'UTC', now() - ${`${toldDaysAgo + 5} days`}::interval,
				${likely - 1}::float8, ${likely}::float8, ${likely + 1}::float8, ${day(likely - 1)}, ${day(likely + 1)},
				${kept}::float8, ${promised === undefined ? null : day(promised)}::text, ${arrived}::float8, now() - ${`${toldDaysAgo} days`}::interval, now()
			from generate_series(1, ${forecasts}::int4) n
			join (
				select seller_id, id, row_number() over (order by id desc) as place from shipments where seller_id = ${own}
				order by id desc limit ${parcels}::int4
			) s on s.place = 1 + n % ${parcels}::int4`,
	);
}

oneDatabase((database) => {
	test("says per carrier, anchor and days ahead how many windows held, how wide they were and how far off", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await keep(service, seller, { forecasts: 80 });
		await keep(service, seller, { forecasts: 20, arrived: NOON + 3.2 });
		await keep(service, seller, { forecasts: 100, anchor: "out-for-delivery", likely: NOON + 0.1 });
		await keep(service, seller, { forecasts: 99, carrier: "gls", likely: NOON + 9 });
		const { status, body } = await seller.get("/v1/analytics/eta");
		expect(status).toBe(200);
		expect(body).toMatchObject({ nominal: 0.8, fewestForecasts: 100, period: { days: 90 } });
		expect(body.items).toEqual([
			{
				carrier: "dhl",
				anchor: "accepted",
				horizon: "2-3",
				forecasts: 100,
				parcels: 100,
				measured: true,
				coverage: { share: 0.8, low: 0.711, high: 0.867 },
				// In the evening of the last day that was shown.
				coverageShown: { share: 1, low: 0.963, high: 1 },
				early: 0,
				late: 0.2,
				meanWidthDays: 2,
				medianWidthDays: 2,
				meanShownWidthDays: 3,
				meanErrorDays: 0.24,
				medianErrorDays: 0,
				withinOneDay: 1,
			},
			expect.objectContaining({ carrier: "dhl", anchor: "out-for-delivery", horizon: "0", measured: true }),
			{ carrier: "gls", anchor: "accepted", horizon: "8+", forecasts: 99, parcels: 99, measured: false },
		]);
		expect(body.all).toMatchObject({ forecasts: 299, measured: true });
		expect(body.all.carrier).toBeUndefined();
	});

	test("what is asked for is parted and filtered, and what arrived before the period is not in it", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await keep(service, seller, { forecasts: 120, likely: NOON + 1 });
		await keep(service, seller, { forecasts: 110, likely: NOON + 8 });
		await keep(service, seller, { forecasts: 130, toldDaysAgo: 60 });
		const kinds = async (query: string) =>
			(await seller.get(`/v1/analytics/eta?${query}`)).body.items.map(
				({ carrier, anchor, horizon, forecasts }: Record<string, unknown>) => [carrier, anchor, horizon, forecasts],
			);
		expect(await kinds("by=carrier")).toEqual([["dhl", undefined, undefined, 360]]);
		expect(await kinds("days=30&by=horizon")).toEqual([
			[undefined, undefined, "1", 120],
			[undefined, undefined, "8+", 110],
		]);
		expect(await kinds("by=carrier&horizon=8+")).toEqual([["dhl", undefined, undefined, 110]]);
		expect(await kinds("by=carrier&horizon=8%2B&anchor=accepted")).toEqual([["dhl", undefined, undefined, 110]]);
		expect(await kinds("carrier=gls")).toEqual([]);
		expect((await seller.get("/v1/analytics/eta?carrier=gls")).body.all).toBeNull();
	});

	test("windows of one parcel count as one where it is said how sure a share is", async () => {
		const service = await startTestService(database);
		const [many, few] = [await service.newSeller(), await service.newSeller()];
		await keep(service, many, { forecasts: 200 });
		await keep(service, few, { forecasts: 200, parcels: 4 });
		const lowOf = async (seller: TestSeller) => (await seller.get("/v1/analytics/eta")).body.all.coverage.low;
		expect(await lowOf(many)).toBeGreaterThan(0.97);
		expect(await lowOf(few)).toBeLessThan(0.6);
	});

	test("a seller reads the figures of its own parcels alone", async () => {
		const service = await startTestService(database);
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		await keep(service, other, { forecasts: 150 });
		const { body } = await seller.get("/v1/analytics/eta");
		expect(body).toMatchObject({ all: null, items: [] });
	});

	test.each([
		["days=0", "days"],
		["days=366", "days"],
		["by=shop", "by"],
		["by=", "by"],
		["anchor=moon", "anchor"],
		["horizon=9", "horizon"],
		["seller=sel_1", "seller"],
	])("refuses ?%s and names it", async (query, name) => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const { status, body } = await seller.get(`/v1/analytics/eta?${query}`);
		expect([status, body.type]).toEqual([400, "/problems#bad-request"]);
		expect(body.detail).toContain(`${name}: `);
	});

	test("a forecast counts when its parcel has arrived", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const courier = await newCourier(service, seller);
		await courier.deliver(30, { takenAgo: 9, deliveredAgo: 7 });
		const register = (trackingNumber: string) =>
			seller.post("/v1/shipments", { trackingNumber, carrier: "push", ...HAMBURG_TO_BERLIN });
		await register("ONE1");
		await register("OTHER1");
		await courier.post([
			{ trackingNumber: "ONE1", scans: [taken(daysAgo(4))] },
			{ trackingNumber: "OTHER1", scans: [taken(daysAgo(4))] },
		]);
		const before = (await seller.get("/v1/analytics/eta?by=carrier")).body;
		expect(before.all).toBeNull();
		// Told with its delivery, it was never forecast.
		await register("AFTER1");
		await courier.post([
			{ trackingNumber: "ONE1", scans: [delivered(daysAgo(0.001))] },
			{ trackingNumber: "OTHER1", scans: [delivered(daysAgo(0.001))] },
			{ trackingNumber: "AFTER1", scans: [taken(daysAgo(2)), delivered(daysAgo(0.001))] },
		]);
		const { body } = await seller.get("/v1/analytics/eta?by=carrier");
		expect(body.items).toEqual([{ carrier: "push", forecasts: 2, parcels: 2, measured: false }]);
	});

	test("the page and its JSON have the installation's figures, without a kind of too few and without a seller", async () => {
		const service = await startTestService(database);
		const [one, other] = [await service.newSeller("Lamp shop"), await service.newSeller()];
		// What the tests before this one kept is of the same installation.
		await service.db.rows(sql`delete from forecasts`);
		await keep(service, one, { forecasts: 60, carrier: "push" });
		await keep(service, other, { forecasts: 60, carrier: "push", arrived: NOON + 9 });
		await keep(service, other, { forecasts: 99, carrier: "gls" });
		await keep(service, other, { forecasts: 300, carrier: "demo" });
		await keep(service, other, { forecasts: 300, carrier: "dpd", toldDaysAgo: 200 });
		const json = await fetch(`${service.url}/accuracy.json`);
		expect(json.headers.get("cache-control")).toBe("public, max-age=300");
		const { body } = await answerOf(json);
		expect(body.all).toMatchObject({ forecasts: 219 });
		expect(body.byCarrier).toEqual([
			expect.objectContaining({ carrier: "push", carrierName: "couriers that post to us", forecasts: 120 }),
		]);
		expect(body.byCarrier[0].coverage.share).toBe(0.5);
		expect(body.byCarrierAndHorizon).toHaveLength(1);
		expect(JSON.stringify(body)).not.toMatch(/Lamp|sel_|gls|demo|dpd/);
		const page = await fetch(`${service.url}/accuracy`);
		expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
		const html = await page.text();
		expect(html).toContain("Of 219 windows that said 8 in 10, 73\u00a0% held.");
		expect(html).not.toMatch(/Lamp|GLS|<script/);
		// Whoever asks again within minutes costs nothing and sees the same.
		await keep(service, other, { forecasts: 500, carrier: "dhl" });
		expect(await (await fetch(`${service.url}/accuracy.json`)).json()).toEqual(body);
	});

	test("the page says how carriers kept their own promises, of each that promised parcels enough", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await service.db.rows(sql`delete from forecasts`);
		await keep(service, seller, { forecasts: 70, promised: NOON + 2 });
		// What was promised first counts, and each parcel once.
		await keep(service, seller, { forecasts: 60, parcels: 20, promised: NOON + 3 });
		await keep(service, seller, { forecasts: 30, promised: NOON });
		await keep(service, seller, { forecasts: 99, carrier: "gls", promised: NOON });
		const { body } = await answerOf(await fetch(`${service.url}/accuracy.json`));
		expect(body.carriersPromises).toEqual([
			{
				promise: "carrier",
				carrier: "dhl",
				carrierName: "DHL",
				parcels: 120,
				early: 20,
				onTime: 70,
				late: 30,
				meanDaysEarly: 1,
				meanDaysLate: 2,
				medianDaysLate: 2,
			},
		]);
		const html = await (await fetch(`${service.url}/accuracy`)).text();
		expect(html).toContain(
			"<td>DHL</td><td>120</td><td>75\u00a0%</td><td>17\u00a0%</td><td>25\u00a0%</td><td>2 days</td>",
		);
	});

	test("an installation without arrivals says kindly that there is nothing yet", async () => {
		const service = await startTestService(database);
		await service.db.rows(sql`delete from forecasts`);
		const html = await (await fetch(`${service.url}/accuracy`)).text();
		expect(html).toContain("There is nothing to show yet.");
		expect(html).not.toContain("<svg");
	});
});
