import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { startTestService, type TestSeller } from "../helpers/service.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const sample = readFileSync(join(import.meta.dirname, "../carriers/fedex/delivered-after-absent.json"), "utf8");
const credentials = { clientId: "shop", clientSecret: "very-secret" };
const token = http.post("https://apis.fedex.com/oauth/token", () =>
	HttpResponse.json({ access_token: "token-1", token_type: "bearer", expires_in: 3600 }),
);
const ourselves = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());

/** Registers the sample's waybill and waits until its connection was asked. */
async function follow(seller: TestSeller) {
	const { id } = await seller.connect({ carrier: "fedex", credentials });
	const { body } = await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" });
	const connection = async () => (await seller.get(`/v1/connections/${id}`)).body;
	await vi.waitFor(async () => expect((await connection()).health.state).not.toBe("unknown"), 15_000);
	return { connection: await connection(), shipment: (await seller.get(`/v1/shipments/${body.id}`)).body };
}

eachDatabase((database) => {
	test("a waybill of a connected carrier is asked for and its answer becomes the timeline", async () => {
		const asked: string[] = [];
		network.use(
			ourselves,
			token,
			http.post("https://apis.fedex.com/track/v1/trackingnumbers", async ({ request }) => {
				asked.push(`${request.headers.get("authorization")} ${await request.text()}`);
				return new HttpResponse(sample, { headers: { "content-type": "application/json" } });
			}),
		);
		const { newSeller } = await startTestService(database);
		const { shipment, connection } = await follow(await newSeller());
		expect(shipment).toMatchObject({ milestone: "delivered", following: { state: "following", next: null } });
		expect(shipment.scans).toHaveLength(10);
		expect(shipment.scans[0].provenance).toMatchObject([{ channel: "poll" }]);
		expect(connection.health).toMatchObject({ state: "ok", lastError: null });
		expect(asked).toHaveLength(1);
		expect(asked[0]).toMatch(/^Bearer token-1 .*700000000005/);
	});

	test("a carrier's outage is the connection's state and nothing that happened to the parcel", async () => {
		network.use(
			ourselves,
			token,
			http.post("https://apis.fedex.com/track/v1/trackingnumbers", () => new HttpResponse("down", { status: 503 })),
		);
		const { url, newSeller } = await startTestService(database);
		const { shipment, connection } = await follow(await newSeller());
		expect(connection.health).toMatchObject({ state: "failing", lastError: expect.stringMatching(/FedEx.*503/) });
		expect(Date.parse(connection.health.pausedUntil)).toBeGreaterThan(Date.now());
		expect(shipment).toMatchObject({ milestone: "pending", condition: "ok", scans: [] });
		const page = await (await fetch(`${url}${new URL(shipment.trackingUrl).pathname}`)).text();
		expect(page).toMatch(/has not answered/);
	});

	test("refused credentials are said on the connection without being repeated", async () => {
		network.use(
			ourselves,
			http.post("https://apis.fedex.com/oauth/token", () => HttpResponse.json({ errors: [] }, { status: 401 })),
		);
		const { newSeller } = await startTestService(database);
		const { connection } = await follow(await newSeller());
		expect(connection.health).toMatchObject({ state: "failing", lastError: expect.stringMatching(/refused/) });
		expect(JSON.stringify(connection)).not.toContain("very-secret");
	});

	test("a number that the carrier does not know is said so and asked for again later", async () => {
		const unknown = readFileSync(join(import.meta.dirname, "../carriers/fedex/not-found.json"), "utf8");
		const number = /"trackingNumber":\s*"(\d+)"/.exec(unknown)?.[1] ?? "";
		network.use(
			ourselves,
			token,
			http.post("https://apis.fedex.com/track/v1/trackingnumbers", () => new HttpResponse(unknown)),
		);
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { id } = await seller.connect({ carrier: "fedex", credentials });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: number, carrier: "fedex" });
		await vi.waitFor(async () => {
			expect((await seller.get(`/v1/shipments/${body.id}`)).body.code).toBe("pending.not_found");
		}, 15_000);
		expect((await seller.get(`/v1/connections/${id}`)).body.health.state).toBe("ok");
	});

	test("connecting a carrier follows the waybills that waited for it", async () => {
		network.use(
			ourselves,
			token,
			http.post("https://apis.fedex.com/track/v1/trackingnumbers", () => new HttpResponse(sample)),
		);
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" });
		expect(body.following).toMatchObject({ state: "needs-connection", next: expect.stringContaining("clientId") });
		await seller.connect({ carrier: "fedex", credentials });
		await vi.waitFor(async () => {
			expect((await seller.get(`/v1/shipments/${body.id}`)).body.milestone).toBe("delivered");
		}, 15_000);
	});

	test("a connection that can ask takes over the waybills of one that only hears", async () => {
		const unknown = () => HttpResponse.json({ title: "No result found", status: 404 }, { status: 404 });
		network.use(ourselves, http.get("https://api-eu.dhl.com/track/shipments", unknown));
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		await seller.connect({ carrier: "dhl" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "00340434161094042557", carrier: "dhl" });
		expect(body.following.state).toBe("push-only");
		await seller.connect({ carrier: "dhl", credentials: { apiKey: "made-up" } });
		expect((await seller.get(`/v1/shipments/${body.id}`)).body.following).toEqual({ state: "following", next: null });
	});
});
