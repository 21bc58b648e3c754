import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../src/services/sellers.ts";
import { pruneAnswers } from "../../src/store/idempotency-keys.ts";
import { openVault } from "../../src/store/seal.ts";
import { countUnopenable, forgetUnopenable } from "../../src/store/sealed.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { type Answer, answerOf, startLastingService, type TestSeller, type TestService } from "../helpers/service.ts";

eachDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	const sender =
		({ key }: Pick<TestSeller, "key">) =>
		async (idempotencyKey: string, body: object | string, path = "/v1/shipments", method = "POST"): Promise<Answer> => {
			const headers = {
				authorization: `Bearer ${key}`,
				"content-type": "application/json",
				"idempotency-key": idempotencyKey,
			};
			const text = typeof body === "string" ? body : JSON.stringify(body);
			return answerOf(await fetch(`${service.url}${path}`, { method, headers, body: text }));
		};
	const waybill = (trackingNumber = `KEYED${randomBytes(4).toString("hex")}`) => ({ trackingNumber, carrier: "push" });
	const connectionsOf = async (seller: TestSeller) => (await seller.get("/v1/connections")).body.items.length;

	test("a request that is sent again is carried out once and answered alike, secrets and all", async () => {
		const seller = await service.newSeller();
		const send = sender(seller);
		const key = randomUUID();
		const [first, again] = [
			await send(key, { carrier: "push" }, "/v1/connections"),
			await send(`"${key}"`, { carrier: "push" }, "/v1/connections"),
		];
		expect(first.status).toBe(201);
		expect(first.headers.get("idempotency-replayed")).toBeNull();
		expect(again).toMatchObject({ status: 201, body: first.body });
		expect(again.headers.get("idempotency-replayed")).toBe("true");
		expect(again.headers.get("location")).toBe(first.headers.get("location"));
		expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
		expect(await connectionsOf(seller)).toBe(1);
		const kept = await service.db.rows<{ text: string }>(
			sql`select encode(sealed_body, 'escape') || headers::text as text from idempotency_keys where key = ${key}`,
		);
		expect(kept).toHaveLength(1);
		expect(kept[0]?.text).not.toContain(first.body.webhookSecret);
	});

	test("a key is of one seller, one address and one body", async () => {
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const [send, stranger] = [sender(seller), sender(other)];
		const [key, body] = [randomUUID(), waybill()];
		const first = await send(key, body);
		expect(first.status).toBe(201);
		const foreign = await stranger(key, body);
		expect([foreign.status, foreign.headers.get("idempotency-replayed")]).toEqual([201, null]);
		expect(foreign.body.id).not.toBe(first.body.id);
		for (const another of [
			send(key, waybill()),
			send(key, JSON.stringify(body).replace("{", "{ ")),
			send(key, { numbers: ["1"] }, "/v1/detect"),
			send(key, { name: "A" }, "/v1/shop", "PATCH"),
		]) {
			expect(await another).toMatchObject({ status: 422, body: { type: "/problems#idempotency-key-reused" } });
		}
		expect((await send(key, body)).headers.get("idempotency-replayed")).toBe("true");
		const second = await createKey({ db: service.db }, { sellerId: seller.id });
		expect((await sender(second)(key, body)).headers.get("idempotency-replayed")).toBe("true");
	});

	test("of ten at once one is carried out; the others get its answer or are told to come again", async () => {
		const seller = await service.newSeller();
		const send = sender(seller);
		const key = randomUUID();
		const all = await Promise.all(Array.from({ length: 10 }, () => send(key, { carrier: "push" }, "/v1/connections")));
		expect(await connectionsOf(seller)).toBe(1);
		const ids = new Set(all.flatMap(({ status, body }) => (status === 201 ? body.id : [])));
		expect(ids.size).toBe(1);
		for (const { status, headers, body } of all.filter((one) => one.status !== 201)) {
			expect([status, body.type, headers.get("retry-after")]).toEqual([409, "/problems#idempotency-key-in-use", "1"]);
		}
		expect(await send(key, { carrier: "push" }, "/v1/connections")).toMatchObject({ status: 201 });
	});

	test("a node that died gives the key free for the same request when its lease is over, and for no other", async () => {
		const seller = await service.newSeller();
		const send = sender(seller);
		const [key, body] = [randomUUID(), waybill()];
		const first = await send(key, body);
		// As it stands when the process dies between carrying out and keeping the answer.
		const died = (lease: string) =>
			service.db.rows(
				sql`update idempotency_keys set status = null, headers = null, sealed_body = null,
					running_until = clock_timestamp() + ${lease}::interval where key = ${key}`,
			);
		await died("60 seconds");
		expect((await send(key, body)).status).toBe(409);
		await died("-1 second");
		expect((await send(key, waybill())).status).toBe(422);
		expect(await send(key, body)).toMatchObject({ status: 200, body: { id: first.body.id } });
		expect((await send(key, body)).headers.get("idempotency-replayed")).toBe("true");
	});

	test("what has to be mended keeps no key, and a contradiction does", async () => {
		const seller = await service.newSeller();
		const send = sender(seller);
		const key = randomUUID();
		const { trackingNumber } = waybill();
		expect((await send(key, { trackingNumber, carrier: "nobody" })).status).toBe(422);
		expect((await send(key, '{"trackingNumber":')).status).toBe(400);
		expect((await send(key, { trackingNumber, carrier: "push", reference: "one" })).status).toBe(201);
		const other = randomUUID();
		const contradicting = { trackingNumber, carrier: "push", reference: "two" };
		const refused = await send(other, contradicting);
		expect(refused.status).toBe(409);
		const again = await send(other, contradicting);
		expect([again.status, again.body, again.headers.get("content-type")]).toEqual([
			409,
			refused.body,
			"application/problem+json",
		]);
		expect(again.headers.get("idempotency-replayed")).toBe("true");
	});

	test.each(["", '""', "two keys", '"open', "k".repeat(256), 'a"b', '"a";b=1'])("%j is no key", async (key) => {
		const answer = await sender(await service.newSeller())(key, waybill());
		expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining("Idempotency-Key") } });
	});

	test("an answer is kept a day, is lost with the secret key, and the key is then as new", async () => {
		const seller = await service.newSeller();
		const send = sender(seller);
		const [key, body] = ["k".repeat(255), waybill()];
		const { id } = (await send(key, body)).body;
		const other = openVault(randomBytes(32));
		expect(await countUnopenable(service.db, other)).toBeGreaterThan(0);
		expect(await service.db.transaction((tx) => forgetUnopenable(tx, other))).toMatchObject({
			answers: expect.toSatisfy((count: number) => count >= 1),
		});
		const anew = await send(key, body);
		expect(anew).toMatchObject({ status: 200, body: { id } });
		expect(anew.headers.get("idempotency-replayed")).toBeNull();
		const age = (time: string) =>
			service.db.rows(sql`update idempotency_keys set created_at = now() - ${time}::interval where key = ${key}`);
		await age("23 hours");
		await pruneAnswers(service.db);
		expect((await send(key, waybill())).status).toBe(422);
		await age("24 hours");
		expect((await send(key, waybill())).status).toBe(201);
		await age("24 hours");
		await pruneAnswers(service.db);
		expect(await service.db.rows(sql`select 1 from idempotency_keys where key = ${key}`)).toEqual([]);
	});
});
