import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { learn } from "../../src/ingest/learn.ts";
import type { RowId } from "../../src/store/database.ts";
import { setAside } from "../../src/store/set-aside.ts";
import { daysAgo, delivered, HAMBURG_TO_BERLIN, learnt, newCourier, taken } from "../helpers/delivered-parcels.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { registeredAt } from "../helpers/registered-at.ts";
import { startTestService, type TestService } from "../helpers/service.ts";

oneDatabase((database) => {
	/** A shop whose courier delivered so many parcels two days after it took them, from which the lanes have learnt. */
	async function courierOf(service: TestService, delivered: number) {
		const seller = await service.newSeller();
		const courier = await newCourier(service, seller);
		if (delivered > 0) await courier.deliver(delivered, { takenAgo: 9, deliveredAgo: 7 });
		return { seller, post: courier.post, connection: courier.connection };
	}

	test("what parcels of a lane took is what the next one is expected to take, and why is said", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 60);
		await seller.post("/v1/shipments", { trackingNumber: "NEXT1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([{ trackingNumber: "NEXT1", scans: [taken(daysAgo(0.01))] }]);
		const { items } = (await seller.get("/v1/shipments?limit=1")).body;
		const [{ id, eta }] = items;
		expect(eta).toMatchObject({ source: "model", dateOnly: true, zone: "Europe/Berlin", level: null });
		expect(eta.because).toMatch(/^Measured on \d+ parcels /);
		expect(eta.reasons.length).toBeGreaterThan(0);
		const today = new Date().toISOString().slice(0, 10);
		expect(eta.from >= today && eta.from <= eta.likely && eta.likely <= eta.to).toBe(true);
		expect((Date.parse(eta.likely) - Date.now()) / 86_400_000).toBeLessThan(5);
		const detail = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(detail.eta).toEqual(eta);
	});

	test("a parcel that reaches a hub no other passed keeps its window", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 60);
		await seller.post("/v1/shipments", { trackingNumber: "NEXT1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([{ trackingNumber: "NEXT1", scans: [taken(daysAgo(0.5))] }]);
		const { id, eta } = (await seller.get("/v1/shipments?limit=1")).body.items[0];
		expect(eta).toMatchObject({ source: "model" });
		const hub = {
			code: "in_transit.arrived_facility",
			occurredAt: daysAgo(0.01),
			place: { city: "Hannover", country: "DE" },
		};
		await post([{ trackingNumber: "NEXT1", scans: [hub] }]);
		const moved = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(moved.code).toBe("in_transit.arrived_facility");
		expect(moved.eta).toMatchObject({ source: "model", to: expect.stringMatching(/^\d{4}-/) });
	});

	test("a parcel that customs let go late says so, with by how much, and one in time says nothing of it", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const { post } = await newCourier(service, seller);
		const hannover = { city: "Hannover", country: "DE" };
		const way = (start: number, inCustoms: number, then: number | null) => [
			taken(daysAgo(start)),
			{ code: "in_transit.import_customs_presented", occurredAt: daysAgo(start - 1), place: hannover },
			{ code: "in_transit.customs_cleared", occurredAt: daysAgo(start - 1 - inCustoms), place: hannover },
			{
				code: "in_transit.departed_facility",
				occurredAt: daysAgo(start - 1.2 - inCustoms),
				place: { city: "Magdeburg", country: "DE" },
			},
			...(then === null ? [] : [delivered(daysAgo(start - 1.2 - inCustoms - then))]),
		];
		const numbers = Array.from({ length: 60 }, (_, index) => `BEFORE${index}`);
		for (const trackingNumber of [...numbers, "LATE1", "PROMPT1"])
			await seller.post("/v1/shipments", { trackingNumber, carrier: "push", ...HAMBURG_TO_BERLIN });
		await post(
			numbers.map((trackingNumber, index) => ({
				trackingNumber,
				scans: way(30 - index / 10, 1 + (index % 5) / 10, 1),
			})),
		);
		await learnt(service);
		for (const [trackingNumber, inCustoms] of [
			["LATE1", 5],
			["PROMPT1", 1.2],
		] as const) {
			await post([{ trackingNumber, scans: way(inCustoms + 1.3, inCustoms, null).slice(0, 1) }]);
			// What was shown on the day on which it was taken.
			const likely = daysAgo(inCustoms - 1.5).slice(0, 10);
			await service.db.rows(
				sql`update shipments set first_eta = jsonb_set(first_eta, '{likely}', to_jsonb(${likely}::text))
					where tracking_number = ${trackingNumber}::text`,
			);
			await post([{ trackingNumber, scans: way(inCustoms + 1.3, inCustoms, null) }]);
		}
		const { items } = (await seller.get("/v1/shipments?limit=5")).body;
		const etaOf = (number: string) =>
			items.find((item: { trackingNumber: string }) => item.trackingNumber === number).eta;
		expect(JSON.stringify(etaOf("PROMPT1").reasons)).not.toContain("late-step");
		expect(etaOf("LATE1").reasons).toContainEqual({
			what: "late-step",
			days: [expect.any(Number)],
			code: "in_transit.customs_cleared",
		});
		expect(etaOf("LATE1").because).toMatch(/Left customs \d days? later than usual\./);
	});

	test("a parcel of which nothing is known is promised nothing", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 0);
		await seller.post("/v1/shipments", { trackingNumber: "FIRST1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([{ trackingNumber: "FIRST1", scans: [taken(daysAgo(0.01))] }]);
		expect((await seller.get("/v1/shipments?limit=1")).body.items[0].eta).toBeNull();
	});

	test("what was shown at a moment can be asked for later", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 40);
		await seller.post("/v1/shipments", { trackingNumber: "NEXT1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([{ trackingNumber: "NEXT1", scans: [taken(daysAgo(0.02))] }]);
		const { id, eta } = (await seller.get("/v1/shipments?limit=1")).body.items[0];
		const then = new Date().toISOString();
		const promised = { from: "2040-01-01", to: "2040-01-02" };
		await post([{ trackingNumber: "NEXT1", scans: [], promised }]);
		await post([
			{ trackingNumber: "NEXT1", scans: [{ code: "out_for_delivery.on_vehicle", occurredAt: daysAgo(0.001) }] },
		]);
		const now = (await seller.get(`/v1/shipments/${id}`)).body.eta;
		expect(now).not.toEqual(eta);
		expect((await seller.get(`/v1/shipments/${id}?as_of=${then}`)).body.eta).toEqual(eta);
		await registeredAt(service.db, id, daysAgo(31));
		expect((await seller.get(`/v1/shipments/${id}?as_of=${daysAgo(30)}`)).body.eta).toBeNull();
	});

	test("what the clock alone changes is written when its time has come, and what it leaves is not", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 40);
		await seller.post("/v1/shipments", { trackingNumber: "NEXT1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await seller.post("/v1/shipments", { trackingNumber: "NEXT2", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([
			{ trackingNumber: "NEXT1", scans: [taken(daysAgo(0.02))] },
			{ trackingNumber: "NEXT2", scans: [taken(daysAgo(0.02))] },
		]);
		const shown = (await seller.get("/v1/shipments?limit=2")).body.items;
		expect(shown.map(({ eta }: { eta: { source: string } | null }) => eta?.source)).toEqual(["model", "model"]);
		const own = sql`seller_id = (select id from sellers where public_id = ${seller.id}) and tracking_number like 'NEXT%'`;
		// As it stood some days ago.
		await service.db.rows(
			sql`update shipments set review_at = now() - interval '1 minute',
					eta = case tracking_number
						when 'NEXT1' then eta || '{"from": "2020-01-01", "to": "2020-01-02"}'::jsonb else eta
					end
				where ${own}`,
		);
		const reviewed = () =>
			service.db.rows<{ version: number; due: boolean }>(
				sql`select version, review_at <= now() as due from shipments where ${own} order by tracking_number`,
			);
		await vi.waitFor(async () => expect((await reviewed()).map(({ due }) => due)).toEqual([false, false]), {
			timeout: 15_000,
			interval: 200,
		});
		expect((await reviewed()).map(({ version }) => version)).toEqual([3, 2]);
	});

	test("a delivery teaches once, however often it is looked at", async () => {
		const service = await startTestService(database);
		const { seller } = await courierOf(service, 20);
		const taught = () =>
			service.db.rows<{ lessons: number; learnt: number }>(
				sql`select count(*)::int4 as lessons, count(learnt_at)::int4 as learnt from forecasts
					where seller_id = (select id from sellers where public_id = ${seller.id})`,
			);
		expect(await taught()).toEqual([{ lessons: 20, learnt: 20 }]);
		const lanes = new LiveLanes();
		await lanes.follow(service.db);
		expect(await learn(service.db, lanes, new Date())).toEqual({ lessons: 0, isCut: false });
	});

	test.each([
		["part of which came first", "delivered.partial"],
		["that its buyer missed at first", "delivered.disputed"],
	])("a parcel %s teaches when all of it is there", async (_, first) => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 0);
		await seller.post("/v1/shipments", { trackingNumber: "PART1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([{ trackingNumber: "PART1", scans: [taken(daysAgo(3))] }]);
		await post([{ trackingNumber: "PART1", scans: [{ code: first, occurredAt: daysAgo(2) }] }]);
		await post([{ trackingNumber: "PART1", scans: [{ code: "delivered.to_recipient", occurredAt: daysAgo(1) }] }]);
		await learnt(service);
		expect(await arrivedOf(service, seller)).toEqual([{ arrived: 2, learnt: true }]);
	});

	test("a delivery that is taken back after it taught came neither then nor twice", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 0);
		await seller.post("/v1/shipments", { trackingNumber: "BACK1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await post([{ trackingNumber: "BACK1", scans: [taken(daysAgo(3))] }]);
		const delivered = (id: string, days: number) => ({
			...{ id, code: "delivered.to_recipient", occurredAt: daysAgo(days) },
		});
		await post([{ trackingNumber: "BACK1", scans: [delivered("early", 2)] }]);
		await learnt(service);
		expect(await arrivedOf(service, seller)).toEqual([{ arrived: 1, learnt: true }]);
		await post([{ trackingNumber: "BACK1", withdraw: ["early"] }]);
		expect(await arrivedOf(service, seller)).toEqual([{ arrived: null, learnt: true }]);
		await post([{ trackingNumber: "BACK1", scans: [delivered("late", 1)] }]);
		expect(await arrivedOf(service, seller)).toEqual([{ arrived: 2, learnt: true }]);
	});

	test("of a moment to come nothing more is known than now", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 0);
		const promisedBy = daysAgo(-3);
		const parcel = { trackingNumber: "AHEAD1", carrier: "push", ...HAMBURG_TO_BERLIN, promisedBy };
		const { id } = (await seller.post("/v1/shipments", parcel)).body;
		await post([{ trackingNumber: "AHEAD1", scans: [taken(daysAgo(0.02))] }]);
		const { condition, silence, onTime } = (await seller.get(`/v1/shipments/${id}?as_of=${daysAgo(-60)}`)).body;
		expect([condition, silence, onTime.promise.state]).toEqual(["ok", null, "open"]);
	});

	test("a parcel that its shop stopped is not looked at again, whatever the clock says", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 30);
		const { id } = (
			await seller.post("/v1/shipments", { trackingNumber: "STOP1", carrier: "push", ...HAMBURG_TO_BERLIN })
		).body;
		await post([{ trackingNumber: "STOP1", scans: [taken(daysAgo(0.02))] }]);
		const due = () => service.db.rows(sql`select review_at is not null as due from shipments where public_id = ${id}`);
		expect(await due()).toEqual([{ due: true }]);
		const [{ own } = { own: "" as RowId }] = await service.db.rows<{ own: RowId }>(
			sql`select seller_id::text as own from shipments where public_id = ${id}`,
		);
		await setAside(service.db, own, id, "stopped", new Date().toISOString());
		expect(await due()).toEqual([{ due: false }]);
	});

	test("a parcel that expired has no window, until it is heard of again", async () => {
		const service = await startTestService(database);
		const { seller, post } = await courierOf(service, 30);
		await seller.post("/v1/shipments", { trackingNumber: "LOST1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await service.db.rows(
			sql`update shipments set created_at = now() - interval '40 days' where tracking_number = 'LOST1'
				and seller_id = (select id from sellers where public_id = ${seller.id})`,
		);
		await post([{ trackingNumber: "LOST1", scans: [taken(daysAgo(35))] }]);
		const shown = async () => {
			const { items } = (await seller.get("/v1/shipments?limit=100")).body;
			const { milestone, eta } = items.find((one: { trackingNumber: string }) => one.trackingNumber === "LOST1");
			return [milestone, eta?.source];
		};
		expect(await shown()).toEqual(["expired", undefined]);
		await post([
			{ trackingNumber: "LOST1", scans: [{ code: "in_transit.arrived_facility", occurredAt: daysAgo(0.01) }] },
		]);
		expect(await shown()).toEqual(["in_transit", "model"]);
	});

	test("of a parcel that nobody tells of any more no silence is settled, and none that is ahead will speak", async () => {
		const service = await startTestService(database);
		const { seller, post, connection } = await courierOf(service, 0);
		const { id } = (
			await seller.post("/v1/shipments", { trackingNumber: "LEFT1", carrier: "push", ...HAMBURG_TO_BERLIN })
		).body;
		await post([{ trackingNumber: "LEFT1", scans: [taken(daysAgo(0.01))] }]);
		const deadlines = () =>
			service.db.rows(
				sql`select 1 as one from scans f join shipments s on s.seller_id = f.seller_id and s.id = f.shipment_id
					where s.public_id = ${id} and f.kind = 'silence'`,
			);
		expect(await deadlines()).toHaveLength(1);
		expect((await seller.delete(`/v1/connections/${connection}`)).status).toBe(204);
		await service.db.rows(sql`update shipments set review_at = now() - interval '1 minute' where public_id = ${id}`);
		await vi.waitFor(async () => expect(await deadlines()).toEqual([]), { timeout: 15_000, interval: 200 });
	});

	/** In days since the parcel was taken. */
	function arrivedOf({ db }: TestService, { id }: { readonly id: string }) {
		return db.rows<{ arrived: number | null; learnt: boolean }>(
			sql`select round((arrived - (start ->> 'at')::float8)::numeric, 1)::float8 as arrived, learnt_at is not null as learnt
				from forecasts where seller_id = (select id from sellers where public_id = ${id})`,
		);
	}
});
