import * as L from "leaflet";
import bordersUrl from "../map-data/borders.json?url";
import lakesUrl from "../map-data/lakes.json?url";
import landUrl from "../map-data/land.json?url";
import { decodeLine } from "../map-data/polyline.ts";
import riversUrl from "../map-data/rivers.json?url";
import type { LineFile, RiverFile } from "../map-data/shapes.ts";

interface Shape {
	/** x, y, x, y; the world is 1 wide and 1 high. */
	readonly points: Float32Array;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

interface Layers {
	readonly land: readonly Shape[];
	readonly borders: readonly Shape[];
	readonly lakes: readonly Shape[];
	readonly rivers: readonly { readonly fromZoom: number; readonly shapes: readonly Shape[] }[];
}

/** Reads a bundled file of the map. */
export async function readFile<T>(url: string): Promise<T> {
	const reply = await fetch(url);
	if (!reply.ok) throw new Error(`The map file ${url} answered ${reply.status}.`);
	// Files of our own build, whose writer has the same types.
	return (await reply.json()) as T;
}

/** Land, water and borders, drawn by the browser tile by tile; the sea is the page's own background. */
export async function baseMap(pane: string): Promise<L.GridLayer> {
	const [land, borders, lakes, rivers] = await Promise.all([
		readFile<LineFile>(landUrl),
		readFile<LineFile>(bordersUrl),
		readFile<LineFile>(lakesUrl),
		readFile<RiverFile>(riversUrl),
	]);
	const layers: Layers = {
		land: shapesOf(land),
		borders: shapesOf(borders),
		lakes: shapesOf(lakes),
		rivers: rivers.groups.map(({ fromZoom, lines }) => ({
			fromZoom,
			shapes: shapesOf({ lines, perDegree: rivers.perDegree }),
		})),
	};
	const DrawnTiles = L.GridLayer.extend({
		createTile(this: L.GridLayer, coords: L.Coords): HTMLElement {
			const { x: size } = this.getTileSize();
			const tile = document.createElement("canvas");
			const density = Math.min(devicePixelRatio || 1, 2);
			tile.width = size * density;
			tile.height = size * density;
			const context = tile.getContext("2d");
			if (context) {
				context.scale(density, density);
				drawTile(context, coords, size, layers);
			}
			return tile;
		},
	});
	return new (DrawnTiles as unknown as new (options: L.GridLayerOptions) => L.GridLayer)({
		pane,
		tileSize: 512,
		keepBuffer: 1,
		updateWhenZooming: false,
	});
}

function shapesOf({ lines, perDegree }: LineFile): Shape[] {
	return lines.map((line) => {
		const degrees = decodeLine(line, perDegree);
		const points = new Float32Array(degrees.length);
		let [left, top, right, bottom] = [1, 1, 0, 0];
		for (let i = 0; i < degrees.length; i += 2) {
			const x = ((degrees[i] ?? 0) + 180) / 360;
			const sine = Math.sin((Math.max(-85.05, Math.min(85.05, degrees[i + 1] ?? 0)) * Math.PI) / 180);
			const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
			points[i] = x;
			points[i + 1] = y;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
		}
		return { points, left, top, right, bottom };
	});
}

function drawTile(context: CanvasRenderingContext2D, coords: L.Coords, size: number, layers: Layers): void {
	const scale = 256 * 2 ** coords.z;
	const tile = { left: (coords.x * size) / scale, top: (coords.y * size) / scale, side: size / scale, scale };
	const style = getComputedStyle(document.documentElement);
	const colour = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
	context.lineJoin = "round";

	context.beginPath();
	trace(context, layers.land, tile, 2);
	context.fillStyle = colour("land");
	context.fill("evenodd");
	// In its own colour: it closes the hairline where Russia is cut at the date line.
	context.strokeStyle = colour("land");
	context.lineWidth = 1;
	context.stroke();

	context.beginPath();
	for (const { fromZoom, shapes } of layers.rivers) if (coords.z >= fromZoom - 1) trace(context, shapes, tile, 1);
	context.strokeStyle = colour("river");
	context.lineWidth = coords.z < 5 ? 0.7 : 1.1;
	context.stroke();

	context.beginPath();
	trace(context, layers.lakes, tile, 2);
	context.fillStyle = colour("lake");
	context.fill("evenodd");

	context.beginPath();
	trace(context, layers.borders, tile, 0);
	context.strokeStyle = colour("border");
	context.lineWidth = coords.z < 5 ? 0.9 : 1.3;
	context.setLineDash(coords.z < 5 ? [3, 2] : [5, 3]);
	context.stroke();
}

interface Tile {
	readonly left: number;
	readonly top: number;
	readonly side: number;
	readonly scale: number;
}

/** `smallest`: leaves out what would be less than that many pixels. */
function trace(context: CanvasRenderingContext2D, shapes: readonly Shape[], tile: Tile, smallest: number): void {
	const { left, top, side, scale } = tile;
	const edge = 4 / scale;
	for (const shape of shapes) {
		if (shape.right < left - edge || shape.left > left + side + edge) continue;
		if (shape.bottom < top - edge || shape.top > top + side + edge) continue;
		if ((shape.right - shape.left + shape.bottom - shape.top) * scale < smallest) continue;
		traceShape(context, shape.points, tile);
	}
}

/** Whole, never cut at the tile: dashes then meet at the seams. Points that fall on one pixel are one. */
function traceShape(context: CanvasRenderingContext2D, points: Float32Array, { left, top, scale }: Tile): void {
	let lastX = Infinity;
	let lastY = Infinity;
	for (let i = 0; i < points.length; i += 2) {
		const x = ((points[i] ?? 0) - left) * scale;
		const y = ((points[i + 1] ?? 0) - top) * scale;
		if (i === 0) context.moveTo(x, y);
		else if (Math.abs(x - lastX) > 0.7 || Math.abs(y - lastY) > 0.7 || i === points.length - 2) context.lineTo(x, y);
		else continue;
		lastX = x;
		lastY = y;
	}
}
