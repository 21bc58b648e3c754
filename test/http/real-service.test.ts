import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { routesOf } from "../../src/http/door.ts";
import { createKey, revokeKey } from "../../src/services/sellers.ts";
import { SCOPES } from "../../src/services/views.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { startReceiver } from "../helpers/receiver.ts";
import { answerOf, startTestService } from "../helpers/service.ts";
import { openDoor } from "./helpers/door.ts";
import { scopeNounOf } from "./helpers/known.ts";
import { addressOf, NOBODYS, possess } from "./helpers/possessions.ts";

/** Every route that the service has, so that a new one is tested the day it is born. */
const routes = routesOf((await openDoor()).door).map(({ method, path }) => ({ method, path }));
const sellerRoutes = routes.filter(({ path }) => path.startsWith("/v1/") && path !== "/v1/openapi.json");
const posts = routes.filter(({ method }) => method === "POST");

eachDatabase((database) => {
	test("no route of sellers opens without a key that is in use", async () => {
		const receiver = await startReceiver();
		const service = await startTestService(database, { privateEndpoints: [receiver.host] });
		const { url, db, newSeller } = service;
		const seller = await newSeller();
		const owned = await possess(service, seller, "KEYS", receiver);
		const revoked = await newSeller("Revoked");
		await revokeKey({ db }, revoked.key);
		const last = seller.key.at(-1) === "a" ? "b" : "a";
		const headers: Readonly<Record<string, Record<string, string>>> = {
			"no key": {},
			"a wrong key": { authorization: `Bearer ${seller.key.slice(0, -1)}${last}` },
			"a revoked key": { authorization: `Bearer ${revoked.key}` },
			"a key in another scheme": { authorization: `Basic ${seller.key}` },
		};
		for (const { method, path } of sellerRoutes) {
			for (const [what, given] of Object.entries(headers)) {
				const answer = await answerOf(await fetch(`${url}${addressOf(path, owned)}`, { method, headers: given }));
				expect(answer, `${method} ${path} with ${what}`).toMatchObject({ status: 401, body: { status: 401 } });
			}
		}
		expect((await seller.get(`/v1/connections/${owned.connections}`)).status).toBe(200);
	});

	test("every route of sellers opens with its own scope alone", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const { id: sellerId } = await newSeller();
		const keys = await Promise.all(
			SCOPES.map(async (scope) => ({ scope, ...(await createKey({ db }, { sellerId, scopes: [scope] })) })),
		);
		for (const { method, path } of sellerRoutes) {
			const opening: string[] = [];
			for (const { scope, key } of keys) {
				const answer = await fetch(`${url}${addressOf(path, NOBODYS)}`, {
					method,
					headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
					...(["POST", "PATCH"].includes(method) && { body: "{}" }),
				});
				if (answer.status !== 403) opening.push(scope);
			}
			const isGet = method === "GET" && !path.includes("/problems");
			const isRead = isGet || path === "/v1/detect" || path === "/v1/eta/estimate";
			const own = [`${scopeNounOf(path, method)}:${isRead ? "read" : "write"}`];
			expect(opening, `${method} ${path}`).toEqual(path === "/v1/carriers" ? SCOPES : own);
		}
	});

	test("every route that takes a body refuses 10 MB, and sellers' ones what is not JSON", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path: hook } = await seller.connect({ carrier: "push" });
		const isForm = (path: string) => /^\/(?:t(?:rack$|\/)|console\/|staff\/)/.test(path);
		const post = async (path: string, body: string, type = "application/json") => {
			const headers = { authorization: `Bearer ${seller.key}`, "content-type": type };
			const address = path.startsWith("/carriers/") ? hook : path.replace(":connection", hook.split("/").at(-1) ?? "");
			return (await answerOf(await fetch(`${url}${address}`, { method: "POST", headers, body }))).status;
		};
		expect(posts.length).toBeGreaterThan(2);
		// What belongs to an id that is there is looked for before its body is read.
		// Whoever is not logged in to the console is sent to do so first.
		const isOpen = (path: string) => !path.startsWith("/console/") || path === "/console/log-in";
		// Files of parcels have rules of their own: see ../service/importing.test.ts.
		const isJson = (path: string) => isOpen(path) && path !== "/v1/imports";
		const isRead = (path: string) => isJson(path) && (!path.includes("/:id/") || path.endsWith("/read"));
		for (const { path } of posts.filter((route) => isRead(route.path))) {
			const type = isForm(path) ? "application/x-www-form-urlencoded" : "application/json";
			expect(await post(path, "x".repeat(10_000_000), type), path).toBe(413);
			if (path.endsWith("/read")) continue;
			const refused = isForm(path) ? 415 : path.startsWith("/v1/") ? 400 : 401;
			for (const broken of ["{", "", '{"trackingNumber": "1" "carrier"}', "\u0000"]) {
				expect(await post(path, broken), `${path} ${JSON.stringify(broken)}`).toBe(refused);
			}
		}
		expect((await seller.get("/v1/shipments")).body.items).toEqual([]);
	});

	test("a carrier's message of 5 MB is taken, and one byte more is not", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path } = await seller.connect({ carrier: "fedex", webhookSecret: "made-up-token-5" });
		const post = async (bytes: number) => {
			const body = `{"padding":"${"x".repeat(bytes - 14)}"}`;
			expect(body).toHaveLength(bytes);
			const signature = createHmac("sha256", "made-up-token-5").update(body).digest("base64");
			const headers = { "content-type": "application/json", "fdx-signature": signature };
			return (await fetch(`${url}${path}`, { method: "POST", headers, body })).status;
		};
		const limit = 5 * 1024 * 1024;
		expect(await post(limit)).toBeLessThan(300);
		expect(await post(limit + 1)).toBe(413);
	});
});
