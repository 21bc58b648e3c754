import { beforeAll, expect, test } from "vitest";
import { addConnection, type ConnectionKey, getConnection, recordOutcome } from "../../src/store/connections.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { claimConnections, claimLease, releaseLeases, renewLease, spendQuota } from "../../src/store/leases.ts";
import { claimDuePolls, type FinishedPoll, finishPolls, releasePolls } from "../../src/store/polls.ts";
import { getShipment, type Shipment } from "../../src/store/shipments.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment, NOW, vault } from "./given.ts";

const EARLIER = "2026-11-22T09:00:00.000Z";
const LATER = "2026-11-22T11:00:00.000Z";
const LONG = 60_000;
const LAPSED = -1;

eachDatabase((database) => {
	let db: Database;
	let seller: RowId;

	beforeAll(async () => {
		db = await database.open();
		seller = await aSeller(db);
	});

	const aConnection = () => addConnection(db, vault, seller, { carrier: "glider" });
	const due = (connection: ConnectionKey, nextPollAt = EARLIER) =>
		aShipment(db, seller, { connectionId: connection.rowId, nextPollAt });
	const finish = (owner: string, parcel: Shipment, nextPollAt: string | null, outcome: FinishedPoll["outcome"]) =>
		finishPolls(db, owner, [{ sellerId: seller, shipmentId: parcel.rowId, number: 1, nextPollAt, outcome }], NOW);
	const legOf = async (parcel: Shipment) => (await getShipment(db, seller, parcel.id))?.legs[0];
	const claim = (connection: ConnectionKey, owner: string, leaseMs = LONG, limit = 100) =>
		claimDuePolls(db, { connection, owner, limit, leaseMs, now: NOW });

	test("gives each due parcel to one claimer only, however many ask at once", async () => {
		const connection = await aConnection();
		const parcels = [];
		for (let number = 0; number < 30; number++) parcels.push(await due(connection));
		const claims = await Promise.all(
			Array.from({ length: 8 }, (_, node) => claim(connection, `node ${node}`, LONG, 5)),
		);
		const claimed = claims.flat().map(({ id }) => id);
		expect(new Set(claimed).size).toBe(claimed.length);
		claimed.push(...(await claim(connection, "the last")).map(({ id }) => id));
		expect(claimed.sort()).toEqual(parcels.map(({ id }) => id).sort());
		expect(await claim(connection, "too late")).toEqual([]);
	});

	test("claims what is due and nothing else, the longest due first", async () => {
		const connection = await aConnection();
		const second = await due(connection, NOW);
		const first = await due(connection, EARLIER);
		await due(connection, LATER);
		await aShipment(db, seller, { connectionId: connection.rowId });
		expect((await claim(connection, "node")).map(({ id }) => id)).toEqual([first.id, second.id]);
	});

	test("parcels near delivery go first where the quota is short", async () => {
		const connection = await aConnection();
		const given = { connectionId: connection.rowId, nextPollAt: EARLIER };
		const waiting = await due(connection, EARLIER);
		const state = { reason: "none", condition: "ok", actionBy: "none" } as const;
		const moving = await aShipment(db, seller, {
			...given,
			nextPollAt: NOW,
			state: { ...state, milestone: "in_transit", code: "in_transit.moving" },
		});
		const near = await aShipment(db, seller, {
			...given,
			nextPollAt: NOW,
			state: { ...state, milestone: "out_for_delivery", code: "out_for_delivery.on_vehicle" },
		});
		const short = { connection, owner: "node", leaseMs: LONG, now: NOW, nearDeliveryFirst: true };
		expect((await claimDuePolls(db, { ...short, limit: 2 })).map(({ id }) => id)).toEqual([near.id, moving.id]);
		expect((await claimDuePolls(db, { ...short, limit: 2 })).map(({ id }) => id)).toEqual([waiting.id]);
	});

	test("a claim that was never finished may be claimed again when its lease ends, and then is the other's", async () => {
		const connection = await aConnection();
		const parcel = await due(connection);
		await claim(connection, "dead node", LAPSED);
		expect((await claim(connection, "live node")).map(({ id }) => id)).toEqual([parcel.id]);
		await finish("dead node", parcel, LATER, "failed");
		expect(await legOf(parcel)).toMatchObject({ nextPollAt: EARLIER, pollFailures: 0 });
	});

	test("finishing plans the next poll and counts failures in a row", async () => {
		const connection = await aConnection();
		const parcel = await due(connection);
		const poll = async (nextPollAt: string | null, outcome: FinishedPoll["outcome"]) => {
			expect(await claim(connection, "node")).toHaveLength(1);
			await finish("node", parcel, nextPollAt, outcome);
			return await legOf(parcel);
		};
		expect(await poll(EARLIER, "failed")).toMatchObject({ pollFailures: 1, lastPolledAt: null });
		expect(await poll(NOW, "failed")).toMatchObject({ pollFailures: 2, nextPollAt: NOW });
		expect(await poll(EARLIER, "postponed")).toMatchObject({
			pollFailures: 2,
			nextPollAt: EARLIER,
			lastPolledAt: null,
		});
		expect(await poll(null, "answered")).toMatchObject({ pollFailures: 0, nextPollAt: null, lastPolledAt: NOW });
		expect(await claim(connection, "node")).toEqual([]);
	});

	test("what is given back is due as it was, and only by its owner", async () => {
		const connection = await aConnection();
		const parcel = await due(connection);
		const [leg] = await claim(connection, "node");
		if (!leg) throw new Error("It is due.");
		await releasePolls(db, "other", [leg]);
		expect(await claim(connection, "other")).toEqual([]);
		await releasePolls(db, "node", [leg]);
		expect(await claim(connection, "other")).toEqual([leg]);
		expect(await legOf(parcel)).toMatchObject({ nextPollAt: EARLIER, pollFailures: 0, lastPolledAt: null });
	});

	test("a node that stops gives back its connections and the legs it had claimed", async () => {
		const connection = await aConnection();
		await due(connection);
		await claimLease(db, connection, "stopping", LONG);
		expect(await claim(connection, "stopping")).toHaveLength(1);
		await releaseLeases(db, "stopping");
		expect(await claimLease(db, connection, "heir", LONG)).toBe(true);
		expect(await claim(connection, "heir")).toHaveLength(1);
	});

	test("connections that waited longest come first, without those that are being asked", async () => {
		const others = await aSeller(db);
		const connections = [];
		for (const nextPollAt of ["2020-01-03T00:00:00Z", "2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"]) {
			const connection = await addConnection(db, vault, others, { carrier: "glider" });
			await aShipment(db, others, { connectionId: connection.rowId, nextPollAt });
			connections.push(connection);
		}
		const [third, first, second] = connections.map(({ rowId }) => rowId);
		const busy: RowId[] = [];
		for (const expected of [first, second, third]) {
			const now = "2020-01-04T00:00:00Z";
			const claimed = await claimConnections(db, {
				owner: "mine",
				leaseMs: LONG,
				limit: 1,
				now,
				busy,
				subscribes: true,
			});
			expect(claimed).toEqual([{ sellerId: others, rowId: expected }]);
			busy.push(...claimed.map(({ rowId }) => rowId));
		}
		await releaseLeases(db, "mine");
	});

	test("one node holds a connection until it gives it back or its lease ends", async () => {
		const connection = await aConnection();
		expect(await claimLease(db, connection, "one", LONG)).toBe(true);
		expect(await claimLease(db, connection, "other", LONG)).toBe(false);
		expect(await renewLease(db, connection, "one", LONG)).toBe(true);
		expect(await renewLease(db, connection, "other", LONG)).toBe(false);
		await releaseLeases(db, "one");
		expect(await claimLease(db, connection, "other", LAPSED)).toBe(true);
		expect(await claimLease(db, connection, "one", LONG)).toBe(true);
		expect(await renewLease(db, connection, "other", LONG)).toBe(false);
	});

	test("of nodes that ask at once one gets the lease", async () => {
		const connection = await aConnection();
		const answers = await Promise.all(
			Array.from({ length: 8 }, (_, node) => claimLease(db, connection, `node ${node}`, LONG)),
		);
		expect(answers.filter((isMine) => isMine)).toHaveLength(1);
	});

	test("claims connections with a parcel due that nobody else holds and that are not paused", async () => {
		const [busy, idle, paused, taken] = [
			await aConnection(),
			await aConnection(),
			await aConnection(),
			await aConnection(),
		];
		for (const connection of [busy, paused, taken]) await due(connection);
		await due(idle, LATER);
		await recordOutcome(db, paused, { kind: "failed", error: "503", pausedUntil: LATER }, NOW);
		await claimLease(db, taken, "other", LONG);
		const mine = async (now: string) => {
			const claimed = await claimConnections(db, { owner: "mine", leaseMs: LONG, limit: 100, now, subscribes: true });
			return new Set(claimed.map(({ rowId }) => rowId));
		};
		const first = await mine(NOW);
		expect([busy, idle, paused, taken].map(({ rowId }) => first.has(rowId))).toEqual([true, false, false, false]);
		const second = await mine(LATER);
		expect([busy, idle, paused, taken].map(({ rowId }) => second.has(rowId))).toEqual([true, true, true, false]);
		await releaseLeases(db, "mine");
	});

	test("an hour's quota is spent to the last call, and says when the next hour begins", async () => {
		const connection = await aConnection();
		const spend = (calls: number, now: string) => spendQuota(db, connection, { perHour: 60, perDay: 100 }, calls, now);
		expect(await spend(59, "2026-11-22T10:05:00Z")).toEqual({ allowed: true });
		expect(await spend(2, "2026-11-22T10:06:00Z")).toEqual({ allowed: false, until: "2026-11-22T11:00:00.000Z" });
		expect(await spend(1, "2026-11-22T10:59:59Z")).toEqual({ allowed: true });
		expect(await spend(1, "2026-11-22T10:59:59Z")).toMatchObject({ allowed: false });
		expect(await spend(40, "2026-11-22T11:00:00Z")).toEqual({ allowed: true });
		expect(await spend(1, "2026-11-22T11:00:00Z")).toEqual({ allowed: false, until: "2026-11-23T00:00:00.000Z" });
		expect(await spend(60, "2026-11-23T00:00:00Z")).toEqual({ allowed: true });
	});

	test("calls counted at once never exceed the quota", async () => {
		const connection = await aConnection();
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => spendQuota(db, connection, { perDay: 7 }, 1, NOW)),
		);
		expect(answers.filter(({ allowed }) => allowed)).toHaveLength(7);
	});

	test("a connection without limits is never refused", async () => {
		expect(await spendQuota(db, await aConnection(), {}, 1_000_000, NOW)).toEqual({ allowed: true });
	});

	test("an outage is the connection's: since when, why, and until it answers again", async () => {
		const connection = await aConnection();
		const now = async () => getConnection(db, seller, connection.id);
		await recordOutcome(
			db,
			connection,
			{ kind: "failed", error: "The carrier answered 503.", pausedUntil: LATER },
			EARLIER,
		);
		await recordOutcome(db, connection, { kind: "failed", error: "The carrier timed out." }, NOW);
		expect(await now()).toMatchObject({
			health: "failing",
			failingSince: EARLIER,
			lastError: "The carrier timed out.",
			pausedUntil: LATER,
			lastOkAt: null,
		});
		await recordOutcome(db, connection, { kind: "ok" }, NOW);
		expect(await now()).toMatchObject({ health: "ok", pausedUntil: LATER });
		await recordOutcome(db, connection, { kind: "ok" }, LATER);
		expect(await now()).toMatchObject({
			health: "ok",
			failingSince: null,
			lastError: null,
			lastOkAt: LATER,
			pausedUntil: null,
		});
	});

	test("a quota that is spent rests the connection and says nothing about its health", async () => {
		const connection = await aConnection();
		await recordOutcome(db, connection, { kind: "resting", pausedUntil: LATER }, NOW);
		expect(await getConnection(db, seller, connection.id)).toMatchObject({ health: "unknown", pausedUntil: LATER });
	});
});
