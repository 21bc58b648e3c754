import fc from "fast-check";
import { expect, test } from "vitest";
import { DoorRate } from "../../src/ingest/door-rate.ts";

const start = Date.parse("2026-11-22T10:00:00Z");

test("a minute's messages may come at once, and then as many as a minute has room for", () => {
	const rate = new DoorRate({ aMinute: 60 });
	const taken = Array.from({ length: 61 }, () => rate.take("con_1", start));
	expect(taken).toEqual([...Array.from({ length: 60 }, () => 0), 1]);
	expect(rate.take("con_1", start + 999)).toBe(1);
	expect(rate.take("con_1", start + 1_000)).toBe(0);
	expect(rate.take("con_1", start + 1_000)).toBe(1);
	expect(rate.take("con_2", start + 1_000)).toBe(0);
});

test("a large message takes several turns, and one that is larger than all of them takes them all", () => {
	const rate = new DoorRate({ aMinute: 60 });
	expect(rate.take("con_1", start, 50)).toBe(0);
	expect(rate.take("con_1", start, 20)).toBe(10);
	expect(rate.take("con_1", start, 10)).toBe(0);
	expect(rate.take("con_1", start + 60_000, 320)).toBe(0);
	expect(rate.take("con_1", start + 60_000)).toBe(1);
});

test("in any minute no more pass than two minutes' worth, and whoever waits as told passes", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(3_000), { minLength: 1, maxLength: 200 }), (gaps) => {
			const rate = new DoorRate({ aMinute: 20 });
			const passed: number[] = [];
			let now = start;
			for (const gap of gaps) {
				now += gap;
				const wait = rate.take("con_1", now);
				if (wait > 0) now += wait * 1_000;
				if (wait > 0) expect(rate.take("con_1", now)).toBe(0);
				passed.push(now);
			}
			for (const from of passed) {
				expect(passed.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(40);
			}
		}),
	);
});

test("a clock that is set back keeps nobody out", () => {
	const rate = new DoorRate({ aMinute: 1 });
	expect(rate.take("con_1", start)).toBe(0);
	expect(rate.take("con_1", start - 3_600_000)).toBe(0);
	expect(rate.take("con_1", start - 3_600_000)).toBe(60);
});

test("what thousands of connections spent is forgotten once it is full again", () => {
	const rate = new DoorRate({ aMinute: 60 });
	for (let index = 0; index < 25_000; index++) rate.take(`con_${index}`, start + index * 10);
	expect(rate.size).toBeLessThanOrEqual(10_100);
});
