import { describe, expect, test } from "vitest";
import { fold } from "../../../src/core/fold.ts";
import { GapModel } from "../../../src/core/silence/gap-model.ts";
import type { SilenceQuery } from "../../../src/core/silence/silence-of.ts";
import { expiryOf, gapAfter, isSurfaceService, silenceOf } from "../../../src/core/silence/silence-of.ts";
import { farLater, told } from "../told.ts";
import { week, weekWith } from "./days.ts";

// 17 March 2026 is a Tuesday, 20 March a Friday.
function asked(line: string, more: Partial<SilenceQuery> = {}): SilenceQuery {
	const [word] = fold(told(line), farLater).lastWords;
	if (word === undefined) throw new Error(`Nothing is waited for after ${line}.`);
	const registeredAt = Date.parse("2026-03-16T09:00:00Z");
	const now = Date.parse("2026-03-31T00:00:00Z");
	const base = { carrier: "dhl", isSurface: false, model: new GapModel(), ...week };
	return { word, registeredAt, now, ...base, ...more };
}

describe("without gaps learnt", () => {
	test.each([
		[
			"the default of its phase",
			"17 08:00 in_transit.arrived_facility",
			"2026-03-20T08:00:00Z",
			"in_transit.no_update",
		],
		["over the weekend", "20 08:00 in_transit.arrived_facility", "2026-03-25T08:00:00Z", "in_transit.no_update"],
		["a date, counted from its end", "17 --:-- picked_up.accepted", "2026-03-20T00:00:00Z", "picked_up.accepted"],
		[
			"a van out until the evening",
			"17 06:30 out_for_delivery.on_vehicle",
			"2026-03-17T21:00:00Z",
			"out_for_delivery.overdue",
		],
		["a label", "17 08:00 info_received.label_created", "2026-03-20T08:00:00Z", "info_received.awaiting_handover"],
		["nothing yet, counted from the registration", "", "2026-03-19T09:00:00Z", "pending.not_found"],
		[
			"a note, by what came before it",
			"17 06:00 in_transit.arrived_facility\n17 08:00 note.information",
			"2026-03-20T08:00:00Z",
			"in_transit.no_update",
		],
	])("the deadline after %s", (_, line, deadline, code) => {
		expect(silenceOf(asked(line))).toMatchObject({ deadline, code, because: { basis: "stated", gaps: 0 } });
	});

	test("a holiday moves the deadline by its day, and a holiday on a weekend does not", () => {
		const line = "17 08:00 in_transit.arrived_facility";
		expect(silenceOf(asked(line, weekWith("2026-03-18")))?.deadline).toBe("2026-03-23T08:00:00Z");
		expect(silenceOf(asked("20 08:00 in_transit.arrived_facility", weekWith("2026-03-21")))?.deadline).toBe(
			"2026-03-25T08:00:00Z",
		);
	});

	test("a carrier that works every day is late sooner", () => {
		const days = { ...week.days, weekdays: new Set([1, 2, 3, 4, 5, 6, 7] as const) };
		expect(silenceOf(asked("20 08:00 in_transit.arrived_facility", { days }))?.deadline).toBe("2026-03-23T08:00:00Z");
	});
});

test("the cause tells since when, how long, whose gaps and how many, in plain values", () => {
	const model = new GapModel();
	const query = asked("17 08:00 in_transit.arrived_facility", { model });
	for (let hours = 1; hours <= 100; hours++) {
		const gap = gapAfter(query, Date.parse("2026-03-17T08:00:00Z") + (hours / 5) * 3_600_000, true);
		if (gap !== null) model.learn(gap);
	}
	const silence = silenceOf(query);
	expect(silence).toMatchObject({ of: "s1", piece: null, code: "in_transit.no_update" });
	expect(silence?.because).toMatchObject({
		kind: "overdue",
		since: "2026-03-17T08:00:00Z",
		carrier: "dhl",
		phase: "linehaul",
		weekday: 2,
		basis: "carrier",
		gaps: 100,
	});
	const passed = (Date.parse(silence?.deadline ?? "") - Date.parse("2026-03-17T08:00:00Z")) / 3_600_000;
	expect(silence?.because.hours).toBeCloseTo(passed, 1);
	expect(passed).toBeLessThan(40);
});

test("nothing is late within hours, however fast the carrier mostly is", () => {
	const model = new GapModel();
	const query = asked("17 08:00 in_transit.arrived_facility", { model });
	for (let count = 0; count < 2_000; count++) {
		const gap = gapAfter(query, Date.parse("2026-03-17T08:06:00Z"), true);
		if (gap !== null) model.learn(gap);
	}
	expect(silenceOf(query)?.deadline).toBe("2026-03-17T14:00:00Z");
});

test("a gap over a weekend and a holiday counts the hours that were worked", () => {
	const query = asked("20 08:00 in_transit.arrived_facility", weekWith("2026-03-23"));
	expect(gapAfter(query, Date.parse("2026-03-24T08:00:00Z"), true)).toMatchObject({
		workingHours: 24,
		hours: 72,
		weekday: 5,
		phase: "linehaul",
		carrier: "dhl",
		isEnded: true,
	});
});

describe("expiry", () => {
	test("comes thirty days after the last word", () => {
		const silence = expiryOf(asked("17 08:00 in_transit.arrived_facility"));
		expect(silence).toMatchObject({
			deadline: "2026-04-16T08:00:00Z",
			code: "expired.no_tracking",
			because: { kind: "expiry", basis: "rule" },
		});
	});

	test("comes when the seller says, but never before silence is unusual", () => {
		const line = "17 08:00 in_transit.arrived_facility";
		expect(expiryOf(asked(line, { expiryDays: 60 }))?.deadline).toBe("2026-05-16T08:00:00Z");
		const early = { expiryDays: 1, registeredAt: Date.parse("2026-01-02T08:00:00Z") };
		expect(expiryOf(asked(line, early))?.deadline).toBe(silenceOf(asked(line))?.deadline);
		// A waybill of long ago that was registered today is asked for some days first.
		const late = { expiryDays: 1, registeredAt: Date.parse("2026-06-01T08:00:00Z") };
		expect(expiryOf(asked(line, late))?.deadline).toBe("2026-06-08T08:00:00Z");
	});

	test.each([
		["by sea", "17 08:00 in_transit.arrived_facility", { isSurface: true }],
		["on its way back", "17 08:00 returning.to_sender", {}],
		["in trouble", "17 08:00 exception.search_started", {}],
	])("never comes for a parcel %s", (_, line, more) => {
		expect(expiryOf(asked(line, more))).toBeNull();
	});
});

test("by sea a month without a scan is nothing unusual", () => {
	const query = asked("17 08:00 in_transit.departed_origin_country", { isSurface: true });
	expect(silenceOf(query)?.deadline).toBe("2026-04-16T08:00:00Z");
});

test.each([
	["17 08:00 pending.carrier_unavailable", "the carrier's system does not answer"],
	["17 08:00 pending.invalid_number", "the seller must correct the number"],
	["17 08:00 delivered.disputed", "it was delivered, by the carrier's word"],
	["17 08:00 expired.no_tracking", "the carrier itself gave it up"],
])("after %s nothing is silence: %s", (line) => {
	expect(silenceOf(asked(line))).toBeNull();
	expect(expiryOf(asked(line))).toBeNull();
});

test.each([
	["Sea Freight LCL", true],
	["Surface mail", true],
	["海运", true],
	["Priority Seattle", false],
	["Express", false],
	[null, false],
])("%s is a surface service: %s", (service, answer) => {
	expect(isSurfaceService(service)).toBe(answer);
});
