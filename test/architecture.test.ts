import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { sourceFile } from "./helpers/source-file.ts";

const ROOT = join(import.meta.dirname, "..");

interface Layer {
	/** Folders of ours whose values it may import. Types of core may be imported anywhere: nothing of them runs. */
	readonly own: readonly string[];
	/** Single files of other layers, where the rest of their layer is none of its business. */
	readonly files?: readonly string[];
	/** Packages and `node:` modules; a name stands for its subpaths too. Absent: whatever OWNERS leaves open. */
	readonly packages?: readonly string[];
}

/** Who may import whom. A layer knows only what stands in its line; the order is the architecture. */
const LAYERS: Readonly<Record<string, Layer>> = {
	"src/core": { own: [], packages: [] },
	"src/geo": {
		own: ["src/core"],
		packages: ["@photostructure/tz-lookup", "temporal-polyfill", "date-holidays", "chinese-days"],
	},
	// The gazetteer and what a user imports are read from the disk here, and nowhere else in src/geo.
	"src/geo/files": {
		own: ["src/core", "src/geo"],
		// One way to read CSV for all.
		files: ["src/imports/charset.ts", "src/imports/csv-rows.ts"],
		packages: ["node:fs", "node:path", "node:zlib", "node:stream"],
	},
	// Not part of the service: makes the gazetteer's file out of packages.
	"src/geo/build-places": {
		own: ["src/core", "src/geo"],
		packages: ["node:fs", "node:path", "node:module", "node:crypto", "node:zlib", "pinyin-pro"],
	},
	"adapters/kit": { own: ["src/core"], packages: ["zod", "node:crypto", "standardwebhooks", "fast-xml-parser"] },
	// Carriers without an adapter: numbers, names and pages.
	"adapters/known": { own: ["adapters/kit"], packages: [] },
	// What carriers publish of their own speed and week: tables and their look-up.
	"adapters/service-times": { own: [], packages: [] },
	adapters: { own: ["adapters/kit", "adapters/known", "adapters/service-times"], packages: ["zod"] },
	"src/demo": { own: ["adapters/kit"], packages: [] },
	"src/net": {
		// Mail, for how much of it is taken and who a mail says wrote it.
		own: ["src/core", "src/mail"],
		packages: [
			...["undici", "ipaddr.js", "cockatiel", "nodemailer", "web-push", "smtp-server", "imapflow", "mailauth"],
			...["node:dns", "node:net", "node:tls", "node:stream", "node:timers", "node:url"],
			// Where mail goes that no server takes.
			"node:fs",
			"node:path",
			"node:crypto",
		],
	},
	"src/store": { own: ["src/core"] },
	"src/ingest": {
		own: ["src/core", "src/geo", "adapters", "adapters/kit", "src/store", "src/net"],
		files: ["src/repeat.ts"],
	},
	// A seller's file of parcels: what its bytes, columns and cells mean.
	"src/imports": {
		own: ["src/core", "adapters/kit"],
		files: ["adapters/index.ts", "src/services/number-forms.ts"],
		packages: ["csv-parse", "node:buffer", "node:stream"],
	},
	// A parcel in the forms of others; their words are the adapters' tables, handed in.
	"src/exchange": { own: ["src/core"], files: ["adapters/kit/numbers.ts"], packages: ["node:crypto"] },
	// What a mail means, and what stands in the head of ours.
	"src/mail": { own: ["src/core"], packages: ["postal-mime", "htmlparser2", "node:crypto"] },
	// What a service counts of itself, and what it knows of how things stand.
	"src/metrics": { own: ["src/store"], files: ["adapters/index.ts"], packages: ["prom-client"] },
	"src/services": {
		own: ["src/core", "src/geo", "src/store", "src/imports", "src/exchange", "src/mail", "adapters/kit"],
		files: [
			...["adapters/index.ts", "src/ingest/refresh.ts", "src/ingest/replay.ts"],
			...["src/outbound/catalogue.ts", "src/outbound/signature.ts"],
		],
	},
	"src/outbound": { own: ["src/core", "src/store", "src/net"], files: ["adapters/index.ts", "src/repeat.ts"] },
	// How letters mark what is ours, so that a reply is told from it.
	"web/views": { own: ["src/core", "web/map-data"], files: ["src/mail/own-marks.ts"], packages: ["hono"] },
	"web/client": {
		own: ["web/map-data"],
		packages: ["leaflet", "protomaps-leaflet", "@protomaps/basemaps", "pmtiles", "vite", "virtual:map-levels"],
	},
	"web/map-data": { own: [] },
	"src/http": {
		own: ["src/core", "src/exchange", "src/services", "web/views"],
		files: ["src/ingest/webhook.ts", "src/describe-failure.ts", "src/outbound/catalogue.ts"],
	},
	// Core, because `read` prints the state that a message leads to.
	"src/cli": {
		own: [
			...["src/core", "src/services", "src/ingest", "src/imports", "adapters", "adapters/kit"],
			...["src/geo", "src/geo/files"],
		],
	},
	// Not part of the service: what other programs take along.
	client: { own: [], packages: [] },
	"client/generate": { own: ["web/views"], packages: [] },
	src: { own: ["*"] },
	drizzle: { own: [] },
};

/** Packages whose work belongs to one place. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
	"drizzle-orm": ["src/store"],
	"drizzle-kit": ["drizzle"],
	"csv-parse": ["src/imports"],
	postgres: ["src/store"],
	"@electric-sql/pglite": ["src/store"],
	undici: ["src/net", "src"],
	nodemailer: ["src/net"],
	"web-push": ["src/net"],
	"smtp-server": ["src/net"],
	imapflow: ["src/net"],
	mailauth: ["src/net"],
	"postal-mime": ["src/mail"],
	htmlparser2: ["src/mail"],
	"node:http": ["src", "src/http"],
	"node:https": [],
	"node:http2": [],
	"node:net": ["src/net"],
	"node:dns": ["src/net"],
	"node:tls": ["src/net"],
	hono: ["src/http", "web/views", "src"],
	"@hono/node-server": ["src/http", "src"],
	"p-queue": ["src/ingest"],
	"prom-client": ["src/metrics"],
	sharp: ["src/services"],
	mediabunny: ["src/services"],
	"node:worker_threads": ["src/services"],
	leaflet: ["web/client"],
	"protomaps-leaflet": ["web/client"],
	pmtiles: ["src/http", "web/client"],
	esbuild: ["src"],
	vite: ["src", "web/client"],
	"node:process": [],
};

const PURE = [
	"src/core",
	"src/geo",
	"src/demo",
	"src/exchange",
	"src/mail",
	"adapters",
	"adapters/kit",
	"adapters/known",
	"adapters/service-times",
];

/** Longer than 300 lines for a reason. */
const LONG: Readonly<Record<string, string>> = {
	"client/api.ts": "made from the API's document: every operation and shape",
	"web/views/words/de/page.ts": "the page's sentences in one language, as their keys stand",
	"web/views/words/fr/page.ts": "the page's sentences in one language, as their keys stand",
	"web/views/words/it/page.ts": "the page's sentences in one language, as their keys stand",
	"web/views/words/nl/page.ts": "the page's sentences in one language, as their keys stand",
	"web/views/words/ru/page.ts": "the page's sentences in one language, as their keys stand",
	"web/views/words/pl/page.ts": "the page's sentences in one language, as their keys stand",
	"src/store/schema.ts": "every table, one after the other: whoever writes a query reads it as one page",
	"adapters/17track.ts": "three answers, a push and a subscription of one vocabulary",
	"adapters/cainiao.ts": "the page in two generations, pushes in JSON and XML, and the couriers of China",
	"adapters/canada-post.ts": "three generations of one carrier's interface, in XML and JSON",
	"adapters/easypost.ts": "trackers, events and shipments, with their subscription",
	"adapters/easyship.ts": "checkpoints, shipments and pushes in two versions",
	"adapters/jt-express.ts": "one interface that every country changed, the two before it, and words in four languages",
	"adapters/aftership.ts": "three generations of one API, with its webhook and subscription",
	"adapters/bluedart.ts": "two replies and two pushes of one list of codes",
	"adapters/ninja-van.ts": "two generations of webhooks beside the poll, and the sentences of both",
	"adapters/postnl.ts": "the shop's answer and the consumer's page, with the codes of each",
	"adapters/postnord.ts": "three replies in five languages",
	"adapters/ship24.ts": "one vocabulary in trackers, webhooks and subscriptions",
	"adapters/shiprocket.ts": "four queries and a webhook, each with a table of its own",
	"adapters/swiss-post.ts": "three replies in four languages",
	"adapters/trackingmore.ts": "four generations of one API, with its webhook and subscription",
	"adapters/kit/courier-names.ts": "a table, a name a line",
	"adapters/correios.ts": "four interfaces of one service, and its sentences",
	"adapters/estafeta.ts": "sentences in two languages stand for codes that nobody publishes",
	"adapters/nz-post.ts": "two versions, a push, and the sentences behind the numbers",
	"adapters/uniuni.ts": "the client's answer, the public page and a push, with the codes of each",
	"adapters/kit/carrier.ts": "the shape of an adapter, types alone, read from top to bottom by whoever writes one",
	"adapters/bpost.ts": "the interface in XML and the page in JSON, with the sentences of four languages",
	"adapters/ups.ts": "a poll, an alert and a subscription of one vocabulary, and its sentences",
	"adapters/inpost.ts": "the app, ShipX and the group, each with events and points of its own",
	"adapters/fedex.ts": "four networks of one name, whose labels carry ten kinds of number",
	"adapters/edifact-iftsta.ts": "editions of one list, a carrier's own sentences, and the places of a journey",
	"adapters/epcis.ts": "one standard in JSON and in XML, of two versions, with its refusals",
	"adapters/x12-214.ts": "releases of forty years, whose segments moved",
	"adapters/yunexpress.ts": "two APIs and the sentences of both, which are a table",
};

// A row of a carrier's code table: `"30": "in_transit.moving",`, or turned round: `["in_transit.moving", "30 31"],`, or a
// sentence of its own: `["delivered.to_recipient", /^delivered/i],`
const CODE_ROW =
	/^\t+(?:(?:"[^"]*"|[\w$\p{Script=Han}]+): (?:"[\w.]+"|\["[\w.]+", "[\w.]+"\])|\[(?:"[\w.-]+"|\["[\w.]+", "[\w.]+"\]), (?:"[^"]*"|\/.+\/[a-z]*)\]),/u;

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
	.filter(
		(path) => /^(src|adapters|web|drizzle|client)\/.*\.(ts|tsx|mjs)$/.test(path) && !path.includes("node_modules"),
	)
	.map((path) => ({ path, layer: layerOf(path), text: readFileSync(join(ROOT, path), "utf8") }))
	.map((file) => ({ ...file, ...sourceFile(file.path, file.text), lines: linesToRead(file.layer, file.text) }));

const imports = files.flatMap((file) =>
	file.imports.map((found) => ({
		...found,
		path: file.path,
		layer: file.layer,
		...targetOf(file.path, found.specifier),
	})),
);

test("every source file lies in a layer", () => {
	expect(files.filter(({ layer }) => LAYERS[layer] === undefined).map(({ path }) => path)).toEqual([]);
	expect(files.length).toBeGreaterThan(10);
});

test("a layer imports only the layers it may know", () => {
	const breaches = imports.filter(({ layer, target, file, typeOnly }) => {
		if (target === null || target === layer) return false;
		if (typeOnly && target === "src/core") return false;
		const { own = [], files: named = [] } = LAYERS[layer] ?? {};
		return !own.includes("*") && !own.includes(target) && !named.includes(file);
	});
	expect(breaches.map(said)).toEqual([]);
});

test("the architecture's page has each layer with all that it may import", () => {
	const rows = readFileSync(join(ROOT, "src/README.md"), "utf8").matchAll(/^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|$/gm);
	const shown = new Map([...rows].map(([, folder = "", may = ""]) => [folder, may]));
	const wanted = Object.entries(LAYERS).map(([folder, { own, files: named = [] }]): [string, string] => {
		const layers = own.map((layer) => (layer === "*" ? "all" : layer.replace(/^src\//, "")));
		return [folder, [...layers, ...named.map((file) => `\`${file}\``)].join(", ") || "–"];
	});
	expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
});

test("every file that a layer may import by name is there", () => {
	const named = Object.values(LAYERS).flatMap((layer) => layer.files ?? []);
	expect(named.filter((path) => !files.some((file) => file.path === path))).toEqual([]);
});

test("a layer imports only the packages whose work it does", () => {
	const breaches = imports.filter(({ layer, specifier, target, typeOnly }) => {
		if (target !== null || (typeOnly && specifier.startsWith("node:"))) return false;
		const owner = Object.keys(OWNERS).find((name) => isOf(specifier, name));
		if (owner !== undefined && !OWNERS[owner]?.includes(layer)) return true;
		const allowed = LAYERS[layer]?.packages;
		return allowed !== undefined && !allowed.some((name) => isOf(specifier, name));
	});
	expect(breaches.map(said)).toEqual([]);
});

test("no adapter imports another: only the index and the kit know several", () => {
	const breaches = imports.filter(
		({ path, layer, target, specifier }) =>
			layer === "adapters" && path !== "adapters/index.ts" && target === "adapters" && specifier !== path,
	);
	expect(breaches.map(said)).toEqual([]);
});

test("other layers reach an adapter through the index, never by its own file", () => {
	const breaches = imports.filter(
		({ layer, target, specifier }) =>
			target === "adapters" && !layer.startsWith("adapters") && !specifier.endsWith("adapters/index.ts"),
	);
	expect(breaches.map(said)).toEqual([]);
});

test("only src/config.ts reads the environment", () => {
	// The example is a program of its own.
	const own = ["src/config.ts", "client/example.ts"];
	const readers = files.filter(({ path, uses }) => uses.has("process.env") && !own.includes(path));
	expect(readers.map(({ path }) => path)).toEqual([]);
});

test("only src/store speaks SQL", () => {
	const speakers = files.filter(
		({ layer, path, strings }) =>
			layer !== "src/store" && path !== "drizzle/config.ts" && strings.some((text) => SQL.test(text)),
	);
	expect(speakers.map(({ path }) => path)).toEqual([]);
});

test("what a service tells its reader to do by the API, it tells staff of the console as well", () => {
	const said = files
		.filter(({ layer }) => ["src/core", "src/imports", "src/services"].includes(layer))
		.flatMap(({ path, text }) => text.split("\n").map((line) => ({ path, line })))
		.filter(
			({ line }) => /["`'].*\b(?:GET|POST|PUT|PATCH|DELETE) \/v1\b/.test(line) && !/^\s*(?:\/?\*|\/\/)/.test(line),
		);
	const forPrograms = said.filter(({ line }) => !/\bconsole\b/i.test(line)).map(({ path }) => path);
	// It explains an answer of the API, which is no page.
	expect(forPrograms).toEqual(["src/services/analytics.ts"]);
	expect(said.length).toBeGreaterThan(8);
});

test("only src/net makes outgoing requests", () => {
	// The page's script fetches the page it stands on, from the server that served it.
	const callers = files.filter(
		({ layer, uses }) => uses.has("fetch") && !["src/net", "web/client", "client"].includes(layer),
	);
	expect(callers.map(({ path }) => path)).toEqual([]);
});

test("what is pure takes the time as an argument and draws no lots", () => {
	const impure = files
		.filter(({ layer }) => PURE.includes(layer))
		.flatMap(({ path, uses }) => IMPURE.filter((use) => uses.has(use)).map((use) => `${path} uses ${use}`));
	expect(impure).toEqual([]);
});

test("a file fits the reader's head: 300 lines, what is named here apart", () => {
	const long = files.filter(({ path, lines }) => lines > 300 && LONG[path] === undefined);
	expect(long.map(({ path, lines }) => `${path} has ${lines} lines`)).toEqual([]);
	const unneeded = Object.keys(LONG).filter((path) => (files.find((file) => file.path === path)?.lines ?? 0) <= 300);
	expect(unneeded).toEqual([]);
});

test("these tests see what they forbid", () => {
	const {
		imports: found,
		uses,
		strings,
	} = sourceFile(
		"breach.ts",
		`
		// fetch("https://example.com") in a comment is no request
		import type { A } from "./a.ts";
		import { type B, c } from "./b.ts";
		export { d } from "./d.ts";
		const e = await import("./e.ts");
		const text = "fetch() and process.env in a text are no breach";
		const query = \`select id from shipments where id = \${c}\`;
		async function f(client = fetch) { await client("/"); return [new Date(), Date.now(), process.env.HOME, new Date(0)]; }
		`,
	);
	expect(found).toEqual([
		{ specifier: "./a.ts", typeOnly: true },
		{ specifier: "./b.ts", typeOnly: false },
		{ specifier: "./d.ts", typeOnly: false },
		{ specifier: "./e.ts", typeOnly: false },
	]);
	expect([...uses].filter((use) => use === "process.env" || IMPURE.includes(use)).toSorted()).toEqual([
		"Date.now",
		"fetch",
		"new Date()",
		"process.env",
	]);
	expect(strings.filter((text) => SQL.test(text))).toEqual(["select id from shipments where id =  "]);
	expect(layerOf("src/core/deeper/file.ts")).toBe("src/core");
	expect(layerOf("src/main.ts")).toBe("src");
});

const SQL =
	/^\s*(?:select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(?:table|index|unique)\s|alter\s+table\s|with\s+\w+\s+as\s*\(|listen\s+\w+$|notify\s+\w+)/i;

const IMPURE = ["Date.now", "new Date()", "Math.random", "performance.now", "process.env", "fetch", "setTimeout"];

/** The rows of a carrier's code table are looked up, not read: they do not count. */
function linesToRead(layer: string, text: string): number {
	const lines = text.trimEnd().split("\n");
	return layer === "adapters" ? lines.filter((line) => !CODE_ROW.test(line)).length : lines.length;
}

function layerOf(path: string): string {
	const folder = dirname(path);
	return (
		Object.keys(LAYERS)
			.toSorted((a, b) => b.length - a.length)
			.find((layer) => folder === layer || (layer !== "src" && folder.startsWith(`${layer}/`))) ?? folder
	);
}

/** Where an import of our own leads. */
function targetOf(path: string, specifier: string): { readonly target: string | null; readonly file: string } {
	if (!specifier.startsWith(".")) return { target: null, file: "" };
	const file = relative(ROOT, join(ROOT, dirname(path), specifier));
	return { target: layerOf(file), file };
}

function isOf(specifier: string, name: string): boolean {
	return specifier === name || specifier.startsWith(`${name}/`);
}

function said({ path, specifier }: { readonly path: string; readonly specifier: string }): string {
	return `${path} imports ${specifier}`;
}
