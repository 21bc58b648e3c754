import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildMapData } from "../../web/map-data/build.ts";
import { cellsIn, unitX, unitY } from "../../web/map-data/mercator.ts";
import { decodeLine, encodeLine } from "../../web/map-data/polyline.ts";
import type { Level } from "../../web/map-data/shapes.ts";
import { thin } from "../../web/map-data/thin.ts";

const FOLDER = new URL("../../web/map-data/", import.meta.url);
const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const committed = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");
const LEVELS = ["far", "middle", "near"].map((name) => JSON.parse(committed(`${name}.json`)) as Level);

test("the committed map is what its sources give, every time", () => {
	const built = [...buildMapData()].map(([name, content]) => [name, digestOf(content)]);
	expect(built).toEqual(built.map(([name = ""]) => [name, digestOf(committed(name))]));
	expect(built.map(([name]) => name)).toEqual(["far.json", "middle.json", "near.json"]);
}, 120_000);

test("the map stays light: 3.2 MB in the repository, and no cell of more than 65 KB on the wire", () => {
	const names = ["far.json", "middle.json", "near.json"];
	expect(names.reduce((sum, name) => sum + committed(name).length, 0)).toBeLessThan(3_200_000);
	const zipped = LEVELS.map(({ cells }) =>
		Object.values(cells).map((cell) => gzipSync(JSON.stringify(cell), { level: 9 }).length),
	);
	expect(Math.max(...zipped.flat())).toBeLessThan(65_000);
	// All that the first look at a journey between continents needs.
	expect((zipped[0] ?? []).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(70_000);
});

test("no line leaves its cell, so none jumps across the date line", () => {
	const outside: string[] = [];
	for (const { cells, columns, perDegree } of LEVELS)
		for (const [name, { land, lakes, borders, rivers, regions }] of Object.entries(cells)) {
			const [column = 0, row = 0] = name.split("-").map(Number);
			const side = 360 / columns;
			const slack = 1 / perDegree;
			const west = column * side - 180;
			const north = 90 - row * side;
			const lines = [land, lakes, borders, ...[...rivers, ...regions].map((group) => group.lines)].flat();
			for (const line of lines) {
				const out = decodeLine(line, perDegree).filter((value, i) =>
					i % 2 === 0
						? value < west - slack || value > west + side + slack
						: value > north + slack || value < north - side - slack,
				);
				outside.push(...out.map((value) => `${value} in ${name} of ${columns} columns`));
			}
		}
	expect(outside).toEqual([]);
});

test("land is where land is, and the three levels agree but at the coasts", () => {
	const spots = {
		Leipzig: [12.4, 51.3],
		Yakutsk: [129.7, 62],
		Anadyr: [-175, 66.5],
		Shenzhen: [114.06, 22.55],
		Pacific: [-150, 30],
		Caspian: [51, 42],
		"Aarhus bay": [10.35, 56.13],
	};
	for (const level of LEVELS.slice(1))
		expect(
			Object.fromEntries(Object.entries(spots).map(([name, [lng = 0, lat = 0]]) => [name, isLand(level, lng, lat)])),
		).toEqual({
			Leipzig: true,
			Yakutsk: true,
			Anadyr: true,
			Shenzhen: true,
			Pacific: false,
			Caspian: false,
			"Aarhus bay": false,
		});
	const differing: string[] = [];
	let asked = 0;
	for (let lng = -179.13; lng < 180; lng += 3.4)
		for (let lat = -83.3; lat < 84; lat += 3.4) {
			asked++;
			if (new Set(LEVELS.map((level) => isLand(level, lng, lat))).size > 1) differing.push(`${lng},${lat}`);
		}
	expect(asked).toBeGreaterThan(5000);
	expect(differing.length / asked).toBeLessThan(0.01);
});

test("every town has its place, zoom and size, and lies in its cell", () => {
	let count = 0;
	const elsewhere: string[] = [];
	for (const { cells, perDegree, columns } of LEVELS)
		for (const [name, { towns }] of Object.entries(cells)) {
			const places = decodeLine(towns.places, perDegree);
			expect(places).toHaveLength(towns.names.length * 2);
			expect([towns.fromZoom.length, towns.size.length]).toEqual([towns.names.length, towns.names.length]);
			for (let i = 0; i < places.length; i += 2) {
				const [x, y] = [unitX(places[i] ?? 0), unitY(places[i + 1] ?? 0)];
				// Rounding may put a town onto the edge.
				const found = cellsIn({ left: x - 1e-4, right: x + 1e-4, top: y - 1e-4, bottom: y + 1e-4 }, columns);
				if (!found.some(({ cell }) => cell === name))
					elsewhere.push(`${towns.names[i / 2]} in ${name} of ${columns} columns`);
			}
			count += towns.names.length;
		}
	expect(elsewhere).toEqual([]);
	expect(count).toBeGreaterThan(20_000);
});

test("a city goes by its present name", () => {
	const names = Object.values(LEVELS[0]?.cells ?? {}).flatMap(({ towns }) => towns.names);
	expect(names).toContain("Astana");
	expect(names).not.toContain("Nur-Sultan");
});

test("a window beyond the date line finds the cells of both sides, and how far they are shifted", () => {
	const window = { left: unitX(170), right: unitX(200), top: unitY(40), bottom: unitY(30) };
	expect(cellsIn(window, 8)).toEqual([
		{ cell: "7-1", turn: 0 },
		{ cell: "0-1", turn: 1 },
	]);
	expect(cellsIn({ ...window, left: unitX(-190), right: unitX(-185) }, 8)).toEqual([{ cell: "7-1", turn: -1 }]);
});

test("a thinned line keeps its ends and every point that lies off it", () => {
	const line = [
		[0, 0],
		[1, 0.001],
		[2, 0],
		[3, 1],
		[4, 0],
	];
	expect(thin(line, 0.01)).toEqual([line[0], line[2], line[3], line[4]]);
});

test("a line comes back as it was written, to the resolution it was given", () => {
	const line = [139.77, 35.68, -179.995, 85, 180, -85, 0, 0, 0.005, -0.005];
	expect(decodeLine(encodeLine(line, 200), 200)).toEqual(line.map((value) => Math.round(value * 200) / 200 || 0));
});

const rings = new Map<object, readonly (readonly number[])[]>();

function isLand({ cells, columns, perDegree }: Level, lng: number, lat: number): boolean {
	const side = 360 / columns;
	const cell = cells[`${Math.floor((lng + 180) / side)}-${Math.floor((90 - lat) / side)}`];
	if (!cell) return false;
	const known = rings.get(cell) ?? cell.land.map((line) => decodeLine(line, perDegree));
	rings.set(cell, known);
	return known.filter((ring) => holds(ring, lng, lat)).length % 2 === 1;
}

function holds(ring: readonly number[], lng: number, lat: number): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
		const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
		if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
	}
	return inside;
}
