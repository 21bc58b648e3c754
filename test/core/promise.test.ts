import { describe, expect, test } from "vitest";
import type { Eta } from "../../src/core/page.ts";
import type { ArrivalQuery } from "../../src/core/promise.ts";
import { arrivalAsOf, arrivalOf, stillAhead } from "../../src/core/promise.ts";
import { clockIn } from "../../src/geo/local-clock.ts";

const moving = { milestone: "in_transit", code: "in_transit.moving", terminal: false } as const;
const query: ArrivalQuery = {
	promised: { from: "2026-03-18", to: "2026-03-20", zone: null },
	sellerPromise: { from: "2026-03-21", to: "2026-03-24", zone: "Europe/Berlin" },
	state: moving,
	now: "2026-03-17T11:00:00Z",
	clockIn,
	destinationZone: "Europe/Berlin",
};
/** Noon in Berlin on a day of March. */
const on = (day: number) => ({ now: `2026-03-${day}T11:00:00Z` });
const shown = (other: Partial<ArrivalQuery>) => {
	const { eta } = arrivalOf({ ...query, ...other });
	return eta === null ? "none" : `${eta.source} ${eta.from} - ${eta.to}`;
};
const timed = (from: string, to: string, zone: string | null) => ({
	promised: { from, to, zone },
	sellerPromise: null,
});

describe("an arrival", () => {
	test("is the carrier's promise, with who says so and no claim of how sure it is", () => {
		expect(arrivalOf(query).eta).toEqual({
			from: "2026-03-18",
			to: "2026-03-20",
			likely: null,
			level: null,
			dateOnly: true,
			zone: "Europe/Berlin",
			source: "carrier",
			because: "The carrier promises these days.",
		});
	});
	test.each<[string, Partial<ArrivalQuery>, string]>([
		["is the shop's promise where the carrier has none", { promised: null }, "seller 2026-03-21 - 2026-03-24"],
		["is none where nobody promised", { promised: null, sellerPromise: null }, "none"],
		["shows no day that is over", on(19), "carrier 2026-03-19 - 2026-03-20"],
		["holds until the last day is over", on(20), "carrier 2026-03-20 - 2026-03-20"],
		["is the shop's once the carrier's has passed", on(21), "seller 2026-03-21 - 2026-03-24"],
		["is none once every promise has passed", on(25), "none"],
		["is none on the day after a single promise", { ...on(21), sellerPromise: null }, "none"],
		[
			"shows a window of today whole while it lasts",
			timed("2026-03-17T10:00:00", "2026-03-17T14:00:00", null),
			"carrier 2026-03-17T10:00:00 - 2026-03-17T14:00:00",
		],
		["is none a second after the window", timed("2026-03-17T10:00:00", "2026-03-17T11:59:59", null), "none"],
		[
			"compares on the clock of the promise's own offset",
			timed("2026-03-17T10:00:00", "2026-03-17T11:59:59", "-05:00"),
			"carrier 2026-03-17T10:00:00 - 2026-03-17T11:59:59",
		],
		[
			"opens a window of several days now",
			{ ...timed("2026-03-16T08:00:00", "2026-03-19T18:00:00", null) },
			"carrier 2026-03-17T12:00:00 - 2026-03-19T18:00:00",
		],
		[
			"compares on the clock of the promise's own zone",
			timed("2026-03-17T10:00:00", "2026-03-17T19:59:59", "Asia/Tokyo"),
			"none",
		],
		[
			"compares the shop's promise on the clock the shop meant",
			{
				promised: null,
				sellerPromise: { from: "2026-03-17T04:00:00", to: "2026-03-17T04:00:00", zone: "-08:00" },
				destinationZone: null,
			},
			"seller 2026-03-17T04:00:00 - 2026-03-17T04:00:00",
		],
		[
			"takes a day beside a time as the whole day",
			timed("2026-03-18", "2026-03-18T20:00:00", null),
			"carrier 2026-03-18T00:00:00 - 2026-03-18T20:00:00",
		],
		[
			"takes the end of a window that is upside down",
			timed("2026-03-20", "2026-03-18", null),
			"carrier 2026-03-18 - 2026-03-18",
		],
	])("%s", (_guarantee, other, expected) => {
		expect(shown(other)).toBe(expected);
	});
	test.each([
		["delivered.signed", "delivered", true],
		["returning.to_sender", "returning", false],
		["returned.to_sender", "returned", true],
		["cancelled.cancelled", "cancelled", true],
		["exception.lost", "exception", true],
	] as const)("is none for %s", (code, milestone, terminal) => {
		expect(shown({ state: { code, milestone, terminal } })).toBe("none");
		expect(arrivalOf({ ...query, ...on(30), state: { code, milestone, terminal } }).late).toBeNull();
	});
	test("is still expected when only a part was delivered", () => {
		const state = { milestone: "delivered", code: "delivered.partial", terminal: false } as const;
		expect(shown({ state })).toBe("carrier 2026-03-18 - 2026-03-20");
	});
});

describe("a missed promise", () => {
	test("is told with whose it was once it has passed, also while another can still be kept", () => {
		const carriers = { promisedTo: "2026-03-20", zone: "Europe/Berlin", source: "carrier" };
		expect(arrivalOf({ ...query, ...on(21) })).toMatchObject({ eta: { source: "seller" }, late: carriers });
		expect(arrivalOf({ ...query, ...on(25) })).toEqual({ eta: null, late: carriers });
		expect(arrivalOf({ ...query, ...on(25), promised: null }).late?.source).toBe("seller");
	});
	test("is none while the promise can be kept", () => {
		expect(arrivalOf({ ...query, ...on(20) }).late).toBeNull();
	});
});

describe("what was stored", () => {
	const stored: Eta = {
		from: "2026-03-18",
		to: "2026-03-20",
		likely: null,
		level: null,
		dateOnly: true,
		zone: "America/Los_Angeles",
		source: "carrier",
		because: "The carrier promises these days.",
	};
	test.each([
		["2026-03-21T06:59:59Z", true],
		["2026-03-21T07:00:00Z", false],
	])("is judged by the clock of its own zone: at %s", (now, isAhead) => {
		expect(stillAhead(stored, now, clockIn)).toBe(isAhead);
		expect(arrivalAsOf({ eta: stored, late: null }, now, clockIn)).toEqual(
			isAhead
				? { eta: { ...stored, from: "2026-03-20" }, late: null }
				: { eta: null, late: { promisedTo: "2026-03-20", zone: "America/Los_Angeles", source: "carrier" } },
		);
	});
	test("keeps the first promise that was missed", () => {
		const late = { promisedTo: "2026-03-10", zone: null, source: "carrier" } as const;
		const seller = { ...stored, source: "seller" as const };
		expect(arrivalAsOf({ eta: seller, late }, "2026-04-01T00:00:00Z", clockIn)).toEqual({ eta: null, late });
	});
	describe("a window of ours, read later than it was written", () => {
		const model = { ...stored, source: "model" as const, level: 0.8, likely: "2026-03-19" };
		const readAt = (now: string, eta: Eta = model) => arrivalAsOf({ eta, late: null }, now, clockIn).eta;
		test("is the same until its first day is over, in its own zone", () => {
			expect(readAt("2026-03-19T06:59:59Z")).toBe(model);
		});
		test("shows the days that are left, and no share of parcels that was true of all of them", () => {
			expect(readAt("2026-03-19T07:00:00Z")).toEqual({ ...model, from: "2026-03-19", level: null });
			expect(readAt("2026-03-20T07:00:00Z")).toEqual({ ...model, from: "2026-03-20", likely: null, level: null });
		});
		test("of hours keeps its end and says no likeliest time that is over", () => {
			const [from, to] = ["2026-03-18T10:00:00", "2026-03-18T14:00:00"];
			const hours = { ...model, dateOnly: false, from, to, likely: "2026-03-18T12:00:00" };
			expect(readAt("2026-03-18T16:59:59Z", hours)).toBe(hours);
			expect(readAt("2026-03-18T17:30:00Z", hours)).toEqual({ ...hours, level: null });
			expect(readAt("2026-03-18T19:30:00Z", hours)).toEqual({ ...hours, likely: null, level: null });
			expect(readAt("2026-03-18T21:00:01Z", hours)).toBeNull();
		});
		test("of hours over several days opens today, not at a moment that passes with every second", () => {
			const hours = { ...stored, dateOnly: false, from: "2026-03-17T10:00:00", to: "2026-03-20T14:00:00" };
			expect(readAt("2026-03-19T19:30:00Z", hours)?.from).toBe("2026-03-19T00:00:00");
			expect(readAt("2026-03-19T19:30:01Z", hours)).toEqual(readAt("2026-03-19T23:30:00Z", hours));
		});
	});
	test("an estimate of ours that has passed was no promise", () => {
		const model = { ...stored, source: "model" as const, level: 0.8 };
		expect(arrivalAsOf({ eta: model, late: null }, "2026-04-01T00:00:00Z", clockIn)).toEqual({ eta: null, late: null });
	});
});
