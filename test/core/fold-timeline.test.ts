import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { summary } from "./fold-table.ts";
import { farLater, promiseFact, scanFact, told } from "./told.ts";

describe("the order of the timeline", () => {
	const cases: readonly (readonly [string, string, readonly string[]])[] = [
		["goes by the clock", "17 09:00 in_transit.moving\n16 09:00 picked_up.accepted", ["s2", "s1"]],
		[
			"puts the lesser rung first at one moment",
			"17 09:00 picked_up.accepted\n17 09:00 info_received.notified",
			["s2", "s1"],
		],
		[
			"puts a note among the scans of the road at one moment",
			"17 09:00 note.information\n17 09:00 out_for_delivery.on_vehicle\n17 09:00 picked_up.accepted",
			["s3", "s1", "s2"],
		],
		[
			"puts a date after the scans of its day that are no further",
			"17 09:00 picked_up.accepted\n17 20:00 out_for_delivery.on_vehicle\n17 --:-- in_transit.moving",
			["s1", "s3", "s2"],
		],
		[
			"puts a date at the start of its day where all are further",
			"16 23:00 in_transit.moving\n17 09:00 in_transit.moving\n17 --:-- picked_up.accepted",
			["s1", "s3", "s2"],
		],
		[
			"puts a date between the days where its own has no scans",
			"16 09:00 in_transit.moving\n18 09:00 in_transit.moving\n17 --:-- in_transit.moving",
			["s1", "s3", "s2"],
		],
		[
			"puts a delivery that names only a day at its end",
			"17 09:00 out_for_delivery.on_vehicle\n17 21:00 note.information\n17 --:-- delivered.signed",
			["s1", "s2", "s3"],
		],
		[
			"puts several dates of a day by rung",
			"17 --:-- in_transit.moving\n17 --:-- info_received.notified\n17 --:-- picked_up.accepted",
			["s2", "s3", "s1"],
		],
	];
	test.each(cases)("%s", (_guarantee, lines, keys) => {
		for (const facts of [told(lines), told(lines).toReversed()]) {
			const { timeline, lastScan } = fold(facts, farLater);
			expect(timeline.map((scan) => scan.key)).toEqual(keys);
			expect(lastScan?.key).toBe(keys.at(-1));
		}
	});
});

test("a date starts the day of its own clock, not of Greenwich", () => {
	const [dated, timed] = told("17 --:-- info_received.notified\n16 16:30 picked_up.accepted").map(scanFact);
	if (dated === undefined || timed === undefined) throw new Error("Two facts are told.");
	const time = { ...timed.scan.time, local: "2026-03-17T00:30:00", zone: "+08:00" };
	const east: Fact = { ...timed, scan: { ...timed.scan, time } };
	expect(fold([east, dated], farLater).timeline.map((scan) => scan.key)).toEqual(["s1", "s2"]);
});

describe("what was known at a moment", () => {
	const facts = told(`
		16 09:00 picked_up.accepted     known 16 09:05
		18 10:00 delivered.to_recipient known 18 10:01
		withdraw s2                     known 19 08:00
	`);
	test.each([
		["2026-03-16T09:04:59Z", "pending.registered, ok, none"],
		["2026-03-16T09:05:00.000Z", "picked_up.accepted, ok, none"],
		["2026-03-18T10:01:00Z", "delivered.to_recipient, ok, none"],
		["2026-03-19T08:00:00Z", "picked_up.accepted, ok, none"],
	])("at %s: %s", (asOf, shows) => {
		expect(summary(fold(facts, asOf))).toBe(shows);
	});

	test("tells only of the messages that had come", () => {
		const twice: readonly Fact[] = [
			...told("16 09:00 picked_up.accepted by webhook known 16 09:05"),
			...told("16 09:00 picked_up.accepted by poll known 17 09:05"),
		];
		expect(fold(twice, "2026-03-17T00:00:00Z").timeline[0]?.provenance.map((one) => one.channel)).toEqual(["webhook"]);
		expect(fold(twice, farLater).timeline[0]?.provenance.map((one) => one.channel)).toEqual(["webhook", "poll"]);
	});

	test("refuses a moment that is none", () => {
		expect(() => fold([], "yesterday")).toThrow(RangeError);
	});
});

describe("what messages say beside the scans", () => {
	const promised = (day: number) => ({ from: `2026-03-${day}`, to: `2026-03-${day}`, zone: null });

	test("keeps the promise of the newest header that has one", () => {
		const facts = [
			promiseFact("a", "2026-03-16T09:00:00Z", promised(18)),
			promiseFact("b", "2026-03-17T09:00:00Z", promised(20)),
			...told("header 18 09:00 in_transit.moving"),
		];
		expect(fold(facts, farLater).promised).toEqual(promised(20));
		expect(fold(facts, "2026-03-16T12:00:00Z").promised).toEqual(promised(18));
	});

	test("takes the promise that was learnt later when no scan came between", () => {
		const facts = [
			promiseFact("a", "2026-03-16T09:00:00Z", promised(20), "2026-03-17T09:00:00Z"),
			promiseFact("b", "2026-03-16T09:00:00Z", promised(18), "2026-03-16T09:01:00Z"),
		];
		expect(fold(facts, farLater).promised).toEqual(promised(20));
		expect(fold(facts.toReversed(), farLater).promised).toEqual(promised(20));
	});

	test("is signed when a scan names a signer or a header shows a signature, and not by its code", () => {
		const fact = scanFact(told("18 10:00 delivered.signed")[0]);
		expect(fold([fact], farLater).signed).toBe(false);
		const marked: Fact = { ...fact, scan: { ...fact.scan, marked: { signedBy: "A. Sample" } } };
		expect(fold([marked], farLater).signed).toBe(true);
		const header = { ...promiseFact("h", "2026-03-18T10:00:00Z", promised(18)), signed: true };
		expect(fold([fact, header], farLater).signed).toBe(true);
	});
});
