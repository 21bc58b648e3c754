import { expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { startTestService } from "../helpers/service.ts";

eachDatabase((database) => {
	test("a waybill without a carrier is taken where one is proven, and else answers with the candidates and why", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const taken = await seller.post("/v1/shipments", { trackingNumber: "1ZWAY0010300000115" });
		expect([taken.status, taken.body.carrier]).toEqual([201, "ups"]);
		const asked = await seller.post("/v1/shipments", { trackingNumber: "1234567891" });
		expect(asked).toMatchObject({
			status: 422,
			body: {
				title: "The request is not valid",
				errors: [{ pointer: "/carrier", detail: expect.stringContaining('"dhl" (DHL: pattern, check-digit)') }],
			},
		});
		expect(asked.body.candidates.slice(0, 2)).toMatchObject([
			{ carrier: "dhl", name: "DHL", evidence: ["pattern", "check-digit"], followable: true },
			{ carrier: "dhl-express", evidence: ["pattern", "check-digit"] },
		]);
		const typo = await seller.post("/v1/shipments", { trackingNumber: "1ZWAY0010300000116" });
		expect(typo.body.errors[0].detail).toContain("But for its check digit it fits UPS");
		expect(typo.body.candidates).toEqual([]);
	});

	test("what a seller's numbers were before lifts a candidate for that seller alone, and decides nothing", async () => {
		const { newSeller } = await startTestService(database);
		const [seller, other] = [await newSeller(), await newSeller()];
		const detected = async (one: typeof seller) => {
			const { body } = await one.post("/v1/detect", { numbers: ["12345 67891", "BIKE1"] });
			return body.items;
		};
		expect((await detected(seller))[0].candidates[0].carrier).toBe("dhl");
		for (const trackingNumber of ["2000000004", "3000000006", "4000000001"]) {
			const answer = await seller.post("/v1/shipments", { trackingNumber, carrier: "dhl-express" });
			expect(answer.status).toBe(201);
		}
		const [first, second] = await detected(seller);
		expect(first.number).toBe("12345 67891");
		expect(first.candidates[0]).toMatchObject({
			carrier: "dhl-express",
			evidence: ["pattern", "check-digit", "history"],
		});
		expect(second.candidates).toEqual([]);
		expect((await detected(other))[0].candidates[0].carrier).toBe("dhl");
		expect((await seller.post("/v1/shipments", { trackingNumber: "1234567891" })).status).toBe(422);
	});

	test("a carrier known by its numbers alone is registered, named, linked, and said not to be followed", async () => {
		const { newSeller, url } = await startTestService(database);
		const seller = await newSeller();
		const { items } = (await seller.get("/v1/carriers")).body;
		expect(items.find(({ code }: { code: string }) => code === "yodel")).toMatchObject({
			name: "Yodel",
			followable: false,
			polls: false,
			webhook: false,
		});
		const named = await seller.post("/v1/shipments", { trackingNumber: "JD0002000000000017", carrier: "yodel" });
		expect(named).toMatchObject({ status: 201, body: { carrier: "yodel", following: { state: "unsupported" } } });
		expect(named.body.following.next).toContain("Wayline does not follow Yodel by itself yet");
		expect(named.body.following.next).toContain('"17track"');
		const found = await seller.post("/v1/shipments", { trackingNumber: "RB123456785JP" });
		expect(found.body.carrier).toBe("japan-post");
		const page = await fetch(`${url}${new URL(found.body.trackingUrl).pathname}.json`).then((answer) => answer.json());
		expect((page as { carrier: object }).carrier).toEqual({
			code: "japan-post",
			name: "Japan Post",
			trackingUrl: expect.stringMatching(/^https:\/\/trackings\.post\.japanpost\.jp\/.*RB123456785JP$/),
		});
		const html = await (await fetch(`${url}${new URL(named.body.trackingUrl).pathname}`)).text();
		expect(html).toContain("Yodel");
		expect(html).toContain('href="https://www.yodel.co.uk/tracking/JD0002000000000017"');
		await seller.connect({ carrier: "17track", credentials: { key: "key" } });
		const again = await seller.get(`/v1/shipments/${named.body.id}`);
		expect(again.body.following.next).toContain("Your 17TRACK account may know Yodel's parcels");
		const connected = await seller.post("/v1/connections", { carrier: "yodel" });
		expect(connected).toMatchObject({ status: 422, body: { errors: [{ pointer: "/carrier" }] } });
	});
});
