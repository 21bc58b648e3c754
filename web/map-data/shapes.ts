/** Lines or rings of a layer, each written by polyline.ts. */
export interface LineFile {
	readonly perDegree: number;
	readonly lines: readonly string[];
}

export interface RiverFile {
	readonly perDegree: number;
	readonly groups: readonly { readonly fromZoom: number; readonly lines: readonly string[] }[];
}

/** Places in the order in which they should be written on the map; everything but the names stands in parallel columns. */
export interface CityFile {
	readonly perDegree: number;
	readonly names: readonly string[];
	/** One line through all of them. */
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
}

/** A dot of this radius stands for a whole country: its name is written there, and no circle claims to hold the parcel. */
export const COUNTRY_RADIUS_KM = 300;

export interface Dot {
	readonly at: Point;
	/** A city in somebody's words; empty when only the country is known. */
	readonly label: string;
	/** ISO 3166-1 alpha-2. */
	readonly country: string | null;
	readonly kind: "origin" | "stop" | "here" | "delivered" | "destination";
	/** The parcel is known to be within this of the point. */
	readonly radiusKm: number;
}
