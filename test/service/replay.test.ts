import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { type Difference, type ReplayOptions, replayAll } from "../../src/ingest/replay-all.ts";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { postSigned, startTestService } from "../helpers/service.ts";

const scan = (id: string, hour: string, code: string, text: string) => ({
	id,
	code,
	occurredAt: { local: `2026-11-20T${hour}:00:00` },
	place: { text },
});

/** As a scan is kept, whatever is made of it when it is shown. */
const keptOf = (db: Database, number: string) =>
	db.rows<{ precision: string; zone: string | null; gazetteer: string }>(
		sql`select f.place_precision as precision, f.zone, f.gazetteer from scans f
			join legs l on l.seller_id = f.seller_id and l.shipment_id = f.shipment_id
			where l.tracking_number = ${number}::text and f.kind = 'scan' order by f.at`,
	);

/** As an older gazetteer left them: in the middle of a country, on no clock. */
const forget = (db: Database) =>
	db.rows(sql`update scans set lat = 0, lng = 0, place_precision = 'country', zone = null, zone_source = 'none',
		instant_digits = null, gazetteer = 'older' where kind = 'scan'`);

async function replayOn(db: Database, options: Partial<ReplayOptions> = {}): Promise<readonly Difference[]> {
	const deps = {
		db,
		places: testPlaces(),
		lanes: new LiveLanes(),
		publicUrl: "https://track.shop.example",
		now: () => new Date(),
		changed: () => {},
	};
	const differences: Difference[] = [];
	for await (const step of replayAll(deps, { dryRun: false, ...options })) differences.push(...step.differences);
	return differences;
}

oneDatabase((database) => {
	test("a better gazetteer places old scans; a rehearsal says so and changes nothing; twice is as once", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "AGAIN001", carrier: "push" });
		const first = scan("1", "08", "picked_up.collected", "Phoenix, AZ, US");
		const second = scan("2", "19", "in_transit.arrived_facility", "Memphis, TN, US");
		for (const [index, scans] of [[first], [first, second]].entries()) {
			await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "AGAIN001", scans }] }, `msg_${index}`);
		}
		const shown = async () => (await seller.get(`/v1/shipments/${body.id}`)).body;
		const right = await shown();
		expect(right.scans.map(({ zone }: { zone: string }) => zone)).toEqual(["America/Phoenix", "America/Chicago"]);
		expect(await replayOn(db, { dryRun: true })).toEqual([]);

		const kept = await keptOf(db, "AGAIN001");
		await forget(db);
		const expected = expect.objectContaining({ kind: "parcel", id: body.id, added: 0, removed: 0, changed: 2 });
		expect(await replayOn(db, { dryRun: true })).toEqual([expected]);
		expect((await keptOf(db, "AGAIN001"))[0]).toMatchObject({ precision: "country", gazetteer: "older" });

		expect(await replayOn(db, { carrier: "fedex" })).toEqual([]);
		expect(await replayOn(db)).toEqual([expected]);
		expect(await keptOf(db, "AGAIN001")).toEqual(kept);
		expect((await shown()).scans).toEqual(right.scans);
		expect(await replayOn(db)).toEqual([]);
	});

	test("reading again finds the facts of every leg as they are, the aggregator's and the carrier's own", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const kuaidi = await seller.connect({ carrier: "kuaidi100" });
		const sf = await seller.connect({ carrier: "sf-express" });
		const number = "SF1234567890009";
		const { body } = await seller.post("/v1/shipments", { trackingNumber: number, carrier: "kuaidi100" });
		const row = { ftime: "2026-10-02 10:00:00", context: "已揽收", statusCode: "103" };
		const lastResult = { nu: number, com: "shunfeng", state: "1", data: [row] };
		const param = JSON.stringify({ status: "polling", lastResult });
		const sign = createHash("md5").update(`${param}${kuaidi.secret}`).digest("hex").toUpperCase();
		await fetch(`${url}${kuaidi.path}`, { method: "POST", body: new URLSearchParams({ param, sign }) });
		const route = {
			id: "9",
			mailno: number,
			acceptTime: "2026-10-03 10:00:00",
			opCode: "648",
			remark: "新单号为:SF1234567890010",
		};
		const posted = JSON.stringify({ Body: { WaybillRoute: [route] } });
		const headers = { "content-type": "application/json" };
		await fetch(`${url}${sf.path}?token=${encodeURIComponent(sf.secret)}`, { method: "POST", headers, body: posted });
		const shown = async () => {
			const { scans, legs, milestone } = (await seller.get(`/v1/shipments/${body.id}`)).body;
			return { scans, legs, milestone };
		};
		const before = await shown();
		expect(before.scans).toHaveLength(2);
		expect(before.legs.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber)).toEqual([
			number,
			"SF1234567890010",
		]);
		expect(await replayOn(db)).toEqual([]);
		expect(await shown()).toEqual(before);
	});

	test("what came of a message that is gone stays, and what no message tells any more goes", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "AGAIN002", carrier: "push" });
		const told = [
			scan("1", "08", "picked_up.collected", "Lyon, FR"),
			scan("2", "09", "in_transit.arrived_facility", "Dijon, FR"),
		];
		for (const [index, one] of told.entries()) {
			const push = { shipments: [{ trackingNumber: "AGAIN002", scans: [one] }] };
			await postSigned(`${url}${path}`, secret, push, `gone_${index}`);
		}
		const scansNow = async () => (await seller.get(`/v1/shipments/${body.id}`)).body.scans;
		const before = await scansNow();
		await db.rows(sql`delete from raw_messages where id = ${before[0].provenance[0].messageId}::text`);
		// As a worse adapter read the second message: a scan that it does not tell.
		await db.rows(sql`insert into scans (seller_id, shipment_id, key, account, at, sequence, leg, kind, code, reason,
				carrier_code, words, local, time_precision, zone_source, provenance)
			select seller_id, shipment_id, 77, account, at, sequence, leg, kind, 'delivered.to_recipient', reason,
				carrier_code, words, local, time_precision, zone_source, provenance
			from scans where kind = 'scan' and place_text = 'Dijon, FR'`);
		const differences = await replayOn(db);
		expect(differences).toEqual([expect.objectContaining({ kind: "parcel", id: body.id, removed: 1, added: 0 })]);
		expect(await scansNow()).toEqual(before);
	});

	test("a message that could not be read is read, and the parcel that waited for it moves on", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "AGAIN003", carrier: "push" });
		const push = {
			shipments: [{ trackingNumber: "AGAIN003", scans: [scan("1", "08", "picked_up.collected", "Lyon")] }],
		};
		await postSigned(`${url}${path}`, secret, push, "poison");
		// As it stands when reading failed: kept, and nothing of it known.
		await db.rows(sql`update raw_messages set state = 'poison', outcome = null where state = 'read'`);
		await db.rows(sql`delete from scans`);
		const differences = await replayOn(db);
		expect(differences).toContainEqual(
			expect.objectContaining({
				kind: "message",
				before: "poison, not read, 0 problems",
				after: "read, ok, 0 problems",
			}),
		);
		expect((await seller.get(`/v1/shipments/${body.id}`)).body.code).toBe("picked_up.collected");
		const outbox = await db.rows(sql`select type from outbox where type = 'shipment.status.changed'`);
		expect(outbox.length).toBeGreaterThan(0);
	});
});
