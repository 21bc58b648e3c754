import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Device } from "../../src/core/notices/device.ts";
import { inBrowser } from "../helpers/browser.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startPushService } from "../helpers/push-service.ts";
import { startTestService } from "../helpers/service.ts";
import { awayFromMidnight, watched } from "../helpers/watched-parcel.ts";

oneDatabase((database) =>
	inBrowser("news as notifications, in a browser", (browser) => {
		test("nothing is asked before the reader presses; then the news is shown, opens its parcel, and ends by a press", async () => {
			const service = await startTestService(database, { publicUrl: "http://127.0.0.1", trustProxy: 1 });
			const maker = await startPushService();
			const shop = await watched(service);
			await awayFromMidnight(shop);
			const { id, link } = await shop.register("BELL-5");
			const context = await browser().newContext({ viewport: { width: 360, height: 740 }, locale: "de-DE" });
			const origin = new URL(link).origin;
			await context.grantPermissions(["notifications"], { origin });
			const page = await context.newPage();
			page.setDefaultTimeout(20_000);
			await subscribeTo(page, maker.newDevice("bell-5"));
			await page.goto(`${link}/watch`);
			const press = (wants: string) => page.click(`[data-push-press=${wants}]`);
			const watchers = async () => (await shop.seller.get(`/v1/shipments/${id}/notices`)).body.watchers;
			const said = (name: string) => page.locator(`[data-push-said=${name}]:visible`).waitFor();
			expect(await page.evaluate("navigator.serviceWorker.getRegistrations().then(({ length }) => length)")).toBe(0);
			expect(await page.locator("[data-push-press]:visible").count()).toBe(1);
			await press("start");
			await said("watching");
			expect(await watchers()).toMatchObject([{ source: "device", state: "watching" }]);

			await shop.tells("BELL-5", "ready_for_pickup.at_point");
			await shop.wait(4);
			const [queued] = await shop.notifications();
			await deliver(page, origin, JSON.stringify({ ...queued?.words, path: queued?.path }));
			await expect.poll(() => notifications(page)).toEqual([{ title: queued?.words.title, data: queued?.path }]);
			expect(queued?.path).toBe(`${new URL(link).pathname}?lang=de-DE`);

			await page.reload();
			await said("watching");
			await press("stop");
			await page.locator("[data-push-press=start]:visible").waitFor();
			expect(await watchers()).toMatchObject([{ state: "ended", endedBecause: "asked" }]);
			expect(await page.locator("[data-push-press]:visible").count()).toBe(1);
			await context.close();
			const plain = await browser().newPage({ javaScriptEnabled: false });
			await plain.goto(`${link}/watch`);
			expect(await plain.locator("[data-push]:visible").count()).toBe(0);
			await plain.context().close();
			await maker.close();
		});
	}),
);

/** What its maker would answer, whom nobody reaches from here: the browser's own subscription asks the maker first. */
async function subscribeTo(page: Page, { endpoint, p256dh, auth }: Device): Promise<void> {
	const subscription = JSON.stringify({ endpoint, keys: { p256dh, auth } });
	await page.addInitScript(`{
		const subscribed = (options) => ({
			options,
			unsubscribe: async () => delete localStorage.subscribed,
			toJSON: () => (${subscription}),
		});
		const keyOf = (options) => ({ applicationServerKey: new Uint8Array(options.applicationServerKey).buffer });
		Object.assign(PushManager.prototype, {
			getSubscription: async () => {
				const key = localStorage.subscribed;
				return key ? subscribed(keyOf({ applicationServerKey: JSON.parse(key) })) : null;
			},
			subscribe: async (options) => {
				localStorage.subscribed = JSON.stringify([...options.applicationServerKey]);
				return subscribed(keyOf(options));
			},
		});
	}`);
}

/** Hands a message to the worker as the browser does that had it from its maker. */
async function deliver(page: Page, origin: string, data: string): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	const registered = new Promise<string>((resolve) => {
		devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
			if (first) resolve(first.registrationId);
		});
	});
	await devtools.send("ServiceWorker.enable");
	await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId: await registered, data });
}

function notifications(page: Page): Promise<readonly { readonly title: string; readonly data: string }[]> {
	return page.evaluate(`navigator.serviceWorker.getRegistration("/t/")
		.then((registration) => registration.getNotifications())
		.then((shown) => shown.map(({ title, data }) => ({ title, data })))`);
}
