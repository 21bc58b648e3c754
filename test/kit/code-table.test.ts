import { expect, test } from "vitest";
import { codeTable, prefixed } from "../../adapters/kit/index.ts";

test("gives every code of a line that line's meaning", () => {
	expect(
		codeTable([
			["in_transit.moving", "A B/1"],
			[["in_transit.damaged", "carrier.damaged"], "C"],
		]),
	).toEqual({
		A: "in_transit.moving",
		"B/1": "in_transit.moving",
		C: ["in_transit.damaged", "carrier.damaged"],
	});
});

test("refuses a table in which one code has two meanings", () => {
	const twice = () =>
		codeTable([
			["in_transit.moving", "A B"],
			["delivered.to_recipient", "B"],
		]);
	expect(twice).toThrow("Code B stands twice in one table.");
});

test("puts the same meanings behind another code", () => {
	expect(prefixed("20+", { A: "in_transit.moving", B: "delivered.to_recipient" })).toEqual({
		"20+A": "in_transit.moving",
		"20+B": "delivered.to_recipient",
	});
});
