import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { startMailRelay } from "../../src/outbound/mail-relay.ts";
import { changeShop } from "../../src/store/brands.ts";
import { mailOf } from "../../src/store/mails.ts";
import { appendOutbox } from "../../src/store/outbox.ts";
import { shopLetters } from "../../web/views/letters/shop-letters.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, NOW, vault } from "../store/given.ts";

eachDatabase((database) => {
	test("an endpoint that is given up is told to the shop once, with what to do", async () => {
		const db = await database.open();
		const [told, silent] = [await aSeller(db), await aSeller(db)];
		await changeShop(db, told, null, { contactEmail: "mia@shop.example" });
		const errors: unknown[] = [];
		const open = () => {
			const options = { db, vault, publicUrl: "https://track.example", now: () => new Date(NOW), everyMs: 3_600_000 };
			return startMailRelay({ ...options, letters: shopLetters, onError: (error) => errors.push(error) });
		};
		const [one, other] = [open(), open()];
		// A new reader wants what comes from now on.
		await one.runOnce();
		const entry = (sellerId: string, because: string, url = "https://shop.example/hook?k=1") => ({
			sellerId: sellerId as typeof told,
			shipmentId: null,
			version: null,
			type: "endpoint.disabled",
			data: { endpointId: "end_1", url, label: null, because, failingSince: "2026-11-17T09:30:00.000Z" },
		});
		await db.transaction((tx) =>
			appendOutbox(tx, [
				entry(told, "failing"),
				entry(told, "seller"),
				entry(told, "gone", "no address at all"),
				entry(silent, "failing"),
				{ ...entry(told, "failing"), type: "shipment.created" },
			]),
		);
		const queued = () =>
			db.rows<{ id: string; sealedMail: Uint8Array }>(
				sql`select public_id as id, sealed_mail as "sealedMail" from mails`,
			);
		// News are readable once no older transaction is writing anywhere on the server.
		const isQueued = async () => {
			await Promise.all([one.runOnce(), other.runOnce()]);
			return (await queued()).length;
		};
		await expect.poll(isQueued, { timeout: 20_000 }).toBe(1);
		await Promise.all([one.runOnce(), other.runOnce()]);
		await Promise.all([one.stop(), other.stop()]);
		const mails = await queued();
		expect(mails).toHaveLength(1);
		const letters = mails.map((mail) => mailOf(vault, { ...mail, sellerId: told }));
		expect(letters).toMatchObject([{ to: "mia@shop.example", subject: "No more news are posted to shop.example" }]);
		expect(JSON.stringify(letters)).toContain("since 2026-11-17 09:30 UTC");
		expect(JSON.stringify(letters)).toContain("https://track.example/console/webhooks/end_1");
		expect(errors).toHaveLength(1);
	});
});
