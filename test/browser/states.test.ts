import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { renderParcel } from "../../web/views/parcel.tsx";
import { inBrowser, openPage, seriousFaultsIn, servingPages, unfold } from "../helpers/browser.ts";
import { modelOf, SITUATIONS, type SituationName } from "../web/situations.ts";

const NAMES = Object.keys(SITUATIONS) as SituationName[];

inBrowser("each state of a parcel in a browser", (browser) => {
	const server = servingPages((path, assets) => {
		const name = NAMES.find((one) => one === path.slice(1));
		return name ? renderParcel(modelOf(name, { assets })) : null;
	});
	let page: Page;
	beforeAll(async () => {
		({ page } = await openPage(browser(), "about:blank"));
	});
	beforeEach(() => page.setViewportSize({ width: 360, height: 740 }));
	const show = (name: SituationName) => page.goto(`${server().origin}/${name}`);

	test.each(NAMES)(
		"%s: a person is asked at the one place, axe finds nothing serious by day and night",
		async (name) => {
			await page.emulateMedia({ colorScheme: "light" });
			await show(name);
			const { x = -1, y = -1, height = -1 } = (await page.locator(".ask").boundingBox()) ?? {};
			expect([Math.round(x), Math.round(y + height)]).toEqual([16, 731]);
			await unfold(page);
			expect(await seriousFaultsIn(page)).toEqual([]);
			await page.emulateMedia({ colorScheme: "dark" });
			await page.evaluate("document.documentElement.dir = 'rtl'");
			expect(await seriousFaultsIn(page)).toEqual([]);
		},
	);

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
		["products", ["h1", ".timeline", ".number", ".faq", ".products"]],
		["order", [".order", "h1", ".timeline", ".items", ".others", ".number"]],
	] as const)("%s: on a phone the page answers in this order", async (name, order) => {
		await show(name);
		const found = await tops(order);
		expect(found).toEqual([...found].sort((a, b) => a - b));
	});

	test("on a phone when, where, how far and the map are on the first screen, with the person to ask", async () => {
		for (const name of ["inTransit", "delayed", "delivered", "empty", "silent", "out"] as const) {
			await show(name);
			const [headline = 0, steps = 0, map = 0, contact = 0] = await tops(["h1", ".steps", ".map-frame", ".ask"]);
			expect(headline, name).toBeLessThan(100);
			expect(steps, name).toBeLessThan(map);
			expect(map, name).toBeLessThan(contact - 30);
			expect(contact, name).toBeLessThan(740 - 44);
		}
	});

	test("on a wide screen map and timeline stand side by side", async () => {
		await page.setViewportSize({ width: 1280, height: 800 });
		await show("out");
		const boxes = await Promise.all(
			[".timeline", ".map-frame", ".facts"].map((part) => page.locator(part).boundingBox()),
		);
		const [timeline, map, facts] = boxes;
		expect(timeline?.y).toBeLessThan((map?.y ?? 0) + (map?.height ?? 0));
		expect((timeline?.x ?? 0) + (timeline?.width ?? 0)).toBeLessThan(map?.x ?? 0);
		expect(facts?.x).toBe(map?.x);
	});

	test("shared by the device where it can, else copied, and said either way", async () => {
		const context = await browser().newContext({ permissions: ["clipboard-read", "clipboard-write"] });
		const sharing = await context.newPage();
		await sharing.addInitScript("window.shared = []; navigator.share = async (what) => { shared.push(what) }");
		await sharing.goto(`${server().origin}/inTransit`);
		await sharing.getByRole("button", { name: "Share" }).click();
		expect(await sharing.evaluate("shared[0].url")).toBe("https://track.shop.example/t/token");
		const copying = await context.newPage();
		await copying.addInitScript("delete Navigator.prototype.share");
		await copying.goto(`${server().origin}/inTransit`);
		await copying.getByRole("button", { name: "Share" }).click();
		await expect.poll(() => copying.getByRole("status").textContent()).toBe("Link copied");
		expect(await copying.evaluate("navigator.clipboard.readText()")).toBe("https://track.shop.example/t/token");
		await context.close();
	});

	test("on paper stand the answer, the picture and every step, and nothing to press", async () => {
		await show("pickupVerified");
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
