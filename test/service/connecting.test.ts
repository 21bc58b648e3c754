import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { extractOwn } from "../../adapters/kit/index.ts";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startTestService, type TestSeller } from "../helpers/service.ts";

const states = async (seller: TestSeller): Promise<readonly string[]> => {
	const { items } = (await seller.get("/v1/shipments?limit=200")).body;
	return [...new Set<string>(items.map(({ following }: { following: { state: string } }) => following.state))];
};
const register = (seller: TestSeller, trackingNumber: string, more: object = {}) =>
	seller.post("/v1/shipments", { trackingNumber, carrier: "push", ...more });

oneDatabase((database) => {
	test("waybills that are registered while their carrier is being connected are followed all the same", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const numbers = Array.from({ length: 60 }, (_, index) => `RACE${1000 + index}`);
		const work = numbers.map((number, index) => async () => {
			if (index === 30) await seller.connect({ carrier: "push" });
			return register(seller, number);
		});
		const answers = await Promise.all(work.map((one) => one()));
		expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 201));
		expect(await states(seller)).toEqual(["push-only"]);
	});

	test("a secret that nobody could sign with is refused before it refuses every message", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const wrong = { status: 422, body: { errors: [{ pointer: "/webhookSecret", detail: expect.any(String) }] } };
		for (const webhookSecret of ["!!!!", "whsec_", "密码", "ab", "a-password-of-some-length"]) {
			const answer = await seller.post("/v1/connections", { carrier: "push", webhookSecret });
			expect(answer, webhookSecret).toMatchObject(wrong);
			expect(answer.body.errors[0].detail).toContain("openssl rand -base64 32");
		}
		for (const webhookSecret of ["short", " padded-secret", "padded-secret ", "line\nbreak", "      "]) {
			expect(await seller.post("/v1/connections", { carrier: "fedex", webhookSecret })).toMatchObject(wrong);
		}
		const secret = randomBytes(32).toString("base64");
		const good = await seller.post("/v1/connections", { carrier: "push", webhookSecret: secret });
		expect([good.status, good.body.webhookSecret]).toEqual([201, undefined]);
		const path = `/v1/connections/${good.body.id}`;
		expect(await seller.patch(path, { webhookSecret: "whsec_" })).toMatchObject(wrong);
		expect((await seller.patch(path, { webhookSecret: `whsec_${secret}` })).status).toBe(200);
		expect((await seller.post("/v1/connections", { carrier: "fedex", webhookSecret: "密码密码密码" })).status).toBe(
			201,
		);
		expect((await seller.get("/v1/connections")).body.items).toHaveLength(2);
	});

	test("the shortest number that can be registered for a courier of one's own can be pushed", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const wrong = await register(seller, "A7");
		expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: "/trackingNumber" }] } });
		await register(seller, "A77");
		expect(extractOwn(JSON.stringify({ shipments: [{ trackingNumber: "A77" }] }))).toMatchObject({
			shipments: [{ trackingNumber: "A77" }],
			problems: [],
		});
	});

	test("waybills go over to another connection of their carrier, or wait for one", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const [first, second] = [await seller.connect({ carrier: "push" }), await seller.connect({ carrier: "push" })];
		const { body } = await register(seller, "HEIR0001");
		const nextStep = async () => (await seller.get(`/v1/shipments/${body.id}`)).body.following;
		expect((await nextStep()).next).toContain(first.id);
		expect((await seller.delete(`/v1/connections/${first.id}`)).status).toBe(204);
		expect((await nextStep()).next).toContain(second.id);
		expect((await seller.delete(`/v1/connections/${second.id}`)).status).toBe(204);
		expect((await nextStep()).state).toBe("needs-connection");
		const third = await seller.connect({ carrier: "push" });
		expect((await nextStep()).next).toContain(third.id);
	});

	test("connecting and disconnecting at one moment leaves every waybill with the connection that stays", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const old = await seller.connect({ carrier: "push" });
		const numbers = Array.from({ length: 30 }, (_, index) => `SWAP${1000 + index}`);
		await Promise.all(numbers.slice(0, 15).map((number) => register(seller, number)));
		const [fresh, gone] = await Promise.all([
			seller.connect({ carrier: "push" }),
			seller.delete(`/v1/connections/${old.id}`),
			...numbers.slice(15).map((number) => register(seller, number)),
		]);
		expect(gone.status).toBe(204);
		const { items } = (await seller.get("/v1/shipments?limit=50")).body;
		expect(items).toHaveLength(30);
		for (const { following } of items) expect(following.next).toContain(fresh.id);
	});

	if (database.kind === "server") {
		test("a connection waits for a registration that looked for one before it was there", async () => {
			const { db, newSeller } = await startTestService(database);
			const seller = await newSeller();
			const order = { reference: "HELD" };
			await register(seller, "HELD0001", { order });
			const work: Promise<unknown>[] = [];
			await db.transaction(async (tx) => {
				// A registration has looked for its connection when it comes to this lock.
				await tx.rows(sql`select from orders where reference = 'HELD' for update`);
				work.push(register(seller, "HELD0002", { order }));
				await vi.waitFor(async () => expect(await sessionsWaiting(db)).toBe(1), 5_000);
				work.push(seller.connect({ carrier: "push" }));
				await vi.waitFor(async () => expect(await sessionsWaiting(db)).toBe(2), 5_000);
			});
			await Promise.all(work);
			expect(await states(seller)).toEqual(["push-only"]);
		});
	}
});

async function sessionsWaiting(db: Database): Promise<number> {
	const [found] = await db.rows<{ count: number }>(
		sql`select count(*)::int4 as count from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`,
	);
	return found?.count ?? 0;
}
