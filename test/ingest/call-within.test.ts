import { expect, test } from "vitest";
import { callWithin, TookTooLong } from "../../src/ingest/call-within.ts";

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
