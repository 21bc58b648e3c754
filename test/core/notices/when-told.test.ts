import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { afterQuiet, dueAt, SETTLE_MS, TOGETHER_MS } from "../../../src/core/notices/when-told.ts";
import type { ZoneClock } from "../../../src/core/staff-hours.ts";

/** Without the code that the service makes its clocks with. */
function clockOf(zone: string): ZoneClock {
	const digits = (plain: Temporal.PlainDateTime) => plain.toZonedDateTime("UTC").epochMilliseconds;
	return {
		wallClockOf: (ms) => digits(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime()),
		instantOf: (ms) =>
			Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC").toPlainDateTime().toZonedDateTime(zone)
				.epochMilliseconds,
	};
}

const NIGHT = { from: "21:00", to: "08:00" };
const at = (instant: string) => Date.parse(instant);
const told = (ms: number) => new Date(ms).toISOString();

describe("nobody is woken", () => {
	test.each([
		["by day it goes at once", "Europe/Copenhagen", "2026-11-20T10:00:00Z", "2026-11-20T10:00:00.000Z"],
		[
			"in the evening it waits for the morning there",
			"Europe/Copenhagen",
			"2026-11-20T20:30:00Z",
			"2026-11-21T07:00:00.000Z",
		],
		[
			"after midnight it waits for the same morning",
			"Europe/Copenhagen",
			"2026-11-21T02:00:00Z",
			"2026-11-21T07:00:00.000Z",
		],
		["by the recipient's clock, not ours", "America/Los_Angeles", "2026-11-20T10:00:00Z", "2026-11-20T16:00:00.000Z"],
		["over the night that is an hour longer", "Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T07:00:00.000Z"],
		["over the night that is an hour shorter", "Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T06:00:00.000Z"],
	])("%s", (_case, zone, instant, expected) => {
		expect(told(afterQuiet(at(instant), NIGHT, clockOf(zone)))).toBe(expected);
	});

	test("in any zone, at any instant, with any quiet hours: never earlier, never within them, and within a day and an hour", () => {
		const clock = fc
			.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "30"))
			.map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
		const zones = ["UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin"];
		const instant = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") });
		fc.assert(
			fc.property(instant, clock, clock, fc.constantFrom(...zones), (ms, from, to, zone) => {
				const ofZone = clockOf(zone);
				const due = afterQuiet(ms, { from, to }, ofZone);
				const wall = told(ofZone.wallClockOf(due)).slice(11, 16);
				const isQuiet = from < to ? wall >= from && wall < to : from > to && (wall >= from || wall < to);
				// Hours that the clocks repeat or leave out may put its end among them again, for as long as they do.
				const isNearChange =
					Math.abs(ofZone.wallClockOf(due + 7_200_000) - ofZone.wallClockOf(due - 7_200_000)) !== 14_400_000;
				return due >= ms && due - ms <= 25 * 3_600_000 && (!isQuiet || isNearChange);
			}),
			{ numRuns: 400 },
		);
	});
});

describe("what comes together is told together", () => {
	const utc = clockOf("UTC");
	const heardAtMs = at("2026-11-20T10:00:00Z");

	test("the first news goes once it has settled; the next of the hour waits for the hour's end", () => {
		expect(dueAt({ heardAtMs, toldAtMs: null, isUrgent: false }, NIGHT, utc)).toBe(heardAtMs + SETTLE_MS);
		const toldAtMs = at("2026-11-20T09:30:00Z");
		expect(dueAt({ heardAtMs, toldAtMs, isUrgent: false }, NIGHT, utc)).toBe(toldAtMs + TOGETHER_MS);
	});

	test("somebody at the door waits for no hour, and still wakes nobody", () => {
		const toldAtMs = at("2026-11-20T09:59:00Z");
		expect(dueAt({ heardAtMs, toldAtMs, isUrgent: true }, NIGHT, utc)).toBe(heardAtMs + SETTLE_MS);
		const night = at("2026-11-20T23:00:00Z");
		expect(told(dueAt({ heardAtMs: night, toldAtMs: null, isUrgent: true }, NIGHT, utc))).toBe(
			"2026-11-21T08:00:00.000Z",
		);
	});
});
