import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Compression, type Header, PMTiles, SharedPromiseCache, type Source, TileType } from "pmtiles";
import type { ShownTiles } from "../../web/views/model.ts";

type TilesOnMap = ShownTiles["map"];

/** A PMTiles archive (version 3) whose tiles a browser can draw. */
export interface TileArchive {
	/** Of its content: the same on every node that has the same file. */
	readonly version: string;
	readonly map: Omit<TilesOnMap, "url">;
	readonly contentType: string;
	/** HTML of whoever made it, as it stands there; hostile until read by tile-credit.ts. */
	readonly attribution: string;
	/** Of the file: another one tells that it is no longer the one that was opened. */
	readonly stamp: string;
	/** The tile's bytes, packed with gzip where `isPacked`; null where the archive has none. Rejects when it is damaged. */
	read(z: number, x: number, y: number): Promise<Uint8Array<ArrayBuffer> | null>;
	readonly isPacked: boolean;
	/** What the file that was opened is now: an archive that was moved away still reads as it did. */
	stampNow(): Promise<string>;
	/** After the readings in flight. */
	close(): Promise<void>;
}

/** A tile or directory of an archive that is in order is far smaller, by ten times and more. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_DIRECTORY_BYTES = 2 * 1024 * 1024;
const MOST_METADATA_BYTES = 16 * 1024 * 1024;
export const MOST_TILE_BYTES = 32 * 1024 * 1024;
/** Of a few thousand entries each: some 20 MB of memory when all are full. */
const KEPT_DIRECTORIES = 64;
/** What the specification lets stand before anything else: header and root directory. */
const HEAD_BYTES = 16_384;
const HEADER_BYTES = 127;
/** At which a tile is a city block. */
const DEEPEST_ZOOM = 22;

const KINDS: ReadonlyMap<TileType, { readonly kind: TilesOnMap["kind"]; readonly contentType: string }> = new Map([
	[TileType.Mvt, { kind: "vector", contentType: "application/vnd.mapbox-vector-tile" }],
	[TileType.Png, { kind: "raster", contentType: "image/png" }],
	[TileType.Jpeg, { kind: "raster", contentType: "image/jpeg" }],
	[TileType.Webp, { kind: "raster", contentType: "image/webp" }],
	[TileType.Avif, { kind: "raster", contentType: "image/avif" }],
]);

const unpack = promisify(gunzip);

/** Rejects with a sentence that names the file and what is wrong with it. */
export async function openArchive(file: string): Promise<TileArchive> {
	const handle = await openFile(file);
	try {
		return await readArchive(handle);
	} catch (error) {
		await handle.close();
		throw error instanceof Broken
			? new Error(`WAYLINE_TILES names ${file}, which ${error.message}`)
			: new Error(`WAYLINE_TILES names ${file}, which is damaged: it cannot be read as a PMTiles archive.`, {
					cause: error,
				});
	}
}

/** Differs once a file is another, or was written to. */
export function stampOf({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): string {
	return `${ino}-${size}-${mtimeMs}`;
}

/** The rest of a sentence that begins with the file. */
class Broken extends Error {}

async function openFile(file: string): Promise<FileHandle> {
	try {
		return await open(file, "r");
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		const why = code === "ENOENT" ? "is not there" : `cannot be opened (${code})`;
		throw new Error(`WAYLINE_TILES names ${file}, which ${why}.`, { cause });
	}
}

async function readArchive(handle: FileHandle): Promise<TileArchive> {
	const stats = await handle.stat();
	if (!stats.isFile()) throw new Broken("is no file.");
	const source = sourceOf(handle, stats.size);
	const head = new Uint8Array((await source.getBytes(0, HEAD_BYTES)).data);
	if (head.length < HEADER_BYTES || Buffer.from(head.subarray(0, 7)).toString("latin1") !== "PMTiles" || head[7] !== 3)
		throw new Broken("is no PMTiles archive of version 3.");
	const cache = new SharedPromiseCache(KEPT_DIRECTORIES, undefined, unpackAs(MOST_DIRECTORY_BYTES));
	const described = new PMTiles(source, cache, unpackAs(MOST_METADATA_BYTES));
	const header = await described.getHeader();
	const { kind, contentType } = checked(header, stats.size);
	const metadata = await described.getMetadata();
	// Tiles go to the browser as they are packed.
	const packed = new PMTiles(source, cache, async (bytes) => bytes);
	const lastByte = new Uint8Array(Buffer.from(JSON.stringify([stats.size, metadata])));
	let [reading, isClosing] = [0, false];
	return {
		version: createHash("sha256").update(head).update(lastByte).digest("base64url").slice(0, 12),
		map: { kind, ...zoomsOf(header), bounds: boundsOf(header) },
		contentType,
		attribution: attributionIn(metadata),
		stamp: stampOf(stats),
		isPacked: header.tileCompression === Compression.Gzip,
		read: async (z, x, y) => {
			reading++;
			try {
				const tile = await packed.getZxy(z, x, y);
				return tile && tile.data.byteLength > 0 ? new Uint8Array(tile.data) : null;
			} finally {
				reading--;
				if (isClosing && reading === 0) await handle.close();
			}
		},
		stampNow: async () => stampOf(await handle.stat()),
		close: async () => {
			isClosing = true;
			if (reading === 0) await handle.close();
		},
	};
}

function checked(header: Header, size: number): { kind: TilesOnMap["kind"]; contentType: string } {
	const kind = KINDS.get(header.tileType);
	if (!kind)
		throw new Broken(
			"holds tiles of a kind that no browser draws: vector tiles (MVT), PNG, JPEG, WebP or AVIF are wanted.",
		);
	const known = [Compression.Unknown, Compression.None, Compression.Gzip];
	if (!known.includes(header.tileCompression) || !known.includes(header.internalCompression))
		throw new Broken("is packed in another way than gzip, which alone is read.");
	const end = header.tileDataOffset + (header.tileDataLength ?? 0);
	if (end > size) throw new Broken(`is cut short: it has ${size} bytes of ${end}. Copy it again.`);
	return kind;
}

function zoomsOf({ minZoom, maxZoom }: Header): Pick<TilesOnMap, "minZoom" | "maxZoom"> {
	if (minZoom > maxZoom) throw new Broken("says that it has no zoom.");
	return { minZoom: Math.min(minZoom, DEEPEST_ZOOM), maxZoom: Math.min(maxZoom, DEEPEST_ZOOM) };
}

/** Some programs leave them empty. */
function boundsOf({ minLon, minLat, maxLon, maxLat }: Header): TilesOnMap["bounds"] {
	const isMeant = minLon < maxLon && minLat < maxLat && Math.abs(minLon) <= 180 && Math.abs(maxLon) <= 180;
	return isMeant ? [minLon, minLat, maxLon, maxLat] : null;
}

function attributionIn(metadata: unknown): string {
	if (typeof metadata !== "object" || metadata === null || !("attribution" in metadata)) return "";
	return typeof metadata.attribution === "string" ? metadata.attribution : "";
}

function sourceOf(handle: FileHandle, size: number): Source {
	return {
		getKey: () => "archive",
		getBytes: async (offset, length) => {
			// The first look is wider than a small archive.
			const wanted = offset === 0 ? Math.min(length, size) : length;
			if (!Number.isSafeInteger(offset + wanted) || wanted > MOST_BYTES || offset + wanted > size)
				throw new Error("A part of the archive of tiles is said to lie outside of it, or to be far too large.");
			const bytes = new Uint8Array(wanted);
			const { bytesRead } = await handle.read(bytes, 0, wanted, offset);
			if (bytesRead < wanted) throw new Error("The archive of tiles is shorter than it was.");
			return { data: bytes.buffer };
		},
	};
}

function unpackAs(maxOutputLength: number) {
	return async (bytes: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> => {
		if (compression !== Compression.Gzip) return bytes;
		return new Uint8Array(await unpack(bytes, { maxOutputLength })).buffer;
	};
}
