import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalCurve, quantileOf, type Span, shareBy } from "../../../src/core/analytics/arrival-curve.ts";

const came = (took: number, count = 1): Span => ({ took, came: count, left: 0 });
const left = (took: number, count = 1): Span => ({ took, came: 0, left: count });

const anyCame = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 80 });
const anySpans = fc.array(
	fc.record({
		took: fc.integer({ min: 0, max: 60 }),
		came: fc.integer({ min: 0, max: 4 }),
		left: fc.integer({ min: 0, max: 4 }),
	}),
	{ maxLength: 60 },
);

describe("where every parcel has arrived", () => {
	test("a quantile is that of the times themselves", () => {
		fc.assert(
			fc.property(anyCame, fc.constantFrom(0.1, 0.25, 0.5, 0.9), (times, share) => {
				const sorted = times.toSorted((a, b) => a - b);
				const wanted = sorted[Math.ceil(share * times.length - 1e-9) - 1];
				expect(quantileOf(arrivalCurve(times.map((took) => came(took))), share).value).toBe(wanted);
			}),
		);
	});

	test("a share is counted, and its interval is Wilson's of as many", () => {
		const curve = arrivalCurve([came(1, 20), came(2, 60), came(9, 20)]);
		expect(shareBy(curve, 0.5)?.share).toBe(0);
		expect(shareBy(curve, 2)?.share).toBeCloseTo(0.8, 12);
		const [low, high] = shareBy(curve, 8.9)?.interval ?? [];
		expect(low).toBeCloseTo(0.7112, 4);
		expect(high).toBeCloseTo(0.8666, 4);
		expect(shareBy(curve, 9)?.share).toBe(1);
		expect(shareBy(curve, 1_000)?.share).toBe(1);
	});
});

test("parcels that are still to come count as long as they were followed: the textbook's remission times", () => {
	// Freireich's 21 patients on 6-MP: at 6 weeks three, and one censored; and so on. S(6) .857, S(10) .753, S(23) .448.
	const times = [came(6, 3), came(7), came(10), came(13), came(16), came(22), came(23)];
	const open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((took) => left(took));
	const curve = arrivalCurve([...open, ...times]);
	expect(curve.steps.map(({ after, share }) => [after, Number((1 - share).toFixed(3))])).toEqual([
		[6, 0.857],
		[7, 0.807],
		[10, 0.753],
		[13, 0.69],
		[16, 0.627],
		[22, 0.538],
		[23, 0.448],
	]);
	expect(quantileOf(curve, 0.5)).toMatchObject({ value: 23, high: null });
	expect(quantileOf(curve, 0.9)).toEqual({ value: null, low: null, high: null });
	// Greenwood's standard error at 10 weeks is .096: as sure as 20 parcels of which none is open.
	const [low, high] = shareBy(curve, 10)?.interval ?? [0, 0];
	expect(high - low).toBeCloseTo(2 * 1.96 * 0.096, 1);
	expect(shareBy(curve, 36)).toBeNull();
});

test("the curve never falls, lies within its interval, and its quantiles are in order", () => {
	fc.assert(
		fc.property(anySpans, (spans) => {
			const curve = arrivalCurve(spans);
			let before = { after: -1, share: 0, low: 0, high: 0 };
			for (const { after, share, interval } of curve.steps) {
				const [low, high] = interval;
				expect(after).toBeGreaterThan(before.after);
				expect(share).toBeGreaterThan(before.share);
				expect([low <= share, share <= high, share <= 1]).toEqual([true, true, true]);
				before = { after, share, low, high };
			}
			const quantiles = [0.1, 0.5, 0.9].map((share) => quantileOf(curve, share));
			for (const { value, low, high } of quantiles) {
				if (value !== null) expect(low).toBeLessThanOrEqual(value);
				if (high !== null) expect(value).toBeLessThanOrEqual(high);
			}
			const values = quantiles.map(({ value }) => value ?? Number.POSITIVE_INFINITY);
			expect(values).toEqual(values.toSorted((a, b) => a - b));
		}),
	);
});

test("the order in which spans are given, and whether equal ones are counted together, changes nothing", () => {
	fc.assert(
		fc.property(anySpans, fc.integer(), (spans, seed) => {
			const single = spans.flatMap(({ took, came: n, left: m }) => [
				...Array.from({ length: m }, () => left(took)),
				...Array.from({ length: n }, () => came(took)),
			]);
			const shuffled = single.toSorted((a, b) => ((a.took * 31 + seed) % 7) - ((b.took * 31 + seed) % 7));
			expect(arrivalCurve(shuffled)).toEqual(arrivalCurve(spans));
		}),
	);
});

test("a parcel left open makes no share greater and no quantile shorter", () => {
	fc.assert(
		fc.property(anyCame, fc.integer({ min: 0, max: 60 }), (times, openFor) => {
			const spans = times.map((took) => came(took));
			const [without, withOne] = [arrivalCurve(spans), arrivalCurve([...spans, left(openFor)])];
			for (const after of [0, 10, 30, 60]) {
				const share = shareBy(withOne, after)?.share ?? 0;
				expect(share).toBeLessThanOrEqual((shareBy(without, after)?.share ?? 1) + 1e-12);
			}
			const median = quantileOf(withOne, 0.5).value ?? Number.POSITIVE_INFINITY;
			expect(median).toBeGreaterThanOrEqual(quantileOf(without, 0.5).value ?? 0);
		}),
	);
});

test("without a parcel nothing is known", () => {
	const curve = arrivalCurve([]);
	expect(curve).toEqual({ parcels: 0, steps: [], followedFor: null });
	expect(quantileOf(curve, 0.5)).toEqual({ value: null, low: null, high: null });
	expect(shareBy(curve, 1)).toBeNull();
});

/** Numbers from 0 to 1, the same in every run. */
function lots(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return (state + 0.5) / 2 ** 32;
	};
}

describe.each([
	{ parcels: 40, openAfter: null },
	{ parcels: 200, openAfter: null },
	{ parcels: 60, openAfter: 6 },
	{ parcels: 300, openAfter: 6 },
])("of $parcels parcels, followed for up to $openAfter days", ({ parcels, openAfter }) => {
	const ROUNDS = 2_000;
	// Log-normal days, as transit times are: half within 3.
	const draw = lots(parcels * 7 + (openAfter ?? 0));
	const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
	const [mu, sigma] = [Math.log(3), 0.5];
	const truth = { median: 3, p90: Math.exp(mu + sigma * 1.281_551_6) };
	const curves = Array.from({ length: ROUNDS }, () =>
		arrivalCurve(
			Array.from({ length: parcels }, () => {
				const took = Math.exp(mu + sigma * normal());
				const followed = openAfter === null ? Number.POSITIVE_INFINITY : draw() * openAfter * 2;
				return took <= followed ? came(took) : left(followed);
			}),
		),
	);

	test.each([
		["the median", 0.5, truth.median],
		["the 90th percentile", 0.9, truth.p90],
	])("the interval of %s holds the true one 95 times of 100", (_name, share, true_) => {
		const held = curves.filter((curve) => {
			const { low, high } = quantileOf(curve, share);
			return (low ?? Number.POSITIVE_INFINITY) <= true_ && true_ <= (high ?? Number.POSITIVE_INFINITY);
		});
		expect(held.length / ROUNDS).toBeGreaterThan(0.93);
		expect(held.length / ROUNDS).toBeLessThan(0.97);
	});

	test("the interval of a share holds the true one 95 times of 100", () => {
		const held = curves.filter((curve) => {
			const [low, high] = shareBy(curve, truth.median)?.interval ?? [0, 0];
			return low <= 0.5 && 0.5 <= high;
		});
		expect(held.length / ROUNDS).toBeGreaterThan(0.93);
		expect(held.length / ROUNDS).toBeLessThan(0.97);
	});
});
