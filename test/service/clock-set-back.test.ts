import { expect, test } from "vitest";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { authenticate } from "../../src/services/authenticate.ts";
import { getShipment } from "../../src/services/shipments.ts";
import { openVault } from "../../src/store/seal.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { postSigned, startTestService, TEST_SECRET_KEY } from "../helpers/service.ts";

oneDatabase((database) => {
	test("what came while the clock was ahead stays on the timeline once it is set right", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { id } = (await seller.post("/v1/shipments", { carrier: "push", trackingNumber: "RIDE-1" })).body;
		const occurredAt = new Date(Date.now() - 4 * 86_400_000).toISOString();
		const scans = [{ code: "in_transit.moving", occurredAt }];
		await postSigned(`${service.url}${path}`, secret, { shipments: [{ trackingNumber: "RIDE-1", scans }] });
		const threeDaysBack = {
			...{ db: service.db, vault: openVault(TEST_SECRET_KEY), publicUrl: service.url, places: testPlaces() },
			...{ lanes: new LiveLanes(await openCalendar()), changed: () => {} },
			now: () => new Date(Date.now() - 3 * 86_400_000),
		};
		const principal = await authenticate({ ...threeDaysBack, now: () => new Date() }, seller.key);
		if (!principal) throw new Error("The key is none.");
		const shown = await getShipment(threeDaysBack, principal, id, {});
		expect(shown).toMatchObject({ milestone: "in_transit", scans: [{ code: "in_transit.moving" }] });
	});
});
