import { sql } from "drizzle-orm";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { createLines } from "../../src/ingest/lines.ts";
import { startPoller } from "../../src/ingest/poller.ts";
import { createReceiver } from "../../src/ingest/receive.ts";
import { refreshShipment } from "../../src/ingest/refresh.ts";
import { createHttpClient } from "../../src/net/http-client.ts";
import { addConnection, type Connection, getConnection } from "../../src/store/connections.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { setAside } from "../../src/store/set-aside.ts";
import { getShipment, type Shipment } from "../../src/store/shipments.ts";
import { listSubscriptions } from "../../src/store/subscriptions.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { aSeller, aShipment, vault } from "../store/given.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const START = Date.parse("2026-11-22T10:20:00.000Z");
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const publicUrl = "https://track.shop.example";
const credentials = { clientId: "shop", clientSecret: "very-secret" };
const uspsCredentials = { ...credentials, alertEmail: "alerts@shop.example" };

interface Asked {
	readonly numbers: readonly string[];
	readonly url: string;
	readonly secret: string;
}

/** UPS as its Track Alert documentation says: it takes up to a hundred numbers, and names those that it refuses. */
function ups({ refuses = () => false }: { refuses?: (number: string) => boolean } = {}) {
	const asked: Asked[] = [];
	let polls = 0;
	/** What it answers instead. */
	let fault: (() => Response) | null = null;
	network.use(
		http.post("https://onlinetools.ups.com/security/v1/oauth/token", () =>
			HttpResponse.json({ access_token: "token-1", expires_in: "14399", status: "approved" }),
		),
		http.post("https://onlinetools.ups.com/api/track/v1/subscription/standard/package", async ({ request }) => {
			// What it takes is written down in the adapter's contract.
			const body = (await request.json()) as {
				trackingNumberList: readonly string[];
				destination: { url: string; credential: string };
			};
			if (fault) return fault();
			asked.push({
				numbers: body.trackingNumberList,
				url: body.destination.url,
				secret: body.destination.credential,
			});
			const [invalid, valid] = [true, false].map((is) => body.trackingNumberList.filter((one) => refuses(one) === is));
			return HttpResponse.json({ validTrackingNumbers: valid, invalidTrackingNumbers: invalid });
		}),
		http.get("https://onlinetools.ups.com/api/track/v1/details/:number", () => {
			polls += 1;
			return HttpResponse.json(
				{ response: { errors: [{ code: "TW0001", message: "Tracking Information Not Found" }] } },
				{ status: 404 },
			);
		}),
	);
	return {
		asked,
		polls: () => polls,
		fail: (answer: (() => Response) | null) => {
			fault = answer;
		},
	};
}

oneDatabase((database) => {
	let db: Database;
	let seller: RowId;
	let nowMs = START;

	beforeAll(async () => {
		db = await database.open();
	});

	function aNode(owner = "one", address = publicUrl) {
		const errors: unknown[] = [];
		const now = () => new Date(nowMs);
		const client = createHttpClient();
		const receiver = createReceiver({
			places: testPlaces(),
			lanes: new LiveLanes(),
			db,
			publicUrl: address,
			now,
			changed: () => {},
			onPoison: (_, error) => errors.push(error),
			onUnknownCodes: () => {},
		});
		const poller = startPoller({
			lineTo: createLines({ vault, http: client, places: testPlaces(), now }),
			publicUrl: address,
			db,
			vault,
			receiver,
			now,
			owner,
			everyMs: hourMs,
			otherClock: async () => new Date(nowMs),
			onError: (error) => errors.push(error),
		});
		onTestFinished(async () => {
			await poller.stop();
			await client.close();
			expect(errors).toEqual([]);
		});
		return poller;
	}

	async function connect(carrier: string, given: Record<string, string>): Promise<Connection> {
		nowMs = START;
		// The tests of a file share a database, and what others registered is not asked for here.
		await db.rows(sql`update legs set next_poll_at = null, connection_id = null`);
		await db.rows(sql`delete from subscriptions`);
		seller = await aSeller(db);
		return await addConnection(db, vault, seller, { carrier, credentials: given, webhookSecret: "the-credential" });
	}

	/** As registering does it: the state is written, and with it what follows of it. */
	async function register({ carrier, rowId }: Connection, trackingNumber: string, address = publicUrl) {
		const parcel = await aShipment(db, seller, { carrier, trackingNumber, connectionId: rowId });
		await db.rows(
			sql`update shipments set created_at = ${new Date(nowMs).toISOString()}::timestamptz where public_id = ${parcel.id}`,
		);
		await refresh(parcel, address);
		return parcel;
	}

	const refresh = (parcel: Shipment, address = publicUrl) =>
		db.transaction((tx) =>
			refreshShipment(tx, parcel, {
				now: new Date(nowMs),
				publicUrl: address,
				places: testPlaces(),
				lanes: new LiveLanes(),
			}),
		);
	const registered = async (connection: Connection, ...numbers: readonly string[]) => {
		const parcels = [];
		for (const number of numbers) parcels.push(await register(connection, number));
		return parcels;
	};
	const told = (connection: Connection) =>
		listSubscriptions(db, connection, { limit: 50, now: new Date(nowMs).toISOString() });
	const legOf = async ({ id }: Shipment) => (await getShipment(db, seller, id))?.legs[0];
	const one = (serial: number) => `1ZWAY00103000${String(serial).padStart(5, "0")}`;

	test("what is registered is subscribed in one call, with our address and the connection's secret", async () => {
		const connection = await connect("ups", credentials);
		const { asked } = ups();
		await registered(connection, one(1), one(2), one(3));
		await aNode().runOnce();
		expect(asked).toHaveLength(1);
		expect([...(asked[0]?.numbers ?? [])].sort()).toEqual([one(1), one(2), one(3)]);
		expect(asked[0]).toMatchObject({
			url: `${publicUrl}/carriers/ups/${connection.id}`,
			secret: "the-credential",
		});
		expect((await told(connection)).map(({ state }) => state)).toEqual(["active", "active", "active"]);
	});

	test("a number is subscribed once, however often its parcel changes and however many nodes there are", async () => {
		const connection = await connect("ups", credentials);
		const { asked } = ups();
		const [parcel] = await registered(connection, one(1));
		const [first, other] = [aNode("one"), aNode("two")];
		await Promise.all([first.runOnce(), other.runOnce()]);
		if (parcel) await refresh(parcel);
		nowMs += dayMs;
		await first.runOnce();
		await other.runOnce();
		expect(asked).toHaveLength(1);
	});

	test("a number that the carrier refuses alone is said so, asked for again, and polled meanwhile", async () => {
		const connection = await connect("ups", credentials);
		let isKnown = false;
		const { asked, polls } = ups({ refuses: (number) => number === one(2) && !isKnown });
		await registered(connection, one(1), one(2));
		const node = aNode();
		await node.runOnce();
		const states = new Map((await told(connection)).map((each) => [each.trackingNumber, each]));
		expect(states.get(one(1))).toMatchObject({ state: "active", lastError: null });
		expect(states.get(one(2))).toMatchObject({ state: "refused", lastError: expect.any(String) });
		expect(polls()).toBe(2);
		expect((await getConnection(db, seller, connection.id))?.health).toBe("ok");
		isKnown = true;
		nowMs += hourMs;
		await node.runOnce();
		expect(asked.map(({ numbers }) => numbers.toSorted())).toEqual([[one(1), one(2)], [one(2)]]);
		expect((await told(connection)).map(({ state }) => state)).toEqual(["active", "active"]);
	});

	test("it is renewed a day before the carrier forgets it", async () => {
		const connection = await connect("ups", credentials);
		const { asked } = ups();
		await registered(connection, one(1));
		const node = aNode();
		await node.runOnce();
		nowMs += 12.9 * dayMs;
		await node.runOnce();
		expect(asked).toHaveLength(1);
		nowMs += 0.2 * dayMs;
		await node.runOnce();
		expect(asked).toHaveLength(2);
		const [subscription] = await told(connection);
		expect(Date.parse(subscription?.lapsesAt ?? "")).toBe(nowMs + 14 * dayMs);
	});

	test("one that cannot be renewed lapses, is shown, and its parcel is polled as if there were none", async () => {
		const connection = await connect("ups", credentials);
		const carrier = ups();
		const [parcel] = await registered(connection, one(1));
		const node = aNode();
		await node.runOnce();
		nowMs += 13.1 * dayMs;
		// It posts, so that it is trusted and polled seldom.
		await db.rows(sql`update connections set last_message_at = ${new Date(nowMs).toISOString()}::timestamptz
			where id = ${connection.rowId}::int8`);
		await db.rows(sql`update legs set next_poll_at = ${new Date(nowMs + dayMs).toISOString()}::timestamptz
			where seller_id = ${seller}::int8`);
		carrier.fail(() => HttpResponse.json({ validTrackingNumbers: [], invalidTrackingNumbers: [one(1)] }));
		const before = carrier.polls();
		await node.runOnce();
		expect(await told(connection)).toMatchObject([{ state: "active", lastError: expect.any(String) }]);
		expect(carrier.polls()).toBe(before + 1);
		nowMs += dayMs;
		expect(await told(connection)).toMatchObject([{ state: "lapsed" }]);
		carrier.fail(null);
		await node.runOnce();
		expect(await told(connection)).toMatchObject([{ state: "active", lastError: null }]);
		if (parcel) expect((await legOf(parcel))?.subscription).toMatchObject({ state: "active" });
	});

	test("a carrier that posts what is new is polled to reconcile alone, once its posts are known to come", async () => {
		const connection = await connect("ups", credentials);
		ups();
		const [parcel] = await registered(connection, one(1));
		if (!parcel) throw new Error("There is a parcel.");
		const waitHours = async () => {
			const leg = await legOf(parcel);
			return (Date.parse(leg?.nextPollAt ?? "") - Date.parse(leg?.lastPolledAt ?? "")) / hourMs;
		};
		const node = aNode();
		await node.runOnce();
		expect(await waitHours()).toBeLessThan(5);
		await db.rows(sql`update connections set last_message_at = ${new Date(nowMs).toISOString()}::timestamptz
			where id = ${connection.rowId}::int8`);
		await refresh(parcel);
		expect(await waitHours()).toBeGreaterThanOrEqual(24);
	});

	test.each([
		["may not subscribe", () => HttpResponse.json({ response: { errors: [] } }, { status: 403 })],
		["is told to wait", () => new HttpResponse("", { status: 429, headers: { "retry-after": "600" } })],
		["is not answered", () => new HttpResponse("", { status: 503 })],
	])("an account that %s is polled all the same", async (_case, answer) => {
		const connection = await connect("ups", credentials);
		const carrier = ups();
		carrier.fail(answer);
		await registered(connection, one(1));
		const node = aNode();
		await node.runOnce();
		expect(carrier.polls()).toBe(1);
		expect(await getConnection(db, seller, connection.id)).toMatchObject({ health: "ok", pausedUntil: null });
		expect(await told(connection)).toMatchObject([{ state: "wanted", lastError: expect.any(String) }]);
		carrier.fail(null);
		nowMs += 2 * hourMs;
		await node.runOnce();
		expect(await told(connection)).toMatchObject([{ state: "active", lastError: null }]);
	});

	test("a phone number that is wrong is one number's trouble, and the others are subscribed", async () => {
		const connection = await connect("kuaidi100", { customer: "shop", key: "very-secret" });
		network.use(
			http.post("https://poll.kuaidi100.com/poll", async ({ request }) => {
				const { number } = JSON.parse(new URLSearchParams(await request.text()).get("param") ?? "{}");
				const isWrong = number === "SF0000000000001";
				return HttpResponse.json(
					isWrong
						? { result: false, returnCode: "408", message: "验证码错误" }
						: { result: true, returnCode: "200", message: "提交成功" },
				);
			}),
			http.post("https://poll.kuaidi100.com/poll/query.do", () =>
				HttpResponse.json({ result: false, returnCode: "500", message: "查询无结果" }),
			),
		);
		await registered(connection, "SF0000000000001", "YT0000000000002", "YT0000000000003");
		await aNode().runOnce();
		const states = (await told(connection)).map(({ trackingNumber, state }) => `${trackingNumber} ${state}`).sort();
		expect(states).toEqual(["SF0000000000001 refused", "YT0000000000002 active", "YT0000000000003 active"]);
	});

	test("what a carrier says when it refuses holds no secret", async () => {
		const connection = await connect("ups", credentials);
		const carrier = ups();
		const message = "bad credential the-credential of client very-secret, call +49 30 1234567";
		carrier.fail(() => HttpResponse.json({ response: { errors: [{ code: "1", message }] } }));
		await registered(connection, one(1));
		await aNode().runOnce();
		expect(JSON.stringify(await told(connection))).not.toMatch(/very-secret|the-credential|1234567/);
	});

	test("where the internet cannot reach us nothing is subscribed, and it is polled", async () => {
		const connection = await connect("ups", credentials);
		const { asked, polls } = ups();
		await register(connection, one(1), "http://localhost:8080");
		await aNode("one", "http://localhost:8080").runOnce();
		expect(asked).toEqual([]);
		expect(polls()).toBe(1);
	});

	test("a new public address is told to the carrier", async () => {
		const connection = await connect("ups", credentials);
		const { asked } = ups();
		await registered(connection, one(1));
		const before = aNode();
		await before.runOnce();
		await before.stop();
		await aNode("two", "https://parcels.shop.example").runOnce();
		expect(asked.map(({ url }) => new URL(url).host)).toEqual(["track.shop.example", "parcels.shop.example"]);
	});

	test("what was registered before carriers could be asked is subscribed when the next node starts", async () => {
		const connection = await connect("ups", credentials);
		const { asked } = ups();
		await registered(connection, one(1), one(2));
		await db.rows(sql`delete from subscriptions`);
		await aNode().runOnce();
		expect(asked.map(({ numbers }) => numbers.toSorted())).toEqual([[one(1), one(2)]]);
	});

	test("one that nobody waits for is taken back by the carrier's own name of it", async () => {
		const connection = await connect("usps", uspsCredentials);
		const cancelled: string[] = [];
		network.use(
			http.post("https://apis.usps.com/oauth2/v3/token", () =>
				HttpResponse.json({ access_token: "token-1", token_type: "Bearer", expires_in: 28_799, status: "approved" }),
			),
			http.post("https://apis.usps.com/subscriptions-tracking/v3r2/subscriptions", () =>
				HttpResponse.json({ subscriptionId: "sub-77" }),
			),
			http.delete("https://apis.usps.com/subscriptions-tracking/v3r2/subscriptions/:id", ({ params }) => {
				cancelled.push(String(params.id));
				return new HttpResponse(null, { status: cancelled.length === 1 ? 500 : 204 });
			}),
			http.post("https://apis.usps.com/tracking/v3r2/tracking", () => HttpResponse.json([], { status: 200 })),
		);
		const [parcel] = await registered(connection, "9400100000000000000006");
		const node = aNode();
		await node.runOnce();
		expect(await told(connection)).toMatchObject([{ state: "active" }]);
		if (parcel) await setAside(db, seller, parcel.id, "stopped", new Date(nowMs).toISOString());
		nowMs += 25.1 * dayMs;
		await node.runOnce();
		expect(await told(connection)).toMatchObject([{ state: "active" }]);
		nowMs += hourMs;
		await node.runOnce();
		expect(cancelled).toEqual(["sub-77", "sub-77"]);
		expect(await told(connection)).toMatchObject([{ state: "ended", nextAt: null }]);
		nowMs += 30 * dayMs;
		await node.runOnce();
		expect(cancelled).toHaveLength(2);
	});

	test("one that ended is asked for again when its parcel is followed again", async () => {
		const connection = await connect("ups", credentials);
		const { asked } = ups();
		const [parcel] = await registered(connection, one(1));
		if (!parcel) throw new Error("There is a parcel.");
		const node = aNode();
		await node.runOnce();
		await setAside(db, seller, parcel.id, "stopped", new Date(nowMs).toISOString());
		nowMs += 13.1 * dayMs;
		await node.runOnce();
		expect(await told(connection)).toMatchObject([{ state: "ended" }]);
		await db.rows(sql`update shipments set stopped_at = null where public_id = ${parcel.id}`);
		await refresh(parcel);
		await node.runOnce();
		expect(asked).toHaveLength(2);
		expect(await told(connection)).toMatchObject([{ state: "active" }]);
	});

	test("subscribing spends the connection's quota", async () => {
		const connection = await connect("usps", uspsCredentials);
		let calls = 0;
		network.use(
			http.post("https://apis.usps.com/oauth2/v3/token", () =>
				HttpResponse.json({ access_token: "token-1", token_type: "Bearer", expires_in: 28_799, status: "approved" }),
			),
			http.post("https://apis.usps.com/subscriptions-tracking/v3r2/subscriptions", () => {
				calls += 1;
				return HttpResponse.json({ subscriptionId: `sub-${calls}` });
			}),
			http.post("https://apis.usps.com/tracking/v3r2/tracking", () => HttpResponse.json([], { status: 200 })),
		);
		await registered(connection, "9400100000000000000006", "92000000000000000000000001", "EA000000005US");
		await db.rows(
			sql`update connections set hour_start = date_trunc('hour', ${new Date(nowMs).toISOString()}::timestamptz, 'UTC'),
				hour_spent = 58 where id = ${connection.rowId}::int8`,
		);
		await aNode().runOnce();
		expect(calls).toBe(2);
		const now = await getConnection(db, seller, connection.id);
		expect(now?.pausedUntil).toBe("2026-11-22T11:00:00.000Z");
	});
});
