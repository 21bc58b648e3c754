import { sql } from "drizzle-orm";
import { delay, HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { startTestService } from "../helpers/service.ts";

const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterAll(() => network.close());

eachDatabase((database) => {
	test("a carrier that hangs keeps neither the door open nor the service from ending, and is not blamed", async () => {
		let hasBegun = () => {};
		const began = new Promise<void>((resolve) => {
			hasBegun = resolve;
		});
		network.use(
			http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough()),
			http.post("https://apis.fedex.com/oauth/token", () =>
				HttpResponse.json({ access_token: "token-1", token_type: "bearer", expires_in: 3600 }),
			),
			http.post("https://apis.fedex.com/track/v1/trackingnumbers", async () => {
				hasBegun();
				await delay("infinite");
			}),
		);
		const { url, newSeller, stop } = await startTestService(database);
		const seller = await newSeller();
		await seller.connect({ carrier: "fedex", credentials: { clientId: "shop", clientSecret: "very-secret" } });
		await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" });
		await began;
		const started = performance.now();
		const stopped = stop();
		await expect
			.poll(() =>
				fetch(`${url}/healthz`).then(
					() => "answered",
					() => "refused",
				),
			)
			.toBe("refused");
		expect(performance.now() - started).toBeLessThan(2_000);
		await stopped;
		expect(performance.now() - started).toBeLessThan(14_000);

		const db = await database.open();
		expect(await db.rows(sql`select health, lease_owner as owner from connections`)).toEqual([
			{ health: "unknown", owner: null },
		]);
		expect(await db.rows(sql`select poll_failures as failures, poll_owner as owner from legs`)).toEqual([
			{ failures: 0, owner: null },
		]);
		await db.close();
	});
});
