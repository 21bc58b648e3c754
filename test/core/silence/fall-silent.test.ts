import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODES } from "../../../src/core/codes.ts";
import type { Fact, SilenceFact } from "../../../src/core/facts.ts";
import { fold } from "../../../src/core/fold.ts";
import type { Code } from "../../../src/core/status.ts";
import { isCode } from "../../../src/core/status.ts";
import { told } from "../told.ts";

/** Silence after the scan `of`, from a deadline in March on. */
function silent(code: Code, deadline: string, more: Partial<Silent> = {}): SilenceFact {
	const { of = "s1", known = "17 12:00", kind = "overdue", piece = null } = more;
	const knownAt = instant(known);
	return {
		kind: "silence",
		key: `silence ${of} ${code} ${deadline} ${known}`,
		leg: 1,
		at: 0,
		of,
		piece,
		deadline: instant(deadline),
		code,
		because: {
			kind,
			since: instant("17 08:00"),
			hours: 48,
			carrier: "dhl",
			phase: "linehaul",
			weekday: 2,
			basis: "carrier",
			gaps: 84,
		},
		provenance: [{ channel: "derived", messageId: "", knownAt }],
	};
}

interface Silent {
	readonly of: string | null;
	readonly known: string;
	readonly kind: "overdue" | "expiry";
	readonly piece: string | null;
}

function instant(written: string): string {
	return `2026-03-${written.replace(" ", "T")}:00Z`;
}

const moved = "17 08:00 in_transit.arrived_facility known 17 12:00";
const noUpdate = silent("in_transit.no_update", "19 08:00");

function shown(facts: readonly Fact[], asOf: string) {
	const { milestone, code, condition, actionBy } = fold(facts, instant(asOf));
	return { milestone, code, condition, actionBy };
}

describe("silence", () => {
	test("is nothing before its deadline", () => {
		expect(fold([...told(moved), noUpdate], instant("19 07:59"))).toEqual(fold(told(moved), instant("19 07:59")));
	});

	test("is a status from its deadline on, with its cause as data and not as a scan", () => {
		const state = fold([...told(moved), noUpdate], instant("19 08:00"));
		expect(state).toMatchObject({ code: "in_transit.no_update", condition: "stalled", milestone: "in_transit" });
		const { of, piece, deadline, code, because } = noUpdate;
		expect(state.silence).toEqual({ of, piece, deadline, code, because });
		expect(state.timeline.map(({ key }) => key)).toEqual(["s1"]);
		expect(state.lastScan?.code).toBe("in_transit.arrived_facility");
	});

	test("is not known before it was settled", () => {
		const late = silent("in_transit.no_update", "19 08:00", { known: "21 10:00" });
		expect(fold([...told(moved), late], instant("21 09:59")).silence).toBeNull();
		expect(fold([...told(moved), late], instant("21 10:00")).silence).not.toBeNull();
	});

	test.each([
		["a scan", "20 06:00 in_transit.departed_facility known 20 07:00"],
		["a note", "20 06:00 note.information known 20 07:00"],
		["a courier's position", "20 06:00 note.position known 20 07:00"],
		["a newer status of the carrier", "header 20 06:00 in_transit.delayed known 20 07:00"],
	])("is over with %s", (_, line) => {
		const facts = [...told(`${moved}\n${line}`), noUpdate];
		expect(fold(facts, instant("20 06:59")).silence).not.toBeNull();
		expect(fold(facts, instant("20 07:00")).silence).toBeNull();
		expect(fold(facts, instant("20 07:00")).condition).not.toBe("stalled");
	});

	test("is not broken by what is told late and was before it", () => {
		const late = "16 06:00 picked_up.accepted known 20 07:00";
		expect(fold([...told(`${moved}\n${late}`), noUpdate], instant("21 00:00")).code).toBe("in_transit.no_update");
	});

	test("is not broken by a promise alone, nor by a status that repeats the scan", () => {
		const repeated = "header 17 08:00 in_transit.arrived_facility known 20 07:00";
		expect(fold([...told(`${moved}\n${repeated}`), noUpdate], instant("21 00:00")).silence).not.toBeNull();
	});

	test("is there again when the scan that broke it is taken back", () => {
		const lines = `${moved}\n20 06:00 in_transit.departed_facility known 20 07:00\nwithdraw s2 known 21 07:00`;
		const facts = [...told(lines), noUpdate];
		expect(fold(facts, instant("20 12:00")).silence).toBeNull();
		expect(fold(facts, instant("21 07:00")).code).toBe("in_transit.no_update");
	});

	test("ends with the parcel: nothing is waited for after a delivery", () => {
		const end = silent("in_transit.no_update", "19 08:00");
		const facts = [...told("17 08:00 delivered.signed known 17 12:00"), end];
		expect(shown(facts, "21 00:00")).toMatchObject({ code: "delivered.signed", condition: "ok" });
		expect(fold(facts, instant("21 00:00")).lastWords).toEqual([]);
	});

	test("put off is silent until the later deadline, as from when that is known", () => {
		const later = silent("in_transit.no_update", "25 08:00", { known: "20 12:00" });
		const facts = [...told(moved), noUpdate, later];
		expect(fold(facts, instant("20 11:00")).silence?.deadline).toBe(noUpdate.deadline);
		expect(fold(facts, instant("20 12:00")).silence).toBeNull();
		expect(fold(facts, instant("25 08:00")).silence?.deadline).toBe(later.deadline);
	});

	test("at last is expired, and was overdue before", () => {
		const expired = silent("expired.no_tracking", "29 08:00", { kind: "expiry", known: "19 08:00" });
		const facts = [...told(moved), noUpdate, expired];
		expect(shown(facts, "29 07:59").code).toBe("in_transit.no_update");
		expect(shown(facts, "29 08:00")).toEqual({
			milestone: "expired",
			code: "expired.no_tracking",
			condition: "stalled",
			actionBy: "sender",
		});
		expect(fold(facts, instant("30 00:00")).terminal).toBe(false);
	});

	test.each<readonly [string, Code, Code, object]>([
		["a label that was never scanned", "info_received.label_created", "info_received.awaiting_handover", {}],
		["a parcel that the carrier does not show", "pending.registered", "pending.not_found", {}],
		["a van that did not come back", "out_for_delivery.on_vehicle", "out_for_delivery.overdue", {}],
		[
			"a parcel nobody collects",
			"ready_for_pickup.locker",
			"ready_for_pickup.expiring",
			{ condition: "action_required", actionBy: "recipient" },
		],
	])("of %s has its own code", (_, before, after, more) => {
		const facts = [...told(`17 08:00 ${before} known 17 12:00`), silent(after, "19 08:00")];
		const milestone = before.split(".")[0];
		expect(shown(facts, "20 00:00")).toMatchObject({ code: after, milestone, condition: "stalled", ...more });
	});

	test("never hides what is graver, and is told beside it", () => {
		const facts = [...told("17 08:00 in_transit.customs_duty_due known 17 12:00"), noUpdate];
		expect(shown(facts, "20 00:00")).toMatchObject({ code: "in_transit.customs_duty_due", actionBy: "recipient" });
		expect(fold(facts, instant("20 00:00")).silence).not.toBeNull();
	});

	test.each(["returning.to_sender", "exception.search_started", "delivered.partial"] as const)(
		"of a parcel that stands at %s never hides that it does",
		(code) => {
			const expired = silent("expired.no_tracking", "19 08:00", { kind: "expiry" });
			expect(fold([...told(`17 08:00 ${code} known 17 12:00`), expired], instant("21 00:00")).code).toBe(code);
		},
	);

	test("is over with a status that changes, and not with one that is looked up again", () => {
		const looked = (line: string): Fact => {
			const [fact] = told(line);
			if (fact?.kind !== "header") throw new Error("A status was written.");
			return { ...fact, key: line, local: null, instant: null };
		};
		const first = "header 17 08:00 in_transit.moving known 17 12:00";
		const again = looked("header 20 06:00 in_transit.moving known 20 07:00");
		const other = looked("header 20 06:00 in_transit.delayed known 20 07:00");
		const facts = [looked(first), silent("in_transit.no_update", "19 08:00", { of: first })];
		expect(fold([...facts, again], instant("21 00:00")).silence).not.toBeNull();
		expect(fold([...facts, other], instant("21 00:00")).silence).toBeNull();
	});

	test("before the first word is counted from the registration, and any word ends it", () => {
		const nothing = silent("pending.not_found", "19 08:00", { of: null });
		expect(shown([nothing], "20 00:00")).toMatchObject({ code: "pending.not_found", condition: "stalled" });
		expect(shown([nothing, ...told(moved)], "20 00:00")).toMatchObject({ condition: "ok" });
	});

	test("is of one piece alone", () => {
		const lines = `17 08:00 in_transit.arrived_facility #A known 17 12:00
			20 08:00 delivered.signed #B known 20 12:00`;
		const facts = [...told(lines), silent("in_transit.no_update", "19 08:00", { piece: "A" })];
		const state = fold(facts, instant("21 00:00"));
		expect(state).toMatchObject({ code: "delivered.partial", condition: "stalled" });
		expect(state.silence).toMatchObject({ piece: "A" });
		expect(state.pieces).toContainEqual({ piece: "A", milestone: "in_transit", code: "in_transit.no_update" });
	});

	test("of a leg that was called wrong is none", () => {
		const correction: Fact = {
			kind: "correction",
			key: "c",
			leg: 2,
			among: 2,
			at: 1,
			provenance: [{ channel: "seller", messageId: "", knownAt: instant("18 00:00") }],
		};
		expect(fold([...told(moved), noUpdate, correction], instant("20 00:00")).silence).toBeNull();
	});
});

const codes = Object.keys(CODES).filter(isCode);
const day = fc.integer({ min: 10, max: 27 }).map(String);
const scans = fc
	.array(fc.tuple(day, fc.constantFrom(...codes), day), { minLength: 1, maxLength: 6 })
	.map((rows) => told(rows.map(([at, code, known]) => `${at} 08:00 ${code} known ${known} 12:00`).join("\n")));
const silences = fc.array(
	fc
		.tuple(
			fc.constantFrom<Code>(
				"in_transit.no_update",
				"out_for_delivery.overdue",
				"expired.no_tracking",
				"pending.not_found",
			),
			day,
			day,
			fc.constantFrom(null, "s1", "s2", "s3"),
		)
		.map(([code, deadline, known, of]) =>
			silent(code, `${deadline} 18:00`, {
				of,
				known: `${known} 12:00`,
				kind: code === "expired.no_tracking" ? "expiry" : "overdue",
			}),
		),
	{ maxLength: 6 },
);
const facts = fc.tuple(scans, silences).map(([some, others]): readonly Fact[] => [...some, ...others]);
const moment = day.map((one) => instant(`${one} 20:00`));

describe("silence, whatever is told", () => {
	test("is the same in any order and told any number of times", () => {
		const shuffled = facts.chain((some) =>
			fc.tuple(
				fc.constant(some),
				fc.shuffledSubarray([...some], { minLength: some.length }),
				fc.shuffledSubarray([...some]),
			),
		);
		fc.assert(
			fc.property(shuffled, moment, ([some, others, again], asOf) => {
				expect(fold([...again, ...others, ...again], asOf)).toEqual(fold(some, asOf));
			}),
		);
	});

	test("speaks only by its deadline and its settling, of the last word, and leaves the timeline alone", () => {
		fc.assert(
			fc.property(facts, moment, (some, asOf) => {
				const state = fold(some, asOf);
				const plain = fold(
					some.filter(({ kind }) => kind !== "silence"),
					asOf,
				);
				expect(state.timeline).toEqual(plain.timeline);
				expect(state.lastWords).toEqual(plain.lastWords);
				if (state.silence === null) {
					expect(state).toEqual(plain);
					return;
				}
				expect(state.silence.of).toBe(plain.lastWords[0]?.key);
				expect(state.silence.deadline <= asOf).toBe(true);
				expect(plain.terminal).toBe(false);
			}),
		);
	});

	test("never outlives a new scan", () => {
		const next = fc.tuple(fc.constantFrom(...codes), fc.integer({ min: 28, max: 30 }));
		fc.assert(
			fc.property(facts, next, (some, [code, at]) => {
				const [line] = told(`${at} 08:00 ${code} known ${at} 09:00`);
				const scan = line?.kind === "scan" ? { ...line, scan: { ...line.scan, key: "new" } } : undefined;
				if (scan === undefined) throw new Error("A scan was written.");
				expect(fold([...some, scan], instant(`${at} 10:00`)).silence).toBeNull();
			}),
		);
	});

	test("takes no milestone back: it stays, or expires", () => {
		fc.assert(
			fc.property(facts, moment, (some, asOf) => {
				const state = fold(some, asOf);
				const plain = fold(
					some.filter(({ kind }) => kind !== "silence"),
					asOf,
				);
				expect([plain.milestone, "expired"]).toContain(state.milestone);
				expect(state.code.startsWith(`${state.milestone}.`)).toBe(true);
			}),
		);
	});

	test("as known at a moment is what was shown then, whatever is learnt later", () => {
		fc.assert(
			fc.property(facts, moment, (some, asOf) => {
				const known = some.filter(({ provenance }) => provenance.some(({ knownAt }) => knownAt <= asOf));
				expect(fold(some, asOf)).toEqual(fold(known, asOf));
			}),
		);
	});
});
