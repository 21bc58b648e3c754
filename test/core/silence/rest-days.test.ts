import fc from "fast-check";
import { expect, test } from "vitest";
import { addCountedHours, countedHours } from "../../../src/core/silence/rest-days.ts";
import { weekWith } from "./days.ts";

const place = weekWith("2026-04-03", "2026-04-06");
const moment = fc
	.integer({ min: 0, max: 60 * 24 * 60 })
	.map((minutes) => Date.parse("2026-03-16T00:00:00Z") + minutes * 60_000);
const hours = fc.integer({ min: 1, max: 30 * 24 * 4 }).map((quarters) => quarters / 4);
const rest = fc.constantFrom("rest days", "holidays");

test("so many hours after a moment, so many hours are counted from it", () => {
	fc.assert(
		fc.property(moment, hours, rest, (from, count, kind) => {
			expect(countedHours(place, kind, from, addCountedHours(place, kind, from, count))).toBeCloseTo(count, 6);
		}),
	);
});

test("more hours end later, and never sooner than without rest", () => {
	fc.assert(
		fc.property(moment, hours, rest, (from, count, kind) => {
			const end = addCountedHours(place, kind, from, count);
			expect(addCountedHours(place, kind, from, count + 1)).toBeGreaterThan(end);
			expect(end).toBeGreaterThanOrEqual(from + count * 3_600_000);
		}),
	);
});

test("Easter is skipped by both, a weekend by one", () => {
	const thursday = Date.parse("2026-04-02T12:00:00Z");
	const end = (kind: "rest days" | "holidays") => new Date(addCountedHours(place, kind, thursday, 24)).toISOString();
	expect(end("rest days")).toBe("2026-04-07T12:00:00.000Z");
	expect(end("holidays")).toBe("2026-04-04T12:00:00.000Z");
});
