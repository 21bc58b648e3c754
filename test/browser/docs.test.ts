import { expect, test } from "vitest";
import type { OpenApi } from "../../web/views/docs/open-api.ts";
import { renderDocs } from "../../web/views/docs/page.tsx";
import { inBrowser, openPage, servingPages } from "../helpers/browser.ts";
import { type Screen, testPlainPages } from "../helpers/plain-pages.ts";
import { openDoor } from "../http/helpers/door.ts";

const SCREENS: readonly Screen[] = [
	["phone", { width: 360, height: 740 }],
	["desktop", { width: 1280, height: 900 }],
];
// The others are made of the same pieces.
const PARTS = ["docs/shipments"];

const { call } = await openDoor();
const document = (await (await call("GET", "/v1/openapi.json", { key: null })).json()) as OpenApi;

inBrowser("the description of the API, in a browser", (browser) => {
	const server = servingPages((path, assets) => {
		const [, docs, part = ""] = path.split("/");
		return docs === "docs" ? renderDocs({ document, part, assets }) : null;
	});

	testPlainPages(browser, server, { pages: PARTS, screens: SCREENS, script: "/assets/docs.js" });

	test("the others fit a phone, and break no rule of the policy", async () => {
		const { origin } = server();
		const { page, wrong } = await openPage(browser(), `${origin}/docs`, { viewport: { width: 360, height: 740 } });
		for (const part of ["docs", "docs/webhooks", "docs/objects"]) {
			await page.goto(`${origin}/${part}`);
			expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
		}
		expect(wrong).toEqual([]);
		await page.context().close();
	});

	test("an example is copied as it stands, and is said to be", async () => {
		const { origin } = server();
		const { page, asked, wrong } = await openPage(browser(), `${origin}/docs/shipments`, {
			permissions: ["clipboard-read", "clipboard-write"],
		});
		await page.getByRole("button", { name: "Copy: Register a waybill, with curl" }).click();
		await expect.poll(() => page.locator("#announcement").textContent()).toBe("Copied");
		const copied = await page.evaluate<string>("navigator.clipboard.readText()");
		expect(copied).toBe(await page.locator("#registerShipment-curl").textContent());
		expect(copied).toContain('"trackingNumber": "DEMO-HAPPY-1"');
		expect([...asked.filter((url) => !url.startsWith(origin)), ...wrong]).toEqual([]);
		await page.context().close();
	});

	test("it is read to its end without a script, which then shows no button", async () => {
		const { origin } = server();
		const { page } = await openPage(browser(), `${origin}/docs`, { javaScriptEnabled: false });
		await page.getByRole("link", { name: "Shipments" }).click();
		expect(page.url()).toBe(`${origin}/docs/shipments`);
		expect(await page.getByRole("button").count()).toBe(0);
		await page.locator("summary").first().click();
		expect(await page.getByText('"trackingUrl"').first().isVisible()).toBe(true);
		await page.context().close();
	});
});
