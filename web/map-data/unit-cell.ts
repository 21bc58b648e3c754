import { unitX, unitY, type Window } from "./mercator.ts";
import { decodeLine } from "./polyline.ts";
import type { Cell, Lines, LinesFromZoom } from "./shapes.ts";

/** A line or a ring on the unit map, and the box it stands in. */
export interface Shape extends Window {
	/** x, y, x, y: single precision is a metre or two, less than a pixel of the nearest look. */
	readonly points: Float32Array;
}

export interface ShapesFromZoom {
	readonly fromZoom: number;
	readonly shapes: readonly Shape[];
}

export interface Town {
	readonly name: string;
	/** On the unit map. */
	readonly x: number;
	readonly y: number;
	readonly fromZoom: number;
	/** 0 (a town) to 3 (three million people or more). */
	readonly size: number;
	readonly isCapital: boolean;
}

/** A cell of the map on the unit map, as both the picture and the live map draw it. */
export interface UnitCell {
	readonly land: readonly Shape[];
	readonly lakes: readonly Shape[];
	readonly borders: readonly Shape[];
	readonly rivers: readonly ShapesFromZoom[];
	readonly regions: readonly ShapesFromZoom[];
	readonly towns: readonly Town[];
}

/** What the build wrote of a cell, ready to be drawn. `perDegree` is its level's. */
export function unitCell(cell: Cell, perDegree: number): UnitCell {
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
		x: unitX(spots[2 * index] ?? 0),
		y: unitY(spots[2 * index + 1] ?? 0),
		fromZoom: Number.parseInt(fromZoom.charAt(index), 16),
		size: Number(size.charAt(index)),
		isCapital: capitals.includes(index),
	}));
}

function shapeOf(degrees: readonly number[]): Shape {
	const points = new Float32Array(degrees.length);
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
