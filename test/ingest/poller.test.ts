import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { createLines } from "../../src/ingest/lines.ts";
import { startPoller } from "../../src/ingest/poller.ts";
import { createReceiver } from "../../src/ingest/receive.ts";
import { createHttpClient } from "../../src/net/http-client.ts";
import { addShipment } from "../../src/store/add-shipments.ts";
import { addConnection, type Connection, getConnection } from "../../src/store/connections.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { spendQuota } from "../../src/store/leases.ts";
import { getMessage } from "../../src/store/messages.ts";
import { openVault } from "../../src/store/seal.ts";
import { getShipment, type Shipment } from "../../src/store/shipments.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { aSeller, aShipment, vault } from "../store/given.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const START = Date.parse("2026-11-22T10:20:00.000Z");
const EARLIER = "2026-11-22T09:00:00.000Z";

const sf = "https://sfapi.sf-express.com/std/service";
const sfCredentials = { partnerId: "LANTERN", checkWord: "very-secret" };
const fedex = "https://apis.fedex.com/track/v1/trackingnumbers";
const fedexCredentials = { clientId: "shop", clientSecret: "very-secret" };
const fedexLogin = http.post("https://apis.fedex.com/oauth/token", () =>
	HttpResponse.json({ access_token: "token-1", token_type: "bearer", expires_in: 86_400 }),
);

const ROW = { time: "2026-11-21 10:00:00", ftime: "2026-11-21 10:00:00", context: "快件已发往上海", status: "在途" };

oneDatabase((database) => {
	let db: Database;
	let seller: RowId;
	let nowMs = START;
	/** Where it is not the node's. */
	let databaseMs: number | null = null;

	beforeAll(async () => {
		db = await database.open();
	});

	/** A node of its own with a clock that the test sets. */
	function aNode(owner: string, receiving: Database = db) {
		const errors: unknown[] = [];
		const outcomes: string[] = [];
		const now = () => new Date(nowMs);
		const client = createHttpClient();
		const receiver = createReceiver({
			places: testPlaces(),
			lanes: new LiveLanes(),
			db: receiving,
			publicUrl: "https://track.shop.example",
			now,
			changed: () => {},
			onPoison: (_, error) => errors.push(error),
			onUnknownCodes: () => {},
		});
		const poller = startPoller({
			lineTo: createLines({ vault, http: client, places: testPlaces(), now }),
			publicUrl: "https://track.shop.example",
			db,
			vault,
			receiver,
			now,
			owner,
			everyMs: 3_600_000,
			otherClock: async () => new Date(databaseMs ?? nowMs),
			onError: (error) => errors.push(error),
			onAsked: (carrier, outcome) => outcomes.push(`${carrier} ${outcome}`),
		});
		onTestFinished(async () => {
			await poller.stop();
			await client.close();
		});
		return { ...poller, errors, outcomes };
	}

	async function connect(carrier: string, credentials: Record<string, string>): Promise<Connection> {
		nowMs = START;
		databaseMs = null;
		// The tests of a file share a database, and what others left due is not asked for here.
		await db.rows(sql`update legs set next_poll_at = null`);
		seller = await aSeller(db);
		return await addConnection(db, vault, seller, { carrier, credentials });
	}

	const due = ({ carrier, rowId }: Connection, trackingNumber: string, nextPollAt = EARLIER) =>
		aShipment(db, seller, { carrier, trackingNumber, connectionId: rowId, nextPollAt });

	async function dueMany(connection: Connection, count: number): Promise<readonly Shipment[]> {
		const parcels = [];
		for (let index = 0; index < count; index++) parcels.push(await due(connection, sfNumber(index)));
		return parcels;
	}

	const shipmentOf = async ({ id }: Shipment) => {
		const shipment = await getShipment(db, seller, id);
		if (!shipment) throw new Error(`${id} is not there.`);
		return shipment;
	};
	const legOf = async (parcel: Shipment) => (await shipmentOf(parcel)).legs[0];
	const connectionNow = ({ id }: Connection) => getConnection(db, seller, id);
	const messageIds = async () =>
		(
			await db.rows<{ id: string }>(
				sql`select id from raw_messages where seller_id = ${seller}::int8 order by received_at`,
			)
		).map(({ id }) => id);

	async function dueAgain(): Promise<void> {
		await db.rows(
			sql`update legs set next_poll_at = ${new Date(nowMs).toISOString()}::timestamptz where seller_id = ${seller}::int8`,
		);
	}

	test("a number is asked for as its carrier writes it, and stays as its seller wrote it", async () => {
		const connection = await connect("fedex", fedexCredentials);
		const asked: string[] = [];
		network.use(
			fedexLogin,
			http.post(fedex, async ({ request }) => {
				asked.push(await request.text());
				return fedexReply("delivered-after-absent");
			}),
		);
		const parcel = await due(connection, "7000-0000-0005");
		const node = aNode("one");
		await node.runOnce();
		expect(asked).toHaveLength(1);
		expect(node.outcomes).toEqual(["fedex ok"]);
		expect(asked[0]).toContain('"trackingNumber":"700000000005"');
		expect(await shipmentOf(parcel)).toMatchObject({ milestone: "delivered", trackingNumber: "7000-0000-0005" });
		expect(await connectionNow(connection)).toMatchObject({ health: "ok" });
	});

	test("a phone number that is wrong is one number's trouble, and the connection goes on", async () => {
		const connection = await connect("kuaidi100", { customer: "shop", key: "very-secret" });
		network.use(
			http.post("https://poll.kuaidi100.com/poll/query.do", async ({ request }) => {
				const { num } = JSON.parse(new URLSearchParams(await request.text()).get("param") ?? "{}");
				if (num === "SF0000000000001") {
					return HttpResponse.json({ result: false, returnCode: "408", message: "验证码错误" });
				}
				return HttpResponse.json({ message: "ok", nu: num, com: "yuantong", state: "0", status: "200", data: [ROW] });
			}),
		);
		const wrong = await due(connection, "SF0000000000001");
		const right = await due(connection, "YT0000000000002");
		await aNode("one").runOnce();
		expect(await legOf(wrong)).toMatchObject({ pollFailures: 1, lastPolledAt: null });
		expect((await shipmentOf(right)).milestone).toBe("in_transit");
		expect(await connectionNow(connection)).toMatchObject({ health: "ok", pausedUntil: null });
	});

	test("the same answer stores nothing, another one is news, and so is the first again", async () => {
		const connection = await connect("fedex", fedexCredentials);
		const replies = ["delivered-after-absent", "delivered-after-absent", "not-found", "delivered-after-absent"];
		let call = 0;
		network.use(
			fedexLogin,
			// FedEx names every answer anew.
			http.post(fedex, () => fedexReply(replies[call++] ?? "", `00000000-0000-4000-8000-00000000000${call}`)),
		);
		await due(connection, "700000000005");
		const node = aNode("one");
		const kept = [];
		for (const _ of replies) {
			await dueAgain();
			await node.runOnce();
			kept.push((await messageIds()).length);
			nowMs += 3_600_000;
		}
		expect(call).toBe(4);
		expect(kept).toEqual([1, 1, 2, 3]);
		expect(node.errors).toEqual([]);
	});

	test("an answer is kept byte for byte, with its status and what was asked, and read in its own characters", async () => {
		const connection = await connect("sf-express", sfCredentials);
		// 已签收 and 上海 in GBK, which no reader of UTF-8 gives back.
		const [words, place] = [bytesOf("d2d1c7a9cad5"), bytesOf("c9cfbaa3")];
		const text = sfBody([sfNumber(0)])
			.replaceAll("Delivered", "\u0001")
			.replaceAll("Shanghai", "\u0002");
		const body = Buffer.concat(
			[...text].map((one) => (one === "\u0001" ? words : one === "\u0002" ? place : Buffer.from(one))),
		);
		network.use(
			http.post(
				sf,
				() => new HttpResponse(body, { status: 201, headers: { "content-type": "application/json;charset=GBK" } }),
			),
		);
		const parcel = await due(connection, sfNumber(0));
		await aNode("one").runOnce();
		const [id = ""] = await messageIds();
		const message = await getMessage(db, seller, id);
		expect(Buffer.from(message?.body ?? []).equals(body)).toBe(true);
		expect(message).toMatchObject({ asked: [sfNumber(0)], replyStatus: 201, state: "read" });
		const scans = await db.rows(
			sql`select words, place_text as place from scans where seller_id = ${seller}::int8 and kind = 'scan'`,
		);
		expect(scans).toMatchObject([{ words: "已签收", place: "上海" }]);
		expect((await shipmentOf(parcel)).milestone).toBe("delivered");
	});

	test("a carrier that asks for a pause gets it, and no parcel is held to have failed", async () => {
		const connection = await connect("sf-express", sfCredentials);
		let calls = 0;
		network.use(
			http.post(sf, () => {
				calls += 1;
				return calls === 1
					? new HttpResponse(null, { status: 429, headers: { "retry-after": "120" } })
					: HttpResponse.text(sfBody([sfNumber(0)]));
			}),
		);
		const parcel = await due(connection, sfNumber(0));
		const node = aNode("one");
		await node.runOnce();
		expect(await connectionNow(connection)).toMatchObject({
			health: "failing",
			pausedUntil: "2026-11-22T10:22:00.000Z",
		});
		expect(await legOf(parcel)).toMatchObject({ pollFailures: 0, lastPolledAt: null });
		nowMs += 119_000;
		await dueAgain();
		await node.runOnce();
		expect(calls).toBe(1);
		nowMs += 1_000;
		await node.runOnce();
		expect(calls).toBe(2);
		expect(await connectionNow(connection)).toMatchObject({ health: "ok", pausedUntil: null });
	});

	test("a quota that is spent leaves every parcel due as it was, until the next hour", async () => {
		const connection = await connect("usps", { clientId: "a", clientSecret: "b", alertEmail: "a@shop.example" });
		let calls = 0;
		network.use(
			http.post("https://apis.usps.com/oauth2/v3/token", () =>
				HttpResponse.json({ access_token: "t", expires_in: 3600 }),
			),
			http.post("https://apis.usps.com/tracking/v3r2/tracking", () => {
				calls += 1;
				return HttpResponse.json([]);
			}),
		);
		const parcel = await due(connection, "9400100000000000000000");
		await spendQuota(db, connection, { perHour: 60 }, 60, new Date(nowMs).toISOString());
		const node = aNode("one");
		await node.runOnce();
		expect(calls).toBe(0);
		expect(await connectionNow(connection)).toMatchObject({
			health: "unknown",
			lastError: null,
			pausedUntil: "2026-11-22T11:00:00.000Z",
		});
		expect(await legOf(parcel)).toMatchObject({ nextPollAt: EARLIER, pollFailures: 0, lastPolledAt: null });
		nowMs = Date.parse("2026-11-22T11:00:00.000Z");
		await node.runOnce();
		expect(calls).toBe(1);
	});

	test("several calls are under way at once, no more in a second than the carrier allows", async () => {
		const connection = await connect("sf-express", sfCredentials);
		const begun: number[] = [];
		let fourBegan = () => {};
		const four = new Promise<void>((resolve) => {
			fourBegan = resolve;
		});
		network.use(
			http.post(sf, async ({ request }) => {
				if (begun.push(performance.now()) === 4) fourBegan();
				const numbers = await sfAsked(request);
				await four;
				return HttpResponse.text(sfBody(numbers));
			}),
		);
		const parcels = await dueMany(connection, 61);
		await aNode("one").runOnce();
		expect(begun).toHaveLength(7);
		// Five a second: the sixth is of the next one. A busy machine sees the first later than it was sent.
		expect((begun[5] ?? 0) - (begun[0] ?? 0)).toBeGreaterThan(500);
		for (const parcel of parcels) expect((await shipmentOf(parcel)).milestone).toBe("delivered");
	});

	test("one number that spoils its batch is found, and the others get their answers", async () => {
		const connection = await connect("sf-express", sfCredentials);
		const batches: number[] = [];
		network.use(
			http.post(sf, async ({ request }) => {
				const numbers = await sfAsked(request);
				batches.push(numbers.length);
				if (numbers.includes(sfNumber(6))) return new HttpResponse("bad request", { status: 400 });
				return HttpResponse.text(sfBody(numbers));
			}),
		);
		const parcels = await dueMany(connection, 10);
		await aNode("one").runOnce();
		expect(batches[0]).toBe(10);
		expect(batches.length).toBeLessThanOrEqual(9);
		for (const [index, parcel] of parcels.entries()) {
			const { milestone, legs } = await shipmentOf(parcel);
			const isSpoilt = index === 6;
			expect({ index, milestone, failures: legs[0]?.pollFailures }).toEqual({
				index,
				milestone: isSpoilt ? "pending" : "delivered",
				failures: isSpoilt ? 1 : 0,
			});
		}
		expect(await connectionNow(connection)).toMatchObject({ health: "ok" });
	});

	test("needs that do not open fail their own parcel alone", async () => {
		const connection = await connect("sf-express", sfCredentials);
		network.use(http.post(sf, async ({ request }) => HttpResponse.text(sfBody(await sfAsked(request)))));
		const whole = await due(connection, sfNumber(0));
		const { shipment: sealed } = await addShipment(db, openVault(new Uint8Array(32).fill(8)), seller, {
			carrier: "sf-express",
			trackingNumber: sfNumber(1),
			connectionId: connection.rowId,
			nextPollAt: EARLIER,
			needs: { phoneLast4: "0000" },
			state: whole,
		});
		const node = aNode("one");
		await node.runOnce();
		expect((await shipmentOf(whole)).milestone).toBe("delivered");
		expect(await legOf(sealed)).toMatchObject({ pollFailures: 1, lastPolledAt: null });
		expect(Date.parse((await legOf(sealed))?.nextPollAt ?? "")).toBeGreaterThan(nowMs);
		expect(node.errors).toHaveLength(1);
	});

	test("after an outage others go first: one number may be what the carrier stumbles over", async () => {
		const connection = await connect("dhl", { apiKey: "very-secret" });
		const asked: string[] = [];
		network.use(
			http.get("https://api-eu.dhl.com/track/shipments", ({ request }) => {
				const number = new URL(request.url).searchParams.get("trackingNumber") ?? "";
				asked.push(number);
				return new HttpResponse(null, { status: number === "00340000000000000001" ? 503 : 404 });
			}),
		);
		const spoiling = await due(connection, "00340000000000000001", "2026-11-22T08:00:00.000Z");
		const other = await due(connection, "00340000000000000002");
		const node = aNode("one");
		await node.runOnce();
		expect(await connectionNow(connection)).toMatchObject({
			health: "failing",
			lastError: expect.stringMatching(/503/),
		});
		expect(await legOf(other)).toMatchObject({ nextPollAt: EARLIER, pollFailures: 0 });
		nowMs += 61_000;
		await node.runOnce();
		expect(asked).toEqual(["00340000000000000001", "00340000000000000002"]);
		expect(await connectionNow(connection)).toMatchObject({ health: "ok" });
		expect((await shipmentOf(other)).code).toBe("pending.not_found");
		expect(await legOf(spoiling)).toMatchObject({ pollFailures: 0, lastPolledAt: null });
	});

	const outagePage = () =>
		new HttpResponse(`<html><body>We will be back. ${Math.random()}</body></html>`, {
			headers: { "content-type": "text/html" },
		});

	test.each([
		["an outage page", outagePage],
		["nothing", () => new HttpResponse(null, { status: 200 })],
	])("a carrier that answers with %s is asked ever more seldom until it is back", async (_, answer) => {
		const connection = await connect("sf-express", sfCredentials);
		let calls = 0;
		let isBack = false;
		network.use(
			http.post(sf, async ({ request }) => {
				calls += 1;
				return isBack ? HttpResponse.text(sfBody(await sfAsked(request))) : answer();
			}),
		);
		const parcels = await dueMany(connection, 45);
		const node = aNode("one");
		await node.runOnce();
		const restsMinutes: number[] = [];
		for (let round = 0; round < 9; round++) {
			const pausedUntil = (await connectionNow(connection))?.pausedUntil ?? "";
			restsMinutes.push((Date.parse(pausedUntil) - nowMs) / 60_000);
			nowMs = Date.parse(pausedUntil);
			await dueAgain();
			await node.runOnce();
		}
		expect(restsMinutes).toEqual([1, 1, 2, 4, 8, 15, 15, 15, 15]);
		// Four were under way when the first was answered.
		expect(calls).toBeLessThanOrEqual(4 + 9);
		expect((await messageIds()).length).toBeLessThanOrEqual(4 + 1);
		expect(await connectionNow(connection)).toMatchObject({
			health: "failing",
			lastError: expect.stringMatching(/instead of data/),
		});
		isBack = true;
		for (let round = 0; round < 2; round++) {
			nowMs += 30 * 60_000;
			await node.runOnce();
		}
		expect(await connectionNow(connection)).toMatchObject({ health: "ok", pausedUntil: null });
		for (const parcel of parcels) expect((await shipmentOf(parcel)).milestone).toBe("delivered");
		expect(node.errors).toEqual([]);
	});

	test("a carrier that answers every number with its own error is left alone after three", async () => {
		const connection = await connect("sf-express", sfCredentials);
		let calls = 0;
		network.use(
			http.post(sf, () => {
				calls += 1;
				return HttpResponse.json({ apiResultCode: "A1099", apiErrorMsg: "system error" });
			}),
		);
		await dueMany(connection, 81);
		await aNode("one").runOnce();
		// And what was under way beside the third.
		expect(calls).toBeLessThanOrEqual(6);
		expect(await connectionNow(connection)).toMatchObject({
			health: "failing",
			pausedUntil: "2026-11-22T10:21:00.000Z",
		});
	});

	test("one number whose answer nobody can read fails alone, and the connection goes on", async () => {
		const connection = await connect("dhl", { apiKey: "very-secret" });
		network.use(
			http.get("https://api-eu.dhl.com/track/shipments", ({ request }) => {
				const isSpoilt = request.url.includes("00340000000000000001");
				return isSpoilt ? HttpResponse.json({ shipments: 7 }) : new HttpResponse(null, { status: 404 });
			}),
		);
		const spoilt = await due(connection, "00340000000000000001", "2026-11-22T08:00:00.000Z");
		const other = await due(connection, "00340000000000000002");
		await aNode("one").runOnce();
		expect(await legOf(spoilt)).toMatchObject({ pollFailures: 1, lastPolledAt: null });
		expect((await shipmentOf(other)).code).toBe("pending.not_found");
		expect(await connectionNow(connection)).toMatchObject({ health: "ok", pausedUntil: null });
	});

	test.each([
		["cut off", "CONNECTION_CLOSED"],
		["busy with a lock", "55P03"],
	])("a database that is %s is no fault of the carrier", async (_, code) => {
		const connection = await connect("sf-express", sfCredentials);
		network.use(http.post(sf, async ({ request }) => HttpResponse.text(sfBody(await sfAsked(request)))));
		const parcel = await due(connection, sfNumber(0));
		const refusal = Object.assign(new Error("not just now"), { code });
		const node = aNode("one", { ...db, transaction: () => Promise.reject(refusal) });
		await node.runOnce();
		expect(node.errors).toEqual([refusal]);
		expect(await connectionNow(connection)).toMatchObject({ health: "unknown", failingSince: null, pausedUntil: null });
		expect(await legOf(parcel)).toMatchObject({ nextPollAt: EARLIER, pollFailures: 0, lastPolledAt: null });
		await aNode("one").runOnce();
		expect((await shipmentOf(parcel)).milestone).toBe("delivered");
	});

	test("nobody is asked while the clocks of node and database differ, which is said once", async () => {
		const connection = await connect("sf-express", sfCredentials);
		let calls = 0;
		network.use(
			http.post(sf, async ({ request }) => {
				calls += 1;
				return HttpResponse.text(sfBody(await sfAsked(request)));
			}),
		);
		const parcel = await due(connection, sfNumber(0));
		const node = aNode("one");
		databaseMs = START;
		for (const days of [400, 400, -400]) {
			nowMs = START + days * 86_400_000;
			await node.runOnce();
		}
		expect(calls).toBe(0);
		expect(node.errors.map(String)).toEqual([expect.stringMatching(/576000 minutes apart/)]);
		expect(await legOf(parcel)).toMatchObject({ nextPollAt: EARLIER, lastPolledAt: null });
		nowMs = START + 299_000;
		await node.runOnce();
		expect(calls).toBe(1);
		expect((await shipmentOf(parcel)).milestone).toBe("delivered");
	});

	test("one node asks at a time; one that stops finishes what has begun and gives the rest back at once", async () => {
		const connection = await connect("sf-express", sfCredentials);
		const asked: string[][] = [];
		let answer = () => {};
		const held = new Promise<void>((resolve) => {
			answer = resolve;
		});
		let fourBegan = () => {};
		const began = new Promise<void>((resolve) => {
			fourBegan = resolve;
		});
		network.use(
			http.post(sf, async ({ request }) => {
				const numbers = await sfAsked(request);
				asked.push([...numbers]);
				if (asked.length === 4) fourBegan();
				if (asked.length <= 4) await held;
				return HttpResponse.text(sfBody(numbers));
			}),
		);
		const parcels = await dueMany(connection, 45);
		const [first, second] = [aNode("first"), aNode("second")];
		const round = first.runOnce();
		await began;
		await second.runOnce();
		expect(asked).toHaveLength(4);
		const stopped = first.stop();
		answer();
		await Promise.all([stopped, round]);
		expect(asked).toHaveLength(4);
		await second.runOnce();
		expect(asked.map(({ length }) => length)).toEqual([10, 10, 10, 10, 5]);
		expect(new Set(asked.flat()).size).toBe(45);
		for (const parcel of parcels) expect((await shipmentOf(parcel)).milestone).toBe("delivered");
		expect([...first.errors, ...second.errors]).toEqual([]);
	});

	test("a node whose lease went to another asks no more", async () => {
		const connection = await connect("sf-express", sfCredentials);
		let calls = 0;
		network.use(
			http.post(sf, async ({ request }) => {
				calls += 1;
				const numbers = await sfAsked(request);
				await db.rows(
					sql`update connections set lease_owner = 'heir', lease_until = clock_timestamp() + interval '1 hour'
						where seller_id = ${seller}::int8`,
				);
				return HttpResponse.text(sfBody(numbers));
			}),
		);
		const parcels = await dueMany(connection, 45);
		const node = aNode("one");
		await node.runOnce();
		// As many as were under way before the first of them was answered: four at most.
		const underWay = calls;
		expect(underWay).toBeLessThanOrEqual(4);
		const left = [];
		for (const parcel of parcels) left.push((await legOf(parcel))?.lastPolledAt ?? null);
		expect(left.filter((moment) => moment === null)).toHaveLength(45 - 10 * underWay);
		await node.runOnce();
		expect(calls).toBe(underWay);
	});
});

function fedexReply(situation: string, transaction = "11111111-2222-4333-8444-555555555555"): HttpResponse<string> {
	const sample = readFileSync(join(import.meta.dirname, `../carriers/fedex/${situation}.json`), "utf8");
	const text = sample.replace(/"transactionId": "[^"]*"/, `"transactionId": "${transaction}"`);
	return new HttpResponse(text, { headers: { "content-type": "application/json" } });
}

function sfNumber(index: number): string {
	return `SF${1_234_567_890_000 + index}`;
}

async function sfAsked(request: Request): Promise<readonly string[]> {
	const { trackingNumber } = JSON.parse(new URLSearchParams(await request.text()).get("msgData") ?? "{}");
	return trackingNumber;
}

/** Every parcel delivered in Shanghai. */
function sfBody(numbers: readonly string[]): string {
	const routes = [{ acceptTime: "2026-11-20 10:00:00", remark: "Delivered", opCode: "80", acceptAddress: "Shanghai" }];
	const msgData = { routeResps: numbers.map((mailNo) => ({ mailNo, routes })) };
	const apiResultData = JSON.stringify({ success: true, errorCode: "S0000", errorMsg: null, msgData });
	return JSON.stringify({ apiErrorMsg: "", apiResponseID: "0001", apiResultCode: "A1000", apiResultData });
}

function bytesOf(hexadecimal: string): Buffer {
	return Buffer.from(hexadecimal, "hex");
}
