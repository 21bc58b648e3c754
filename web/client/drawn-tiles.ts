import type * as L from "leaflet";
import type { Town } from "../map-data/unit-cell.ts";

/** What is drawn: by the key of a tile, the towns that it names. */
export type Drawn = Map<string, readonly Town[]>;

/** How one kind of tile is drawn. */
export interface TileLayer {
	readonly layer: L.GridLayer;
	/** The nearest zoom of the map at which it is. */
	readonly nearest: number;
	readonly drawn: Drawn;
	/** Which tiles a map of this zoom shows. */
	readonly tileZoom: (zoom: number) => number;
	/** After the page's colours changed. */
	readonly recolour: () => void;
}

/** Of the tile in which a point lies, counted in tiles of its zoom; the worlds beside each other have the same. */
export function keyOf(z: number, x: number, y: number): string {
	const across = 2 ** z;
	return `${z}/${((Math.floor(x) % across) + across) % across}/${Math.floor(y)}`;
}
