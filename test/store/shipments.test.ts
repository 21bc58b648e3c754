import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { addShipment, addShipments } from "../../src/store/add-shipments.ts";
import { addConnection, removeConnection } from "../../src/store/connections.ts";
import type { Cursor } from "../../src/store/cursor.ts";
import type { Database } from "../../src/store/database.ts";
import { needsOf } from "../../src/store/leg.ts";
import { addLeg, legsWithoutConnection, matchLegs, setConnection, setNeeds } from "../../src/store/legs.ts";
import { listByLateRisk, listShipments, listWaiting } from "../../src/store/list-shipments.ts";
import { buyerOf, findOrder, getOrder, ordersByRowId, upsertOrder } from "../../src/store/orders.ts";
import { pageByToken } from "../../src/store/pages.ts";
import { loadParcels, lockParcels, type SavedState, saveStates } from "../../src/store/parcels.ts";
import { claimDuePolls, finishPolls, releasePolls } from "../../src/store/polls.ts";
import { Tampered } from "../../src/store/seal.ts";
import { setAside } from "../../src/store/set-aside.ts";
import {
	getShipment,
	patchShipment,
	returnLinks,
	type Shipment,
	shipmentsByNumber,
} from "../../src/store/shipments.ts";
import { besideOf, shownPage } from "../../src/store/shown-page.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment, NOW, vault } from "./given.ts";

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
	});

	test("the same waybill again is the shipment that is there, unchanged", async () => {
		const seller = await aSeller(db);
		const first = await aShipment(db, seller, { trackingNumber: "GL1", reference: "A-1", needs: { postcode: "300" } });
		const { shipment, isNew } = await addShipment(db, vault, seller, {
			carrier: "glider",
			trackingNumber: "GL1",
			reference: "other",
			state: first,
		});
		expect(isNew).toBe(false);
		expect(shipment).toEqual(first);
		expect(await shipmentsByNumber(db, seller, "glider", "GL1")).toEqual([first]);
	});

	test("however the number is written it is the same waybill, and is kept as written", async () => {
		const seller = await aSeller(db);
		const first = await aShipment(db, seller, { trackingNumber: "7000-0000-0005" });
		expect(first.trackingNumber).toBe("7000-0000-0005");
		for (const written of ["700000000005", "7000 0000 0005", "7000\u20110000\u20110005"]) {
			expect((await aShipment(db, seller, { trackingNumber: written })).id).toBe(first.id);
			expect((await shipmentsByNumber(db, seller, "glider", written))[0]?.id).toBe(first.id);
		}
		const lower = await aShipment(db, seller, { trackingNumber: "gl-1a" });
		expect((await shipmentsByNumber(db, seller, "glider", "GL1A"))[0]?.id).toBe(lower.id);
		const uri = "https://id.carrier.example/00/3400-1a";
		const named = await aShipment(db, seller, { trackingNumber: uri });
		expect((await shipmentsByNumber(db, seller, "glider", uri))[0]?.id).toBe(named.id);
		expect(await shipmentsByNumber(db, seller, "glider", uri.toUpperCase())).toEqual([]);
		expect(await shipmentsByNumber(db, seller, "glider", uri.replace("-", ""))).toEqual([]);
	});

	test("of registrations of one waybill at once one makes it, and all answer it whole", async () => {
		const seller = await aSeller(db);
		const register = (trackingNumber: string) =>
			addShipment(db, vault, seller, { carrier: "glider", trackingNumber, state: UNKNOWN });
		const answers = await Promise.all(["GL-77", "GL77", "gl77", "GL 77", "GL77", "GL-7-7"].map(register));
		expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
		expect(new Set(answers.map(({ shipment }) => shipment.id)).size).toBe(1);
		for (const { shipment } of answers) expect(shipment.legs).toHaveLength(1);
		expect((await listShipments(db, seller, {}, { limit: 10 })).items).toHaveLength(1);
	});

	test("needs are sealed, and open for their own leg alone", async () => {
		const seller = await aSeller(db);
		const connection = await addConnection(db, vault, seller, { carrier: "glider" });
		const due = { connectionId: connection.rowId, nextPollAt: NOW };
		const one = await aShipment(db, seller, { ...due, needs: { postcode: "300" } });
		const other = await aShipment(db, seller, due);
		const key = { sellerId: seller, shipmentId: other.rowId, number: 1, id: other.id };
		await setNeeds(db, vault, key, { phoneLast4: "0000" }, NOW);
		const claim = { connection, owner: "node", limit: 10, leaseMs: 60_000, now: NOW };
		const legs = await claimDuePolls(db, claim);
		const [first, second] = [one, other].map(({ id }) => legs.find((leg) => leg.id === id));
		if (!first || !second) throw new Error("Both legs are due.");
		expect(needsOf(vault, first)).toEqual({ postcode: "300" });
		expect(needsOf(vault, second)).toEqual({ phoneLast4: "0000" });
		expect(() => needsOf(vault, { ...second, sealedNeeds: first.sealedNeeds })).toThrow(Tampered);
		expect(() => needsOf(vault, { ...first, needsLeg: 2 })).toThrow(Tampered);
		await setNeeds(db, vault, key, null, NOW);
		await releasePolls(db, "node", legs);
		const [again] = (await claimDuePolls(db, claim)).filter(({ id }) => id === other.id);
		expect(again && needsOf(vault, again)).toBeNull();
	});

	test("a new number of the same carrier is asked for with what was told for the old one, a partner's is not", async () => {
		const seller = await aSeller(db);
		const connection = await addConnection(db, vault, seller, { carrier: "glider" });
		const connectionId = connection.rowId;
		const shipment = await aShipment(db, seller, { connectionId, needs: { postcode: "300" } });
		await db.transaction(async (tx) => {
			for (const leg of [{ carrier: "glider" }, { carrier: "balloon" }]) {
				await addLeg(tx, shipment, { ...leg, trackingNumber: `NEW-${leg.carrier}`, connectionId });
			}
			await tx.rows(
				sql`update legs set next_poll_at = ${NOW}::timestamptz where shipment_id = ${shipment.rowId}::int8`,
			);
		});
		const claimed = await claimDuePolls(db, { connection, owner: "node", limit: 10, leaseMs: 60_000, now: NOW });
		const needs = claimed.toSorted((a, b) => a.number - b.number).map((leg) => needsOf(vault, leg));
		expect(needs).toEqual([{ postcode: "300" }, { postcode: "300" }, null]);
	});

	test("paging gives every shipment once, newest first, while others are added", async () => {
		const seller = await aSeller(db);
		const there: string[] = [];
		for (let number = 0; number < 23; number++) there.push((await aShipment(db, seller)).id);
		const seen: string[] = [];
		let after: Cursor | null = null;
		do {
			const page = await listShipments(db, seller, {}, { limit: 4, after });
			expect(page.items.length).toBeLessThanOrEqual(4);
			seen.push(...page.items.map(({ id }) => id));
			await aShipment(db, seller);
			after = page.next;
		} while (after !== null);
		expect(seen).toEqual(there.toReversed());
	});

	test("shipments of one transaction share their time and are paged all the same", async () => {
		const seller = await aSeller(db);
		await db.transaction(async (tx) => {
			for (let number = 0; number < 7; number++) await aShipment(tx, seller);
		});
		const first = await listShipments(db, seller, {}, { limit: 5 });
		const second = await listShipments(db, seller, {}, { limit: 5, after: first.next });
		expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(7);
		expect(second.next).toBeNull();
	});

	test("lists by carrier, milestone, condition, order and reference", async () => {
		const seller = await aSeller(db);
		const order = await upsertOrder(db, vault, seller, { reference: "A-1" });
		const wanted = await aShipment(db, seller, { orderId: order.rowId, reference: "R-1", carrier: "albatross" });
		await aShipment(db, seller);
		const ids = async (filter: Parameters<typeof listShipments>[2]) =>
			(await listShipments(db, seller, filter, { limit: 10 })).items.map(({ id }) => id);
		expect(await ids({ carrier: "albatross" })).toEqual([wanted.id]);
		expect(await ids({ orderId: order.rowId })).toEqual([wanted.id]);
		expect(await ids({ reference: "R-1" })).toEqual([wanted.id]);
		expect(await ids({ milestone: "pending", condition: "ok" })).toHaveLength(2);
		expect(await ids({ milestone: "delivered" })).toEqual([]);
	});

	test("lists by how likely parcels come late: each once, the likeliest first, those that tie by age", async () => {
		const seller = await aSeller(db);
		const risks = [0.2, null, 0.9, 0.5, 0.5, 0.5, null, 1, 0];
		const there: { id: string; risk: number | null }[] = [];
		for (const risk of risks) {
			const shipment = await aShipment(db, seller);
			there.push({ id: shipment.id, risk });
			await db.transaction((tx) => saveStates(tx, [{ ...savedState(shipment, 1), lateRisk: risk }], NOW));
		}
		const walk = async (filter: Parameters<typeof listByLateRisk>[2], limit = 2) => {
			const seen: string[] = [];
			let after: Awaited<ReturnType<typeof listByLateRisk>>["next"] = null;
			do {
				const page = await listByLateRisk(db, seller, filter, { limit, after });
				seen.push(...page.items.map(({ id }) => id));
				after = page.next;
			} while (after !== null);
			return seen;
		};
		const known = there.toReversed().flatMap(({ id, risk }) => (risk === null ? [] : [{ id, risk }]));
		const unknown = there.toReversed().flatMap(({ id, risk }) => (risk === null ? [id] : []));
		const sorted = known.toSorted((a, b) => b.risk - a.risk);
		for (const limit of [1, 2, sorted.length, sorted.length + 1, 200]) {
			expect(await walk({}, limit)).toEqual([...sorted.map(({ id }) => id), ...unknown]);
		}
		expect(await walk({ lateRiskMin: 0 })).toEqual(sorted.map(({ id }) => id));
		expect(await walk({ lateRiskMin: 0.5 })).toEqual(sorted.slice(0, 5).map(({ id }) => id));
		expect(await walk({ condition: "stalled" })).toEqual([]);
	});

	test("what waits for the shop is listed from its newest trouble on, and no longer than it waits", async () => {
		const seller = await aSeller(db);
		const [one, two] = [await aShipment(db, seller), await aShipment(db, seller)];
		const save = (shipment: Shipment, minute: number, more: Partial<SavedState>) =>
			db.transaction((tx) =>
				saveStates(tx, [{ ...savedState(shipment, minute), ...more }], `2026-11-22T12:0${minute}:00.000Z`),
			);
		const waiting = async () => {
			const { items } = await listWaiting(db, seller, {}, { limit: 10 });
			return items.map(({ id, waitingSince }) => `${id === one.id ? "one" : "two"} ${waitingSince?.slice(14, 16)}`);
		};
		const stalled = { condition: "stalled", waitsForSeller: true, silenceTold: NOW } as const;
		await save(one, 1, stalled);
		await save(two, 2, stalled);
		expect(await waiting()).toEqual(["two 02", "one 01"]);
		// Looked at again, and nothing new of the trouble: it dates from when it began.
		await save(one, 3, stalled);
		expect(await waiting()).toEqual(["two 02", "one 01"]);
		await save(one, 4, { ...stalled, condition: "problem" });
		expect(await waiting()).toEqual(["one 04", "two 02"]);
		await save(one, 5, {});
		expect(await waiting()).toEqual(["two 02"]);
		await setAside(db, seller, two.id, "stopped", NOW);
		expect(await waiting()).toEqual([]);
	});

	test("a beginning that most parcels fit finds them as one does that few fit", async () => {
		const seller = await aSeller(db);
		const bulk = Array.from({ length: 1_005 }, (_, index) => ({
			...{ carrier: "glider", trackingNumber: `BULK${index}`, state: UNKNOWN },
		}));
		await addShipments(db, vault, seller, bulk);
		const begin = async (begins: string, limit: number) =>
			(await listShipments(db, seller, { begins }, { limit })).items.map(({ trackingNumber }) => trackingNumber);
		expect(await begin("bulk", 3)).toEqual(["BULK1004", "BULK1003", "BULK1002"]);
		expect(await begin("BULK 100", 10)).toEqual([...[4, 3, 2, 1, 0].map((n) => `BULK100${n}`), "BULK100"]);
		expect(await begin("bulky", 10)).toEqual([]);
	});

	test("a patch changes what it names and keeps the rest", async () => {
		const seller = await aSeller(db);
		const shipment = await aShipment(db, seller, { reference: "A-1", service: "express" });
		const patched = await patchShipment(db, seller, shipment.id, {
			reference: null,
			destination: { country: "TW", city: "Hsinchu" },
			promisedBy: "2026-11-25",
		});
		expect(patched).toMatchObject({ reference: null, service: "express", promisedBy: "2026-11-25" });
		expect(patched?.destination).toEqual({ country: "TW", city: "Hsinchu" });
		expect(await getShipment(db, seller, shipment.id)).toEqual(patched);
	});

	test("a page is one read by its token, and is what was saved to the letter", async () => {
		const shipment = await aShipment(db, await aSeller(db));
		expect(await pageByToken(db, shipment.token)).toBeNull();
		await save(savedState(shipment, 1));
		await save(savedState(shipment, 2));
		const stored = await pageByToken(db, shipment.token);
		expect(stored).toMatchObject({ version: 2, shipmentId: shipment.id, sellerId: shipment.sellerId, orderId: null });
		expect(stored?.page).toBe(JSON.stringify(aPage(2)));
		expect(await pageByToken(db, "nobody")).toBeNull();
	});

	test("saves the states of a batch, each to its own parcel", async () => {
		const seller = await aSeller(db);
		const one = await aShipment(db, seller);
		const other = await aShipment(db, seller);
		await save(savedState(one, 1), {
			...savedState(other, 5),
			lastScanAt: null,
			eta: null,
			polls: [{ number: 1, nextPollAt: null }],
		});
		expect(await getShipment(db, seller, one.id)).toMatchObject({
			milestone: "in_transit",
			condition: "delayed",
			terminal: false,
			lastScanAt: NOW,
			legs: [{ number: 1, nextPollAt: NOW }],
			version: 1,
			eta: { source: "carrier" },
		});
		expect(await getShipment(db, seller, other.id)).toMatchObject({
			version: 5,
			lastScanAt: null,
			legs: [{ number: 1, nextPollAt: null }],
			eta: null,
		});
	});

	test("a stopped shipment is polled no more, whatever state comes after", async () => {
		const seller = await aSeller(db);
		const shipment = await aShipment(db, seller, { nextPollAt: NOW });
		const stopped = await setAside(db, seller, shipment.id, "stopped", NOW);
		expect(stopped).toMatchObject({ stoppedAt: NOW, legs: [{ nextPollAt: null }] });
		await save(savedState(shipment, 1));
		expect(await getShipment(db, seller, shipment.id)).toMatchObject({ version: 1, legs: [{ nextPollAt: null }] });
	});

	test("each leg is followed by itself, and the page says when a carrier of any answered last", async () => {
		const seller = await aSeller(db);
		const [first, last] = [
			await addConnection(db, vault, seller, { carrier: "glider" }),
			await addConnection(db, vault, seller, { carrier: "albatross" }),
		];
		const parcel = await aShipment(db, seller, { connectionId: first.rowId, nextPollAt: NOW });
		const leg = { sellerId: seller, shipmentId: parcel.rowId, number: 2 };
		await db.transaction(async (tx) => {
			await lockParcels(tx, [parcel]);
			await addLeg(tx, parcel, { carrier: "albatross", trackingNumber: "AB-9" });
			const waiting = await legsWithoutConnection(tx, seller, "albatross", { limit: 10 });
			expect(waiting).toEqual([leg]);
			expect(await legsWithoutConnection(tx, seller, "albatross", { limit: 10, after: leg })).toEqual([]);
			await setConnection(tx, leg, last.rowId);
		});
		await save({
			...savedState(parcel, 1),
			polls: [
				{ number: 1, nextPollAt: null },
				{ number: 2, nextPollAt: NOW },
			],
		});
		const claim = { owner: "node", limit: 10, leaseMs: 60_000, now: NOW };
		expect(await claimDuePolls(db, { ...claim, connection: first })).toEqual([]);
		const claimed = await claimDuePolls(db, { ...claim, connection: last });
		expect(claimed).toMatchObject([{ ...leg, id: parcel.id, trackingNumber: "AB-9" }]);
		await finishPolls(db, "node", [{ ...leg, nextPollAt: null, outcome: "answered" }], NOW);
		expect((await getShipment(db, seller, parcel.id))?.legs).toMatchObject([
			{ number: 1, connectionId: first.rowId, nextPollAt: null, lastPolledAt: null },
			{ number: 2, connectionId: last.rowId, journeyNo: 1, nextPollAt: null, lastPolledAt: NOW },
		]);
		expect(await pageByToken(db, parcel.token)).toMatchObject({ connectionId: last.rowId, lastPolledAt: NOW });
		await db.transaction((tx) => removeConnection(tx, seller, last.rowId));
		expect((await getShipment(db, seller, parcel.id))?.legs.at(-1)).toMatchObject({ connectionId: null });
		expect(await pageByToken(db, parcel.token)).toMatchObject({ connectionId: null, lastPolledAt: NOW });
	});

	test("matches every parcel that travels under a number, with shop, items and legs", async () => {
		const seller = await aSeller(db);
		const items = [{ name: "Atlas", quantity: 2, imageUrl: null }];
		const order = await upsertOrder(db, vault, seller, { reference: "A-1", items });
		const one = await aShipment(db, seller, { trackingNumber: "GL1", orderId: order.rowId });
		const other = await aShipment(db, seller, { trackingNumber: "GL2" });
		const matches = await db.transaction(async (tx) => {
			const leg = { carrier: "albatross", trackingNumber: "AB9" };
			expect(await addLeg(tx, one, leg)).toEqual({ number: 2, ...leg });
			expect(await addLeg(tx, one, leg)).toEqual({ number: 2, ...leg });
			expect(await addLeg(tx, other, leg)).toEqual({ number: 2, ...leg });
			const number = (carrier: string, trackingNumber: string) => ({ sellerId: seller, carrier, trackingNumber });
			return await matchLegs(tx, [number("glider", "GL1"), number("glider", "AB9"), number("albatross", "AB9")]);
		});
		expect(matches.map(({ position, parcel, leg }) => [position, parcel.id, leg.number])).toEqual([
			[0, one.id, 1],
			[2, one.id, 2],
			[2, other.id, 2],
		]);
		expect(matches[0]?.parcel).toMatchObject({ shop: { name: "Lantern Books", contactEmail: null }, items });
		expect(matches[0]?.parcel.legs.map((leg) => leg.trackingNumber)).toEqual(["GL1", "AB9"]);
		expect(matches[2]?.parcel.items).toEqual([]);
		expect((await loadParcels(db, [other, one])).map(({ id }) => id)).toEqual([one.id, other.id]);
	});

	test("an order told again changes what is given and keeps the rest", async () => {
		const seller = await aSeller(db);
		const items = [{ name: "Atlas", quantity: 1, imageUrl: null }];
		const buyer = { email: "r.okafor@buyer.example", postcode: "300" };
		const first = await upsertOrder(db, vault, seller, { reference: "A-1", items, buyer, locale: "zh-TW" });
		const again = await upsertOrder(db, vault, seller, { reference: "A-1", locale: "en" });
		expect(again).toMatchObject({ id: first.id, items, locale: "en" });
		expect(buyerOf(vault, again)).toEqual(buyer);
		expect(await getOrder(db, seller, first.id)).toEqual(again);
		expect(await findOrder(db, seller, "A-1")).toEqual(again);
		expect(await ordersByRowId(db, seller, [first.rowId])).toEqual([again]);
		expect(Buffer.from(first.sealedBuyer ?? []).includes("okafor")).toBe(false);
	});

	test("sealed details moved to another order do not open", async () => {
		const seller = await aSeller(db);
		const buyer = { email: "r.okafor@buyer.example", postcode: null };
		const one = await upsertOrder(db, vault, seller, { reference: "A-1", buyer });
		const other = await upsertOrder(db, vault, seller, { reference: "A-2" });
		expect(() => buyerOf(vault, { ...other, sealedBuyer: one.sealedBuyer })).toThrow(Tampered);
	});

	test("a page knows the other parcels of its order, what comes back of them, and whose things come back in it", async () => {
		const seller = await aSeller(db);
		const order = await upsertOrder(db, vault, seller, { reference: "A-1" });
		const one = await aShipment(db, seller, { orderId: order.rowId });
		const other = await aShipment(db, seller, { orderId: order.rowId });
		const back = await aShipment(db, seller, { returnOf: other.rowId });
		const unwritten = await aShipment(db, seller, { orderId: order.rowId });
		const stranger = await aShipment(db, seller, {});
		await save(savedState(one, 2), savedState(other, 3), savedState(back, 4), savedState(stranger, 5));
		const related = async ({ token }: Shipment) => {
			const shown = await shownPage(db, token);
			return shown && besideOf(shown).others.map(({ token, kind, isOfOrder, page }) => [token, kind, isOfOrder, page]);
		};
		const [a, b, c] = [aPage(2), aPage(3), aPage(4)].map((page) => JSON.stringify(page));
		expect(await related(one)).toEqual([
			[other.token, "order", true, b],
			[back.token, "return", false, c],
		]);
		expect(await related(other)).toEqual([
			[one.token, "order", true, a],
			[back.token, "return", false, c],
		]);
		expect(await related(back)).toEqual([[other.token, "original", false, b]]);
		expect(await related(unwritten)).toBeNull();
		expect(await related(stranger)).toEqual([]);
	});

	test("links of returns are read from either end, and of one seller alone", async () => {
		const [seller, stranger] = [await aSeller(db), await aSeller(db)];
		const out = await aShipment(db, seller);
		const first = await aShipment(db, seller, { returnOf: out.rowId });
		const second = await aShipment(db, seller, { returnOf: out.rowId });
		const links = [first, second].map(({ id }) => ({ returnOf: out.rowId, originalId: out.id, returnId: id }));
		expect(await returnLinks(db, seller, [out])).toEqual(links);
		expect(await returnLinks(db, seller, [second])).toEqual(links);
		expect(await returnLinks(db, stranger, [out, first])).toEqual([]);
		expect(await returnLinks(db, seller, [])).toEqual([]);
	});

	test("what is counted of a parcel is written when it changes, and not before somebody has the parcel", async () => {
		const shipment = await aShipment(db, await aSeller(db));
		const rowOf = async () => {
			const [row] = await db.rows<{ written: string; outcome: string; origin: string | null }>(
				sql`select xmin::text as written, outcome, origin from transits
					where seller_id = ${shipment.sellerId}::int8 and shipment_id = ${shipment.rowId}::int8`,
			);
			return row;
		};
		const state = savedState(shipment, 1);
		const counted = (version: number, change: Partial<SavedState["transit"]>) =>
			save({ ...savedState(shipment, version), transit: { ...state.transit, ...change } });
		await counted(1, { handedOverAt: null });
		expect(await rowOf()).toBeUndefined();
		await counted(2, {});
		const first = await rowOf();
		expect(first).toMatchObject({ outcome: "open", origin: "DE" });
		await counted(3, {});
		expect(await rowOf()).toEqual(first);
		await counted(4, { outcome: "lost" });
		expect(await rowOf()).toMatchObject({ outcome: "lost" });
		// The scan of the hand-over was withdrawn: the row knows of it.
		await counted(5, { handedOverAt: null, origin: null });
		expect(await rowOf()).toMatchObject({ outcome: "open", origin: null });
	});

	async function save(...states: readonly SavedState[]): Promise<void> {
		await db.transaction(async (tx) => {
			await lockParcels(tx, states);
			await saveStates(tx, states, NOW);
		});
	}
});

const UNKNOWN = {
	milestone: "pending",
	code: "pending.registered",
	reason: "none",
	condition: "ok",
	actionBy: "none",
} as const;

function savedState(shipment: Shipment, version: number): SavedState {
	return {
		sellerId: shipment.sellerId,
		rowId: shipment.rowId,
		milestone: "in_transit",
		code: "in_transit.delayed",
		reason: "none",
		condition: "delayed",
		actionBy: "none",
		terminal: false,
		lastScanAt: NOW,
		eta: {
			from: "2026-11-24",
			to: "2026-11-25",
			likely: null,
			level: null,
			dateOnly: true,
			zone: null,
			source: "carrier",
			because: "The carrier says so.",
		},
		late: null,
		firstEta: null,
		lateRisk: null,
		waitsForSeller: false,
		silenceTold: null,
		reviewAt: null,
		page: aPage(version),
		mappingVersion: 1,
		polls: [{ number: 1, nextPollAt: NOW }],
		transit: {
			sellerId: shipment.sellerId,
			rowId: shipment.rowId,
			carrier: shipment.carrier,
			service: null,
			origin: "DE",
			originRegion: null,
			destination: "CH",
			destinationRegion: "ZH",
			handedOverAt: NOW,
			offeredAt: null,
			arrivedAt: null,
			seenUntil: null,
			outcome: "open",
			firstVisitDelivered: null,
			troubles: [{ reason: "customs.delay", code: "in_transit.delayed", at: NOW, wentOnAt: null }],
			isByDay: false,
			promiseEndsAt: null,
			carrierOpensAt: null,
			carrierEndsAt: null,
			firstEtaOpensAt: null,
			firstEtaEndsAt: null,
		},
		subscribe: [],
	};
}

function aPage(version: number): ParcelPage {
	return {
		version,
		shop: { name: "Lantern Books", contactEmail: null },
		carrier: { code: "glider", name: "Glider", trackingUrl: "https://glider.example/GL1" },
		trackingNumber: "GL1",
		items: [],
		following: { state: "following" },
		milestone: "in_transit",
		code: "in_transit.delayed",
		reason: "none",
		condition: "delayed",
		actionBy: "none",
		eta: null,
		late: null,
		deliveredAt: null,
		origin: null,
		destination: { city: "Hsinchu \u{1F4E6}", country: "TW", lat: 24.8, lng: 120.97, precision: "locality" },
		scans: [],
	};
}
