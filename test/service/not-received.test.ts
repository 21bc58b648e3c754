import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { learn } from "../../src/ingest/learn.ts";
import { replayAll } from "../../src/ingest/replay-all.ts";
import type { Database } from "../../src/store/database.ts";
import { readOutbox } from "../../src/store/outbox.ts";
import { openVault } from "../../src/store/seal.ts";
import { forgetUnopenable } from "../../src/store/sealed.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { answerOf, postSigned, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString().replace(/\.\d+/, "");
const leipzig = { country: "DE", city: "Leipzig", postcode: "04109" };
const secret = "Nobody rang. The house is the blue one.";
const words = { note: secret, email: "lin@buyer.example" };

oneDatabase((database) => {
	test("a buyer's word stands beside the carrier's, and the seller gets it with what was known of the delivery", async () => {
		const parcel = await aDelivery(await startTestService(database), { hours: 30 });
		const { service, seller, id, link, tell } = parcel;
		const before = new Date().toISOString();
		const delivered = await shown(parcel);
		const { toldAt } = (await answerOf(await fetch(`${link("")}.json`))).body;
		const form = await (await fetch(link("/not-received"))).text();
		expect(form).toContain("<bdi>A shop</bdi> says: Left in the agreed safe place");
		expect(form).toMatch(/action="\/t\/\w+\/not-received"/);
		expect(form).not.toMatch(/may still come today|<script/);
		const order = [...form.matchAll(/name="looked" value="([\w-]+)"/g)].map(([, place]) => place);
		expect(order).toEqual(["safe-place", "door", "household", "neighbours"]);

		const known = await send(link("/verify"), { check: "04109" });
		const cookie = known.headers.get("set-cookie")?.split(";")[0] ?? "";
		const looked = ["household", "nowhere"];
		const told = await send(link("/not-received"), { ...words, looked: "door" }, looked, { cookie });
		expect([told.status, told.headers.get("location")]).toEqual([303, new URL(link("")).pathname]);
		const after = await shown(parcel);
		expect(after).toMatchObject({
			milestone: "delivered",
			code: "delivered.disputed",
			condition: "disputed",
			actionBy: "sender",
		});
		expect(after.deliveredAt).toEqual(delivered.deliveredAt);
		const [carriers, buyers] = after.scans.slice(-2);
		expect(carriers).toEqual(delivered.scans.at(-1));
		expect(buyers).toMatchObject({ code: "delivered.disputed", text: "", zone: "Europe/Berlin", zoneSource: "place" });
		expect(buyers.provenance).toEqual([{ channel: "buyer", messageId: "", knownAt: buyers.instant }]);
		expect((await seller.get("/v1/shipments?waiting=seller")).body.items).toMatchObject([{ id }]);
		expect((await seller.get(`/v1/shipments/${id}?as_of=${before}`)).body.code).toBe("delivered.safe_place");

		const page = (await answerOf(await fetch(`${link("")}.json`))).body;
		expect(page).toMatchObject({ notReceived: { at: buyers.instant }, toldAt });
		expect(page.scans.map(({ by }: { by?: string }) => by)).toEqual([undefined, undefined, "buyer"]);
		const again = await (await fetch(link("/not-received"))).text();
		expect(again).toContain("You told <bdi>A shop</bdi> on");
		for (const text of [JSON.stringify(page), again, await (await fetch(link(""))).text()]) {
			expect(text).not.toMatch(/blue one|buyer\.example/);
		}

		// As the carrier told it: by which rule it is read, and under which address, may change.
		const { rule: _, piece: __, provenance, ...said } = carriers;
		const asTold = { ...said, provenance: [{ ...provenance[0], message: undefined }] };
		const reports = (await seller.get(`/v1/shipments/${id}/reports`)).body.items;
		expect(reports).toEqual([
			{
				id: expect.stringMatching(/^rep_\w{22}$/),
				shipmentId: id,
				key: buyers.key,
				saidAt: buyers.instant,
				foundAt: null,
				words: { note: secret, email: "lin@buyer.example", lookedAt: ["door", "household"] },
				evidence: {
					isVerified: true,
					pageVersion: page.version - 1,
					carrier: "push",
					trackingNumber: parcel.trackingNumber,
					deliveredAt: delivered.deliveredAt,
					signed: false,
					attempts: 0,
					scan: asTold,
					statuses: [],
					destination: expect.objectContaining({ country: "DE", postcode: "04109", lat: expect.any(Number) }),
					distanceKm: expect.any(Number),
					courier: expect.objectContaining({ place: expect.objectContaining({ lat: 51.35, lng: 12.37 }) }),
				},
			},
		]);
		expect(carriers.provenance[0].messageId).toMatch(/^msg_/);
		expect(reports[0].evidence.distanceKm).toBeGreaterThan(0.5);
		expect(reports[0].evidence.distanceKm).toBeLessThan(10);
		expect((await seller.get("/v1/reports")).body.items).toEqual(reports);

		// The carrier's signature of the same delivery is no answer; that it is out again, and delivered, is.
		await tell("delivered.signed", ago(-0.1));
		expect((await shown(parcel)).code).toBe("delivered.disputed");
		await tell("out_for_delivery.on_vehicle", ago(-0.2));
		await tell("delivered.to_recipient", ago(-0.3));
		expect(await shown(parcel)).toMatchObject({ code: "delivered.to_recipient", condition: "ok" });
		expect(await differences(service.db)).toEqual([]);
		expect((await shown(parcel)).code).toBe("delivered.to_recipient");
	});

	test("what was found while another carrier was thought to have it stays found when the first has it again", async () => {
		const parcel = await aDelivery(await startTestService(database), { hours: 30 });
		const { seller, id, link, trackingNumber } = parcel;
		const correct = async (carrier: string, number: string) => {
			const answer = await seller.post(`/v1/shipments/${id}/carrier`, { carrier, trackingNumber: number });
			expect(answer.status).toBe(200);
		};
		await send(link("/not-received"), words);
		expect((await shown(parcel)).code).toBe("delivered.disputed");
		await correct("dhl", "00340434161094042557");
		expect((await send(link("/not-received/found"), {})).status).toBe(303);
		const [report] = (await seller.get(`/v1/shipments/${id}/reports`)).body.items;
		expect(report.foundAt).not.toBeNull();
		await correct("push", trackingNumber);
		expect((await shown(parcel)).code).toBe("delivered.safe_place");
	});

	test("said twice, or twice at once, it is said once, and taken back it is as if it had not been", async () => {
		const parcel = await aDelivery(await startTestService(database), { hours: 30 });
		const { service, seller, id, link } = parcel;
		const before = await shown(parcel);
		const arrived = await learnt(service.db);
		const answers = await Promise.all([1, 2, 3].map(() => send(link("/not-received"), words)));
		expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
		await send(link("/not-received"), { note: "Once more" });
		expect((await shown(parcel)).scans).toHaveLength(before.scans.length + 1);
		expect((await seller.get(`/v1/shipments/${id}/reports`)).body.items).toHaveLength(1);
		expect((await arrivals(service.db)).every(({ arrived }) => arrived === null)).toBe(true);
		expect(await differences(service.db)).toEqual([]);

		const disputed = await shown(parcel);
		const found = await send(link("/not-received/found?lang=en"), {});
		expect([found.status, found.headers.get("location")]).toEqual([
			303,
			`${new URL(link("")).pathname}/not-received?lang=en&found`,
		]);
		const thanks = await (await fetch(new URL(found.headers.get("location") ?? "", service.url))).text();
		expect(thanks).toContain("The shop knows that you have it.");
		const after = await shown(parcel);
		expect({ ...after, updatedAt: "" }).toEqual({ ...before, updatedAt: "" });
		expect((await shown(parcel, disputed.scans.at(-1).instant)).code).toBe("delivered.disputed");
		const [report] = (await seller.get(`/v1/shipments/${id}/reports`)).body.items;
		expect(report.foundAt).toMatch(/Z$/);
		expect((await answerOf(await fetch(`${link("")}.json`))).body.notReceived).toBeUndefined();
		// What was learnt stays learnt, and is not learnt twice.
		expect(await learnt(service.db)).toEqual(arrived);
		expect((await send(link("/not-received/found"), {})).status).toBe(303);

		const told = (await readOutbox(service.db, "0-0", 500)).filter(
			({ type, data }) => /not_received|found/.test(type) && JSON.stringify(data).includes(report.id),
		);
		expect(told.map(({ type, data }) => ({ type, data }))).toEqual([
			{ type: "shipment.not_received", data: { reportId: report.id, key: report.key, at: report.saidAt } },
			{ type: "shipment.found", data: { reportIds: [report.id], at: report.foundAt } },
		]);

		await send(link("/not-received"), { note: "It was another parcel" });
		expect((await shown(parcel)).code).toBe("delivered.disputed");
		expect((await seller.get("/v1/reports?limit=1")).body.items).toMatchObject([
			{ words: { note: "It was another parcel" } },
		]);
		const next = /<([^>]+)>/.exec((await seller.get("/v1/reports?limit=1")).headers.get("link") ?? "")?.[1] ?? "";
		const { pathname, search } = new URL(next);
		expect((await seller.get(pathname + search)).body.items).toMatchObject([{ id: report.id }]);
	});

	test("it can be said of what is delivered, for sixty days", async () => {
		const service = await startTestService(database);
		const cases = [
			["delivered.to_recipient", 2, "open"],
			["delivered.to_recipient", 59 * 24, "open"],
			["delivered.to_recipient", 61 * 24, "not-now"],
			["delivered.partial", 30, "not-now"],
			["out_for_delivery.on_vehicle", 30, "not-now"],
			["returned.to_sender", 30, "not-now"],
		] as const;
		for (const [code, hours, expected] of cases) {
			const parcel = await aDelivery(service, { hours, code });
			const form = await fetch(parcel.link("/not-received"));
			const text = await form.text();
			expect(form.status).toBe(200);
			expect(text.includes("<form"), `${code} ${hours}`).toBe(expected === "open");
			expect(text.includes("It may still come today")).toBe(hours === 2);
			const sent = await send(parcel.link("/not-received"), words);
			expect(sent.status).toBe(expected === "open" ? 303 : 409);
			if (expected === "not-now") expect(await sent.text()).toContain("not marked as delivered");
			const { items } = (await parcel.seller.get(`/v1/shipments/${parcel.id}/reports`)).body;
			expect(items).toHaveLength(expected === "open" ? 1 : 0);
		}
	});

	test("a clock that nobody knows is told in UTC, and what is wrong with the form is said beside it", async () => {
		const parcel = await aDelivery(await startTestService(database), { hours: 30, ends: {} });
		const { link } = parcel;
		const wrong = await send(link("/not-received"), { note: "x".repeat(2_001), email: "<b>lin", looked: "door" });
		const text = await wrong.text();
		expect(wrong.status).toBe(422);
		expect(text).toContain("Please use at most 2000 characters.");
		expect(text).toContain('aria-describedby="email-hint email-error"');
		expect(text).toContain('value="&lt;b&gt;lin"');
		expect(text).toMatch(/value="door" checked/);
		expect((await shown(parcel)).code).toBe("delivered.safe_place");
		await send(link("/not-received"), {});
		const { zone, zoneSource, instant, local } = (await shown(parcel)).scans.at(-1);
		expect([zone, zoneSource, `${local}`]).toEqual(["UTC", "payload", instant.slice(0, 19)]);
	});

	test("a word that is not the reader's own is refused, and an unknown link is one neutral answer", async () => {
		const parcel = await aDelivery(await startTestService(database), { hours: 30 });
		const { service, link } = parcel;
		for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }]) {
			for (const path of ["/not-received", "/not-received/found"]) {
				expect((await send(link(path), words, [], headers)).status).toBe(403);
			}
		}
		expect((await shown(parcel)).code).toBe("delivered.safe_place");
		const unknown = `${service.url}/t/${"x".repeat(22)}`;
		const neutral = await (await fetch(unknown)).text();
		const form = await fetch(`${unknown}/not-received`);
		expect([form.status, await form.text()]).toEqual([404, neutral]);
		expect(form.headers.get("cache-control")).toBe("private, no-cache");
		for (const path of ["/not-received", "/not-received/found"]) {
			const sent = await send(unknown + path, words);
			expect([sent.status, await sent.text()]).toEqual([404, neutral]);
		}
	});

	test("who sends it again and again is asked to wait, and nobody else is", async () => {
		const service = await startTestService(database, { trustProxy: 1 });
		const [parcel, other] = [await aDelivery(service, { hours: 30 }), await aDelivery(service, { hours: 30 })];
		const from = (address: string) => ({ "x-forwarded-for": address });
		for (let count = 0; count < 10; count++) {
			expect((await send(parcel.link("/not-received"), words, [], from(`192.0.2.${count}`))).status).toBe(303);
		}
		const refused = await send(parcel.link("/not-received/found"), {}, [], from("192.0.2.99"));
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(await refused.text()).toContain("tried often just now");
		expect((await shown(parcel)).code).toBe("delivered.disputed");
		expect((await send(other.link("/not-received"), words, [], from("192.0.2.99"))).status).toBe(303);
	});

	test("it is of this parcel, and of no other under its number", async () => {
		const service = await startTestService(database);
		const pallet = await aDelivery(service, { hours: 30 });
		const { seller, own } = pallet;
		await send(pallet.link("/not-received"), words);
		const box = (await seller.post("/v1/shipments", { carrier: "push", trackingNumber: "BOX1" })).body.id;
		const shipments = [{ trackingNumber: "BOX1", continues: [{ trackingNumber: pallet.trackingNumber }] }];
		await postSigned(`${service.url}${own.path}`, own.secret, { shipments }, "msg_box");
		expect((await seller.get(`/v1/shipments/${box}`)).body).toMatchObject({
			code: "delivered.safe_place",
			condition: "notice",
		});
		// And of a leg that the seller calls wrong it decides nothing.
		const corrected = await seller.post(`/v1/shipments/${pallet.id}/carrier`, {
			carrier: "push",
			trackingNumber: "RIGHT9",
		});
		expect(corrected.body.code).toBe("pending.registered");
		expect((await shown(pallet)).corrected.at(-1).code).toBe("delivered.disputed");
	});

	test("another seller neither reads it nor learns that it is there", async () => {
		const service = await startTestService(database);
		const { id, link } = await aDelivery(service, { hours: 30 });
		await send(link("/not-received"), words);
		const stranger = await service.newSeller();
		expect((await stranger.get(`/v1/shipments/${id}/reports`)).status).toBe(404);
		expect((await stranger.get("/v1/reports")).body.items).toEqual([]);
	});

	test("where the key is lost the words are, and what was known of the delivery stays", async () => {
		const { service, seller, id, link } = await aDelivery(await startTestService(database), { hours: 30 });
		await send(link("/not-received"), words);
		const forget = (isRehearsal: boolean) =>
			service.db.transaction((tx) => forgetUnopenable(tx, openVault(randomBytes(32)), isRehearsal));
		const { reports } = await forget(true);
		expect(reports).toBeGreaterThanOrEqual(1);
		expect((await seller.get(`/v1/shipments/${id}/reports`)).body.items).toMatchObject([
			{ words: { note: secret }, evidence: { isVerified: false } },
		]);
		expect((await forget(false)).reports).toBe(reports);
		expect((await forget(false)).reports).toBe(0);
		const [report] = (await seller.get(`/v1/shipments/${id}/reports`)).body.items;
		expect(report).toMatchObject({ words: null, evidence: { scan: { code: "delivered.safe_place" } } });
	});
});

interface Parcel {
	readonly service: TestService;
	readonly seller: TestSeller;
	readonly own: { readonly path: string; readonly secret: string };
	readonly id: string;
	readonly trackingNumber: string;
	readonly link: (rest: string) => string;
	readonly tell: (code: string, occurredAt: string) => Promise<unknown>;
}

/** A parcel whose courier says that it is delivered, as a shop of its own has it. */
async function aDelivery(
	service: TestService,
	{
		hours,
		code = "delivered.safe_place",
		ends = { origin: { country: "DE", city: "Berlin" }, destination: leipzig },
	}: { readonly hours: number; readonly code?: string; readonly ends?: object },
): Promise<Parcel> {
	const seller = await service.newSeller();
	const own = await seller.connect({ carrier: "push" });
	const trackingNumber = `BIKE${Math.random().toString().slice(2, 12)}`;
	const { body } = await seller.post("/v1/shipments", { carrier: "push", trackingNumber, ...ends });
	const path = new URL(body.trackingUrl).pathname;
	const post = (shipment: object) =>
		postSigned(
			`${service.url}${own.path}`,
			own.secret,
			{ shipments: [{ trackingNumber, ...shipment }] },
			`msg_${Math.random()}`,
		);
	const place =
		Object.keys(ends).length > 0 ? { place: { ...leipzig, text: "Leipzig", lat: 51.3512, lng: 12.3704 } } : {};
	await post({
		scans: [
			{ code: "out_for_delivery.on_vehicle", occurredAt: ago(hours + 3) },
			{ code, occurredAt: ago(hours), ...place },
		],
	});
	await post({ position: { lat: 51.35, lng: 12.37, at: ago(hours + 0.1), stopsBefore: 2 } });
	return {
		service,
		seller,
		own,
		id: body.id,
		trackingNumber,
		link: (rest) => `${service.url}${path}${rest}`,
		tell: (told, occurredAt) => post({ scans: [{ code: told, occurredAt }] }),
	};
}

/** As a browser sends a form. */
function send(
	url: string,
	fields: Readonly<Record<string, string>>,
	looked: readonly string[] = [],
	headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
	const body = new URLSearchParams(fields);
	for (const place of looked) body.append("looked", place);
	return fetch(url, { method: "POST", body, headers, redirect: "manual" });
}

async function shown({ seller, id }: Parcel, asOf?: string) {
	return (await seller.get(`/v1/shipments/${id}${asOf === undefined ? "" : `?as_of=${asOf}`}`)).body;
}

interface Arrival {
	readonly arrived: number | null;
	readonly learntAt: string | null;
}

function arrivals(db: Database): Promise<readonly Arrival[]> {
	return db.rows<Arrival>(
		sql`select f.arrived, f.learnt_at as "learntAt" from forecasts f
			join shipments s on s.seller_id = f.seller_id and s.id = f.shipment_id
			order by f.shipment_id desc, f.scan_key limit 1`,
	);
}

/** Once they taught the lanes, by the service's own hand or by ours. */
async function learnt(db: Database): Promise<readonly Arrival[]> {
	return await vi.waitFor(
		async () => {
			await learn(db, new LiveLanes(), new Date());
			const found = await arrivals(db);
			expect(found).toMatchObject([{ arrived: expect.any(Number), learntAt: expect.any(String) }]);
			return found;
		},
		{ timeout: 20_000, interval: 200 },
	);
}

async function differences(db: Database): Promise<readonly unknown[]> {
	const deps = {
		db,
		publicUrl: "https://track.shop.example",
		places: testPlaces(),
		lanes: new LiveLanes(),
		now: () => new Date(),
		changed: () => {},
	};
	const found: unknown[] = [];
	for await (const { differences } of replayAll(deps, { dryRun: false })) found.push(...differences);
	return found;
}
