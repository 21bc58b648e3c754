/** Lines or rings of a layer, each written by polyline.ts. */
export type Lines = readonly string[];

/** Lines that are drawn from a zoom on. */
export interface LinesFromZoom {
	readonly fromZoom: number;
	readonly lines: Lines;
}

/** Rivers or borders of regions of the whole world. */
export interface ZoomedLines {
	readonly perDegree: number;
	readonly groups: readonly LinesFromZoom[];
}

/**
 * The whole world at one resolution, cut along meridians and parallels into cells, so that a view needs only those that
 * it touches. `columns` is a power of two; a cell is as wide as it is high, in degrees.
 */
export interface Level {
	/** The zoom of a map whose world is 256 pixels wide at zoom 0. */
	readonly fromZoom: number;
	readonly columns: number;
	readonly perDegree: number;
	/** By `column-row`, counted from the date line eastwards and from the north pole down; a cell without land is not there. */
	readonly cells: Readonly<Record<string, Cell>>;
}

export interface Cell {
	readonly land: Lines;
	readonly borders: Lines;
	readonly lakes: Lines;
	readonly rivers: readonly LinesFromZoom[];
	readonly regions: readonly LinesFromZoom[];
	readonly towns: TownList;
}

/** What the browser knows of a level before it asks for its cells, which lie at `<folder>/<cell>.json`. */
export interface LevelIndex extends Omit<Level, "cells"> {
	readonly folder: string;
	readonly cells: readonly string[];
}

/** Places in the order in which they should be written on the map; everything but the names stands in parallel columns. */
export interface TownList {
	readonly names: readonly string[];
	/** One line through all of them, at the resolution of the level. */
	readonly places: string;
	/** A hexadecimal digit a place: the zoom from which it has room. */
	readonly fromZoom: string;
	/** A digit a place, 0 (a town) to 3 (three million people or more). */
	readonly size: string;
	readonly capitals: readonly number[];
}

/** A point of a route: latitude and longitude; the longitude runs on past 180 where the route crosses the date line. */
export type Point = readonly [lat: number, lng: number];

/** What the server tells the browser's map about one parcel. */
export interface DrawnRoute {
	/** Travelled: a line of points a leg. */
	readonly past: readonly (readonly Point[])[];
	/** Still to come, drawn dashed; empty when the parcel has arrived or the destination is unknown. */
	readonly next: readonly Point[];
	readonly dots: readonly Dot[];
	/** Where the other parcels of the order are, as far as anybody knows. */
	readonly others: readonly OtherRoute[];
}

/** Another parcel of the order, drawn smaller beside the own one. */
export interface OtherRoute {
	/** Its letter on the map and in the text. */
	readonly mark: string;
	readonly past: readonly (readonly Point[])[];
	readonly at: Point;
	/** 0, or at which place beside it the mark stands because others are at the same point. */
	readonly beside: 0 | 1 | 2;
}

/** A dot of this radius stands for a whole country: its name is written there, and no circle claims to hold the parcel. */
export const COUNTRY_RADIUS_KM = 300;

export interface Dot {
	readonly at: Point;
	/** A city in somebody's words; empty when only the country is known. */
	readonly label: string;
	/** ISO 3166-1 alpha-2. */
	readonly country: string | null;
	/** `van`: the courier on the way to the door, now. `pickup`: where the parcel waits to be fetched. */
	readonly kind: "origin" | "stop" | "here" | "van" | "pickup" | "delivered" | "destination";
	/** The parcel is known to be within this of the point. */
	readonly radiusKm: number;
}

/** Tiles of the operator's own behind the live map, over the bundled one. */
export interface TilesOnMap {
	/** Drawn by the browser in the schema of Protomaps, or pictures. */
	readonly kind: "vector" | "raster";
	/** With `{z}`, `{x}` and `{y}`, of pictures also `{r}`; of ours a path of this service. */
	readonly url: string;
	/** Of the tiles themselves: what is nearer is drawn out of these. */
	readonly minZoom: number;
	readonly maxZoom: number;
	/** In degrees; null: the whole world. */
	readonly bounds: readonly [west: number, south: number, east: number, north: number] | null;
}

/** Names of the live map and of its buttons. */
export interface MapLabels {
	readonly title: string;
	readonly zoomIn: string;
	readonly zoomOut: string;
	readonly pan: Readonly<Record<"left" | "up" | "down" | "right", string>>;
}
