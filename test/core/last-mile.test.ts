import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { callable, lastMileOf } from "../../src/core/last-mile.ts";
import type { Scan } from "../../src/core/scan.ts";
import { farLater, told } from "./told.ts";

type More = Readonly<Record<string, Pick<Partial<Scan>, "details" | "marked" | "leg">>>;

/** What these lines tell of the courier, some with more than the line says, by their keys. */
function lastMile(lines: string, more: More) {
	const facts = told(lines).map((fact): Fact => {
		return fact.kind === "scan" ? { ...fact, scan: { ...fact.scan, ...more[fact.scan.key] } } : fact;
	});
	return lastMileOf(fold(facts, farLater));
}

const stops = (stopsBefore: number) => ({ details: { stopsBefore } });
const phone = (courierPhone: string) => ({ marked: { courierPhone } });

describe("while the courier is on the way", () => {
	test("the newest position tells how many stops come before, and since when that is known", () => {
		const lines = `17 08:00 out_for_delivery.on_vehicle
			17 09:00 note.position
			17 10:00 note.position`;
		const more = { s1: { ...stops(40), ...phone("0341 5550123") }, s2: stops(20), s3: stops(7) };
		const at = "2026-03-17T10:00:00Z";
		expect(lastMile(lines, more)).toEqual({ stopsBefore: 7, positionAt: at, courierPhone: "0341 5550123" });
	});

	test("the scan itself may tell the stops and the phone", () => {
		const more = { s1: { ...stops(40), ...phone("+49 341 5550123") } };
		const known = { stopsBefore: 40, positionAt: null, courierPhone: "+49 341 5550123" };
		expect(lastMile("17 08:00 out_for_delivery.on_vehicle", more)).toEqual(known);
		expect(lastMile("17 08:00 out_for_delivery.on_vehicle\n17 09:00 note.information", more)).toEqual(known);
	});

	test("who is near or at the door has no stops before it any more, and still a phone", () => {
		const more = { s1: { ...stops(40), ...phone("0341 5550123") } };
		expect(lastMile("17 08:00 out_for_delivery.on_vehicle\n17 11:00 out_for_delivery.nearby", more)).toEqual({
			stopsBefore: null,
			positionAt: null,
			courierPhone: "0341 5550123",
		});
	});

	test("a round that goes on past midnight is one round", () => {
		const more = { s1: phone("0341 5550123"), s2: stops(2) };
		const known = { stopsBefore: 2, courierPhone: "0341 5550123" };
		expect(lastMile("17 16:00 out_for_delivery.on_vehicle\n18 00:30 note.position", more)).toMatchObject(known);
		expect(lastMile("17 --:-- out_for_delivery.on_vehicle\n17 19:30 note.position", more)).toMatchObject(known);
	});

	test("the newest phone that can be called counts", () => {
		const lines = "17 08:00 out_for_delivery.on_vehicle\n17 09:00 out_for_delivery.contacting_recipient";
		expect(lastMile(lines, { s1: phone("0341 5550123"), s2: phone("0341 5550199") })?.courierPhone).toBe(
			"0341 5550199",
		);
		expect(lastMile(lines, { s1: phone("0341 5550123"), s2: phone("034****0199") })?.courierPhone).toBe("0341 5550123");
	});
});

describe("nothing is told of the courier", () => {
	const all = { s1: { ...stops(4), ...phone("0341 5550123") } };
	test.each([
		["before it went out", "17 08:00 in_transit.arrived_delivery_depot"],
		["once nobody was at home", "17 08:00 out_for_delivery.on_vehicle\n17 10:00 delivery_attempted.recipient_absent"],
		["once it was delivered", "17 08:00 out_for_delivery.on_vehicle\n17 10:00 delivered.to_recipient"],
		[
			"once it is back at the depot",
			"17 08:00 out_for_delivery.on_vehicle\n17 18:00 in_transit.arrived_delivery_depot",
		],
		[
			"when another went out the next day",
			"17 08:00 out_for_delivery.on_vehicle\n18 08:00 out_for_delivery.on_vehicle",
		],
		[
			"when another went out after an attempt",
			"17 08:00 out_for_delivery.on_vehicle\n17 10:00 delivery_attempted.failed\n17 12:00 out_for_delivery.on_vehicle",
		],
	])("%s", (_, lines) => {
		expect(lastMile(lines, all)).toBeNull();
	});

	test("where it is dated ahead of its telling", () => {
		expect(lastMile("19 08:00 out_for_delivery.on_vehicle known 17 08:00", all)).toBeNull();
	});

	test("by another leg than the one that has it", () => {
		const lines = "17 08:00 out_for_delivery.on_vehicle\n17 08:30 out_for_delivery.on_vehicle";
		expect(lastMile(lines, { ...all, s2: { leg: 2 } })).toBeNull();
	});

	test("once nothing was heard for longer than usual", () => {
		const [out] = told("17 08:00 out_for_delivery.on_vehicle");
		if (out?.kind !== "scan") throw new Error("A scan is told.");
		const known: Fact = { ...out, scan: { ...out.scan, ...all.s1 } };
		const silent: Fact = {
			kind: "silence",
			key: "q1",
			leg: 1,
			at: out.scan.at,
			of: "s1",
			piece: null,
			deadline: "2026-03-18T20:00:00Z",
			code: "out_for_delivery.overdue",
			because: {
				kind: "overdue",
				since: "2026-03-17T08:00:00Z",
				hours: 36,
				carrier: "dhl",
				phase: "out_for_delivery",
				weekday: 2,
				basis: "stated",
				gaps: 0,
			},
			provenance: out.provenance,
		};
		expect(lastMileOf(fold([known, silent], "2026-04-18T19:00:00Z"))).toBeNull();
		expect(lastMileOf(fold([known], "2026-04-18T19:00:00Z"))).not.toBeNull();
	});
});

test.each<readonly [string, string | null]>([
	["13800138000", "13800138000"],
	["0571-8888 8888", "0571 8888 8888"],
	["+49 (0)341 5550123", "+49 341 5550123"],
	["(555) 010-0199", "555 010 0199"],
	["+1.555.010.0199", "+1 555 010 0199"],
	["＋86 138 0013 8000", "+86 138 0013 8000"],
	["95338", "95338"],
	["138****8000", null],
	["95338转123456", null],
	["555-0123 ext. 4", null],
	["call the depot", null],
	["1234", null],
	["0000000000", null],
	["1234567890123456", null],
	["", null],
	["+", null],
])("%j is called as %j", (written, called) => {
	expect(callable(written)).toBe(called);
});
