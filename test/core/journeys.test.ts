import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOfJourney, isToldAnew, journeysOf, mayBeReused } from "../../src/core/journeys.ts";
import type { Code } from "../../src/core/status.ts";
import { farLater, scanFact, told } from "./told.ts";

/** Scans by the day of a year; all of them are known long after. */
function scans(...days: readonly (readonly [day: number, code: Code])[]) {
	return days.map(([day, code], index) => {
		const { scan, provenance } = scanFact(told(`17 12:00 ${code}`)[0]);
		const at = Date.UTC(2025, 0, day, 12);
		const local = new Date(at).toISOString().slice(0, 19);
		const time = { ...scan.time, local, instant: `${local}Z` };
		const later = provenance.map((one) => ({ ...one, knownAt: farLater }));
		return { kind: "scan" as const, scan: { ...scan, key: `s${index}`, at, time }, provenance: later };
	});
}

const keysOf = (facts: readonly { readonly kind: string; readonly scan?: { readonly key: string } }[]) =>
	facts.flatMap(({ scan }) => (scan ? [scan.key] : []));

describe("a number given out again", () => {
	test.each([
		[1, scans([1, "info_received.label_created"], [3, "delivered.to_recipient"]), "one journey"],
		[1, scans([3, "delivered.to_recipient"], [20, "in_transit.moving"]), "late uploads"],
		[1, scans([3, "delivered.to_recipient"], [60, "returning.to_sender"]), "a return after two months"],
		[1, scans([3, "delivered.to_recipient"], [200, "note.information"]), "a note is no parcel"],
		[1, scans([1, "in_transit.moving"], [150, "delivered.to_recipient"]), "five months at sea"],
		[2, scans([3, "delivered.to_recipient"], [40, "info_received.label_created"]), "announced anew after the end"],
		[2, scans([3, "returned.to_sender"], [40, "picked_up.accepted"]), "accepted anew after the way back"],
		[1, scans([3, "delivered.to_recipient"], [20, "picked_up.accepted"]), "too soon to be another"],
		[2, scans([3, "delivered.to_recipient"], [140, "in_transit.moving"]), "on the road long after the end"],
		[
			2,
			scans([3, "in_transit.moving"], [190, "info_received.label_created"]),
			"announced after half a year of silence",
		],
		[1, scans([3, "in_transit.moving"], [190, "in_transit.moving"]), "found again after half a year"],
		[1, scans([3, "delivered.to_recipient"], [150, "returning.to_sender"]), "a return after five months"],
		[1, scans([1, "info_received.label_created"], [220, "picked_up.accepted"]), "a label made long before its parcel"],
		[
			2,
			scans([1, "cancelled.cancelled"], [40, "info_received.label_created"]),
			"announced anew after it was cancelled",
		],
		[1, [], "nothing known"],
	] as const)("is %i journeys: %#", (count, facts, _situation) => {
		expect(journeysOf(facts)).toHaveLength(count);
	});

	test("is the same whatever the order of the facts", () => {
		const facts = scans(
			[1, "info_received.label_created"],
			[3, "delivered.to_recipient"],
			[60, "picked_up.accepted"],
			[64, "delivered.to_recipient"],
			[300, "info_received.label_created"],
		);
		const expected = journeysOf(facts);
		expect(expected).toHaveLength(3);
		fc.assert(
			fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
				expect(journeysOf(shuffled)).toEqual(expected);
			}),
		);
	});

	test("is not seen in a scan that its carrier took back", () => {
		const [, delivery] = scans([1, "picked_up.accepted"], [3, "delivered.to_recipient"]);
		const facts = scans([1, "picked_up.accepted"], [3, "delivered.to_recipient"], [40, "picked_up.accepted"]);
		if (!delivery) throw new Error("Two scans.");
		const later = [{ channel: "webhook" as const, messageId: "msg_9", knownAt: "2027-01-01T00:00:00Z" }];
		const withdrawal = { kind: "withdrawal", key: "w", withdraws: delivery.scan.key, provenance: later } as const;
		expect(journeysOf(facts)).toHaveLength(2);
		expect(journeysOf([...facts, withdrawal])).toHaveLength(1);
	});

	test("is seen after an end that only the carrier's current status tells", () => {
		const facts = scans([3, "in_transit.moving"], [40, "info_received.label_created"]);
		const [status] = told("header 17 08:00 delivered.to_recipient");
		if (status?.kind !== "header") throw new Error("A header.");
		const header = { ...status, at: facts[0]?.scan.at ?? 0 };
		expect(journeysOf(facts)).toHaveLength(1);
		expect(journeysOf([header, ...facts])).toHaveLength(2);
		expect(journeysOf([...facts, header])).toEqual(journeysOf([header, ...facts]));
	});

	test("every scan belongs to exactly one journey", () => {
		const codes: Code[] = [
			"info_received.label_created",
			"in_transit.moving",
			"delivered.to_recipient",
			"note.information",
		];
		const day = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(...codes));
		fc.assert(
			fc.property(fc.array(day, { maxLength: 12 }), (days) => {
				const facts = scans(...days);
				const journeys = journeysOf(facts);
				for (const { scan } of facts) {
					expect(journeys.filter(({ from, until }) => scan.at >= from && scan.at < until)).toHaveLength(1);
				}
			}),
		);
	});
});

describe("the journey of a waybill", () => {
	const facts = scans(
		[1, "info_received.label_created"],
		[3, "delivered.to_recipient"],
		[100, "picked_up.accepted"],
		[104, "in_transit.moving"],
	);
	const on = (day: number, isReuse = false) => ({
		registeredAt: new Date(Date.UTC(2025, 0, day)).toISOString(),
		isReuse,
	});

	test.each([
		[on(1), ["s0", "s1"], "the first, for who registered it then"],
		[on(20), ["s0", "s1"], "the first, for who was late"],
		[on(99, true), ["s2", "s3"], "the second, for who registered the number again"],
		[on(99), ["s2", "s3"], "the second, for who never had the first"],
		[on(102), ["s2", "s3"], "the second, for who was late"],
		[{ registeredAt: null, isReuse: false }, ["s2", "s3"], "the newest, for a message read alone"],
	])("is %#", (registration, keys, _situation) => {
		expect(keysOf(factsOfJourney(facts, registration))).toEqual(keys);
	});

	test("shows an old delivery to who registers it late, and not to who registers the number again", () => {
		const old = scans([1, "info_received.label_created"], [3, "delivered.to_recipient"]);
		expect(keysOf(factsOfJourney(old, on(200)))).toEqual(["s0", "s1"]);
		expect(keysOf(factsOfJourney(old, on(200, true)))).toEqual([]);
		expect(isToldAnew(old, on(1))).toBe(false);
		expect(isToldAnew(facts, on(1))).toBe(true);
		expect(isToldAnew(facts, on(99))).toBe(false);
	});

	test("of a number given out again is never that of the parcel before, whatever came of it under the number", () => {
		const handed = scans([1, "info_received.label_created"], [3, "in_transit.handover_to_partner"]);
		expect(keysOf(factsOfJourney(handed, on(34, true)))).toEqual([]);
		const started = scans(
			[1, "info_received.label_created"],
			[3, "in_transit.handover_to_partner"],
			[35, "picked_up.accepted"],
		);
		expect(keysOf(factsOfJourney(started, on(34, true)))).toEqual(["s2"]);
	});

	test("of a number given out again just a month after an end begins empty, though two clocks differ", () => {
		const old = scans([1, "info_received.label_created"], [3, "delivered.to_recipient"]);
		const registeredAt = new Date(Date.UTC(2025, 0, 33, 12) - 5_000).toISOString();
		expect(keysOf(factsOfJourney(old, { registeredAt, isReuse: true }))).toEqual([]);
	});

	test("a date far ahead of its telling begins none", () => {
		const [label, delivery, wrong] = scans(
			[1, "info_received.label_created"],
			[3, "delivered.to_recipient"],
			[200, "info_received.label_created"],
		);
		if (!label || !delivery || !wrong) throw new Error("Three scans.");
		const provenance = [{ channel: "webhook" as const, messageId: "msg_1", knownAt: "2025-01-04T00:00:00Z" }];
		expect(journeysOf([label, delivery, { ...wrong, provenance }])).toHaveLength(1);
	});

	test("may be over when its end is a month old", () => {
		const now = new Date(farLater);
		expect(mayBeReused({ terminal: true, lastScanAt: "2026-11-01T00:00:00Z" }, now)).toBe(true);
		expect(mayBeReused({ terminal: true, lastScanAt: "2026-12-20T00:00:00Z" }, now)).toBe(false);
		expect(mayBeReused({ terminal: false, lastScanAt: "2026-01-01T00:00:00Z" }, now)).toBe(false);
		expect(mayBeReused({ terminal: true, lastScanAt: null }, now)).toBe(false);
	});
});
