import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Fact } from "../../../src/core/facts.ts";
import { fold } from "../../../src/core/fold.ts";
import { GapModel } from "../../../src/core/silence/gap-model.ts";
import { nextDeadline, putOff, silenceNews, spentSilences } from "../../../src/core/silence/silence-news.ts";
import { told } from "../told.ts";
import { week } from "./days.ts";

const keyOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const registeredAt = Date.parse("2026-03-16T09:00:00Z");
const queryOf = () => ({ carrier: "dhl", isSurface: false, model: new GapModel(), registeredAt, ...week });

function at(written: string): number {
	return Date.parse(`2026-${written.replace(" ", "T")}:00Z`);
}

/** The facts after the parcel was saved at a moment. */
function saved(facts: readonly Fact[], written: string): readonly Fact[] {
	const now = at(written);
	const news = silenceNews({ facts, state: stateAt(facts, now), now, queryOf, keyOf });
	return [...facts, ...news];
}

function stateAt(facts: readonly Fact[], now: number) {
	return fold(facts, new Date(now).toISOString());
}

function silencesOf(facts: readonly Fact[]) {
	return facts.flatMap((fact) => (fact.kind === "silence" ? [`${fact.deadline} ${fact.code}`] : []));
}

const scan = told("17 08:00 in_transit.arrived_facility known 17 12:00");
const later = told(
	"17 08:00 in_transit.arrived_facility known 17 12:00\n18 08:00 in_transit.departed_facility known 18 09:00",
);

describe("what silence will mean", () => {
	test("is settled once a word, however often the parcel is saved", () => {
		const once = saved(scan, "03-17 12:00");
		expect(silencesOf(once)).toEqual(["2026-03-20T08:00:00Z in_transit.no_update"]);
		expect(saved(once, "03-18 12:00")).toEqual(once);
	});

	test("is settled anew with the next word", () => {
		const facts = [...saved(scan, "03-17 12:00"), ...later.slice(1)];
		expect(silencesOf(saved(facts, "03-18 09:00"))).toEqual([
			"2026-03-20T08:00:00Z in_transit.no_update",
			"2026-03-23T08:00:00Z in_transit.no_update",
		]);
	});

	test("is expiry once the first deadline is over, and nothing after that", () => {
		const overdue = saved(saved(scan, "03-17 12:00"), "03-20 08:00");
		expect(silencesOf(overdue).slice(1)).toEqual(["2026-04-16T08:00:00Z expired.no_tracking"]);
		const expired = saved(overdue, "04-16 08:00");
		expect(expired).toEqual(overdue);
		expect(stateAt(expired, at("04-16 08:00")).milestone).toBe("expired");
	});

	test("of a word that was long ago is said at once", () => {
		const facts = saved(scan, "06-01 00:00");
		expect(silencesOf(facts)).toHaveLength(2);
		expect(stateAt(facts, at("06-01 00:00")).milestone).toBe("expired");
		expect(stateAt(facts, at("05-31 23:59")).milestone).toBe("in_transit");
	});

	test("is nothing for a parcel that came", () => {
		const facts = told("17 08:00 delivered.signed known 17 12:00");
		expect(saved(facts, "03-17 12:00")).toEqual(facts);
	});

	test("is a fact of ours, learnt when it was settled", () => {
		const [, silence] = saved(scan, "03-17 12:00");
		expect(silence).toMatchObject({
			key: expect.stringMatching(/^[0-9a-f]{16}$/),
			leg: 1,
			at: at("03-17 08:00"),
			provenance: [{ channel: "derived", messageId: "", knownAt: "2026-03-17T12:00:00.000Z" }],
		});
	});
});

test("the next deadline is the one ahead, and none when all are over", () => {
	const overdue = saved(saved(scan, "03-17 12:00"), "03-20 08:00");
	const next = (written: string) => nextDeadline(overdue, stateAt(overdue, at(written)), at(written));
	expect(next("03-19 00:00")).toBe("2026-03-20T08:00:00Z");
	expect(next("03-20 08:00")).toBe("2026-04-16T08:00:00Z");
	expect(next("04-16 08:00")).toBeNull();
});

test("while the carrier could not be heard nothing was silent", () => {
	const facts = saved(scan, "03-17 12:00");
	const now = at("03-20 10:00");
	const state = stateAt(facts, now);
	const after = [...facts, ...putOff({ facts, state, now, keyOf }, at("03-19 10:00"), now)];
	expect(stateAt(facts, now).silence).not.toBeNull();
	expect(stateAt(after, now).silence).toBeNull();
	expect(nextDeadline(after, stateAt(after, now), now)).toBe("2026-03-21T08:00:00Z");
	expect(stateAt(after, at("03-21 08:00")).silence).not.toBeNull();
});

test("an outage puts a deadline off by as long as it lasted, however often it was looked at", () => {
	const deafFrom = at("03-19 10:00");
	let facts = saved(scan, "03-17 12:00");
	for (const written of ["03-20 10:00", "03-21 08:00", "03-22 09:00", "03-24 10:00"]) {
		const now = at(written);
		facts = [...facts, ...putOff({ facts, state: stateAt(facts, now), now, keyOf }, deafFrom, now)];
	}
	const now = at("03-24 10:00");
	expect(nextDeadline(facts, stateAt(facts, now), now)).toBe("2026-03-25T08:00:00Z");
});

test("an outage after silence began changes nothing", () => {
	const facts = saved(scan, "03-17 12:00");
	const now = at("03-22 10:00");
	expect(putOff({ facts, state: stateAt(facts, now), now, keyOf }, at("03-21 10:00"), now)).toEqual([]);
});

test("a deadline that a later word forestalled need not be kept, and nothing is shown otherwise without it", () => {
	const facts = saved([...saved(scan, "03-17 12:00"), ...later.slice(1)], "03-18 09:00");
	const spent = spentSilences(facts, stateAt(facts, at("03-18 09:00")).timeline);
	expect(silencesOf([...spent])).toEqual(["2026-03-20T08:00:00Z in_transit.no_update"]);
	const kept = facts.filter((fact) => fact.kind !== "silence" || !spent.has(fact));
	for (const moment of ["03-17 13:00", "03-18 10:00", "03-20 09:00", "03-24 00:00"]) {
		expect(stateAt(kept, at(moment))).toEqual(stateAt(facts, at(moment)));
	}
});

test.each([
	["20 08:00", 1],
	["20 08:01", 0],
])("a deadline of 20 08:00 is spent by a word known at %s: %d", (known, count) => {
	const lines = `17 08:00 in_transit.arrived_facility known 17 12:00\n20 07:00 in_transit.moving known ${known}`;
	const facts = [...saved(scan, "03-17 12:00"), ...told(lines).slice(1)];
	expect(spentSilences(facts, stateAt(facts, at("03-21 10:00")).timeline).size).toBe(count);
});
