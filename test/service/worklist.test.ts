import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { registeredAt } from "../helpers/registered-at.ts";
import { postSigned, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const day = (ahead: number) => daysAgo(-ahead).slice(0, 10);

oneDatabase((database) => {
	async function shop(service: TestService) {
		const seller = await service.newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		let messages = 0;
		const post = (trackingNumber: string, code: string, occurredAt: string, more: object = {}) => {
			const shipments = [{ trackingNumber, scans: [{ code, occurredAt }], ...more }];
			return postSigned(`${service.url}${path}`, secret, { shipments }, `msg_${++messages}`);
		};
		const register = async (trackingNumber: string, more: object = {}) =>
			(await seller.post("/v1/shipments", { trackingNumber, carrier: "push", ...more })).body.id as string;
		return { seller, post, register };
	}

	const worklist = async (seller: TestSeller, more = "") =>
		(await seller.get(`/v1/shipments?waiting=seller${more}`)).body.items.map(
			({ trackingNumber }: { trackingNumber: string }) => trackingNumber,
		);

	/** What its listeners are told of one parcel's status, oldest first. */
	const statusEvents = (service: TestService, id: string) =>
		service.db.rows<{ code: string; silent: boolean }>(
			sql`select o.data -> 'after' ->> 'code' as code, o.data ->> 'silence' is not null as silent
				from outbox o join shipments s on s.seller_id = o.seller_id and s.id = o.shipment_id
				where s.public_id = ${id} and o.type = 'shipment.status.changed' order by o.xact, o.id`,
		);

	test("a parcel of which nothing is heard comes to the worklist once, and its next scan takes it off", async () => {
		const service = await startTestService(database);
		const { seller, post, register } = await shop(service);
		const [silent, troubled] = [await register("SILENT1"), await register("TROUBLE1")];
		await register("WELL1");
		await post("WELL1", "in_transit.arrived_facility", daysAgo(0.1));
		await post("SILENT1", "in_transit.arrived_facility", daysAgo(15));
		await post("TROUBLE1", "exception.undeliverable", daysAgo(0.2));
		expect(await worklist(seller)).toEqual(["TROUBLE1", "SILENT1"]);
		expect(await worklist(seller, "&condition=stalled")).toEqual(["SILENT1"]);
		const { silence, waitingSince, code } = (await seller.get(`/v1/shipments/${silent}`)).body;
		expect({ code, silence }).toMatchObject({
			code: "in_transit.no_update",
			silence: { kind: "overdue", carrier: expect.stringMatching(/^push/), basis: "stated", gaps: 0 },
		});
		expect(Date.parse(waitingSince)).toBeGreaterThan(Date.now() - 60_000);
		const lasted = (Date.parse(silence.deadline) - Date.parse(silence.since)) / 3_600_000;
		expect(silence.hours).toBeCloseTo(lasted, 0);

		// Silence that leaves the status of a parcel in trouble as it is, told by the clock alone.
		await service.db.rows(
			sql`update scans set local = ${daysAgo(0.01)} where kind = 'silence' and shipment_id =
				(select id from shipments where public_id = ${troubled})`,
		);
		const review = () =>
			service.db.rows(
				sql`update shipments set review_at = now() - interval '1 minute' where public_id in (${troubled}, ${silent})`,
			);
		const reviewed = () =>
			vi.waitFor(
				async () =>
					expect(
						await service.db.rows(
							sql`select 1 from shipments where public_id in (${troubled}, ${silent}) and review_at <= now()`,
						),
					).toEqual([]),
				{ timeout: 15_000, interval: 100 },
			);
		for (const _ of ["once", "again"]) {
			await review();
			await reviewed();
		}
		expect(await statusEvents(service, troubled)).toEqual([
			{ code: "exception.undeliverable", silent: false },
			{ code: "exception.undeliverable", silent: true },
		]);
		expect(await worklist(seller)).toEqual(["TROUBLE1", "SILENT1"]);

		await post("TROUBLE1", "exception.undeliverable", daysAgo(0.001));
		await post("SILENT1", "in_transit.departed_facility", daysAgo(0.001));
		expect(await worklist(seller)).toEqual(["TROUBLE1"]);
		expect((await statusEvents(service, troubled)).at(-1)).toEqual({ code: "exception.undeliverable", silent: false });
		expect(await statusEvents(service, troubled)).toHaveLength(3);
		expect(await statusEvents(service, silent)).toEqual([
			{ code: "in_transit.no_update", silent: true },
			{ code: "in_transit.departed_facility", silent: false },
		]);
		const then = (await seller.get(`/v1/shipments/${silent}?as_of=${new Date(Date.now() - 500).toISOString()}`)).body;
		expect([then.waitingSince, then.lateRisk]).toEqual([null, null]);
	});

	test("what waits for its buyer alone is not on the worklist", async () => {
		const service = await startTestService(database);
		const { seller, post, register } = await shop(service);
		await register("DUTY1");
		await post("DUTY1", "in_transit.customs_duty_due", daysAgo(0.1));
		expect(await worklist(seller)).toEqual([]);
	});

	test("on time or late is told against what the seller, the carrier first, and we first said, then as now", async () => {
		const service = await startTestService(database);
		const { seller, post, register } = await shop(service);
		const ends = { destination: { country: "DE", city: "Berlin", postcode: "10115" } };
		const id = await register("LATE1", { ...ends, promisedBy: day(-1) });
		const promise = (ahead: number) => ({ promised: { from: day(ahead), to: day(ahead) } });
		await post("LATE1", "in_transit.arrived_facility", daysAgo(0.3), promise(2));
		const then = new Date().toISOString();
		await post("LATE1", "in_transit.departed_facility", daysAgo(0.2), promise(5));
		const open = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(open.onTime).toMatchObject({
			promise: { promisedTo: day(-1), state: "overdue" },
			carrier: { promisedTo: day(2), state: "open" },
			firstEta: { promisedTo: day(2), state: "open" },
		});
		expect(open.lateRisk).toBe(1);
		expect(open.firstEta).toMatchObject({ from: day(2), to: day(2), source: "carrier" });
		expect(open.etaHistory.map(({ to, source }: { to: string; source: string }) => [to, source])).toEqual([
			[day(5), "carrier"],
			[day(2), "carrier"],
		]);
		const before = (await seller.get(`/v1/shipments/${id}?as_of=${then}`)).body;
		expect(before.etaHistory).toHaveLength(1);
		expect(before.eta.to).toBe(day(2));
		await registeredAt(service.db, id, daysAgo(4));
		const unseen = (await seller.get(`/v1/shipments/${id}?as_of=${daysAgo(3)}`)).body;
		expect([unseen.firstEta, unseen.etaHistory, unseen.onTime.carrier]).toEqual([null, [], null]);

		await post("LATE1", "delivered.to_recipient", daysAgo(0.001));
		const { onTime } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(onTime).toMatchObject({
			promise: { state: "late" },
			carrier: { state: "early" },
			firstEta: { state: "early" },
		});
		expect((await seller.get(`/v1/shipments/${id}?as_of=${then}`)).body.onTime.carrier.state).toBe("open");
	});

	test("a list by risk goes on where it stopped, and refuses what is no cursor of its own", async () => {
		const service = await startTestService(database);
		const { seller, register } = await shop(service);
		for (const risk of [0.1, 0.7, 0.4]) {
			const id = await register(`RISK${risk * 10}`);
			await service.db.rows(sql`update shipments set late_risk = ${risk}::float8 where public_id = ${id}`);
		}
		await register("RISKNONE");
		const first = await seller.get("/v1/shipments?sort=late_risk&late_risk_min=0.2&limit=1");
		expect(first.body.items).toMatchObject([{ trackingNumber: "RISK7", lateRisk: 0.7 }]);
		const next = new URL(/<([^>]+)>/.exec(first.headers.get("link") ?? "")?.[1] ?? "");
		const second = await seller.get(`${next.pathname}${next.search}`);
		expect(second.body.items).toMatchObject([{ trackingNumber: "RISK4" }]);
		expect(second.headers.get("link")).not.toContain('rel="next"');
		const cursor = next.searchParams.get("cursor");
		expect((await seller.get(`/v1/shipments?cursor=${cursor}`)).status).toBe(422);
		for (const query of ["sort=age", "late_risk_min=2", "late_risk_min=x", "waiting=buyer"])
			expect((await seller.get(`/v1/shipments?${query}`)).status, query).toBe(400);
	});
});
