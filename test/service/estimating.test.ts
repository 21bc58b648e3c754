import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { daysAgo, HAMBURG_TO_BERLIN, newCourier, taken } from "../helpers/delivered-parcels.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startTestService } from "../helpers/service.ts";

const DAY_MS = 86_400_000;
/** How many days ago it was Tuesday, four days ago or more: between it and Thursday no weekend lies. */
const sinceTuesday = () => 4 + ((new Date().getUTCDay() + 1) % 7);
const today = () => new Date().toISOString().slice(0, 10);
const daysUntil = (date: string) => (Date.parse(date) - Date.parse(today())) / DAY_MS;

oneDatabase((database) => {
	test("a lane is expected to take what its parcels took, and a parcel of it is told the same", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const courier = await newCourier(service, seller);
		const takenAgo = sinceTuesday();
		await courier.deliver(60, { takenAgo, deliveredAgo: takenAgo - 2 });
		const ask = async (handoffAt?: string) => {
			const asked = { ...HAMBURG_TO_BERLIN, ...(handoffAt && { handoffAt }), options: [{ carrier: "push" }] };
			const { status, body } = await seller.post("/v1/eta/estimate", asked);
			expect(status).toBe(200);
			return body.items;
		};
		const [{ eta, ...item }] = await ask(daysAgo(takenAgo - 14));
		expect(item).toEqual({ carrier: "push", service: null, basis: "measured", because: null });
		expect(eta).toMatchObject({ source: "model", dateOnly: true, zone: "Europe/Berlin", level: null });
		expect(eta.because).toMatch(/^Measured on \d+ parcels /);
		const took = daysUntil(eta.likely) - (14 - takenAgo);
		expect(took).toBeGreaterThanOrEqual(1);
		expect(took).toBeLessThanOrEqual(4);
		expect(eta.from <= eta.likely && eta.likely <= eta.to).toBe(true);
		const [{ eta: now }] = await ask();
		await seller.post("/v1/shipments", { trackingNumber: "NEXT1", carrier: "push", ...HAMBURG_TO_BERLIN });
		await courier.post([{ trackingNumber: "NEXT1", scans: [taken(new Date().toISOString())] }]);
		const [{ eta: told }] = (await seller.get("/v1/shipments?limit=1")).body.items;
		expect([told.from, told.likely, told.to]).toEqual([now.from, now.likely, now.to]);
	});

	test("a parcel that is handed over later arrives later, and the days of the destination are its own", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await (await newCourier(service, seller)).deliver(60, { takenAgo: 9, deliveredAgo: 7 });
		const at = async (handoffAt: string) => {
			const asked = { ...HAMBURG_TO_BERLIN, handoffAt, options: [{ carrier: "push" }] };
			return (await seller.post("/v1/eta/estimate", asked)).body.items[0].eta;
		};
		const soon = new Date(Date.now() + 3 * DAY_MS).toISOString();
		const later = new Date(Date.now() + 10 * DAY_MS).toISOString();
		// A week, give or take holidays.
		const apart = daysUntil((await at(later)).likely) - daysUntil((await at(soon)).likely);
		expect(apart).toBeGreaterThanOrEqual(4);
		expect(apart).toBeLessThanOrEqual(11);
		expect((await at(later)).from >= later.slice(0, 10)).toBe(true);
		// 23:30 in UTC is the next day in Berlin.
		const night = `${new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10)}T23:30:00Z`;
		const morning = new Date(Date.parse(night) + 8.5 * 3_600_000).toISOString();
		expect((await at(night)).from >= morning.slice(0, 10)).toBe(true);
	});

	test("each option is answered in its place: measured, stated by the carrier, or unknown and said to be", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await (await newCourier(service, seller)).deliver(60, { takenAgo: 9, deliveredAgo: 7 });
		const options = [
			{ carrier: "epcis" },
			{ carrier: "usps", service: "USPS Ground Advantage" },
			{ carrier: "push" },
			{ carrier: "usps" },
		];
		const within = {
			origin: { country: "US", region: "CA", city: "Los Angeles", postcode: "90001" },
			destination: { country: "US", region: "NY", city: "New York", postcode: "10001" },
		};
		const { body } = await seller.post("/v1/eta/estimate", { ...within, options });
		const [unknown, stated, , any] = body.items;
		expect(body.items.map(({ carrier }: { carrier: string }) => carrier)).toEqual(["epcis", "usps", "push", "usps"]);
		expect(unknown).toMatchObject({ eta: null, basis: "none", service: null });
		expect(unknown.because).toMatch(/^Too few parcels of .* were measured yet/);
		expect(stated).toMatchObject({ service: "USPS Ground Advantage", basis: "stated", because: null });
		expect(stated.eta).toMatchObject({ source: "model", level: null, zone: "America/New_York" });
		expect(stated.eta.because).toMatch(/^The carrier states 2 to 5 days/);
		expect(daysUntil(stated.eta.likely)).toBeGreaterThan(0);
		expect(daysUntil(stated.eta.to)).toBeLessThan(20);
		expect(any.basis).toBe("stated");
	});

	test("nothing that is estimated is kept", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await seller.connect({ carrier: "push" });
		const count = () =>
			service.db.rows<{ rows: string }>(
				sql`select concat_ws(' ', (select count(*) from forecasts), (select count(*) from shipments),
						(select count(*) from lanes), (select count(*) from eta_changes)) as rows`,
			);
		const before = await count();
		await seller.post("/v1/eta/estimate", { ...HAMBURG_TO_BERLIN, options: [{ carrier: "push" }, { carrier: "dhl" }] });
		expect(await count()).toEqual(before);
	});

	test("a carrier that nobody knows is named, and a courier that nobody can tell is asked for", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const other = await service.newSeller();
		const foreign = await other.connect({ carrier: "push" });
		const refusal = async (question: object) => {
			const { status, body } = await seller.post("/v1/eta/estimate", { ...HAMBURG_TO_BERLIN, ...question });
			expect([status, body.type]).toEqual([422, "/problems#invalid"]);
			return body.errors;
		};
		expect(await refusal({ options: [{ carrier: "dhl" }, { carrier: "pigeon" }] })).toEqual([
			{
				pointer: "/options/1/carrier",
				detail: expect.stringMatching(/^There is no carrier "pigeon"\. .*GET \/v1\/carriers/),
			},
		]);
		const [far] = await refusal({ handoffAt: "2040-01-01T00:00:00Z", options: [{ carrier: "dhl" }] });
		expect(far.pointer).toBe("/handoffAt");
		const [stranger] = await refusal({ options: [{ carrier: "push", connection: foreign.id }] });
		expect(stranger.pointer).toBe("/options/0/connection");
		const [first] = [await seller.connect({ carrier: "push" }), await seller.connect({ carrier: "push" })];
		const [which] = await refusal({ options: [{ carrier: "push" }] });
		expect(which).toMatchObject({ pointer: "/options/0/connection", detail: expect.stringContaining("connection") });
		const options = [{ carrier: "push", connection: first.id }];
		expect((await seller.post("/v1/eta/estimate", { ...HAMBURG_TO_BERLIN, options })).status).toBe(200);
	});

	test("twenty options are answered within 50 ms", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		await (await newCourier(service, seller)).deliver(30, { takenAgo: 9, deliveredAgo: 7 });
		const carriers = ["push", "dhl", "dpd", "gls", "ups", "fedex", "hermes-de", "usps", "royal-mail", "inpost"];
		const options = [...carriers, ...carriers].map((carrier) => ({ carrier }));
		const times: number[] = [];
		for (let round = 0; round < 12; round++) {
			const startedAt = performance.now();
			const { body } = await seller.post("/v1/eta/estimate", { ...HAMBURG_TO_BERLIN, options });
			times.push(performance.now() - startedAt);
			expect(body.items).toHaveLength(20);
		}
		const median = times.toSorted((a, b) => a - b)[6] ?? 0;
		expect(median).toBeLessThan(50);
	});
});
