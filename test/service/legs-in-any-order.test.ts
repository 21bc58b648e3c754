import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { replayAll } from "../../src/ingest/replay-all.ts";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

const scan = (id: string, code: string, occurredAt: string) => ({ id, code, occurredAt });

oneDatabase((database) => {
	test("a waybill registered again is the one it was, though another parcel goes on under its number", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const second = await register(seller, "push", "TAKEN2");
		const first = await register(seller, "push", "TAKEN1");
		const continues = [{ trackingNumber: "TAKEN2" }];
		await postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "TAKEN1", continues }] });
		expect((await seller.get(`/v1/shipments/${first}`)).body.legs).toHaveLength(2);
		expect(await register(seller, "push", "TAKEN2")).toBe(second);
		expect(await register(seller, "push", "TAKEN1")).toBe(first);
	});

	test("what is known of a number is known of every parcel that goes on under it, whenever it was told", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const tell = (...shipments: readonly object[]) => postSigned(`${url}${own.path}`, own.secret, { shipments });
		const pallet = await register(seller, "push", "PALLET1");
		await tell({ trackingNumber: "PALLET1", scans: [scan("p1", "in_transit.moving", "2026-10-02T10:00:00Z")] });
		const box = await register(seller, "push", "BOX1");
		await tell({ trackingNumber: "PALLET1", scans: [scan("p0", "exception.lost", "2026-10-02T11:00:00Z")] });
		await tell({ trackingNumber: "PALLET1", withdraw: ["p0"] });
		const later = scan("p2", "in_transit.arrived_facility", "2026-10-03T10:00:00Z");
		const packed = scan("b1", "picked_up.collected", "2026-10-01T10:00:00Z");
		await tell(
			{ trackingNumber: "BOX1", scans: [packed], continues: [{ trackingNumber: "PALLET1" }] },
			{ trackingNumber: "PALLET1", scans: [later] },
		);
		const shown = async (id: string) => codes((await seller.get(`/v1/shipments/${id}`)).body);
		const expected = ["picked_up.collected", "in_transit.moving", "in_transit.arrived_facility"];
		expect(await shown(box)).toEqual(expected);
		expect(await shown(pallet)).toEqual(expected.slice(1));
		expect(await replayOn(db)).toEqual([]);
		expect(await shown(box)).toEqual(expected);
	});

	test("a message that leads a parcel to a number keeps nobody from registering it as a waybill of another order", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const tell = (id: string, ...shipments: readonly object[]) =>
			postSigned(`${url}${own.path}`, own.secret, { shipments }, id);
		const box = await register(seller, "push", "BOX3", { reference: "box" });
		const soon = new Date(Date.now() - 3_600_000).toISOString();
		await tell("m1", { trackingNumber: "BOX3", continues: [{ trackingNumber: "CRATE3" }] });
		await tell("m2", { trackingNumber: "CRATE3", scans: [scan("c", "in_transit.moving", soon)] });
		expect(await register(seller, "push", "CRATE3")).toBe(box);
		expect(await register(seller, "push", "CRATE3", { reference: "box" })).toBe(box);
		const crate = await register(seller, "push", "CRATE3", { reference: "crate" });
		expect(crate).toMatch(/^shp_/);
		expect(crate).not.toBe(box);
		expect(await register(seller, "push", "CRATE3", { reference: "crate" })).toBe(crate);
		for (const id of [box, crate]) {
			expect(codes((await seller.get(`/v1/shipments/${id}`)).body)).toEqual(["in_transit.moving"]);
		}
	});

	test("two parcels that go on under one number know alike what waited for it", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const sf = await seller.connect({ carrier: "sf-express" });
		const tell = (...shipments: readonly object[]) => postSigned(`${url}${own.path}`, own.secret, { shipments });
		const onward = "SF1234567890031";
		await postSf(url, sf, onward, "80", "2026-10-04 09:00:00");
		const crate = await register(seller, "push", "CRATE2");
		const box = await register(seller, "push", "BOX2");
		await tell({ trackingNumber: "BOX2", continues: [{ trackingNumber: "CRATE2" }] });
		await tell({ trackingNumber: "CRATE2", continues: [{ trackingNumber: onward, carrier: "sf-express" }] });
		for (const id of [box, crate]) {
			expect((await seller.get(`/v1/shipments/${id}`)).body.milestone).toBe("delivered");
		}
	});

	test("whose parcel it is counts also when it was told before anybody asked, and finds what its carrier posted", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const kuaidi = await seller.connect({ carrier: "kuaidi100" });
		const sf = await seller.connect({ carrier: "sf-express" });
		const number = "SF1234567890021";
		await postSf(url, sf, number, "80", "2026-10-04 09:00:00");
		await postKuaidi100(url, kuaidi, number, "shunfeng");
		const early = await register(seller, "kuaidi100", number);
		const late = (await seller.get(`/v1/shipments/${early}`)).body;
		expect(late.legs).toMatchObject([{ carriedBy: { carrier: "sf-express", name: "shunfeng" } }]);
		expect([late.milestone, late.scans.length]).toEqual(["delivered", 2]);
		const other = "SF1234567890022";
		await postSf(url, sf, other, "80", "2026-10-04 09:00:00");
		const id = await register(seller, "kuaidi100", other);
		await postKuaidi100(url, kuaidi, other, "shunfeng");
		const { milestone, scans } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect([milestone, scans.length]).toEqual(["delivered", 2]);
		expect(await replayOn(db)).toEqual([]);
	});

	test("reading again leaves the aggregator's last word where it differed before", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const kuaidi = await seller.connect({ carrier: "kuaidi100" });
		const own = await seller.connect({ carrier: "push" });
		const number = "SF1234567890023";
		const id = await register(seller, "kuaidi100", number);
		await postKuaidi100(url, kuaidi, number, "yunda");
		for (let index = 0; index < 25; index++) {
			const shipments = [{ trackingNumber: `FILL${index}`, scans: [] }];
			await postSigned(`${url}${own.path}`, own.secret, { shipments }, `msg_${index}`);
		}
		await postKuaidi100(url, kuaidi, number, "shunfeng");
		const carriedBy = { carrier: "sf-express", name: "shunfeng" };
		expect((await seller.get(`/v1/shipments/${id}`)).body.legs).toMatchObject([{ carriedBy }]);
		expect(await replayOn(db)).toEqual([]);
		expect((await seller.get(`/v1/shipments/${id}`)).body.legs).toMatchObject([{ carriedBy }]);
	});

	test.skipIf(database.kind !== "server")(
		"two nodes that hear of the same numbers at once do not wait in a circle",
		async () => {
			const [one, two] = [await startTestService(database), await startTestService(database)];
			const seller = await one.newSeller();
			const own = await seller.connect({ carrier: "push" });
			for (let round = 0; round < 4; round++) {
				const named = (letter: string) => `CIRCLE${round}${letter}`;
				const tell = async (url: string, letter: string, others: readonly string[]) => {
					const scans = [scan("a", "in_transit.moving", "2026-10-02T10:00:00Z")];
					const continues = others.map((other) => ({ trackingNumber: named(other) }));
					const shipments = [{ trackingNumber: named(letter), scans, continues }];
					const id = `msg_${round}${letter}`;
					return (await postSigned(`${url}${own.path}`, own.secret, { shipments }, id)).status;
				};
				const waybill = (letter: string) =>
					seller.post("/v1/shipments", {
						carrier: "push",
						trackingNumber: named(letter),
						order: { reference: named("") },
					});
				await waybill("A");
				await waybill("B");
				const told = await Promise.all([
					tell(one.url, "A", ["X", "Y", "B"]),
					tell(two.url, "B", ["Y", "X", "A"]),
					tell(one.url, "X", ["Y"]),
					tell(two.url, "Y", ["X"]),
					...["X", "Y", "A", "B"].map(async (letter) => (await waybill(letter)).status),
				]);
				expect(told.filter((status) => status >= 300)).toEqual([]);
				const { body } = await waybill("A");
				expect((await seller.get(`/v1/shipments/${body.id}`)).body.legs).toHaveLength(4);
			}
		},
	);
});

async function replayOn(db: Database): Promise<readonly object[]> {
	const deps = {
		db,
		publicUrl: "https://track.shop.example",
		places: testPlaces(),
		lanes: new LiveLanes(),
		now: () => new Date(),
		changed: () => {},
	};
	const differences: object[] = [];
	for await (const progress of replayAll(deps, { dryRun: false })) differences.push(...progress.differences);
	return differences;
}

async function register(
	seller: TestSeller,
	carrier: string,
	trackingNumber: string,
	more: object = {},
): Promise<string> {
	const { body } = await seller.post("/v1/shipments", { carrier, trackingNumber, ...more });
	return body.id;
}

function codes({ scans }: { readonly scans: readonly { readonly code: string }[] }): readonly string[] {
	return scans.map(({ code }) => code);
}

interface Connected {
	readonly path: string;
	readonly secret: string;
}

async function postSf(url: string, { path, secret }: Connected, mailno: string, opCode: string, acceptTime: string) {
	const route = { id: opCode, mailno, acceptTime, acceptAddress: "苏州市", opCode, remark: "顺丰" };
	const body = JSON.stringify({ Body: { WaybillRoute: [route] } });
	const headers = { "content-type": "application/json" };
	await fetch(`${url}${path}?token=${encodeURIComponent(secret)}`, { method: "POST", headers, body });
}

async function postKuaidi100(url: string, { path, secret }: Connected, nu: string, com: string) {
	const row = { ftime: "2026-10-02 10:00:00", context: "【苏州】已揽收", statusCode: "103" };
	const param = JSON.stringify({ status: "polling", lastResult: { nu, com, state: "1", data: [row] } });
	const sign = createHash("md5").update(`${param}${secret}`).digest("hex").toUpperCase();
	await fetch(`${url}${path}`, { method: "POST", body: new URLSearchParams({ param, sign }) });
}
