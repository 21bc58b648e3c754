import farFile from "../map-data/far.json" with { type: "json" };
import { cellsIn, type Window, zoomOf } from "../map-data/mercator.ts";
import middleFile from "../map-data/middle.json" with { type: "json" };
import nearFile from "../map-data/near.json" with { type: "json" };
import type { Cell, Level } from "../map-data/shapes.ts";
import { type Shape, type ShapesFromZoom, type Town, type UnitCell, unitCell } from "../map-data/unit-cell.ts";

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

/** Path data in whole units, what SVG's `d` takes, and the towns in picture units, in the order of their weight. */
export interface CroppedMap {
	readonly land: string;
	readonly lakes: string;
	readonly rivers: string;
	readonly regions: string;
	readonly borders: string;
	readonly towns: readonly Town[];
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

const cropsKnown = new Map<string, CroppedMap>();
/** Pictures of 10 to 40 KB: those of the pages that are open and told of news. */
const MOST_CROPS = 200;

/** The map as that window shows it. Cropping is half of what a page takes, so the last ones are kept. */
export function cropMap(view: View): CroppedMap {
	return remembered(cropsKnown, MOST_CROPS, Object.values(view).join(" "), () => crop(view));
}

function crop(view: View): CroppedMap {
	const zoom = pictureZoom(view);
	const level = LEVELS.findLast(({ fromZoom }) => zoom >= fromZoom) ?? farFile;
	const cells = cellsIn(windowOf(view), level.columns).flatMap(({ cell, turn }) => {
		const shapes = shapesOf(level, cell);
		return shapes ? [{ shapes, turn }] : [];
	});
	const draw = (pick: (cell: UnitCell) => readonly Shape[], path: (points: number[]) => string): string =>
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

const cellsKnown = new Map<Cell, UnitCell>();
/** Cells of a closer look that are kept ready: a few megabytes. The rest are read again when they are wanted. */
const MOST_CELLS = 120;

function shapesOf({ perDegree, cells }: Level, name: string): UnitCell | undefined {
	const cell = cells[name];
	return cell && remembered(cellsKnown, MOST_CELLS, cell, () => unitCell(cell, perDegree));
}

/** What was made last, the longest unused of them forgotten first. */
function remembered<K, V>(known: Map<K, V>, most: number, key: K, make: () => V): V {
	const ready = known.get(key) ?? make();
	known.delete(key);
	known.set(key, ready);
	for (const oldest of known.keys()) {
		if (known.size <= most) break;
		known.delete(oldest);
	}
	return ready;
}

function inView(town: Town, turn: number, { left, top, scale }: View): Town {
	return { ...town, x: Math.round((town.x + turn - left) * scale), y: Math.round((town.y - top) * scale) };
}

function isShown(x: number, y: number, { width, height, beyondX }: View): boolean {
	return x >= -beyondX && x <= width + beyondX && y >= 0 && y <= height;
}

function pathOf(shapes: readonly Shape[], turn: number, view: View, draw: (points: number[]) => string): string {
	const { left, top, right, bottom } = windowOf(view);
	let path = "";
	for (const { points, ...box } of shapes) {
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
