import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar, Day, DayKind, DeliveryDays, Weekday, ZoneDays } from "../../src/core/calendar.ts";
import {
	addDays,
	addWorkingDays,
	everyDay,
	isDeliveryDay,
	nextDeliveryDay,
	weekdayOf,
	workingDaysBetween,
	workingHoursBetween,
} from "../../src/core/calendar.ts";

const place = { country: "XA", region: null };
const hourMs = 3_600_000;

/** Saturday and Sunday off, and what stands in the table. */
function calendarWith(special: Readonly<Record<string, DayKind>>): Calendar {
	return {
		dayOf(_, date): Day {
			const kind = special[date] ?? (weekdayOf(date) > 5 ? "weekend" : "working");
			return { kind, name: null, known: true };
		},
	};
}

// Thursday 24 to Tuesday 29 December 2026, with the Sunday worked for the Monday.
const christmas = calendarWith({
	"2026-12-25": "holiday",
	"2026-12-26": "holiday",
	"2026-12-27": "make-up workday",
	"2026-12-28": "holiday",
});
const byCountry: DeliveryDays = { calendar: christmas, place, weekdays: null };
const onSaturdays: DeliveryDays = { ...byCountry, weekdays: new Set<Weekday>([2, 3, 4, 5, 6]) };

describe("a date", () => {
	test.each([
		["1969-12-31", 3],
		["1970-01-01", 4],
		["2024-02-29", 4],
		["2026-11-22", 7],
		["2026-11-23", 1],
	])("%s is weekday %i", (date, weekday) => expect(weekdayOf(date)).toBe(weekday));

	test("steps over months, leap days and years", () => {
		expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
		expect(addDays("2023-02-28", 1)).toBe("2023-03-01");
		expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
		expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
	});

	test.each(["", "2026", "2026-13-01", "2026-1-1", "tomorrow!!", "2026-12-24T10:00:00"])("%j is none", (text) => {
		expect(() => weekdayOf(text)).toThrow(TypeError);
		expect(() => addDays(text, 1)).toThrow(TypeError);
	});
});

describe("delivery days", () => {
	test.each([
		["2026-12-24", true, true, "a Thursday"],
		["2026-12-25", false, false, "a holiday on a Friday"],
		["2026-12-26", false, false, "a holiday on a Saturday, whoever delivers on Saturdays"],
		["2026-12-27", true, true, "a Sunday worked for another day, whatever the carrier's week"],
		["2026-12-19", false, true, "a Saturday, for the carrier that delivers on Saturdays"],
		["2026-12-21", true, false, "a Monday, for the carrier that does not deliver on Mondays"],
	])("%s: %s by the country's week, %s by the carrier's: %s", (date, country, carrier) => {
		expect(isDeliveryDay(byCountry, date)).toBe(country);
		expect(isDeliveryDay(onSaturdays, date)).toBe(carrier);
	});

	test("the next one is the day itself or the first after it", () => {
		expect(nextDeliveryDay(byCountry, "2026-12-24")).toBe("2026-12-24");
		expect(nextDeliveryDay(byCountry, "2026-12-25")).toBe("2026-12-27");
		expect(nextDeliveryDay(byCountry, "2026-12-28")).toBe("2026-12-29");
	});

	test("a carrier that never delivers has none, and the search ends", () => {
		const never: DeliveryDays = { ...byCountry, weekdays: new Set() };
		expect(nextDeliveryDay(never, "2027-01-01")).toBeNull();
		expect(addWorkingDays(never, "2027-01-01", 1)).toBeNull();
		expect(addWorkingDays(never, "2027-01-01", 0)).toBe("2027-01-01");
	});

	test("days are added over weekends and holidays", () => {
		expect(addWorkingDays(byCountry, "2026-12-23", 1)).toBe("2026-12-24");
		expect(addWorkingDays(byCountry, "2026-12-23", 2)).toBe("2026-12-27");
		expect(addWorkingDays(byCountry, "2026-12-23", 3)).toBe("2026-12-29");
		expect(addWorkingDays(byCountry, "2026-12-25", 0)).toBe("2026-12-25");
	});

	test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("%d days cannot be added", (count) => {
		expect(() => addWorkingDays(byCountry, "2026-12-23", count)).toThrow(RangeError);
	});

	test("where nothing is known every day is worked, and says that nothing is known", () => {
		expect(everyDay.dayOf(place, "2026-12-25")).toEqual({ kind: "working", name: null, known: false });
		const days: DeliveryDays = { calendar: everyDay, place, weekdays: null };
		expect(addWorkingDays(days, "2026-12-24", 7)).toBe("2026-12-31");
	});
});

const kinds = fc.constantFrom<DayKind>("working", "weekend", "holiday", "make-up workday");
const date = fc.integer({ min: 0, max: 400 }).map((days) => addDays("2026-01-01", days));
const weekdays = fc.option(fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }));
const deliveryDays: fc.Arbitrary<DeliveryDays> = fc
	.record({ special: fc.dictionary(date, kinds, { maxKeys: 60 }), weekdays })
	.map((made) => ({
		calendar: calendarWith(made.special),
		place,
		weekdays: made.weekdays === null ? null : new Set(made.weekdays),
	}));

/** Two dates of a zone that puts its clocks forward for an hour on day 100, at midnight, and back on day 300. */
const changing: ZoneDays = {
	dateAt: (ms) => new Date(ms + (isSummer(ms) ? hourMs : 0)).toISOString().slice(0, 10),
	startOf(of) {
		const midnight = Date.parse(`${of}T00:00:00Z`);
		return isSummer(midnight - hourMs) ? midnight - hourMs : midnight;
	},
};
function isSummer(ms: number): boolean {
	return ms >= Date.parse("2026-04-11T00:00:00Z") && ms < Date.parse("2026-10-28T01:00:00Z");
}
const instant = fc
	.integer({ min: 0, max: 400 * 24 * 60 })
	.map((minutes) => Date.parse("2026-01-01T00:00:00Z") + minutes * 60_000);

describe("for every calendar, carrier's week and date", () => {
	test("counting gives what was added, and the day reached is a delivery day", () => {
		fc.assert(
			fc.property(deliveryDays, date, fc.integer({ min: 1, max: 40 }), (days, from, count) => {
				const reached = addWorkingDays(days, from, count);
				if (reached === null) throw new Error("a week with a delivery day has a next one");
				expect(workingDaysBetween(days, from, reached)).toBe(count);
				expect(isDeliveryDay(days, reached)).toBe(true);
			}),
		);
	});

	test("adding in two steps is adding at once", () => {
		const count = fc.integer({ min: 0, max: 20 });
		fc.assert(
			fc.property(deliveryDays, date, count, count, (days, from, first, second) => {
				const halfway = addWorkingDays(days, from, first) ?? "";
				expect(addWorkingDays(days, halfway, second)).toBe(addWorkingDays(days, from, first + second));
			}),
		);
	});

	test("a later start or more days never lead to an earlier date", () => {
		const count = fc.integer({ min: 0, max: 30 });
		fc.assert(
			fc.property(deliveryDays, date, date, count, (days, one, other, added) => {
				const [from, later] = one < other ? [one, other] : [other, one];
				const reached = addWorkingDays(days, from, added) ?? "";
				expect(reached <= (addWorkingDays(days, later, added) ?? "")).toBe(true);
				expect(reached <= (addWorkingDays(days, from, added + 1) ?? "")).toBe(true);
			}),
		);
	});

	test("counts by days add up over any third date, in any order", () => {
		fc.assert(
			fc.property(deliveryDays, date, date, date, (days, one, two, three) => {
				const sum = workingDaysBetween(days, one, two) + workingDaysBetween(days, two, three);
				expect(sum).toBe(workingDaysBetween(days, one, three));
				expect(workingDaysBetween(days, one, one)).toBe(0);
			}),
		);
	});

	test("hours add up over any third instant, in any order, and never exceed those that passed", () => {
		fc.assert(
			fc.property(deliveryDays, instant, instant, instant, (days, one, two, three) => {
				const hours = (from: number, to: number) => workingHoursBetween(days, changing, from, to);
				expect(hours(one, two) + hours(two, three)).toBeCloseTo(hours(one, three), 6);
				expect(Math.abs(hours(one, two))).toBeLessThanOrEqual(Math.abs(two - one) / hourMs + 1e-9);
				expect(hours(one, two) * (two - one)).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	test("where every day counts, every hour does, over changes of the clocks too", () => {
		const days: DeliveryDays = { calendar: everyDay, place, weekdays: null };
		fc.assert(
			fc.property(instant, instant, (from, to) => {
				expect(workingHoursBetween(days, changing, from, to)).toBeCloseTo((to - from) / hourMs, 6);
			}),
		);
	});
});
