import { expect, test } from "vitest";
import { createKey } from "../../src/services/sellers.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { answerOf, postFedexSample, startTestService } from "../helpers/service.ts";

eachDatabase((database) => {
	test("each scan names its rule and its message, which who may read messages can open", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const { path, secret } = await seller.connect({ carrier: "fedex" });
		const { id } = (await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" })).body;
		const begun = Date.now();
		expect((await postFedexSample(`${service.url}${path}`, secret, "delivered-after-absent")).status).toBeLessThan(300);
		const { scans, legs } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(scans.length).toBeGreaterThan(3);
		for (const scan of scans) {
			const [source, ...others] = scan.provenance;
			expect(others).toEqual([]);
			expect(source).toEqual({
				channel: "webhook",
				messageId: expect.stringMatching(/^msg_/),
				knownAt: expect.any(String),
				message: `/v1/messages/${source.messageId}`,
			});
			expect(Date.parse(source.knownAt)).toBeGreaterThanOrEqual(begun - 1000);
			// The rule is the row of the table: the carrier's own code stands at its head.
			expect(scan.rule).toContain(scan.carrierCode);
			expect(scan).toHaveProperty("piece");
		}
		expect(legs).toMatchObject([{ number: 1, carrier: "fedex", lastAnsweredAt: null, nextAskedAt: null }]);
		const opened = await seller.get(scans[0].provenance[0].message);
		expect(opened).toMatchObject({
			status: 200,
			body: { carrier: "fedex", body: expect.stringContaining("700000000005") },
		});

		const { key } = await createKey({ db: service.db }, { sellerId: seller.id, scopes: ["shipments:read"] });
		const asReader = async (address: string) =>
			answerOf(await fetch(`${service.url}${address}`, { headers: { authorization: `Bearer ${key}` } }));
		const [blind] = (await asReader(`/v1/shipments/${id}`)).body.scans;
		const { message, ...source } = scans[0].provenance[0];
		expect(blind).toEqual({ ...scans[0], provenance: [source] });
		expect((await asReader(message)).status).toBe(403);
	});
});
