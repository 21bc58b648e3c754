import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { type Answer, answerOf, postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

const scan = (id: string, code: string, occurredAt: string) => ({ id, code, occurredAt });

oneDatabase((database) => {
	test("a partner's number opens a leg, with what waited for it, and both numbers keep being understood", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const sf = await seller.connect({ carrier: "sf-express" });
		expect((await postSf(url, sf, "SF1234567890001", "50", "2026-10-03 09:00:00")).status).toBe(200);
		const id = await register(seller, "push", "HAND0001");
		const handed = { ...scan("a", "in_transit.handover_to_partner", "2026-10-02T10:00:00+08:00") };
		const continues = [
			{ trackingNumber: "SF1234567890001", carrier: "sf-express" },
			{ trackingNumber: "VAN-9", carrierName: "A cousin's van" },
		];
		const shipments = [{ trackingNumber: "HAND0001", scans: [handed], continues }];
		await postSigned(`${url}${own.path}`, own.secret, { shipments });
		const opened = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(opened.legs).toMatchObject([
			{ number: 1, carrier: "push", trackingNumber: "HAND0001" },
			{ number: 2, carrier: "sf-express", trackingNumber: "SF1234567890001" },
		]);
		const followed = await db.rows(sql`select l.number, c.public_id as connection from legs l
			join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id
			join connections c on c.seller_id = l.seller_id and c.id = l.connection_id
			where s.public_id = ${id} order by l.number`);
		expect(followed).toEqual([
			{ number: 1, connection: own.id },
			{ number: 2, connection: sf.id },
		]);
		expect(opened.elsewhere).toEqual([{ carrierName: "A cousin's van", trackingNumber: "VAN-9" }]);
		expect(opened.following.state).toBe("push-only");
		expect(codes(opened)).toEqual(["in_transit.handover_to_partner", "picked_up.accepted"]);
		expect(opened.milestone).toBe("in_transit");
		await postSf(url, sf, "SF1234567890001", "80", "2026-10-04 09:00:00");
		const late = { ...scan("b", "note.information", "2026-10-04T12:00:00+08:00") };
		await postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "HAND0001", scans: [late] }] });
		const delivered = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(delivered.milestone).toBe("delivered");
		expect(delivered.scans.map(({ leg }: { leg: number }) => leg)).toEqual([1, 2, 2, 1]);
		expect(await register(seller, "sf-express", "SF1234567890001")).toBe(id);
		const page = await (await fetch(`${url}${new URL(delivered.trackingUrl).pathname}`)).text();
		expect(page).toContain("SF1234567890001");
		expect(page).toContain("VAN-9");
		// Whoever speaks is called by name, and a courier that has none is the shop's.
		expect(page).toMatch(/class="speaker">[^\n]*?SF Express/);
		expect(page).not.toMatch(/>sf-express<|A courier of your own/);
	});

	test("naming the same numbers again, or each other, opens nothing more", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const id = await register(seller, "push", "LOOP1");
		const tell = (trackingNumber: string, other: string, at: string) => {
			const scans = [scan(at, "in_transit.moving", at)];
			const continues = [{ trackingNumber: other }];
			return postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber, scans, continues }] });
		};
		await tell("LOOP1", "LOOP2", "2026-10-02T10:00:00Z");
		await tell("LOOP2", "LOOP1", "2026-10-02T11:00:00Z");
		await tell("LOOP1", "LOOP-2", "2026-10-02T12:00:00Z");
		const { legs, scans } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(legs.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber)).toEqual(["LOOP1", "LOOP2"]);
		expect(scans).toHaveLength(3);
	});

	test("a stranger's list of numbers opens a few legs and no more", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const id = await register(seller, "push", "MANY1");
		const continues = Array.from({ length: 300 }, (_, index) => ({ trackingNumber: `MANY-${index}-X` }));
		await postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "MANY1", continues }] });
		expect((await seller.get(`/v1/shipments/${id}`)).body.legs).toHaveLength(8);
		for (let message = 0; message < 5; message++) {
			const others = Array.from({ length: 20 }, (_, index) => ({
				trackingNumber: `VAN-${message}-${index}`,
				carrierName: "A cousin's van",
			}));
			const shipments = [{ trackingNumber: "MANY1", continues: others }];
			await postSigned(`${url}${own.path}`, own.secret, { shipments }, `msg_${message}`);
		}
		const { elsewhere, trackingUrl } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(elsewhere.length).toBeLessThanOrEqual(50);
		const page = await (await fetch(`${url}${new URL(trackingUrl).pathname}`)).text();
		expect(page.match(/class="onward"/g)).toHaveLength(10);
	});

	test("an aggregator's leg keeps whose parcel it is, and hears what that carrier says itself", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const kuaidi = await seller.connect({ carrier: "kuaidi100" });
		const sf = await seller.connect({ carrier: "sf-express" });
		const id = await register(seller, "kuaidi100", "SF1234567890002");
		await postKuaidi100(url, kuaidi, "SF1234567890002");
		expect((await seller.get(`/v1/shipments/${id}`)).body.legs).toEqual([
			{
				number: 1,
				carrier: "kuaidi100",
				trackingNumber: "SF1234567890002",
				connection: kuaidi.id,
				subscription: null,
				wrongSince: null,
				carriedBy: { carrier: "sf-express", name: "shunfeng" },
				lastAnsweredAt: null,
				nextAskedAt: null,
			},
		]);
		await postSf(url, sf, "SF1234567890002", "80", "2026-10-04 09:00:00");
		const { scans, milestone, trackingUrl } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect([milestone, scans.length]).toEqual(["delivered", 2]);
		expect(await (await fetch(`${url}${new URL(trackingUrl).pathname}`)).text()).toContain("SF Express");
	});

	test("a number that is given out again is another parcel, and each shows its own journey", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const tell = (...scans: readonly object[]) =>
			postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "AGAIN1", scans }] });
		const first = await register(seller, "push", "AGAIN1", { reference: "spring" });
		await registeredInSpring(db, first);
		await tell(
			scan("a", "picked_up.collected", "2026-03-01T10:00:00Z"),
			scan("b", "delivered.to_recipient", "2026-03-03T10:00:00Z"),
		);
		expect(await register(seller, "push", "AGAIN1", { reference: "spring" })).toBe(first);
		expect(await register(seller, "push", "AGAIN1")).toBe(first);
		const second = await register(seller, "push", "AGAIN1", { reference: "autumn" });
		expect(second).not.toBe(first);
		expect((await seller.get(`/v1/shipments/${second}`)).body).toMatchObject({ code: "pending.registered", scans: [] });
		await tell(scan("c", "info_received.label_created", "2026-11-20T10:00:00Z"));
		const now = async (id: string) => (await seller.get(`/v1/shipments/${id}`)).body;
		expect(codes(await now(first))).toEqual(["picked_up.collected", "delivered.to_recipient"]);
		expect(await now(first)).toMatchObject({ milestone: "delivered" });
		expect(codes(await now(second))).toEqual(["info_received.label_created"]);
		expect(await now(second)).toMatchObject({ milestone: "info_received" });
		expect(await register(seller, "push", "AGAIN1", { reference: "spring" })).toBe(first);
		expect(await register(seller, "push", "AGAIN1", { reference: "autumn" })).toBe(second);
	});

	test("what the carrier tells of another parcel opens a journey for who registers it then", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const first = await register(seller, "push", "AGAIN2");
		await registeredInSpring(db, first);
		const scans = [
			scan("a", "picked_up.collected", "2026-03-01T10:00:00Z"),
			scan("b", "delivered.to_recipient", "2026-03-03T10:00:00Z"),
		];
		await postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "AGAIN2", scans }] });
		expect(await register(seller, "push", "AGAIN2")).toBe(first);
		const fresh = [scan("c", "picked_up.collected", "2026-11-20T10:00:00Z")];
		await postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "AGAIN2", scans: fresh }] });
		const second = await register(seller, "push", "AGAIN2");
		const now = async (id: string) => codes((await seller.get(`/v1/shipments/${id}`)).body);
		expect(await now(first)).toEqual(["picked_up.collected", "delivered.to_recipient"]);
		expect(await now(second)).toEqual(["picked_up.collected"]);
	});

	test("a number given out again shows neither parcel the other, when a partner ended the first or nobody carried it", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		let message = 0;
		const tell = (...shipments: readonly object[]) =>
			postSigned(`${url}${own.path}`, own.secret, { shipments }, `msg_${message++}`);
		const ends = {
			AGAIN3: [scan("x", "cancelled.cancelled", "2026-03-03T10:00:00Z")],
			AGAIN4: [scan("x", "in_transit.handover_to_partner", "2026-03-02T10:00:00Z")],
		};
		for (const [trackingNumber, scans] of Object.entries(ends)) {
			const first = await register(seller, "push", trackingNumber, { reference: "spring" });
			await registeredInSpring(db, first);
			const continues = trackingNumber === "AGAIN4" ? [{ trackingNumber: "PARTNER4" }] : [];
			await tell({ trackingNumber, scans, continues });
			const delivered = scan("y", "delivered.to_recipient", "2026-03-04T10:00:00Z");
			if (continues.length > 0) await tell({ trackingNumber: "PARTNER4", scans: [delivered] });
			const before = (await seller.get(`/v1/shipments/${first}`)).body;
			const second = await register(seller, "push", trackingNumber, { reference: "autumn" });
			expect(second).not.toBe(first);
			const empty = { code: "pending.registered", scans: [], legs: [{ number: 1 }] };
			expect((await seller.get(`/v1/shipments/${second}`)).body).toMatchObject(empty);
			const fresh = [scan("z", "info_received.label_created", "2026-11-20T10:00:00Z")];
			await tell({ trackingNumber, scans: fresh });
			expect(codes((await seller.get(`/v1/shipments/${second}`)).body)).toEqual(["info_received.label_created"]);
			const after = (await seller.get(`/v1/shipments/${first}`)).body;
			expect(after).toMatchObject({ milestone: before.milestone, scans: before.scans });
		}
	});

	test("what a carrier asks for may be told later, and is checked then", async () => {
		const { db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const number = "SF1234567890044";
		const id = await register(seller, "sf-express", number);
		const kept = () =>
			db.rows(sql`select l.sealed_needs is not null as kept from legs l
				join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id where s.public_id = ${id}`);
		expect(await kept()).toEqual([{ kept: false }]);
		const again = (needs: object) =>
			seller.post("/v1/shipments", { trackingNumber: number, carrier: "sf-express", needs });
		expect((await again({ shoeSize: "44" })).status).toBe(422);
		expect((await again({ phoneLast4: "+49 30 1234" })).body.errors).toMatchObject([{ pointer: "/needs/phoneLast4" }]);
		expect(await again({ phoneLast4: "1234" })).toMatchObject({ status: 200, body: { id } });
		expect(await kept()).toEqual([{ kept: true }]);
	});

	test("another reference within the month is a conflict that names the parcel, and changes nothing", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const id = await register(seller, "push", "SOON1", { reference: "one" });
		const waybill = { trackingNumber: "SOON1", carrier: "push", reference: "two", order: { reference: "o2" } };
		const answer = await seller.post("/v1/shipments", waybill);
		expect(answer).toMatchObject({
			status: 409,
			body: { type: "/problems#conflict", id, reference: "one", detail: expect.stringContaining('"one"') },
		});
		expect((await seller.get(`/v1/shipments/${id}`)).body).toMatchObject({ reference: "one" });
		expect((await seller.get("/v1/orders")).body.items).toEqual([]);
		expect((await seller.get("/v1/shipments")).body.items).toHaveLength(1);
	});

	test("a reference that comes later is kept, and the next is a conflict", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const id = await register(seller, "push", "LATER1");
		expect(await register(seller, "push", "LATER1", { reference: "one", order: { reference: "o1" } })).toBe(id);
		expect((await seller.get(`/v1/shipments/${id}`)).body.reference).toBe("one");
		expect(await register(seller, "push", "LATER2", { order: { reference: "o1" } })).not.toBe(id);
		const later = await seller.post("/v1/shipments", { trackingNumber: "LATER2", carrier: "push", reference: "a" });
		expect([later.status, later.body.reference]).toEqual([200, "a"]);
		const answer = await seller.post("/v1/shipments", { trackingNumber: "LATER1", carrier: "push", reference: "two" });
		expect(answer.status).toBe(409);
	});
});

async function register(
	seller: TestSeller,
	carrier: string,
	trackingNumber: string,
	more: object = {},
): Promise<string> {
	const { body } = await seller.post("/v1/shipments", { carrier, trackingNumber, ...more });
	return body.id;
}

async function registeredInSpring(db: Database, id: string): Promise<void> {
	await db.rows(sql`update shipments set created_at = '2026-02-28T00:00:00Z' where public_id = ${id}`);
}

function codes({ scans }: { readonly scans: readonly { readonly code: string }[] }): readonly string[] {
	return scans.map(({ code }) => code);
}

interface Connected {
	readonly path: string;
	readonly secret: string;
}

async function postSf(
	url: string,
	{ path, secret }: Connected,
	mailno: string,
	opCode: string,
	acceptTime: string,
): Promise<Answer> {
	const route = { id: opCode, mailno, acceptTime, acceptAddress: "苏州市", opCode, remark: "顺丰" };
	const body = JSON.stringify({ Body: { WaybillRoute: [route] } });
	const headers = { "content-type": "application/json" };
	return answerOf(await fetch(`${url}${path}?token=${encodeURIComponent(secret)}`, { method: "POST", headers, body }));
}

async function postKuaidi100(url: string, { path, secret }: Connected, nu: string): Promise<Answer> {
	const time = "2026-10-02 10:00:00";
	const row = { time, ftime: time, context: "【苏州】已揽收", status: "揽收", statusCode: "103" };
	const lastResult = { message: "ok", nu, ischeck: "0", com: "shunfeng", status: "200", state: "1", data: [row] };
	const param = JSON.stringify({ status: "polling", billstatus: "got", message: "", lastResult });
	const sign = createHash("md5").update(`${param}${secret}`).digest("hex").toUpperCase();
	return answerOf(await fetch(`${url}${path}`, { method: "POST", body: new URLSearchParams({ param, sign }) }));
}
