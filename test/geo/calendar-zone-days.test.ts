import { describe, expect, test } from "vitest";
import type { DeliveryDays } from "../../src/core/calendar.ts";
import { everyDay, workingHoursBetween } from "../../src/core/calendar.ts";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { zoneDays } from "../../src/geo/calendar/zone-days.ts";

function daysOf(zone: string) {
	const days = zoneDays(zone);
	if (days === null) throw new Error(`${zone} is no zone`);
	return days;
}

describe("a day of a zone", () => {
	test.each([
		["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
		["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
		// The clocks of Cairo skip midnight itself, from 00:00 to 01:00.
		["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z", "2026-04-24T21:00:00.000Z"],
		// Samoa had no 30 December 2011.
		["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z", "2011-12-30T10:00:00.000Z"],
		["+05:30", "2026-01-01", "2025-12-31T18:30:00.000Z", "2026-01-01T18:30:00.000Z"],
		["UTC", "2026-01-01", "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"],
	])("%s, %s lasts from %s to %s", (zone, date, from, to) => {
		const { startOf, dateAt } = daysOf(zone);
		const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
		expect(new Date(startOf(date)).toISOString()).toBe(from);
		expect(new Date(startOf(next)).toISOString()).toBe(to);
		if (from === to) return;
		expect(dateAt(Date.parse(from))).toBe(date);
		expect(dateAt(Date.parse(to) - 1000)).toBe(date);
		expect(dateAt(Date.parse(to))).toBe(next);
		expect(dateAt(Date.parse(from) - 1000)).not.toBe(date);
	});

	test("there is none of a zone that does not exist", () => expect(zoneDays("Mars/Olympus")).toBeNull());
});

const all: DeliveryDays = { calendar: everyDay, place: { country: "DE", region: null }, weekdays: null };

test.each([
	["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23],
	["Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25],
	["Pacific/Apia", "2011-12-28T00:00:00Z", "2012-01-02T00:00:00Z", 120],
	["America/St_Johns", "2010-11-06T00:00:00Z", "2010-11-09T00:00:00Z", 72],
])("in %s every hour from %s to %s is counted once: %i", (zone, from, to, hours) => {
	expect(workingHoursBetween(all, daysOf(zone), Date.parse(from), Date.parse(to))).toBe(hours);
	expect(workingHoursBetween(all, daysOf(zone), Date.parse(to), Date.parse(from))).toBe(-hours);
});

test("a weekend and a holiday between two scans do not count", async () => {
	const calendar = await openCalendar();
	const days: DeliveryDays = { ...all, calendar };
	// Thursday 2 April 18:00 to Tuesday 7 April 06:00 in Berlin: Good Friday, the weekend and Easter Monday between.
	const from = Date.parse("2026-04-02T16:00:00Z");
	const to = Date.parse("2026-04-07T04:00:00Z");
	expect(workingHoursBetween(days, daysOf("Europe/Berlin"), from, to)).toBe(12);
	expect(
		workingHoursBetween({ ...days, weekdays: new Set([1, 2, 3, 4, 5, 6]) }, daysOf("Europe/Berlin"), from, to),
	).toBe(36);
});
