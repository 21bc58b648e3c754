import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { takesGzip } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { matchesEtag } from "./matches-etag.ts";
import { noSuchPath } from "./problem.ts";
import { MOST_TILE_BYTES, type TileArchive } from "./tile-archive.ts";

type Needs = Pick<Door, "tiles">;

const unpack = promisify(gunzip);

/**
 * Tiles of the operator's archive, one by one: each is kept by browsers and caches for ever under its archive's version,
 * no page needs the archive's directories, and nobody is handed the whole of it.
 */
export function tileRoutes({ tiles }: Needs): readonly Route[] {
	return [{ method: "GET", path: "/tiles/:version/:z/:x/:y", answer: (context) => answerTile(tiles, context) }];
}

async function answerTile(tiles: Door["tiles"], context: HttpContext): Promise<Response> {
	const at = tileIn(context);
	if (!tiles?.withArchive || !at) throw noSuchPath();
	return tiles.withArchive((archive) => answerFrom(archive, at, context));
}

async function answerFrom(archive: TileArchive, at: TilePlace, context: HttpContext): Promise<Response> {
	const { minZoom, maxZoom } = archive.map;
	if (at.z < minZoom || at.z > maxZoom) throw noSuchPath();
	const isCurrent = context.req.param("version") === archive.version;
	const etag = `"${archive.version}"`;
	const headers = {
		// A page that was open before the archive was replaced, or another node's, asks under another version.
		"cache-control": isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
		// Nobody else's page builds on our line.
		"cross-origin-resource-policy": "same-origin",
		vary: "accept-encoding",
	};
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, { ...headers, etag });
	const tile = await archive.read(at.z, at.x, at.y);
	if (tile === null) return context.body(null, 204, headers);
	const more = { ...headers, etag, "content-type": archive.contentType };
	if (!archive.isPacked) return context.body(tile, 200, more);
	if (takesGzip(context.req.header("accept-encoding")))
		return context.body(tile, 200, { ...more, "content-encoding": "gzip" });
	return context.body(new Uint8Array(await unpack(tile, { maxOutputLength: MOST_TILE_BYTES })), 200, more);
}

interface TilePlace {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

/** Null for what is no place on the map. */
function tileIn(context: HttpContext): TilePlace | null {
	const named = ["z", "x", "y"].map((name) => context.req.param(name) ?? "");
	if (!named.every((text) => /^(?:0|[1-9]\d{0,7})$/.test(text))) return null;
	const [z = 0, x = 0, y = 0] = named.map(Number);
	const tilesAcross = 2 ** z;
	return z <= 22 && x < tilesAcross && y < tilesAcross ? { z, x, y } : null;
}
