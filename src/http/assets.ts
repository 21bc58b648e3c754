import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { z } from "zod";
import { assetsOf } from "../../web/views/assets.ts";
import type { Assets as PageAssets } from "../../web/views/model.ts";

/** The browser's part as Vite built it: every file is known before the first request, so no path can leave the directory. */
export interface Assets {
	/** What the page links to. */
	readonly page: PageAssets;
	/** What a shop's page loads, whose address has to stay: a plain script that wants no other file. */
	readonly widget: Asset;
	/** Undefined: no such file. `path` is what follows `/assets/`. */
	find(path: string): Asset | undefined;
}

/** As `content-encoding` names it. */
export type Encoding = "br" | "gzip";

export interface Asset {
	readonly contentType: string;
	readonly body: Uint8Array<ArrayBuffer>;
	/** Null where compression gains nothing. Made once, when it is first asked for. */
	readonly compressed: (encoding: Encoding) => Promise<Uint8Array<ArrayBuffer> | null>;
	readonly etag: string;
	/** The name holds a digest of the content, so it may be kept for ever. */
	readonly isImmutable: boolean;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".json": "application/json",
	".svg": "image/svg+xml",
	".png": "image/png",
	".webp": "image/webp",
	".ico": "image/x-icon",
	".woff2": "font/woff2",
	".txt": "text/plain; charset=utf-8",
	".map": "application/json",
};
const COMPRESSIBLE = new Set([".js", ".css", ".json", ".svg", ".txt", ".map"]);
const MANIFEST = "manifest.json";
/** Cells of the map, whose folder names the digest of them all: web/map-data/levels-plugin.ts. */
const MAP_CELL = /^map\/[a-z]+-[\w-]{10}\/[^/]+$/;

const manifestSchema = z.record(
	z.string(),
	z.object({
		file: z.string(),
		css: z.array(z.string()).optional(),
		assets: z.array(z.string()).optional(),
	}),
);

const byGzip = promisify(gzip);
const byBrotli = promisify(brotliCompress);

/** Throws a plain sentence when the directory holds no build. */
export async function loadAssets(directory: string): Promise<Assets> {
	const manifest = await readManifest(directory);
	const built = manifestSchema.parse(JSON.parse(manifest));
	const hashed = new Set(Object.values(built).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
	const files = new Map<string, Asset>();
	for (const path of await listFiles(directory)) {
		files.set(path, asAsset(path, await readFile(join(directory, path)), hashed.has(path) || MAP_CELL.test(path)));
	}
	const widget = files.get(built["widget.ts"]?.file ?? "");
	if (!widget) throw new Error(`The build of the page in ${directory} lacks its widget.ts: run "npm run build".`);
	return { page: assetsOf(manifest), widget, find: (path) => files.get(path) };
}

async function readManifest(directory: string): Promise<string> {
	try {
		return await readFile(join(directory, MANIFEST), "utf8");
	} catch (cause) {
		throw new Error(`No build of the page in ${directory}: run "npm run build".`, { cause });
	}
}

/** Paths with slashes, without the manifest and hidden files. */
async function listFiles(directory: string): Promise<string[]> {
	const entries = await readdir(directory, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
		.filter((path) => path !== MANIFEST && !path.split("/").some((segment) => segment.startsWith(".")))
		.sort();
}

function asAsset(path: string, content: Buffer, isImmutable: boolean): Asset {
	const body = new Uint8Array(content);
	const known = new Map<Encoding, Promise<Uint8Array<ArrayBuffer> | null>>();
	return {
		contentType: CONTENT_TYPES[extname(path)] ?? "application/octet-stream",
		body,
		compressed: (encoding) => {
			if (!COMPRESSIBLE.has(extname(path))) return Promise.resolve(null);
			const ready = known.get(encoding) ?? compressed(body, encoding);
			known.set(encoding, ready);
			return ready;
		},
		etag: `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
		isImmutable,
	};
}

async function compressed(body: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | null> {
	const smaller =
		encoding === "br"
			? await byBrotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
			: await byGzip(body, { level: 9 });
	return smaller.length < body.length * 0.9 ? new Uint8Array(smaller) : null;
}
