import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { MOST_KEYS } from "../../src/services/keys.ts";
import { createKey } from "../../src/services/sellers.ts";
import { SCOPES, type Scope } from "../../src/services/views.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { type Answer, answerOf, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

oneDatabase((database) => {
	const asked = async ({ url }: TestService, key: string, method: string, path: string, json?: unknown) =>
		answerOf(
			await fetch(`${url}${path}`, {
				method,
				headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
				...(json === undefined ? {} : { body: JSON.stringify(json) }),
			}),
		);
	const opens = async (service: TestService, key: string) => (await asked(service, key, "GET", "/v1/carriers")).status;
	const made = async (seller: TestSeller, body: object) => (await seller.post("/v1/keys", body)).body;
	const ids = (answer: Answer): string[] => answer.body.items.map(({ id }: { id: string }) => id);

	test("a key is shown once, does what it was made for, and is listed with its last use until it is revoked", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const input = { label: "the till", scopes: ["shop:read", "shipments:read", "shop:read"], perMinute: 40 };
		const answer = await seller.post("/v1/keys", input);
		expect(answer).toMatchObject({
			status: 201,
			body: {
				id: expect.stringMatching(/^key_/),
				key: expect.stringMatching(/^wl_[0-9A-Za-z]{44}$/),
				label: "the till",
				scopes: ["shipments:read", "shop:read"],
				perMinute: 40,
				lastUsedAt: null,
				endsAt: null,
			},
		});
		const { key, id, ...view } = answer.body;
		expect(answer.headers.get("location")).toBe(`/v1/keys/${id}`);
		expect(await seller.get(`/v1/keys/${id}`)).toMatchObject({ status: 200, body: { id, ...view } });
		expect((await asked(service, key, "GET", "/v1/shipments")).status).toBe(200);
		expect((await asked(service, key, "GET", "/v1/connections")).status).toBe(403);
		const listed = await seller.get("/v1/keys");
		expect(listed.body.items).toHaveLength(2);
		expect(listed.body.items[1]).toEqual({ id, ...view, lastUsedAt: expect.stringMatching(/^20.*Z$/) });
		expect(JSON.stringify(listed.body)).not.toContain(key);
		expect((await seller.delete(`/v1/keys/${id}`)).status).toBe(204);
		expect(await opens(service, key)).toBe(401);
		expect(ids(await seller.get("/v1/keys"))).not.toContain(id);
		for (const again of [await seller.delete(`/v1/keys/${id}`), await seller.get(`/v1/keys/${id}`)]) {
			expect(again.status).toBe(404);
		}
	});

	test("a key gives no other what it does not have, by no way", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const weak = await made(seller, { scopes: ["keys:read", "keys:write", "shipments:read"] });
		const strong = await made(seller, { scopes: ["connections:write", "shipments:read"] });
		const by = (method: string, path: string, json?: unknown) => asked(service, weak.key, method, path, json);
		const tried = [
			await by("POST", "/v1/keys", { scopes: ["shipments:read", "messages:read"] }),
			await by("PATCH", `/v1/keys/${weak.id}`, { scopes: ["keys:write", "shop:write"] }),
			await by("PATCH", `/v1/keys/${strong.id}`, { scopes: ["connections:write", "shipments:write"] }),
			await by("POST", `/v1/keys/${strong.id}/rotate`, {}),
		];
		for (const answer of tried) expect(answer).toMatchObject({ status: 403, body: { type: "/problems#forbidden" } });
		expect(tried[0]?.body.detail).toContain("messages:read");
		expect(tried[0]?.body.detail).not.toContain("shipments:read");
		expect((await by("POST", "/v1/keys", { scopes: ["shipments:read"] })).status).toBe(201);
		// What it has it may keep, and it may take away what it could not give.
		const less = await by("PATCH", `/v1/keys/${strong.id}`, { scopes: ["connections:write"] });
		expect(less).toMatchObject({ status: 200, body: { scopes: ["connections:write"] } });
		expect((await asked(service, strong.key, "GET", "/v1/shipments")).status).toBe(403);
	});

	test("a request that is sent again under a key that may do less does not show what the first one made", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const weak = await made(seller, { scopes: ["keys:write"] });
		const send = async (key: string) =>
			answerOf(
				await fetch(`${service.url}/v1/keys`, {
					method: "POST",
					headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": "same" },
					body: JSON.stringify({ scopes: ["messages:read"] }),
				}),
			);
		const first = await send(seller.key);
		expect(await send(seller.key)).toMatchObject({ status: 201, body: { id: first.body.id } });
		const foreign = await send(weak.key);
		expect(foreign.status).toBe(422);
		expect(JSON.stringify(foreign.body)).not.toContain(first.body.key);
	});

	test("a key that is rotated goes on for its grace and then ends, and the new one is as it was", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const old = await made(seller, { label: "shop", scopes: ["shipments:read"], perMinute: 50 });
		const rotated = await seller.post(`/v1/keys/${old.id}/rotate`, { graceHours: 2 });
		expect(rotated).toMatchObject({
			status: 201,
			body: { label: "shop", scopes: ["shipments:read"], perMinute: 50, endsAt: null, replaces: { id: old.id } },
		});
		const lasts = Date.parse(rotated.body.replaces.endsAt) - Date.now();
		expect(lasts / 3_600_000).toBeCloseTo(2, 1);
		expect([await opens(service, old.key), await opens(service, rotated.body.key)]).toEqual([200, 200]);
		const again = await seller.post(`/v1/keys/${old.id}/rotate`, {});
		expect(again).toMatchObject({
			status: 409,
			body: { detail: expect.stringContaining(rotated.body.replaces.endsAt) },
		});
		await service.db.rows(sql`update api_keys set ends_at = now() - interval '1 second' where public_id = ${old.id}`);
		expect([await opens(service, old.key), await opens(service, rotated.body.key)]).toEqual([401, 200]);
		expect(ids(await seller.get("/v1/keys"))).not.toContain(old.id);
		expect((await seller.patch(`/v1/keys/${old.id}`, { label: "back" })).status).toBe(404);
		const atOnce = await seller.post(`/v1/keys/${rotated.body.id}/rotate`, { graceHours: 0 });
		expect([await opens(service, rotated.body.key), await opens(service, atOnce.body.key)]).toEqual([401, 200]);
		const day = await seller.post(`/v1/keys/${atOnce.body.id}/rotate`, {});
		expect((Date.parse(day.body.replaces.endsAt) - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
	});

	test("the last key that makes others stays, whoever of several asks at once", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const [own] = ids(await seller.get("/v1/keys"));
		const last = await seller.delete(`/v1/keys/${own}`);
		expect(last).toMatchObject({ status: 409, body: { detail: expect.stringContaining("last key") } });
		expect((await seller.patch(`/v1/keys/${own}`, { scopes: ["shipments:read"] })).status).toBe(409);
		await made(seller, { scopes: ["shipments:read"] });
		expect((await seller.delete(`/v1/keys/${own}`)).status).toBe(409);
		const others = await Promise.all([1, 2, 3].map(() => made(seller, { scopes: ["keys:read", "keys:write"] })));
		const removed = await Promise.all(
			[own, ...others.map(({ id }) => id)].map((id) => seller.delete(`/v1/keys/${id}`)),
		);
		const statuses = removed.map(({ status }) => status);
		// Once its own key is gone, the rest of the requests is refused.
		expect(statuses.filter((status) => status === 204).length).toBeLessThan(4);
		expect(await writers(service, seller)).toBeGreaterThan(0);
		// One that is rotated away does not count: it ends by itself.
		const two = await service.newSeller();
		const [first] = ids(await two.get("/v1/keys"));
		const next = (await two.post(`/v1/keys/${first}/rotate`, {})).body;
		expect((await two.delete(`/v1/keys/${next.id}`)).status).toBe(409);
		expect((await two.delete(`/v1/keys/${first}`)).status).toBe(204);
	});

	const writers = async (service: TestService, { id }: TestSeller) =>
		(
			await service.db.rows(
				sql`select 1 as one from api_keys k join sellers s on s.id = k.seller_id
					where s.public_id = ${id} and k.revoked_at is null and k.scopes @> '["keys:write"]'`,
			)
		).length;

	test("what changes of keys is noted with who did it, and never a key", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const [own] = ids(await seller.get("/v1/keys"));
		const one = await made(seller, { label: "LABEL-CANARY", scopes: ["shipments:read", "shop:read"] });
		await seller.patch(`/v1/keys/${one.id}`, { label: null, scopes: ["shop:read"], perMinute: 7 });
		const two = (await seller.post(`/v1/keys/${one.id}/rotate`, { graceHours: 1 })).body;
		await seller.delete(`/v1/keys/${two.id}`);
		const { items } = (await seller.get("/v1/audit")).body;
		expect(items.map(({ id: _, at: __, ...entry }: { id: string; at: string }) => entry)).toEqual([
			{ actor: own, action: "key.revoked", subject: two.id, details: {} },
			{ actor: own, action: "key.rotated", subject: one.id, details: { by: two.id, graceHours: 1 } },
			{
				actor: own,
				action: "key.changed",
				subject: one.id,
				details: {
					fields: ["label", "scopes", "perMinute"],
					scopesBefore: ["shipments:read", "shop:read"],
					scopes: ["shop:read"],
					perMinuteBefore: null,
					perMinute: 7,
				},
			},
			{
				actor: own,
				action: "key.created",
				subject: one.id,
				details: { scopes: ["shipments:read", "shop:read"], perMinute: null },
			},
			{ actor: "operator", action: "key.created", subject: own, details: { scopes: [...SCOPES], perMinute: null } },
			{ actor: "operator", action: "seller.added", subject: seller.id, details: {} },
		]);
		for (const secret of [one.key, two.key, "CANARY"]) expect(JSON.stringify(items)).not.toContain(secret);
	});

	test("every answer says how the key stands, and what is too many is refused and counts nothing", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const few = await made(seller, { scopes: ["shipments:read"], perMinute: 3 });
		const ask = (path = "/v1/shipments", method = "GET") => asked(service, few.key, method, path);
		const first = await ask();
		expect(first.headers.get("ratelimit-policy")).toBe('"default";q=3;w=60');
		expect(first.headers.get("ratelimit")).toMatch(/^"default";r=2;t=(?:60|5\d)$/);
		// Refusals of every kind count, and say it too.
		expect((await ask("/v1/shop")).headers.get("ratelimit")).toMatch(/^"default";r=1;t=\d+$/);
		expect((await ask("/v1/shipments?limit=0")).headers.get("ratelimit")).toMatch(/^"default";r=0;t=\d+$/);
		for (let more = 0; more < 3; more += 1) {
			const refused = await ask();
			expect(refused).toMatchObject({ status: 429, body: { type: "/problems#too-many-requests" } });
			const reset = /^"default";r=0;t=(\d+)$/.exec(refused.headers.get("ratelimit") ?? "")?.[1];
			expect(Number(reset)).toBeGreaterThan(0);
			expect(refused.headers.get("retry-after")).toBe(reset);
			expect(refused.headers.get("ratelimit-policy")).toBe('"default";q=3;w=60');
		}
		const others = await seller.get("/v1/shipments");
		expect(others.status).toBe(200);
		expect(others.headers.get("ratelimit-policy")).toBe('"default";q=6000;w=60');
		// A limit that is raised holds from the next request on.
		await seller.patch(`/v1/keys/${few.id}`, { perMinute: 5 });
		expect((await ask()).headers.get("ratelimit")).toMatch(/^"default";r=1;t=\d+$/);
	});

	test("a batch is worth a tenth of its waybills", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const { key } = await made(seller, { scopes: ["shipments:write"], perMinute: 5 });
		const batch = (waybills: number) => {
			const shipments = Array.from({ length: waybills }, (_, index) => ({
				carrier: "push",
				trackingNumber: `BATCH${waybills}N${index}`,
			}));
			return asked(service, key, "POST", "/v1/shipments/batch", { shipments });
		};
		expect((await batch(21)).headers.get("ratelimit")).toMatch(/^"default";r=2;t=\d+$/);
		expect((await batch(31)).status).toBe(429);
		expect((await seller.get("/v1/shipments")).body.items).toHaveLength(21);
		expect((await batch(1)).status).toBe(200);
	});

	test("an address that tries keys by the hundred is told to wait, and a right key from there passes", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const wrong = "wl_00000000000000000000000000000000000000000000";
		const statuses: number[] = [];
		for (let tries = 0; tries < 602; tries += 1) statuses.push(await opens(service, wrong));
		expect(new Set(statuses.slice(0, 600))).toEqual(new Set([401]));
		expect(statuses.slice(600)).toEqual([429, 429]);
		expect(await opens(service, seller.key)).toBe(200);
	});

	test.each([
		[{}, "/scopes"],
		[{ scopes: [] }, "/scopes"],
		[{ scopes: ["shipments:all"] }, "/scopes/0"],
		[{ scopes: ["shipments:read"], perMinute: 0 }, "/perMinute"],
		[{ scopes: ["shipments:read"], perMinute: 60_001 }, "/perMinute"],
		[{ scopes: ["shipments:read"], label: "" }, "/label"],
		[{ scopes: ["shipments:read"], key: "wl_mine" }, "/key"],
	])("%j makes no key, and the answer points at %s", async (body, pointer) => {
		const service = await startTestService(database);
		const answer = await (await service.newSeller()).post("/v1/keys", body);
		expect(answer.status).toBe(422);
		expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
	});

	test("keys that nobody counts any more are refused, and a revoked one makes room", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const scopes: readonly Scope[] = ["shipments:read"];
		for (let keys = 1; keys < MOST_KEYS; keys += 1) {
			await createKey({ db: service.db }, { sellerId: seller.id, scopes });
		}
		expect((await seller.post("/v1/keys", { scopes })).status).toBe(409);
		const [, second] = ids(await seller.get("/v1/keys"));
		expect((await seller.delete(`/v1/keys/${second}`)).status).toBe(204);
		expect((await seller.post("/v1/keys", { scopes })).status).toBe(201);
	});
});
