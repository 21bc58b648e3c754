import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
	afterMinutesIn,
	isIn,
	nextIn,
	presences,
	type Shifts,
	WEEKDAYS,
	type WeekHours,
	type ZoneClock,
} from "../../src/core/staff-hours.ts";

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

const ms = (instant: string) => Date.parse(instant);
const shifts = (hours: WeekHours, zone: string): Shifts => ({ hours, clock: clockOf(zone) });
const office = [{ from: "09:00", to: "17:00" }];
const weekdays: WeekHours = { 1: office, 2: office, 3: office, 4: office, 5: office };

describe("who works by the hours of a week", () => {
	test.each([
		["in the morning by the clock of his zone", weekdays, "Asia/Tokyo", "2026-11-24T00:00:00Z", null],
		["not a second before", weekdays, "Asia/Tokyo", "2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z"],
		["not at the end itself", weekdays, "Europe/Berlin", "2026-11-24T16:00:00Z", "2026-11-25T08:00:00Z"],
		["on Monday after the weekend", weekdays, "Europe/Berlin", "2026-11-27T16:30:00Z", "2026-11-30T08:00:00Z"],
		[
			"past midnight, on the day after",
			{ 6: [{ from: "22:00", to: "02:00" }] },
			"America/New_York",
			"2026-11-29T06:59:00Z",
			null,
		],
		["round the clock of a day", { 7: [{ from: "00:00", to: "24:00" }] }, "UTC", "2026-11-29T23:59:00Z", null],
		[
			"by a clock that was put forward in the night before",
			{ 7: office },
			"Europe/Berlin",
			"2026-03-29T06:59:00Z",
			"2026-03-29T07:00:00Z",
		],
		[
			"a week later where this week's hours are over",
			{ 2: office },
			"UTC",
			"2026-11-24T17:00:00Z",
			"2026-12-01T09:00:00Z",
		],
	])("is there %s", (_name, hours, zone, now, next) => {
		expect(isIn(shifts(hours, zone), ms(now))).toBe(next === null);
		expect(nextIn(shifts(hours, zone), ms(now))).toBe(ms(next ?? now));
	});

	test("is never there without any, and always where none were given", () => {
		expect(nextIn(shifts({}, "UTC"), 0)).toBeNull();
		expect(isIn(null, 0)).toBe(true);
	});
});

test("minutes count while somebody is there, and a week is the longest", () => {
	const berlin = shifts(weekdays, "Europe/Berlin");
	const lateFriday = ms("2026-11-27T15:55:00Z");
	expect(afterMinutesIn([berlin], lateFriday, 15)).toBe(ms("2026-11-30T08:10:00Z"));
	const saturday = shifts({ 6: office }, "Europe/Berlin");
	expect(afterMinutesIn([berlin, saturday], lateFriday, 15)).toBe(ms("2026-11-28T08:10:00Z"));
	expect(afterMinutesIn([berlin, null], lateFriday, 15)).toBe(ms("2026-11-27T16:10:00Z"));
	expect(afterMinutesIn([shifts({}, "UTC")], lateFriday, 15)).toBe(ms("2026-11-27T16:10:00Z"));
	expect(afterMinutesIn([], lateFriday, 15)).toBe(ms("2026-11-27T16:10:00Z"));
	const anHour = shifts({ 1: [{ from: "09:00", to: "10:00" }] }, "UTC");
	expect(afterMinutesIn([anHour], lateFriday, 1440)).toBe(ms("2026-12-04T15:55:00Z"));
});

const clockText = fc
	.integer({ min: 0, max: 1439 })
	.map((minute) => `${`${Math.floor(minute / 60)}`.padStart(2, "0")}:${`${minute % 60}`.padStart(2, "0")}`);
const week = fc.dictionary(
	fc.constantFrom(...WEEKDAYS),
	fc.array(fc.record({ from: clockText, to: clockText }), { minLength: 1, maxLength: 3 }),
	{ minKeys: 1 },
);
const zones = fc.constantFrom("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
const instants = fc
	.integer({ min: ms("2026-01-01T00:00:00Z") / 60_000, max: ms("2027-01-01T00:00:00Z") / 60_000 })
	.map((minute) => minute * 60_000);

test("whoever has hours comes within eight days, and is there from then on but not before", () => {
	fc.assert(
		fc.property(week, zones, instants, (hours, zone, nowMs) => {
			const own = shifts(hours, zone);
			const next = nextIn(own, nowMs);
			if (next === null) throw new Error("He never comes.");
			expect(next - nowMs).toBeLessThanOrEqual(8 * 86_400_000);
			expect(isIn(own, next)).toBe(true);
			if (next > nowMs) expect(isIn(own, next - 60_000)).toBe(false);
		}),
		{ numRuns: 150 },
	);
});

test("times of presence lie apart, in their order, and none is over", () => {
	fc.assert(
		fc.property(week, zones, instants, (hours, zone, nowMs) => {
			const found = presences(shifts(hours, zone), nowMs);
			for (const [index, { fromMs, untilMs }] of found.entries()) {
				expect(untilMs).toBeGreaterThan(Math.max(fromMs, nowMs));
				expect(fromMs).toBeGreaterThan(found[index - 1]?.untilMs ?? Number.NEGATIVE_INFINITY);
			}
		}),
		{ numRuns: 150 },
	);
});
