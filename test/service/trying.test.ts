import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startLastingService, type TestService } from "../helpers/service.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const ourselves = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());
const sample = readFileSync(join(import.meta.dirname, "../carriers/fedex/delivered-after-absent.json"), "utf8");
const fedex = { carrier: "fedex", credentials: { clientId: "shop", clientSecret: "very-secret" } };
const login = http.post("https://apis.fedex.com/oauth/token", () =>
	HttpResponse.json({ access_token: "token-1", token_type: "bearer", expires_in: 3600 }),
);
const answering = (answer: () => HttpResponse<string>) =>
	network.use(ourselves, login, http.post("https://apis.fedex.com/track/v1/trackingnumbers", answer));
const wanted = { trackingNumber: "7000 0000 0005" };

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database, { publicUrl: "http://localhost" });
	});
	afterAll(() => service.stop());

	test("a connection is tried with a number of nobody's: what was understood is said, and nothing is kept", async () => {
		answering(() => new HttpResponse(sample, { headers: { "content-type": "application/json" } }));
		const seller = await service.newSeller();
		const { id } = await seller.connect(fedex);
		const { status, body } = await seller.post(`/v1/connections/${id}/test`, wanted);
		expect(status).toBe(200);
		expect(body).toMatchObject({ outcome: "ok", detail: null, status: 200, problems: [], tookMs: expect.any(Number) });
		expect(body.shipments).toMatchObject([{ milestone: "delivered", registered: false, withdraws: 0 }]);
		expect(body.shipments[0].scans).toHaveLength(10);
		expect(body.shipments[0].scans[0].because[0]).toMatch(/^Time: /);
		expect((await seller.get("/v1/messages")).body.items).toEqual([]);
		expect((await seller.get("/v1/shipments")).body.items).toEqual([]);
		const { health } = (await seller.get(`/v1/connections/${id}`)).body;
		expect(health).toMatchObject({ state: "ok", lastError: null, lastOkAt: expect.any(String) });
		const stranger = await service.newSeller();
		expect((await stranger.post(`/v1/connections/${id}/test`, wanted)).status).toBe(404);
	});

	test("what is wrong is said without a secret, stands at the connection, and is not asked for without end", async () => {
		network.use(
			ourselves,
			http.post("https://apis.fedex.com/oauth/token", () => HttpResponse.json({ errors: [] }, { status: 401 })),
		);
		const seller = await service.newSeller();
		const { id } = await seller.connect(fedex);
		const tried = await seller.post(`/v1/connections/${id}/test`, wanted);
		expect(tried.body).toMatchObject({ outcome: "denied", detail: expect.stringMatching(/refused/), status: null });
		expect(JSON.stringify(tried.body)).not.toContain("very-secret");
		const { health } = (await seller.get(`/v1/connections/${id}`)).body;
		expect(health).toMatchObject({ state: "failing", lastError: tried.body.detail });
		const statuses = [];
		for (let more = 0; more < 7; more++)
			statuses.push((await seller.post(`/v1/connections/${id}/test`, wanted)).status);
		expect(statuses.at(-1)).toBe(429);
	});

	test("an outage and a page instead of data are the carrier's, an unknown number is its own", async () => {
		const unknown = readFileSync(join(import.meta.dirname, "../carriers/fedex/not-found.json"), "utf8");
		network.use(ourselves);
		const seller = await service.newSeller();
		const { id } = await seller.connect(fedex);
		const path = `/v1/connections/${id}`;
		answering(() => new HttpResponse("down", { status: 503 }));
		expect((await seller.post(`${path}/test`, wanted)).body).toMatchObject({
			outcome: "down",
			detail: expect.stringMatching(/503/),
		});
		expect((await seller.get(path)).body.health.state).toBe("failing");
		answering(() => new HttpResponse("<!doctype html><h1>Maintenance</h1>"));
		expect((await seller.post(`${path}/test`, wanted)).body).toMatchObject({
			outcome: "error",
			detail: expect.stringMatching(/a web page/),
		});
		answering(() => new HttpResponse(unknown));
		const number = /"trackingNumber":\s*"(\d+)"/.exec(unknown)?.[1] ?? "";
		expect((await seller.post(`${path}/test`, { trackingNumber: number })).body.outcome).toBe("not-found");
		expect((await seller.get(path)).body.health.state).toBe("ok");
	});

	test("its call counts against the quota of the connection, and none is made beyond it", async () => {
		network.use(ourselves);
		const seller = await service.newSeller();
		const { id } = await seller.connect({ carrier: "dhl", credentials: { apiKey: "made-up" } });
		await service.db.rows(
			sql`update connections set day_start = date_trunc('day', now(), 'UTC'), day_spent = 250 where public_id = ${id}`,
		);
		const { body } = await seller.post(`/v1/connections/${id}/test`, wanted);
		expect(body).toMatchObject({ outcome: "resting", detail: expect.stringMatching(/spent until/), status: null });
		expect((await seller.get(`/v1/connections/${id}`)).body.health).toMatchObject({ state: "unknown" });
	});

	test("who is not asked cannot be tried, and is told what to do instead", async () => {
		network.use(ourselves);
		const seller = await service.newSeller();
		const push = await seller.connect({ carrier: "push" });
		const posts = await seller.connect({ carrier: "fedex" });
		const refused = async (id: string) => (await seller.post(`/v1/connections/${id}/test`, wanted)).body;
		expect(await refused(push.id)).toMatchObject({ status: 409, detail: expect.stringContaining("/sample") });
		expect(await refused(posts.id)).toMatchObject({ status: 409, detail: expect.stringContaining("no credentials") });
	});

	test("a list of connections says how many parcels each follows, and since when the first is due", async () => {
		network.use(ourselves);
		const seller = await service.newSeller();
		const push = await seller.connect({ carrier: "push" });
		const asking = await seller.connect({ carrier: "dhl", credentials: { apiKey: "made-up" } });
		await service.db.rows(
			sql`update connections set paused_until = now() + interval '1 hour' where public_id = ${asking.id}`,
		);
		for (const trackingNumber of ["BIKE-1", "BIKE-2", "BIKE-3"]) {
			await seller.post("/v1/shipments", { carrier: "push", trackingNumber });
		}
		const due = await seller.post("/v1/shipments", { carrier: "dhl", trackingNumber: "00340434161094042557" });
		await postSigned(`${service.url}${push.path}`, push.secret, {
			shipments: [
				{
					trackingNumber: "BIKE-1",
					scans: [{ id: "1", code: "delivered.to_recipient", occurredAt: "2026-11-20T10:00:00Z", text: "There" }],
				},
			],
		});
		const following = async () => {
			const { items } = (await seller.get("/v1/connections")).body;
			return items.map((one: { following: object }) => one.following);
		};
		const dueSince = expect.stringMatching(/Z$/);
		expect(await following()).toEqual([
			{ parcels: 2, hasMore: false, dueSince: null },
			{ parcels: 1, hasMore: false, dueSince },
		]);
		await seller.post(`/v1/shipments/${due.body.id}/stop`, {});
		expect(await following()).toMatchObject([{ parcels: 2 }, { parcels: 0, dueSince: null }]);
	});

	test("a webhook secret is changed for one that we make; the one before is taken for as long as is said", async () => {
		network.use(ourselves);
		const seller = await service.newSeller();
		const { id, path, secret } = await seller.connect({ carrier: "push" });
		const rotate = async (change: object) => (await seller.post(`/v1/connections/${id}/secret`, change)).body;
		const post = async (by: string, name: string) =>
			(await postSigned(`${service.url}${path}`, by, { shipments: [] }, name)).status;
		const second = (await rotate({})).webhookSecret;
		expect(second).toMatch(/^whsec_/);
		expect(second).not.toBe(secret);
		expect([await post(secret, "a"), await post(second, "b")]).toEqual([202, 202]);
		const third = (await rotate({ graceHours: 0 })).webhookSecret;
		expect([await post(second, "c"), await post(third, "d")]).toEqual([401, 202]);
		expect((await seller.get(`/v1/connections/${id}`)).body.webhookSecret).toBeUndefined();
	});
});
