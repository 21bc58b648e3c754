import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { heldDetailsOf, heldOf } from "../../src/core/held-details.ts";
import type { Marked, Place } from "../../src/core/scan.ts";
import { farLater, told } from "./told.ts";

const AT_THE_DOOR: Place = {
	text: "Sample Street 4, Ulm",
	country: "DE",
	postcode: null,
	lat: 48.4,
	lng: 9.99,
	precision: "address",
};

/** The facts of these lines, some with what is marked in them or where they were, by their keys. */
function marking(
	lines: string,
	marked: Readonly<Record<string, Marked>>,
	places: Readonly<Record<string, Place>> = {},
) {
	const facts = told(lines).map((fact): Fact => {
		if (fact.kind !== "scan") return fact;
		const { key, place } = fact.scan;
		return { ...fact, scan: { ...fact.scan, marked: marked[key] ?? {}, place: places[key] ?? place } };
	});
	return fold(facts, farLater);
}

describe("what is held back for whom the parcel is for", () => {
	test.each<readonly [string, string, Readonly<Record<string, Marked>>, string | null]>([
		[
			"the code of the place where it waits",
			"18 10:00 ready_for_pickup.locker",
			{ s1: { pickupCode: "4711" } },
			"4711",
		],
		[
			"a reminder's code before the first one",
			"18 10:00 ready_for_pickup.locker\n20 10:00 ready_for_pickup.expiring",
			{ s1: { pickupCode: "4711" }, s2: { pickupCode: "0815" } },
			"0815",
		],
		[
			"the code on the card that was left at the door",
			"18 10:00 delivery_attempted.notice_left\n18 18:00 ready_for_pickup.post_office",
			{ s1: { pickupCode: "4711" } },
			"4711",
		],
		[
			"no code of a place that it left again",
			"18 10:00 ready_for_pickup.locker\n19 10:00 in_transit.departed_facility\n20 10:00 ready_for_pickup.at_point",
			{ s1: { pickupCode: "4711" } },
			null,
		],
		[
			"no code once it is fetched",
			"18 10:00 ready_for_pickup.locker\n19 10:00 delivered.collected",
			{ s1: { pickupCode: "4711" } },
			null,
		],
		[
			"no code that is told while it is on the road",
			"18 10:00 in_transit.moving",
			{ s1: { pickupCode: "4711" } },
			null,
		],
	])("%s", (_, lines, marked, code) => {
		expect(heldDetailsOf(marking(lines, marked))?.pickupCode ?? null).toBe(code);
	});

	test.each<readonly [string, string, Readonly<Record<string, Marked>>, string | null]>([
		["who signed", "18 10:00 delivered.signed", { s1: { signedBy: "A. Sample" } }, "A. Sample"],
		[
			"who signed, from a proof that was filed later",
			"18 10:00 delivered.to_recipient\n18 11:00 note.proof_of_delivery",
			{ s2: { signedBy: "A. Sample" } },
			"A. Sample",
		],
		[
			"not who signed for it on the road",
			"17 10:00 in_transit.arrived_facility\n18 10:00 delivered.to_recipient",
			{ s1: { signedBy: "B. Depot" } },
			null,
		],
		[
			"nothing of a delivery that was none",
			"18 10:00 delivered.signed\n19 10:00 returning.to_sender",
			{ s1: { signedBy: "A. Sample" } },
			null,
		],
	])("%s", (_, lines, marked, signedBy) => {
		expect(heldDetailsOf(marking(lines, marked))?.signedBy ?? null).toBe(signedBy);
	});

	test("where exactly it was left, and not where a town is all that is known", () => {
		const lines = "18 10:00 delivered.safe_place";
		expect(heldDetailsOf(marking(lines, {}, { s1: AT_THE_DOOR }))?.leftAt).toBe("Sample Street 4, Ulm");
		expect(heldDetailsOf(marking(lines, {}, { s1: { ...AT_THE_DOOR, precision: "locality" } }))).toBeNull();
		const disputed = marking(`${lines}\n19 10:00 delivered.disputed`, {}, { s1: AT_THE_DOOR });
		expect(heldDetailsOf(disputed)?.leftAt).toBe("Sample Street 4, Ulm");
	});

	test.each<readonly [string, string, Readonly<Record<string, Marked>>, string | null]>([
		["the courier who has it", "18 08:00 out_for_delivery.on_vehicle", { s1: { courierName: "Kim" } }, "Kim"],
		[
			"the courier who brought it",
			"18 08:00 out_for_delivery.on_vehicle\n18 10:00 delivered.to_recipient",
			{ s1: { courierName: "Kim" } },
			"Kim",
		],
		["not who collected it from the sender", "17 10:00 picked_up.collected", { s1: { courierName: "Lee" } }, null],
		[
			"not yesterday's courier",
			"17 08:00 out_for_delivery.on_vehicle\n18 08:00 out_for_delivery.on_vehicle",
			{ s1: { courierName: "Lee" } },
			null,
		],
		[
			"not the courier of the visit before",
			"18 08:00 out_for_delivery.on_vehicle\n18 10:00 delivery_attempted.failed\n18 12:00 out_for_delivery.on_vehicle",
			{ s1: { courierName: "Lee" } },
			null,
		],
		[
			"nobody once it goes back",
			"18 08:00 out_for_delivery.on_vehicle\n18 10:00 returning.to_sender",
			{ s1: { courierName: "Kim" } },
			null,
		],
	])("%s", (_, lines, marked, courierName) => {
		expect(heldDetailsOf(marking(lines, marked))?.courierName ?? null).toBe(courierName);
	});

	test("believes nothing that is dated ahead of its telling", () => {
		const lines = "18 10:00 ready_for_pickup.locker\n25 10:00 ready_for_pickup.expiring known 19 10:00";
		expect(heldDetailsOf(marking(lines, { s2: { pickupCode: "4711" } }))).toBeNull();
	});

	test("tells everybody what there is, and never what it is", () => {
		expect(heldOf(marking("18 10:00 ready_for_pickup.locker", { s1: { pickupCode: "4711" } }))).toEqual(["code"]);
		const lines = "18 08:00 out_for_delivery.on_vehicle\n18 10:00 delivered.signed";
		const all = marking(lines, { s1: { courierName: "Kim" }, s2: { signedBy: "A. Sample" } });
		expect(heldOf(all)).toEqual(["proof", "courier"]);
		expect(heldOf(marking("18 10:00 delivered.to_recipient", {}))).toEqual([]);
	});
});
