import { describe, expect, test } from "vitest";
import { firstPromiseOf, onTime } from "../../src/core/on-time.ts";
import { promiseFact } from "./told.ts";

const days = { from: "2026-11-24", to: "2026-11-26" };
const hours = { from: "2026-11-24T10:00:00", to: "2026-11-24T12:00:00" };
const clock = "2026-11-25T09:00:00";

describe("a promise", () => {
	test.each([
		["on its last day", days, "2026-11-26T23:59:59", "on-time", 0],
		["on its first day", days, "2026-11-24T00:00:00", "on-time", -2],
		["a day too late", days, "2026-11-27T00:00:00", "late", 1],
		["too early", days, "2026-11-23T23:00:00", "early", -3],
		["by the day alone, of hours on it", hours, "2026-11-24", "on-time", 0],
		["an hour after its end", hours, "2026-11-24T13:00:00", "late", 0],
		["before its hours", hours, "2026-11-24T09:59:59", "early", 0],
		["long before an end without a beginning", { from: null, to: "2026-11-26" }, "2026-11-02", "on-time", -24],
	] as const)("kept %s", (_name, promised, arrived, state, byDays) => {
		const kept = onTime({ ...promised, arrived, isStillToCome: false, clock });
		expect(kept).toEqual({ promisedTo: promised.to, state, days: byDays });
	});

	test.each([
		["can still be kept", days, clock, "open", -1],
		["can be kept until its day is over", days, "2026-11-26T23:59:59", "open", 0],
		["is overdue from the next day on", days, "2026-11-27T00:00:00", "overdue", 1],
		["of hours is overdue within its day", hours, "2026-11-24T12:00:01", "overdue", 0],
	] as const)("of a parcel that is still to come %s", (_name, promised, now, state, byDays) => {
		const kept = onTime({ ...promised, arrived: null, isStillToCome: true, clock: now });
		expect(kept).toEqual({ promisedTo: promised.to, state, days: byDays });
	});

	test("of a parcel that went back is measured against nothing", () => {
		expect(onTime({ ...days, arrived: null, isStillToCome: false, clock })).toBeNull();
	});

	test("that counts is the one that was told first, in whatever order they are kept", () => {
		const first = promiseFact("b", "2026-11-20T10:00:00Z", { ...days, zone: null });
		const changed = promiseFact("a", "2026-11-22T10:00:00Z", { from: "2026-11-30", to: "2026-11-30", zone: null });
		expect(firstPromiseOf([first, changed])).toEqual(first.promised);
		expect(firstPromiseOf([changed, first])).toEqual(first.promised);
		expect(firstPromiseOf([])).toBeNull();
	});
});
