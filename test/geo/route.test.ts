import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distanceKm, routeLine } from "../../src/geo/route.ts";

const tokyo = { lat: 35.68, lng: 139.69 };
const losAngeles = { lat: 34.05, lng: -118.24 };
const berlin = { lat: 52.52, lng: 13.405 };
const newYork = { lat: 40.7128, lng: -74.006 };

describe("distance", () => {
	test.each([
		["Berlin to New York", berlin, newYork, 6385],
		["Tokyo to Los Angeles", tokyo, losAngeles, 8815],
		["half round the world", { lat: 0, lng: 0 }, { lat: 0, lng: 180 }, 20015],
		["nowhere", berlin, berlin, 0],
	])("is along the surface: %s", (_name, from, to, km) => {
		expect(Math.abs(distanceKm(from, to) - km)).toBeLessThan(km * 0.002 + 0.001);
	});

	test("keeps its precision between two doors of one street", () => {
		expect(distanceKm(berlin, { lat: 52.52, lng: 13.4051 })).toBeCloseTo(0.00677, 4);
	});
});

describe("a route", () => {
	test("crosses the date line without a jump", () => {
		const line = routeLine([tokyo, losAngeles]);
		expect(line.length).toBe(200);
		expect(line[0]).toEqual(tokyo);
		expect(line.at(-1)?.lng).toBeCloseTo(241.76, 6);
		expect(Math.max(...line.map((point) => point.lat))).toBeGreaterThan(47);
	});

	test("goes westward over the date line too", () => {
		expect(routeLine([losAngeles, tokyo]).at(-1)?.lng).toBeCloseTo(139.69 - 360, 6);
	});

	test("passes every stop in order and skips none", () => {
		const line = routeLine([tokyo, losAngeles, newYork, berlin]);
		const stops = [tokyo, losAngeles, newYork, berlin].map((stop) =>
			line.findIndex((point) => distanceKm(point, stop) < 0.001),
		);
		expect(stops).toEqual([...stops].sort((a, b) => a - b));
		expect(stops).not.toContain(-1);
	});

	test("of one stop is a point, of none is empty, and a stop told twice adds nothing", () => {
		expect(routeLine([berlin])).toEqual([berlin]);
		expect(routeLine([])).toEqual([]);
		expect(routeLine([berlin, berlin])).toEqual([berlin]);
	});

	test("between two ends of one diameter goes over the pole, as long as any other way", () => {
		const line = routeLine([
			{ lat: 10, lng: 20 },
			{ lat: -10, lng: -160 },
		]);
		expect(lengthKm(line)).toBeCloseTo(20015.1, 0);
	});

	test("is as long as its legs and never jumps, wherever its stops are", () => {
		const stop = fc.record({
			lat: fc.double({ min: -85, max: 85, noNaN: true }),
			lng: fc.double({ min: -180, max: 180, noNaN: true }),
		});
		fc.assert(
			fc.property(fc.array(stop, { minLength: 2, maxLength: 6 }), (stops) => {
				const line = routeLine(stops);
				const legsKm = lengthKm(stops);
				expect(Math.abs(lengthKm(line) - legsKm)).toBeLessThanOrEqual(legsKm * 1e-6 + 1e-4);
				for (const [index, point] of line.entries()) {
					const next = line[index + 1];
					if (next !== undefined) expect(Math.abs(next.lng - point.lng)).toBeLessThanOrEqual(180.000001);
				}
			}),
		);
	});
});

function lengthKm(line: readonly { lat: number; lng: number }[]): number {
	return line.slice(1).reduce((sum, point, index) => sum + distanceKm(line[index] ?? point, point), 0);
}
