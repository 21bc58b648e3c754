import farFile from "../map-data/far.json" with { type: "json" };
import { cellsIn, unitX, unitY, type Window, zoomOf } from "../map-data/mercator.ts";
import middleFile from "../map-data/middle.json" with { type: "json" };
import nearFile from "../map-data/near.json" with { type: "json" };
import { decodeLine } from "../map-data/polyline.ts";
import type { Cell, Level, Lines, LinesFromZoom } from "../map-data/shapes.ts";

/** A window on the Mercator map: the world is 1 wide and 1 high, and repeats sideways. */
export interface View {
	readonly left: number;
	readonly top: number;
	/** Picture units for the width of the world. */
	readonly scale: number;
	readonly width: number;
	readonly height: number;
	/** Land is drawn this much further at each side, for frames of another shape than the picture. */
	readonly beyondX: number;
	readonly beyondY: number;
}

/** A town of the map in picture units, and the zoom from which its name has room. */
export interface PictureTown {
	readonly name: string;
	readonly x: number;
	readonly y: number;
	readonly fromZoom: number;
	readonly size: number;
	readonly isCapital: boolean;
}

/** Path data in whole units, what SVG's `d` takes, and the towns in the order of their weight. */
export interface CroppedMap {
	readonly land: string;
	readonly lakes: string;
	readonly rivers: string;
	readonly regions: string;
	readonly borders: string;
	readonly towns: readonly PictureTown[];
}

/** Screen pixels for a unit of the picture, about: a third on a phone, more on a wide screen. */
const PIXELS_PER_UNIT = 0.45;
/** Points that are nearer to each other than this, in picture units, are one. */
const FINEST = 3;

// The annotation only widens what the build wrote with the same type.
const LEVELS: readonly Level[] = [farFile, middleFile, nearFile];

/** The zoom at which the live map shows as much as the picture, about. */
export function pictureZoom({ scale }: View): number {
	return zoomOf(scale * PIXELS_PER_UNIT);
}

export function cropMap(view: View): CroppedMap {
	const zoom = pictureZoom(view);
	const level = LEVELS.findLast(({ fromZoom }) => zoom >= fromZoom) ?? farFile;
	const cells = cellsIn(windowOf(view), level.columns).flatMap(({ cell, turn }) => {
		const shapes = shapesOf(level, cell);
		return shapes ? [{ shapes, turn }] : [];
	});
	const draw = (pick: (cell: CellShapes) => readonly Shape[], path: (points: number[]) => string): string =>
		cells.map(({ shapes, turn }) => pathOf(pick(shapes), turn, view, path)).join("");
	const filled = (points: number[]) => closedPath(clipRing(points, view));
	const stroked = (points: number[]) => openPaths(points, view);
	const seen = (groups: readonly ShapesFromZoom[]) =>
		groups.flatMap(({ fromZoom, shapes }) => (fromZoom <= zoom + 1 ? shapes : []));
	return {
		land: draw(({ land }) => land, filled),
		lakes: draw(({ lakes }) => lakes, filled),
		rivers: draw(({ rivers }) => seen(rivers), stroked),
		regions: draw(({ regions }) => seen(regions), stroked),
		borders: draw(({ borders }) => borders, stroked),
		towns: cells
			.flatMap(({ shapes, turn }) => shapes.towns.map((town) => inView(town, turn, view)))
			.filter(({ fromZoom, x, y }) => fromZoom <= Math.max(2, zoom + 1.1) && isShown(x, y, view))
			.sort((a, b) => a.fromZoom - b.fromZoom || b.size - a.size),
	};
}

function windowOf({ left, top, scale, width, height, beyondX, beyondY }: View): Window {
	return {
		left: left - beyondX / scale,
		top: top - beyondY / scale,
		right: left + (width + beyondX) / scale,
		bottom: top + (height + beyondY) / scale,
	};
}

interface Shape {
	/** x, y, x, y on the unit map. */
	readonly points: Float32Array;
	readonly box: Window;
}

interface ShapesFromZoom {
	readonly fromZoom: number;
	readonly shapes: readonly Shape[];
}

interface CellShapes {
	readonly land: readonly Shape[];
	readonly lakes: readonly Shape[];
	readonly borders: readonly Shape[];
	readonly rivers: readonly ShapesFromZoom[];
	readonly regions: readonly ShapesFromZoom[];
	/** On the unit map. */
	readonly towns: readonly PictureTown[];
}

const known = new Map<Cell, CellShapes>();
/** Cells of a closer look that are kept ready: a few megabytes. The rest are read again when they are wanted. */
const MOST_KNOWN = 120;

function shapesOf({ perDegree, cells }: Level, name: string): CellShapes | undefined {
	const cell = cells[name];
	if (!cell) return undefined;
	const ready = known.get(cell) ?? readCell(cell, perDegree);
	known.delete(cell);
	known.set(cell, ready);
	for (const oldest of known.keys()) {
		if (known.size <= MOST_KNOWN) break;
		known.delete(oldest);
	}
	return ready;
}

function readCell(cell: Cell, perDegree: number): CellShapes {
	const read = (lines: Lines): Shape[] => lines.map((line) => shapeOf(decodeLine(line, perDegree)));
	const readGroups = (groups: readonly LinesFromZoom[]): ShapesFromZoom[] =>
		groups.map(({ fromZoom, lines }) => ({ fromZoom, shapes: read(lines) }));
	const { names, places, fromZoom, size, capitals } = cell.towns;
	const spots = decodeLine(places, perDegree);
	return {
		land: read(cell.land),
		lakes: read(cell.lakes),
		borders: read(cell.borders),
		rivers: readGroups(cell.rivers),
		regions: readGroups(cell.regions),
		towns: names.map((name, index) => ({
			name,
			x: unitX(spots[2 * index] ?? 0),
			y: unitY(spots[2 * index + 1] ?? 0),
			fromZoom: Number.parseInt(fromZoom.charAt(index), 16),
			size: Number(size.charAt(index)),
			isCapital: capitals.includes(index),
		})),
	};
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
	return { points, box: { left, top, right, bottom } };
}

function inView(town: PictureTown, turn: number, { left, top, scale }: View): PictureTown {
	return { ...town, x: Math.round((town.x + turn - left) * scale), y: Math.round((town.y - top) * scale) };
}

function isShown(x: number, y: number, { width, height, beyondX }: View): boolean {
	return x >= -beyondX && x <= width + beyondX && y >= 0 && y <= height;
}

function pathOf(shapes: readonly Shape[], turn: number, view: View, draw: (points: number[]) => string): string {
	const { left, top, right, bottom } = windowOf(view);
	let path = "";
	for (const { points, box } of shapes) {
		const isAway = box.right + turn < left || box.left + turn > right || box.bottom < top || box.top > bottom;
		const isSpeck = Math.max(box.right - box.left, box.bottom - box.top) * view.scale < 2 * FINEST;
		if (!isAway && !isSpeck) path += draw(inPicture(thinned(points, FINEST / view.scale), turn, view));
	}
	return path;
}

/** Without the points that nobody could tell apart. */
function thinned(points: Float32Array, smallest: number): readonly number[] {
	const kept: number[] = [];
	let [lastX, lastY] = [Infinity, Infinity];
	for (let i = 0; i < points.length; i += 2) {
		const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
		const isEnd = i === 0 || i === points.length - 2;
		if (!isEnd && Math.abs(x - lastX) < smallest && Math.abs(y - lastY) < smallest) continue;
		kept.push(x, y);
		[lastX, lastY] = [x, y];
	}
	return kept;
}

function inPicture(points: readonly number[] | Float32Array, turn: number, { left, top, scale }: View): number[] {
	const placed: number[] = [];
	for (let i = 0; i < points.length; i += 2)
		placed.push(((points[i] ?? 0) + turn - left) * scale, ((points[i + 1] ?? 0) - top) * scale);
	return placed;
}

/** Sutherland and Hodgman: cut a ring at each side of the picture in turn. */
function clipRing(ring: number[], { width, height, beyondX, beyondY }: View): number[] {
	const sides = [
		{ axis: 0, limit: -beyondX, sign: 1 },
		{ axis: 0, limit: width + beyondX, sign: -1 },
		{ axis: 1, limit: -beyondY, sign: 1 },
		{ axis: 1, limit: height + beyondY, sign: -1 },
	];
	let points = ring;
	for (const { axis, limit, sign } of sides) {
		const cut: number[] = [];
		for (let i = 0; i < points.length; i += 2) {
			const j = i === 0 ? points.length - 2 : i - 2;
			const fromX = points[j] ?? 0;
			const fromY = points[j + 1] ?? 0;
			const toX = points[i] ?? 0;
			const toY = points[i + 1] ?? 0;
			const from = axis === 0 ? fromX : fromY;
			const to = axis === 0 ? toX : toY;
			const wasInside = (from - limit) * sign >= 0;
			const isInside = (to - limit) * sign >= 0;
			if (wasInside !== isInside) {
				const share = (limit - from) / (to - from);
				cut.push(fromX + share * (toX - fromX), fromY + share * (toY - fromY));
			}
			if (isInside) cut.push(toX, toY);
		}
		points = cut;
	}
	return points;
}

function closedPath(points: readonly number[]): string {
	return points.length < 6 ? "" : `${steps(points)}z`;
}

function openPaths(points: readonly number[], { width, height, beyondX, beyondY }: View): string {
	let path = "";
	let run: number[] = [];
	for (let i = 0; i < points.length; i += 2) {
		const x = points[i] ?? 0;
		const y = points[i + 1] ?? 0;
		const isInside = x > -beyondX && x < width + beyondX && y > -beyondY && y < height + beyondY;
		if (isInside) run.push(x, y);
		if ((!isInside || i === points.length - 2) && run.length > 0) {
			if (run.length >= 4) path += steps(run);
			run = [];
		}
	}
	return path;
}

/** A move and relative lines, in whole units: the shortest way to write it. */
function steps(points: readonly number[]): string {
	let x = Math.round(points[0] ?? 0);
	let y = Math.round(points[1] ?? 0);
	let path = `M${x} ${y}l`;
	let isFirst = true;
	for (let i = 2; i < points.length; i += 2) {
		const dx = Math.round(points[i] ?? 0) - x;
		const dy = Math.round(points[i + 1] ?? 0) - y;
		if (dx === 0 && dy === 0) continue;
		path += `${isFirst || dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
		isFirst = false;
		x += dx;
		y += dy;
	}
	return isFirst ? `${path}0 0` : path;
}
