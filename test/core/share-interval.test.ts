import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareInterval } from "../../src/core/share-interval.ts";

describe("the interval of a share", () => {
	it.each([
		// After Wilson (1927), by a calculator of the formula with z = 1.96.
		[8, 10, 0.4902, 0.9433],
		[0, 10, 0, 0.2775],
		[10, 10, 0.7225, 1],
		[81, 263, 0.2553, 0.3662],
	])("of %i in %i is from %f to %f", (hits, trials, low, high) => {
		const [from, to] = shareInterval(hits / trials, trials);
		expect(from).toBeCloseTo(low, 4);
		expect(to).toBeCloseTo(high, 4);
	});

	it("says nothing without a trial", () => {
		expect(shareInterval(0.5, 0)).toEqual([0, 1]);
	});

	const counted = fc.integer({ min: 1, max: 100_000 }).chain((trials) => {
		return fc.record({ trials: fc.constant(trials), hits: fc.integer({ min: 0, max: trials }) });
	});

	it("holds the share, within nothing and all", () => {
		fc.assert(
			fc.property(counted, ({ hits, trials }) => {
				const [low, high] = shareInterval(hits / trials, trials);
				expect(0 <= low && low <= hits / trials && hits / trials <= high && high <= 1).toBe(true);
			}),
		);
	});

	it("narrows with more trials", () => {
		fc.assert(
			fc.property(counted, fc.integer({ min: 2, max: 50 }), ({ hits, trials }, times) => {
				const [low, high] = shareInterval(hits / trials, trials);
				const [nearer, nearest] = shareInterval(hits / trials, trials * times);
				expect(nearest - nearer).toBeLessThan(high - low);
			}),
		);
	});

	it("is the mirror of that of the others", () => {
		fc.assert(
			fc.property(counted, ({ hits, trials }) => {
				const [low, high] = shareInterval(hits / trials, trials);
				const [others, most] = shareInterval(1 - hits / trials, trials);
				expect(1 - others).toBeCloseTo(high, 9);
				expect(1 - most).toBeCloseTo(low, 9);
			}),
		);
	});
});
