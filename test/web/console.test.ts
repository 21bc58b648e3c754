import { describe, expect, it } from "vitest";
import { type OwnAccuracy, renderOwnAccuracy } from "../../web/views/console/accuracy.tsx";
import { visible } from "../../web/views/console/visible.ts";
import { figures } from "./accuracy-figures.ts";
import { ACCURACY, CARRIERS, CONSOLE_PAGES, consolePage } from "./console-pages.ts";

const ASSETS = { script: "/assets/page.js", styles: ["/assets/page.css"], icon: "/assets/icon.svg" };

describe.each(Object.entries(CONSOLE_PAGES))("the console's page %s", (_name, render) => {
	const html = render(consolePage(ASSETS));

	it("shows what others sent as words, never as mark-up, and turns no line round", () => {
		expect(html).not.toContain("<b onclick");
		expect(html).not.toContain("\u202e");
		expect(html).not.toMatch(/ on\w+="|<script(?! type="module" src="\/assets\/)|style="|javascript:/);
	});

	it("has one heading of the first rank and names for all that is filled in", () => {
		expect(html.match(/<h1/g)).toHaveLength(1);
		for (const [, id] of html.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g)) {
			expect(html).toContain(`for="${id}"`);
		}
	});

	it("sends each form by POST with the token of its session, but for the one that opens a session", () => {
		for (const [form] of html.matchAll(/<form method="post".*?<\/form>/gs)) {
			if (form.includes('action="/console/log-in')) continue;
			expect(form).toContain('<input type="hidden" name="form" value="token-of-this-session"/>');
		}
	});
});

it("says states in the reader's language and marks them as such, in a page of another", () => {
	const arabic = CONSOLE_PAGES.parcels(consolePage(ASSETS, "ar-EG"));
	expect(arabic).toContain('<html lang="en">');
	expect(arabic).toMatch(/<span lang="ar-EG" dir="rtl">[^<>]*\p{Script=Arabic}/u);
});

it("of a reply to news that no question is known of, says what to do; of one whose questions are gone, that they are", () => {
	const [, , gone = "", stray = ""] = CONSOLE_PAGES.mails(consolePage(ASSETS)).split("<article");
	expect(gone).toContain("are gone");
	expect(stray).not.toMatch(/are gone|may belong to/);
	expect(stray).toMatch(/answer from your own mailbox[\s\S]*put it aside/);
});

it("what a buyer gave as his address is no more than an address", () => {
	const html = CONSOLE_PAGES.parcel(consolePage(ASSETS));
	expect(html).toContain('href="mailto:a%40b.example%3Fbcc%3Dc%40d.example"');
});

it("of a long message the beginning is shown, and how long it is", () => {
	const html = CONSOLE_PAGES.message(consolePage(ASSETS));
	expect(html.length).toBeLessThan(120_000);
	expect(html).toContain("of 240,000 bytes");
});

it("what has no shape is written out, ends of lines and joined letters of any script stay", () => {
	expect(visible("a\u202eb\u0000c\u200bd\ufeff")).toBe("a⟨U+202E⟩b⟨U+0000⟩c⟨U+200B⟩d⟨U+FEFF⟩");
	expect(visible("one\r\ntwo\n\tthree, कार्य, 东莞, שלום")).toBe("one\ntwo\n\tthree, कार्य, 东莞, שלום");
});

describe("what the windows were worth", () => {
	const accuracyOf = (change: Partial<OwnAccuracy>, by: "carrier" | "anchor" | "horizon" = "carrier") =>
		renderOwnAccuracy({
			...consolePage(ASSETS),
			accuracy: { ...ACCURACY, ...change },
			by,
			carrier: null,
			carriers: CARRIERS,
		});

	it("is a picture with its figures in a table beneath, and what is too few has none", () => {
		const html = accuracyOf({});
		expect(html).toContain("Of 2,412 windows that said 8 in 10, 81\u00a0% held.");
		expect(html).toMatch(/<svg class="plot" role="img" aria-label="By carrier: /);
		expect(html).toContain("<td>FedEx</td><td>1,204</td><td>62\u00a0%</td><td>53–71\u00a0%</td>");
		expect(html).toContain("12 windows of 4 parcels");
		expect(html.split('id="too-few"')[0]).not.toContain("12 windows of");
	});

	it("names how far the parcel had come in words", () => {
		const items = [{ ...figures({}), anchor: "out-for-delivery", measured: true }] as const;
		expect(accuracyOf({ items }, "anchor")).toContain("<td>when it went out for delivery</td>");
	});

	it("says that there is nothing, or too few, rather than a figure", () => {
		expect(accuracyOf({ all: null, items: [] })).toContain("There is nothing to show yet.");
		const few = accuracyOf({ all: { forecasts: 3, parcels: 1, measured: false }, items: [] });
		expect(few).toContain("Too few yet");
		expect(few).not.toMatch(/<svg|held\./);
	});
});
