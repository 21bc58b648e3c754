import fc from "fast-check";
import { expect, test } from "vitest";
import { laneKeys } from "../../../src/core/eta/lane-keys.ts";
import { ownKey, SharedKeys } from "../../../src/core/eta/shared-keys.ts";
import { start, starts } from "./given.ts";

// Databases hold rows under these keys: one that changes loses what was learnt under it.
test("keys stay what they are in the databases that there are", () => {
	expect(laneKeys(start(20_000.25), new SharedKeys())).toEqual({
		time: "accepted//time",
		lines: ["accepted//line", "accepted/bike/line"],
		rhythms: ["accepted//week/AT", "accepted/bike/week/AT"],
		trend: "accepted/bike/trend",
		slowTrend: "accepted/bike/slow",
		localTrend: "accepted/bike/local/AT/6",
		backlog: "accepted/bike/backlog",
		flow: { flow: "accepted/bike/flow", diary: "accepted/bike/diary" },
		statedErrors: ["accepted//stated", "accepted/bike/stated"],
		life: {
			reach: "accepted/bike/reach/1",
			lately: "accepted/bike/lately",
			awaited: "accepted/bike/awaited",
			open: "accepted/bike/open/20000.25000/AT/801/AT/107",
		},
		effects: [
			{ what: "service", key: "accepted/bike/service/PARCEL" },
			{ what: "country", key: "accepted/bike/pair/AT/AT" },
			{ what: "region", key: "accepted/bike/to/AT/6" },
			{ what: "lane", key: "accepted/bike/lane/AT/9/AT/6" },
			{ what: "postcode", key: "accepted/bike/area/AT/80" },
			{ what: "postcode", key: "accepted/bike/near/AT/801" },
			{ what: "origin", key: "accepted/bike/departure/AT/10/AT/6" },
			{ what: "postcode", key: "accepted/bike/approach/AT/1/AT/801" },
			{ what: "origin", key: "accepted/bike/off/AT/107" },
			{ what: "seller", key: "accepted/bike/seller/shop" },
		],
		spreads: [
			"accepted//spread",
			"accepted/bike/spread",
			"accepted/bike/spread/service/PARCEL",
			"accepted/bike/spread/1",
			"accepted/bike/spread/to/AT/6",
		],
	});
});

test("whatever was asked of before, and however few keys are kept, keys are the same", () => {
	fc.assert(
		fc.property(fc.array(starts, { maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (asked, most) => {
			const shared = new SharedKeys(most);
			for (const one of asked) expect(laneKeys(one, shared)).toEqual(laneKeys(one, new SharedKeys()));
		}),
	);
});

test("a key is the same whether its parts are told one by one or together", () => {
	const shared = new SharedKeys();
	expect(shared.key(shared.key("a", "b"), "c")).toBe("a/b/c");
	expect(shared.key("a", "b", "c")).toBe("a/b/c");
	expect(shared.key("a", "b/c")).toBe("a/b/c");
	expect(shared.key("a", "", "c")).toBe(ownKey("a", "", "c"));
});
