import { sql } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createEndpointClient } from "../../src/net/endpoint-client.ts";
import { type SenderDeps, startSender } from "../../src/outbound/sender.ts";
import { makeSigningKey } from "../../src/outbound/signature.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { getDelivery, listDeliveries, replayDelivery } from "../../src/store/deliveries.ts";
import {
	addEndpoint,
	changeEndpoint,
	disableEndpoint,
	type Endpoint,
	enableEndpoint,
	getEndpoint,
	type NewEndpoint,
} from "../../src/store/endpoints.ts";
import { saveEvents } from "../../src/store/events.ts";
import { publicId } from "../../src/store/ids.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { isAuthentic, type Receiver, startReceiver } from "../helpers/receiver.ts";
import { aSeller, vault } from "../store/given.ts";

const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
	});

	const endpointTo = async (receiver: Pick<Receiver, "url">, sellerId?: RowId, more: Partial<NewEndpoint> = {}) => {
		const filter = { events: ["*"], carriers: null };
		const input = { url: receiver.url, label: null, filter, secret: SECRET, ...more };
		const owner = sellerId ?? (await aSeller(db));
		const endpoint = await db.transaction((tx) => addEndpoint(tx, vault, owner, input, 20));
		if (!endpoint) throw new Error("There is room for an endpoint.");
		return endpoint;
	};
	const tell = async (count: number, ...endpoints: readonly Endpoint[]) => {
		const events = Array.from({ length: count }, (_, index) => ({
			sellerId: endpoints[0]?.sellerId ?? ("0" as RowId),
			...{ id: publicId("evt"), shipmentId: null, sequence: null, type: "shipment.created" },
			...{ body: `{"type":"shipment.created","data":{"number":${index}}}`, createdAt: new Date().toISOString() },
			to: endpoints.map(({ rowId, format }) => ({ rowId, isHeld: false, format })),
		}));
		await db.transaction((tx) => saveEvents(tx, events));
		return events;
	};
	const senderFor = (receivers: readonly Receiver[], over: Partial<SenderDeps> & { timeoutMs?: number } = {}) => {
		const { timeoutMs = 5_000, ...deps } = over;
		const http = createEndpointClient({ privateHosts: receivers.map(({ host }) => host), timeoutMs });
		const failures: unknown[] = [];
		const sender = startSender({
			...{ db, vault, http, now: () => new Date(), onError: (error: unknown) => failures.push(error) },
			publicUrl: "https://track.shop.example",
			...{ everyMs: 3_600_000, ...deps },
		});
		onTestFinished(async () => {
			await Promise.all([sender.stop(), http.close()]);
			expect(failures).toEqual([]);
		});
		return { sender, http };
	};
	const log = async ({ sellerId, rowId }: Endpoint) =>
		(await listDeliveries(db, sellerId, { endpointId: rowId }, { limit: 200, after: null })).items;
	const statesOf = async (endpoint: Endpoint) => (await log(endpoint)).map(({ state }) => state);
	const now = (endpoint: Endpoint) => getEndpoint(db, endpoint.sellerId, endpoint.id);
	const numbersOf = ({ received }: Receiver) => received.map(({ body }) => body.data.number);

	test("many are sent at once, each once, whatever two senders claim beside each other", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		await tell(150, endpoint);
		const [one, other] = [senderFor([receiver]), senderFor([receiver])];
		await Promise.all([one.sender.runOnce(), other.sender.runOnce()]);
		expect(await statesOf(endpoint)).toEqual(Array.from({ length: 150 }, () => "delivered"));
		expect(numbersOf(receiver).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 150 }, (_, index) => index));
		expect(receiver.verified(SECRET)).toHaveLength(150);
	});

	test("each endpoint has its own envelope of one event, the same bytes at every retry, another when it is sent again", async () => {
		const [plain, cloud] = [await startReceiver(), await startReceiver()];
		const sellerId = await aSeller(db);
		const key = makeSigningKey("ed25519");
		const one = await endpointTo(plain, sellerId);
		const other = await endpointTo(cloud, sellerId, { ...key, format: "cloudevents" });
		const [told] = await tell(1, one, other);
		cloud.answer = (response) => response.writeHead(500).end();
		const { sender } = senderFor([plain, cloud]);
		await sender.runOnce();
		await db.transaction((tx) => changeEndpoint(tx, sellerId, other.id, { format: "standard" }));
		cloud.answer = (response) => response.writeHead(204).end();
		await db.rows(sql`update webhook_deliveries set next_at = clock_timestamp()
			where seller_id = ${sellerId}::int8 and next_at is not null`);
		await sender.runOnce();
		expect(plain.received.map(({ id, text }) => [id, text])).toEqual([[told?.id, told?.body]]);
		const [first, second] = cloud.received;
		expect(first?.headers["content-type"]).toBe("application/cloudevents+json");
		expect(first?.body).toMatchObject({ specversion: "1.0", id: told?.id, data: { number: 0 } });
		expect(second).toMatchObject({ id: first?.id, text: first?.text });
		expect(plain.verified(SECRET)).toHaveLength(1);
		expect(cloud.verified(key.publicKey ?? "")).toHaveLength(2);
		const [line] = await log(other);
		await replayDelivery(db, sellerId, line?.id ?? "");
		await sender.runOnce();
		expect(cloud.received[2]).toMatchObject({ id: first?.id, text: told?.body });
		expect(cloud.received[2]?.headers["content-type"]).toBe("application/json");
		expect(await getDelivery(db, sellerId, line?.id ?? "")).toMatchObject({ format: "standard", state: "delivered" });
	});

	test("what was held goes in the envelope that is wanted when it goes", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		await tell(1, endpoint);
		await db.transaction((tx) => disableEndpoint(tx, endpoint, "seller", new Date().toISOString()));
		await db.transaction((tx) => changeEndpoint(tx, endpoint.sellerId, endpoint.id, { format: "cloudevents" }));
		await db.transaction((tx) => enableEndpoint(tx, endpoint, "send"));
		await senderFor([receiver]).sender.runOnce();
		expect(receiver.received.map(({ body }) => body.specversion)).toEqual(["1.0"]);
	});

	test("a slow endpoint with a long queue holds up nobody else, nor does a full house of them", async () => {
		const [slow, fast] = [await startReceiver(), await startReceiver()];
		slow.answer = () => {};
		const sellerId = await aSeller(db);
		const slowOnes = [];
		for (let count = 0; count < 4; count++) slowOnes.push(await endpointTo(slow, sellerId));
		await tell(100, ...slowOnes);
		const quick = await endpointTo(fast);
		const { sender, http } = senderFor([slow, fast], { most: 32, mostPerEndpoint: 4, timeoutMs: 20_000 });
		const running = sender.runOnce();
		await expect.poll(() => slow.received).toHaveLength(16);
		await tell(60, quick);
		sender.wake();
		await expect.poll(() => fast.received).toHaveLength(60);
		expect(slow.received).toHaveLength(16);
		await http.close();
		await running;
	});

	test("what was dropped while it was under way is not tried again", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		receiver.answer = async (response) => {
			await db.transaction((tx) => disableEndpoint(tx, endpoint, "seller", new Date().toISOString()));
			await db.transaction((tx) => enableEndpoint(tx, endpoint, "drop"));
			response.writeHead(500).end();
		};
		await sender.runOnce();
		expect(await log(endpoint)).toMatchObject([{ state: "dropped", tries: 1, nextAt: null }]);
	});

	test("all endpoints of one seller together leave room for everybody else's", async () => {
		const [slow, fast] = [await startReceiver(), await startReceiver()];
		slow.answer = () => {};
		const sellerId = await aSeller(db);
		const slowOnes = [];
		for (let count = 0; count < 8; count++) slowOnes.push(await endpointTo(slow, sellerId));
		await tell(10, ...slowOnes);
		const quick = await endpointTo(fast);
		const { sender, http } = senderFor([slow, fast], { most: 16, mostPerEndpoint: 4, timeoutMs: 20_000 });
		const running = sender.runOnce();
		await expect.poll(() => slow.received.length).toBeGreaterThanOrEqual(8);
		await tell(20, quick);
		sender.wake();
		await expect.poll(() => fast.received).toHaveLength(20);
		expect(slow.received).toHaveLength(8);
		await http.close();
		await running;
	});

	test("who fails holds few places from then on", async () => {
		const [bad, good] = [await startReceiver(), await startReceiver()];
		bad.answer = (response) => response.writeHead(500).end();
		const endpoint = await endpointTo(bad);
		await tell(30, endpoint);
		let underWay = 0;
		let most = 0;
		const { sender } = senderFor([bad, good], { mostPerEndpoint: 6 });
		await sender.runOnce();
		bad.answer = (response) => {
			most = Math.max(most, ++underWay);
			setTimeout(() => {
				underWay--;
				response.writeHead(500).end();
			}, 20);
		};
		await db.rows(sql`update webhook_deliveries set next_at = clock_timestamp()
			where endpoint_id = ${endpoint.rowId}::int8`);
		await sender.runOnce();
		expect((await log(endpoint)).filter(({ tries }) => tries === 2)).toHaveLength(30);
		expect(most).toBeLessThanOrEqual(2);
	});

	test.each([429, 502, 503, 504])("what answers %i with Retry-After is left alone for as long", async (status) => {
		const receiver = await startReceiver();
		receiver.answer = (response) => response.writeHead(status, { "retry-after": "90" }).end();
		const endpoint = await endpointTo(receiver);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		await sender.runOnce();
		const [line] = await log(endpoint);
		expect(line).toMatchObject({ state: "retrying", lastStatus: status });
		expect(Date.parse(line?.nextAt ?? "") - Date.now()).toBeGreaterThan(80_000);
		expect(Date.parse(line?.nextAt ?? "") - Date.now()).toBeLessThan(95_000);
		// What comes next waits too.
		await tell(1, endpoint);
		await sender.runOnce();
		expect(receiver.received).toHaveLength(1);
	});

	test("a Retry-After of another status, or one for ever, moves nothing", async () => {
		const receiver = await startReceiver();
		receiver.answer = (response) => response.writeHead(500, { "retry-after": "3600" }).end();
		const endpoint = await endpointTo(receiver);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		await sender.runOnce();
		const [line] = await log(endpoint);
		expect(Date.parse(line?.nextAt ?? "") - Date.now()).toBeLessThan(6_000);
	});

	test("after ten attempts it is given up, and each stands in the log", async () => {
		const receiver = await startReceiver();
		receiver.answer = (response) => response.writeHead(301, { location: "/" }).end();
		const endpoint = await endpointTo(receiver);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		const waits: number[] = [];
		for (let attempt = 0; attempt < 12; attempt++) {
			await sender.runOnce();
			const [line] = await log(endpoint);
			if (line?.nextAt) waits.push((Date.parse(line.nextAt) - Date.now()) / 60_000);
			await db.rows(sql`update webhook_deliveries set next_at = clock_timestamp()
				where endpoint_id = ${endpoint.rowId}::int8 and next_at is not null`);
		}
		expect(receiver.received).toHaveLength(10);
		const minutes = [5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440];
		expect(waits).toHaveLength(9);
		for (const [index, wait] of waits.entries()) {
			expect(wait).toBeGreaterThan((minutes[index] ?? 0) - 0.1);
			expect(wait).toBeLessThan((minutes[index] ?? 0) * 1.1 + 0.1);
		}
		const [line] = await log(endpoint);
		expect(line).toMatchObject({ state: "given-up", tries: 10, nextAt: null });
		const kept = await getDelivery(db, endpoint.sellerId, line?.id ?? "");
		expect(kept?.attempts.map((one) => one.try)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(kept?.attempts[0]?.failure).toContain("redirects are not followed");
		expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
	});

	test("after five days without a success an endpoint is disabled and told of, and what waits is held", async () => {
		const receiver = await startReceiver();
		receiver.answer = (response) => response.writeHead(500).end();
		const endpoint = await endpointTo(receiver);
		const { sender } = senderFor([receiver]);
		const failingFor = async (days: number) => {
			await db.rows(sql`update endpoints set failing_since = clock_timestamp() - ${days}::float8 * interval '1 day'
				where id = ${endpoint.rowId}::int8`);
			await tell(1, endpoint);
			await sender.runOnce();
		};
		await failingFor(4.99);
		expect(await now(endpoint)).toMatchObject({ disabledAt: null });
		await failingFor(5.01);
		expect(await now(endpoint)).toMatchObject({ disabledBecause: "failing" });
		expect(await statesOf(endpoint)).toEqual(["held", "held"]);
		const told = await db.rows(sql`select data ->> 'because' as because from outbox
			where type = 'endpoint.disabled' and data ->> 'endpointId' = ${endpoint.id}::text`);
		expect(told).toEqual([{ because: "failing" }]);
	});

	test("one success ends the failing, whatever fails beside it", async () => {
		const receiver = await startReceiver();
		receiver.answer = (response, { body }) => response.writeHead(body.data.number === 0 ? 200 : 500).end();
		const endpoint = await endpointTo(receiver);
		await db.rows(sql`update endpoints set failing_since = clock_timestamp() - interval '4 days'
			where id = ${endpoint.rowId}::int8`);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		await sender.runOnce();
		expect(await now(endpoint)).toMatchObject({ failingSince: null });
		await tell(2, endpoint);
		await sender.runOnce();
		const { failingSince } = (await now(endpoint)) ?? {};
		expect(failingSince === null || Date.now() - Date.parse(failingSince ?? "") < 60_000).toBe(true);
	});

	test("who dies with a claim delays what he claimed and loses nothing", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		const events = await tell(3, endpoint);
		receiver.answer = () => {};
		const dead = senderFor([receiver], { timeoutMs: 60_000 });
		const running = dead.sender.runOnce();
		await expect.poll(() => receiver.received).toHaveLength(3);
		receiver.answer = (response) => response.writeHead(204).end();
		const next = senderFor([receiver]);
		await next.sender.runOnce();
		expect(receiver.received).toHaveLength(3);
		// The claim has lapsed.
		await db.rows(sql`update webhook_deliveries set next_at = next_at - interval '90 seconds'
			where endpoint_id = ${endpoint.rowId}::int8`);
		await next.sender.runOnce();
		expect(await statesOf(endpoint)).toEqual(["delivered", "delivered", "delivered"]);
		expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
		await dead.http.close();
		await running;
	});

	test("who stops settles what was answered and gives the rest back, untried", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		await tell(40, endpoint);
		let answered = 0;
		receiver.answer = (response) => {
			if (answered++ < 2) response.writeHead(204).end();
		};
		const stopping = senderFor([receiver], { mostPerEndpoint: 4, timeoutMs: 60_000 });
		const running = stopping.sender.runOnce();
		await expect.poll(() => receiver.received).toHaveLength(6);
		await Promise.all([stopping.sender.stop(), stopping.http.close()]);
		await running;
		const states = await statesOf(endpoint);
		expect(states.toSorted()).toEqual([...Array(2).fill("delivered"), ...Array(38).fill("waiting")]);
		receiver.answer = (response) => response.writeHead(204).end();
		await senderFor([receiver]).sender.runOnce();
		expect(await log(endpoint)).toMatchObject(Array(40).fill({ state: "delivered", tries: 1 }));
	});

	test("an endpoint whose secret nobody can read is disabled, and nothing unsigned leaves", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		await db.rows(sql`update endpoints set sealed_secret = '' where id = ${endpoint.rowId}::int8`);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		await sender.runOnce();
		expect(await now(endpoint)).toMatchObject({ disabledBecause: "secret-lost" });
		expect(receiver.received).toEqual([]);
	});

	test("the signature is of this attempt and these bytes", async () => {
		const receiver = await startReceiver();
		const endpoint = await endpointTo(receiver);
		await tell(1, endpoint);
		const { sender } = senderFor([receiver]);
		await sender.runOnce();
		const [one] = receiver.received;
		if (!one) throw new Error("It arrives.");
		expect(isAuthentic(SECRET, one)).toBe(true);
		expect(isAuthentic(SECRET, { ...one, text: `${one.text} ` })).toBe(false);
		expect(isAuthentic(`whsec_${Buffer.alloc(32, 6).toString("base64")}`, one)).toBe(false);
		const stale = { ...one.headers, "webhook-timestamp": String(Math.floor(Date.now() / 1000) - 400) };
		expect(isAuthentic(SECRET, { ...one, headers: stale })).toBe(false);
	});
});
