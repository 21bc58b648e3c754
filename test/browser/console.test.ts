import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { faultsIn, inBrowser, openPage, servingPages, unfold } from "../helpers/browser.ts";
import { CONSOLE_PAGES, consolePage } from "../web/console-pages.ts";

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const WIDTHS = [320, 360, 1280] as const;

inBrowser("the console in a browser", (browser) => {
	const server = servingPages((path, assets) => {
		const [, name = "", locale = "en-GB"] = path.split("/");
		return Object.entries(CONSOLE_PAGES).find(([known]) => known === name)?.[1](consolePage(assets, locale)) ?? null;
	});
	let page: Page;
	let asked: string[];
	let wrong: string[];
	// One page for all: to open a window takes longer than what is asked of it.
	beforeAll(async () => {
		({ page, asked, wrong } = await openPage(browser(), "about:blank"));
		// Photos of a thread are served by the service; what is looked at here is the page around them.
		await page.route("**/pictures/*", (route) => route.fulfill({ contentType: "image/gif", body: PIXEL }));
		await page.route("**/video", (route) => route.fulfill({ status: 204, contentType: "video/mp4" }));
	});

	test.each(Object.keys(CONSOLE_PAGES))(
		"%s fits every screen, by day and by night, and asks nobody else",
		async (name) => {
			const { origin } = server();
			await page.goto(`${origin}/${name}`);
			await unfold(page);
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: 740 });
				await page.emulateMedia({ colorScheme: width === 360 ? "dark" : "light" });
				const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
				expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
				if (width !== 320) expect(await faultsIn(page)).toEqual([]);
			}
			expect(asked.filter((url) => url !== "about:blank" && !url.startsWith(`${origin}/`))).toEqual([]);
			expect(wrong).toEqual([]);
		},
	);

	test("a field that is wrong has an edge that shows it", async () => {
		await page.goto(`${server().origin}/new-key`);
		const edge = (id: string) =>
			page.evaluate(`getComputedStyle(document.getElementById("${id}")).borderInlineStartWidth`);
		expect([await edge("perMinute"), await edge("label")]).toEqual(["6px", "1px"]);
	});

	test("the keyboard leads past the menu to what the page is for", async () => {
		await page.setViewportSize({ width: 1280, height: 740 });
		await page.goto(`${server().origin}/parcels`);
		await page.keyboard.press("Tab");
		expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		expect(await page.evaluate("document.activeElement.textContent")).toBe("Add parcels");
		await page.keyboard.press("Tab");
		const ring = "getComputedStyle(document.activeElement).outlineStyle";
		expect(await page.evaluate(ring)).toBe("solid");
	});
});
