import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { replayAll } from "../../src/ingest/replay-all.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const sample = readFileSync(join(import.meta.dirname, "../carriers/fedex/delivered-after-absent.json"), "utf8");
const ourselves = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());

const register = async (seller: TestSeller, carrier: string, trackingNumber: string): Promise<string> =>
	(await seller.post("/v1/shipments", { carrier, trackingNumber })).body.id;
const shown = async (seller: TestSeller, id: string, asOf?: string) =>
	(await seller.get(`/v1/shipments/${id}${asOf === undefined ? "" : `?as_of=${asOf}`}`)).body;
const codes = (scans: readonly { code: string }[]) => scans.map(({ code }) => code);

oneDatabase((database) => {
	test("a parcel that was registered with the wrong number goes on under the right one, and both histories are kept", async () => {
		network.use(ourselves);
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		let message = 0;
		const tell = (trackingNumber: string, code: string, occurredAt: string) => {
			const shipments = [{ trackingNumber, scans: [{ code, occurredAt }] }];
			message += 1;
			return postSigned(`${url}${own.path}`, own.secret, { shipments }, `msg_${message}`);
		};
		const id = await register(seller, "push", "WRONG1");
		await tell("WRONG1", "delivered.to_recipient", "2026-10-02T10:00:00Z");
		await tell("RIGHT1", "in_transit.moving", "2026-10-01T10:00:00Z");
		const believed = (await shown(seller, id)).updatedAt;
		const answer = await seller.post(`/v1/shipments/${id}/carrier`, { carrier: "push", trackingNumber: "right-1" });
		expect(answer).toMatchObject({ status: 200, body: { id, trackingNumber: "RIGHT-1", milestone: "in_transit" } });
		const after = await shown(seller, id);
		expect(codes(after.scans)).toEqual(["in_transit.moving"]);
		expect(codes(after.corrected)).toEqual(["delivered.to_recipient"]);
		expect(after.deliveredAt).toBeNull();
		expect(after.legs).toMatchObject([
			{ number: 1, trackingNumber: "WRONG1", wrongSince: expect.stringMatching(/Z$/) },
			{ number: 2, trackingNumber: "RIGHT-1", wrongSince: null },
		]);
		const before = await shown(seller, id, believed);
		expect(before).toMatchObject({ trackingNumber: "WRONG1", milestone: "delivered", corrected: [] });
		expect(before.legs[0].wrongSince).toBeNull();

		// What the wrong one goes on to tell decides nothing either.
		await tell("WRONG1", "returned.to_sender", "2026-10-03T10:00:00Z");
		await tell("RIGHT1", "out_for_delivery.on_vehicle", "2026-10-03T09:00:00Z");
		const later = await shown(seller, id);
		expect(later.milestone).toBe("out_for_delivery");
		expect(codes(later.corrected)).toEqual(["delivered.to_recipient", "returned.to_sender"]);
		const page = await (await fetch(`${url}${new URL(later.trackingUrl).pathname}.json`)).text();
		expect(page).toContain("RIGHT-1");
		expect(page).not.toMatch(/WRONG1|returned/);

		// The same again changes nothing, and the first word can be given again.
		const same = await seller.post(`/v1/shipments/${id}/carrier`, { carrier: "push", trackingNumber: "RIGHT1" });
		expect([same.status, same.body.updatedAt]).toEqual([200, later.updatedAt]);
		const back = await seller.post(`/v1/shipments/${id}/carrier`, { carrier: "push", trackingNumber: "WRONG1" });
		expect(back.body).toMatchObject({ trackingNumber: "WRONG1", milestone: "returned" });
		const again = await shown(seller, id);
		expect(again.legs).toHaveLength(2);
		expect(codes(again.corrected)).toEqual(["in_transit.moving", "out_for_delivery.on_vehicle"]);

		// Reading all messages anew takes no word of the seller back.
		const places = testPlaces();
		const deps = {
			db,
			publicUrl: "https://track.shop.example",
			places,
			lanes: new LiveLanes(),
			now: () => new Date(),
			changed: () => {},
		};
		for await (const { differences } of replayAll(deps, { dryRun: false })) expect(differences).toEqual([]);
		expect(await shown(seller, id)).toEqual(again);
	});

	test("a number of another parcel is refused, as are strangers, unknown carriers and needs that are not asked for", async () => {
		network.use(ourselves);
		const { newSeller } = await startTestService(database);
		const [seller, other] = [await newSeller(), await newSeller()];
		const id = await register(seller, "yodel", "JD0002000000000017");
		const taken = await register(seller, "ups", "1ZWAY0010300000115");
		const path = `/v1/shipments/${id}/carrier`;
		const refused = await seller.post(path, { carrier: "ups", trackingNumber: "1zway 0010300000115" });
		expect(refused).toMatchObject({ status: 409, body: { id: taken, detail: expect.stringContaining(taken) } });
		expect((await other.post(path, { carrier: "ups" })).status).toBe(404);
		expect(await seller.post(path, { carrier: "nobody" })).toMatchObject({
			status: 422,
			body: { errors: [{ pointer: "/carrier" }] },
		});
		expect((await seller.post(path, { carrier: "ups", needs: { postcode2: "1" } })).status).toBe(422);
		expect(await shown(seller, id)).toMatchObject({ carrier: "yodel", corrected: [], legs: [{ wrongSince: null }] });
		// What a corrected parcel gave up is free for another.
		await seller.post(`/v1/shipments/${taken}/carrier`, { carrier: "ups", trackingNumber: "1ZWAY0010300000222" });
		const freed = await seller.post(path, { carrier: "ups", trackingNumber: "1ZWAY0010300000115" });
		expect(freed).toMatchObject({ status: 200, body: { carrier: "ups", following: { state: "needs-connection" } } });
		const { items } = (await seller.get("/v1/shipments?carrier=yodel")).body;
		expect(items).toEqual([]);
	});

	test("a number that a parcel had by mistake is free for the parcel that has it, with what was told of it", async () => {
		network.use(ourselves);
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const tell = (code: string, occurredAt: string) => {
			const shipments = [{ trackingNumber: "MISTAKE1", scans: [{ code, occurredAt }] }];
			return postSigned(`${url}${own.path}`, own.secret, { shipments }, `msg_${code}`);
		};
		const waybill = { carrier: "push", trackingNumber: "MISTAKE1" };
		const first = (await seller.post("/v1/shipments", { ...waybill, reference: "o1" })).body.id;
		await tell("in_transit.moving", "2026-11-20T10:00:00Z");
		await seller.post(`/v1/shipments/${first}/carrier`, { carrier: "push", trackingNumber: "RIGHT7" });
		const second = await seller.post("/v1/shipments", waybill);
		expect(second).toMatchObject({ status: 201, body: { trackingNumber: "MISTAKE1", milestone: "in_transit" } });
		expect(second.body.id).not.toBe(first);
		await tell("delivered.to_recipient", "2026-11-21T10:00:00Z");
		expect((await shown(seller, second.body.id)).milestone).toBe("delivered");
		expect(await shown(seller, first)).toMatchObject({ scans: [], milestone: "pending" });
		const again = await seller.post("/v1/shipments", waybill);
		expect([again.status, again.body.id]).toEqual([200, second.body.id]);
		const named = await seller.post("/v1/shipments", { ...waybill, reference: "o1" });
		expect([named.status, named.body.id]).toEqual([200, second.body.id]);
	});

	test("a parcel that is corrected to a number that another had by mistake knows what was told of it", async () => {
		network.use(ourselves);
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const tell = (code: string, occurredAt: string) => {
			const shipments = [{ trackingNumber: "SWAPPED1", scans: [{ code, occurredAt }], status: { code } }];
			return postSigned(`${url}${own.path}`, own.secret, { shipments }, `msg_${code}`);
		};
		const first = await register(seller, "push", "SWAPPED1");
		await tell("in_transit.moving", "2026-11-20T10:00:00Z");
		await seller.post(`/v1/shipments/${first}/carrier`, { carrier: "push", trackingNumber: "RIGHT8" });
		await tell("out_for_delivery.on_vehicle", "2026-11-21T10:00:00Z");
		const second = await register(seller, "push", "MISTAKE2");
		await seller.post(`/v1/shipments/${second}/carrier`, { carrier: "push", trackingNumber: "SWAPPED1" });
		const now = await shown(seller, second);
		expect(now.milestone).toBe("out_for_delivery");
		expect(codes(now.scans)).toEqual(["in_transit.moving", "out_for_delivery.on_vehicle"]);
		const deps = {
			db,
			publicUrl: "https://track.shop.example",
			places: testPlaces(),
			lanes: new LiveLanes(),
			now: () => new Date(),
		};
		for await (const { differences } of replayAll({ ...deps, changed: () => {} }, { dryRun: false })) {
			expect(differences).toEqual([]);
		}
		expect(await shown(seller, second)).toEqual(now);
	});

	test("a partner's leg counts where the right number leads to it, whenever that was told", async () => {
		network.use(ourselves);
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		let message = 0;
		const tell = async (shipment: object) => {
			message += 1;
			await postSigned(`${url}${own.path}`, own.secret, { shipments: [shipment] }, `msg_${message}`);
		};
		const told = async (name: string, order: readonly string[]) => {
			const id = await register(seller, "push", `FIRST${name}`);
			const steps: Record<string, () => Promise<unknown>> = {
				goesOn: () =>
					tell({
						trackingNumber: `FIRST${name}`,
						scans: [{ code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00Z" }],
						continues: [{ trackingNumber: `LAST${name}`, carrier: "push" }],
					}),
				ends: () =>
					tell({
						trackingNumber: `LAST${name}`,
						scans: [{ code: "delivered.to_recipient", occurredAt: "2026-11-21T10:00:00Z" }],
					}),
				wrong: () => seller.post(`/v1/shipments/${id}/carrier`, { carrier: "push", trackingNumber: `OTHER${name}` }),
				back: () => seller.post(`/v1/shipments/${id}/carrier`, { carrier: "push", trackingNumber: `FIRST${name}` }),
			};
			for (const step of order) await steps[step]?.();
			const { milestone, scans, corrected, legs } = await shown(seller, id);
			const right = legs.flatMap((leg: { trackingNumber: string; wrongSince: string | null }) =>
				leg.wrongSince === null ? [leg.trackingNumber.slice(0, 4)] : [],
			);
			return { milestone, scans: codes(scans), corrected: codes(corrected), right };
		};
		const expected = {
			milestone: "delivered",
			scans: ["in_transit.moving", "delivered.to_recipient"],
			corrected: [],
			right: ["FIRS", "LAST"],
		};
		const orders = [
			"goesOn ends wrong back",
			"goesOn wrong ends back",
			"goesOn wrong back ends",
			"wrong goesOn ends back",
			"wrong goesOn back ends",
			"wrong back goesOn ends",
			"ends wrong goesOn back",
		];
		for (const [index, order] of orders.entries()) {
			expect([order, await told(`P${index}`, order.split(" "))]).toEqual([order, expected]);
		}
	});

	test("a carrier that only an aggregator hears of is followed by it, and stays the name on the page", async () => {
		network.use(ourselves);
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		await seller.connect({ carrier: "kuaidi100" });
		const id = await register(seller, "yodel", "JD0002000000000017");
		const { body } = await seller.post(`/v1/shipments/${id}/carrier`, { carrier: "kuaidi100" });
		expect(body).toMatchObject({ carrier: "kuaidi100", following: { state: "push-only" } });
		expect((await shown(seller, id)).legs[1].carriedBy).toEqual({ carrier: "yodel", name: null });
		const page = await fetch(`${url}${new URL(body.trackingUrl).pathname}.json`).then((answer) => answer.json());
		expect((page as { carrier: object }).carrier).toMatchObject({
			name: "Yodel",
			trackingUrl: "https://www.yodel.co.uk/tracking/JD0002000000000017",
		});
	});

	test("the right carrier is asked at once, and the wrong one no more, whoever connects it later", async () => {
		const asked: string[] = [];
		network.use(
			ourselves,
			http.post("https://apis.fedex.com/oauth/token", () =>
				HttpResponse.json({ access_token: "token-1", token_type: "bearer", expires_in: 3600 }),
			),
			http.post("https://apis.fedex.com/track/v1/trackingnumbers", async ({ request }) => {
				asked.push(await request.text());
				return new HttpResponse(sample, { headers: { "content-type": "application/json" } });
			}),
		);
		const { newSeller, db } = await startTestService(database);
		const seller = await newSeller();
		await seller.connect({ carrier: "fedex", credentials: { clientId: "shop", clientSecret: "very-secret" } });
		const id = await register(seller, "sf-express", "700000000005");
		await seller.post(`/v1/shipments/${id}/carrier`, { carrier: "fedex" });
		await vi.waitFor(async () => expect((await shown(seller, id)).milestone).toBe("delivered"), 15_000);
		expect(asked).toHaveLength(1);
		expect(await shown(seller, id)).toMatchObject({ carrier: "fedex", following: { state: "following", next: null } });
		await seller.connect({ carrier: "sf-express" });
		const { sql } = await import("drizzle-orm");
		const legs = await db.rows(
			sql`select l.carrier, l.connection_id is not null as followed from legs l
				join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id
				where s.public_id = ${id} order by l.number`,
		);
		expect(legs).toEqual([
			{ carrier: "sf-express", followed: false },
			{ carrier: "fedex", followed: true },
		]);
	});
});
