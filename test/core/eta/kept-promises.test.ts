import { expect, test } from "vitest";
import { KeptPromises } from "../../../src/core/eta/kept-promises.ts";

test("the share of promises kept is each carrier's own, and survives being stored", () => {
	const promises = new KeptPromises();
	for (let parcel = 0; parcel < 100; parcel++) promises.learn("ups", parcel % 10 !== 0, 20_000);
	promises.learn("dhl", false, 20_000);
	const read = new KeptPromises();
	read.load(promises.takeChanged());
	for (const one of [promises, read]) {
		expect(one.of("ups", 20_000)).toEqual({ share: 0.9, parcels: 100 });
		expect(one.of("dhl", 20_000)).toEqual({ share: 0, parcels: 1 });
		expect(one.of("gls", 20_000)).toBeNull();
	}
});

test("old promises weigh half after four months", () => {
	const promises = new KeptPromises();
	promises.learn("ups", false, 20_000);
	promises.learn("ups", true, 20_120);
	const { share, parcels } = promises.of("ups", 20_120) ?? { share: 0, parcels: 0 };
	expect(share).toBeCloseTo(2 / 3);
	expect(parcels).toBeCloseTo(1.5);
});
