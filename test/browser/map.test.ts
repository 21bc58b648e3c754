import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { inBrowser, keptWindows, moveMap, openPage, servingPages } from "../helpers/browser.ts";
import { model, PARCELS, parcel, scan } from "../web/parcels.ts";

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;
const TABLET = { viewport: { width: 700, height: 800 } } as const;
const WIDE = { viewport: { width: 1280, height: 800 } } as const;

const DEPOT = ["Aarhus terminal", "DK", 56.1881, 10.1283, "street"] as const;
const { origin, destination } = PARCELS.inTransit;
const outAt = (lat: number, lng: number): ParcelPage =>
	parcel(
		[
			...PARCELS.inTransit.scans,
			scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", DEPOT),
			scan("note.position", "2026-11-24T08:20:00", "+01:00", ["", "", lat, lng, "address"]),
		],
		{ origin, destination },
	);
const pages: Record<string, ParcelPage> = {
	...PARCELS,
	van: outAt(56.21, 10.05),
	// Where four cells meet, and more towns lie than anywhere else.
	ruhr: parcel(
		[
			scan("in_transit.arrived_facility", "2026-11-23T06:52:00", "+01:00", [
				"Kassel hub",
				"DE",
				51.3127,
				9.4797,
				"street",
			]),
		],
		{ destination: { city: "Maastricht", country: "NL", lat: 50.85, lng: 5.69, precision: "locality" } },
	),
};

/** One of each kind of way: the others are drawn as one of these. */
const JOURNEYS = ["inTransit", "wideLetters", "otherScripts", "pacific", "ruhr", "van"] as const;

inBrowser("the map in a browser", (browser) => {
	const changed = new Map<string, ParcelPage>();
	const others = [PARCELS.silent, PARCELS.inTransit, PARCELS.delivered].map((other) => ({
		parcel: other,
		href: "/o",
		kind: "order" as const,
	}));
	const server = servingPages((path, assets) => {
		const [, name = "", visit = ""] = path.split("/");
		const shown = changed.get(visit) ?? pages[name];
		if (!shown) return null;
		const html = renderParcel(model(shown, { assets, liveUrl: "/live", others: visit === "order" ? others : [] }));
		return visit === "rtl" ? html.replace("<html ", '<html dir="rtl" ') : html;
	});
	const visit = keptWindows(browser);
	const open = (path: string, options: BrowserContextOptions = {}) => visit(`${server().origin}/${path}`, options);

	test("stands still until the reader wants to move it, and nothing of it is fetched before", async () => {
		const { page, asked, wrong } = await open("inTransit", PHONE);
		await page.evaluate("new Promise((done) => setTimeout(done, 300))");
		const ofTheMap = () => asked.filter((url) => /\/assets\/map[-/]/.test(url));
		expect(ofTheMap()).toEqual([]);
		await page.locator(".map-frame").tap({ position: { x: 200, y: 40 } });
		await page.waitForSelector(".is-live .city");
		expect(ofTheMap().length).toBeGreaterThanOrEqual(3);
		expect(asked.filter((url) => /tiles/.test(url))).toEqual([]);
		expect(await page.getByRole("button", { name: "Move the map" }).isVisible()).toBe(false);
		expect(wrong).toEqual([]);
	});

	test("a mouse over the picture fetches the map ahead, and shows it only when pressed", async () => {
		const { page, asked } = await open("inTransit", WIDE);
		await page.locator(".map-frame").hover();
		await expect.poll(() => asked.filter((url) => url.includes("/assets/map/")).length).toBeGreaterThan(0);
		expect(await page.locator(".is-live").count()).toBe(0);
	});

	test.each([
		["inTransit", PHONE],
		["inTransit", TABLET],
		["pacific", WIDE],
		["van", PHONE],
	])("%s: picture and map show the same view, and nothing on the page moves", async (name, size) => {
		const { page } = await open(name, size);
		await page.evaluate(`new PerformanceObserver((list) => {
			window.shift = (window.shift ?? 0) + list.getEntries().reduce((sum, { value }) => sum + value, 0);
		}).observe({ type: "layout-shift", buffered: true })`);
		const pictured = await middles(page.locator(".map-picture .mark circle"));
		const frame = await page.locator(".map-frame").boundingBox();
		await moveMap(page);
		const live = await middles(page.locator(".live-map .spot"));
		expect(live).toHaveLength(pictured.length);
		for (const [x, y] of pictured)
			expect(Math.min(...live.map(([liveX, liveY]) => Math.hypot(liveX - x, liveY - y)))).toBeLessThan(2);
		expect(await page.locator(".map-frame").boundingBox()).toEqual(frame);
		expect(await page.evaluate<number>("window.shift ?? 0")).toBe(0);
	});

	test.each([PHONE, TABLET, WIDE])(
		"on the picture no name stands on another nor on a mark: %o",
		async (size) => {
			for (const name of JOURNEYS) {
				const { page } = await open(`${name}/order`, size);
				const names = await shownBoxes(page, ".map-picture :is(.own, .town) text");
				const marks = await shownBoxes(page, ".map-picture .mark > circle");
				const frame = await page.locator(".map-frame").boundingBox();
				expect(names.length, name).toBeGreaterThan(0);
				for (const [index, box] of names.entries()) {
					const met = [...names.slice(index + 1), ...marks].filter((other) => overlap(box, other) > 2);
					expect(met, `${name}: ${box.text}`).toEqual([]);
					if (size !== TABLET && frame) expect(box.x, `${name}: ${box.text}`).toBeGreaterThanOrEqual(frame.x - 1);
				}
			}
		},
		90_000,
	);

	test("shows land, the route, the parcel's place and names", async () => {
		const { page } = await open("inTransit", WIDE);
		await moveMap(page);
		expect(await page.locator(".live-map path.route-past").count()).toBe(2);
		expect(await page.locator(".live-map .spot-here").count()).toBe(1);
		expect(await page.locator(".dot-name").allTextContents()).toContain("Leipzig");
		expect(await page.locator(".city").count()).toBeGreaterThan(10);
		expect(Math.max(...(await drawnPixels(page)))).toBeGreaterThan(1000);
	});

	test("near a city it shows the coast and the towns of the nearest level, and borders of regions", async () => {
		const { page, asked } = await open("van", WIDE);
		await moveMap(page);
		expect(asked.filter((url) => url.includes("/map/")).every((url) => url.includes("/near-"))).toBe(true);
		expect(await page.locator(".live-map .spot-van").count()).toBe(1);
		expect(await page.locator(".city").count()).toBeGreaterThan(3);
		const pixels = await drawnPixels(page);
		// Land and bay.
		expect(Math.min(...pixels)).toBeLessThan(512 * 512);
	});

	test("no mark stands on the letters of a place's name, in any script", async () => {
		for (const size of [PHONE, TABLET, WIDE]) {
			for (const name of ["wideLetters", "otherScripts", "inTransit"]) {
				const { page } = await open(name, size);
				await moveMap(page);
				const names = await shownBoxes(page, ".dot-name");
				const marks = await shownBoxes(page, ".live-map .spot");
				expect(names.length).toBeGreaterThan(0);
				for (const label of names)
					for (const mark of marks) expect(overlap(label, mark), `${name}: ${label.text}`).toBeLessThanOrEqual(1);
			}
		}
	}, 60_000);

	test.each(JOURNEYS)("%s: on a phone no button of the map touches the parcel's mark", async (name) => {
		const { page } = await open(name, PHONE);
		await moveMap(page);
		const buttons = await page.locator(".map-buttons").boundingBox();
		for (const mark of await page.locator(".live-map :is(.spot-here, .spot-van, .spot-destination)").all()) {
			const box = await mark.boundingBox();
			if (!box || !buttons) throw new Error("The map has no buttons or no mark.");
			expect(buttons.y - (box.y + box.height)).toBeGreaterThan(4);
		}
	});

	test("the keyboard starts it, moves it and leaves it", async () => {
		const { page } = await open("inTransit", WIDE);
		await page.locator(".skip").focus();
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForSelector(".is-live .city");
		expect(await page.evaluate("document.activeElement.className")).toContain("live-map");
		const spot = page.locator(".live-map .spot-here");
		const before = await spot.boundingBox();
		await page.keyboard.press("ArrowRight");
		await expect.poll(async () => (await spot.boundingBox())?.x).toBeLessThan((before?.x ?? 0) - 20);
		const names: string[] = [];
		for (let i = 0; i < 7; i++) {
			await page.keyboard.press("Tab");
			names.push(
				await page.evaluate<string>(
					"document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName",
				),
			);
		}
		expect(names).toEqual(["Zoom out", "Zoom in", "Move left", "Move up", "Move down", "Move right", "SUMMARY"]);
	});

	test("buttons move it as a finger would, and each is large enough for one", async () => {
		const { page } = await open("inTransit", PHONE);
		await moveMap(page);
		const spot = page.locator(".live-map .spot-here");
		for (const [name, x, y] of [
			["Move left", 1, 0],
			["Move up", 0, 1],
			["Move right", -1, 0],
			["Move down", 0, -1],
		] as const) {
			const button = page.getByRole("button", { name });
			const size = await button.boundingBox();
			expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(40);
			const before = await spot.boundingBox();
			await button.tap();
			await expect
				.poll(async () => {
					const after = await spot.boundingBox();
					return [
						Math.sign(Math.round((after?.x ?? 0) - (before?.x ?? 0))),
						Math.sign(Math.round((after?.y ?? 0) - (before?.y ?? 0))),
					];
				})
				.toEqual([x, y]);
		}
	});

	test("a wheel over it moves the page until it is chosen", async () => {
		const { page } = await open("inTransit", { viewport: { width: 1280, height: 500 } });
		const scroll = () => page.evaluate<number>("scrollY");
		await page.locator(".map-frame").hover();
		await page.mouse.wheel(0, 120);
		await expect.poll(scroll).toBeGreaterThan(0);
		await page.evaluate("scrollTo(0, 0)");
		await page.locator(".map-frame").click({ position: { x: 300, y: 60 } });
		await page.waitForSelector(".is-live .city");
		await page.locator(".live-map").click({ position: { x: 300, y: 60 } });
		await page.mouse.wheel(0, 120);
		await page.waitForTimeout(300);
		expect(await scroll()).toBe(0);
	});

	test("the van drives on with each telling, and the reader's own view stays", async () => {
		const { page } = await open("van/driving", WIDE);
		await moveMap(page);
		await expect.poll(() => server().listeners()).toBeGreaterThan(0);
		const door = page.locator(".live-map .spot-destination");
		const van = page.locator(".live-map .spot-van");
		await page.getByRole("button", { name: "Zoom in" }).click();
		await page.waitForTimeout(300);
		const [doorBefore, vanBefore] = [await door.boundingBox(), await van.boundingBox()];
		changed.set("driving", outAt(56.19, 10.12));
		server().tell('{"version":2}');
		await expect.poll(async () => (await van.boundingBox())?.x).not.toBe(vanBefore?.x);
		expect(await door.boundingBox()).toEqual(doorBefore);
		expect((await van.boundingBox())?.x).toBeGreaterThan(vanBefore?.x ?? Number.NaN);
		expect(await van.count()).toBe(1);
	});

	test("a picture that nobody moved follows the parcel without a reload", async () => {
		const { page } = await open("van/watched", PHONE);
		await expect.poll(() => server().listeners()).toBeGreaterThan(0);
		changed.set("watched", PARCELS.delivered);
		server().tell('{"version":2}');
		await page.waitForSelector(".map-picture .mark-delivered");
		await moveMap(page);
		expect(await page.locator(".live-map .spot-delivered").count()).toBe(1);
	});

	test("the order's other parcels have their letters on picture and map, beside the own one", async () => {
		const { page } = await open("inTransit/order", WIDE);
		const letters = (part: string) => page.locator(part).allTextContents();
		expect((await letters(".map-picture .mark-other")).sort()).toEqual(["A", "B", "C"]);
		await moveMap(page);
		expect((await letters(".live-map .spot-other")).sort()).toEqual(["A", "B", "C"]);
		const own = (await shownBoxes(page, ".live-map .spot-here"))[0];
		for (const other of await shownBoxes(page, ".live-map .spot-other")) {
			if (!own) throw new Error("The own parcel has no mark.");
			if (other.text === "B") expect(overlap(own, other)).toBeLessThan(5);
		}
	});

	test("over the Pacific it is one piece", async () => {
		const { page } = await open("pacific", WIDE);
		await moveMap(page);
		const boxes = await Promise.all(
			[".spot-origin", ".spot-here"].map((spot) => page.locator(`.live-map ${spot}`).boundingBox()),
		);
		const [tokyo, losAngeles] = boxes.map((box) => box?.x ?? Number.NaN);
		expect((losAngeles ?? 0) - (tokyo ?? 0)).toBeGreaterThan(200);
		expect((losAngeles ?? 0) - (tokyo ?? 0)).toBeLessThan(640);
		expect(Math.min(...(await drawnPixels(page)).slice(0, 1))).toBeGreaterThan(0);
	});

	test("on a page that reads from right to left it keeps west at the left", async () => {
		const { page } = await open("inTransit/rtl", PHONE);
		const picture = await middles(page.locator(".map-picture :is(.mark-here, .mark-origin) circle"));
		const [origin = [0, 0], here = [0, 0]] = picture;
		expect(here[0]).toBeLessThan(origin[0]);
		const start = await page.getByRole("button", { name: "Move the map" }).boundingBox();
		expect(start?.x).toBeLessThan(20);
		await moveMap(page);
		const [left, right] = await Promise.all(
			["Move left", "Move right"].map((name) => page.getByRole("button", { name }).boundingBox()),
		);
		expect(left?.x).toBeLessThan(right?.x ?? Number.NaN);
		expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
	});

	test("paper gets the picture, not the live map", async () => {
		const { page } = await open("inTransit", WIDE);
		await moveMap(page);
		await page.emulateMedia({ media: "print" });
		expect(await page.locator(".live-map").isVisible()).toBe(false);
		expect(await page.locator("svg.map-picture").isVisible()).toBe(true);
		expect(await page.locator(".move-map").isVisible()).toBe(false);
		expect(await page.locator(".contact").isVisible()).toBe(false);
	});

	test.each(JOURNEYS)("%s: under 100 KB before the map and 250 KB with it, as sent", async (name) => {
		// A new window has kept nothing.
		const { page } = await openPage(browser(), "about:blank", WIDE);
		const sent: Promise<number>[] = [];
		page.on("response", (response) => {
			if (response.url().endsWith("/live")) return;
			// With what goes before the body.
			sent.push(response.body().then((body) => gzipSync(body, { level: 9 }).length + 300));
		});
		const total = async () => (await Promise.all(sent)).reduce((sum, bytes) => sum + bytes, 0);
		await page.goto(`${server().origin}/${name}/order`);
		expect(await total()).toBeLessThan(100_000);
		await moveMap(page);
		expect(await total()).toBeLessThan(250_000);
		await page.context().close();
	});
});

async function middles(marks: Locator): Promise<(readonly [number, number])[]> {
	const boxes = await Promise.all((await marks.all()).map((mark) => mark.boundingBox()));
	return boxes.flatMap((box) => (box ? [[box.x + box.width / 2, box.y + box.height / 2] as const] : []));
}

interface ShownBox {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Of what is drawn within the map's frame: what is hidden has no box. */
function shownBoxes(page: Page, part: string): Promise<ShownBox[]> {
	return page.evaluate<ShownBox[]>(`(() => {
		const frame = document.querySelector(".map-frame").getBoundingClientRect();
		return [...document.querySelectorAll(${JSON.stringify(part)})].flatMap((element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			const isSeen = width > 0 && x < frame.right && x + width > frame.left && y < frame.bottom && y + height > frame.top;
			return isSeen ? [{ text: element.textContent, x, y, width, height }] : [];
		});
	})()`);
}

/** How deep one stands in the other, in pixels; letters do not fill the height of their line. */
function overlap(a: ShownBox, b: ShownBox): number {
	const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	return Math.min(across, down);
}

/** By tile: how many of its pixels are land, lake or line. */
function drawnPixels(page: Page): Promise<number[]> {
	return page.evaluate<number[]>(`[...document.querySelectorAll(".live-map canvas")].map((canvas) => {
		const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
		return data.filter((value, index) => index % 4 === 3 && value > 0).length;
	})`);
}
