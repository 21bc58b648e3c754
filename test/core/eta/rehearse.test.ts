import fc from "fast-check";
import { expect, test } from "vitest";
import { accuracyOf, intervalOfMean } from "../../../src/core/eta/accuracy.ts";
import { type PastParcel, rehearse } from "../../../src/core/eta/rehearse.ts";
import { lanes, MONDAY, start, week } from "./given.ts";

const took = fc.double({ min: 0, max: 30, noNaN: true });
const pasts: fc.Arbitrary<PastParcel[]> = fc
	.array(fc.record({ lane: lanes, at: fc.double({ min: 0, max: 60, noNaN: true }), took }), {
		minLength: 1,
		maxLength: 40,
	})
	.map((parcels) =>
		parcels.map(({ lane, at, took }, index) => ({
			id: `${index}`,
			week,
			start: start(MONDAY + at, lane),
			deliveredAt: MONDAY + at + took,
		})),
	);

test("no forecast changes when any later delivery is altered", () => {
	fc.assert(
		fc.property(pasts, fc.nat(), took, (parcels, picked, otherwise) => {
			const index = picked % parcels.length;
			const altered = parcels.map((parcel, at) =>
				at === index ? { ...parcel, deliveredAt: parcel.start.at + otherwise } : parcel,
			);
			const known = Math.min(parcels[index]?.deliveredAt ?? 0, altered[index]?.deliveredAt ?? 0);
			const before = (past: readonly PastParcel[]) =>
				[...rehearse(past, { ages: [1, 5] })]
					.filter(({ parcel, ageDays }) => parcel.start.at + ageDays < known)
					.map(({ parcel, ageDays, p10, p50, p90 }) => [parcel.id, ageDays, p10, p50, p90]);
			expect(before(altered)).toEqual(before(parcels));
		}),
	);
});

test("the order of the file does not matter", () => {
	fc.assert(
		fc.property(pasts, (parcels) => {
			const windows = (past: readonly PastParcel[]) => [...rehearse(past, { ages: [] })].map(({ p50 }) => p50);
			expect(windows(parcels.toReversed())).toEqual(windows(parcels));
		}),
	);
});

test("a delivery teaches the forecasts after it", () => {
	const slow = (index: number, days: number): PastParcel => {
		const one = start(MONDAY + index / 2);
		return { id: `${index}`.padStart(3, "0"), week, start: one, deliveredAt: one.at + days };
	};
	const last = (days: number) =>
		[
			...rehearse(
				Array.from({ length: 60 }, (_, index) => slow(index, days)),
				{ ages: [] },
			),
		].at(-1)?.p50 ?? 0;
	expect(last(12)).toBeGreaterThan(last(3) + 5);
});

test("a parcel is forecast again at each age while it is open, and never after it came", () => {
	const open = { id: "open", week, start: start(MONDAY), deliveredAt: null };
	const came = { id: "came", week, start: start(MONDAY), deliveredAt: MONDAY + 2.5 };
	const made = [...rehearse([open, came], { ages: [1, 2, 3] })].map(({ parcel, ageDays }) => `${parcel.id} ${ageDays}`);
	expect(made).toEqual(["came 0", "open 0", "came 1", "open 1", "came 2", "open 2", "open 3"]);
	const late = [...rehearse([open, came], { ages: [1], from: MONDAY + 0.1 })];
	expect(late).toEqual([]);
});

test("windows are measured as the score of the protocol measures them", () => {
	const told = [
		{ p10: 1, p50: 3, p90: 6, came: 4.5 },
		{ p10: 2, p50: 4, p90: 5, came: 1 },
		{ p10: 2, p50: 2.5, p90: 3, came: 9 },
		{ p10: 2, p50: 2.5, p90: 3, came: 3 },
	];
	expect(accuracyOf(told)).toEqual({
		parcels: 4,
		meanError: expect.closeTo((1.5 + 3 + 6.5 + 0.5) / 4, 9),
		medianError: 2.25,
		withinOneDay: 50,
		coverage: 50,
		below: 25,
		above: 25,
		width: 2.5,
		pinball: expect.closeTo((0.35 + 0.75 + 0.15 + 0.9 + 1.5 + 0.4 + 0.7 + 3.25 + 5.4 + 0.1 + 0.25 + 0) / 12, 9),
	});
	expect(accuracyOf([])).toBeNull();
});

test("the interval of a mean holds the mean, shrinks with more values and is the same each time", () => {
	const few = Array.from({ length: 40 }, (_, index) => index % 5);
	const [low, high] = intervalOfMean(few) ?? [0, 0];
	expect(low).toBeLessThan(2);
	expect(high).toBeGreaterThan(2);
	const [lower, higher] = intervalOfMean(Array.from({ length: 4000 }, (_, index) => index % 5)) ?? [0, 0];
	expect(higher - lower).toBeLessThan((high - low) / 3);
	expect(intervalOfMean(few)).toEqual([low, high]);
	expect(intervalOfMean([])).toBeNull();
});
