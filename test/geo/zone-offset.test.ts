import zoneByPoint from "@photostructure/tz-lookup";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { clockIn } from "../../src/geo/local-clock.ts";
import { isZone, offsetAt, offsetOfInstant } from "../../src/geo/zone-offset.ts";
import { type Change, changesOf, FROM_MS, shiftOf, shownBy, UNTIL_MS, ZONES } from "./zone-oracle.ts";

const anyZone = fc.constantFrom(...ZONES);
const anySecond = fc.integer({ min: FROM_MS / 1_000, max: UNTIL_MS / 1_000 }).map((seconds) => seconds * 1_000);

/** Every change of every clock on earth, found without the code under test. */
const changes: ReadonlyMap<string, readonly Change[]> = new Map(ZONES.map((zone) => [zone, changesOf(zone)]));
const everyChange = [...changes].flatMap(([zone, ofZone]) => ofZone.map((change) => ({ zone, ...change })));
const gaps = everyChange.filter(({ beforeMs, afterMs }) => afterMs > beforeMs);
const overlaps = everyChange.filter(({ beforeMs, afterMs }) => afterMs < beforeMs);

/** Collected and compared as a whole: an assertion for each of a million clocks would take minutes. */
function wrong<T>(cases: readonly T[], isRight: (one: T) => boolean): readonly T[] {
	return cases.filter((one) => !isRight(one)).slice(0, 5);
}

test("the second opinion knows the changes that everybody knows", () => {
	expect(ZONES.length).toBeGreaterThan(400);
	expect(gaps.length).toBeGreaterThan(4_000);
	expect(overlaps.length).toBeGreaterThan(4_000);
	const at = (zone: string, day: string) =>
		changes.get(zone)?.find(({ atMs }) => new Date(atMs).toISOString().startsWith(day));
	expect(at("Europe/Berlin", "2025-03-30")).toMatchObject({ atMs: Date.parse("2025-03-30T01:00:00Z") });
	expect(at("Australia/Lord_Howe", "2025-10-04")).toMatchObject({ beforeMs: 37_800_000, afterMs: 39_600_000 });
	expect(at("Pacific/Apia", "2011-12-30")).toMatchObject({ beforeMs: -36_000_000, afterMs: 50_400_000 });
	expect(at("America/Caracas", "2007-12-09")).toMatchObject({ beforeMs: -14_400_000, afterMs: -16_200_000 });
	expect(at("Asia/Pyongyang", "2018-05-04")).toMatchObject({ beforeMs: 30_600_000, afterMs: 32_400_000 });
});

describe("a wall clock that the clocks skipped, in every zone and at every change from 2000 to 2030", () => {
	const moments = ({ atMs, beforeMs, afterMs }: Change) => {
		const length = afterMs - beforeMs;
		return [0, 1_000, length / 2, length - 1_000].map((past) => ({ past, wallMs: atMs + beforeMs + past }));
	};

	test("is marked, and lands as far after the change as it was written past it", () => {
		const failures = wrong(gaps, ({ zone, ...change }) =>
			moments(change).every(({ past, wallMs }) => {
				const offset = offsetAt(zone, wallMs);
				return offset?.skipped === true && wallMs - offset.offsetMs === change.atMs + past;
			}),
		);
		expect(failures).toEqual([]);
	});

	test("starts right after the last second shown and ends right before the next", () => {
		const failures = wrong(gaps, ({ zone, atMs, beforeMs, afterMs }) => {
			const last = offsetAt(zone, atMs - 1_000 + beforeMs);
			const next = offsetAt(zone, atMs + afterMs);
			return (
				last?.skipped === false && last.offsetMs === beforeMs && next?.skipped === false && next.offsetMs === afterMs
			);
		});
		expect(failures).toEqual([]);
	});
});

describe("a wall clock that came twice, in every zone and at every change from 2000 to 2030", () => {
	test("means the first time", () => {
		const failures = wrong(overlaps, ({ zone, atMs, beforeMs, afterMs }) => {
			const length = beforeMs - afterMs;
			return [0, 1_000, length / 2, length - 1_000].every((past) => {
				const offset = offsetAt(zone, atMs + afterMs + past);
				return offset?.skipped === false && offset.offsetMs === beforeMs;
			});
		});
		expect(failures).toEqual([]);
	});

	test("is over with the first second that came once", () => {
		const failures = wrong(overlaps, ({ zone, atMs, beforeMs }) => {
			const offset = offsetAt(zone, atMs + beforeMs);
			return offset?.skipped === false && offset.offsetMs < beforeMs;
		});
		expect(failures).toEqual([]);
	});
});

describe("in every zone", () => {
	test("what the clocks show leads back to an instant that shows the same, the first of two", () => {
		const failures = fc
			.sample(fc.tuple(anyZone, anySecond), 20_000)
			.concat(ZONES.map((zone) => [zone, Date.UTC(2026, 6, 1)]))
			.filter(([zone, at]) => {
				const wallMs = Date.parse(`${shownBy(zone, at)}Z`);
				const offset = offsetAt(zone, wallMs);
				const back = wallMs - (offset?.offsetMs ?? Number.NaN);
				return offset?.skipped !== false || back > at || shownBy(zone, back) !== shownBy(zone, at);
			});
		expect(failures).toEqual([]);
	});

	test("an instant is shown as the runtime's own formatter shows it, also on either side of every change", () => {
		const samples = fc.sample(fc.tuple(anyZone, anySecond), 20_000);
		expect(wrong(samples, ([zone, at]) => clockIn(zone, at) === shownBy(zone, at))).toEqual([]);
		const failures = wrong(
			everyChange,
			({ zone, atMs, beforeMs, afterMs }) =>
				offsetOfInstant(zone, atMs - 1) === beforeMs && offsetOfInstant(zone, atMs) === afterMs,
		);
		expect(failures).toEqual([]);
	});

	test("the later of two wall clocks is the later instant, by the same distance, where no change is between", () => {
		const spans = [...changes].flatMap(([zone, ofZone]) => {
			const ends = [FROM_MS, ...ofZone.map(({ atMs }) => atMs), UNTIL_MS];
			return ends.slice(1).map((end, index) => {
				const start = ends[index] ?? end;
				// The wall clocks that a change repeats belong to the span before it.
				const repeated = Math.max(0, (ofZone[index - 1]?.beforeMs ?? 0) - (ofZone[index - 1]?.afterMs ?? 0));
				return { zone, fromMs: start + (start === FROM_MS ? 0 : repeated), untilMs: end - 1_000 };
			});
		});
		fc.assert(
			fc.property(fc.constantFrom(...spans), fc.double({ min: 0, max: 1, noNaN: true }), ({ zone, ...span }, share) => {
				const shift = shiftOf(zone, span.untilMs);
				const between = span.fromMs + Math.floor(((span.untilMs - span.fromMs) * share) / 1_000) * 1_000;
				for (const instant of [span.fromMs, between, span.untilMs]) {
					expect(offsetAt(zone, instant + shift)).toEqual({ offsetMs: shift, skipped: false });
				}
			}),
			{ numRuns: 3_000 },
		);
	});

	test("the answer is that of Temporal, asked afresh, whatever was asked before", () => {
		const nearChange = fc
			.tuple(fc.constantFrom(...everyChange), fc.integer({ min: -7_200, max: 7_200 }))
			.map(([{ zone, atMs, beforeMs }, seconds]) => [zone, atMs + beforeMs + seconds * 1_000] as const);
		const anywhere = fc.tuple(anyZone, fc.integer({ min: -8e11, max: 4e12 }));
		fc.assert(
			fc.property(fc.oneof(nearChange, anywhere), ([zone, wallMs]) => {
				const exact = Temporal.Instant.fromEpochMilliseconds(wallMs)
					.toZonedDateTimeISO("UTC")
					.toPlainDateTime()
					.toZonedDateTime(zone, { disambiguation: "compatible" });
				const shown = exact.toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds;
				const instant = exact.epochMilliseconds;
				const answer = { offsetMs: wallMs - instant, skipped: shown !== wallMs };
				expect(offsetAt(zone, wallMs)).toEqual(answer);
				expect(offsetAt(zone, wallMs)).toEqual(answer);
			}),
			{ numRuns: 3_000 },
		);
	});

	test("offsets are those of the world: quarters of an hour, from 11 west to 14 east", () => {
		const quarters = new Set(
			[...changes].flatMap(([zone, ofZone]) => [
				shiftOf(zone, UNTIL_MS) / 900_000,
				...ofZone.map(({ beforeMs }) => beforeMs / 900_000),
			]),
		);
		expect([...quarters].every(Number.isInteger)).toBe(true);
		expect([Math.min(...quarters), Math.max(...quarters)]).toEqual([-11 * 4, 14 * 4]);
		expect(offsetAt("Pacific/Kiritimati", Date.UTC(2026, 0, 1))).toEqual({ offsetMs: 50_400_000, skipped: false });
		expect(offsetAt("Asia/Kathmandu", Date.UTC(2026, 0, 1))).toEqual({ offsetMs: 20_700_000, skipped: false });
		expect(offsetAt("Pacific/Chatham", Date.UTC(2026, 0, 1))).toEqual({ offsetMs: 49_500_000, skipped: false });
	});
});

describe("a zone by another name", () => {
	test.each([
		["US/Eastern", "America/New_York"],
		["Asia/Calcutta", "Asia/Kolkata"],
		["Europe/Kiev", "Europe/Kyiv"],
	])("%s has the clocks of %s", (old, current) => {
		for (const month of [0, 6]) {
			const wallMs = Date.UTC(2026, month, 1);
			expect(offsetAt(old, wallMs)).toEqual(offsetAt(current, wallMs));
		}
	});

	test("an offset has clocks that never change", () => {
		expect(offsetAt("+05:45", Date.UTC(2026, 6, 1))).toEqual({ offsetMs: 20_700_000, skipped: false });
		expect(offsetAt("-04:00", Date.UTC(2026, 0, 1))).toEqual({ offsetMs: -14_400_000, skipped: false });
		expect(offsetAt("UTC", Date.UTC(2026, 0, 1))).toEqual({ offsetMs: 0, skipped: false });
	});

	test.each(["Mars/Olympus", "", "EST7", "__proto__", "+25:00", "Europe/Berlin\0"])("%j is unknown", (zone) => {
		expect(offsetAt(zone, 0)).toBeNull();
		expect(offsetOfInstant(zone, 0)).toBeNull();
		expect(isZone(zone)).toBe(false);
		expect(clockIn(zone, Date.UTC(2026, 0, 1))).toBe("2026-01-01T00:00:00");
	});
});

test("every zone that a point on land can have is one that the clocks know", () => {
	const zones = new Set<string>();
	for (let lat = -89; lat < 90; lat += 1.5) {
		for (let lng = -179.5; lng < 180; lng += 1.5) zones.add(zoneByPoint(lat, lng));
	}
	expect(zones.size).toBeGreaterThan(300);
	expect([...zones].filter((zone) => !isZone(zone))).toEqual([]);
});
