import { expect, test } from "vitest";
import { demo } from "../../adapters/demo.ts";
import { bareNumber, read } from "../../adapters/kit/index.ts";
import { CODES } from "../../src/core/codes.ts";
import { demoScenarios, journey, type TimedPush } from "../../src/demo/journeys.ts";

const START = Date.parse("2026-11-02T07:00:00Z");

const names = demoScenarios.map(({ name }) => name);
const told = (push: TimedPush) => read(demo, { body: push.body, contentType: "json", kind: "webhook" });
const played = (number: string, speed?: number) => journey(number, START, speed) ?? [];

test("every status code is reached by some scenario", () => {
	const scans = names.flatMap((name) =>
		played(`DEMO-${name}-3`).flatMap((push) => told(push).shipments.flatMap(({ scans: all }) => all)),
	);
	const reached = new Set<string>(scans.map(({ code }) => code));
	expect(Object.keys(CODES).filter((code) => !reached.has(code))).toEqual([]);
});

test.each(names)("%s plays through the real reader without a problem, in order, on every route", (name) => {
	for (const seed of [0, 1, 2, 999_999_999]) {
		const number = `DEMO-${name}-${seed}`;
		expect(demo.numbers.pattern.test(bareNumber(number))).toBe(true);
		const pushes = played(number);
		expect(pushes.length).toBeGreaterThan(1);
		expect(pushes.map(({ atMs }) => atMs)).toEqual(pushes.map(({ atMs }) => atMs).sort((a, b) => a - b));
		for (const push of pushes) {
			const { outcome, problems, shipments } = told(push);
			expect({ outcome, problems }, push.body).toEqual({ outcome: "ok", problems: [] });
			expect(shipments.map(({ trackingNumber }) => trackingNumber)).toEqual([number]);
		}
	}
});

test("the same number plays the same journey, another seed another one", () => {
	expect(played("DEMO-HAPPY-7")).toEqual(played("DEMO-HAPPY-7"));
	expect(played("DEMO-HAPPY-7").map(({ atMs }) => atMs)).not.toEqual(played("DEMO-HAPPY-9").map(({ atMs }) => atMs));
});

test("a day takes a minute unless another speed is asked for", () => {
	const last = (speed?: number) => (played("DEMO-HAPPY-7", speed).at(-1)?.atMs ?? 0) - START;
	expect(last() / 60_000).toBeCloseTo(last(1) / 86_400_000, 3);
	expect(last(1) / 3_600_000).toBeGreaterThan(35);
});

test("a scan tells the wall clock of its own place", () => {
	const [first] = played("DEMO-CROSSBORDER-2", 1);
	expect(first && told(first).shipments[0]?.scans[0]?.clock).toMatchObject({
		local: "2026-11-02T15:00:00",
		zone: "Asia/Shanghai",
	});
});

test("a mistaken delivery is taken back by its own id", () => {
	const shipments = played("DEMO-MISTAKE-1").flatMap((push) => told(push).shipments);
	const delivery = shipments.flatMap(({ scans }) => scans).find(({ code }) => code === "delivered.to_recipient");
	expect(shipments.flatMap(({ withdraws }) => withdraws)).toEqual([delivery?.id]);
});

test("the courier comes nearer, and has fewer stops to go", () => {
	const live = played("DEMO-HAPPY-4")
		.flatMap((push) => told(push).shipments[0]?.scans ?? [])
		.filter(({ code }) => code === "note.position");
	const stops = live.map(({ text }) => Number(/\d+/.exec(text)?.[0]));
	expect(stops.length).toBeGreaterThan(2);
	expect(stops).toEqual([...stops].sort((a, b) => b - a));
	expect(live.every(({ place }) => place?.lat !== null)).toBe(true);
});

test.each(["DEMO-NOSUCH-1", "DEMO-HAPPY", "HAPPY-1", "DEMO-CONSTRUCTOR-1", "DEMO-__proto__-1", ""])(
	"%j plays nothing",
	(number) => {
		expect(journey(number, START)).toBeNull();
	},
);
