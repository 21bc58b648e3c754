import { expect, test } from "vitest";
import { RETRY_DELAYS_MS, retryAfterMs, retryDelayMs } from "../../src/core/retry-schedule.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

test("tries ten times within 75 hours and 35 minutes, spread by a tenth", () => {
	const delays = Array.from({ length: 10 }, (_, index) => retryDelayMs(index + 1, 0, null));
	expect(delays).toEqual([
		5_000,
		300_000,
		1_800_000,
		7_200_000,
		18_000_000,
		36_000_000,
		50_400_000,
		72_000_000,
		86_400_000,
		null,
	]);
	expect(RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0)).toBe((75 * 60 + 35) * 60_000 + 5_000);
	expect(retryDelayMs(1, 1, null)).toBe(5_500);
});

test("gives a receiver the time that it wishes for, never less than the schedule's and a day at most", () => {
	expect(retryDelayMs(1, 0, 120_000)).toBe(120_000);
	expect(retryDelayMs(2, 0, 1_000)).toBe(300_000);
	expect(retryDelayMs(1, 0, 30 * 86_400_000)).toBe(86_400_000);
	expect(retryDelayMs(10, 0, 1_000)).toBeNull();
});

test.each([
	["120", 120_000],
	[" 0 ", 0],
	["Sun, 22 Nov 2026 10:00:30 GMT", 30_000],
	["Sun, 22 Nov 2026 09:00:00 GMT", 0],
	["soon", null],
	["-5", null],
	["1.5", null],
	["", null],
	[undefined, null],
])("reads Retry-After %j", (header, expected) => {
	expect(retryAfterMs(header, NOW)).toBe(expected);
});
