import type { Browser, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { faultsIn, openPage, type PageServer, unfold } from "./browser.ts";

/** A name, and the size of its window. */
export type Screen = readonly [name: string, viewport: { readonly width: number; readonly height: number }];

/** What every page that is whole without a script is held to, on each screen, by day and by night. */
export function testPlainPages(
	browser: () => Browser,
	server: () => PageServer,
	{
		pages,
		screens,
		script = null,
	}: { readonly pages: readonly string[]; readonly screens: readonly Screen[]; readonly script?: string | null },
): void {
	let page: Page;
	let asked: string[];
	// One page for all: to open a window takes longer than what is asked of it.
	beforeAll(async () => {
		({ page, asked } = await openPage(browser(), "about:blank"));
	});
	beforeEach(() => {
		asked.length = 0;
	});

	const cases = pages.flatMap((page) =>
		screens.flatMap(([screen, viewport]) =>
			(["light", "dark"] as const).map((colorScheme) => ({ page, screen, viewport, colorScheme })),
		),
	);
	test.each(cases)(
		"$page on a $screen, $colorScheme: fits, is accessible and asks nobody else",
		async ({ page: name, viewport, colorScheme }) => {
			const { origin } = server();
			await page.setViewportSize(viewport);
			await page.emulateMedia({ colorScheme });
			await page.goto(`${origin}/${name}`);
			await unfold(page);
			const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
			expect(overflow).toBeLessThanOrEqual(0);
			const isOther = (url: string) => url.endsWith(".js") && url !== `${origin}${script}`;
			expect(asked.filter((url) => !url.startsWith(`${origin}/`) || isOther(url))).toEqual([]);
			expect(await faultsIn(page)).toEqual([]);
		},
	);
}
