import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
	addKey,
	changeKey,
	countKeys,
	endKey,
	findKey,
	getKey,
	listKeys,
	revokeKey,
	touchKey,
} from "../../src/store/api-keys.ts";
import {
	addBrand,
	brandIds,
	brandOfOrder,
	changeShop,
	findBrand,
	listBrands,
	parcelsOfOneBrand,
	removeBrand,
	removeLogo,
	saveLogo,
	setBrand,
	shopOf,
} from "../../src/store/brands.ts";
import {
	addConnection,
	type Connection,
	connectionAt,
	connectionForCarrier,
	connectionsByRowId,
	credentialsOf,
	getConnection,
	listConnections,
	recordMessage,
	recordOutcome,
	recordRefusal,
	webhookSecretOf,
} from "../../src/store/connections.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { loadFacts, saveFacts } from "../../src/store/facts.ts";
import { legsWithoutConnection, matchLegs } from "../../src/store/legs.ts";
import { listMessages } from "../../src/store/list-messages.ts";
import { listByLateRisk, listShipments, listWaiting } from "../../src/store/list-shipments.ts";
import {
	addUnmatched,
	forgetUnmatched,
	getMessage,
	keepMessages,
	setMessageState,
	takeUnmatched,
} from "../../src/store/messages.ts";
import { findOrder, getOrder, type Order, ordersByRowId, upsertOrder } from "../../src/store/orders.ts";
import { loadParcels } from "../../src/store/parcels.ts";
import { addReport, listReports, reportsOf, takeBackReports, wordsOf } from "../../src/store/reports.ts";
import { Tampered } from "../../src/store/seal.ts";
import { setAside } from "../../src/store/set-aside.ts";
import {
	getShipment,
	patchShipment,
	returnLinks,
	type Shipment,
	shipmentsByNumber,
} from "../../src/store/shipments.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aMessage, aScan, aSeller, aShipment, NOW, vault } from "./given.ts";

eachDatabase((database) => {
	let db: Database;
	let owner: RowId;
	let stranger: RowId;
	let connection: Connection;
	let order: Order;
	let shipment: Shipment;
	let messageId: string;
	let keyId: string;

	beforeAll(async () => {
		db = await database.open();
		owner = await aSeller(db);
		stranger = await aSeller(db);
		connection = await addConnection(db, vault, owner, {
			carrier: "glider",
			credentials: { clientId: "id", clientSecret: "hidden" },
			webhookSecret: "whsec",
		});
		order = await upsertOrder(db, vault, owner, { reference: "A-1" });
		shipment = await aShipment(db, owner, { trackingNumber: "GL1", orderId: order.rowId, reference: "R-1" });
		const [kept] = await db.transaction((tx) => keepMessages(tx, [aMessage(owner, connection.rowId)]));
		messageId = kept?.id ?? "";
		keyId = (await addKey(db, owner, aKey("owner"))).id;
	});

	test("another seller's id finds nothing, whatever is asked for", async () => {
		const asked = {
			connection: getConnection(db, stranger, connection.id),
			connectionForCarrier: connectionForCarrier(db, stranger, "glider"),
			order: getOrder(db, stranger, order.id),
			orderByReference: findOrder(db, stranger, "A-1"),
			shipment: getShipment(db, stranger, shipment.id),
			number: shipmentsByNumber(db, stranger, "glider", "GL1").then(([first]) => first ?? null),
			message: getMessage(db, stranger, messageId),
			patch: patchShipment(db, stranger, shipment.id, { reference: "mine" }),
			stop: setAside(db, stranger, shipment.id, "stopped", NOW),
		};
		for (const [name, answer] of Object.entries(asked)) expect(await answer, name).toBeNull();
		expect(await listConnections(db, stranger)).toEqual([]);
		expect(await connectionsByRowId(db, [{ sellerId: stranger, rowId: connection.rowId }])).toEqual([]);
		expect(await connectionsByRowId(db, [connection])).toEqual([connection]);
		expect(await legsWithoutConnection(db, stranger, "glider", { limit: 10 })).toEqual([]);
		expect(await listKeys(db, stranger)).toEqual([]);
		expect(await ordersByRowId(db, stranger, [order.rowId])).toEqual([]);
		expect(await reportsOf(db, { sellerId: stranger, rowId: shipment.rowId })).toEqual([]);
		expect((await listReports(db, stranger, { limit: 10 })).items).toEqual([]);
		expect(await returnLinks(db, stranger, [shipment])).toEqual([]);
		expect((await shopOf(db, stranger, null)).brand).toBeNull();
		expect((await listShipments(db, stranger, {}, { limit: 10 })).items).toEqual([]);
		expect((await listByLateRisk(db, stranger, {}, { limit: 10 })).items).toEqual([]);
		expect((await listWaiting(db, stranger, {}, { limit: 10 })).items).toEqual([]);
		expect((await listMessages(db, stranger, {}, { limit: 10 })).items).toEqual([]);
		const oneOfOwners = { connectionId: connection.rowId };
		expect((await listMessages(db, stranger, oneOfOwners, { limit: 10 })).items).toEqual([]);
		expect((await listMessages(db, owner, oneOfOwners, { limit: 10 })).items).toMatchObject([{ id: messageId }]);
		expect((await listShipments(db, stranger, { orderId: order.rowId }, { limit: 10 })).items).toEqual([]);
		expect(await loadParcels(db, [{ sellerId: stranger, rowId: shipment.rowId }])).toEqual([]);
	});

	test("another seller changes nothing by naming it", async () => {
		expect(await revokeKey(db, stranger, keyId)).toBe(false);
		expect(await getKey(db, stranger, keyId)).toBeNull();
		expect(await changeKey(db, stranger, keyId, { label: "mine", scopes: [], perMinute: 1 })).toBeNull();
		expect(await endKey(db, stranger, keyId, 0)).toBeNull();
		expect(await countKeys(db, stranger, "shipments:read")).toEqual({ inUse: 0, withScope: 0 });
		expect(await getKey(db, owner, keyId)).toMatchObject({ label: null, perMinute: null, endsAt: null });
		await setMessageState(db, stranger, messageId, { state: "poison", outcome: null, problems: [] });
		const forged = { ...connection, sellerId: stranger };
		await recordOutcome(db, forged, { kind: "failed", error: "forged" }, NOW);
		await recordMessage(db, forged, NOW);
		await recordRefusal(db, forged, "forged", NOW);
		expect(await getMessage(db, owner, messageId)).toMatchObject({ state: "read" });
		expect(await getConnection(db, owner, connection.id)).toEqual(connection);
		expect((await getShipment(db, owner, shipment.id))?.reference).toBe("R-1");
	});

	test("what a shop sets of its brand is its own", async () => {
		const logo = { digest: "a".repeat(32), contentType: "image/png", width: 2, height: 1, image: new Uint8Array([1]) };
		await changeShop(db, owner, null, { name: "Lantern", brand: { accent: "#112233" } });
		await changeShop(db, owner, null, { brand: { language: "de" } });
		await saveLogo(db, owner, null, logo);
		await changeShop(db, stranger, null, { name: "Owl", brand: { accent: "#445566" } });
		await saveLogo(db, stranger, null, { ...logo, digest: "b".repeat(32) });
		await removeLogo(db, stranger, null);
		expect(await shopOf(db, owner, null)).toMatchObject({
			name: "Lantern",
			brand: { accent: "#112233", language: "de" },
			logo: { digest: logo.digest, width: 2, height: 1 },
		});
		expect(await shopOf(db, stranger, null)).toMatchObject({ name: "Owl", brand: { accent: "#445566" }, logo: null });
	});

	test("a brand is its own seller's, with its logo and its parcels", async () => {
		const brand = await addBrand(db, owner, "Lantern Kids");
		const logo = { digest: "c".repeat(32), contentType: "image/png", width: 2, height: 1, image: new Uint8Array([1]) };
		await saveLogo(db, owner, brand.rowId, logo);
		const parcel = await aShipment(db, owner, {
			brandId: brand.rowId,
			orderId: (await upsertOrder(db, vault, owner, { reference: "B-1" })).rowId,
		});
		const order = parcel.orderId ?? brand.rowId;
		expect(await findBrand(db, stranger, brand.id)).toBeNull();
		expect(await listBrands(db, stranger)).toEqual([]);
		expect((await brandIds(db, stranger, [brand.rowId])).size).toBe(0);
		expect(await brandOfOrder(db, stranger, order, null)).toBeUndefined();
		expect(await brandOfOrder(db, owner, order, null)).toBe(brand.rowId);
		expect(await brandOfOrder(db, owner, order, parcel.rowId)).toBeUndefined();
		// Its own look, for a brand that is not the asker's.
		expect((await shopOf(db, stranger, brand.rowId)).id).toMatch(/^sel_/);
		await changeShop(db, stranger, brand.rowId, { name: "mine" });
		expect(await removeLogo(db, stranger, brand.rowId)).toBe(false);
		await db.transaction(async (tx) => {
			expect(await removeBrand(tx, stranger, brand.rowId)).toBe(false);
			await setBrand(tx, stranger, [parcel.rowId], null);
			expect(await parcelsOfOneBrand(tx, { ...parcel, sellerId: stranger })).toEqual([
				{ sellerId: stranger, rowId: parcel.rowId },
			]);
			expect(await removeBrand(tx, owner, brand.rowId)).toBe(false);
		});
		expect(await shopOf(db, owner, brand.rowId)).toMatchObject({
			id: brand.id,
			name: "Lantern Kids",
			logo: { digest: logo.digest },
		});
		await expect(aShipment(db, stranger, { brandId: brand.rowId })).rejects.toThrow();
		await db.transaction(async (tx) => {
			await setBrand(tx, owner, [parcel.rowId], null);
			expect(await removeBrand(tx, owner, brand.rowId)).toBe(true);
		});
		expect(await listBrands(db, owner)).toEqual([]);
	});

	test("a report is its own seller's, and goes with its shipment", async () => {
		const parcel = await aShipment(db, owner);
		const report = {
			sellerId: owner,
			rowId: parcel.rowId,
			scanKey: "ffffffffffffff01",
			words: { note: "The house is blue", email: null, lookedAt: ["door"] },
			evidence: { pageVersion: 3 },
			saidAt: NOW,
		};
		await db.transaction((tx) => addReport(tx, vault, report));
		expect(await db.transaction((tx) => takeBackReports(tx, { ...parcel, sellerId: stranger }, NOW))).toEqual([]);
		const [kept, ...others] = await reportsOf(db, parcel);
		if (!kept) throw new Error("The report is gone.");
		expect(others).toEqual([]);
		expect(kept).toMatchObject({ shipmentId: parcel.id, scanKey: report.scanKey, saidAt: NOW, takenBackAt: null });
		expect(wordsOf(vault, kept)).toEqual(report.words);
		expect(Buffer.from(kept.sealedWords).includes("blue")).toBe(false);
		expect(() => wordsOf(vault, { ...kept, id: "rep_other" })).toThrow(Tampered);
		await db.rows(sql`delete from shipments where seller_id = ${owner}::int8 and id = ${parcel.rowId}::int8`);
		expect(await reportsOf(db, parcel)).toEqual([]);
	});

	test("facts and messages go to the seller they were told for", async () => {
		await db.transaction(async (tx) => {
			const number = { carrier: "glider", trackingNumber: "GL1" };
			expect(await matchLegs(tx, [{ ...number, sellerId: stranger }])).toEqual([]);
			expect(await matchLegs(tx, [{ ...number, sellerId: owner }])).toHaveLength(1);
			await saveFacts(tx, [{ ...shipment, sellerId: stranger, facts: [aScan()] }]);
			await addUnmatched(tx, [{ ...number, sellerId: owner, messageId }]);
			await forgetUnmatched(tx, stranger, messageId);
			expect(await takeUnmatched(tx, stranger, "glider", "GL1")).toEqual([]);
			expect(await takeUnmatched(tx, owner, "glider", "GL1")).toEqual([{ messageId, trackingNumber: "GL1" }]);
		});
		expect((await loadFacts(db, [shipment])).get(shipment.rowId)).toEqual([]);
	});

	test("a shipment cannot hang on another seller's order or connection", async () => {
		await expect(aShipment(db, stranger, { orderId: order.rowId })).rejects.toThrow();
		await expect(aShipment(db, stranger, { connectionId: connection.rowId })).rejects.toThrow();
		await expect(aShipment(db, stranger, { returnOf: shipment.rowId })).rejects.toThrow();
	});

	test("two sellers may have the same waybill and the same order number", async () => {
		const theirs = await aShipment(db, stranger, { trackingNumber: "GL1" });
		expect(theirs.id).not.toBe(shipment.id);
		expect((await upsertOrder(db, vault, stranger, { reference: "A-1" })).id).not.toBe(order.id);
	});

	test("the carrier's door finds a connection by its address and its own carrier only", async () => {
		expect(await connectionAt(db, "glider", connection.id)).toEqual(connection);
		expect(await connectionAt(db, "albatross", connection.id)).toBeNull();
		expect(await connectionAt(db, "glider", "con_none")).toBeNull();
	});

	test("what is posted leaves the health of asking alone, and is noted once a minute", async () => {
		const one = await addConnection(db, vault, owner, { carrier: "glider" });
		const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
		await recordOutcome(db, one, { kind: "failed", error: "503", pausedUntil: later(600) }, NOW);
		for (const seconds of [0, 59]) {
			await recordMessage(db, one, later(seconds));
			await recordRefusal(db, one, `wrong after ${seconds} s`, later(seconds));
		}
		const noted = { lastMessageAt: NOW, lastRefusedAt: NOW, lastRefusal: "wrong after 0 s" };
		const failing = { health: "failing", lastError: "503", pausedUntil: later(600) };
		expect(await getConnection(db, owner, one.id)).toMatchObject({ ...noted, ...failing });
		await recordMessage(db, one, later(60));
		await recordRefusal(db, one, "wrong again", later(61));
		const again = { lastMessageAt: later(60), lastRefusedAt: later(61), lastRefusal: "wrong again" };
		expect(await getConnection(db, owner, one.id)).toMatchObject({ ...again, ...failing });
	});

	test("a moment that a wrong clock noted in the future does not stay", async () => {
		const one = await addConnection(db, vault, owner, { carrier: "glider" });
		const inAYear = new Date(Date.parse(NOW) + 365 * 86_400_000).toISOString();
		await recordMessage(db, one, inAYear);
		await recordRefusal(db, one, "wrong", inAYear);
		await recordMessage(db, one, NOW);
		await recordRefusal(db, one, "wrong again", NOW);
		const noted = { lastMessageAt: NOW, lastRefusedAt: NOW, lastRefusal: "wrong again" };
		expect(await getConnection(db, owner, one.id)).toMatchObject(noted);
	});

	test("credentials and secrets are sealed, and open for their own connection only", async () => {
		const other = await addConnection(db, vault, owner, { carrier: "glider", label: "second" });
		expect(credentialsOf(vault, connection)).toEqual({ clientId: "id", clientSecret: "hidden" });
		expect(webhookSecretOf(vault, connection)).toBe("whsec");
		expect([credentialsOf(vault, other), webhookSecretOf(vault, other)]).toEqual([null, null]);
		expect(Buffer.from(connection.sealedCredentials ?? []).includes("hidden")).toBe(false);
		expect(() => credentialsOf(vault, { ...other, sealedCredentials: connection.sealedCredentials })).toThrow();
	});

	test("a new waybill takes the oldest connection that works, else the oldest", async () => {
		const seller = await aSeller(db);
		const [one, two] = [
			await addConnection(db, vault, seller, { carrier: "glider" }),
			await addConnection(db, vault, seller, { carrier: "glider" }),
		];
		expect((await connectionForCarrier(db, seller, "glider"))?.id).toBe(one.id);
		await recordOutcome(db, one, { kind: "failed", error: "401" }, NOW);
		expect((await connectionForCarrier(db, seller, "glider"))?.id).toBe(two.id);
		await recordOutcome(db, two, { kind: "failed", error: "401" }, NOW);
		expect((await connectionForCarrier(db, seller, "glider"))?.id).toBe(one.id);
	});

	test("a key is found by its hash until it is revoked", async () => {
		const seller = await aSeller(db);
		const key = await addKey(db, seller, aKey("short-lived"));
		expect(await findKey(db, hashOf("short-lived"))).toEqual(key);
		expect(key).toMatchObject({ sellerId: seller, scopes: ["shipments:read", "shipments:write"], revokedAt: null });
		expect(await findKey(db, hashOf("another"))).toBeNull();
		await touchKey(db, key);
		const used = (await findKey(db, hashOf("short-lived")))?.lastUsedAt;
		expect(used).not.toBeNull();
		await touchKey(db, key);
		expect((await findKey(db, hashOf("short-lived")))?.lastUsedAt).toBe(used);
		expect(await revokeKey(db, seller, key.id)).toBe(true);
		expect(await revokeKey(db, seller, key.id)).toBe(false);
		expect(await findKey(db, hashOf("short-lived"))).toBeNull();
		const later = await addKey(db, seller, aKey("later"));
		expect((await listKeys(db, seller)).map(({ id }) => id)).toEqual([key.id, later.id]);
	});
});

function aKey(secret: string) {
	return { hash: hashOf(secret), prefix: secret.slice(0, 4), scopes: ["shipments:read", "shipments:write"] };
}

function hashOf(secret: string): Uint8Array {
	return createHash("sha256").update(secret).digest();
}
