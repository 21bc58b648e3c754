import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Frame, Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { loadAssets } from "../../src/http/assets.ts";
import { FRAME_SANDBOX, renderWidget } from "../../web/views/widget.tsx";
import { CLIENT_FOLDER, inBrowser, openPage as openWindow, seriousFaultsIn, servingPages } from "../helpers/browser.ts";
import { IDS } from "../http/helpers/known.ts";
import { serveDoor } from "../http/helpers/served.ts";
import { openPage } from "../http/helpers/services.ts";
import { PARCELS } from "../web/parcels.ts";
import { modelOf, SITUATIONS, type SituationName } from "../web/situations.ts";

const NAMES = Object.keys(SITUATIONS) as SituationName[];
/** What a careful shop allows: no inline style, and of the service its script and its frames alone. */
const shopPolicy = (service: string) => `default-src 'none'; script-src 'self' ${service}; frame-src ${service}`;
// Each short name of a built script, in the scope that all plain scripts of a page share.
const SHOPS_SCRIPT = `"use strict"; let ${[..."abcdefghijklmnopqrstuvwxyz"].join(", ")}; window.heard = [];
addEventListener("message", ({ origin, data }) => heard.push({ origin, data }));`;

inBrowser("the widget in a shop's page", (browser) => {
	/** The service, a shop that it names and one that it does not, each on an origin of its own. */
	async function open(tags: (token: string) => string, { isNamed = true, width = 800 } = {}) {
		const assets = await loadAssets(CLIENT_FOLDER);
		const served = await serveDoor({ assets, now: () => new Date("2026-11-24T08:00:00Z") });
		const shop = await serveShop(served.url, tags(IDS.token));
		let version = 0;
		const change = (parcel: ParcelPage) => {
			version++;
			served.page.current = openPage({
				page: JSON.stringify({ ...parcel, version }),
				version,
				locale: "en-GB",
				brand: { ...openPage().brand, embedOrigins: ["https://shoes.example", ...(isNamed ? [shop] : [])] },
			});
			served.live.publish({ token: IDS.token, version });
		};
		change(PARCELS.inTransit);
		const context = await browser().newContext({ reducedMotion: "reduce", viewport: { width, height: 900 } });
		onTestFinished(() => context.close());
		const page = await context.newPage();
		const [wrong, asked]: [string[], string[]] = [[], []];
		page.on("pageerror", (error) => wrong.push(error.message));
		page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
		page.on("request", (request) => asked.push(new URL(request.url()).pathname));
		await page.clock.install();
		await page.goto(shop);
		return { page, context, wrong, asked, change, live: served.live, service: served.url };
	}

	const tag = (token: string) => `<wayline-parcel token="${token}"><a href="/mine">Your parcel</a></wayline-parcel>`;
	const inner = (page: Page) => page.frameLocator("wayline-parcel iframe");
	const heightOf = async (page: Page) => (await page.locator("wayline-parcel iframe").boundingBox())?.height ?? 0;
	const frameOf = (page: Page): Frame => {
		const [frame] = page.mainFrame().childFrames();
		if (!frame) throw new Error("The shop's page has no frame.");
		return frame;
	};
	/** As high as what stands in it: nothing is cut, nothing is left over. */
	const fits = async (page: Page) => {
		const within = await frameOf(page).evaluate<number>("document.body.getBoundingClientRect().height");
		return Math.abs((await heightOf(page)) - Math.ceil(within)) < 1;
	};

	test("shows the parcel where the shop is named, as high as it is, without a map, a cookie or an error", async () => {
		const { page, context, wrong, asked } = await open(tag);
		await expect.poll(() => inner(page).locator("h1").textContent()).toMatch(/^Arriving tomorrow/);
		await expect.poll(() => fits(page)).toBe(true);
		const frame = page.locator("wayline-parcel iframe");
		expect(await frame.getAttribute("sandbox")).toBe(FRAME_SANDBOX);
		expect(await frame.getAttribute("referrerpolicy")).toBe("no-referrer");
		expect(await frame.getAttribute("title")).toMatch(/^Arriving tomorrow/);
		expect(await page.getByText("Your parcel").isVisible()).toBe(false);
		expect(await inner(page).locator(".steps .current").count()).toBe(1);
		expect(asked.filter((path) => path.includes("map"))).toEqual([]);
		expect(await context.cookies()).toEqual([]);
		expect(wrong).toEqual([]);
	});

	test("is refused by the browser where the shop is not named, which then shows what it wrote itself", async () => {
		const { page, wrong } = await open(tag, { isNamed: false });
		await expect.poll(() => wrong.join("\n")).toContain("frame-ancestors");
		// The wait begins when the refusal is drawn, which may be after it is told.
		await expect
			.poll(async () => {
				await page.clock.fastForward(10_000);
				return page.getByText("Your parcel").isVisible();
			})
			.toBe(true);
		expect(await page.locator("wayline-parcel iframe").isVisible()).toBe(false);
		expect(await page.evaluate("heard")).toEqual([]);
	});

	test("follows what happens: the news, its name and its height", async () => {
		const { page, live, change } = await open(tag, { width: 340 });
		await expect.poll(() => live.size).toBe(1);
		await expect.poll(() => fits(page)).toBe(true);
		const before = await heightOf(page);
		change(PARCELS.dutyDue);
		await expect.poll(() => inner(page).locator(".banner").count()).toBe(1);
		await expect.poll(() => fits(page)).toBe(true);
		const inTrouble = await heightOf(page);
		expect(inTrouble).toBeGreaterThan(before + 40);
		change(PARCELS.delivered);
		await expect.poll(() => inner(page).locator("h1").textContent()).toMatch(/^Delivered/);
		await expect.poll(() => fits(page)).toBe(true);
		expect(await heightOf(page)).toBeLessThan(inTrouble - 40);
		await expect.poll(() => page.locator("wayline-parcel iframe").getAttribute("title")).toMatch(/^Delivered/);
	});

	test("comes when it is scrolled to, in the language of its tag, and again when that or the parcel changes", async () => {
		const far = (token: string) =>
			`<br>${"<p>More</p>".repeat(400)}<wayline-parcel token="${token}" lang="de"></wayline-parcel>`;
		const { page, asked, wrong } = await open(far);
		await page.clock.fastForward(60_000);
		expect(asked.filter((path) => path.startsWith("/embed/"))).toEqual([]);
		await page.locator("wayline-parcel").scrollIntoViewIfNeeded();
		await expect.poll(() => inner(page).locator("html").getAttribute("lang")).toBe("de");
		await expect.poll(() => fits(page)).toBe(true);
		await page.evaluate("document.querySelector('wayline-parcel').lang = 'ar'");
		await expect.poll(() => inner(page).locator("html").getAttribute("dir")).toBe("rtl");
		await expect.poll(() => fits(page)).toBe(true);
		expect(wrong).toEqual([]);
	});

	test("leads to the whole page in a window of its own, which learns nothing of where it came from", async () => {
		const { page, context } = await open(tag);
		await context.route("https://track.example.com/**", (route) =>
			route.fulfill({ contentType: "text/html", body: "<form></form><p id=whole>The page</p>" }),
		);
		const [opened] = await Promise.all([
			context.waitForEvent("page"),
			inner(page).getByRole("link", { name: "See the map and all steps" }).click(),
		]);
		await opened.waitForSelector("#whole");
		expect(opened.url()).toBe(`https://track.example.com/t/${IDS.token}`);
		expect(await opened.evaluate("[document.referrer, opener, self.origin]")).toEqual([
			"",
			null,
			"https://track.example.com",
		]);
	});

	test("neither side hears whom it does not know, and no height is out of bounds", async () => {
		const { page, service } = await open((token) => tag(token) + tag(token));
		const frames = page.locator("wayline-parcel iframe");
		const heights = async () =>
			Promise.all((await frames.all()).map(async (one) => (await one.boundingBox())?.height ?? 0));
		const [first, second] = await loadedFrames(page);
		/** What was sent before has been heard. */
		const settle = () => second.evaluate("fetch('/healthz').then((answer) => answer.text())");
		const heightWithin = () => first.evaluate<number>("Math.ceil(document.body.getBoundingClientRect().height)");
		// Both as high as what stands in them, once it has its styles.
		await expect
			.poll(async () => {
				const within = await heightWithin();
				return (await heights()).map((height) => height - within);
			})
			.toEqual([0, 0]);
		const [before = 0] = await heights();

		// The shop's own scripts are not the frame.
		await page.evaluate("postMessage({ height: 999, title: 'Another' }, '*')");
		await settle();
		expect(await heights()).toEqual([before, before]);
		// The other frame is not this one, though it comes from the same service.
		const tell = (height: string) => second.evaluate(`parent.postMessage({ height: ${height}, title: 7 }, "*")`);
		await tell("777");
		await expect.poll(heights).toEqual([before, 777]);
		await tell("1e9");
		await expect.poll(heights).toEqual([before, 1600]);
		await tell("'100%'");
		await tell("NaN");
		await settle();
		expect(await heights()).toEqual([before, 1600]);
		await tell("-5");
		await expect.poll(heights).toEqual([before, 0]);

		// The frame answers what its shop asks, and nobody within it, and no other question.
		const answers = async () =>
			(await page.evaluate<{ origin: string }[]>("heard")).filter(({ origin }) => origin === service).length;
		const count = await answers();
		await first.evaluate("postMessage('wayline-parcel', '*')");
		const ask = (what: string) =>
			page.evaluate(
				`document.querySelector("wayline-parcel").shadowRoot.querySelector("iframe").contentWindow.postMessage("${what}", "*")`,
			);
		await ask("height");
		await settle();
		await first.evaluate("fetch('/healthz').then((answer) => answer.text())");
		expect(await answers()).toBe(count);
		await ask("wayline-parcel");
		await expect.poll(answers).toBe(count + 1);
	});

	test("is a script of under 2 KB that may come twice and leaves nothing in the shop's page but its element", async () => {
		const twice = (token: string) => `<script src="/widget.js" defer></script>${tag(token)}`;
		const { page, wrong, service } = await open((token) => twice(token));
		await expect.poll(() => fits(page)).toBe(true);
		expect(wrong).toEqual([]);
		const script = await (await fetch(`${service}/widget.js`)).text();
		expect(gzipSync(script).length).toBeLessThan(2_000);
		expect(script).not.toMatch(/\bimport\b|\bexport\b/);
	});

	describe("in every state", () => {
		const server = servingPages((path, assets) => {
			const name = NAMES.find((one) => one === path.slice(1));
			return name ? renderWidget(modelOf(name, { assets })) : null;
		});
		let page: Page;
		beforeAll(async () => {
			({ page } = await openWindow(browser(), "about:blank", { viewport: { width: 320, height: 500 } }));
		});

		test.each(NAMES)(
			"%s: axe finds nothing serious by day and by night, nothing is wider than 320 pixels",
			async (name) => {
				await page.goto(`${server().origin}/${name}`);
				for (const colorScheme of ["light", "dark"] as const) {
					await page.emulateMedia({ colorScheme });
					expect(await seriousFaultsIn(page)).toEqual([]);
				}
				expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
				expect(await page.locator("form, button, input").count()).toBe(0);
			},
		);
	});
});

/** The frames of a page in the order of their tags, once each shows its parcel. */
async function loadedFrames(page: Page): Promise<[Frame, Frame]> {
	const handles = await page.locator("wayline-parcel iframe").elementHandles();
	const frames = await Promise.all(handles.map((handle) => handle.contentFrame()));
	const [first, second] = frames;
	if (!first || !second || frames.length !== 2) throw new Error("The shop's page has other frames.");
	for (const frame of [first, second]) await frame.waitForSelector("h1");
	return [first, second];
}

/** A shop's page with a script of its own; ends with the test. */
async function serveShop(service: string, tags: string): Promise<string> {
	const html = `<!doctype html><html lang="en"><title>Your order</title><h1>Your order</h1>
<script src="/own.js"></script><script src="${service}/widget.js" defer></script>${tags.replaceAll('src="/widget.js"', `src="${service}/widget.js"`)}`;
	const server = createServer(({ url }, response) => {
		const isScript = url === "/own.js";
		response.writeHead(200, {
			"content-type": isScript ? "text/javascript" : "text/html; charset=utf-8",
			"content-security-policy": shopPolicy(service),
		});
		response.end(isScript ? SHOPS_SCRIPT : html);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	// A server that listens on a port has an address of this kind.
	const { port } = server.address() as AddressInfo;
	return `http://localhost:${port}`;
}
