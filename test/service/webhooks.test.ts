import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { cloudEvent } from "../../src/http/openapi/webhooks.ts";
import { createKey } from "../../src/services/sellers.ts";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { isAuthentic, type Receiver, startReceiver } from "../helpers/receiver.ts";
import { answerOf, postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

oneDatabase((database) => {
	const start = async (...receivers: readonly Receiver[]) => {
		const service = await startTestService(database, { privateEndpoints: receivers.map(({ host }) => host) });
		const seller = await service.newSeller();
		const push = await seller.connect({ carrier: "push" });
		const post = (shipment: object) =>
			postSigned(`${service.url}${push.path}`, push.secret, { shipments: [shipment] }, `msg_${Math.random()}`);
		return { service, seller, post };
	};
	const endpoint = async (seller: TestSeller, url: string, more: object = {}) => {
		const { status, body } = await seller.post("/v1/endpoints", { url, ...more });
		expect(status, JSON.stringify(body)).toBe(201);
		return body as { readonly id: string; readonly webhookSecret: string };
	};
	const register = async (seller: TestSeller, trackingNumber: string, more: object = {}) =>
		(await seller.post("/v1/shipments", { carrier: "push", trackingNumber, ...more })).body;
	const scan = (id: string, code: string, minutesAgo: number) => ({
		id,
		code,
		occurredAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
		text: "In the carrier's words",
	});
	const types = ({ received }: Receiver) => received.map(({ body }) => body.type);
	/** What waits is due now. */
	const hurry = (db: Database) =>
		db.rows(sql`update webhook_deliveries set next_at = clock_timestamp() where next_at is not null`);

	test("a parcel's news arrive signed, in order, each once, numbered without a gap", async () => {
		const receiver = await startReceiver();
		const { seller, post } = await start(receiver);
		const { webhookSecret, id: endpointId } = await endpoint(seller, receiver.url);
		expect(webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		const order = { reference: "5001", buyer: { email: "lin@example.com", postcode: "04109" } };
		const brand = (await seller.post("/v1/brands", { name: "Kids" })).body;
		const parcel = await register(seller, "BIKE1", { reference: "one of one", order, brand: brand.id });
		await expect.poll(() => types(receiver)).toEqual(["shipment.created"]);
		await post({ trackingNumber: "BIKE1", scans: [scan("a", "picked_up.collected", 30)] });
		await post({
			trackingNumber: "BIKE1",
			scans: [{ ...scan("b", "delivered.to_recipient", 1), courier: { name: "Ada", phone: "+49 341 1" } }],
			withdraw: ["a"],
		});
		await expect.poll(() => types(receiver)).toContain("order.delivered");
		await expect.poll(() => types(receiver)).toContain("shipment.scan.withdrawn");
		const received = receiver.received.toSorted((one, other) => one.body.data.sequence - other.body.data.sequence);
		expect(received.map(({ body }) => body.data.sequence)).toEqual(received.map((_, index) => index + 1));
		expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
		expect(receiver.verified(webhookSecret)).toHaveLength(received.length);
		const names = {
			id: parcel.id,
			carrier: "push",
			trackingNumber: "BIKE1",
			reference: "one of one",
			brand: brand.id,
			order: { id: parcel.orderId, reference: "5001" },
			trackingUrl: parcel.trackingUrl,
		};
		for (const { headers, body, text, id } of received) {
			expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "Wayline-Webhooks/1.0" });
			expect(id).toMatch(/^evt_/);
			expect(Object.keys(body)).toEqual(["type", "timestamp", "data"]);
			expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			expect(body.data).toMatchObject(names);
			expect(text).not.toMatch(/"Ada"|\+49 341|lin@example|"04109"/);
		}
		const dataOf = (type: string) => received.filter(({ body }) => body.type === type).map(({ body }) => body.data);
		expect(dataOf("shipment.created")).toMatchObject([
			{ milestone: "pending", code: "pending.registered", version: 1 },
		]);
		expect(dataOf("shipment.status.changed")).toMatchObject([
			{ before: { milestone: "pending" }, after: { milestone: "picked_up", actionBy: "none" }, silence: null },
			{ before: { milestone: "picked_up" }, after: { milestone: "delivered" } },
		]);
		const shown = (await seller.get(`/v1/shipments/${parcel.id}`)).body;
		const [, second] = dataOf("shipment.scan.added");
		// But for the addresses of messages, which are for keys that may read them.
		const scans = JSON.parse(JSON.stringify(shown.scans, (name, value) => (name === "message" ? undefined : value)));
		expect(second.scans).toEqual(scans);
		expect(second.version).toBe(shown.version ?? second.version);
		expect(dataOf("order.delivered")).toHaveLength(1);
		const log = (await seller.get(`/v1/deliveries?endpoint=${endpointId}`)).body.items;
		await expect
			.poll(async () => (await seller.get("/v1/deliveries?state=delivered")).body.items.length)
			.toBe(received.length);
		expect(log[0].sequence).toBe(received.length);
	});

	test("filters by type and carrier say who hears what, and all hear the same bytes", async () => {
		const [all, some, other] = [await startReceiver(), await startReceiver(), await startReceiver()];
		const { seller, post } = await start(all, some, other);
		await endpoint(seller, all.url);
		await endpoint(seller, some.url, { events: ["shipment.scan.*", "order.delivered"], carriers: ["push"] });
		await endpoint(seller, other.url, { carriers: ["fedex"] });
		await register(seller, "BIKE2");
		await post({ trackingNumber: "BIKE2", scans: [scan("a", "picked_up.collected", 30)] });
		await expect.poll(() => types(some)).toEqual(["shipment.scan.added"]);
		await expect.poll(() => types(all)).toContain("shipment.scan.added");
		const same = all.received.find(({ body }) => body.type === "shipment.scan.added");
		expect(some.received[0]).toMatchObject({ id: same?.id, text: same?.text });
		expect(types(other)).toEqual([]);
	});

	test("that somebody must act now is told once, when it begins", async () => {
		const receiver = await startReceiver();
		const { seller, post } = await start(receiver);
		await endpoint(seller, receiver.url, { events: ["shipment.action_required", "shipment.status.changed"] });
		await register(seller, "BIKE3");
		for (const [id, code, minutes] of [
			["a", "picked_up.collected", 50],
			["b", "in_transit.customs_duty_due", 40],
			["c", "in_transit.customs_info_required", 30],
			["d", "in_transit.customs_cleared", 20],
		] as const) {
			await post({ trackingNumber: "BIKE3", scans: [scan(id, code, minutes)] });
		}
		await expect.poll(() => types(receiver).filter((type) => type === "shipment.status.changed")).toHaveLength(4);
		await expect.poll(() => types(receiver)).toContain("shipment.action_required");
		const told = receiver.received.filter(({ body }) => body.type === "shipment.action_required");
		expect(told[0]?.body.data).toMatchObject({ condition: "action_required" });
		const actors = told.map(({ body }) => body.data.actionBy);
		expect(actors).toEqual([...new Set(actors)]);
	});

	test("an order is delivered with its last parcel, whatever becomes of what goes back", async () => {
		const receiver = await startReceiver();
		const { seller, post } = await start(receiver);
		await endpoint(seller, receiver.url, { events: ["order.delivered"] });
		const order = { reference: "7001" };
		const first = await register(seller, "ORD1", { order });
		await register(seller, "ORD2", { order });
		await register(seller, "ORD3", { order, returnOf: first.id });
		await post({ trackingNumber: "ORD1", scans: [scan("a", "delivered.to_recipient", 9)] });
		await post({ trackingNumber: "ORD2", scans: [scan("a", "delivered.to_recipient", 5)] });
		await expect.poll(() => receiver.received).toHaveLength(1);
		// With either parcel: both may be delivered by the time that the first is told of.
		expect(receiver.received[0]?.body.data.order).toMatchObject({ reference: "7001" });
		await post({ trackingNumber: "ORD3", scans: [scan("a", "delivered.to_recipient", 3)] });
		await post({ trackingNumber: "ORD1", scans: [scan("b", "in_transit.arrived_facility", 2)] });
		await post({ trackingNumber: "ORD1", scans: [scan("c", "delivered.to_recipient", 1)] });
		await register(seller, "ORD4", { order: { reference: "7002" } });
		await post({ trackingNumber: "ORD4", scans: [scan("a", "delivered.to_recipient", 1)] });
		await expect.poll(() => receiver.received.map(({ body }) => body.data.order.reference)).toEqual(["7001", "7002"]);
	});

	test("what fails is tried again, with the same id and bytes and a signature of its own", async () => {
		const receiver = await startReceiver();
		const { service, seller } = await start(receiver);
		const { id, webhookSecret } = await endpoint(seller, receiver.url);
		receiver.answer = (response) => response.writeHead(500).end("down <b>for</b>\r\nmaintenance\u202e");
		await register(seller, "BIKE4");
		const lineOf = async () => (await seller.get("/v1/deliveries")).body.items[0];
		await expect.poll(lineOf).toMatchObject({ state: "retrying", tries: 1, lastStatus: 500 });
		const { nextAt } = await lineOf();
		const waits = Date.parse(nextAt) - (receiver.received[0]?.atMs ?? 0);
		expect(waits).toBeGreaterThan(3_000);
		expect(waits).toBeLessThan(8_000);
		expect((await seller.get(`/v1/endpoints/${id}`)).body).toMatchObject({ state: "failing" });
		await new Promise((resolve) => setTimeout(resolve, 1_050));
		receiver.answer = (response) => response.writeHead(200).end("thanks");
		await hurry(service.db);
		await expect.poll(lineOf).toMatchObject({ state: "delivered", tries: 2, lastStatus: 200, nextAt: null });
		const [first, second] = receiver.received;
		expect(second).toMatchObject({ id: first?.id, text: first?.text });
		expect(second?.headers["webhook-timestamp"]).not.toBe(first?.headers["webhook-timestamp"]);
		expect(receiver.verified(webhookSecret)).toHaveLength(2);
		const detail = (await seller.get(`/v1/deliveries/${(await lineOf()).id}`)).body;
		expect(detail).toMatchObject({
			url: receiver.url,
			payload: first?.body,
			headers: { "webhook-id": first?.id, "webhook-timestamp": second?.headers["webhook-timestamp"] },
			attempts: [
				{
					try: 1,
					status: 500,
					failure: expect.stringContaining("500"),
					answer: "down <b>for</b> maintenance\\u{202e}",
				},
				{ try: 2, status: 200, failure: null, answer: "thanks" },
			],
		});
		expect(JSON.stringify(detail)).not.toMatch(/whsec_|v1,/);
		expect((await seller.get(`/v1/endpoints/${id}`)).body).toMatchObject({ state: "active", failingSince: null });
	});

	test("an endpoint that is gone hears no more, and what came meanwhile goes when it is enabled, or is dropped", async () => {
		const receiver = await startReceiver();
		const { service, seller } = await start(receiver);
		const { id } = await endpoint(seller, receiver.url);
		receiver.answer = (response) => response.writeHead(410).end();
		await register(seller, "GONE1");
		await expect
			.poll(async () => (await seller.get(`/v1/endpoints/${id}`)).body)
			.toMatchObject({ state: "disabled", disabledBecause: expect.stringContaining("410") });
		const told = await service.db.rows<{ data: object }>(
			sql`select data from outbox where type = 'endpoint.disabled' and data ->> 'endpointId' = ${id}::text`,
		);
		expect(told).toMatchObject([{ data: { because: "gone", url: receiver.url } }]);
		await register(seller, "GONE2");
		const states = async () =>
			(await seller.get("/v1/deliveries")).body.items.map(({ state }: { state: string }) => state);
		await expect.poll(states).toEqual(["held", "held"]);
		const [newest] = (await seller.get("/v1/deliveries")).body.items;
		expect((await seller.post(`/v1/deliveries/${newest.id}/replay`, {})).status).toBe(409);
		receiver.answer = (response) => response.writeHead(204).end();
		expect((await seller.patch(`/v1/endpoints/${id}`, { enabled: true })).body.state).toBe("active");
		await expect.poll(states).toEqual(["delivered", "delivered"]);
		await seller.patch(`/v1/endpoints/${id}`, { enabled: false });
		await register(seller, "GONE3");
		await expect.poll(states).toEqual(["held", "delivered", "delivered"]);
		await seller.patch(`/v1/endpoints/${id}`, { enabled: true, held: "drop" });
		await expect.poll(states).toEqual(["dropped", "delivered", "delivered"]);
		expect(receiver.received.filter(({ body }) => body.data.trackingNumber === "GONE3")).toEqual([]);
	});

	test("while a secret is changed both sign, and afterwards the new one alone", async () => {
		const receiver = await startReceiver();
		const { service, seller } = await start(receiver);
		const { id, webhookSecret: old } = await endpoint(seller, receiver.url);
		const { body: changed } = await seller.post(`/v1/endpoints/${id}/secret`, {});
		expect(Date.parse(changed.earlierSecretUntil) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
		expect((await seller.get(`/v1/endpoints/${id}`)).body.webhookSecret).toBeUndefined();
		await register(seller, "KEY1");
		await expect.poll(() => receiver.received).toHaveLength(1);
		const [first] = receiver.received;
		expect(first && [isAuthentic(old, first), isAuthentic(changed.webhookSecret, first)]).toEqual([true, true]);
		await service.db.rows(
			sql`update endpoints set earlier_secret_until = clock_timestamp() where public_id = ${id}::text`,
		);
		await register(seller, "KEY2");
		await expect.poll(() => receiver.received).toHaveLength(2);
		const second = receiver.received[1];
		expect(second && [isAuthentic(old, second), isAuthentic(changed.webhookSecret, second)]).toEqual([false, true]);
		const { body: again } = await seller.post(`/v1/endpoints/${id}/secret`, { graceHours: 0 });
		expect(again.earlierSecretUntil).toBeNull();
	});

	test("an endpoint may be told of CloudEvents and check them by a public key, which nobody can sign with", async () => {
		const receiver = await startReceiver();
		const { seller } = await start(receiver);
		const kinds = { format: "cloudevents", signature: "ed25519" };
		const added = (await seller.post("/v1/endpoints", { url: receiver.url, ...kinds })).body;
		expect(added).toMatchObject({ ...kinds, publicKey: expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/) });
		expect(JSON.stringify(added)).not.toMatch(/webhookSecret|whsk_/);
		expect((await seller.get(`/v1/endpoints/${added.id}`)).body).toEqual(added);
		const parcel = await register(seller, "CLOUD1");
		await expect.poll(() => receiver.received).toHaveLength(1);
		const [first] = receiver.received;
		expect(receiver.verified(added.publicKey)).toHaveLength(1);
		expect(first?.headers["content-type"]).toBe("application/cloudevents+json");
		expect(cloudEvent.parse(first?.body)).toEqual(first?.body);
		const type = "wayline.shipment.created";
		expect(first?.body).toMatchObject({ id: first?.id, type, subject: parcel.id, data: { id: parcel.id } });
		const [line] = (await seller.get("/v1/deliveries")).body.items;
		const headers = { "content-type": "application/cloudevents+json" };
		expect((await seller.get(`/v1/deliveries/${line.id}`)).body).toMatchObject({ headers, payload: first?.body });

		const rotated = (await seller.post(`/v1/endpoints/${added.id}/secret`, {})).body;
		expect(rotated).toMatchObject({ signature: "ed25519", publicKey: expect.not.stringMatching(added.publicKey) });
		await seller.post(`/v1/endpoints/${added.id}/test`, {});
		const shared = (await seller.post(`/v1/endpoints/${added.id}/secret`, { signature: "hmac-sha256" })).body;
		expect(shared).toMatchObject({ signature: "hmac-sha256", publicKey: null });
		await seller.post(`/v1/endpoints/${added.id}/test`, {});
		const takenBy = (key: string) => receiver.received.map((one) => isAuthentic(key, one));
		expect(takenBy(added.publicKey)).toEqual([true, true, false]);
		expect(takenBy(rotated.publicKey)).toEqual([false, true, true]);
		expect(takenBy(shared.webhookSecret)).toEqual([false, false, true]);
		expect(receiver.received[2]?.body).toMatchObject({ type: "wayline.endpoint.test", subject: added.id });
		expect((await seller.patch(`/v1/endpoints/${added.id}`, { format: "standard" })).body.format).toBe("standard");
		for (const wrong of [{ format: "xml" }, { signature: "rsa" }]) {
			expect((await seller.post("/v1/endpoints", { url: receiver.url, ...wrong })).status).toBe(422);
		}
	});

	test("a test is posted at once and says what came back, also of one that is disabled", async () => {
		const receiver = await startReceiver();
		const { seller } = await start(receiver);
		const { id, webhookSecret } = await endpoint(seller, receiver.url);
		receiver.answer = (response) => response.writeHead(200).end("hello");
		const { body } = await seller.post(`/v1/endpoints/${id}/test`, {});
		expect(body).toMatchObject({ delivered: true, status: 200, failure: null, answer: "hello" });
		expect(receiver.verified(webhookSecret).map((one) => one.body)).toMatchObject([
			{ type: "endpoint.test", data: { endpointId: id } },
		]);
		await seller.patch(`/v1/endpoints/${id}`, { enabled: false });
		receiver.answer = (response) => response.writeHead(302, { location: receiver.url }).end();
		const failed = await seller.post(`/v1/endpoints/${id}/test`, {});
		expect(failed.body).toMatchObject({ delivered: false, status: 302 });
		expect(failed.body.failure).toContain("redirects are not followed");
		expect(receiver.received).toHaveLength(2);
		expect((await seller.get(`/v1/deliveries/${failed.body.deliveryId}`)).body).toMatchObject({ state: "given-up" });
	});

	test("what was told is told again: one message, those of a time that failed, or all of it", async () => {
		const receiver = await startReceiver();
		const { service, seller } = await start(receiver);
		const { id } = await endpoint(seller, receiver.url);
		await register(seller, "AGAIN1");
		await expect.poll(() => receiver.received).toHaveLength(1);
		const [line] = (await seller.get("/v1/deliveries")).body.items;
		await expect.poll(async () => (await seller.get(`/v1/deliveries/${line.id}`)).body.state).toBe("delivered");
		expect((await seller.post(`/v1/deliveries/${line.id}/replay`, {})).body.state).toBe("waiting");
		await expect.poll(() => receiver.received).toHaveLength(2);
		receiver.answer = (response) => response.writeHead(500).end();
		await register(seller, "AGAIN2");
		await expect.poll(() => receiver.received).toHaveLength(3);
		await expect
			.poll(async () => (await seller.get("/v1/deliveries")).body.items[0])
			.toMatchObject({ state: "retrying" });
		await service.db.rows(
			sql`update webhook_deliveries set state = 'given-up', next_at = null where state = 'retrying'`,
		);
		receiver.answer = (response) => response.writeHead(204).end();
		const time = {
			from: new Date(Date.now() - 3_600_000).toISOString(),
			to: new Date(Date.now() + 60_000).toISOString(),
		};
		expect((await seller.post(`/v1/endpoints/${id}/replay`, time)).body).toEqual({ count: 1, next: null });
		await expect.poll(() => receiver.received).toHaveLength(4);
		expect((await seller.post(`/v1/endpoints/${id}/replay`, { ...time, only: "all" })).body.count).toBe(2);
		await expect.poll(() => receiver.received).toHaveLength(6);
		const wanted = { ...time, only: "all", types: ["order.*"] };
		expect((await seller.post(`/v1/endpoints/${id}/replay`, wanted)).body.count).toBe(0);
		const later = await startReceiver();
		expect((await seller.post("/v1/endpoints", { url: later.url })).body.errors[0].detail).toContain(
			"WAYLINE_PRIVATE_ENDPOINTS",
		);
		const newer = await endpoint(seller, `${receiver.url}/newer`);
		expect((await seller.post(`/v1/endpoints/${newer.id}/replay`, time)).body.count).toBe(0);
		expect((await seller.post(`/v1/endpoints/${newer.id}/replay`, { ...time, only: "all" })).body.count).toBe(2);
		await expect.poll(() => receiver.received).toHaveLength(8);
		expect(new Set(receiver.received.map((one) => one.id)).size).toBe(2);
		expect((await seller.post(`/v1/endpoints/${id}/replay`, { from: time.to, to: time.from })).status).toBe(422);
	});

	test("what is wrong with an endpoint is said where it is wrong", async () => {
		const { seller } = await start();
		const cases: readonly (readonly [object, string, RegExp])[] = [
			[{ url: "not an address" }, "/url", /whole web address/],
			[{ url: "http://shop.example/hooks" }, "/url", /Only https/],
			[{ url: "https://10.0.0.7/hooks" }, "/url", /not a public address.*10\.0\.0\.7:443 in WAYLINE_PRIVATE_ENDPOINTS/],
			[{ url: "https://[::ffff:7f00:1]/" }, "/url", /not a public address/],
			[{ url: "https://0x7f.1/" }, "/url", /not a public address/],
			[{ url: "https://intranet/hooks" }, "/url", /no name that the internet knows/],
			[{ url: "https://printer.local/hooks" }, "/url", /no name that the internet knows/],
			[{ url: "https://ada:secret@shop.example/hooks" }, "/url", /holds a name or password/],
			[{ url: "https://shop.example/hooks#part" }, "/url", /what follows the #/],
			[{ url: "ftp://shop.example/" }, "/url", /begins with https/],
			[
				{ url: "https://shop.example/", events: ["shipment.status.change"] },
				"/events/0",
				/Did you mean shipment\.status\.changed\?/,
			],
			[{ url: "https://shop.example/", events: ["*", "parcel.*"] }, "/events/1", /no such type/],
			[{ url: "https://shop.example/", carriers: ["fedex", "nobody"] }, "/carriers/1", /There is no carrier "nobody"/],
		];
		for (const [body, pointer, detail] of cases) {
			const answer = await seller.post("/v1/endpoints", body);
			expect(answer, JSON.stringify(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
			expect(answer.body.errors[0].detail).toMatch(detail);
		}
		for (let count = 0; count < 20; count++) await endpoint(seller, `https://shop.example/hooks/${count}`);
		expect((await seller.post("/v1/endpoints", { url: "https://shop.example/one-more" })).status).toBe(409);
		expect((await seller.get("/v1/endpoints")).body.items).toHaveLength(20);
	});

	test("another seller reaches none of it, and a key wants the scope", async () => {
		const receiver = await startReceiver();
		const { service, seller } = await start(receiver);
		const { id } = await endpoint(seller, receiver.url);
		await register(seller, "MINE1");
		await expect.poll(() => receiver.received).toHaveLength(1);
		const [line] = (await seller.get("/v1/deliveries")).body.items;
		const stranger = await service.newSeller();
		await stranger.connect({ carrier: "push" });
		await register(stranger, "THEIRS1");
		const time = { from: "2026-01-01T00:00:00Z", to: "2099-01-01T00:00:00Z" };
		for (const answer of [
			await stranger.get(`/v1/endpoints/${id}`),
			await stranger.patch(`/v1/endpoints/${id}`, { enabled: false }),
			await stranger.post(`/v1/endpoints/${id}/secret`, {}),
			await stranger.post(`/v1/endpoints/${id}/test`, {}),
			await stranger.post(`/v1/endpoints/${id}/replay`, time),
			await stranger.delete(`/v1/endpoints/${id}`),
			await stranger.get(`/v1/deliveries/${line.id}`),
			await stranger.post(`/v1/deliveries/${line.id}/replay`, {}),
		]) {
			expect(answer.status).toBe(404);
		}
		for (const query of ["", `?endpoint=${id}`, `?shipment=${line.shipmentId}`]) {
			expect((await stranger.get(`/v1/deliveries${query}`)).body.items).toEqual([]);
		}
		expect((await stranger.get(`/v1/deliveries?cursor=${line.id}`)).status).toBe(422);
		const { key } = await createKey({ db: service.db }, { sellerId: seller.id, scopes: ["shipments:read"] });
		const refused = await fetch(`${service.url}/v1/endpoints`, { headers: { authorization: `Bearer ${key}` } });
		expect((await answerOf(refused)).status).toBe(403);
		expect(receiver.received.map(({ body }) => body.data.trackingNumber)).toEqual(["MINE1"]);
		await seller.patch(`/v1/endpoints/${id}`, { label: "Orders" });
		await seller.post(`/v1/endpoints/${id}/secret`, {});
		await seller.post(`/v1/deliveries/${line.id}/replay`, {});
		await seller.post(`/v1/endpoints/${id}/replay`, time);
		expect((await seller.delete(`/v1/endpoints/${id}`)).status).toBe(204);
		const noted = (await seller.get("/v1/audit")).body.items.map(({ action }: { action: string }) => action);
		expect(noted.slice(0, 5)).toEqual([
			"endpoint.deleted",
			"endpoint.replayed",
			"delivery.replayed",
			"endpoint.secret.rotated",
			"endpoint.changed",
		]);
		expect((await seller.get("/v1/deliveries")).body.items).toEqual([]);
	});

	test("the log is parted by its cursors and filters", async () => {
		const receiver = await startReceiver();
		const { seller, post } = await start(receiver);
		await endpoint(seller, receiver.url);
		const parcel = await register(seller, "LOG1");
		await register(seller, "LOG2");
		await post({ trackingNumber: "LOG1", scans: [scan("a", "picked_up.collected", 30)] });
		const list = async (query: string) => (await seller.get(`/v1/deliveries?${query}`)).body.items;
		await expect.poll(() => list("type=shipment.scan.added&state=delivered")).toHaveLength(1);
		expect(await list("type=shipment.created")).toHaveLength(2);
		const ofParcel = await list(`shipment=${parcel.id}`);
		expect(ofParcel.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
			ofParcel.map((_: unknown, index: number) => ofParcel.length - index),
		);
		const all = await list("limit=200");
		const walked: unknown[] = [];
		for (let path: string | null = "/v1/deliveries?limit=2"; path !== null; ) {
			const { body, headers } = await seller.get(path);
			walked.push(...body.items);
			const next = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
			path = next ? new URL(next).pathname + new URL(next).search : null;
		}
		expect(walked).toEqual(all);
	});
});
