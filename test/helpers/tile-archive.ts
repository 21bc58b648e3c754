import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import GeoJSONVT from "geojson-vt";
import { TileType, zxyToTileId } from "pmtiles";
import type { Level } from "../../web/map-data/shapes.ts";
import { type Shape, type Town, unitCell } from "../../web/map-data/unit-cell.ts";

export interface ArchivedTile {
	readonly z: number;
	readonly x: number;
	readonly y: number;
	readonly bytes: Uint8Array;
}

export interface WrittenArchive {
	readonly tiles: readonly ArchivedTile[];
	readonly type?: TileType;
	readonly bounds?: readonly [west: number, south: number, east: number, north: number];
	readonly metadata?: object;
	/** How many tiles a leaf directory names; without it all stand in the root. */
	readonly perLeaf?: number;
	readonly tileCompression?: number;
}

/** From where to where `middleEurope` reaches, in degrees: two cells of the bundled map. */
export const MIDDLE_EUROPE = [0, 45, 22.5, 56.25] as const;
const CELLS = ["16-3", "17-3"];
/** Of one town, as the tiles of Protomaps have names in other languages. */
export const BERLIN_IN_ARABIC = "برلين";

/**
 * Vector tiles in the schema of Protomaps, made of our own map's data: land, lakes, borders, towns, and a made-up road
 * between towns. For tests alone: nobody recorded them.
 */
export function middleEurope(maxZoom: number): readonly ArchivedTile[] {
	const level = JSON.parse(readFileSync(new URL("../../web/map-data/near.json", import.meta.url), "utf8")) as Level;
	const cells = CELLS.flatMap((name) => (level.cells[name] ? [unitCell(level.cells[name], level.perDegree)] : []));
	const towns = cells.flatMap((cell) => cell.towns);
	const layers = {
		earth: cells.flatMap(({ land }) => land.map((ring) => feature({ kind: "earth" }, "Polygon", [degrees(ring)]))),
		water: cells.flatMap(({ lakes }) => lakes.map((ring) => feature({ kind: "lake" }, "Polygon", [degrees(ring)]))),
		boundaries: cells.flatMap(({ borders }) =>
			borders.map((line) => feature({ kind: "country", kind_detail: 2 }, "LineString", degrees(line))),
		),
		roads: towns
			.filter(({ size }) => size >= 1)
			.map((from, _, all) => {
				const to = all
					.filter((other) => other !== from)
					.reduce((near, other) => (distance(other, from) < distance(near, from) ? other : near));
				const ends = [from, to].map(({ x, y }) => degreesOf(x, y));
				return feature({ kind: "highway", name: `${from.name} – ${to.name}` }, "LineString", ends);
			}),
		places: towns.map(({ name, x, y, size, fromZoom, isCapital }) =>
			feature(
				{
					kind: "locality",
					name: `${name}*`,
					...(name === "Berlin" && { "name:ar": BERLIN_IN_ARABIC }),
					min_zoom: fromZoom,
					population_rank: [7, 9, 11, 12][size] ?? 7,
					...(isCapital && { capital: "yes" }),
				},
				"Point",
				degreesOf(x, y),
			),
		),
	};
	const indexes = Object.entries(layers).map(([name, features]) => {
		const index = new GeoJSONVT({ type: "FeatureCollection", features } as never, { maxZoom, indexMaxZoom: maxZoom });
		return { name, index };
	});
	return tilesWithin(MIDDLE_EUROPE, maxZoom).flatMap(({ z, x, y }) => {
		const cut = indexes.flatMap(({ name, index }) => {
			const tile = index.getTile(z, x, y);
			return tile && tile.features.length > 0 ? [[name, tile] as const] : [];
		});
		if (cut.length === 0) return [];
		return [{ z, x, y, bytes: gzipSync(fromGeojsonVt(Object.fromEntries(cut) as never, { version: 2 })) }];
	});
}

function distance(one: Town, other: Town): number {
	return one === other ? Infinity : Math.hypot(one.x - other.x, one.y - other.y);
}

function feature(properties: object, type: string, coordinates: unknown): object {
	return { type: "Feature", properties, geometry: { type, coordinates } };
}

function degrees({ points }: Shape): number[][] {
	return Array.from({ length: points.length / 2 }, (_, index) =>
		degreesOf(points[2 * index] ?? 0, points[2 * index + 1] ?? 0),
	);
}

function degreesOf(x: number, y: number): number[] {
	return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** The tiles of all zooms that a box touches. */
export function tilesWithin(
	[west, south, east, north]: readonly [number, number, number, number],
	maxZoom: number,
): readonly Omit<ArchivedTile, "bytes">[] {
	const row = (lat: number) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
	return Array.from({ length: maxZoom + 1 }, (_, z) => {
		const span = (from: number, to: number) => {
			const first = Math.floor(from * 2 ** z);
			return Array.from({ length: Math.ceil(to * 2 ** z) - first }, (_, index) => first + index);
		};
		const columns = span((west + 180) / 360, (east + 180) / 360);
		return columns.flatMap((x) => span(row(north), row(south)).map((y) => ({ z, x, y })));
	}).flat();
}

/** Writes a PMTiles archive, version 3: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
export async function writeArchive(file: string, written: WrittenArchive): Promise<void> {
	await writeFile(file, archiveOf(written));
}

/** The bytes of such an archive. */
export function archiveOf({
	tiles,
	type = TileType.Mvt,
	bounds = [-180, -85, 180, 85],
	metadata = {},
	perLeaf = tiles.length,
	tileCompression = type === TileType.Mvt ? 2 : 1,
}: WrittenArchive): Buffer {
	const sorted = tiles
		.map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) }))
		.toSorted((one, other) => one.id - other.id);
	let at = 0;
	const entries = sorted.map(({ id, bytes }) => {
		const entry = { id, offset: at, length: bytes.length, run: 1 };
		at += bytes.length;
		return entry;
	});
	let leaves = Buffer.alloc(0);
	const root = entries.length <= perLeaf ? entries : [];
	for (let from = 0; root !== entries && from < entries.length; from += perLeaf) {
		const part = entries.slice(from, from + perLeaf);
		const leaf = directoryOf(part);
		root.push({ id: part[0]?.id ?? 0, offset: leaves.length, length: leaf.length, run: 0 });
		leaves = Buffer.concat([leaves, leaf]);
	}
	const directory = directoryOf(root);
	const described = gzipSync(JSON.stringify(metadata));
	const header = Buffer.alloc(127);
	header.write("PMTiles", "latin1");
	header[7] = 3;
	let offset = header.length;
	for (const [index, length] of [directory.length, described.length, leaves.length, at].entries()) {
		header.writeBigUInt64LE(BigInt(offset), 8 + 16 * index);
		header.writeBigUInt64LE(BigInt(length), 16 + 16 * index);
		offset += length;
	}
	for (const [index, count] of [tiles.length, tiles.length, tiles.length].entries())
		header.writeBigUInt64LE(BigInt(count), 72 + 8 * index);
	// Numbers of tiles rise with the zoom.
	header.set([1, 2, tileCompression, type, sorted[0]?.z ?? 0, sorted.at(-1)?.z ?? 0], 96);
	for (const [index, degrees] of bounds.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
	return Buffer.concat([header, directory, described, leaves, ...sorted.map(({ bytes }) => bytes)]);
}

interface Entry {
	readonly id: number;
	readonly offset: number;
	readonly length: number;
	/** Of tiles that are alike; 0: a leaf directory. */
	readonly run: number;
}

function directoryOf(entries: readonly Entry[]): Buffer {
	const numbers = [
		entries.length,
		...entries.map(({ id }, index) => id - (entries[index - 1]?.id ?? 0)),
		...entries.map(({ run }) => run),
		...entries.map(({ length }) => length),
		...entries.map(({ offset }) => offset + 1),
	];
	return gzipSync(Uint8Array.from(numbers.flatMap(varint)));
}

function varint(value: number): number[] {
	return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
