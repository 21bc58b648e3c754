import { expect, test } from "vitest";
import { callEachWithin, callWithin, TookTooLong } from "../../src/ingest/call-within.ts";

const SOON_MS = 100;

test("what ends in its time is answered, and what it throws is thrown as it is", () => {
	expect(callWithin(10_000, () => ({ one: 1 }))).toEqual({ one: 1 });
	expect(callWithin(10_000, () => undefined)).toBe(undefined);
	const mistake = new TypeError("a bug");
	expect(() =>
		callWithin(10_000, () => {
			throw mistake;
		}),
	).toThrow(mistake);
});

test.each<[string, () => unknown]>([
	["an expression that goes back for ever", () => /^(?:a|a)*$/.test(`${"a".repeat(60)}b`)],
	[
		"a loop that catches whatever is thrown in it",
		() => {
			for (;;) {
				try {
					JSON.parse("1");
				} catch {}
			}
		},
	],
])("%s is given up, and the next call is none the worse for it", (_, work) => {
	expect(() => callWithin(SOON_MS, work)).toThrow(TookTooLong);
	expect(callWithin(10_000, () => 2)).toBe(2);
});

const never = () => {
	for (;;) {}
};

test("of works under one watch the one that hangs is given up alone, and what throws costs the others nothing", () => {
	const mistake = new TypeError("a bug");
	const breaks = () => {
		throw mistake;
	};
	const works = [() => 1, breaks, never, () => 4];
	const limits = { turnMs: 10_000, togetherMs: SOON_MS, eachMs: SOON_MS };
	const turn = callEachWithin(works, limits);
	expect(turn).toEqual([{ result: 1 }, { error: mistake }, { error: expect.any(TookTooLong) }]);
	expect(callEachWithin(works.slice(turn.length), limits)).toEqual([{ result: 4 }]);
});

test("whose turn ended in the middle of it is done alone, and no slower than it may be", () => {
	const busyFor = (ms: number) => () => {
		const until = performance.now() + ms;
		while (performance.now() < until);
		return ms;
	};
	const limits = { turnMs: 10_000, togetherMs: 2 * SOON_MS, eachMs: 10_000 };
	expect(callEachWithin([busyFor(1), busyFor(4 * SOON_MS)], limits)).toEqual([{ result: 1 }, { result: 4 * SOON_MS }]);
});

test("a turn begins no work once its time is over, and one at least", () => {
	const works = Array.from({ length: 3 }, (_, index) => () => index);
	expect(callEachWithin(works, { turnMs: 0, togetherMs: 10_000, eachMs: 10_000 })).toEqual([{ result: 0 }]);
});
