import { expect, test } from "vitest";
import { LANGUAGES } from "../../web/views/languages.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { renderReviews } from "../../web/views/reviews.tsx";
import { wordsFor } from "../../web/views/words.ts";
import { model, PARCELS } from "./parcels.ts";
import { REVIEW_PAGES, SAID_REVIEW } from "./review-pages.ts";

test.each(LANGUAGES.map(({ tag }) => tag))(
	"in %s every state of the page is said, and nobody's words are mark-up",
	(tag) => {
		for (const [name, page] of Object.entries(REVIEW_PAGES)) {
			const html = renderReviews({ ...page, locale: tag });
			expect(html, name).not.toMatch(/<b |<script|undefined|\[object/);
			// What a reader typed himself stands in his field as he typed it.
			expect(html.replaceAll(/<textarea.*?<\/textarea>|<input[^>]*>/gs, ""), name).not.toContain("\u202e");
			expect(html, name).toContain(wordsFor(tag).words.reviews.ask);
		}
	},
);

test("each form names its stage, and what was written stands in it again", () => {
	const html = renderReviews(REVIEW_PAGES.changing ?? fail());
	expect(html).toContain('<input type="hidden" name="stage" value="product"/>');
	expect(html).toMatch(/name="rating" value="4" checked/);
	expect(html).toMatch(/name="item" value="Laces" checked/);
	expect(html).toContain('name="without-photos"');
	expect(html).toMatch(/<textarea[^>]*>&lt;b onclick/);
});

test("stars and words are tied to what is wrong with them", () => {
	const html = renderReviews(REVIEW_PAGES.wrong ?? fail());
	expect(html).toContain('<fieldset class="field ticks" aria-describedby="rating-error">');
	expect(html).toContain('aria-describedby="text-hint text-error" aria-invalid="true"');
	expect(html).toMatch(/id="photos-error"/);
});

test("without a form there is none to send", () => {
	for (const name of ["off", "not-now", "hidden"]) {
		expect(renderReviews(REVIEW_PAGES[name] ?? fail()), name).not.toMatch(/<textarea|name="once"/);
	}
});

test("a parcel's page says month and stars, and what was added, and nothing where it is not asked", () => {
	const html = renderParcel(model(PARCELS.delivered, { reviews: [SAID_REVIEW] }));
	expect(html).toContain("★★★★");
	expect(html).toMatch(/Verified buyer, November 2026 \(changed\)/);
	expect(html).toMatch(/Added later[\s\S]*March 2027[\s\S]*After a winter/);
	expect(html).not.toMatch(/<b /);
	expect(renderParcel(model(PARCELS.delivered, { reviews: [] }))).toContain("How was it?");
	expect(renderParcel(model(PARCELS.delivered))).not.toContain("/t/token/reviews");
});

function fail(): never {
	throw new Error("There is no such page.");
}
