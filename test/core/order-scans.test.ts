import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import { orderRungOf, rungOf } from "../../src/core/ladder.ts";
import { dayOf, type OrderedScan, orderScans } from "../../src/core/order-scans.ts";
import type { Code } from "../../src/core/status.ts";
import { isCode } from "../../src/core/status.ts";
import { scanFact, told } from "./told.ts";

/** Lines of told.ts as one message tells them, oldest first, unless a line names another message by `by`. */
function scansOf(lines: string): readonly OrderedScan[] {
	return told(lines).map((fact, index) => {
		const { scan, provenance } = scanFact(fact);
		return { ...scan, sequence: index + 1, provenance };
	});
}

function keysOf(lines: string): readonly string[] {
	return orderScans(scansOf(lines)).map(({ key }) => key);
}

describe("a date among the timed scans of its day", () => {
	const cases: readonly (readonly [guarantee: string, lines: string, keys: readonly string[]])[] = [
		[
			"a delivery ends it, though its message sorted it as midnight",
			"17 --:-- delivered.signed\n17 09:00 out_for_delivery.on_vehicle",
			["s2", "s1"],
		],
		[
			"a label starts it, though its message told it last",
			"17 09:00 picked_up.accepted\n17 --:-- info_received.label_created",
			["s2", "s1"],
		],
		[
			"a pick-up that stands first stands after the label of that morning",
			"17 --:-- picked_up.accepted\n17 10:36 info_received.label_created\n17 21:00 in_transit.departed_facility",
			["s2", "s1", "s3"],
		],
		[
			"a return to the depot stays after the failed attempt that its message told before",
			"17 09:00 out_for_delivery.on_vehicle\n17 14:00 delivery_attempted.recipient_absent\n17 --:-- in_transit.moving",
			["s1", "s2", "s3"],
		],
		[
			"and before what its message told after it",
			"17 09:00 in_transit.moving\n17 --:-- in_transit.moving\n17 14:00 in_transit.moving",
			["s1", "s2", "s3"],
		],
		[
			"the order of one message says nothing of what another told",
			"17 09:00 out_for_delivery.on_vehicle by webhook\n17 14:00 in_transit.moving by webhook\n17 --:-- picked_up.accepted",
			["s3", "s1", "s2"],
		],
		[
			"two dates of a message keep its order",
			"17 --:-- delivery_attempted.recipient_absent\n17 --:-- in_transit.moving\n18 09:00 in_transit.moving",
			["s1", "s2", "s3"],
		],
		[
			"also where the scans of another message stand between",
			"17 --:-- delivery_attempted.recipient_absent\n17 --:-- in_transit.moving\n17 09:00 out_for_delivery.on_vehicle by webhook",
			["s3", "s1", "s2"],
		],
		[
			"but not against label and delivery",
			"17 --:-- delivered.signed\n17 --:-- in_transit.moving\n17 --:-- info_received.label_created",
			["s3", "s2", "s1"],
		],
	];
	test.each(cases)("%s", (_guarantee, lines, keys) => {
		expect(keysOf(lines)).toEqual(keys);
		expect(orderScans(scansOf(lines).toReversed()).map(({ key }) => key)).toEqual(keys);
	});

	test("the order of a message counts for each of its pieces alone, and not where two messages told a scan", () => {
		const lines = "17 09:00 in_transit.moving #A\n17 --:-- in_transit.moving #B\n17 14:00 in_transit.moving #A";
		expect(keysOf(lines)).toEqual(["s1", "s3", "s2"]);
		const scans = scansOf("17 09:00 in_transit.moving\n17 --:-- in_transit.moving\n17 14:00 in_transit.moving");
		const webhook = { channel: "webhook", messageId: "msg_webhook", knownAt: "2026-03-18T00:00:00Z" } as const;
		const both = scans.map((scan) => ({ ...scan, provenance: [...(scan.provenance ?? []), webhook] }));
		expect(orderScans(both).map(({ key }) => key)).toEqual(["s1", "s3", "s2"]);
	});
});

const codes = Object.keys(CODES).filter(isCode);
const someCodes = fc.oneof(
	fc.constantFrom(...codes),
	fc.constantFrom<Code>(
		"info_received.label_created",
		"picked_up.accepted",
		"in_transit.moving",
		"out_for_delivery.on_vehicle",
		"delivered.signed",
	),
);

/** Few days, hours, messages and clocks, so that scans meet. */
const scan: fc.Arbitrary<OrderedScan> = fc
	.record({
		code: someCodes,
		day: fc.integer({ min: 16, max: 18 }),
		hour: fc.option(fc.integer({ min: 0, max: 23 })),
		zone: fc.constantFrom(-10, 0, 8),
		sequence: fc.nat(6),
		messages: fc.uniqueArray(fc.constantFrom("msg_1", "msg_2"), { maxLength: 2 }),
		piece: fc.constantFrom(null, null, "A"),
	})
	.map(({ code, day, hour, zone, sequence, messages, piece }) => {
		const local = hour === null ? `2026-03-${day}` : `2026-03-${day}T${String(hour).padStart(2, "0")}:00:00`;
		const at = Date.parse(hour === null ? local : `${local}Z`) - zone * 3_600_000;
		const precision = hour === null ? "day" : "second";
		const time = { local, precision, zone: null, zoneSource: "none", instant: null } as const;
		const knownAt = "2026-03-20T00:00:00Z";
		const provenance = messages.map((messageId) => ({ channel: "poll", messageId, knownAt }) as const);
		const blank = { leg: 1, reason: "none", carrierCode: "", rule: null, text: "", place: null, marked: {} } as const;
		return { ...blank, key: "", piece, code, time, at, sequence, provenance };
	});
const scans = fc
	.array(scan, { maxLength: 14 })
	.map((some) => some.map((one, index) => ({ ...one, key: index.toString(16).padStart(16, "0") })));

describe("whatever is told", () => {
	test("the timeline is the same in any order of arrival", () => {
		const shuffled = scans.chain((some) =>
			fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
		);
		fc.assert(
			fc.property(shuffled, ([some, others]) => {
				expect(orderScans(others)).toEqual(orderScans(some));
			}),
			{ numRuns: 1_000 },
		);
	});

	test("every scan stands there once, and timed scans by the clock", () => {
		fc.assert(
			fc.property(scans, (some) => {
				const ordered = orderScans(some);
				expect(ordered.map(({ key }) => key).sort()).toEqual(some.map(({ key }) => key));
				const at = ordered.filter(isTimed).map((one) => one.at);
				expect(at).toEqual(at.toSorted((a, b) => a - b));
			}),
			{ numRuns: 1_000 },
		);
	});

	test("no label stands after a scan of its day on the road, and no delivery before one", () => {
		fc.assert(
			fc.property(scans, (some) => {
				const ordered = orderScans(some);
				for (const [index, one] of ordered.entries()) {
					if (isTimed(one)) continue;
					const ofDay = (other: OrderedScan) => isTimed(other) && dayOf(other) === dayOf(one);
					const rungsAfter = ordered
						.slice(index)
						.filter(ofDay)
						.map(({ code }) => rungOf(code) ?? 9);
					const rungsBefore = ordered
						.slice(0, index)
						.filter(ofDay)
						.map(({ code }) => rungOf(code) ?? 0);
					const rung = rungOf(one.code);
					if (rung !== null && rung < 2) expect(Math.max(0, ...rungsBefore)).toBeLessThan(2);
					if (rung === 5 || rung === 7) expect(Math.min(9, ...rungsAfter)).toBeGreaterThanOrEqual(5);
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	test("a date on the road that no message orders stands behind a scan of its day that is no further, or starts it", () => {
		fc.assert(
			fc.property(scans, (some) => {
				const ordered = orderScans(some.map((one) => ({ ...one, provenance: [] })));
				for (const [index, one] of ordered.entries()) {
					if (isTimed(one) || phase(one) !== "road") continue;
					const before = ordered.slice(0, index).findLast((other) => isTimed(other) && dayOf(other) === dayOf(one));
					const isFirst = ordered.find((other) => isTimed(other) && dayOf(other) === dayOf(one)) === before;
					if (before === undefined || isFirst) continue;
					expect(orderRungOf(before.code)).toBeLessThanOrEqual(orderRungOf(one.code));
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	test("dates that one message told in an order keep it, but for labels and deliveries", () => {
		fc.assert(
			fc.property(scans, (some) => {
				const dates = orderScans(some.filter((one) => !isTimed(one)));
				for (const [index, one] of dates.entries()) {
					for (const later of dates.slice(index + 1)) {
						const isOfOne = one.provenance?.length === 1 && later.provenance?.length === 1 && one.sequence > 0;
						const isSame =
							one.provenance?.[0]?.messageId === later.provenance?.[0]?.messageId && one.piece === later.piece;
						if (!isOfOne || !isSame || later.sequence === 0 || dayOf(one) !== dayOf(later)) continue;
						if (phase(one) === phase(later)) expect(one.sequence).toBeLessThanOrEqual(later.sequence);
					}
				}
			}),
			{ numRuns: 1_000 },
		);
	});
});

function isTimed({ time }: OrderedScan): boolean {
	return time.precision !== "day";
}

function phase({ code }: OrderedScan): string {
	const rung = rungOf(code);
	if (rung === null) return "road";
	return rung < 2 ? "label" : rung === 5 || rung === 7 ? "end" : "road";
}
