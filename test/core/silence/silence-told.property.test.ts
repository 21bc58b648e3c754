import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact, ScanFact } from "../../../src/core/facts.ts";
import { fold } from "../../../src/core/fold.ts";
import { GapModel } from "../../../src/core/silence/gap-model.ts";
import { putOff, silenceNews, spentSilences } from "../../../src/core/silence/silence-news.ts";
import { isSilenceNews, silenceTold } from "../../../src/core/silence/silence-told.ts";
import type { Code } from "../../../src/core/status.ts";
import { scanFact, told } from "../told.ts";
import { week } from "./days.ts";

const keyOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const HOUR_MS = 3_600_000;
const start = Date.parse("2026-03-02T09:00:00Z");
const queryOf = () => ({ carrier: "dhl", isSurface: false, model: new GapModel(), registeredAt: start, ...week });

const CODES: readonly Code[] = [
	"info_received.label_created",
	"in_transit.arrived_facility",
	"in_transit.customs_duty_due",
	"out_for_delivery.on_vehicle",
	"ready_for_pickup.at_point",
	"exception.undeliverable",
	"note.information",
];

interface Kept {
	readonly facts: readonly Fact[];
	readonly told: string | null;
	readonly raised: readonly string[];
	readonly cleared: number;
}

/** What a node keeps after it looked at a parcel, with what it was told: nothing else survives it. */
function lookAt(kept: Kept, news: readonly Fact[], now: number): Kept {
	const asOf = new Date(now).toISOString();
	const known = [...kept.facts, ...news];
	const heard = fold(known, asOf);
	const settled = silenceNews({ facts: known, state: heard, now, queryOf, keyOf });
	const spent = spentSilences(known, heard.timeline);
	const facts = [...known, ...settled].filter((fact) => fact.kind !== "silence" || !spent.has(fact));
	const { silence } = fold(facts, asOf);
	const isNews = isSilenceNews(kept.told, silence);
	return {
		facts,
		told: silenceTold(kept.told, silence),
		raised:
			isNews && silence ? [...kept.raised, `${silence.of} ${silence.piece} ${silence.because.kind}`] : kept.raised,
		cleared: kept.cleared + (isNews && !silence ? 1 : 0),
	};
}

function scanAt(key: string, code: Code, piece: string | null, at: number, now: number): ScanFact {
	const { scan } = scanFact(told(`01 00:00 ${code}`)[0]);
	const instant = new Date(at).toISOString().replace(".000", "");
	const time = { ...scan.time, local: instant.slice(0, 19), instant };
	const provenance = [{ channel: "poll", messageId: "msg", knownAt: new Date(now).toISOString() }] as const;
	return { kind: "scan", scan: { ...scan, key, piece, time, at }, provenance };
}

const nothing: Kept = { facts: [], told: null, raised: [], cleared: 0 };

const look = fc.oneof(
	fc.record({ kind: fc.constant("review" as const), hours: fc.integer({ min: 0, max: 400 }) }),
	fc.record({
		kind: fc.constant("scan" as const),
		hours: fc.integer({ min: 0, max: 400 }),
		code: fc.constantFrom(...CODES),
		piece: fc.constantFrom(null, "a", "b"),
		hoursLate: fc.integer({ min: 0, max: 300 }),
	}),
);

test("no deadline is told twice, whatever the order of reviews, scans and restarts", () => {
	let raised = 0;
	fc.assert(
		fc.property(fc.array(look, { maxLength: 14 }), (looks) => {
			let [kept, now] = [nothing, start];
			for (const [index, one] of looks.entries()) {
				now += one.hours * HOUR_MS;
				const news =
					one.kind === "scan" ? [scanAt(`s${index}`, one.code, one.piece, now - one.hoursLate * HOUR_MS, now)] : [];
				kept = lookAt(kept, news, now);
				const again = lookAt(kept, [], now);
				expect([again.raised, again.cleared]).toEqual([kept.raised, kept.cleared]);
			}
			expect(new Set(kept.raised).size).toBe(kept.raised.length);
			raised += kept.raised.length;
		}),
		{ numRuns: 400 },
	);
	expect(raised).toBeGreaterThan(100);
});

test("each silence is told when it begins, when it expires, and when the next scan ends it", () => {
	const scan = scanAt("s1", "exception.undeliverable", null, start, start);
	let kept = lookAt(nothing, [scan], start);
	expect(kept.raised).toEqual([]);
	kept = lookAt(kept, [], start + 30 * 24 * HOUR_MS);
	expect(kept.raised).toEqual(["s1 null overdue"]);
	const later = start + 31 * 24 * HOUR_MS;
	kept = lookAt(kept, [scanAt("s2", "exception.undeliverable", null, later, later)], later);
	expect(kept).toMatchObject({ raised: ["s1 null overdue"], cleared: 1, told: null });
});

test("a deadline that is put off while the carrier does not answer is told once, when it is over", () => {
	const scan = scanAt("s1", "in_transit.arrived_facility", null, start, start);
	const kept = lookAt(nothing, [scan], start);
	const asOf = start + 24 * HOUR_MS;
	const state = fold(kept.facts, new Date(asOf).toISOString());
	const later = putOff({ facts: kept.facts, state, now: asOf, keyOf }, start, asOf);
	let put = lookAt(kept, later, asOf);
	for (const day of [4, 5, 9, 10, 11]) put = lookAt(put, [], start + day * 24 * HOUR_MS);
	expect(put.raised).toEqual(["s1 null overdue"]);
});
