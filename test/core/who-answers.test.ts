import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Shifts, WeekHours, ZoneClock } from "../../src/core/staff-hours.ts";
import { type MayAnswer, nextToAsk, passedOnAt, whenSomebodyIsIn } from "../../src/core/who-answers.ts";

const utc: ZoneClock = { wallClockOf: (instantMs) => instantMs, instantOf: (wallClockMs) => wallClockMs };
const on = (hours: WeekHours): Shifts => ({ hours, clock: utc });
/** A Tuesday at noon. */
const noon = Date.parse("2026-11-24T12:00:00Z");
const hour = 3_600_000;
const now = on({ 2: [{ from: "09:00", to: "17:00" }] });
const tonight = on({ 2: [{ from: "20:00", to: "23:00" }] });
const tomorrow = on({ 3: [{ from: "09:00", to: "17:00" }] });

const somebody = (person: number, known: Partial<MayAnswer> = {}): MayAnswer => {
	return { person, languages: [], shifts: now, open: 0, lastAskedMs: null, ...known };
};
const seeking = { asked: [], language: "de", before: null, nowMs: noon };
const contact = somebody(0, { shifts: null });

describe("a question goes", () => {
	test.each<[string, readonly MayAnswer[], Partial<Parameters<typeof nextToAsk>[1]>, number, number]>([
		["to the contact where there are no staff", [contact], {}, 0, noon],
		["to staff before the contact", [contact, somebody(3)], {}, 3, noon],
		[
			"to who answers in the buyer's language",
			[somebody(1, { languages: ["fr"] }), somebody(2, { languages: ["de-AT"] })],
			{},
			2,
			noon,
		],
		[
			"to who is in before who speaks the language",
			[somebody(1, { languages: ["de"], shifts: tonight }), somebody(2, { languages: ["fr"] })],
			{},
			2,
			noon,
		],
		["to who has fewest questions open", [somebody(1, { open: 2 }), somebody(2, { open: 1 })], {}, 2, noon],
		[
			"to who was asked longest ago",
			[
				somebody(1, { lastAskedMs: noon - 1 }),
				somebody(2, { lastAskedMs: noon - 2 }),
				somebody(3, { lastAskedMs: noon }),
			],
			{},
			2,
			noon,
		],
		[
			"to who answered this buyer before, however much he has",
			[somebody(1), somebody(2, { open: 9, languages: ["fr"] })],
			{ before: 2 },
			2,
			noon,
		],
		["to another where he is not in", [somebody(1), somebody(2, { shifts: tonight })], { before: 2 }, 1, noon],
		["to the contact who answered before", [contact, somebody(1)], { before: 0 }, 0, noon],
		[
			"to who comes first where nobody is in, when he comes",
			[somebody(1, { shifts: tomorrow }), somebody(2, { shifts: tonight })],
			{},
			2,
			noon + 8 * hour,
		],
		["on to the next who is in", [somebody(1), somebody(2), somebody(3)], { asked: [1] }, 2, noon],
		["to the contact at the end", [contact, somebody(1)], { asked: [1] }, 0, noon],
		[
			"at last to who has no hours at all, at once",
			[somebody(1), somebody(2, { shifts: on({}) })],
			{ asked: [1] },
			2,
			noon,
		],
	])("%s", (_name, people, known, person, atMs) => {
		expect(nextToAsk(people, { ...seeking, ...known })).toEqual({ person, atMs });
	});
});

const anyShifts = fc.constantFrom<Shifts>(null, now, tonight, tomorrow, on({}));
const anyPeople = fc.uniqueArray(
	fc.record({
		person: fc.integer({ min: 0, max: 12 }),
		languages: fc.array(fc.constantFrom("de", "fr", "en")),
		shifts: anyShifts,
		open: fc.nat(5),
		lastAskedMs: fc.option(fc.integer({ min: noon - 10 * hour, max: noon })),
	}),
	{ selector: ({ person }) => person, maxLength: 8 },
);

test("in a round everybody is asked once, nobody twice, never nobody, and the contact last", () => {
	fc.assert(
		fc.property(anyPeople, fc.option(fc.integer({ min: 0, max: 12 })), (people, before) => {
			const asked: number[] = [];
			let nowMs = noon;
			for (;;) {
				const next = nextToAsk(people, { ...seeking, before, asked, nowMs });
				if (next === null) break;
				expect(asked).not.toContain(next.person);
				expect(next.atMs).toBeGreaterThanOrEqual(nowMs);
				asked.push(next.person);
				nowMs = Math.max(passedOnAt(people, next.atMs, 15), next.atMs);
			}
			expect(asked.toSorted((a, b) => a - b)).toEqual(people.map(({ person }) => person).toSorted((a, b) => a - b));
			if (asked.includes(0) && before !== 0) expect(asked.at(-1)).toBe(0);
		}),
	);
});

test("who is asked does not hang on the order in which people are listed", () => {
	fc.assert(
		fc.property(anyPeople, (people) => {
			expect(nextToAsk(people.toReversed(), seeking)).toEqual(nextToAsk(people, seeking));
		}),
	);
});

test("of many questions each of the staff who are in gets as many as the others", () => {
	const counts = new Map<number, Pick<MayAnswer, "open" | "lastAskedMs">>(
		[1, 2, 3].map((person) => [person, { open: 0, lastAskedMs: null }]),
	);
	for (let question = 0; question < 30; question += 1) {
		const people = [...counts].map(([person, known]) => somebody(person, known));
		const next = nextToAsk(people, { ...seeking, nowMs: noon + question });
		const known = counts.get(next?.person ?? -1);
		if (next && known) counts.set(next.person, { open: known.open + 1, lastAskedMs: noon + question });
	}
	expect([...counts.values()].map(({ open }) => open)).toEqual([10, 10, 10]);
});

test("it is said that somebody is there, or when, only where hours were given", () => {
	expect(whenSomebodyIsIn([], noon)).toBeNull();
	expect(whenSomebodyIsIn([{ shifts: null }], noon)).toBeNull();
	expect(whenSomebodyIsIn([{ shifts: on({}) }], noon)).toBeNull();
	expect(whenSomebodyIsIn([{ shifts: null }, { shifts: tonight }], noon)).toBeNull();
	expect(whenSomebodyIsIn([{ shifts: null }, { shifts: now }], noon)).toEqual({ isIn: true });
	expect(whenSomebodyIsIn([{ shifts: tonight }, { shifts: now }], noon)).toEqual({ isIn: true });
	expect(whenSomebodyIsIn([{ shifts: tomorrow }, { shifts: tonight }], noon)).toEqual({
		isIn: false,
		nextMs: noon + 8 * hour,
		who: { shifts: tonight },
	});
});
