import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JourneyScan, PlayedSilence } from "../../../src/core/silence/backtest.ts";
import { replaySilence } from "../../../src/core/silence/backtest.ts";
import type { Gap } from "../../../src/core/silence/gap-model.ts";
import { GapModel, SILENCE_LEVEL } from "../../../src/core/silence/gap-model.ts";
import { generateJourneys } from "../../../src/core/silence/generated-journeys.ts";
import { judgeSilence } from "../../../src/core/silence/judge-silence.ts";
import type { Code } from "../../../src/core/status.ts";
import { week } from "./days.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function scan(shipment: string, written: string, code: Code, carrier = "dhl"): JourneyScan {
	const at = Date.parse(`2026-${written.replace(" ", "T")}:00Z`);
	return { shipment, carrier, code, at, date: `2026-${written.slice(0, 5)}`, isDate: false };
}

function replay(scans: readonly JourneyScan[], level = 0.95) {
	return replaySilence(scans, { model: new GapModel(level), ...week });
}

describe("the replay", () => {
	test("peeks at nothing: what was said by a moment is the same without all that came later", () => {
		const { scans } = generateJourneys(300, 3);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: scans.length - 1 }), (cut) => {
				const deadlines = (some: readonly JourneyScan[]) =>
					new Map(replay(some).map(({ shipment, since, deadline }) => [`${shipment} ${since}`, deadline]));
				const whole = deadlines(scans);
				for (const [key, deadline] of deadlines(scans.slice(0, cut))) expect(whole.get(key)).toBe(deadline);
			}),
			{ numRuns: 10 },
		);
	});

	test("learns a gap when it ends, and one that does not as longer than thirty days when those are over", () => {
		const learnt: Gap[] = [];
		const model = new GapModel();
		const learn = model.learn.bind(model);
		model.learn = (gap) => {
			learnt.push(gap);
			learn(gap);
		};
		const scans = [
			scan("A", "03-02 08:00", "in_transit.moving"),
			scan("B", "03-02 09:00", "in_transit.moving"),
			scan("A", "03-03 08:00", "delivered.signed"),
			scan("C", "04-01 09:00", "in_transit.moving"),
		];
		replaySilence(scans, { model, ...week });
		expect(learnt.map(({ hours, isEnded, at }) => ({ hours, isEnded, at }))).toEqual([
			{ hours: 24, isEnded: true, at: Date.parse("2026-03-03T08:00:00Z") },
			{ hours: 720, isEnded: false, at: Date.parse("2026-04-01T09:00:00Z") },
		]);
	});

	test("learns a gap once, also one that ends after it was given up", () => {
		const model = new GapModel();
		const scans = [
			scan("A", "03-02 08:00", "in_transit.moving"),
			scan("B", "04-02 08:00", "in_transit.moving"),
			scan("A", "04-05 08:00", "in_transit.moving"),
		];
		replaySilence(scans, { model, ...week });
		const { gaps } = model.deadlineHours({ carrier: "dhl", phase: "linehaul", weekday: 1, at: scans[2]?.at ?? 0 });
		expect(gaps).toBeLessThanOrEqual(1);
	});

	test("counts no silence after a delivery, and one after the last scan of a parcel under way", () => {
		const silences = replay([
			scan("A", "03-02 08:00", "in_transit.moving"),
			scan("B", "03-02 08:00", "in_transit.moving"),
			scan("A", "03-03 08:00", "delivered.signed"),
		]);
		expect(silences.map(({ shipment, isEnded }) => ({ shipment, isEnded }))).toEqual([
			{ shipment: "A", isEnded: true },
			{ shipment: "B", isEnded: false },
		]);
	});
});

describe("generated journeys", () => {
	test("are the same for the same seed, and others for another", () => {
		expect(generateJourneys(50, 7)).toEqual(generateJourneys(50, 7));
		expect(generateJourneys(50, 7)).not.toEqual(generateJourneys(50, 8));
	});

	test("of carriers with different rhythms: once learnt, about one gap in twenty is longer than its deadline", () => {
		const { scans, troubles } = generateJourneys(3_000, 5);
		const half = scans[Math.floor(scans.length / 2)]?.at ?? 0;
		const usual = replay(scans).filter(
			({ since, shipment, isEnded }) => since > half && isEnded && !troubles.has(shipment),
		);
		for (const carrier of ["courier", "express", "parcel", "post"]) {
			const own = usual.filter((silence) => silence.carrier === carrier);
			const longer = own.filter(({ until, deadline }) => until > deadline).length / own.length;
			expect(longer).toBeGreaterThan(0.02);
			expect(longer).toBeLessThan(0.08);
		}
	});

	test("nearly all that were lost or stuck are found within ten days", () => {
		const { scans, troubles } = generateJourneys(3_000, 5);
		const total = judgeSilence(replay(scans), { troubleDays: 10, troubles }).at(-1);
		expect(total).toMatchObject({ carrier: "all", phase: "all" });
		expect(total?.recall).toBeGreaterThan(0.95);
		expect(total?.precision).toBeGreaterThan(0.05);
	});

	test("at the level that parcels are judged by, alarms are few, and mostly of parcels in trouble or nearly", () => {
		const { scans, troubles } = generateJourneys(3_000, 5);
		const total = judgeSilence(replay(scans, SILENCE_LEVEL), { troubleDays: 10, troubles }).at(-1);
		expect(total?.recall).toBeGreaterThan(0.8);
		expect(total?.precision).toBeGreaterThan(0.3);
	});
});

describe("alarms are judged", () => {
	function silence(days: number, deadlineDays: number, more: Partial<PlayedSilence> = {}): PlayedSilence {
		const since = Date.parse("2026-03-02T08:00:00Z");
		const ends = { until: since + days * dayMs, deadline: since + deadlineDays * dayMs };
		return {
			shipment: `${days} ${deadlineDays}`,
			carrier: "dhl",
			phase: "linehaul",
			since,
			isEnded: true,
			...ends,
			...more,
		};
	}

	const judged = (silences: readonly PlayedSilence[]) =>
		judgeSilence(silences, { troubleDays: 10, troubles: null }).at(-1);

	test("by what followed: a silence of ten days is trouble, a shorter one is not", () => {
		expect(judged([silence(2, 1), silence(12, 3), silence(1, 3), silence(12, 11)])).toMatchObject({
			gaps: 4,
			alarms: 3,
			troubles: 2,
			precision: 2 / 3,
			recall: 1 / 2,
			alarmsPerThousand: 750,
		});
	});

	test("not while nobody knows: a silence at the end of the file that is not long yet is left out", () => {
		expect(judged([silence(4, 3, { isEnded: false }), silence(12, 3, { isEnded: false })])).toMatchObject({
			gaps: 1,
			alarms: 1,
			precision: 1,
		});
	});

	test("by how much sooner they were than the next scan, or the day of expiry", () => {
		expect(judged([silence(12, 3)])?.earlyDays).toBe(9);
		expect(judged([silence(90, 3, { isEnded: false })])?.earlyDays).toBe(27);
	});

	test("by what is known to have happened, where it is", () => {
		const [slow, stuck] = [silence(12, 3), silence(8, 3)];
		const troubles = new Map([[stuck.shipment, { fate: "stuck", after: stuck.since } as const]]);
		expect(judgeSilence([slow, stuck], { troubleDays: 10, troubles }).at(-1)).toMatchObject({
			troubles: 1,
			precision: 1 / 2,
			recall: 1,
		});
	});

	test("nothing has no score", () => {
		expect(judged([])).toMatchObject({ gaps: 0, precision: null, recall: null, deadlineHours: null, earlyDays: null });
	});
});
