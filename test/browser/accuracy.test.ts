import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderAccuracy } from "../../web/views/accuracy/page.tsx";
import { assetsOf } from "../../web/views/assets.ts";
import { CLIENT_FOLDER, findChromium, launchBrowser, type PageServer, servePages } from "../helpers/browser.ts";
import { noFigures, someFigures } from "../web/accuracy-figures.ts";

const chromium = findChromium();
const isBuilt = existsSync(`${CLIENT_FOLDER}manifest.json`);
if (chromium && !isBuilt) throw new Error("The browser part is not built: run npm run build first.");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(!chromium)("the page of what the windows are worth, in a browser", () => {
	let server: PageServer;
	let browser: Browser;

	beforeAll(async () => {
		const assets = assetsOf(readFileSync(`${CLIENT_FOLDER}manifest.json`, "utf8"));
		const pages: Readonly<Record<string, string>> = {
			"/figures": renderAccuracy({ accuracy: someFigures, assets }),
			"/empty": renderAccuracy({ accuracy: noFigures, assets }),
		};
		server = await servePages((path) => pages[path] ?? null);
		browser = await launchBrowser(chromium ?? "");
	});

	afterAll(async () => {
		await browser?.close();
		await server?.close();
	});

	const screens = [
		["small phone", { width: 320, height: 640 }],
		["phone", { width: 360, height: 740 }],
		["desktop", { width: 1280, height: 900 }],
	] as const;
	const cases = ["figures", "empty"].flatMap((page) =>
		screens.flatMap(([screen, viewport]) =>
			(["light", "dark"] as const).map((colorScheme) => ({ page, screen, viewport, colorScheme })),
		),
	);

	test.each(cases)(
		"$page on a $screen, $colorScheme: fits, is accessible and asks nobody else",
		async ({ page: name, viewport, colorScheme }) => {
			const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
			const page = await context.newPage();
			const asked: string[] = [];
			page.on("request", (request) => asked.push(request.url()));
			await page.goto(`${server.origin}/${name}`);
			for (const summary of await page.locator("summary").all()) await summary.click();
			const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
			expect(overflow).toBeLessThanOrEqual(0);
			expect(asked.filter((url) => !url.startsWith(`${server.origin}/`) || url.endsWith(".js"))).toEqual([]);
			await page.addScriptTag({ content: axe });
			const found = await page.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))");
			expect(found).toEqual([]);
			await context.close();
		},
	);

	test.each(screens)("on a %s no name runs into the figure beside it", async (_screen, viewport) => {
		const context = await browser.newContext({ viewport });
		const page = await context.newPage();
		await page.goto(`${server.origin}/figures`);
		const gaps = await page.evaluate(`[...document.querySelectorAll(".plot g")].map((row) => {
			const [name, figure] = [...row.querySelectorAll("text.row")].map((text) => text.getBoundingClientRect());
			return figure.left - name.right;
		})`);
		expect(gaps).toHaveLength(9);
		expect(Math.min(...(gaps as number[]))).toBeGreaterThan(0);
		await context.close();
	});
});
