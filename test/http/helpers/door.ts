import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type Assets, loadAssets } from "../../../src/http/assets.ts";
import { createApp, type Door } from "../../../src/http/door.ts";
import { createKeptPages } from "../../../src/http/kept-pages.ts";
import { PROBLEM_TYPES } from "../../../src/http/problem.ts";
import type { TileArchive } from "../../../src/http/tile-archive.ts";
import type { Tiles } from "../../../src/http/tiles.ts";
import { createLive } from "../../../src/outbound/live.ts";
import type { OpenPage } from "../../../src/services/pages.ts";
import { KEYS } from "./known.ts";
import { doubleServices, type Heard, openPage } from "./services.ts";

export interface TestDoor {
	readonly door: Door;
	readonly app: ReturnType<typeof createApp>;
	readonly heard: Heard;
	readonly page: { current: OpenPage };
	/** A request as a seller with this key; the full key unless told. */
	call(method: string, path: string, options?: CallOptions): Promise<Response>;
}

export interface CallOptions {
	readonly key?: string | null;
	readonly json?: unknown;
	readonly body?: RequestInit["body"];
	readonly headers?: Readonly<Record<string, string>>;
}

/** The real door before small doubles of the layers behind it: they remember, and know two sellers and one of each thing. */
export async function openDoor(overrides: Partial<Door> = {}): Promise<TestDoor> {
	const heard: Heard = { registered: [], connected: [], asked: [], hooks: [], answers: new Map(), log: [] };
	const page = { current: openPage() };
	const live = createLive({ readVersions: async () => [], heartbeatMs: 60_000 });
	const door: Door = {
		services: doubleServices(heard, page),
		acceptWebhook: async (hook) => {
			heard.hooks.push({ ...hook, body: await hook.readBody("seller") });
			return { status: 204, headers: {}, body: "" };
		},
		live,
		keptPages: createKeptPages({ isCaughtUp: () => false, maxBytes: 1_000_000 }),
		ready: async () => {},
		pages: {
			parcel: (model) => `<!doctype html><h1>${model.parcel.milestone}</h1><p>${model.locale}</p>`,
			notFound: ({ locale }) => `<!doctype html><h1 lang="${locale}">Not found</h1>`,
			away: ({ locale }) => `<!doctype html><h1 lang="${locale}">Away</h1>`,
		},
		drawLine: (stops) => stops,
		assets: await assets,
		tiles: doubleTiles(),
		publicUrl: "https://track.example.com",
		trustProxy: 0,
		now: () => new Date("2026-11-22T12:00:30Z"),
		log: {
			info: (fields, message) => heard.log.push({ level: "info", fields, message }),
			warn: (fields, message) => heard.log.push({ level: "warn", fields, message }),
			error: (fields, message) => heard.log.push({ level: "error", fields, message }),
		},
		answered: () => {},
		metrics: {
			text: async () => "wayline_up 1\n",
			contentType: "text/plain; version=0.0.4",
			board: async () => "No carrier is connected.\n",
			token: KEYS.full,
		},
		...overrides,
	};
	const app = createApp(door);
	return {
		door,
		app,
		heard,
		page,
		call: async (method, path, { key = KEYS.full, json, body, headers } = {}) =>
			app.request(path, {
				method,
				headers: {
					...(key === null ? {} : { authorization: `Bearer ${key}` }),
					...(json === undefined ? {} : { "content-type": "application/json" }),
					...headers,
				},
				...(json === undefined ? {} : { body: JSON.stringify(json) }),
				...(body === undefined ? {} : { body, duplex: "half" }),
			} as RequestInit),
	};
}

/** An archive of pictures that are all alike. */
function doubleTiles(): Tiles {
	const map = { kind: "raster", minZoom: 0, maxZoom: 2, bounds: null } as const;
	const archive: TileArchive = {
		version: "edition1",
		map,
		contentType: "image/png",
		attribution: "",
		stamp: "",
		isPacked: false,
		read: async () => new Uint8Array([137, 80, 78, 71]),
		stampNow: async () => "",
		close: async () => {},
	};
	return {
		shown: () => ({ map: { ...map, url: "/tiles/edition1/{z}/{x}/{y}" }, credit: [] }),
		origin: null,
		withArchive: (use) => use(archive),
		warnings: [],
		close: archive.close,
	};
}

/** A browser part as Vite leaves it, beside a file outside that nobody may reach. */
async function builtAssets(): Promise<Assets> {
	const parent = await mkdtemp(join(tmpdir(), "wayline-assets-"));
	const directory = join(parent, "client");
	await mkdir(join(directory, ".hidden"), { recursive: true });
	await writeFile(join(directory, ".hidden", "secret.txt"), "not for you");
	await writeFile(
		join(directory, "manifest.json"),
		JSON.stringify({
			"main.ts": { file: "main-a1b2c3d4.js", isEntry: true, css: ["main-e5f6.css"] },
			"widget.ts": { file: "widget-0a1b2c3d.js", isEntry: true },
		}),
	);
	await writeFile(join(directory, "widget-0a1b2c3d.js"), `(()=>{${"/* a widget */".repeat(200)}})();`);
	await writeFile(join(directory, "push-worker.js"), "self.onpush = null;");
	await writeFile(join(directory, "main-a1b2c3d4.js"), `const words = ${JSON.stringify("parcel ".repeat(400))};`);
	await writeFile(join(directory, "main-e5f6.css"), "h1 { color: teal }");
	await writeFile(join(directory, "credits.txt"), "Natural Earth");
	await writeFile(join(parent, "secret.txt"), "not for you");
	const loaded = await loadAssets(directory);
	await rm(parent, { recursive: true });
	return loaded;
}

/** The same for every door of a test file: nothing changes them. */
const assets = builtAssets();

export interface ProblemBody {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly detail: string;
	readonly requestId: string;
	readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The one shape of every problem; returns it for what is particular. */
export async function expectProblem(response: Response, status: number): Promise<ProblemBody> {
	const text = await response.text();
	expect(response.status, text).toBe(status);
	expect(response.headers.get("content-type")).toBe("application/problem+json");
	const problem = JSON.parse(text) as ProblemBody;
	expect(problem).toMatchObject({ status, requestId: response.headers.get("x-request-id") });
	expect(problem.detail).toMatch(/^[A-Z].*[.!?>]$/s);
	const described = PROBLEM_TYPES.find(({ type }) => problem.type === `/problems#${type}`);
	expect(described, `${problem.type} is explained on /problems`).toMatchObject({ status, title: problem.title });
	expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
	for (const key of Object.values(KEYS)) expect(text).not.toContain(key);
	return problem;
}
