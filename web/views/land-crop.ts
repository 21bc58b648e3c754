import borderFile from "../map-data/borders.json" with { type: "json" };
import landFile from "../map-data/land.json" with { type: "json" };
import { decodeLine } from "../map-data/polyline.ts";
import type { LineFile, Point } from "../map-data/shapes.ts";

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

/** Longitude and latitude to the unit map; longitudes past 180 run on into the next world. */
export function unitOf([lat, lng]: Point): readonly [number, number] {
	const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
	return [(lng + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

interface Shape {
	/** x, y, x, y on the unit map. */
	readonly points: Float64Array;
	readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

interface Layers {
	readonly land: readonly Shape[];
	readonly borders: readonly Shape[];
}

// By power of two of the scale: a picture of the world needs a fiftieth of the points of a picture of a town.
const levels = new Map<number, Layers>();
let finest: Layers | undefined;

function layersAt(scale: number): Layers {
	const level = Math.ceil(Math.log2(scale));
	const known = levels.get(level);
	if (known) return known;
	finest ??= { land: shapesOf(landFile), borders: shapesOf(borderFile) };
	const smallest = 6 / 2 ** level;
	const thinner = (shapes: readonly Shape[]) => shapes.map((shape) => thinned(shape, smallest));
	const layers = { land: thinner(finest.land), borders: thinner(finest.borders) };
	levels.set(level, layers);
	return layers;
}

function shapesOf({ lines, perDegree }: LineFile): Shape[] {
	return lines.map((line) => {
		const degrees = decodeLine(line, perDegree);
		const points = new Float64Array(degrees.length);
		let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
		for (let i = 0; i < degrees.length; i += 2) {
			const [x, y] = unitOf([degrees[i + 1] ?? 0, degrees[i] ?? 0]);
			points[i] = x;
			points[i + 1] = y;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
		}
		return { points, box: [left, top, right, bottom] };
	});
}

/** Path data of land and of borders in a view, in whole units: what SVG's `d` takes. */
export function cropLand(view: View): { readonly land: string; readonly borders: string } {
	const { land, borders } = layersAt(view.scale);
	return {
		land: pathOf(land, view, (points) => closedPath(clipRing(points, view))),
		borders: pathOf(borders, view, (points) => openPaths(points, view)),
	};
}

function pathOf(all: readonly Shape[], view: View, draw: (points: number[]) => string): string {
	const left = view.left - view.beyondX / view.scale;
	const top = view.top - view.beyondY / view.scale;
	const right = view.left + (view.width + view.beyondX) / view.scale;
	const bottom = view.top + (view.height + view.beyondY) / view.scale;
	let path = "";
	for (let turn = Math.floor(left); turn <= Math.floor(right); turn++)
		for (const { points, box } of all) {
			const isAway = box[2] + turn < left || box[0] + turn > right || box[3] < top || box[1] > bottom;
			const isSpeck = (box[2] - box[0]) * view.scale < 6 && (box[3] - box[1]) * view.scale < 6;
			if (!isAway && !isSpeck) path += draw(inPicture(points, turn, view));
		}
	return path;
}

/** Without the points that nobody could tell apart. */
function thinned({ points, box }: Shape, smallest: number): Shape {
	const kept: number[] = [];
	let [lastX, lastY] = [Infinity, Infinity];
	for (let i = 0; i < points.length; i += 2) {
		const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
		const isEnd = i === 0 || i === points.length - 2;
		if (!isEnd && Math.abs(x - lastX) < smallest && Math.abs(y - lastY) < smallest) continue;
		kept.push(x, y);
		[lastX, lastY] = [x, y];
	}
	return { points: Float64Array.from(kept), box };
}

function inPicture(points: Float64Array, turn: number, { left, top, scale }: View): number[] {
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
export function steps(points: readonly number[]): string {
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
