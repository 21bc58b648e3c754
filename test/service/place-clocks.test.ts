import { expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService } from "../helpers/service.ts";

eachDatabase((database) => {
	test("times that a courier writes in UTC are shown on the clock of their place, and kept as they were written", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push", label: "Freiburg bicycle couriers" });
		const destination = { country: "DE", city: "Freiburg" };
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "CLOCK001", carrier: "push", destination });
		const scan = {
			code: "out_for_delivery.on_vehicle",
			occurredAt: "2026-01-02T12:35:00Z",
			place: { text: "Freiburg", country: "DE", lat: 47.999, lng: 7.842 },
		};
		const promised = { from: "2040-01-02T14:35:00Z", to: "2040-01-02T15:35:00Z" };
		await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "CLOCK001", scans: [scan], promised }] });
		const detail = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect(detail.scans[0]).toMatchObject({
			local: "2026-01-02T12:35:00",
			zone: "UTC",
			instant: "2026-01-02T12:35:00Z",
		});
		expect(detail.promised).toEqual({ from: "2040-01-02T14:35:00", to: "2040-01-02T15:35:00" });
		expect(detail.eta).toMatchObject({ from: "2040-01-02T15:35:00", to: "2040-01-02T16:35:00", zone: "Europe/Berlin" });
		const page = (await answerOf(await fetch(`${url}${new URL(body.trackingUrl).pathname}.json`))).body;
		expect(page.scans[0].time).toMatchObject({
			local: "2026-01-02T13:35:00",
			zone: "Europe/Berlin",
			zoneSource: "place",
		});
		expect(page.carrier.name).toBe("Freiburg bicycle couriers");
	});

	test("what the clocks of a place are called is the same after every message, and in none of the facts", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "CLOCK002", carrier: "push" });
		const scanAt = (hour: string) => ({
			id: hour,
			code: "in_transit.moving",
			occurredAt: `2026-01-02T${hour}:35:00+01:00`,
			place: { text: "Leipzig", country: "DE" },
		});
		const firstPlace = async (hour: string) => {
			const shipments = [{ trackingNumber: "CLOCK002", scans: [scanAt(hour)] }];
			await postSigned(`${url}${path}`, secret, { shipments }, `clock_${hour}`);
			const page = (await answerOf(await fetch(`${url}${new URL(body.trackingUrl).pathname}.json`))).body;
			return page.scans[0].place;
		};
		const told = await firstPlace("12");
		expect(told.found).toMatchObject({ zone: "Europe/Berlin" });
		expect(await firstPlace("13")).toEqual(told);
		const [scan] = (await seller.get(`/v1/shipments/${body.id}`)).body.scans;
		expect(scan).toMatchObject({ local: "2026-01-02T12:35:00", zone: "+01:00", zoneSource: "payload" });
	});
});
