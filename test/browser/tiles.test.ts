import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { loadAssets } from "../../src/http/assets.ts";
import { openTiles, type TilesSetting } from "../../src/http/tiles.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { CLIENT_FOLDER, inBrowser, openPage } from "../helpers/browser.ts";
import { BERLIN_IN_ARABIC, MIDDLE_EUROPE, middleEurope, writeArchive } from "../helpers/tile-archive.ts";
import { openDoor } from "../http/helpers/door.ts";
import { IDS } from "../http/helpers/known.ts";
import { serveDoor } from "../http/helpers/served.ts";
import { openPage as samplePage } from "../http/helpers/services.ts";
import { parcel, scan } from "../web/parcels.ts";

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;

const THROUGH_GERMANY = parcel(
	[
		scan("picked_up.collected", "2026-11-22T18:00:00", "+01:00", ["Hamburg", "DE", 53.55, 9.99]),
		scan("in_transit.arrived_facility", "2026-11-23T06:52:00", "+01:00", ["Kassel hub", "DE", 51.3127, 9.4797]),
	],
	{ destination: { city: "München", country: "DE", lat: 48.14, lng: 11.58, precision: "locality" } },
);

inBrowser("tiles of the operator's own in a browser", (browser) => {
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "wayline-tiles-"));
	});

	afterAll(() => rm(folder, { recursive: true }));

	/** The real door, with its policy and the built browser part; returns the address of a page with a map. */
	async function serve(setting: TilesSetting): Promise<{ origin: string; link: string }> {
		const tiles = await openTiles({ setting, credit: "© Somebody", onTrouble: () => {} });
		onTestFinished(tiles.close);
		const { door } = await openDoor();
		const { url, page } = await serveDoor({
			tiles,
			assets: await loadAssets(CLIENT_FOLDER),
			pages: { ...door.pages, parcel: renderParcel },
		});
		page.current = samplePage({ page: JSON.stringify(THROUGH_GERMANY) });
		return { origin: url, link: `${url}/t/${IDS.token}` };
	}

	test("are asked of our own path once the map is moved, and drawn in the page's colours and language", async () => {
		const file = join(folder, "europe.pmtiles");
		await writeArchive(file, { tiles: middleEurope(6), bounds: MIDDLE_EUROPE });
		const { origin, link } = await serve({ kind: "archive", file });
		const { page, asked, wrong } = await openPage(browser(), `${link}?lang=ar`, PHONE);
		const ofTiles = () => asked.filter((url) => /\/tiles\/|\/(?:vector-)?tiles-/.test(url));
		await page.waitForTimeout(300);
		expect(ofTiles()).toEqual([]);
		await page.locator(".move-map").tap();
		// Where tiles are drawn the names are theirs, in the reader's language where they have it.
		await expect.poll(() => townsOf(page)).toContain(BERLIN_IN_ARABIC);
		expect((await townsOf(page)).filter((name) => !name.endsWith("*"))).toEqual([BERLIN_IN_ARABIC]);
		expect(ofTiles().filter((url) => url.startsWith(`${origin}/tiles/`)).length).toBeGreaterThan(0);
		expect(asked.filter((url) => !url.startsWith(`${origin}/`))).toEqual([]);
		const land = { light: "244,241,234", dark: "42,49,59" };
		await expect.poll(() => coloursOf(page)).toContain(land.light);
		expect(await coloursOf(page)).not.toContain(land.dark);
		await page.emulateMedia({ colorScheme: "dark" });
		await expect.poll(() => coloursOf(page)).toContain(land.dark);
		await expect.poll(() => coloursOf(page)).not.toContain(land.light);
		// Marks, circle and names stand above.
		expect(await page.locator(".live-map .spot-here").count()).toBe(1);
		const heights = await page.evaluate<number[]>(
			`["tiles", "route", "names", "places"].map((name) => Number(getComputedStyle(document.querySelector(".leaflet-" + name + "-pane")).zIndex))`,
		);
		expect(heights).toEqual([...heights].sort((one, other) => one - other));
		expect(wrong).toEqual([]);
		await page.context().close();
	});

	test("from elsewhere are asked without a referrer, and where they fail the bundled map stays", async () => {
		const picture = await sharp({ create: { width: 256, height: 256, channels: 3, background: "#ff0000" } })
			.png()
			.toBuffer();
		const told: IncomingHttpHeaders[] = [];
		let isUp = false;
		const elsewhere = createServer(({ headers }, response) => {
			told.push(headers);
			const pictured = { "content-type": "image/png", "cache-control": "no-store" };
			if (isUp) response.writeHead(200, pictured).end(picture);
			else response.writeHead(500).end();
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
		onTestFinished(() => void elsewhere.close());
		// A server that listens on a port has an address of this kind.
		const { port } = elsewhere.address() as AddressInfo;
		const { origin, link } = await serve({ kind: "url", template: `http://127.0.0.1:${port}/{z}/{x}/{y}.png` });
		const { page, asked } = await openPage(browser(), `${link}?lang=en`, PHONE);
		await page.locator(".move-map").tap();
		await page.waitForSelector(".is-live .city");
		await expect.poll(() => told.length).toBeGreaterThan(3);
		expect(await townsOf(page)).toContain("Berlin");
		expect(await page.locator(".leaflet-tiles-pane .leaflet-tile-loaded").count()).toBe(0);
		expect(await page.locator(".leaflet-base-pane .leaflet-tile-loaded").count()).toBeGreaterThan(0);
		isUp = true;
		await page.getByRole("button", { name: "Zoom in" }).tap();
		await page.waitForSelector(".leaflet-tiles-pane .leaflet-tile-loaded");
		// The pictures have names of their own.
		await expect.poll(() => townsOf(page)).toEqual([]);
		expect(await page.locator(".dot-name").allTextContents()).toContain("Kassel hub");
		expect(told.filter(({ referer, cookie, origin: from }) => referer ?? cookie ?? from)).toEqual([]);
		expect(
			asked.filter((url) => ![`${origin}/`, `http://127.0.0.1:${port}/`].some((own) => url.startsWith(own))),
		).toEqual([]);
		await page.context().close();
	});
});

function townsOf(page: Page): Promise<string[]> {
	return page.locator(".live-map .city").allTextContents();
}

/** Of all that the tiles drew, by pixel, as `red,green,blue`. */
function coloursOf(page: Page): Promise<string[]> {
	return page.evaluate<
		string[]
	>(`[...new Set([...document.querySelectorAll(".leaflet-tiles-pane canvas")].flatMap((canvas) => {
		const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
		return Array.from({ length: data.length / 4 / 64 }, (_, index) => data.slice(index * 256, index * 256 + 3).join());
	}))]`);
}
