import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { registeredAt } from "../helpers/registered-at.ts";
import { answerOf, postFedexSample, postSigned, startTestService } from "../helpers/service.ts";
import { openEvents } from "../http/helpers/served.ts";

const fedexNumber = "700000000005";

eachDatabase((database) => {
	test("a FedEx waybill goes from registration over the webhook to the buyer's page", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller("Shoe shop");
		const connection = await seller.connect({ carrier: "fedex", webhookSecret: "made-up-token-1" });
		const registered = await seller.post("/v1/shipments", {
			trackingNumber: fedexNumber,
			carrier: "fedex",
			order: { reference: "1001", items: [{ name: "Running shoes" }] },
		});
		expect(registered).toMatchObject({
			status: 201,
			body: { carrier: "fedex", milestone: "pending", code: "pending.registered", following: { state: "push-only" } },
		});
		const posted = await postFedexSample(`${url}${connection.path}`, "made-up-token-1", "delivered-after-absent");
		expect(posted.status).toBeLessThan(300);

		const { body } = await seller.get(`/v1/shipments/${registered.body.id}`);
		expect(body).toMatchObject({
			milestone: "delivered",
			code: "delivered.to_recipient",
			deliveredAt: { local: "2026-03-06T12:04:00", instant: "2026-03-06T17:04:00Z" },
			signed: true,
			attempts: 1,
			legs: [{ number: 1, carrier: "fedex", trackingNumber: fedexNumber }],
		});
		expect(body.scans).toHaveLength(10);
		expect(body.scans[4]).toMatchObject({
			local: "2026-03-04T23:12:08",
			instant: "2026-03-05T05:12:08Z",
			zone: "-06:00",
			zoneSource: "payload",
			code: "in_transit.departed_facility",
			carrierCode: "DP",
			provenance: [{ channel: "webhook", messageId: expect.stringMatching(/^msg_/) }],
		});
		expect(JSON.stringify(body)).not.toContain("CANARY");

		const page = await answerOf(await fetch(`${url}${new URL(body.trackingUrl).pathname}`));
		expect(page.status).toBe(200);
		expect(page.body).toContain("Delivered");
		expect(page.body).toContain("Running shoes");
		expect(page.body).not.toContain("CANARY");
	});

	test("the same waybill again is the same shipment, and what contradicts it is refused", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const first = await seller.post("/v1/shipments", {
			trackingNumber: " push 77 01 ",
			carrier: "push",
			reference: "A",
		});
		const again = await seller.post("/v1/shipments", { trackingNumber: "PUSH7701", carrier: "push", reference: "A" });
		const other = await seller.post("/v1/shipments", { trackingNumber: "PUSH7701", carrier: "push", reference: "B" });
		expect([first.status, again.status, other.status]).toEqual([201, 200, 409]);
		expect(again.body.id).toBe(first.body.id);
		expect(other.body.detail).toContain(first.body.id);
	});

	test("two requests for one new waybill at the same moment make one shipment", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const answers = await Promise.all(
			Array.from({ length: 8 }, () => seller.post("/v1/shipments", { trackingNumber: "RACE0001", carrier: "push" })),
		);
		expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
	});

	test("a message that came before its waybill was registered is applied then", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const early = await postSigned(`${url}${path}`, secret, pushOf("EARLY001", "picked_up.accepted"));
		expect(early).toMatchObject({ status: 202, body: { accepted: 0, unmatched: 1, problems: [] } });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "EARLY001", carrier: "push" });
		expect(body).toMatchObject({ milestone: "picked_up", code: "picked_up.accepted" });
		const later = await postSigned(`${url}${path}`, secret, pushOf("EARLY001", "in_transit.moving"), "msg_2");
		expect(later).toMatchObject({ status: 202, body: { accepted: 1, unmatched: 0 } });
	});

	test("a registration and a message at the same moment never miss each other", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const numbers = Array.from({ length: 20 }, (_, index) => `TWIN${1000 + index}`);
		await Promise.all(
			numbers.flatMap((number) => [
				seller.post("/v1/shipments", { trackingNumber: number, carrier: "push" }),
				postSigned(`${url}${path}`, secret, pushOf(number, "picked_up.accepted"), `msg_${number}`),
			]),
		);
		const { body } = await seller.get("/v1/shipments?limit=50");
		expect(body.items.map(({ code }: { code: string }) => code)).toEqual(numbers.map(() => "picked_up.accepted"));
	});

	test("a message delivered twice stores nothing twice, and the same words under another id no scan twice", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "TWICE001", carrier: "push" });
		const push = pushOf("TWICE001", "in_transit.moving");
		const answers = [];
		for (const id of ["msg_1", "msg_1", "msg_2"]) answers.push(await postSigned(`${url}${path}`, secret, push, id));
		expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
		const detail = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect(detail.scans).toHaveLength(1);
		expect(detail.scans[0].provenance).toHaveLength(1);
		const [{ kept } = { kept: 0 }] = await db.rows<{ kept: number }>(
			sql`select count(*)::int4 as kept from raw_messages where carrier = 'push' and body = convert_to(${JSON.stringify(push)}, 'UTF8')`,
		);
		expect(kept).toBe(2);
	});
});

oneDatabase((database) => {
	test("what was known at a moment can be asked for later", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "ASOF0001", carrier: "push" });
		await postSigned(`${url}${path}`, secret, pushOf("ASOF0001", "picked_up.accepted"));
		const between = new Date().toISOString();
		await new Promise((resolve) => setTimeout(resolve, 5));
		await postSigned(`${url}${path}`, secret, pushOf("ASOF0001", "delivered.to_recipient"), "msg_2");
		const then = (await seller.get(`/v1/shipments/${body.id}?as_of=${between}`)).body;
		const now = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect([then.milestone, then.scans.length]).toEqual(["picked_up", 1]);
		expect([now.milestone, now.scans.length]).toEqual(["delivered", 2]);
		const { createdAt } = now;
		const moment = Date.parse(createdAt);
		const before = await seller.get(`/v1/shipments/${body.id}?as_of=${new Date(moment - 1).toISOString()}`);
		expect(before).toMatchObject({ status: 404, body: { createdAt, detail: expect.stringContaining(createdAt) } });
		expect((await seller.get(`/v1/shipments/${body.id}?as_of=${createdAt}`)).body).toMatchObject({
			milestone: "pending",
			scans: [],
		});
	});

	test("a promise that changes and changes back is shown as it was last given", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "BACK0001", carrier: "push" });
		const [monday, friday] = ["2040-01-02", "2040-01-06"];
		const shown = [];
		for (const [index, day] of [monday, friday, monday].entries()) {
			const push = {
				shipments: [{ trackingNumber: "BACK0001", promised: { from: day, to: day }, scans: [] }],
				sent: index,
			};
			await postSigned(`${url}${path}`, secret, push, `msg_${index}`);
			shown.push((await seller.get(`/v1/shipments/${body.id}`)).body.eta?.to);
		}
		expect(shown).toEqual([monday, friday, monday]);
	});

	test("the seller's promise is kept on the destination's clock, else on the one the seller wrote", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const register = async (trackingNumber: string, more: object) =>
			(await seller.post("/v1/shipments", { trackingNumber, carrier: "push", ...more })).body;
		const promisedBy = "2040-01-02T18:00:00+08:00";
		expect((await register("ZONE0001", { promisedBy, destination: { country: "DE" } })).eta).toMatchObject({
			to: "2040-01-02T11:00:00",
			zone: "Europe/Berlin",
			source: "seller",
		});
		expect((await register("ZONE0002", { promisedBy })).eta).toMatchObject({
			to: "2040-01-02T18:00:00",
			zone: "+08:00",
		});
	});

	test("a promise that has passed is owned up to, in every answer and on the page", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		await seller.connect({ carrier: "push" });
		const promisedBy = "2026-01-02T18:00:00+08:00";
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "LATE0001", carrier: "push", promisedBy });
		const late = { promisedTo: "2026-01-02T18:00:00", zone: "+08:00", source: "seller" };
		expect(body).toMatchObject({ eta: null, late });
		expect((await seller.get(`/v1/shipments/${body.id}`)).body).toMatchObject({ eta: null, late });
		expect((await seller.get("/v1/shipments")).body.items).toMatchObject([{ eta: null, late }]);
		await registeredAt(db, body.id, "2026-01-01T00:00:00Z");
		const then = (await seller.get(`/v1/shipments/${body.id}?as_of=2026-01-02T09:59:59Z`)).body;
		expect(then).toMatchObject({ eta: { to: "2026-01-02T18:00:00" }, late: null });
		const page = `${url}${new URL(body.trackingUrl).pathname}`;
		expect((await answerOf(await fetch(`${page}.json`))).body).toMatchObject({ eta: null, late });
		expect((await answerOf(await fetch(page))).body).toContain("Later than expected");
	});

	test("a promise that passes after it was stored is owned up to at once", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const promisedBy = "2040-01-02";
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "LATE0002", carrier: "push", promisedBy });
		expect(body).toMatchObject({ eta: { to: "2040-01-02" }, late: null });
		await db.rows(
			sql`update shipments set page = replace(page::text, '2040-01-02', '2026-01-02')::json,
				eta = replace(eta::text, '2040-01-02', '2026-01-02')::jsonb where public_id = ${body.id}`,
		);
		const missed = { eta: null, late: { promisedTo: "2026-01-02", source: "seller" } };
		expect((await seller.get(`/v1/shipments/${body.id}`)).body).toMatchObject(missed);
		const page = `${url}${new URL(body.trackingUrl).pathname}`;
		expect((await answerOf(await fetch(`${page}.json`))).body).toMatchObject(missed);
	});

	test("a page says what happens to its parcel and not the seller's next step, which names the webhook", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path } = await seller.connect({ carrier: "ups" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "1Z9999999999999999", carrier: "ups" });
		expect(body.following).toMatchObject({ state: "push-only", next: expect.stringContaining(path) });
		expect(body.following.next).toContain("add credentials to the connection and Wayline subscribes them");
		const page = await answerOf(await fetch(`${url}${new URL(body.trackingUrl).pathname}.json`));
		expect(page.body.following).toEqual({ state: "push-only" });
		expect(JSON.stringify(page.body)).not.toContain("con_");
		const { items } = (await seller.get("/v1/carriers")).body;
		const ways = new Map(items.map((one: { code: string; subscription: string }) => [one.code, one.subscription]));
		expect([ways.get("ups"), ways.get("fedex")]).toEqual(["by-wayline", "not-needed"]);
	});

	test("what an order holds now stands on the page of each of its parcels", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const order = { reference: "O-2", items: [{ name: "A lamp" }] };
		const one = await seller.post("/v1/shipments", { trackingNumber: "ITEMS001", carrier: "push", order });
		const page = `${url}${new URL(one.body.trackingUrl).pathname}`;
		const before = await fetch(page);
		const changed = { ...order, items: [{ name: "A lamp" }, { name: "A shade", quantity: 2 }] };
		await seller.post("/v1/shipments", { trackingNumber: "ITEMS002", carrier: "push", order: changed });
		const { body } = await answerOf(await fetch(`${page}.json`));
		const names = ({ items }: { items: readonly { name: string }[] }) => items.map(({ name }) => name);
		expect(names(body)).toEqual(["A lamp", "A shade"]);
		expect(names(body.others[0].parcel)).toEqual(["A lamp", "A shade"]);
		const etag = before.headers.get("etag") ?? "";
		const after = await answerOf(await fetch(page, { headers: { "if-none-match": etag } }));
		expect([after.status, after.body.includes("A shade")]).toEqual([200, true]);
	});

	test("a buyer's link shows the parcels of its order and nothing else", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const order = { reference: "O-1", items: [{ name: "A lamp" }] };
		const one = await seller.post("/v1/shipments", { trackingNumber: "ORDER001", carrier: "push", order });
		const two = await seller.post("/v1/shipments", { trackingNumber: "ORDER002", carrier: "push", order });
		await seller.post("/v1/shipments", { trackingNumber: "OTHER003", carrier: "push" });
		const path = new URL(one.body.trackingUrl).pathname;
		const { body } = await answerOf(await fetch(`${url}${path}.json`));
		expect(body.trackingNumber).toBe("ORDER001");
		expect(body.others.map(({ parcel }: { parcel: { trackingNumber: string } }) => parcel.trackingNumber)).toEqual([
			"ORDER002",
		]);
		expect(JSON.stringify(body)).not.toContain("OTHER003");
		expect(two.body.orderId).toBe(one.body.orderId);
		const orderView = (await seller.get(`/v1/orders/${one.body.orderId}`)).body;
		expect(orderView.shipments.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber)).toEqual([
			"ORDER001",
			"ORDER002",
		]);
	});

	test("an open page hears of a scan", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "LIVE0001", carrier: "push" });
		const live = await openEvents(`${url}${new URL(body.trackingUrl).pathname}/live`);
		await postSigned(`${url}${path}`, secret, pushOf("LIVE0001", "picked_up.accepted"));
		expect(await live.until("id: 2\n")).toContain("id: 2\n");
		live.close();
	});

	test("one seller never sees another's shipments, orders or connections", async () => {
		const { newSeller } = await startTestService(database);
		const [one, two] = [await newSeller("One"), await newSeller("Two")];
		const order = { reference: "SECRET" };
		const shipment = await one.post("/v1/shipments", { trackingNumber: "MINE0001", carrier: "push", order });
		const connection = await one.connect({ carrier: "push" });
		for (const path of [
			`/v1/shipments/${shipment.body.id}`,
			`/v1/orders/${shipment.body.orderId}`,
			`/v1/connections/${connection.id}`,
		]) {
			expect((await one.get(path)).status, path).toBe(200);
			expect((await two.get(path)).status, path).toBe(404);
		}
		for (const path of ["/v1/shipments", "/v1/orders", "/v1/connections"]) {
			expect((await two.get(path)).body.items, path).toEqual([]);
		}
		const same = await two.post("/v1/shipments", { trackingNumber: "MINE0001", carrier: "push" });
		expect(same.status).toBe(201);
		expect(same.body.id).not.toBe(shipment.body.id);
	});
});

function pushOf(trackingNumber: string, code: string): object {
	return { shipments: [{ trackingNumber, scans: [{ id: code, code, occurredAt: "2026-11-20T10:00:00+08:00" }] }] };
}
