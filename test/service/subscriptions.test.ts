import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService } from "../helpers/service.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

const alert = readFileSync(join(import.meta.dirname, "../carriers/ups/alert-out-for-delivery.json"), "utf8");
const number = "1ZWAY0010300000115";
const credentials = { clientId: "shop", clientSecret: "very-secret" };
const ourselves = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());

/** UPS, whose Track Alert posts for the numbers that it was asked for and to where it was told. */
function ups() {
	const destinations = new Map<string, { readonly url: string; readonly credential: string }>();
	network.use(
		ourselves,
		http.post("https://onlinetools.ups.com/security/v1/oauth/token", () =>
			HttpResponse.json({ access_token: "token-1", expires_in: "14399", status: "approved" }),
		),
		http.post("https://onlinetools.ups.com/api/track/v1/subscription/standard/package", async ({ request }) => {
			const body = (await request.json()) as {
				trackingNumberList: readonly string[];
				destination: { url: string; credential: string };
			};
			for (const one of body.trackingNumberList) destinations.set(one, body.destination);
			return HttpResponse.json({ validTrackingNumbers: body.trackingNumberList, invalidTrackingNumbers: [] });
		}),
		http.get("https://onlinetools.ups.com/api/track/v1/details/:number", () =>
			HttpResponse.json({ response: { errors: [{ code: "TW0001", message: "Not Found" }] } }, { status: 404 }),
		),
	);
	const post = async (door: string, credential: string) => {
		const { pathname } = new URL(destinations.get(number)?.url ?? "https://nowhere.example");
		const headers = { "content-type": "application/json", credential };
		return answerOf(await fetch(`${door}${pathname}`, { method: "POST", headers, body: alert }));
	};
	return { destinations, post, credentialOf: () => destinations.get(number)?.credential ?? "" };
}

oneDatabase((database) => {
	test("a registered waybill is subscribed by itself, and what its carrier posts then reaches the parcel", async () => {
		const carrier = ups();
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { id, secret } = await seller.connect({ carrier: "ups", credentials });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: number, carrier: "ups" });
		expect(body.following).toEqual({ state: "following", next: null });
		await vi.waitFor(() => expect(carrier.destinations.has(number)).toBe(true), 15_000);
		expect(carrier.destinations.get(number)).toMatchObject({
			url: `https://track.shop.example/carriers/ups/${id}`,
			credential: secret,
		});
		expect(await carrier.post(url, carrier.credentialOf())).toMatchObject({ status: 200 });
		await vi.waitFor(async () => {
			const shipment = (await seller.get(`/v1/shipments/${body.id}`)).body;
			expect(shipment).toMatchObject({ milestone: "out_for_delivery", legs: [{ subscription: { state: "active" } }] });
			expect(shipment.scans).toMatchObject([{ provenance: [{ channel: "webhook" }] }]);
		}, 15_000);
		const connection = (await seller.get(`/v1/connections/${id}`)).body;
		expect(connection.subscriptions).toEqual({
			state: "at-work",
			wanted: 0,
			active: 1,
			refused: 0,
			lapsed: 0,
			lastError: null,
		});
		const listed = (await seller.get(`/v1/connections/${id}/subscriptions?state=active`)).body.items;
		expect(listed).toMatchObject([{ trackingNumber: number, state: "active", lastError: null }]);
		expect(Date.parse(listed[0].lapsesAt) - Date.parse(listed[0].subscribedAt)).toBe(14 * 86_400_000);
		expect((await seller.get(`/v1/connections/${id}/subscriptions?state=refused`)).body.items).toEqual([]);
		const stranger = await newSeller("Another shop");
		expect((await stranger.get(`/v1/connections/${id}/subscriptions`)).status).toBe(404);
		expect((await stranger.get("/v1/connections")).body.items).toEqual([]);
	});

	test("a new secret is told to the carrier, and the old one is taken while it changes over", async () => {
		const carrier = ups();
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { id, secret: old } = await seller.connect({ carrier: "ups", credentials });
		await seller.post("/v1/shipments", { trackingNumber: number, carrier: "ups" });
		await vi.waitFor(() => expect(carrier.credentialOf()).toBe(old), 15_000);
		expect((await seller.patch(`/v1/connections/${id}`, { webhookSecret: "the-second-one" })).status).toBe(200);
		await vi.waitFor(() => expect(carrier.credentialOf()).toBe("the-second-one"), 15_000);
		expect((await carrier.post(url, "the-second-one")).status).toBe(200);
		// Sent once more it ends nothing.
		await seller.patch(`/v1/connections/${id}`, { webhookSecret: "the-second-one" });
		expect((await carrier.post(url, old)).status).toBe(200);
		expect((await carrier.post(url, "neither")).status).toBe(401);
		const change = { webhookSecret: "the-third-one", graceHours: 0 };
		expect((await seller.patch(`/v1/connections/${id}`, change)).status).toBe(200);
		expect((await carrier.post(url, "the-third-one")).status).toBe(200);
		for (const gone of [old, "the-second-one"]) expect((await carrier.post(url, gone)).status).toBe(401);
	});

	test("a carrier that takes no address with its name in it is given one without", async () => {
		network.use(ourselves);
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { id, path, secret } = await seller.connect({ carrier: "shiprocket" });
		expect(path).toBe(`/hooks/${id}`);
		const body = readFileSync(join(import.meta.dirname, "../carriers/shiprocket/push-in-transit.json"), "utf8");
		const post = (at: string, key: string) =>
			fetch(`${url}${at}`, { method: "POST", headers: { "content-type": "application/json", "x-api-key": key }, body });
		expect((await post(path, secret)).status).toBe(200);
		expect((await post(`/carriers/shiprocket/${id}`, secret)).status).toBe(200);
		expect((await post(path, "another")).status).toBe(401);
		expect((await post("/hooks/con_0000000000000000000000", secret)).status).toBe(404);
	});

	test("a connection that cannot subscribe says what is missing", async () => {
		network.use(ourselves);
		const { newSeller } = await startTestService(database, { publicUrl: "http://localhost:8080" });
		const seller = await newSeller();
		const { body: hearing } = await seller.post("/v1/connections", { carrier: "ups" });
		expect(hearing.subscriptions).toMatchObject({ state: "needs-credentials", wanted: 0 });
		const { body: asking } = await seller.post("/v1/connections", { carrier: "bring", credentials: bring });
		expect(asking.subscriptions).toMatchObject({ state: "no-public-address" });
		const { body: push } = await seller.post("/v1/connections", { carrier: "push" });
		expect(push.subscriptions).toBeNull();
	});
});

const bring = { uid: "shop@shop.example", apiKey: "very-secret", clientUrl: "https://shop.example" };
