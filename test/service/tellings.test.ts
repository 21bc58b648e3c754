import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

const dayMs = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString();

oneDatabase((database) => {
	/** A courier and its parcel; `tell` posts what it says of it, as a message of its own. */
	async function follow(trackingNumber: string) {
		const { url, db, newSeller } = await startTestService(database);
		const seller: TestSeller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber, carrier: "push" });
		const token = new URL(body.trackingUrl).pathname;
		let messages = 0;
		return {
			db,
			tell: (told: object, query = "") => {
				const message = { shipments: [{ trackingNumber, ...told }] };
				return postSigned(`${url}${path}${query}`, secret, message, `msg_${trackingNumber}_${messages++}`);
			},
			shipment: async (query = "") => (await seller.get(`/v1/shipments/${body.id}${query}`)).body,
			page: async () => (await answerOf(await fetch(`${url}${token}.json`))).body,
			html: async () => (await answerOf(await fetch(`${url}${token}`))).body,
			messages: async () => (await seller.get("/v1/messages")).body.items,
		};
	}

	test("a courier's way is one line, its newest, however many positions it posts, and none once it is there", async () => {
		const { db, tell, page, messages } = await follow("WAY00001");
		await tell({ scans: [{ id: "out", code: "out_for_delivery.on_vehicle", occurredAt: daysFromNow(-0.5) }] });
		const at = (minute: number) => new Date(Date.now() - (30 - minute) * 60_000).toISOString();
		for (const minute of [2, 1, 5, 3]) {
			const told = await tell({
				position: { lat: 51 + minute / 100, lng: 12, at: at(minute), stopsBefore: 9 - minute },
			});
			expect(told).toMatchObject({ status: 202, body: { accepted: 1, problems: [] } });
		}
		const shown = (await page()).scans;
		expect(shown.map(({ code, text }: { code: string; text: string }) => [code, text])).toEqual([
			["out_for_delivery.on_vehicle", ""],
			["note.position", "Stops before this one: 4"],
		]);
		const [{ facts } = { facts: 0 }] = await db.rows<{ facts: number }>(
			sql`select count(*)::int4 as facts from scans where code = 'note.position' and words like 'Stops before this one: %'`,
		);
		expect(facts).toBe(1);
		expect(await messages()).toHaveLength(5);
		await tell({ scans: [{ id: "here", code: "delivered.to_recipient", occurredAt: daysFromNow(0) }] });
		const after = (await page()).scans;
		expect(after.map(({ code }: { code: string }) => code)).toEqual([
			"out_for_delivery.on_vehicle",
			"delivered.to_recipient",
		]);
	});

	test("the page tells of the courier while he is out, of the counter while it waits, and of no code", async () => {
		const { tell, page, shipment } = await follow("FETCH001");
		const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
		const courier = { name: "Kim Canary", phone: "+49 341 5550123" };
		const out = { id: "out", code: "out_for_delivery.on_vehicle", occurredAt: minutesAgo(90), courier };
		await tell({ scans: [out], position: { lat: 51.34, lng: 12.37, at: minutesAgo(60), stopsBefore: 4 } });
		const onTheWay = await page();
		expect(onTheWay.lastMile).toEqual({
			stopsBefore: 4,
			positionAt: expect.stringMatching(/Z$/),
			courierPhone: "+49 341 5550123",
		});
		expect([onTheWay.held, onTheWay.pickup]).toEqual([["courier"], undefined]);
		const before = new Date().toISOString();
		const kiosk = {
			name: "Kiosk am Markt",
			address: "Marktplatz 3, 04109 Leipzig",
			hours: ["Mo-Fr 08:00-18:00"],
			until: "2099-11-27T22:59:59Z",
			lat: 51.3402,
			lng: 12.3747,
		};
		const ready = { id: "ready", code: "ready_for_pickup.at_point", occurredAt: minutesAgo(30), pickup: kiosk };
		await tell({ scans: [{ ...ready, pickupCode: "CANARY-4711" }] });
		const reminder = { id: "last", code: "ready_for_pickup.expiring", occurredAt: minutesAgo(10) };
		await tell({ scans: [{ ...reminder, pickup: { until: "2099-11-28" } }] });
		const waiting = await page();
		expect(waiting.pickup).toEqual({ ...kiosk, until: "2099-11-28" });
		expect([waiting.held, waiting.lastMile]).toEqual([["code", "courier"], undefined]);
		expect(JSON.stringify(waiting)).not.toContain("anary");
		const { scans } = await shipment();
		const details = scans.flatMap((scan: { details?: object }) => scan.details ?? []);
		expect(details).toEqual([
			{ pickup: { ...kiosk, until: "2099-11-27" } },
			{ pickup: expect.objectContaining({ name: null, until: "2099-11-28" }) },
		]);
		const earlier = (await shipment(`?as_of=${before}`)).scans;
		expect(earlier.flatMap((scan: { details?: object }) => scan.details ?? [])).toEqual([{ stopsBefore: 4 }]);
		await tell({ scans: [{ id: "here", code: "delivered.collected", occurredAt: minutesAgo(1) }] });
		expect((await page()).pickup).toBeUndefined();
	});

	test("positions that come oftener than the page says are taken, and change nothing", async () => {
		const { tell, page } = await follow("SLOTS001");
		const slot = Math.floor(Date.now() / 15_000) * 15_000 - 60_000;
		const versions: number[] = [];
		for (const second of [0, 3, 9, 14, 15, 29, 2]) {
			const at = new Date(slot + second * 1_000).toISOString();
			const position = { lat: 51 + second / 100, lng: 12, at };
			expect(await tell({ position })).toMatchObject({ status: 202, body: { accepted: 1, problems: [] } });
			versions.push((await page()).version);
		}
		const [first = 0, ...later] = versions;
		expect(later.map((version) => version - first)).toEqual([0, 0, 0, 1, 1, 1]);
		expect((await page()).scans.map(({ place }: { place: { lat: number } }) => place.lat)).toEqual([51.15]);
	});

	test("a scan is as it was told last under its id, and is gone once it is taken back", async () => {
		const { tell, shipment } = await follow("MEND0001");
		const told = async () =>
			(await shipment()).scans.map(({ code, text, local }: Record<string, string>) => [code, text, local]);
		const scan = { id: "a", code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00+01:00", text: "On the van" };
		await tell({ scans: [scan] });
		await tell({
			scans: [{ ...scan, code: "picked_up.collected", occurredAt: "2026-11-20T09:30:00+01:00", text: "At the shop" }],
		});
		expect(await told()).toEqual([["picked_up.collected", "At the shop", "2026-11-20T09:30:00"]]);
		await tell({ scans: [scan] });
		expect(await told()).toEqual([["in_transit.moving", "On the van", "2026-11-20T10:00:00"]]);
		await tell({ withdraw: ["a"] });
		expect(await told()).toEqual([]);
		await tell({ scans: [{ ...scan, text: "On the van, really" }] });
		expect(await told()).toEqual([["in_transit.moving", "On the van, really", "2026-11-20T10:00:00"]]);
	});

	test("a delivery dated weeks ahead delivers nothing: it is shown as written, and its sender is told", async () => {
		const { tell, shipment, page, html, messages } = await follow("AHEAD001");
		await tell({ scans: [{ id: "1", code: "in_transit.moving", occurredAt: daysFromNow(-1) }] });
		const early = { scans: [{ id: "2", code: "delivered.to_recipient", occurredAt: daysFromNow(40) }] };
		const problems = [{ kind: "bad-time", detail: expect.stringMatching(/lies ahead of the message/) }];
		expect((await tell(early, "?dry_run=1")).body).toMatchObject({
			shipments: [{ milestone: "pending", deliveredAt: null }],
			problems,
		});
		expect(await tell(early)).toMatchObject({ status: 202, body: { accepted: 1, problems } });
		expect(await shipment()).toMatchObject({ milestone: "in_transit", deliveredAt: null });
		expect((await shipment()).scans).toHaveLength(2);
		expect(await page()).toMatchObject({
			milestone: "in_transit",
			deliveredAt: null,
			scans: [{ code: "in_transit.moving" }],
			foretold: [{ code: "delivered.to_recipient" }],
		});
		const [lead, timeline = ""] = (await html()).split('id="timeline"');
		expect(lead).toContain("On its way");
		expect(lead).not.toContain("Delivered,");
		expect(timeline).toContain("scan-delivered");
		expect((await messages())[0]).toMatchObject({ state: "read", problems });
		await tell({ scans: [{ id: "3", code: "delivered.to_recipient", occurredAt: daysFromNow(0.2) }] });
		expect(await shipment()).toMatchObject({ milestone: "delivered" });
	});

	test("a page is as fresh as the last news of it, whichever connection of the carrier brought them", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const [first, second] = [await seller.connect({ carrier: "push" }), await seller.connect({ carrier: "push" })];
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "FRESH001", carrier: "push" });
		const page = async () => (await answerOf(await fetch(`${url}${new URL(body.trackingUrl).pathname}.json`))).body;
		expect((await page()).checkedAt).toBeNull();
		for (const [index, { path, secret }] of [first, second].entries()) {
			const scans = [{ id: `${index}`, code: "in_transit.moving", occurredAt: daysFromNow(-index) }];
			await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "FRESH001", scans }] }, `m${index}`);
			const [{ receivedAt }] = (await seller.get("/v1/messages")).body.items;
			expect((await page()).checkedAt).toBe(receivedAt);
		}
	});

	test("a scan that its courier takes back and tells again is there again", async () => {
		const { tell, shipment } = await follow("AGAIN001");
		const told = { scans: [{ id: "1", code: "delivered.to_recipient", occurredAt: daysFromNow(-1) }] };
		const milestones: string[] = [];
		for (const message of [told, { withdraw: ["1"] }, told, told, { withdraw: ["1"] }, { withdraw: ["1"] }, told]) {
			await tell(message);
			milestones.push((await shipment()).milestone);
		}
		expect(milestones.map((milestone) => milestone === "delivered")).toEqual([
			true,
			false,
			true,
			true,
			false,
			false,
			true,
		]);
		expect((await shipment()).scans).toHaveLength(1);
	});
});
