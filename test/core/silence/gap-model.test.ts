import fc from "fast-check";
import { expect, test } from "vitest";
import type { Gap } from "../../../src/core/silence/gap-model.ts";
import { GapModel } from "../../../src/core/silence/gap-model.ts";
import { STATED_HOURS } from "../../../src/core/silence/silent-phase.ts";

const at = Date.parse("2026-03-16T00:00:00Z");
const dayMs = 24 * 3_600_000;
const asked = { carrier: "dhl", phase: "linehaul", weekday: 1, at } as const;

function gap(hours: number, more: Partial<Gap> = {}): Gap {
	return { ...asked, workingHours: hours, hours, isEnded: true, ...more };
}

function learnt(gaps: readonly Gap[], level = 0.95): GapModel {
	const model = new GapModel(level);
	for (const one of gaps) model.learn(one);
	return model;
}

/** 1, 2, … hours: their edge is where it should be. */
const hundred = Array.from({ length: 400 }, (_, index) => gap((index % 100) + 1));

test("a new installation answers the stated default and says that it is one", () => {
	const { working, ofWeekday, basis, gaps } = new GapModel(0.95).deadlineHours(asked);
	expect({ working, share: ofWeekday.share, basis, gaps }).toEqual({
		working: STATED_HOURS.linehaul,
		share: 0,
		basis: "stated",
		gaps: 0,
	});
});

test.each([
	[0.5, 50],
	[0.95, 95],
])("with many gaps %s of them end before the deadline", (level, hours) => {
	const model = learnt([...hundred, ...hundred, ...hundred, ...hundred], level);
	const { ofWeekday, basis } = model.deadlineHours(asked);
	expect(Math.abs(ofWeekday.hours - hours)).toBeLessThan(hours * 0.08);
	expect(basis).toBe("carrier");
});

test("a few gaps move the default a little", () => {
	const { working, basis } = learnt([gap(2), gap(2), gap(2)]).deadlineHours(asked);
	expect(basis).toBe("stated");
	expect(working).toBeLessThan(STATED_HOURS.linehaul);
	expect(working).toBeGreaterThan(STATED_HOURS.linehaul / 2);
});

test("a carrier that nobody knows yet starts from what others do in that phase", () => {
	const model = learnt(hundred.map(({ workingHours }) => gap(workingHours / 10)));
	const { working, basis } = model.deadlineHours({ ...asked, carrier: "new" });
	expect(basis).toBe("phase");
	expect(working).toBeLessThan(20);
	expect(model.deadlineHours({ ...asked, phase: "import" }).basis).toBe("stated");
});

test("each weekday has its own gaps", () => {
	const friday = hundred.map(({ hours }) => gap(hours, { weekday: 5, hours: hours + 48 }));
	const model = learnt([...hundred, ...friday]);
	const hoursAfter = (weekday: 1 | 5) => model.deadlineHours({ ...asked, weekday }).ofWeekday.hours;
	expect(hoursAfter(5) - hoursAfter(1)).toBeGreaterThan(35);
});

test("lost parcels are not forgotten: a gap that was given up counts as longer than it was seen", () => {
	const given = Array.from({ length: 40 }, () => gap(720, { isEnded: false }));
	const without = learnt(hundred).deadlineHours(asked).ofWeekday.hours;
	expect(learnt([...hundred, ...given]).deadlineHours(asked).ofWeekday.hours).toBeGreaterThan(without + 2);
});

test("a gap that was given up says nothing of what is longer than it", () => {
	const early = Array.from({ length: 300 }, () => gap(0.6, { isEnded: false }));
	const without = learnt(hundred).deadlineHours(asked).ofWeekday.hours;
	const hours = learnt([...hundred, ...early]).deadlineHours(asked).ofWeekday.hours;
	expect(Math.abs(hours - without)).toBeLessThan(3);
});

test("where most are lost there is a deadline all the same", () => {
	const given = Array.from({ length: 400 }, () => gap(720, { isEnded: false }));
	const { working, ofWeekday } = learnt(given).deadlineHours(asked);
	expect(working).toBeLessThanOrEqual(4 * STATED_HOURS.linehaul + 1e-9);
	expect(ofWeekday.hours).toBeLessThanOrEqual(4 * STATED_HOURS.linehaul + 48);
});

test("old gaps fade", () => {
	const model = learnt(hundred);
	for (const { hours } of hundred) model.learn(gap(hours / 10, { at: at + 720 * dayMs }));
	const later = model.deadlineHours({ ...asked, at: at + 720 * dayMs });
	expect(later.ofWeekday.hours).toBeLessThan(15);
	expect(later.gaps).toBeLessThan(420);
});

const anyGap: fc.Arbitrary<Gap> = fc.record({
	carrier: fc.constantFrom("a", "b"),
	phase: fc.constantFrom("linehaul", "label"),
	weekday: fc.constantFrom(1, 5),
	workingHours: fc.double({ min: 0, max: 3_000, noNaN: true }),
	hours: fc.double({ min: 0, max: 3_000, noNaN: true }),
	isEnded: fc.boolean(),
	at: fc.integer({ min: 0, max: 900 }).map((days) => at + days * dayMs),
});
const askedLater = { ...asked, carrier: "a", at: at + 901 * dayMs };

test("what is kept and loaded answers as what was learnt", () => {
	fc.assert(
		fc.property(fc.array(anyGap, { maxLength: 60 }), fc.nat(60), (gaps, cut) => {
			const whole = learnt(gaps);
			const [one, other] = [learnt(gaps.slice(0, cut)), new GapModel(0.95)];
			other.load(one.takeChanged());
			for (const late of gaps.slice(cut)) other.learn(late);
			expect(other.deadlineHours(askedLater)).toEqual(whole.deadlineHours(askedLater));
			expect(one.takeChanged()).toEqual([]);
		}),
	);
});

test("every deadline is a time: more than nothing, and not for ever", () => {
	fc.assert(
		fc.property(fc.array(anyGap, { maxLength: 60 }), (gaps) => {
			const { working, ofWeekday } = learnt(gaps).deadlineHours(askedLater);
			for (const hours of [working, ofWeekday.hours]) {
				expect(hours).toBeGreaterThan(0);
				expect(hours).toBeLessThan(60 * 24);
			}
		}),
	);
});

test("a longer silence before the next scan never makes a deadline shorter", () => {
	fc.assert(
		fc.property(fc.array(anyGap, { minLength: 1, maxLength: 40 }), fc.nat(39), (some, pick) => {
			const gaps = some.map((one) => ({ ...one, isEnded: true }));
			const index = pick % gaps.length;
			const longer = gaps.map((one, at) =>
				at === index ? { ...one, hours: one.hours * 3 + 1, workingHours: one.workingHours * 3 + 1 } : one,
			);
			const [before, after] = [learnt(gaps).deadlineHours(askedLater), learnt(longer).deadlineHours(askedLater)];
			expect(after.working).toBeGreaterThanOrEqual(before.working - 1e-9);
		}),
	);
});

test("rows of another shape are left out", () => {
	const model = new GapModel(0.95);
	model.load([{ key: "gap linehaul dhl", numbers: [1, 2, 3] }]);
	expect(model.deadlineHours(asked).basis).toBe("stated");
});
