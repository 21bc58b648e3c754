import { renderReviews } from "../../web/views/reviews.tsx";
import { inBrowser, servingPages } from "../helpers/browser.ts";
import { testPlainPages } from "../helpers/plain-pages.ts";
import { REVIEW_PAGES } from "../web/review-pages.ts";

inBrowser("the page on which a buyer says how it was, in a browser", (browser) => {
	const server = servingPages((path, assets) => {
		const page = REVIEW_PAGES[path.slice(1)];
		return page ? renderReviews({ ...page, assets }) : null;
	});

	testPlainPages(browser, server, {
		pages: ["wrong", "said", "changing"],
		screens: [["small phone", { width: 320, height: 640 }]],
	});
});
