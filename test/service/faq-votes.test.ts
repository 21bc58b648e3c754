import { expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { startTestService } from "../helpers/service.ts";

eachDatabase((database) => {
	test("whether an answer helped is counted for its shop alone, and for no answer that the page has not", {
		timeout: 90_000,
	}, async () => {
		const service = await startTestService(database);
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		await seller.connect({ carrier: "push" });
		await seller.patch("/v1/shop", { brand: { faq: [{ question: "Gift wrap?", answer: "Yes." }] } });
		const { trackingUrl } = (await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" })).body;
		const link = `${service.url}${new URL(trackingUrl).pathname}`;
		const vote = async (topic: string, helped: "0" | "1") => {
			const body = new URLSearchParams({ topic, helped });
			return (await fetch(`${link}/faq`, { method: "POST", body, redirect: "manual" })).status;
		};
		const page = await (await fetch(link)).text();
		const [, own = ""] = /name="topic" value="(own-[0-9a-f]{13})"/.exec(page) ?? [];
		for (const helped of ["1", "1", "1", "0"] as const) expect(await vote("late", helped)).toBe(303);
		expect(await vote(own, "1")).toBe(303);
		for (const made of ["own-0000000000000", "", "late'--", "x".repeat(60_000)])
			expect(await vote(made, "1")).toBe(422);
		const { body } = await seller.get("/v1/analytics/faq");
		expect(body.items).toEqual(
			[
				...[{ topic: "late", question: null, helped: 3, notHelped: 1, share: 0.75, low: expect.any(Number) }],
				{ topic: own, question: "Gift wrap?", helped: 1, notHelped: 0, share: 1, low: expect.any(Number), high: 1 },
			].map((item) => ({ high: expect.any(Number), ...item })),
		);
		expect(body.items[0].low).toBeCloseTo(0.3006, 3);
		expect((await other.get("/v1/analytics/faq")).body.items).toEqual([]);
	});
});
