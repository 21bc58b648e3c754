import type { BrowserContextOptions } from "playwright-core";
import { expect, test } from "vitest";
import { renderParcel } from "../../web/views/parcel.tsx";
import { inBrowser, keptWindows, moveMap, seriousFaultsIn, servingPages } from "../helpers/browser.ts";
import { model, PARCELS } from "../web/parcels.ts";

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;

inBrowser("the page in a browser", (browser) => {
	const changed = new Map<string, keyof typeof PARCELS>();
	const names = Object.keys(PARCELS).filter((name): name is keyof typeof PARCELS => Object.hasOwn(PARCELS, name));
	const server = servingPages((path, assets) => {
		const [, name = "", visit = ""] = path.split("/");
		const known = changed.get(visit) ?? names.find((candidate) => candidate === name);
		if (!known) return null;
		return renderParcel(
			model(PARCELS[known], {
				assets,
				liveUrl: "/live",
				others: [{ parcel: PARCELS.empty, href: "/empty", kind: "order" }],
			}),
		);
	});
	const visit = keptWindows(browser);
	const open = (path: string, options: BrowserContextOptions = {}) => visit(`${server().origin}/${path}`, options);

	test("no request leaves this machine, and the page's policy refuses nothing of its own", async () => {
		const { page, asked, wrong } = await open("inTransit", { viewport: { width: 1280, height: 800 } });
		await moveMap(page);
		await page.getByRole("button", { name: "Zoom in" }).click();
		expect(asked.filter((url) => !url.startsWith(`${server().origin}/`))).toEqual([]);
		expect(asked.filter((url) => url.includes("/assets/map/")).length).toBeGreaterThanOrEqual(2);
		expect(wrong).toEqual([]);
	});

	test("whose map it is stands under it, over no name, and on a wide screen the facts stand right below", async () => {
		for (const viewport of [PHONE.viewport, { width: 1280, height: 800 }]) {
			const { page } = await open("inTransit", { viewport });
			const [frame, credit, map, facts, timeline] = await Promise.all(
				[".map-frame", ".credit", ".map", ".facts", ".timeline"].map(async (part) => {
					const box = await page.locator(part).boundingBox();
					if (!box) throw new Error(`${part} is not shown.`);
					return { top: box.y, bottom: box.y + box.height, left: box.x };
				}),
			);
			expect(credit?.top).toBeGreaterThanOrEqual(frame?.bottom ?? Number.NaN);
			const above = viewport.width < 960 ? timeline : map;
			expect((facts?.top ?? Number.NaN) - (above?.bottom ?? Number.NaN)).toBeLessThanOrEqual(32);
			expect(facts?.left).toBe(viewport.width < 960 ? timeline?.left : map?.left);
		}
	});

	test("works without JavaScript: headline, timeline, map as a picture, a person to ask", async () => {
		const { page, asked } = await open("delayed", { ...PHONE, javaScriptEnabled: false });
		expect(await page.locator("h1").textContent()).toContain("Delayed by weather");
		expect(await page.locator(".scan").count()).toBe(9);
		expect(await page.locator("svg.map-picture .route-past").isVisible()).toBe(true);
		expect(await page.getByRole("link", { name: "Ask a person" }).isVisible()).toBe(true);
		expect(await page.locator("[data-copy]").isVisible()).toBe(false);
		expect(asked.some((url) => url.endsWith(".js"))).toBe(false);
	});

	// Every state is held to it in states.test.ts, before its map is moved.
	test.each(["inTransit", "delivered"])(
		"%s: axe finds nothing serious in a map that moves, light and dark",
		async (name) => {
			for (const colorScheme of ["light", "dark"] as const) {
				const { page } = await open(name, { ...PHONE, colorScheme });
				expect(await seriousFaultsIn(page)).toEqual([]);
				await moveMap(page);
				expect(await seriousFaultsIn(page)).toEqual([]);
			}
		},
	);

	test.each(["inTransit", "dutyDue", "notConnected"])(
		"%s: nothing needs sideways scrolling on any screen, whether the map moves or not",
		async (name) => {
			const { page } = await open(name, { viewport: { width: 320, height: 740 } });
			const widthAt = async (width: number): Promise<number> => {
				await page.setViewportSize({ width, height: 740 });
				return page.evaluate<number>("document.documentElement.scrollWidth");
			};
			for (const isLive of [false, true]) {
				if (isLive) await moveMap(page);
				for (const width of [320, 360, 768, 1280]) expect(await widthAt(width)).toBeLessThanOrEqual(width);
			}
		},
	);

	test("the keyboard alone reaches the person to ask, and is not caught by the map", async () => {
		const { page } = await open("inTransit", { viewport: { width: 1280, height: 800 } });
		await moveMap(page);
		await page.locator(".skip").focus();
		await page.keyboard.press("Shift+Tab");
		const reached: string[] = [];
		for (let i = 0; i < 90 && reached.at(-1) !== "Ask a person"; i++) {
			await page.keyboard.press("Tab");
			reached.push(
				await page.evaluate<string>("document.activeElement.textContent.trim() || document.activeElement.className"),
			);
		}
		expect(reached).toContain("Skip the map");
		expect(reached.at(-1)).toBe("Ask a person");
	});

	test("a live event changes headline, timeline and map without a reload, says so once, and keeps what was opened", async () => {
		const { page, asked } = await open("inTransit/first", { viewport: { width: 1280, height: 800 } });
		await moveMap(page);
		await expect.poll(() => server().listeners()).toBeGreaterThan(0);
		await page.locator(".scan summary").first().click();
		await page.evaluate("window.isSamePage = true");
		changed.set("first", "delivered");
		server().tell('{"version":2}');
		await expect.poll(() => page.locator("h1").textContent()).toBe("Delivered Tue\u00a024\u00a0Nov, 08:41");
		expect(await page.evaluate("window.isSamePage")).toBe(true);
		expect(await page.getByRole("status").textContent()).toBe("Delivered Tue\u00a024\u00a0Nov, 08:41");
		expect(await page.locator(".scan").count()).toBe(10);
		expect(await page.locator(".scan details[open]").count()).toBe(1);
		await expect.poll(() => page.locator(".live-map .spot-delivered").count()).toBe(1);
		expect(await page.title()).toContain("Delivered");
		expect(asked.filter((url) => url.endsWith("/inTransit/first"))).toHaveLength(2);
	});

	test("the number is copied by one press, and the press is answered", async () => {
		const { page } = await open("inTransit", { permissions: ["clipboard-read", "clipboard-write"] });
		await page.getByRole("button", { name: "Copy" }).click();
		await expect.poll(() => page.locator("[data-copy]").textContent()).toBe("Copied");
		expect(await page.evaluate("navigator.clipboard.readText()")).toBe("AX00112233445");
	});

	test("words of another script stand where they are put, and leave ours in their order", async () => {
		const { page } = await open("otherScripts", { viewport: { width: 1280, height: 800 } });
		const partsOf = (line: string) =>
			page.evaluate<{ text: string; left: number; right: number }[]>(`[...(function* pieces(node) {
				if (node.nodeType === Node.TEXT_NODE || node.tagName === "BDI") yield node;
				else for (const child of node.childNodes) yield* pieces(child);
			})(document.querySelector(${JSON.stringify(line)}))].map((node) => {
				const range = document.createRange();
				range.selectNodeContents(node);
				const { left, right } = range.getBoundingClientRect();
				return { text: node.textContent, left, right };
			})`);
		for (const [line, texts] of [
			[".title", ["נעלי ריצה 42", " + 1 more"]],
			[".whereabouts > span", ["Left a sorting centre, ", "תל אביב, 7", ", ", "Sun 22 Nov, 16:40 (local time)"]],
			[".items li", ["2 × ", "נעלי ריצה 42"]],
		] as const) {
			const parts = await partsOf(line);
			expect(parts.map(({ text }) => text)).toEqual(texts);
			for (const [index, part] of parts.entries()) {
				expect(part.left, part.text).toBeGreaterThanOrEqual((parts[index - 1]?.right ?? part.left) - 0.5);
			}
		}
	});

	test("a clock that is not the reader's own is named, and the reader's own is not", async () => {
		const named = async (timezoneId: string, javaScriptEnabled = true) => {
			const { page } = await open("pacific", { timezoneId, javaScriptEnabled });
			const names = await page.locator(".zone:visible").allTextContents();
			return names;
		};
		expect(await named("Asia/Tokyo")).toEqual(["GMT-8"]);
		expect(await named("America/Los_Angeles")).toEqual(["GMT+9", "GMT+9"]);
		expect(await named("Europe/Berlin")).toEqual(["GMT-8", "GMT+9", "GMT+9"]);
		// Without a script the newest clock passes for the reader's.
		expect(await named("Asia/Tokyo", false)).toEqual(["GMT+9", "GMT+9"]);
	});

	test("a clock is named once a day while it stays the same", async () => {
		const { page } = await open("inTransit", { timezoneId: "America/Los_Angeles" });
		const days = await page
			.locator(".day")
			.evaluateAll((sections) =>
				sections.map((section) =>
					[...section.querySelectorAll(".zone")].map(
						(zone) => `${zone.hasAttribute("hidden") ? "" : "named "}${zone.getAttribute("data-offset")}`,
					),
				),
			);
		for (const clocks of days) {
			const named = clocks.filter((clock, index) => clock.split(" ").at(-1) !== clocks[index - 1]?.split(" ").at(-1));
			expect(clocks.filter((clock) => clock.startsWith("named "))).toEqual(named);
		}
		expect(days.flat().some((clock) => !clock.startsWith("named "))).toBe(true);
	});
});
