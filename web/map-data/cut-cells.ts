import { geoIdentity } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from "geojson";
import { encodeLine } from "./polyline.ts";
import type { Cell, Level, Lines, LinesFromZoom, TownList } from "./shapes.ts";
import { thin } from "./thin.ts";

/** A layer of the whole world, in degrees, cut at the date line. */
export interface WorldLayers {
	/** Each polygon a list of rings, the outer one first. */
	readonly land: readonly Position[][][];
	readonly lakes: readonly Position[][][];
	readonly borders: readonly Position[][];
	readonly rivers: readonly WorldLines[];
	readonly regions: readonly WorldLines[];
	readonly towns: readonly RankedTown[];
}

export interface WorldLines {
	readonly fromZoom: number;
	readonly lines: readonly Position[][];
}

export interface RankedTown {
	readonly name: string;
	readonly lat: number;
	readonly lng: number;
	readonly population: number;
	readonly isCapital: boolean;
	readonly fromZoom: number;
}

export interface Grain {
	readonly fromZoom: number;
	readonly columns: number;
	readonly perDegree: number;
	/** Points that lie nearer to the line than this, in degrees, are left out. */
	readonly thinnerThan: number;
	/** Islands and lakes that are smaller than this, in degrees either way, are left out. */
	readonly smallerThan: number;
	/** Rivers, borders of regions and towns of a later zoom are left out. */
	readonly toZoom: number;
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** The world at one grain, cell by cell. */
export function cutCells(world: WorldLayers, grain: Grain): Level {
	const { fromZoom, columns, perDegree, toZoom } = grain;
	const whole = layersOf(world, grain);
	const towns = world.towns.filter((town) => town.fromZoom <= toZoom);
	const side = 360 / columns;
	const cells: Record<string, Cell> = {};
	for (let column = 0; column < columns; column++) {
		const left = -180 + column * side;
		// A strip first: each cell then looks through a small part of the world. It is wider than the cells, because no
		// shape may have an edge where it is cut: inside and outside would be a matter of chance.
		const strip = cutLayers(whole, [left - 1, -91, left + side + 1, 91]);
		const stripTowns = towns.filter((town) => isIn(town, [left, -90, left + side, 90]));
		for (let row = 0; row < columns / 2; row++) {
			const top = 90 - row * side;
			const box: Box = [left, top - side, left + side, top];
			const layers = cutLayers(strip, beyondTheWorld(box));
			if (layers.land.length === 0) continue;
			cells[`${column}-${row}`] = {
				land: written(layers.land, perDegree, 3),
				borders: written(layers.borders, perDegree, 2),
				lakes: written(layers.lakes, perDegree, 3),
				rivers: writtenGroups(layers.rivers, perDegree),
				regions: writtenGroups(layers.regions, perDegree),
				towns: townList(
					stripTowns.filter((town) => isIn(town, box)),
					perDegree,
				),
			};
		}
	}
	return { fromZoom, columns, perDegree, cells };
}

/** At the end of the world its shapes have an edge of their own. */
function beyondTheWorld([left, bottom, right, top]: Box): Box {
	return [left <= -180 ? -181 : left, bottom <= -90 ? -91 : bottom, right >= 180 ? 181 : right, top >= 90 ? 91 : top];
}

interface Layers {
	readonly land: readonly Boxed<Position[][]>[];
	readonly lakes: readonly Boxed<Position[][]>[];
	readonly borders: readonly Boxed<Position[]>[];
	readonly rivers: readonly BoxedGroup[];
	readonly regions: readonly BoxedGroup[];
}

interface BoxedGroup {
	readonly fromZoom: number;
	readonly lines: readonly Boxed<Position[]>[];
}

interface Boxed<T> {
	readonly shape: T;
	readonly box: Box;
}

function layersOf(world: WorldLayers, grain: Grain): Layers {
	const groups = (all: readonly WorldLines[]): BoxedGroup[] =>
		all
			.filter(({ fromZoom }) => fromZoom <= grain.toZoom)
			.map(({ fromZoom, lines }) => ({ fromZoom, lines: thinLines(lines, grain) }));
	return {
		land: thinRings(world.land, grain),
		lakes: thinRings(world.lakes, grain),
		borders: thinLines(world.borders, grain),
		rivers: groups(world.rivers),
		regions: groups(world.regions),
	};
}

function thinRings(polygons: readonly Position[][][], { thinnerThan, smallerThan }: Grain): Boxed<Position[][]>[] {
	return polygons.flatMap((polygon) => {
		const kept = polygon.filter((ring) => sizeOf(boxOf(ring)) >= smallerThan);
		// An outer ring that is too small takes its holes with it.
		if (kept[0] !== polygon[0]) return [];
		const shape = kept.map((ring) => thinRing(ring, thinnerThan)).filter(({ length }) => length >= 4);
		return shape[0] ? [{ shape, box: boxOf(shape[0]) }] : [];
	});
}

/** Its two halves apart: a closed line has no ends that could stay. */
function thinRing(ring: readonly Position[], thinnerThan: number): Position[] {
	const middle = Math.floor(ring.length / 2);
	return [...thin(ring.slice(0, middle + 1), thinnerThan), ...thin(ring.slice(middle), thinnerThan).slice(1)];
}

function thinLines(all: readonly Position[][], { thinnerThan }: Grain): Boxed<Position[]>[] {
	return all.map((line) => {
		const shape = thin(line, thinnerThan);
		return { shape, box: boxOf(shape) };
	});
}

function boxOf(points: readonly Position[]): Box {
	let [left, bottom, right, top] = [180, 90, -180, -90];
	for (const [x = 0, y = 0] of points) {
		left = Math.min(left, x);
		right = Math.max(right, x);
		bottom = Math.min(bottom, y);
		top = Math.max(top, y);
	}
	return [left, bottom, right, top];
}

function sizeOf([left, bottom, right, top]: Box): number {
	return Math.max(right - left, top - bottom);
}

function isApart(a: Box, b: Box): boolean {
	return a[2] <= b[0] || a[0] >= b[2] || a[3] <= b[1] || a[1] >= b[3];
}

function isWithin(a: Box, b: Box): boolean {
	return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
}

function cutLayers(layers: Layers, box: Box): Layers {
	const groups = (all: readonly BoxedGroup[]): BoxedGroup[] =>
		all.map(({ fromZoom, lines }) => ({ fromZoom, lines: cutLines(lines, box) }));
	return {
		land: cutRings(layers.land, box),
		lakes: cutRings(layers.lakes, box),
		borders: cutLines(layers.borders, box),
		rivers: groups(layers.rivers),
		regions: groups(layers.regions),
	};
}

function cutRings(all: readonly Boxed<Position[][]>[], box: Box): Boxed<Position[][]>[] {
	return all.flatMap((one) => {
		if (isApart(one.box, box)) return [];
		if (isWithin(one.box, box)) return [one];
		const shape = partsOf({ type: "Polygon", coordinates: one.shape }, box);
		return shape.length === 0 ? [] : [{ shape, box: boxOf(shape.flat()) }];
	});
}

function cutLines(all: readonly Boxed<Position[]>[], box: Box): Boxed<Position[]>[] {
	return all.flatMap((one) => {
		if (isApart(one.box, box)) return [];
		if (isWithin(one.box, box)) return [one];
		const parts = partsOf({ type: "LineString", coordinates: one.shape }, box);
		return parts.map((shape) => ({ shape, box: boxOf(shape) }));
	});
}

/** What of the shape lies in the box. Of one piece or of several, the projection's answer is of one kind or the other. */
function partsOf(shape: Polygon | LineString, [left, bottom, right, top]: Box): Position[][] {
	const box = geoIdentity().clipExtent([
		[left, bottom],
		[right, top],
	]);
	const cut = geoProject<Polygon | LineString | MultiPolygon | MultiLineString>(shape, box);
	switch (cut?.type) {
		case undefined:
			return [];
		case "LineString":
			return [cut.coordinates];
		case "Polygon":
		case "MultiLineString":
			return cut.coordinates;
		case "MultiPolygon":
			return cut.coordinates.flat();
	}
}

function writtenGroups(groups: readonly BoxedGroup[], perDegree: number): LinesFromZoom[] {
	return groups.flatMap(({ fromZoom, lines: all }) => {
		const lines = written(all, perDegree, 2);
		return lines.length === 0 ? [] : [{ fromZoom, lines }];
	});
}

/** Without what is nothing any more at this resolution: fewer than `fewest` points. */
function written(all: readonly Boxed<Position[] | Position[][]>[], perDegree: number, fewest: number): Lines {
	return all.flatMap(({ shape }) =>
		linesOf(shape).flatMap((line) => {
			const points: number[] = [];
			let last = "";
			for (const [lng = 0, lat = 0] of line) {
				const here = `${Math.round(lng * perDegree)},${Math.round(lat * perDegree)}`;
				if (here !== last) points.push(lng, lat);
				last = here;
			}
			return points.length < 2 * fewest ? [] : [encodeLine(points, perDegree)];
		}),
	);
}

function linesOf(shape: Position[] | Position[][]): Position[][] {
	// A position's first member is a number, a line's is a position.
	return typeof shape[0]?.[0] === "number" ? [shape as Position[]] : (shape as Position[][]);
}

function isIn({ lat, lng }: RankedTown, [left, bottom, right, top]: Box): boolean {
	return lng >= left && lng < right && lat >= bottom && lat < top;
}

function townList(towns: readonly RankedTown[], perDegree: number): TownList {
	return {
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
