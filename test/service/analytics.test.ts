import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { daysAgo, HAMBURG_TO_BERLIN, newCourier, taken } from "../helpers/delivered-parcels.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService } from "../helpers/service.ts";

const MIGRATION = readFileSync(new URL("../../drizzle/0009_what_is_counted.sql", import.meta.url), "utf8");

eachDatabase((database) => {
	test("figures are of what was told: parcels still to come count, other sellers' do not, and old ones are read", async () => {
		const service = await startTestService(database);
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const courier = await newCourier(service, seller);
		await courier.deliver(30, { takenAgo: 9, deliveredAgo: 7 });
		const delivered = (await seller.get("/v1/shipments?limit=2")).body.items;
		for (const [index, promisedBy] of [daysAgo(7.5), daysAgo(-1)].entries()) {
			expect((await seller.patch(`/v1/shipments/${delivered[index].id}`, { promisedBy })).status).toBe(200);
		}
		const register = (waybill: object) => seller.post("/v1/shipments", { carrier: "push", ...waybill });
		await register({ trackingNumber: "OPEN1", promisedBy: daysAgo(1), ...HAMBURG_TO_BERLIN });
		await register({ trackingNumber: "BACK1", promisedBy: daysAgo(1), service: "express" });
		await courier.post([
			{ trackingNumber: "OPEN1", scans: [taken(daysAgo(4))] },
			{
				trackingNumber: "BACK1",
				scans: [
					taken(daysAgo(8)),
					{ code: "delivery_attempted.refused", occurredAt: daysAgo(7), place: { city: "Bern", country: "CH" } },
					{ code: "returning.to_sender", occurredAt: daysAgo(6) },
				],
			},
		]);
		const ask = async (query = "") => (await seller.get(`/v1/analytics/transit${query}`)).body;
		const before = await ask();
		expect(before).toMatchObject({ until: "arrival", fewestParcels: 30, parcelsToRead: 0, groupsLeftOut: 0 });
		expect(before.all).toMatchObject({ parcels: 32, arrived: 30, open: 1, returned: 1, measured: true });
		expect(before.all.median).toEqual({ days: 2, low: 2, high: 2 });
		expect(before.all.arrivedWithin.slice(0, 2).map(({ share }: { share: number }) => share)).toEqual([0, 0.938]);
		expect(before.items).toEqual([{ ...before.all, carrier: "push" }]);
		expect(before.definitions.open).toContain("Kaplan");
		expect((await ask("?until=first-attempt")).all).toMatchObject({ arrived: 31, returned: 0 });
		const kinds = (await ask("?by=lane,service&until=arrival")).items;
		expect(kinds).toMatchObject([
			{ lane: "DE>?", service: "express", parcels: 1, measured: false },
			{ lane: "DE>DE", service: null, parcels: 31, measured: true },
		]);
		expect((await ask("?lane=de%3Ede")).all.parcels).toBe(31);
		expect((await ask("?service=express&by=week")).items).toMatchObject([{ parcels: 1, measured: false }]);
		expect((await ask("?days=8&carrier=gls")).all).toBeNull();
		expect((await other.get("/v1/analytics/transit")).body).toMatchObject({ all: null, items: [] });
		const shares = (await seller.get("/v1/analytics/on-time?by=lane")).body;
		expect(shares.all).toMatchObject({ parcels: 32, firstVisits: { parcels: 31, delivered: 30 } });
		expect(shares.all.firstVisits.share).toMatchObject({ share: 0.968, low: 0.838 });
		const [promised] = shares.all.promises;
		expect(promised).toMatchObject({ promise: "seller", promised: 4, kept: 0, early: null, late: 1, overdue: 1 });
		expect(promised).toMatchObject({ notDue: 1, ahead: 1, returned: 1 });
		expect([promised.keptShare, promised.lateBy]).toEqual([null, null]);
		expect(shares.items.map(({ lane }: { lane: string }) => lane)).toEqual(["DE>?", "DE>DE"]);
		expect(shares.definitions.notDue).toContain("ahead");
		expect((await other.get("/v1/analytics/on-time")).body).toMatchObject({ all: null, items: [] });
		const wrong = (await seller.get("/v1/analytics/exceptions")).body;
		expect(wrong).toMatchObject({ by: ["reason", "code"], parcels: 32, all: { parcels: 1, outOf: 32, median: null } });
		expect(wrong.all.share).toMatchObject({ share: 0.031 });
		expect(wrong.items).toMatchObject([
			{
				reason: "recipient.refused",
				code: "delivery_attempted.refused",
				parcels: 1,
				returned: 1,
				wentOn: 0,
				share: {},
			},
		]);
		expect((await seller.get("/v1/analytics/exceptions?by=reason&lane=DE%3EDE")).body).toMatchObject({
			...{ parcels: 31, all: null, items: [] },
		});
		expect((await other.get("/v1/analytics/exceptions")).body).toMatchObject({ parcels: 0, all: null, items: [] });
		for (const query of ["?by=shop", "?lane=DE", "?until=never", "?days=0"]) {
			expect((await seller.get(`/v1/analytics/transit${query}`)).status).toBe(400);
			expect((await seller.get(`/v1/analytics/on-time${query}`)).status).toBe(400);
			expect((await seller.get(`/v1/analytics/exceptions${query}`)).status).toBe(400);
		}

		// The table as its migration makes it, of a database in which parcels stand already.
		const answers = async (url: string) =>
			await Promise.all(
				["transit?by=lane", "on-time?by=carrier,month", "exceptions"].map(async (path) => {
					const headers = { authorization: `Bearer ${seller.key}` };
					const { body } = await answerOf(await fetch(`${url}/v1/analytics/${path}`, { headers }));
					return { ...body, period: body.period.days };
				}),
			);
		const counted = await answers(service.url);
		await service.stop();
		const old = await database.open();
		await old.rows(sql`drop table transits`);
		for (const statement of MIGRATION.split("--> statement-breakpoint")) await old.rows(sql.raw(statement));
		expect(await old.rows(sql`select count(*)::int4 as left from transits where to_fill`)).toEqual([{ left: 32 }]);
		await old.close();
		const again = await startTestService(database);
		await vi.waitFor(async () => expect(await answers(again.url)).toEqual(counted), { timeout: 20_000, interval: 250 });
	}, 60_000);
});
