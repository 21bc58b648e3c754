import { levels } from "virtual:map-levels";
import { cellsIn, unitX, unitY, type Window } from "../map-data/mercator.ts";
import { decodeLine } from "../map-data/polyline.ts";
import type { Cell, LevelIndex, Lines, LinesFromZoom } from "../map-data/shapes.ts";

export interface Shape extends Window {
	/** x, y, x, y on the unit map. */
	readonly points: Float64Array;
}

export interface ShapesFromZoom {
	readonly fromZoom: number;
	readonly shapes: readonly Shape[];
}

export interface Town {
	readonly name: string;
	readonly lat: number;
	readonly lng: number;
	readonly fromZoom: number;
	/** 0 (a town) to 3 (three million people or more). */
	readonly size: number;
	readonly isCapital: boolean;
}

/** A cell of the map, ready to be drawn. */
export interface DrawnCell {
	readonly land: readonly Shape[];
	readonly lakes: readonly Shape[];
	readonly borders: readonly Shape[];
	readonly rivers: readonly ShapesFromZoom[];
	readonly regions: readonly ShapesFromZoom[];
	readonly towns: readonly Town[];
}

const NOTHING: DrawnCell = { land: [], lakes: [], borders: [], rivers: [], regions: [], towns: [] };

const asked = new Map<string, Promise<DrawnCell>>();

/** The level that a map of this zoom is drawn from. */
export function levelAt(zoom: number): LevelIndex {
	const level = levels.findLast(({ fromZoom }) => zoom >= fromZoom) ?? levels[0];
	if (!level) throw new Error("The map was built without data.");
	return level;
}

/** The cells that a window touches, each asked for once. One that the network refuses is asked for again the next time. */
export function cellsOf(level: LevelIndex, window: Window): Promise<readonly DrawnCell[]> {
	const wanted = new Set(cellsIn(window, level.columns).map(({ cell }) => cell));
	return Promise.all([...wanted].filter((cell) => level.cells.includes(cell)).map((cell) => cellOf(level, cell)));
}

function cellOf(level: LevelIndex, name: string): Promise<DrawnCell> {
	const path = `${level.folder}/${name}.json`;
	const known = asked.get(path);
	if (known) return known;
	const asking = readCell(path, level.perDegree).catch(() => {
		asked.delete(path);
		return NOTHING;
	});
	asked.set(path, asking);
	return asking;
}

async function readCell(path: string, perDegree: number): Promise<DrawnCell> {
	const reply = await fetch(`${import.meta.env.BASE_URL}${path}`);
	if (!reply.ok) throw new Error(`The map's ${path} answered ${reply.status}.`);
	// Files of our own build, whose writer has the same types.
	const cell = (await reply.json()) as Cell;
	const read = (lines: Lines) => lines.map((line) => shapeOf(decodeLine(line, perDegree)));
	const readGroups = (groups: readonly LinesFromZoom[]) =>
		groups.map(({ fromZoom, lines }) => ({ fromZoom, shapes: read(lines) }));
	return {
		land: read(cell.land),
		lakes: read(cell.lakes),
		borders: read(cell.borders),
		rivers: readGroups(cell.rivers),
		regions: readGroups(cell.regions),
		towns: townsOf(cell, perDegree),
	};
}

function townsOf({ towns: { names, places, fromZoom, size, capitals } }: Cell, perDegree: number): Town[] {
	const spots = decodeLine(places, perDegree);
	return names.map((name, index) => ({
		name,
		lng: spots[2 * index] ?? 0,
		lat: spots[2 * index + 1] ?? 0,
		fromZoom: Number.parseInt(fromZoom.charAt(index), 16),
		size: Number(size.charAt(index)),
		isCapital: capitals.includes(index),
	}));
}

function shapeOf(degrees: readonly number[]): Shape {
	const points = new Float64Array(degrees.length);
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < degrees.length; i += 2) {
		const [x, y] = [unitX(degrees[i] ?? 0), unitY(degrees[i + 1] ?? 0)];
		points[i] = x;
		points[i + 1] = y;
		left = Math.min(left, x);
		right = Math.max(right, x);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
	}
	return { points, left, top, right, bottom };
}
