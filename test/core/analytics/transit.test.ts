import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TRANSIT_OUTCOMES, type TransitOutcome, transitOf } from "../../../src/core/analytics/transit.ts";
import { CODES } from "../../../src/core/codes.ts";
import type { Fact } from "../../../src/core/facts.ts";
import { fold } from "../../../src/core/fold.ts";
import { isCode } from "../../../src/core/status.ts";
import { farLater, told } from "../told.ts";

const wayOf = (facts: readonly Fact[]) => transitOf(fold(facts, farLater));
const way = (lines: string) => wayOf(told(lines));

describe("the hand-over", () => {
	test.each([
		["the first scan that has it", "16 08:00 picked_up.collected\n17 08:00 in_transit.moving", "16T08"],
		["the first on the road, where nobody told of taking it", "17 08:00 in_transit.arrived_facility", "17T08"],
		[
			"no label, and no driver at the sender's",
			"15 08:00 info_received.label_created\n16 08:00 info_received.driver_at_sender",
			null,
		],
		["no announcement of a delay", "16 08:00 in_transit.delayed_weather", null],
		["nothing that is dated after it was told", "18 08:00 picked_up.collected known 16 09:00", null],
	])("is %s", (_what, lines, local) => {
		expect(way(lines).handedOver?.time.local.slice(8, 13) ?? null).toBe(local);
	});
});

const taken = "16 08:00 picked_up.accepted";

describe("what came of it", () => {
	test.each<[TransitOutcome, string, offered: string | null, arrived: string | null]>([
		["open", "17 08:00 out_for_delivery.on_vehicle", null, null],
		["open", "17 08:00 delivery_attempted.recipient_absent", "17T08", null],
		["arrived", "17 08:00 delivery_attempted.recipient_absent\n18 09:00 delivered.signed", "17T08", "18T09"],
		["arrived", "17 08:00 ready_for_pickup.locker\n19 09:00 delivered.collected", "17T08", "17T08"],
		// Where it was sent to was the door: that it waits elsewhere is no arrival.
		[
			"arrived",
			"17 08:00 delivery_attempted.notice_left\n17 18:00 ready_for_pickup.post_office\n19 09:00 delivered.collected",
			"17T08",
			"19T09",
		],
		["arrived", "header 18 09:00 delivered.to_recipient", "18T09", "18T09"],
		["returned", "17 08:00 ready_for_pickup.locker\n24 09:00 returning.not_collected", "17T08", null],
		["returned", "17 08:00 delivery_attempted.refused\n20 09:00 returned.to_sender", "17T08", null],
		["cancelled", "17 08:00 cancelled.cancelled", null, null],
		["lost", "17 08:00 exception.lost", null, null],
		["open", "17 08:00 exception.search_started", null, null],
		["unseen", "17 08:00 expired.no_tracking", null, null],
	])("is %s: %s", (outcome, lines, offered, arrived) => {
		const found = way(`${taken}\n${lines}`);
		const hour = (time: { readonly local: string } | null) => time?.local.slice(8, 13) ?? null;
		expect([found.outcome, hour(found.offered), hour(found.arrived)]).toEqual([outcome, offered, arrived]);
	});
});

describe("the first visit to the door", () => {
	test.each([
		["delivered", true, "17 08:00 out_for_delivery.on_vehicle\n17 09:00 delivered.to_neighbour"],
		["did not", false, "17 08:00 delivery_attempted.recipient_absent\n18 09:00 delivered.signed"],
		[
			"was none: the van ran out of time",
			true,
			"17 08:00 delivery_attempted.not_enough_time\n18 09:00 delivered.signed",
		],
		["was none: it was fetched", null, "17 08:00 ready_for_pickup.locker\n18 09:00 delivered.collected"],
		["is still to come", null, "17 08:00 out_for_delivery.on_vehicle"],
	])("%s", (_what, delivered, lines) => {
		expect(way(`${taken}\n${lines}`).firstVisitDelivered).toBe(delivered);
	});
});

describe("what went wrong", () => {
	const troubles = (lines: string) =>
		way(`${taken}\n${lines}`).troubles.map(({ reason, code, line, wentOn }) => {
			return [reason, code, line.time.local.slice(8, 13), wentOn?.time.local.slice(8, 13) ?? null].join(" ");
		});

	test.each<[what: string, lines: string, found: readonly string[]]>([
		["nothing, where all is well", "17 08:00 in_transit.moving\n18 09:00 delivered.signed", []],
		[
			"nothing, where it waits to be fetched or goes back as it is",
			"17 08:00 ready_for_pickup.locker\n18 09:00 returning.to_sender",
			[],
		],
		[
			"why it goes back, where somebody says",
			"18 09:00 returning.not_collected",
			["recipient.not_collected returning.not_collected 18T09 "],
		],
		[
			"the reason that the carrier names before the one of the code",
			"17 08:00 delivery_attempted.recipient_absent (recipient.business_closed)\n18 07:00 out_for_delivery.on_vehicle",
			["recipient.business_closed delivery_attempted.recipient_absent 17T08 18T07"],
		],
		[
			"each kind once, from its first telling",
			"17 08:00 in_transit.delayed\n17 20:00 in_transit.delayed\n18 09:00 in_transit.moving\n19 09:00 in_transit.delayed",
			[" in_transit.delayed 17T08 18T09"],
		],
		[
			"until the next round: the way back to the depot is no progress",
			"17 08:00 delivery_attempted.recipient_absent\n17 18:00 in_transit.arrived_delivery_depot\n19 08:00 out_for_delivery.on_vehicle",
			["recipient.absent delivery_attempted.recipient_absent 17T08 19T08"],
		],
		[
			"for good, where it goes back, though it moves on its way",
			"17 08:00 delivery_attempted.refused\n18 08:00 returning.to_sender\n19 08:00 in_transit.arrived_facility\n20 08:00 out_for_delivery.on_vehicle",
			["recipient.refused delivery_attempted.refused 17T08 "],
		],
		[
			"by no further trouble, and by no word that moves nothing",
			"17 08:00 in_transit.import_customs_held\n18 08:00 in_transit.delivery_scheduled\n19 08:00 in_transit.delayed\n20 08:00 in_transit.customs_cleared",
			[" in_transit.import_customs_held 17T08 20T08", " in_transit.delayed 19T08 20T08"],
		],
		[
			"no longer than itself, where it was handed over all the same",
			"17 08:00 delivered.damaged",
			["carrier.damaged delivered.damaged 17T08 17T08"],
		],
	])("is %s", (_what, lines, found) => {
		expect(troubles(lines)).toEqual(found);
	});

	test("is nothing of before the hand-over", () => {
		expect(way(`15 08:00 info_received.pickup_failed\n${taken}`).troubles).toEqual([]);
	});
});

const clock = fc.integer({ min: 0, max: 23 }).map((hour) => String(hour).padStart(2, "0"));
const anyLine = fc
	.tuple(fc.integer({ min: 10, max: 20 }), clock, fc.constantFrom(...Object.keys(CODES).filter(isCode)))
	.map(([day, hour, code]) => `${day} ${hour}:00 ${code}`);
const anyLines = fc.uniqueArray(anyLine, { minLength: 1, maxLength: 14 });

test("whatever is told, in whatever order it came to be known: the same way", () => {
	fc.assert(
		fc.property(anyLines, fc.infiniteStream(fc.nat()), (lines, lots) => {
			const facts = told(lines.join("\n"));
			const shuffled = facts.map((fact) => ({ fact, lot: lots.next().value ?? 0 })).toSorted((a, b) => a.lot - b.lot);
			expect(wayOf(shuffled.map(({ fact }) => fact))).toEqual(wayOf(facts));
		}),
	);
});

test("whatever is told, the parts of the way fit together", () => {
	fc.assert(
		fc.property(anyLines, (lines) => {
			const { handedOver, offered, arrived, outcome, troubles } = way(lines.join("\n"));
			expect(TRANSIT_OUTCOMES).toContain(outcome);
			expect(outcome === "arrived").toBe(arrived !== null);
			if (arrived !== null) expect(offered).not.toBeNull();
			if (arrived !== null && offered !== null) expect(offered.local <= arrived.local).toBe(true);
			const names = troubles.map(({ reason, code }) => `${reason} ${code}`);
			expect(new Set(names).size).toBe(names.length);
			for (const { line, wentOn } of troubles) {
				expect(line.at).toBeGreaterThanOrEqual(handedOver?.at ?? Number.NaN);
				if (wentOn !== null) expect(wentOn.at).toBeGreaterThanOrEqual(line.at);
			}
		}),
	);
});
