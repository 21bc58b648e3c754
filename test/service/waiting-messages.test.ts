import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService } from "../helpers/service.ts";

const shipment = (trackingNumber: string) => ({
	trackingNumber,
	scans: [{ id: trackingNumber, code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00+08:00" }],
});

eachDatabase((database) => {
	test("a message of two waybills waits for both, however their numbers are written", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const shipments = [shipment("WAIT-000-1"), shipment("WAIT0002")];
		const posted = await postSigned(`${url}${path}`, secret, { shipments });
		expect(posted.body).toMatchObject({ accepted: 0, unmatched: 2 });
		const waiting = () => db.rows(sql`select tracking_number as number from unmatched`);
		const scansOf = async (trackingNumber: string) => {
			const { body } = await seller.post("/v1/shipments", { trackingNumber, carrier: "push" });
			return (await seller.get(`/v1/shipments/${body.id}`)).body.scans;
		};
		expect(await scansOf("wait0001")).toHaveLength(1);
		expect(await waiting()).toEqual([{ number: "WAIT0002" }]);
		expect(await scansOf("WAIT-0002")).toHaveLength(1);
		expect(await waiting()).toEqual([]);
	});

	test("a message reaches the waybill that was registered with hyphens", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "7000-0000-0005", carrier: "push" });
		const posted = await postSigned(`${url}${path}`, secret, { shipments: [shipment("700000000005")] });
		expect(posted.body).toMatchObject({ accepted: 1, unmatched: 0 });
		const { body: stored } = await seller.get(`/v1/shipments/${body.id}`);
		expect(stored).toMatchObject({ trackingNumber: "7000-0000-0005", milestone: "in_transit" });
		expect(stored.scans).toHaveLength(1);
	});

	test("a waiting message that cannot be read any more is set apart and listed, and its waybill is registered", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		await postSigned(`${url}${path}`, secret, { shipments: [shipment("WAIT0003")] });
		await db.rows(sql`update raw_messages set carrier = 'a-carrier-that-is-no-more'`);
		const registered = await seller.post("/v1/shipments", { trackingNumber: "WAIT0003", carrier: "push" });
		expect(registered).toMatchObject({ status: 201, body: { milestone: "pending" } });
		const { body: listed } = await seller.get("/v1/messages?state=poison");
		expect(listed.items).toMatchObject([{ state: "poison", outcome: null }]);
		const { body: shown } = await seller.get(`/v1/messages/${listed.items[0].id}`);
		expect(shown.problems).toEqual([{ kind: "unreadable", detail: expect.stringMatching(/failed\. It is kept/) }]);
	});
});
