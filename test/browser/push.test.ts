import { expect, test } from "vitest";
import { PUSH_LIMITS } from "../../src/core/push-limits.ts";
import { renderBoard } from "../../web/views/push/board.tsx";
import { renderPushGuide } from "../../web/views/push/guide.tsx";
import { inBrowser, openPage, servingPages } from "../helpers/browser.ts";
import { type Screen, testPlainPages } from "../helpers/plain-pages.ts";

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

const BECAME = ["read", "empty", "waiting", "unreadable", "refused", "failed"] as const;

const SCREENS: readonly Screen[] = [
	["phone", { width: 360, height: 740 }],
	["desktop", { width: 1280, height: 900 }],
];

inBrowser("the pages for a courier's developer, in a browser", (browser) => {
	const server = servingPages((path, assets) => {
		const limits = { ...PUSH_LIMITS, bodyMegabytes: 5 };
		const board = { assets, most: 100, now: "2026-11-22T21:40:00.000Z" };
		switch (path) {
			case "/guide":
				return renderPushGuide({ assets, publicUrl: "https://track.shop.example", limits });
			case "/board":
				return renderBoard({ ...board, board: { messages: BECAME.map((became) => ({ ...MESSAGE, became })) } });
			case "/empty":
				return renderBoard({ ...board, board: { messages: [] } });
			default:
				return null;
		}
	});

	testPlainPages(browser, server, { pages: ["guide", "board", "empty"], screens: SCREENS });

	test("the guide is read to its end without a script", async () => {
		const { origin } = server();
		const { page } = await openPage(browser(), `${origin}/guide`, { javaScriptEnabled: false });
		await page.locator("summary", { hasText: "Python 3" }).click();
		expect(await page.getByText("hmac.new(key, signed, hashlib.sha256)").isVisible()).toBe(true);
		await page.getByRole("link", { name: "Live positions" }).click();
		expect(page.url()).toBe(`${origin}/guide#positions`);
		await page.context().close();
	});
});
