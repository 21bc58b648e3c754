import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { EventName } from "../../src/outbound/catalogue.ts";
import { inFormat } from "../../src/outbound/cloud-event.ts";
import { placeRelay, type RelayDeps, relay } from "../../src/outbound/relay.ts";
import type { Database, RowId, Transaction } from "../../src/store/database.ts";
import { addEndpoint, disableEndpoint, enableEndpoint } from "../../src/store/endpoints.ts";
import { pruneEvents } from "../../src/store/events.ts";
import { saveFacts } from "../../src/store/facts.ts";
import { publicId } from "../../src/store/ids.ts";
import { appendOutbox } from "../../src/store/outbox.ts";
import type { Shipment } from "../../src/store/shipments.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aScan, aSeller, aShipment, vault } from "../store/given.ts";

const STANDING = {
	milestone: "in_transit",
	code: "in_transit.moving",
	reason: "none",
	condition: "ok",
	actionBy: "none",
};

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
		await placeRelay(db);
	});

	const endpointOf = (sellerId: RowId, more: object = {}) => {
		const filter = { events: ["*"], carriers: null };
		const input = { url: "https://shop.example/hooks", label: null, filter, secret: "whsec_AAAA", ...more };
		return db.transaction((tx) => addEndpoint(tx, vault, sellerId, input, 20));
	};
	const write = (tx: Transaction, shipment: Shipment, version: number, more: object = {}) =>
		appendOutbox(tx, [
			{
				...{ sellerId: shipment.sellerId, shipmentId: shipment.rowId, version },
				...{ type: "shipment.created" satisfies EventName, data: STANDING },
				...more,
			},
		]);
	const change = (shipment: Shipment, version: number, more: object = {}) =>
		db.transaction((tx) => write(tx, shipment, version, more));
	const untold: string[] = [];
	const deps = (over: Partial<RelayDeps> = {}): RelayDeps => ({
		db,
		publicUrl: "https://track.shop.example",
		told: () => {},
		onError: () => {},
		onUntellable: ({ type }) => untold.push(type),
		...over,
	});
	const told = (sellerId: RowId) =>
		db.rows<{ shipmentId: RowId; sequence: number; type: string; body: string; deliveries: number }>(
			sql`select shipment_id as "shipmentId", sequence, type, body,
					(select count(*)::int4 from webhook_deliveries d where d.seller_id = e.seller_id and d.event_id = e.id) as deliveries
				from events e where seller_id = ${sellerId}::int8 order by id`,
		);
	const versionsOf = (events: Awaited<ReturnType<typeof told>>) =>
		events.map(({ body }) => JSON.parse(body).data.version);
	/** Relays until so many are told: transactions of other test files hold them back a while. */
	const relayUntil = async (sellerId: RowId, count: number, relays: readonly RelayDeps[] = [deps()]) => {
		for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
			await Promise.all(relays.map((one) => relay(one).catch(() => {})));
			if ((await told(sellerId)).length >= count) break;
		}
		// One more tells nothing twice.
		await relay(relays[0] ?? deps());
		return await told(sellerId);
	};
	/** A database whose transactions end before they commit, as if the process died, while `dies` says so. */
	const mortal = (dies: () => boolean): Database => ({
		...db,
		transaction: (work) =>
			db.transaction(async (tx) => {
				const done = await work(tx);
				if (dies()) throw Object.assign(new Error("killed"), { code: "57P01" });
				return done;
			}),
	});

	test("only sellers with an endpoint have events, only of types that there are, and only who wants them hears", async () => {
		const [with_, without] = [await aSeller(db), await aSeller(db)];
		await endpointOf(with_);
		await endpointOf(with_, { filter: { events: ["order.*"], carriers: null } });
		const [one, other] = [await aShipment(db, with_), await aShipment(db, without)];
		await change(other, 1);
		await change(one, 1, { type: "endpoint.disabled" });
		await change(one, 1);
		const events = await relayUntil(with_, 1);
		expect(events).toMatchObject([{ type: "shipment.created", sequence: 1, deliveries: 1 }]);
		expect(await told(without)).toEqual([]);
		const [row] = await db.rows(sql`select events_told as "eventsTold" from shipments where id = ${one.rowId}::int8`);
		expect(row).toEqual({ eventsTold: 1 });
	});

	test("a relay that dies before it commits has told nothing, and the next tells it once", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const shipment = await aShipment(db, sellerId);
		for (const version of [1, 2, 3]) await change(shipment, version);
		let deaths = 3;
		const dying = deps({ db: mortal(() => deaths-- > 0) });
		for (let round = 0; round < 3; round++) await expect(relay(dying)).rejects.toThrow("killed");
		expect(await told(sellerId)).toEqual([]);
		const events = await relayUntil(sellerId, 3);
		expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
		expect(versionsOf(events)).toEqual([1, 2, 3]);
	});

	test("two relays at once beside writers tell each event once, numbered without a gap", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const shipments = await Promise.all([1, 2, 3].map(() => aShipment(db, sellerId)));
		const writing = shipments.map(async (shipment) => {
			for (let version = 1; version <= 25; version++) await change(shipment, version);
		});
		const [events] = await Promise.all([relayUntil(sellerId, 75, [deps(), deps()]), ...writing]);
		expect(events).toHaveLength(75);
		for (const { rowId } of shipments) {
			const own = events.filter(({ shipmentId }) => shipmentId === rowId);
			expect(own.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
			expect(versionsOf(own)).toEqual(own.map(({ sequence }) => sequence));
		}
	});

	test("for any order of writes, relays and deaths each event is told once and numbered 1 to n as it was committed", async () => {
		const step = fc.oneof(
			fc.record({ kind: fc.constant("write" as const), parcels: fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }) }),
			fc.record({
				kind: fc.constant("rolled-back" as const),
				parcels: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }),
			}),
			fc.record({ kind: fc.constantFrom("relay" as const, "dying-relay" as const, "relays" as const) }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
				const sellerId = await aSeller(db);
				await endpointOf(sellerId);
				const shipments = [0, 1, 2].map(() => aShipment(db, sellerId));
				const written = await Promise.all(shipments.map(async (one) => ({ shipment: await one, version: 0 })));
				for (const one of steps) {
					if (one.kind === "write") {
						await db.transaction(async (tx) => {
							for (const index of one.parcels) {
								const parcel = written[index];
								if (parcel) await write(tx, parcel.shipment, ++parcel.version);
							}
						});
					} else if (one.kind === "rolled-back") {
						const failing = db.transaction(async (tx) => {
							for (const index of one.parcels) if (written[index]) await write(tx, written[index].shipment, 999);
							throw new Error("stop");
						});
						await failing.catch(() => {});
					} else if (one.kind === "relays") {
						await Promise.all([relay(deps()), relay(deps())]);
					} else {
						await relay(one.kind === "relay" ? deps() : deps({ db: mortal(() => true) })).catch(() => {});
					}
				}
				const total = written.reduce((sum, { version }) => sum + version, 0);
				const events = await relayUntil(sellerId, total);
				expect(events).toHaveLength(total);
				for (const { shipment, version } of written) {
					const own = events.filter(({ shipmentId }) => shipmentId === shipment.rowId);
					const numbers = Array.from({ length: version }, (_, index) => index + 1);
					expect(own.map(({ sequence }) => sequence)).toEqual(numbers);
					expect(versionsOf(own)).toEqual(numbers);
				}
			}),
			{ numRuns: 15 },
		);
	}, 90_000);

	test("an entry that cannot be told is set apart and named, and the others are told and numbered without it", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const shipment = await aShipment(db, sellerId);
		untold.length = 0;
		await change(shipment, 1);
		await change(shipment, 2, { type: "shipment.status.changed", data: { before: null, after: "nonsense" } });
		await change(shipment, 3, { type: "shipment.created", data: { ...STANDING, code: "no.such_code" } });
		await change(shipment, 4);
		const events = await relayUntil(sellerId, 2);
		expect(events.map(({ sequence }) => sequence)).toEqual([1, 2]);
		expect(versionsOf(events)).toEqual([1, 4]);
		expect(untold).toEqual(["shipment.status.changed", "shipment.created"]);
	});

	test("what the database refuses of one entry stops no other", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const [good, bad] = [await aShipment(db, sellerId), await aShipment(db, sellerId)];
		// The number of its next event is one too many.
		await db.rows(sql`update shipments set events_told = 2147483647 where id = ${bad.rowId}::int8`);
		untold.length = 0;
		await change(good, 1);
		await change(bad, 1);
		await change(good, 2);
		const events = await relayUntil(sellerId, 2);
		expect(events.map(({ shipmentId, sequence }) => [shipmentId, sequence])).toEqual([
			[good.rowId, 1],
			[good.rowId, 2],
		]);
		expect(untold).toEqual(["shipment.created"]);
	});

	test("an event stays under 20 kB, whatever carriers write, and says where it was cut", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const shipment = await aShipment(db, sellerId, { reference: "r".repeat(200) });
		const keys = Array.from({ length: 300 }, (_, index) => (index + 1).toString(16).padStart(16, "0"));
		const text = "包裹\u2028到达".repeat(400);
		const marked = { signedBy: "Lin C.", pickupCode: "7741", courierName: "Ada", courierPhone: "+49 341 1" };
		const facts = keys.map((key) => aScan({ key, text, marked }));
		await db.transaction((tx) => saveFacts(tx, [{ sellerId, rowId: shipment.rowId, facts }]));
		await change(shipment, 1, { type: "shipment.scan.added", data: { keys: keys.slice(0, 1) } });
		await change(shipment, 2, { type: "shipment.scan.added", data: { keys: [...keys, "00000000000000ff"] } });
		const many = Array.from({ length: 3_000 }, (_, index) => index.toString(16).padStart(16, "0"));
		await change(shipment, 3, { type: "shipment.scan.withdrawn", data: { keys: many } });
		const events = await relayUntil(sellerId, 3);
		const data = events.map(({ body }) => JSON.parse(body).data);
		for (const { body } of events) {
			expect(Buffer.byteLength(body)).toBeLessThan(20_000);
			const cloud = inFormat("cloudevents", { messageId: publicId("evt"), body }, deps().publicUrl);
			expect(Buffer.byteLength(cloud)).toBeLessThan(20_000);
			expect(body).not.toMatch(/Lin C\.|"7741"|"Ada"|\+49 341/);
		}
		expect(data[0].scans).toHaveLength(1);
		expect(data[1]).toMatchObject({ truncated: true, sequence: 2 });
		expect(data[1].scans.length).toBeGreaterThan(5);
		expect(data[2]).toMatchObject({ truncated: true });
		expect(data[2].keys.length).toBeGreaterThan(900);
	});

	test("events of more than thirty days ago are forgotten with their deliveries, and no younger one", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const shipment = await aShipment(db, sellerId);
		await change(shipment, 1);
		await relayUntil(sellerId, 1);
		const age = (days: number) =>
			db.rows(sql`update events set created_at = clock_timestamp() - ${days}::float8 * interval '1 day'
				where seller_id = ${sellerId}::int8`);
		await age(29.99);
		await pruneEvents(db);
		expect(await told(sellerId)).toMatchObject([{ deliveries: 1 }]);
		await age(30.01);
		await pruneEvents(db);
		expect(await told(sellerId)).toEqual([]);
		await change(shipment, 2);
		expect((await relayUntil(sellerId, 1)).map(({ sequence }) => sequence)).toEqual([2]);
	});

	test("a parcel whose changes lie far apart in the wrong order stops nobody's news", async () => {
		const [sellerId, quiet] = [await aSeller(db), await aSeller(db)];
		await endpointOf(sellerId);
		const [shipment, noise] = [await aShipment(db, sellerId), await aShipment(db, quiet)];
		const between = (count: number) =>
			db.rows(sql`insert into outbox (seller_id, shipment_id, version, type, data)
				select ${quiet}::int8, ${noise.rowId}::int8, n, 'shipment.created', '{}'::jsonb
				from generate_series(1, ${count}::int4) n`);
		await change(shipment, 3);
		await between(700);
		await change(shipment, 1);
		await between(900);
		await change(shipment, 2);
		const events = await relayUntil(sellerId, 3);
		expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
		expect(versionsOf(events)).toEqual([1, 2, 3]);
	}, 60_000);

	// The embedded database has one connection, and so no two transactions at once.
	if (database.kind === "embedded") return;

	test("what is told to an endpoint while it is enabled again is not held for ever", async () => {
		const sellerId = await aSeller(db);
		const endpoint = await endpointOf(sellerId);
		if (!endpoint) throw new Error("There is room for an endpoint.");
		await db.transaction((tx) => disableEndpoint(tx, endpoint, "seller", new Date().toISOString()));
		await change(await aShipment(db, sellerId), 1);
		let enabling: Promise<void> | null = null;
		const enable = () => db.transaction((tx) => enableEndpoint(tx, endpoint, "send"));
		const slow: Database = {
			...db,
			transaction: (work) =>
				db.transaction(async (tx) => {
					const done = await work(tx);
					const written = await tx.rows(sql`select 1 as one from webhook_deliveries
						where seller_id = ${sellerId}::int8`);
					if (written.length > 0) {
						enabling ??= enable();
						await Promise.race([enabling, setTimeout(200)]);
					}
					return done;
				}),
		};
		await relayUntil(sellerId, 1, [deps({ db: slow })]);
		expect(enabling).not.toBeNull();
		await enabling;
		const deliveries = await db.rows(sql`select state from webhook_deliveries where seller_id = ${sellerId}::int8`);
		expect(deliveries).toEqual([{ state: "waiting" }]);
	});

	test("who began first and changed the parcel last is told last, also while a third still writes", async () => {
		const sellerId = await aSeller(db);
		await endpointOf(sellerId);
		const shipment = await aShipment(db, sellerId);
		const [early, other] = [held(), held()];
		const began = held();
		const slow = db.transaction(async (tx) => {
			await tx.rows(sql`select pg_current_xact_id()`);
			began.go();
			await early.until;
			await write(tx, shipment, 2);
		});
		await began.until;
		const third = held();
		const between = db.transaction(async (tx) => {
			await tx.rows(sql`select pg_current_xact_id()`);
			third.go();
			await other.until;
		});
		await third.until;
		await change(shipment, 1);
		early.go();
		await slow;
		for (let round = 0; round < 5; round++) await relay(deps());
		expect(await told(sellerId)).toEqual([]);
		other.go();
		await between;
		const events = await relayUntil(sellerId, 2);
		expect(versionsOf(events)).toEqual([1, 2]);
		expect(events.map(({ sequence }) => sequence)).toEqual([1, 2]);
	});
});

function held() {
	let go = () => {};
	const until = new Promise<void>((resolve) => {
		go = resolve;
	});
	return { go, until };
}
