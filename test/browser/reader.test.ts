import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../web/views/languages.ts";
import { inBrowser, seriousFaultsIn } from "../helpers/browser.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService } from "../helpers/service.ts";

oneDatabase((database) =>
	inBrowser("a reader in a browser", (browser) => {
		test("a buyer finds the parcel, sees its code, hides it again, in one language and without a script", {
			timeout: 120_000,
		}, async () => {
			// Its cookie is kept by a browser that reached the service without https.
			const { url, newSeller } = await startTestService(database, { publicUrl: "http://127.0.0.1" });
			const seller = await newSeller("Harbour Shoes");
			const { path, secret } = await seller.connect({ carrier: "push" });
			await seller.post("/v1/shipments", {
				trackingNumber: "FIND0001",
				carrier: "push",
				order: { reference: "1001", buyer: { postcode: "04109", locale: "en" } },
			});
			const at = new Date(Date.now() - 60_000).toISOString();
			const waits = { id: "1", code: "ready_for_pickup.at_point", occurredAt: at, pickupCode: "774411" };
			const shipments = [{ trackingNumber: "FIND0001", scans: [waits] }];
			expect((await postSigned(`${url}${path}`, secret, { shipments })).status).toBe(202);

			const open = async (options: BrowserContextOptions): Promise<Page> => {
				const page = await (
					await browser().newContext({ viewport: { width: 360, height: 740 }, ...options })
				).newPage();
				page.setDefaultTimeout(20_000);
				return page;
			};
			const page = await open({ javaScriptEnabled: false, locale: "fr-FR" });
			await page.goto(`${url}/track?lang=de`);
			expect(await page.getAttribute("html", "lang")).toBe("de");
			await page.fill("#number", "find 0001");
			await page.fill("#check", "04108");
			await page.click("button[type=submit]");
			expect(new URL(page.url()).search).toBe("?lang=de");
			expect(await page.locator("[role=alert]").count()).toBe(1);
			expect([await page.inputValue("#number"), await page.inputValue("#check")]).toEqual(["find 0001", "04108"]);
			await page.fill("#check", "04109");
			await page.click("button[type=submit]");
			expect(new URL(page.url()).pathname + new URL(page.url()).search).toMatch(/^\/t\/\w+\?lang=de$/);
			expect(await page.getAttribute("html", "lang")).toBe("de");
			expect(await page.textContent("body")).toContain("774411");
			const parcel = page.url();
			await page.goto(parcel.replace("?", "/verify?"));
			await page.click("button[type=submit]");
			expect(page.url()).toBe(parcel);
			expect(await page.textContent("body")).not.toContain("774411");
			await page.goto(parcel.replace("?", "/verify?"));
			await page.fill("#check", "D-04109");
			await page.keyboard.press("Enter");
			await page.waitForURL(parcel);
			expect(await page.textContent("body")).toContain("774411");

			const live = await open({ locale: "fr-FR", bypassCSP: true });
			await live.goto(parcel);
			const headline = (await live.textContent("[data-headline]")) ?? "";
			const scans = [{ id: "2", code: "delivered.collected", occurredAt: new Date().toISOString() }];
			await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "FIND0001", scans }] }, "msg_2");
			await live.waitForFunction(
				`document.querySelector("[data-headline]").textContent !== ${JSON.stringify(headline)}`,
			);
			expect(await live.textContent("[data-headline]")).toContain("Zugestellt");

			const evil = await open({ locale: "en-GB" });
			await evil.route("http://evil.example/", (route) =>
				route.fulfill({
					contentType: "text/html",
					body: `<form method="post" action="${url}/track"><input name="number" value="FIND0001"><input name="check" value="04109"><button>Go</button></form>`,
				}),
			);
			await evil.goto("http://evil.example/");
			const [answer] = await Promise.all([evil.waitForResponse(`${url}/track`), evil.click("button")]);
			expect(answer.status()).toBe(403);

			const { pathname } = new URL(parcel);
			for (const address of ["/", "/track", `${pathname}/verify`, "/t/tok9999999999999999999999"]) {
				const checked = await open({ colorScheme: "dark", viewport: { width: 320, height: 640 } });
				for (const tag of ["en", "ar"]) {
					await checked.goto(`${url}${address}?lang=${tag}`);
					expect(await seriousFaultsIn(checked), `${address} in ${tag}`).toEqual([]);
				}
				const tags = LANGUAGES.map(({ tag }) => tag);
				expect(await widthsIn(checked, tags), address).toEqual(
					tags.map((tag) => ({ tag, isSpoken: true, width: 320 })),
				);
			}
		});
	}),
);

/** How wide the page is in each language, put into one window: to load it anew takes ten times as long. */
function widthsIn(page: Page, tags: readonly string[]): Promise<unknown> {
	return page.evaluate(`(async () => {
		const widths = [];
		for (const tag of ${JSON.stringify(tags)}) {
			const answer = await fetch(location.pathname + "?lang=" + tag);
			const { documentElement, body } = new DOMParser().parseFromString(await answer.text(), "text/html");
			document.documentElement.lang = documentElement.lang;
			document.documentElement.dir = documentElement.dir;
			document.body.replaceWith(body);
			document.querySelector(".languages details").open = true;
			widths.push({ tag, isSpoken: documentElement.lang.startsWith(tag), width: document.documentElement.scrollWidth });
		}
		return widths;
	})()`);
}
