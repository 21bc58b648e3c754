import * as L from "leaflet";
import "./styles/tiles.css";
import { unitX, unitY, type Window } from "../map-data/mercator.ts";
import type { TilesOnMap } from "../map-data/shapes.ts";
import type { Town } from "../map-data/unit-cell.ts";
import { type Drawn, keyOf, type TileLayer } from "./drawn-tiles.ts";

/** Nearer than this a map shows nothing more of where a parcel is. */
const DEEPEST_ZOOM = 18;
/** How far beyond their own zooms pictures are still drawn: four times as large they are blurred, and the bundled map is not. */
const STRETCH = 2;

/** Tiles over the bundled map, which stays where they have nothing or fail. */
export interface Tiles {
	/** The names to be written at a zoom: the bundled ones, but where tiles are drawn those that the tiles bring. */
	readonly towns: (bundled: readonly Town[], zoom: number) => readonly Town[];
	/** After the page's colours changed. */
	readonly recolour: () => void;
}

/** Adds tiles to the map and lets the reader go as near as they reach. `changed`: other names are to be written. */
export async function showTiles(
	map: L.Map,
	tiles: TilesOnMap,
	{ pane, changed }: { readonly pane: string; readonly changed: () => void },
): Promise<Tiles> {
	const bounds = tiles.bounds && boundsOf(tiles.bounds);
	const options: L.GridLayerOptions = { pane, keepBuffer: 1, updateWhenZooming: false, ...(bounds && { bounds }) };
	const { layer, nearest, drawn, tileZoom, recolour } =
		tiles.kind === "vector"
			? (await import("./vector-tiles.ts")).vectorTiles(tiles, options)
			: pictures(tiles, options);
	letNearer(map, { layer, bounds, nearest }, ({ lat, lng }) => {
		const z = tileZoom(map.getZoom());
		return drawn.has(keyOf(z, unitX(lng) * 2 ** z, unitY(lat) * 2 ** z));
	});
	let waiting = 0;
	layer.on("tileload tileunload", () => {
		cancelAnimationFrame(waiting);
		waiting = requestAnimationFrame(changed);
	});
	layer.addTo(map);
	const box = tiles.bounds && boxOf(tiles.bounds);
	// A tile far away may show one country of many.
	const isWithin = ({ x, y }: Town) => !box || (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
	return {
		recolour,
		towns: (bundled, zoom) => {
			const z = tileZoom(zoom);
			const isCovered = (town: Town) => isWithin(town) && drawn.has(keyOf(z, town.x * 2 ** z, town.y * 2 ** z));
			const uncovered = bundled.filter((town) => !isCovered(town));
			return [...uncovered, ...[...drawn].flatMap(([key, towns]) => (key.startsWith(`${z}/`) ? towns : []))];
		},
	};
}

function pictures({ url, minZoom, maxZoom }: TilesOnMap, options: L.GridLayerOptions): TileLayer {
	const drawn: Drawn = new Map();
	const nearest = Math.min(DEEPEST_ZOOM, maxZoom + STRETCH);
	const layer = L.tileLayer(url, {
		...options,
		minZoom,
		maxNativeZoom: maxZoom,
		maxZoom: nearest,
		className: "tile-pictures",
		referrerPolicy: "no-referrer",
	});
	layer.on("tileload", ({ coords: { z, x, y } }) => drawn.set(keyOf(z, x, y), []));
	layer.on("tileunload", ({ coords: { z, x, y } }: L.TileEvent) => drawn.delete(keyOf(z, x, y)));
	return {
		layer,
		nearest,
		drawn,
		tileZoom: (zoom) => Math.max(minZoom, Math.min(maxZoom, Math.round(zoom))),
		recolour: () => undefined,
	};
}

interface Reach {
	readonly layer: L.GridLayer;
	readonly bounds: L.LatLngBounds | null;
	readonly nearest: number;
}

/** As near as tiles are drawn in the middle of the view, and else as the bundled map goes: never into emptiness. */
function letNearer(map: L.Map, { layer, bounds, nearest }: Reach, isDrawnAt: (at: L.LatLng) => boolean): void {
	const bundled = map.getMaxZoom();
	const settle = (): void => {
		map.setMaxZoom(isDrawnAt(map.getCenter()) ? Math.max(bundled, Math.min(DEEPEST_ZOOM, nearest)) : bundled);
	};
	layer.on("load", settle);
	// Outside of them nothing is asked for, and so nothing comes.
	map.on("moveend", () => bounds && !bounds.contains(map.wrapLatLng(map.getCenter())) && settle());
}

function boxOf([west, south, east, north]: NonNullable<TilesOnMap["bounds"]>): Window {
	return { left: unitX(west), top: unitY(north), right: unitX(east), bottom: unitY(south) };
}

function boundsOf([west, south, east, north]: NonNullable<TilesOnMap["bounds"]>): L.LatLngBounds {
	return L.latLngBounds([south, west], [north, east]);
}
