import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { TileType } from "pmtiles";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { creditParts } from "../../src/http/tile-credit.ts";
import { openTiles, type Tiles } from "../../src/http/tiles.ts";
import type { PageModel } from "../../web/views/model.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService } from "../helpers/service.ts";
import { type ArchivedTile, archiveOf, tilesWithin, type WrittenArchive } from "../helpers/tile-archive.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openPage } from "./helpers/services.ts";

/** Each tile says which it is; the last is left out. */
const TILES: readonly ArchivedTile[] = tilesWithin([-180, -85, 180, 85], 3)
	.slice(0, -1)
	.map(({ z, x, y }) => ({ z, x, y, bytes: gzipSync(`${z}/${x}/${y}`) }));
const FOR_EVER = "public, max-age=31536000, immutable";

let folder: string;
let files = 0;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "wayline-tiles-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function written(archive: WrittenArchive | Buffer): Promise<string> {
	const file = join(folder, `${++files}.pmtiles`);
	await writeFile(file, Buffer.isBuffer(archive) ? archive : archiveOf(archive));
	return file;
}

async function opened(file: string, more: { credit?: string; told?: string[] } = {}): Promise<Tiles> {
	const tiles = await openTiles({
		setting: { kind: "archive", file },
		credit: more.credit ?? null,
		onTrouble: (sentence) => more.told?.push(sentence),
	});
	onTestFinished(tiles.close);
	return tiles;
}

async function doorTo(tiles: Tiles) {
	const { call } = await openDoor({ tiles });
	return {
		call,
		ask: (at: string, headers: Record<string, string> = {}) => call("GET", pathOf(tiles, at), { key: null, headers }),
	};
}

function pathOf(tiles: Tiles, at: string): string {
	return tiles.shown().map.url.replace("{z}/{x}/{y}", at);
}

describe("an archive of tiles", () => {
	test.each([
		["in its root directory", undefined],
		["in leaf directories", 7],
	])("is served tile by tile, packed as it is, to be kept for ever: %s", async (_case, perLeaf) => {
		const tiles = await opened(await written({ tiles: TILES, ...(perLeaf && { perLeaf }) }));
		const { ask } = await doorTo(tiles);
		for (const { z, x, y, bytes } of TILES) {
			const answer = await ask(`${z}/${x}/${y}`, { "accept-encoding": "gzip" });
			expect(answer.status).toBe(200);
			expect(answer.headers.get("content-encoding")).toBe("gzip");
			expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(bytes));
			expect(answer.headers.get("cache-control")).toBe(FOR_EVER);
			expect(answer.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
			expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
		}
	});

	test("is unpacked for who does not take gzip, and not sent twice", async () => {
		const { ask } = await doorTo(await opened(await written({ tiles: TILES })));
		const plain = await ask("2/1/3");
		expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "2/1/3"]);
		const again = await ask("2/1/3", { "if-none-match": plain.headers.get("etag") ?? "" });
		expect([again.status, await again.text()]).toEqual([304, ""]);
	});

	test("of pictures is served as they are", async () => {
		const bytes = randomBytes(2000);
		const file = await written({ tiles: [{ z: 0, x: 0, y: 0, bytes }], type: TileType.Webp, bounds: [5, 45, 15, 55] });
		const tiles = await opened(file);
		expect(tiles.shown().map).toMatchObject({ kind: "raster", minZoom: 0, maxZoom: 0, bounds: [5, 45, 15, 55] });
		const answer = await (await doorTo(tiles)).ask("0/0/0", { "accept-encoding": "gzip" });
		expect([answer.headers.get("content-type"), answer.headers.get("content-encoding")]).toEqual(["image/webp", null]);
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
	});

	test("answers a tile that it lacks with nothing, which may be kept too", async () => {
		const { ask } = await doorTo(await opened(await written({ tiles: TILES })));
		const answer = await ask("3/7/7");
		expect([answer.status, await answer.text(), answer.headers.get("cache-control")]).toEqual([204, "", FOR_EVER]);
	});

	test.each([
		"4/0/0",
		"1/2/0",
		"1/0/2",
		"-1/0/0",
		"01/0/0",
		"1e1/0/0",
		"1/0/0.png",
		"1/0/0x0",
		"99/0/0",
		"26/99999999/0",
		"1/0/%2e%2e",
		"1/..%2f..%2fetc/passwd",
		"1/0/",
		"NaN/0/0",
	])("has nothing at %s", async (at) => {
		const { ask } = await doorTo(await opened(await written({ tiles: TILES })));
		await expectProblem(await ask(at), 404);
	});

	test("is not there where none was set, nor where tiles come from elsewhere", async () => {
		const elsewhere = await openTiles({
			setting: { kind: "url", template: "https://tiles.example.com/{z}/{x}/{y}.png" },
			credit: null,
			onTrouble: () => {},
		});
		for (const tiles of [null, elsewhere])
			await expectProblem(await (await openDoor({ tiles })).call("GET", "/tiles/edition1/0/0/0"), 404);
	});
});

describe("an archive that is replaced", () => {
	const other = TILES.map((tile) => ({ ...tile, bytes: gzipSync(`other ${tile.z}/${tile.x}/${tile.y}`) }));

	test("is followed without a restart, and what was asked for under the old version is not kept", async () => {
		const file = await written({ tiles: TILES });
		const tiles = await opened(file);
		const { ask, call } = await doorTo(tiles);
		const before = pathOf(tiles, "1/1/1");
		expect(await (await ask("1/1/1")).text()).toBe("1/1/1");
		await rename(await written({ tiles: other }), file);
		const old = await call("GET", before);
		expect([await old.text(), old.headers.get("cache-control")]).toEqual(["other 1/1/1", "no-cache"]);
		expect(pathOf(tiles, "1/1/1")).not.toBe(before);
		const fresh = await ask("1/1/1");
		expect([await fresh.text(), fresh.headers.get("cache-control")]).toEqual(["other 1/1/1", FOR_EVER]);
	});

	test("is another edition to the page's tag", async () => {
		const file = await written({ tiles: TILES });
		const tiles = await opened(file);
		const { call, ask } = await doorTo(tiles);
		const page = () => call("GET", `/t/${IDS.token}`);
		const before = (await page()).headers.get("etag");
		expect((await page()).headers.get("etag")).toBe(before);
		await rename(await written({ tiles: other }), file);
		await ask("0/0/0");
		expect((await page()).headers.get("etag")).not.toBe(before);
	});

	test("is the same edition on two nodes that have copies of it", async () => {
		const file = await written({ tiles: TILES });
		const copy = join(folder, "copy.pmtiles");
		await copyFile(file, copy);
		expect((await opened(copy)).shown()).toEqual((await opened(file)).shown());
	});

	test("by a broken one, or by nothing, goes on as it was, and that is told once", async () => {
		const told: string[] = [];
		const file = await written({ tiles: TILES });
		const { ask } = await doorTo(await opened(file, { told }));
		await rename(await written(Buffer.from("<html>404</html>")), file);
		for (const at of ["0/0/0", "1/1/0"]) expect(await (await ask(at)).text()).toBe(at);
		expect(told).toEqual([expect.stringMatching(/is no PMTiles archive/)]);
		await rm(file);
		expect(await (await ask("1/0/1")).text()).toBe("1/0/1");
		await rename(await written({ tiles: other }), file);
		expect(await (await ask("1/0/1")).text()).toBe("other 1/0/1");
		expect(told).toHaveLength(1);
	});

	test("in place answers nothing while it is half written, and goes on when it is whole", async () => {
		const file = await written({ tiles: TILES });
		const { ask } = await doorTo(await opened(file));
		const whole = archiveOf({ tiles: other });
		await writeFile(file, whole.subarray(0, whole.length - 50));
		const problem = await expectProblem(await ask("1/0/0"), 503);
		expect(problem.detail).not.toContain(folder);
		await writeFile(file, whole);
		expect(await (await ask("1/0/0")).text()).toBe("other 1/0/0");
	});
});

describe("an archive that cannot be served stops the start in a sentence that names it", () => {
	const whole = archiveOf({ tiles: TILES });
	const changed = (at: number, value: number) =>
		Buffer.concat([whole.subarray(0, at), Buffer.from([value]), whole.subarray(at + 1)]);
	test.each([
		["another kind of file", Buffer.from("SQLite format 3\0".repeat(50)), /is no PMTiles archive of version 3/],
		["nothing in it", Buffer.alloc(0), /is no PMTiles archive of version 3/],
		["an earlier version", changed(7, 2), /is no PMTiles archive of version 3/],
		["half a copy", whole.subarray(0, whole.length - 1), /is cut short: it has \d+ bytes of \d+/],
		["tiles of no kind", changed(99, 0), /of a kind that no browser draws/],
		["tiles packed with zstd", changed(98, 4), /than gzip/],
		["zooms that are none", changed(100, 9), /no zoom/],
		["a directory of other bytes", changed(130, 0xff), /is damaged/],
	])("%s", async (_case, bytes, sentence) => {
		const file = await written(bytes);
		const opening = openTiles({ setting: { kind: "archive", file }, credit: null, onTrouble: () => {} });
		await expect(opening).rejects.toThrow(sentence);
		await expect(opening).rejects.toThrow(`WAYLINE_TILES names ${file}, which `);
	});

	test("no file, or a folder", async () => {
		const open = (file: string) => openTiles({ setting: { kind: "archive", file }, credit: null, onTrouble: () => {} });
		await expect(open(join(folder, "absent.pmtiles"))).rejects.toThrow(/absent\.pmtiles, which is not there\.$/);
		await expect(open(folder)).rejects.toThrow(/which is no file\.$/);
	});
});

test("a tile of an absurd size fails alone, whether it is packed so or unpacks to it", async () => {
	const [first, second, third] = TILES;
	if (!first || !second || !third) throw new Error("There are no tiles.");
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
	expect(bomb.length).toBeLessThan(100_000);
	const tiles = [first, { ...second, bytes: randomBytes(5 * 1024 * 1024) }, { ...third, bytes: bomb }];
	const { ask } = await doorTo(await opened(await written({ tiles })));
	for (const { z, x, y } of tiles.slice(1)) await expectProblem(await ask(`${z}/${x}/${y}`), 500);
	expect(await (await ask("0/0/0")).text()).toBe("0/0/0");
	expect(gunzipSync(bomb).length).toBe(64 * 1024 * 1024);
});

describe("tiles from elsewhere", () => {
	const HERE = {
		text: "Leipzig",
		country: "DE",
		postcode: null,
		lat: 51.34,
		lng: 12.37,
		precision: "locality",
	} as const;
	const ON_A_MAP = JSON.stringify(
		parcelPage({
			scans: [
				{
					key: "a",
					milestone: "in_transit",
					code: "in_transit.moving",
					reason: "none",
					text: "",
					time: {
						local: "2026-11-22T10:00:00",
						precision: "second",
						zone: "+01:00",
						zoneSource: "payload",
						instant: "2026-11-22T09:00:00Z",
					},
					place: HERE,
					carrier: "fedex",
				},
			],
		}),
	);
	const rulesOf = (answer: Response) => (answer.headers.get("content-security-policy") ?? "").split("; ");

	async function doorWith(template: string) {
		const tiles = await openTiles({ setting: { kind: "url", template }, credit: null, onTrouble: () => {} });
		const models: PageModel[] = [];
		const { door } = await openDoor();
		const parcel = (model: PageModel) => {
			models.push(model);
			return "<!doctype html>";
		};
		return { ...(await openDoor({ tiles, pages: { ...door.pages, parcel } })), models };
	}

	test.each([
		["https://Tiles.example.com/{z}/{x}/{y}{r}.png?key=1", "raster", "img-src", "https://tiles.example.com"],
		["https://tiles.example.com:8443/{z}/{x}/{y}", "raster", "img-src", "https://tiles.example.com:8443"],
		["https://tiles.example.com/v4/{z}/{x}/{y}.mvt?key=a.png", "vector", "connect-src", "https://tiles.example.com"],
		["https://tiles.example.com/{z}/{x}/{y}.pbf", "vector", "connect-src", "https://tiles.example.com"],
	])(
		"%s opens the page with a map for exactly them, and no other answer",
		async (template, kind, directive, origin) => {
			const { call, page, models } = await doorWith(template);
			page.current = openPage({ page: ON_A_MAP });
			const closed = rulesOf(await call("GET", "/"));
			const shown = rulesOf(await call("GET", `/t/${IDS.token}`));
			expect(models.at(-1)?.tiles?.map).toMatchObject({ kind, url: template });
			expect(shown.filter((rule) => !closed.includes(rule))).toEqual([`${directive} 'self' ${origin}`]);
			expect(shown).toHaveLength(closed.length);
			for (const path of [
				`/t/${IDS.token}/verify`,
				`/t/${IDS.token}.json`,
				"/t/unknown",
				"/track",
				"/accuracy",
				`/t/${IDS.token}/not-received`,
			])
				expect(rulesOf(await call("GET", path)), path).toEqual(closed);
			expect(rulesOf(await call("GET", `/embed/${IDS.token}`)).join()).not.toContain("tiles.example.com");
			page.current = openPage();
			expect(rulesOf(await call("GET", `/t/${IDS.token}`))).toEqual(closed);
		},
	);

	test("a page that the browser kept keeps the policy that it came with", async () => {
		const { call, page } = await doorWith("https://tiles.example.com/{z}/{x}/{y}.png");
		page.current = openPage({ page: ON_A_MAP });
		const etag = (await call("GET", `/t/${IDS.token}`)).headers.get("etag") ?? "";
		const again = await call("GET", `/t/${IDS.token}`, { headers: { "if-none-match": etag } });
		expect([again.status, again.headers.get("content-security-policy")]).toEqual([304, null]);
	});
});

describe("who is named for the tiles", () => {
	test.each([
		["© OpenStreetMap contributors", [["© OpenStreetMap contributors", null]]],
		[
			'<a href="https://protomaps.com">Protomaps</a> © <a href="https://openstreetmap.org/copyright">OpenStreetMap</a>',
			[
				["Protomaps", "https://protomaps.com/"],
				[" © ", null],
				["OpenStreetMap", "https://openstreetmap.org/copyright"],
			],
		],
		["&copy; A &amp; B &#169;&#xa9; &unknown;", [["© A & B ©© &unknown;", null]]],
		[
			"<a title='x' href=http://a.example/x>A</a><b>B</b> < C",
			[
				["A", "http://a.example/x"],
				["B < C", null],
			],
		],
		['<a href="javascript:alert(1)">A</a>', [["A", null]]],
		['<a href="java&#115;cript:alert(1)">A</a>', [["A", null]]],
		["<a href=\"data:text/html,x\">A</a><a href='//b.example'>B</a>", [["AB", null]]],
		["<a href='https://user:pass@a.example'>A</a>", [["A", null]]],
		["<script>alert(1)</script><style>p{}</style><!-- x -->A<script>", [["A", null]]],
		["<img src=x onerror=alert(1)>A<svg onload=alert(1)>", [["A", null]]],
		["A\u202eB\u0000C\nD", [["A B C D", null]]],
		["&lt;script&gt;alert(1)&lt;/script&gt;", [["<script>alert(1)</script>", null]]],
		["A<", [["A<", null]]],
		["<b> </b>", []],
		["", []],
	])("%j is read as text and links of the web", (html, parts) => {
		expect(creditParts(html).map(({ text, href }) => [text, href])).toEqual(parts);
	});

	test("takes no more than a line of it, and no time over an endless one", () => {
		// The processor's time: how busy the machine is says nothing of the reading.
		const before = process.cpuUsage();
		for (const html of [
			"<a ".repeat(200_000),
			"<".repeat(500_000),
			"<!--".repeat(100_000),
			"&#1".repeat(100_000),
			"<script".repeat(50_000),
		])
			expect(creditParts(html).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(500);
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1000).toBeLessThan(2_000);
	});
});

oneDatabase((database) => {
	test("the real service shows a page whose map asks itself for tiles, and names who made them", async () => {
		const attribution = '<a href="https://osm.example/copyright">&copy; OSM</a><script>alert(1)</script>';
		const file = await written({ tiles: TILES, metadata: { attribution } });
		const { url, newSeller, lines } = await startTestService(database, { tiles: { kind: "archive", file } });
		expect(lines.join()).not.toContain("WAYLINE_TILES_CREDIT");
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "TILES0001", carrier: "push" });
		const scan = {
			code: "in_transit.moving",
			occurredAt: new Date().toISOString(),
			place: { text: "Leipzig", country: "DE", lat: 51.34, lng: 12.37 },
		};
		await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "TILES0001", scans: [scan] }] });
		const answer = await fetch(`${url}${new URL(body.trackingUrl).pathname}`);
		const html = await answer.text();
		expect(html).toContain(' · <bdi><a href="https://osm.example/copyright" rel="noopener noreferrer">© OSM</a></bdi>');
		expect(html).not.toContain("alert");
		expect(answer.headers.get("content-security-policy")).not.toContain("http");
		const [, told = ""] = /data-tiles="([^"]*)"/.exec(html) ?? [];
		const map = JSON.parse(told.replaceAll("&quot;", '"'));
		expect(map).toMatchObject({ kind: "vector", minZoom: 0, maxZoom: 3 });
		const tile = await fetch(`${url}${map.url.replace("{z}", "3").replace("{x}", "4").replace("{y}", "2")}`);
		expect([tile.headers.get("cache-control"), await tile.text()]).toEqual([FOR_EVER, "3/4/2"]);
	});

	test("the real service says at the start that nobody is named, and does not start without its archive", async () => {
		const tiles = { kind: "url", template: "https://tiles.example.com/{z}/{x}/{y}.png" } as const;
		const { lines, stop } = await startTestService(database, { tiles });
		await stop();
		expect(lines.join()).toContain("WAYLINE_TILES_CREDIT");
		const file = join(folder, "nowhere.pmtiles");
		await expect(startTestService(database, { tiles: { kind: "archive", file } })).rejects.toThrow(
			/which is not there/,
		);
	});
});
