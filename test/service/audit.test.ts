import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { AUDITED, noted, operatorFor } from "../../src/services/noted.ts";
import { SCOPES } from "../../src/services/views.ts";
import { addAuditEntry, listAudit, pruneAudit } from "../../src/store/audit.ts";
import { addSeller } from "../../src/store/sellers.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { startTestService, type TestSeller } from "../helpers/service.ts";

interface Line {
	readonly action: string;
	readonly actor: string;
	readonly subject: string | null;
	readonly details: object;
}

eachDatabase((database) => {
	const log = async (seller: TestSeller, query = ""): Promise<readonly Line[]> =>
		(await seller.get(`/v1/audit${query}`)).body.items;

	test("every change is noted once with who made it, oldest last, without a value that is somebody's", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller("Ada's Shoes");
		const { id } = await seller.connect({ carrier: "push", label: "LABEL-CANARY" });
		await seller.patch(`/v1/connections/${id}`, { webhookSecret: `whsec_${"Q0FOQVJZ".repeat(4)}` });
		await seller.delete(`/v1/connections/${id}`);
		const brand = { accent: "#112233", faq: [{ question: "FAQ-CANARY", answer: "FAQ-CANARY" }] };
		await seller.patch("/v1/shop", { name: "NAME-CANARY", contactEmail: "canary@shop.example", brand });
		const parcel = await seller.post("/v1/shipments", { carrier: "push", trackingNumber: "CANARY0001" });
		const truth = { carrier: "fedex", trackingNumber: "794600000012" };
		expect((await seller.post(`/v1/shipments/${parcel.body.id}/carrier`, truth)).status).toBe(200);
		const [corrected, ...before] = await log(seller);
		expect(corrected).toEqual({
			id: expect.stringMatching(/^aud_[0-9A-Za-z]{22}$/),
			at: expect.stringMatching(/^20.*Z$/),
			actor: expect.stringMatching(/^key_/),
			action: "shipment.carrier.corrected",
			subject: parcel.body.id,
			details: { fields: ["carrier", "trackingNumber"], from: "push", to: "fedex" },
		});
		expect(before.map(({ action, subject, details }) => ({ action, subject, details }))).toEqual([
			{
				action: "shop.changed",
				subject: null,
				details: { fields: ["name", "contactEmail", "brand.accent", "brand.faq"] },
			},
			{ action: "connection.deleted", subject: id, details: { carrier: "push", fields: [] } },
			{ action: "connection.changed", subject: id, details: { carrier: "push", fields: ["webhookSecret"] } },
			{ action: "connection.created", subject: id, details: { carrier: "push", fields: ["label"] } },
			{ action: "key.created", subject: corrected?.actor, details: { scopes: [...SCOPES], perMinute: null } },
			{ action: "seller.added", subject: seller.id, details: {} },
		]);
		expect(before.at(-1)?.actor).toBe("operator");
		const whole = JSON.stringify([corrected, ...before]);
		for (const secret of ["CANARY", "canary", "Q0FO", "794600000012", seller.key]) expect(whole).not.toContain(secret);
	});

	test("what is refused, and what changes nothing, is not noted", async () => {
		const { newSeller } = await startTestService(database);
		const [seller, stranger] = [await newSeller(), await newSeller()];
		const { id } = await seller.connect({ carrier: "push" });
		expect((await stranger.delete(`/v1/connections/${id}`)).status).toBe(404);
		expect((await seller.post("/v1/connections", { carrier: "fedex", credentials: { nonsense: "1" } })).status).toBe(
			422,
		);
		expect((await seller.delete("/v1/shop/logo")).status).toBe(204);
		expect((await log(seller)).map(({ action }) => action)).toEqual([
			"connection.created",
			"key.created",
			"seller.added",
		]);
		expect((await log(stranger)).map(({ action }) => action)).toEqual(["key.created", "seller.added"]);
	});

	test("an entry and its change stay together or not at all", async () => {
		const { db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { rowId } = await addSeller(db, { name: "Rolled back" });
		const failing = db.transaction(async (tx) => {
			await noted(tx, operatorFor(rowId), new Date(), { action: "shop.changed", subject: null });
			throw new Error("The change failed.");
		});
		await expect(failing).rejects.toThrow("The change failed.");
		expect((await listAudit(db, rowId, {}, { limit: 10 })).items).toEqual([]);
		expect(await log(seller)).toHaveLength(2);
	});

	test("filters find what they name, and pages hang together", async () => {
		const { db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const sellerId = (
			await db.rows<{ id: string }>(sql`select id::text as id from sellers where public_id = ${seller.id}`)
		)[0]?.id;
		const hour = (hours: number) => new Date(Date.parse("2026-11-20T00:00:00Z") + hours * 3_600_000);
		await db.transaction(async (tx) => {
			for (let index = 0; index < 7; index += 1) {
				const actor = index % 2 === 0 ? "operator" : "ada@shop.example";
				const action = index < 3 ? "brand.created" : "brand.changed";
				const entry = { action, subject: `key_${index}` } as const;
				await noted(tx, { sellerId: sellerId ?? "", actor }, hour(index), entry);
			}
		});
		const subjects = async (query: string) => (await log(seller, query)).map(({ subject }) => subject);
		expect(await subjects("?action=brand.created")).toEqual(["key_2", "key_1", "key_0"]);
		expect(await subjects("?actor=ada%40shop.example")).toEqual(["key_5", "key_3", "key_1"]);
		expect(await subjects("?subject=key_4")).toEqual(["key_4"]);
		expect(await subjects("?subject=key_4&action=brand.created")).toEqual([]);
		const between = "?from=2026-11-20T02:00:00Z&to=2026-11-20T06:00:00%2B01:00";
		expect(await subjects(between)).toEqual(["key_4", "key_3", "key_2"]);
		const seen: string[] = [];
		let path = "/v1/audit?limit=3";
		for (let pages = 0; pages < 9 && path !== ""; pages += 1) {
			const { body, headers } = await seller.get(path);
			seen.push(...body.items.map(({ id }: { id: string }) => id));
			const next = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
			path = next === undefined ? "" : next.slice(new URL(next).origin.length);
		}
		expect(seen).toHaveLength(9);
		expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
		for (const wrong of ["cursor=1", "action=key.lost", "actor=", "from=yesterday"]) {
			const answer = await seller.get(`/v1/audit?${wrong}`);
			expect([400, 422], wrong).toContain(answer.status);
		}
	});

	test("an entry goes after 400 days and not before, and actions have names that a filter takes", async () => {
		const { db } = await startTestService(database);
		const { rowId } = await addSeller(db, { name: "Old hand" });
		const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
		await db.transaction(async (tx) => {
			for (const days of [401, 399]) {
				const entry = { at: daysAgo(days), actor: "operator", action: "shop.changed", subject: `${days}`, details: {} };
				await addAuditEntry(tx, rowId, entry);
			}
		});
		await pruneAudit(db);
		const { items } = await listAudit(db, rowId, {}, { limit: 10 });
		expect(items.map(({ subject }) => subject)).toEqual(["399"]);
		expect(AUDITED.filter((action) => !/^[a-z]+(?:\.[a-z]+)+$/.test(action))).toEqual([]);
	});
});
