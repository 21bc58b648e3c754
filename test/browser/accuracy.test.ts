import { expect, test } from "vitest";
import { renderAccuracy } from "../../web/views/accuracy/page.tsx";
import { inBrowser, openPage, servingPages } from "../helpers/browser.ts";
import { type Screen, testPlainPages } from "../helpers/plain-pages.ts";
import { noFigures, someFigures } from "../web/accuracy-figures.ts";

const SCREENS: readonly Screen[] = [
	["small phone", { width: 320, height: 640 }],
	["phone", { width: 360, height: 740 }],
	["desktop", { width: 1280, height: 900 }],
];

inBrowser("the page of what the windows are worth, in a browser", (browser) => {
	const pages = { figures: someFigures, empty: noFigures };
	const server = servingPages((path, assets) => {
		const accuracy = Object.entries(pages).find(([name]) => path === `/${name}`)?.[1];
		return accuracy ? renderAccuracy({ accuracy, assets }) : null;
	});

	testPlainPages(browser, server, { pages: Object.keys(pages), screens: SCREENS });

	test.each(SCREENS)("on a %s no name runs into the figure beside it", async (_screen, viewport) => {
		const { page } = await openPage(browser(), `${server().origin}/figures`, { viewport });
		const gaps = await page.evaluate(`[...document.querySelectorAll(".plot g")].map((row) => {
			const [name, figure] = [...row.querySelectorAll("text.row")].map((text) => text.getBoundingClientRect());
			return figure.left - name.right;
		})`);
		expect(gaps).toHaveLength(9);
		expect(Math.min(...(gaps as number[]))).toBeGreaterThan(0);
		await page.context().close();
	});
});
