import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { daysAgo, HAMBURG_TO_BERLIN, newCourier, taken } from "../helpers/delivered-parcels.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService } from "../helpers/service.ts";

eachDatabase((database) => {
	test("transit times are of what was told: those still to come count, other sellers' do not, and old parcels are read", async () => {
		const service = await startTestService(database);
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const courier = await newCourier(service, seller);
		await courier.deliver(30, { takenAgo: 9, deliveredAgo: 7 });
		await seller.post("/v1/shipments", { trackingNumber: "OPEN1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await seller.post("/v1/shipments", { trackingNumber: "BACK1", carrier: "push", service: "express" });
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
		for (const query of ["?by=shop", "?lane=DE", "?until=never", "?days=0"]) {
			expect((await seller.get(`/v1/analytics/transit${query}`)).status).toBe(400);
		}

		// As a database from before has them.
		await service.db.rows(sql`delete from transits`);
		await service.db.rows(
			sql`insert into transits (seller_id, shipment_id, carrier, to_fill)
				select seller_id, id, carrier, true from shipments where version > 0`,
		);
		expect(await ask()).toMatchObject({ all: null, parcelsToRead: 32 });
		await service.stop();
		const again = await startTestService(database);
		await vi.waitFor(
			async () => {
				const answer = await fetch(`${again.url}/v1/analytics/transit`, {
					headers: { authorization: `Bearer ${seller.key}` },
				});
				const { body } = await answerOf(answer);
				expect(body).toEqual({ ...before, period: body.period });
			},
			{ timeout: 20_000, interval: 250 },
		);
	}, 60_000);
});
