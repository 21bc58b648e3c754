import fc from "fast-check";
import { expect, test } from "vitest";
import type { Calendar, Weekday } from "../../../src/core/calendar.ts";
import { type DayKindNumber, type Week, weekOf } from "../../../src/core/eta/week.ts";
import { afterWorkingTime, type Rhythm, workingTime } from "../../../src/core/eta/working-clock.ts";
import { MONDAY, week } from "./given.ts";

const evenHours = Array.from({ length: 25 }, (_, hour) => hour / 24);
const even: Rhythm = { days: [1, 1, 1, 1, 1, 0.5, 0.1, 0.1], hours: evenHours };
/** Deliveries between eight and twenty, nearly. */
const byDay: Rhythm = {
	days: even.days,
	hours: evenHours.map((_, hour) =>
		hour < 8 ? hour * 1e-4 : hour > 20 ? 1 - (24 - hour) * 1e-4 : 8e-4 + ((hour - 8) / 12) * (1 - 12e-4),
	),
};

test.each([
	["a working day is one", 0, 1, 1],
	["half of a Saturday is a quarter", 5.5, 6, 0.25],
	["a week is what its days are", 0, 7, 5.6],
	["from Friday noon to Monday noon", 4.5, 7.5, 1.6],
	["nothing passes backwards", 3, 2, 0],
])("%s", (_, from, to, expected) => {
	expect(workingTime(even, week, MONDAY + from, MONDAY + to)).toBeCloseTo(expected, 9);
});

test("at night hardly anything passes", () => {
	expect(workingTime(byDay, week, MONDAY + 21 / 24, MONDAY + 1 + 7 / 24)).toBeLessThan(0.01);
	expect(workingTime(byDay, week, MONDAY + 8 / 24, MONDAY + 14 / 24)).toBeCloseTo(0.5, 2);
});

test("a holiday counts as little as it sees deliveries", () => {
	const holidays: Week = { kindOf: (day) => (day === MONDAY + 1 ? 7 : week.kindOf(day)) };
	expect(workingTime(even, holidays, MONDAY, MONDAY + 3)).toBeCloseTo(2.1, 9);
});

test("the moment after some working time is the moment at which that time has passed", () => {
	const from = fc.double({ min: 0, max: 30, noNaN: true }).map((days) => MONDAY + days);
	fc.assert(
		fc.property(
			from,
			fc.double({ min: 0, max: 100, noNaN: true }),
			fc.constantFrom(even, byDay),
			(at, time, rhythm) => {
				const moment = afterWorkingTime(rhythm, week, at, time);
				expect(moment).toBeGreaterThanOrEqual(at - 1e-9);
				expect(workingTime(rhythm, week, at, moment)).toBeCloseTo(time, 6);
			},
		),
	);
});

test("working time adds up", () => {
	const cuts = fc.tuple(...[1, 2, 3].map(() => fc.double({ min: 0, max: 40, noNaN: true })));
	fc.assert(
		fc.property(cuts, (drawn) => {
			const [a = 0, b = 0, c = 0] = drawn.toSorted((one, other) => one - other).map((days) => MONDAY + days);
			const whole = workingTime(byDay, week, a, c);
			expect(workingTime(byDay, week, a, b) + workingTime(byDay, week, b, c)).toBeCloseTo(whole, 9);
		}),
	);
});

test.each<[string, readonly number[], readonly DayKindNumber[]]>([
	["rests on Saturday and Sunday", [6, 7], [0, 1, 2, 3, 4, 5, 6]],
	["rests on Sunday alone", [7], [0, 1, 2, 3, 4, 5, 6]],
	["rests on Friday and Saturday", [5, 6], [0, 1, 2, 3, 5, 6, 4]],
	["rests on Friday alone", [5], [0, 1, 2, 3, 6, 4, 4]],
])("where the week %s, its days off are the kinds 5 and 6", (_, restDays, expected) => {
	const kindOn = (date: string) =>
		restDays.includes(((Date.parse(date) / 864e5 + 3) % 7) + 1) ? "weekend" : "working";
	const calendar = {
		dayOf: (_place: unknown, date: string) => ({ kind: kindOn(date), name: null, known: true }) as const,
	};
	const found = weekOf(calendar, { country: "XA", region: null });
	expect([0, 1, 2, 3, 4, 5, 6].map((day) => found.kindOf(MONDAY + day))).toEqual(expected);
});

test("holidays are a kind of their own, and a weekend day that is worked is a weekday", () => {
	const calendar = {
		dayOf: (_place: unknown, date: string) =>
			({ kind: date.endsWith("1") ? "holiday" : "make-up workday", name: null, known: true }) as const,
	};
	const found = weekOf(calendar, { country: "XA", region: null });
	expect([found.kindOf(0), found.kindOf(1)]).toEqual([7, 4]);
});

test("a carrier's own week counts: a Saturday on which it delivers is a weekday, one on which it never does its Sunday", () => {
	// 2 January 1970 was a Friday.
	const place = { country: "XA", region: null };
	const calendar: Calendar = {
		dayOf: (_, date) => {
			const kind =
				date === "1970-01-05" ? "holiday" : ["1970-01-03", "1970-01-04"].includes(date) ? "weekend" : "working";
			return { kind, name: null, known: true };
		},
	};
	const kinds = (delivers: ReadonlySet<Weekday> | null) => {
		const week = weekOf(calendar, place, delivers);
		return [1, 2, 3, 4, 5].map((day) => week.kindOf(day));
	};
	expect(kinds(null)).toEqual([4, 5, 6, 7, 1]);
	expect(kinds(new Set<Weekday>([1, 2, 3, 4, 5, 6]))).toEqual([4, 4, 6, 7, 1]);
	expect(kinds(new Set<Weekday>([1, 2, 3, 4, 5, 6, 7]))).toEqual([4, 4, 4, 7, 1]);
	expect(kinds(new Set<Weekday>([1, 3, 4, 5]))).toEqual([4, 6, 6, 7, 6]);
});
