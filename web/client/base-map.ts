import * as L from "leaflet";
import type { Shape, ShapesFromZoom, UnitCell } from "../map-data/unit-cell.ts";
import { cellsOf, levelAt } from "./map-cells.ts";

/** At zooms between two whole ones tiles are drawn larger or smaller, and hairlines would open between them. */
const OVERLAP_PX = 1;

/** Land, water and borders, drawn by the browser tile by tile; the sea is the page's own background. */
export function baseMap(pane: string): L.GridLayer {
	const DrawnTiles = L.GridLayer.extend({
		createTile(this: L.GridLayer, coords: L.Coords, done: L.DoneCallback): HTMLElement {
			const { x: size } = this.getTileSize();
			const canvas = document.createElement("canvas");
			const density = Math.min(devicePixelRatio || 1, 2);
			canvas.width = (size + OVERLAP_PX) * density;
			canvas.height = canvas.width;
			const scale = 256 * 2 ** coords.z;
			const side = (size + OVERLAP_PX) / scale;
			const tile = { left: (coords.x * size) / scale, top: (coords.y * size) / scale, side, scale };
			const { left, top } = tile;
			void cellsOf(levelAt(coords.z), { left, top, right: left + side, bottom: top + side }).then((cells) => {
				// Leaflet gave it the size of a tile meanwhile.
				canvas.style.width = `${size + OVERLAP_PX}px`;
				canvas.style.height = canvas.style.width;
				const context = canvas.getContext("2d");
				if (context) {
					context.scale(density, density);
					drawTile(context, coords.z, tile, cells);
				}
				done(undefined, canvas);
			});
			return canvas;
		},
	});
	return new (DrawnTiles as unknown as new (options: L.GridLayerOptions) => L.GridLayer)({
		pane,
		tileSize: 512,
		// At zoom 0 the world is narrower than a tile.
		minNativeZoom: 1,
		keepBuffer: 1,
		updateWhenZooming: false,
	});
}

function drawTile(context: CanvasRenderingContext2D, zoom: number, tile: Tile, cells: readonly UnitCell[]): void {
	const style = getComputedStyle(document.querySelector(".map") ?? document.documentElement);
	const colour = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
	const draw = (pick: (cell: UnitCell) => readonly Shape[], smallest: number) => {
		context.beginPath();
		for (const cell of cells) trace(context, pick(cell), tile, smallest);
	};
	const seen = (groups: readonly ShapesFromZoom[]) =>
		groups.flatMap(({ fromZoom, shapes }) => (zoom >= fromZoom - 1 ? shapes : []));
	context.lineJoin = "round";

	// Land and lakes are also stroked in their own colour: that closes the hairlines between cells.
	draw(({ land }) => land, 2);
	context.fillStyle = colour("land");
	context.fill("evenodd");
	context.strokeStyle = colour("land");
	context.lineWidth = 1;
	context.stroke();

	draw(({ rivers }) => seen(rivers), 1);
	context.strokeStyle = colour("river");
	context.lineWidth = zoom < 5 ? 0.7 : 1.2;
	context.stroke();

	draw(({ lakes }) => lakes, 2);
	context.fillStyle = colour("lake");
	context.fill("evenodd");
	context.strokeStyle = colour("lake");
	context.lineWidth = 0.8;
	context.stroke();

	draw(({ regions }) => seen(regions), 0);
	context.strokeStyle = colour("region");
	context.lineWidth = 1;
	context.stroke();

	draw(({ borders }) => borders, 0);
	context.strokeStyle = colour("border");
	context.lineWidth = zoom < 5 ? 0.9 : 1.4;
	context.setLineDash(zoom < 5 ? [3, 2] : [5, 3]);
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
