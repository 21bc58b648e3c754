import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildMapData } from "../../web/map-data/build.ts";
import { decodeLine, encodeLine } from "../../web/map-data/polyline.ts";
import type { CityFile, LineFile } from "../../web/map-data/shapes.ts";

const FOLDER = new URL("../../web/map-data/", import.meta.url);
const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const committed = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");

test("the committed map is what its sources give, every time", () => {
	const built = [...buildMapData()].map(([name, content]) => [name, digestOf(content)]);
	expect(built).toEqual(built.map(([name = ""]) => [name, digestOf(committed(name))]));
	expect(built).toHaveLength(6);
});

test("the whole map stays under 500 KB zipped, and what a first look needs under 300 KB", () => {
	const zipped = (names: readonly string[]): number =>
		names.reduce((sum, name) => sum + gzipSync(committed(name), { level: 9 }).length, 0);
	const first = ["land.json", "borders.json", "lakes.json", "rivers.json", "cities.json"];
	expect(zipped(first)).toBeLessThan(300_000);
	expect(zipped([...first, "towns.json"])).toBeLessThan(500_000);
});

test("no coast jumps across the date line", () => {
	const { lines, perDegree } = JSON.parse(committed("land.json")) as LineFile;
	let widest = 0;
	for (const line of lines) {
		const points = decodeLine(line, perDegree);
		for (let i = 2; i < points.length; i += 2) {
			const isSouthernEdge = (points[i + 1] ?? 0) < -89;
			if (!isSouthernEdge) widest = Math.max(widest, Math.abs((points[i] ?? 0) - (points[i - 2] ?? 0)));
		}
	}
	expect(widest).toBeLessThan(30);
});

test("land is where land is", () => {
	const { lines, perDegree } = JSON.parse(committed("land.json")) as LineFile;
	const rings = lines.map((line) => decodeLine(line, perDegree));
	const isLand = (lng: number, lat: number): boolean => rings.filter((ring) => holds(ring, lng, lat)).length % 2 === 1;
	const spots = {
		Leipzig: [12.4, 51.3],
		Yakutsk: [129.7, 62],
		Anadyr: [-175, 66.5],
		Pacific: [-150, 30],
		Caspian: [51, 42],
	};
	expect(
		Object.fromEntries(Object.entries(spots).map(([name, [lng = 0, lat = 0]]) => [name, isLand(lng, lat)])),
	).toEqual({
		Leipzig: true,
		Yakutsk: true,
		Anadyr: true,
		Pacific: false,
		Caspian: false,
	});
});

test("every city name has its place, zoom and size", () => {
	for (const name of ["cities.json", "towns.json"]) {
		const file = JSON.parse(committed(name)) as CityFile;
		expect(decodeLine(file.places, file.perDegree)).toHaveLength(file.names.length * 2);
		expect([file.fromZoom.length, file.size.length]).toEqual([file.names.length, file.names.length]);
	}
});

test("a city goes by its present name", () => {
	const { names } = JSON.parse(committed("cities.json")) as CityFile;
	expect(names).toContain("Astana");
	expect(names).not.toContain("Nur-Sultan");
});

test("a line comes back as it was written, to the resolution it was given", () => {
	const line = [139.77, 35.68, -179.995, 85, 180, -85, 0, 0, 0.005, -0.005];
	expect(decodeLine(encodeLine(line, 200), 200)).toEqual(line.map((value) => Math.round(value * 200) / 200 || 0));
});

function holds(ring: readonly number[], lng: number, lat: number): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
		const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
		if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
	}
	return inside;
}
