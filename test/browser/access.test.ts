import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../web/views/languages.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { inBrowser, keptWindows, servingPages, unfold } from "../helpers/browser.ts";
import { modelOf, SITUATIONS, type SituationName } from "../web/situations.ts";

const NAMES = Object.keys(SITUATIONS) as SituationName[];
const RICH = ["inTransit", "out", "pickup", "disputed", "order", "branded", "otherScripts"] as const;

inBrowser("the page for everybody", (browser) => {
	const server = servingPages((path, assets) => {
		const [, name, locale = "en-GB"] = path.split("/");
		const known = NAMES.find((one) => one === name);
		if (!known) return null;
		const draw = (tag: string) => renderParcel(modelOf(known, { assets, locale: tag }));
		return locale === "every-language" ? withEveryBar(draw) : draw(locale);
	});
	const visit = keptWindows(browser);
	const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
		(await visit(`${server().origin}/${path}`, options)).page;

	/** Letters that stand outside the window, or that a box with hidden overflow cuts off, outside the map. */
	const cutText = (page: Page): Promise<string[]> =>
		page.evaluate<string[]>(`(() => {
			const cut = [];
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				const parent = node.parentElement;
				if (node.textContent.trim() === "" || parent.closest(".map, .for-readers, script") || !parent.checkVisibility()) continue;
				if (getComputedStyle(parent).clipPath !== "none") continue;
				const range = document.createRange();
				range.selectNodeContents(node);
				for (const { left, right, width } of range.getClientRects())
					if (width > 0 && (left < -0.5 || right > innerWidth + 0.5)) cut.push(node.textContent);
				if (parent.scrollWidth > parent.clientWidth + 1 && getComputedStyle(parent).overflowX !== "visible") cut.push(node.textContent);
			}
			return cut;
		})()`);

	test.each(RICH)(
		"%s: at 320 pixels and with letters twice as large nothing is cut, nothing scrolls sideways",
		async (name) => {
			const page = await open(name);
			await unfold(page);
			for (const [width, percent] of [
				[320, 100],
				[360, 200],
				[1280, 200],
			] as const) {
				await page.setViewportSize({ width, height: 740 });
				await page.evaluate(`document.documentElement.style.fontSize = "${percent}%"`);
				expect(await page.evaluate("document.documentElement.scrollWidth"), `${width} ${percent}`).toBeLessThanOrEqual(
					width,
				);
				expect(await cutText(page), `${width} ${percent}`).toEqual([]);
			}
		},
	);

	test.each(["inTransit", "pickup", "returning"])(
		"%s: the names of the steps touch neither each other nor the edge, in any language, at any width",
		async (name) => {
			const page = await open(`${name}/every-language`);
			for (const width of [320, 360, 600, 960, 1280]) {
				await page.setViewportSize({ width, height: 740 });
				const bars = await page.evaluate<{ tag: string; names: { left: number; right: number; text: string }[] }[]>(`
				[...document.querySelectorAll(".steps")].map((bar) => ({
					tag: bar.closest("[lang]").lang,
					names: [...bar.querySelectorAll(".step-name")].filter((name) => getComputedStyle(name).clipPath === "none").map((name) => {
						const range = document.createRange();
						range.selectNodeContents(name);
						const { left, right } = range.getBoundingClientRect();
						return { left, right, text: name.textContent };
					}).sort((a, b) => a.left - b.left),
				}))`);
				expect(bars.map(({ tag }) => tag)).toEqual(LANGUAGES.map(({ tag }) => tag));
				for (const { tag, names } of bars) {
					expect(names.length, tag).toBeGreaterThanOrEqual(1);
					for (const [index, { left, right, text }] of names.entries()) {
						expect(left, `${text} in ${tag} at ${width}`).toBeGreaterThanOrEqual((names[index - 1]?.right ?? 0) - 0.5);
						expect(right, `${text} in ${tag} at ${width}`).toBeLessThanOrEqual(width);
					}
				}
			}
		},
	);

	test.each(["out", "disputed", "order"] as const)(
		"%s: the keyboard reaches all there is, sees where it is, and nothing covers it",
		async (name) => {
			const page = await open(name, { viewport: { width: 360, height: 560 } });
			const wanted =
				await page.evaluate<number>(`[...document.querySelectorAll(".top, .answer, .timeline, .facts, .foot, .contact")]
				.flatMap((part) => [...part.querySelectorAll("a[href], button, summary")])
				.filter((one) => one.checkVisibility({ visibilityProperty: true })).length`);
			const reached = new Set<string>();
			for (let step = 0; step < 80; step++) {
				await page.keyboard.press("Tab");
				const at = await page.evaluate<{
					id: string;
					outline: string;
					isCovered: boolean;
					isMap: boolean;
				} | null>(`(() => {
					const one = document.activeElement;
					if (!one || one === document.body) return null;
					const box = one.getBoundingClientRect();
					const bar = document.querySelector(".contact").getBoundingClientRect();
					const style = getComputedStyle(one);
					return {
						id: [...document.querySelectorAll("*")].indexOf(one) + " " + one.textContent,
						outline: style.outlineStyle + " " + style.outlineWidth,
						isCovered: !one.closest(".contact") && (box.bottom > bar.top + 0.5 || box.top < -0.5),
						isMap: one.closest(".map") !== null,
					};
				})()`);
				if (at === null) break;
				if (at.isMap) continue;
				expect(at.isCovered, at.id).toBe(false);
				expect(at.outline, at.id).toBe("solid 3px");
				reached.add(at.id);
			}
			expect(reached.size).toBe(wanted);
		},
		30_000,
	);

	test("the bar at the foot leaves the last line to be read", async () => {
		for (const name of ["inTransit", "branded", "noMap"] as const) {
			const page = await open(name, { viewport: { width: 360, height: 740 } });
			await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
			const [last, bar] = await page.evaluate<[number, number]>(
				`[Math.max(...[...document.querySelectorAll(".faq, .foot li, .foot summary")].map((one) => one.getBoundingClientRect().bottom)), document.querySelector(".contact").getBoundingClientRect().top]`,
			);
			expect(last, name).toBeLessThanOrEqual(bar);
		}
	});

	test.each([
		["out/th", 360, 560],
		["branded/ar", 320, 480],
		["notConnected/ko", 1280, 800],
	] as const)(
		"%s, %i by %i: the languages are one stop before a person, and unfold above it without a script",
		async (path, width, height) => {
			const page = await open(path, { viewport: { width, height }, javaScriptEnabled: false });
			const own = LANGUAGES.find(({ tag }) => path.endsWith(`/${tag}`))?.name ?? "";
			await page.focus(".languages summary");
			expect(await page.textContent(".languages summary")).toContain(own);
			await page.keyboard.press("Tab");
			expect(await page.locator(".contact :focus").count()).toBe(1);
			await page.keyboard.press("Shift+Tab");
			await page.keyboard.press("Enter");
			const [list, bar] = await page.evaluate<{ top: number; bottom: number; left: number; right: number }[]>(
				`[".languages ul", ".contact"].map((part) => document.querySelector(part).getBoundingClientRect().toJSON())`,
			);
			expect(list?.top).toBeGreaterThanOrEqual(0);
			expect(list?.bottom).toBeLessThanOrEqual(bar?.top ?? 0);
			expect(list?.left).toBeGreaterThanOrEqual(0);
			expect(list?.right).toBeLessThanOrEqual(width);
			const links = page.locator(".languages a");
			expect(await links.allInnerTexts()).toEqual(LANGUAGES.map(({ name }) => name));
			for (let reached = 0; reached < LANGUAGES.length; reached++) {
				await page.keyboard.press("Tab");
				expect(await links.nth(reached).evaluate((one) => one.matches(":focus"))).toBe(true);
			}
			await page.locator('.languages a[hreflang="ja"]').click();
			expect(new URL(page.url()).search).toBe("?lang=ja");
		},
		30_000,
	);

	test.each(RICH)("%s: whatever is pressed is 24 pixels high and wide, and 44 where it is the answer", async (name) => {
		const page = await open(name, { viewport: { width: 360, height: 740 } });
		const sizes = await page.evaluate<{ text: string; width: number; height: number; isMain: boolean }[]>(`
			[...document.querySelectorAll("a[href], button, summary")]
				.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".map, .details, .quiet, .for-readers"))
				.map((one) => {
					const { width, height } = one.getBoundingClientRect();
					return { text: one.textContent || one.ariaLabel, width, height, isMain: one.matches(".button, .share") };
				})`);
		expect(sizes.length).toBeGreaterThan(5);
		for (const { text, width, height, isMain } of sizes)
			expect(Math.min(width, height), text).toBeGreaterThanOrEqual(isMain ? 43.9 : 23.9);
	});

	test("from right to left the page is its own mirror image", async () => {
		const page = await open("out", { viewport: { width: 360, height: 740 } });
		const lefts = () =>
			page.evaluate<number[]>(`[".shop", ".share", ".steps li:first-child", ".card > .sign", ".clock", ".what", ".ask"]
				.map((part) => document.querySelector(part).getBoundingClientRect())
				.map(({ left, right }) => Math.round((left + right) / 2))`);
		const before = await lefts();
		await page.evaluate("document.documentElement.dir = 'rtl'");
		const after = await lefts();
		for (const [index, left] of before.entries())
			expect(Math.abs(left + (after[index] ?? 0) - 360)).toBeLessThanOrEqual(2);
		expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
		expect(await cutText(page)).toEqual([]);
	});

	test.each(RICH)("%s: without a script nothing is missing but what only a script can do", async (name) => {
		const read = async (javaScriptEnabled: boolean): Promise<string[]> => {
			const page = await open(name, {
				javaScriptEnabled,
				viewport: { width: 360, height: 740 },
				timezoneId: "Etc/UTC",
			});
			const texts = await page.locator("header, main > :not(.map), footer, .contact").allInnerTexts();
			return texts.flatMap((text) => text.split("\n")).map((line) => line.replaceAll(/\s*\(?GMT[^)]*\)?/g, "").trim());
		};
		const [without, withIt] = [await read(false), await read(true)];
		const added = withIt.filter((line) => !without.includes(line));
		expect(added.filter((line) => line !== "Copy" && !/ago$/.test(line))).toEqual([]);
		expect(without).toContain("Ask a person");
		expect(without.length).toBeGreaterThan(6);
	});
});

const BAR = /<div class="steps-frame">.*?<\/ol><\/div>/s;

/** A page with the step bars of all languages in the place of its own: each is as wide there as on a page of its language. */
function withEveryBar(draw: (tag: string) => string): string {
	const bars = LANGUAGES.map(({ tag, direction }) => {
		return `<div lang="${tag}" dir="${direction}">${BAR.exec(draw(tag))?.[0]}</div>`;
	});
	return draw("en-GB").replace(BAR, bars.join(""));
}
