import { expect, test } from "vitest";
import { laneKeys } from "../../../src/core/eta/lane-keys.ts";
import { type LocationQuery, learnLocation, locate } from "../../../src/core/eta/location.ts";
import { Nodes } from "../../../src/core/eta/nodes.ts";
import { SharedKeys } from "../../../src/core/eta/shared-keys.ts";
import { MONDAY, start } from "./given.ts";

/** Twenty parcels a day; `y` is the logarithm of the working time of each. */
function located(count: number, y: (index: number) => number): ReturnType<typeof locate> {
	const nodes = new Nodes();
	const shared = new SharedKeys();
	const asked = (time: number): LocationQuery => {
		const keys = laneKeys(start(time), shared);
		return { keys, x: 5, stated: null, backlog: 0, prior: 1, time };
	};
	for (let index = 0; index < count; index++) {
		const query = asked(MONDAY + index / 20);
		learnLocation(nodes, query, locate(nodes, query), { y: y(index), weight: 1 });
	}
	return locate(nodes, asked(MONDAY + count / 20));
}

test("what a lane took is where its middle lies", () => {
	expect(located(400, () => 2).mean).toBeCloseTo(2, 1);
});

test("times spread more while a carrier slows down, and less while it speeds up", () => {
	expect(located(0, () => 0).scale).toBe(1);
	expect(located(400, () => 2).scale).toBeCloseTo(1, 1);
	expect(located(2000, (index) => (index < 1900 ? 2 : 2.6)).scale).toBeGreaterThan(1.1);
	expect(located(2000, (index) => (index < 1800 ? 2 : 1.4)).scale).toBeLessThan(0.98);
});

test("a lane that changed for good is followed", () => {
	const { mean } = located(6000, (index) => (index < 1000 ? 2 : 2.6));
	expect(Math.abs(mean - 2.6)).toBeLessThan(0.15);
});

test("one parcel that went wrong altogether moves a lane by no more than one that was late", () => {
	const [late, lost] = [3.5, 9].map((last) => located(101, (index) => (index < 100 ? 2 : last)));
	expect((lost?.mean ?? 0) - (late?.mean ?? 0)).toBeLessThan(0.1);
});
