import { expect, test } from "vitest";
import { renderAsk } from "../../web/views/ask.tsx";
import { inBrowser, servingPages } from "../helpers/browser.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { type Screen, testPlainPages } from "../helpers/plain-pages.ts";
import { startTestService } from "../helpers/service.ts";
import { ASK_PAGES } from "../web/ask-pages.ts";

const SCREENS: readonly Screen[] = [
	["small phone", { width: 320, height: 640 }],
	["desktop", { width: 1280, height: 900 }],
];

inBrowser("the page on which a buyer asks, in a browser", (browser) => {
	const server = servingPages((path, assets) => {
		const page = ASK_PAGES[path.slice(1)];
		return page ? renderAsk({ ...page, assets, live: null }) : null;
	});

	testPlainPages(browser, server, { pages: Object.keys(ASK_PAGES), screens: SCREENS });
});

oneDatabase((database) =>
	inBrowser("a buyer who asks, in a browser", (browser) => {
		test("two taps ask a person, and the answer appears by itself while the next words stay", async () => {
			// Its cookie is kept by a browser that reached the service without https.
			const { url, newSeller } = await startTestService(database, { publicUrl: "http://127.0.0.1" });
			const seller = await newSeller("Harbour Shoes");
			await seller.connect({ carrier: "push" });
			const { trackingUrl } = (await seller.post("/v1/shipments", { trackingNumber: "ASK0001", carrier: "push" })).body;
			const context = await browser().newContext({ viewport: { width: 360, height: 740 }, locale: "de-DE" });
			const page = await context.newPage();
			page.setDefaultTimeout(20_000);
			await page.goto(`${url}${new URL(trackingUrl).pathname}`);
			await page.click("a.ask");
			await page.fill("#text", "Kommt es bis Freitag?");
			await page.click("button[type=submit]");
			await page.waitForSelector("[role=status].outcome-good");
			await page.fill("#text", "Und noch etwas");

			const [{ id }] = (await seller.get("/v1/questions")).body.items;
			await seller.post(`/v1/questions/${id}/messages`, { text: "Ja, am Donnerstag." });
			await page.getByText("Ja, am Donnerstag.").first().waitFor();
			expect(await page.inputValue("#text")).toBe("Und noch etwas");
			await page.click("button[type=submit]");
			await page.getByText("Und noch etwas").first().waitFor();
			expect((await seller.get("/v1/questions?state=waiting")).body.items).toMatchObject([{ id, locale: "de-DE" }]);
			await page.goto(`${url}${new URL(trackingUrl).pathname}`);
			expect(await page.textContent(".card-asked")).toContain("Und noch etwas");
			await context.close();
		});
	}),
);
