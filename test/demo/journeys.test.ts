import { expect, test } from "vitest";
import { demo } from "../../adapters/demo.ts";
import { bareNumber, read } from "../../adapters/kit/index.ts";
import { CODES } from "../../src/core/codes.ts";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { heldDetailsOf } from "../../src/core/held-details.ts";
import { lastMileOf } from "../../src/core/last-mile.ts";
import { pickupOf } from "../../src/core/pickup.ts";
import { demoScenarios, journey, type TimedPush } from "../../src/demo/journeys.ts";
import { locateShipment, type Surroundings } from "../../src/ingest/locate-shipment.ts";
import { factsOf } from "../../src/ingest/read-message.ts";
import { testPlaces } from "../helpers/places.ts";

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

const stateOf = (number: string, steps: number) => {
	const facts = played(number, 1)
		.slice(0, steps)
		.flatMap((push, index): readonly Fact[] => {
			const provenance = [{ channel: "webhook", messageId: `msg_${index}`, knownAt: knownAt(push) }] as const;
			const reading = told(push).shipments.map((one) => locateShipment({ ...one, carrier: "demo" }, one, surroundings));
			return reading.flatMap((one) => factsOf(one, { provenance: provenance[0], leg: 1 }));
		});
	return fold(facts, "2027-01-01T00:00:00Z");
};
const knownAt = ({ atMs }: TimedPush) => new Date(atMs).toISOString();
const surroundings: Surroundings = { places: testPlaces(), home: [], problems: [] };

test.each([0, 1])("whoever waits at home sees how many stops are left, and can call the courier (route %i)", (seed) => {
	const number = `DEMO-HAPPY-${seed}`;
	const out = played(number).findIndex(({ body }) => body.includes("out_for_delivery.on_vehicle"));
	const first = stateOf(number, out + 1);
	expect(lastMileOf(first)).toMatchObject({ stopsBefore: null, courierPhone: expect.stringMatching(/^\+\d/) });
	expect(lastMileOf(stateOf(number, out + 3))).toMatchObject({ stopsBefore: 9, positionAt: expect.any(String) });
	expect(heldDetailsOf(first)?.courierName).toMatch(/^\p{Lu}/u);
	expect(lastMileOf(stateOf(number, 99))).toBeNull();
});

test.each([
	["DEMO-LOCKER-2", "ready_for_pickup.expiring", "Parcel locker 112", "4711-08"],
	["DEMO-POSTOFFICE-1", "ready_for_pickup.post_office", "Post office", "2580"],
	["DEMO-DEPOT-2", "ready_for_pickup.carrier_depot", "Depot München Moosach", null],
])("%s waits with a name, an address, hours and a last day that is ahead", (number, code, name, pickupCode) => {
	const pushes = played(number, 1);
	const at = pushes.findIndex(({ body }) => body.includes(code));
	const state = stateOf(number, at + 1);
	const pickup = pickupOf(state);
	expect(pickup).toMatchObject({ name, address: expect.any(String), lat: expect.any(Number) });
	expect(pickup?.hours).not.toEqual([]);
	expect((pickup?.until ?? "") >= new Date(pushes[at]?.atMs ?? 0).toISOString().slice(0, 10)).toBe(true);
	expect(heldDetailsOf(state)?.pickupCode ?? null).toBe(pickupCode);
	expect(pickupOf(stateOf(number, 99))).toBeNull();
});

test.each(["DEMO-NOSUCH-1", "DEMO-HAPPY", "HAPPY-1", "DEMO-CONSTRUCTOR-1", "DEMO-__proto__-1", ""])(
	"%j plays nothing",
	(number) => {
		expect(journey(number, START)).toBeNull();
	},
);
