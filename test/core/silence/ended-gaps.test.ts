import { expect, test } from "vitest";
import { fold } from "../../../src/core/fold.ts";
import { endedGaps } from "../../../src/core/silence/ended-gaps.ts";
import { farLater, told } from "../told.ts";
import { week } from "./days.ts";

const registeredAt = Date.parse("2026-03-16T09:00:00Z");
const queryOf = () => ({ carrier: "dhl", registeredAt, ...week });

function ended(lines: string, known: number) {
	const facts = told(lines);
	const after = fold(facts, farLater).timeline;
	const before = fold(facts.slice(0, known), farLater).timeline;
	return endedGaps({ before, after, now: 0, queryOf }).map(({ phase, hours }) => `${phase} ${hours}`);
}

test("we wait for a scan until we hear of it", () => {
	const lines = "17 08:00 picked_up.accepted known 17 09:00\n17 18:00 in_transit.moving known 17 20:00";
	expect(ended(lines, 1)).toEqual(["first_mile 12"]);
});

test("of scans told together each gap ended with the next scan, and the first with the telling", () => {
	const lines = "17 08:00 picked_up.accepted known 18 00:00\n17 18:00 in_transit.moving known 18 00:00";
	expect(ended(lines, 0)).toEqual(["announced 39", "first_mile 10"]);
});

test("a note ends a gap and leaves the phase as it was", () => {
	const lines = `17 08:00 picked_up.accepted known 17 08:00
		17 10:00 note.information known 17 10:00
		17 13:00 in_transit.moving known 17 13:00`;
	expect(ended(lines, 1)).toEqual(["first_mile 2", "first_mile 3"]);
});

test("what is told late, among older scans, ends nothing", () => {
	const lines = `17 08:00 picked_up.accepted known 17 08:00
		17 13:00 in_transit.moving known 17 13:00
		17 10:00 in_transit.arrived_facility known 17 20:00`;
	expect(ended(lines, 2)).toEqual([]);
});

test("nothing is learnt of what follows a delivery", () => {
	const lines = "17 08:00 delivered.signed known 17 08:00\n17 10:00 note.proof_of_delivery known 17 10:00";
	expect(ended(lines, 1)).toEqual([]);
});
