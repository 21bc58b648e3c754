import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PUSH_LIMITS } from "../../src/core/push-limits.ts";
import { assetsOf } from "../../web/views/assets.ts";
import { renderBoard } from "../../web/views/push/board.tsx";
import { renderPushGuide } from "../../web/views/push/guide.tsx";
import { CLIENT_FOLDER, findChromium, launchBrowser, type PageServer, servePages } from "../helpers/browser.ts";

const chromium = findChromium();
const isBuilt = existsSync(`${CLIENT_FOLDER}manifest.json`);
if (chromium && !isBuilt) throw new Error("The browser part is not built: run npm run build first.");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const MESSAGE = {
	id: "msg_0Vbjwmps8Helobsc9HzuEB",
	receivedAt: "2026-11-22T21:32:43.120Z",
	senderId: "van3-000124",
	bytes: 16_000,
	accepted: 1,
	unmatched: 2,
	problems: [{ kind: "unreadable", detail: `${"shipments.0.".repeat(12)}lat: a number from -90 to 90 is wanted.` }],
	more: 3,
};

describe.skipIf(!chromium)("the pages for a courier's developer, in a browser", () => {
	let server: PageServer;
	let browser: Browser;

	beforeAll(async () => {
		const assets = assetsOf(readFileSync(`${CLIENT_FOLDER}manifest.json`, "utf8"));
		const limits = { ...PUSH_LIMITS, bodyMegabytes: 5 };
		const became = ["read", "empty", "waiting", "unreadable", "refused", "failed"] as const;
		const messages = became.map((one) => ({ ...MESSAGE, became: one }));
		const pages: Readonly<Record<string, string>> = {
			"/guide": renderPushGuide({ assets, publicUrl: "https://track.shop.example", limits }),
			"/board": renderBoard({ assets, board: { messages }, most: 100, now: "2026-11-22T21:40:00.000Z" }),
			"/empty": renderBoard({ assets, board: { messages: [] }, most: 100, now: "2026-11-22T21:40:00.000Z" }),
		};
		server = await servePages((path) => pages[path] ?? null);
		browser = await launchBrowser(chromium ?? "");
	});

	afterAll(async () => {
		await browser?.close();
		await server?.close();
	});

	const screens = [
		["phone", { width: 360, height: 740 }],
		["desktop", { width: 1280, height: 900 }],
	] as const;
	const cases = ["guide", "board", "empty"].flatMap((page) =>
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

	test("the guide is read to its end without a script", async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${server.origin}/guide`);
		await page.locator("summary", { hasText: "Python 3" }).click();
		expect(await page.getByText("hmac.new(key, signed, hashlib.sha256)").isVisible()).toBe(true);
		await page.getByRole("link", { name: "Live positions" }).click();
		expect(page.url()).toBe(`${server.origin}/guide#positions`);
		await context.close();
	});
});
