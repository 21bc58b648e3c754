import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assetsOf } from "../../web/views/assets.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { CLIENT_FOLDER, findChromium, launchBrowser, type PageServer, servePages } from "../helpers/browser.ts";
import { modelOf, SITUATIONS, type SituationName } from "../web/situations.ts";

const chromium = findChromium();
if (!chromium) process.stderr.write("skipped: states in a browser (no Chromium found; set CHROMIUM_PATH)\n");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NAMES = Object.keys(SITUATIONS) as SituationName[];

describe.skipIf(!chromium)("each state of a parcel in a browser", () => {
	let server: PageServer;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		const assets = assetsOf(readFileSync(`${CLIENT_FOLDER}manifest.json`, "utf8"));
		server = await servePages((path) => {
			const name = NAMES.find((one) => one === path.slice(1));
			return name ? renderParcel(modelOf(name, { assets })) : null;
		});
		browser = await launchBrowser(chromium ?? "");
		const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
		page = await context.newPage();
	});

	afterAll(async () => {
		await browser?.close();
		await server?.close();
	});

	const seriousIn = async (): Promise<string[]> => {
		const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
			"axe.run().then(({ violations }) => violations)",
		);
		return found
			.filter(({ impact }) => impact === "serious" || impact === "critical")
			.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
	};

	test.each(NAMES)("%s: axe finds nothing serious, in light from the left, in dark from the right", async (name) => {
		await page.emulateMedia({ colorScheme: "light" });
		await page.goto(`${server.origin}/${name}`);
		await page.evaluate(axe);
		await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
		expect(await seriousIn()).toEqual([]);
		await page.emulateMedia({ colorScheme: "dark" });
		await page.evaluate("document.documentElement.dir = 'rtl'");
		expect(await seriousIn()).toEqual([]);
	});

	/** The order of the boxes on the screen, from the top. */
	const tops = async (selectors: readonly string[]): Promise<number[]> =>
		Promise.all(
			selectors.map(async (selector) => {
				const box = await page.locator(selector).first().boundingBox();
				if (!box) throw new Error(`${selector} is not shown.`);
				return box.y;
			}),
		);

	test.each([
		["inTransit", [".shop", "h1", ".whereabouts", ".steps", ".map-frame", ".timeline", ".items", ".number", ".faq"]],
		["dutyDue", ["h1", ".whereabouts", ".banner", ".steps", ".map-frame"]],
		["out", ["h1", ".steps", ".card-last-mile", ".map-frame", ".timeline"]],
		["pickup", ["h1", ".steps", ".card-pickup", ".map-frame", ".timeline"]],
		["order", [".order", "h1", ".timeline", ".items", ".others", ".number"]],
	] as const)("%s: on a phone the page answers in this order", async (name, order) => {
		await page.goto(`${server.origin}/${name}`);
		const found = await tops(order);
		expect(found).toEqual([...found].sort((a, b) => a - b));
	});

	test("on a phone when, where, how far and the map are on the first screen, with the person to ask", async () => {
		for (const name of ["inTransit", "delayed", "delivered", "empty", "silent", "out"] as const) {
			await page.goto(`${server.origin}/${name}`);
			const [headline = 0, steps = 0, map = 0, contact = 0] = await tops(["h1", ".steps", ".map-frame", ".ask"]);
			expect(headline, name).toBeLessThan(100);
			expect(steps, name).toBeLessThan(map);
			expect(map, name).toBeLessThan(contact - 30);
			expect(contact, name).toBeLessThan(740 - 44);
		}
	});

	test("the person to ask stands at the same place in every state", async () => {
		const places = new Set<string>();
		for (const name of NAMES) {
			await page.goto(`${server.origin}/${name}`);
			const { x = -1, y = -1, height = -1 } = (await page.locator(".ask").boundingBox()) ?? {};
			places.add(`${Math.round(x)} ${Math.round(y + height)}`);
		}
		expect([...places]).toHaveLength(1);
	}, 60_000);

	test("on a wide screen map and timeline stand side by side", async () => {
		const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
		const wide = await context.newPage();
		await wide.goto(`${server.origin}/out`);
		const boxes = await Promise.all(
			[".timeline", ".map-frame", ".facts"].map((part) => wide.locator(part).boundingBox()),
		);
		const [timeline, map, facts] = boxes;
		expect(timeline?.y).toBeLessThan((map?.y ?? 0) + (map?.height ?? 0));
		expect((timeline?.x ?? 0) + (timeline?.width ?? 0)).toBeLessThan(map?.x ?? 0);
		expect(facts?.x).toBe(map?.x);
		await context.close();
	});

	test("shared by the device where it can, else copied, and said either way", async () => {
		const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
		const sharing = await context.newPage();
		await sharing.addInitScript("window.shared = []; navigator.share = async (what) => { shared.push(what) }");
		await sharing.goto(`${server.origin}/inTransit`);
		await sharing.getByRole("button", { name: "Share" }).click();
		expect(await sharing.evaluate("shared[0].url")).toBe("https://track.shop.example/t/token");
		const copying = await context.newPage();
		await copying.addInitScript("delete Navigator.prototype.share");
		await copying.goto(`${server.origin}/inTransit`);
		await copying.getByRole("button", { name: "Share" }).click();
		await expect.poll(() => copying.getByRole("status").textContent()).toBe("Link copied");
		expect(await copying.evaluate("navigator.clipboard.readText()")).toBe("https://track.shop.example/t/token");
		await context.close();
	});

	test("on paper stand the answer, the picture and every step, and nothing to press", async () => {
		await page.goto(`${server.origin}/pickupVerified`);
		await page.emulateMedia({ media: "print" });
		for (const shown of ["h1", ".steps", ".card-pickup", "svg.map-picture", ".scan", ".number"])
			expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
		for (const left of [".contact", ".share", ".copy", ".button", ".foot"])
			expect(
				await page.locator(left).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
				left,
			).toBe(0);
		await page.emulateMedia({ media: "screen" });
	});
});
