import { describe, expect, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { isolate, plainSentence, shorten } from "../../web/views/isolate.tsx";
import { renderParcel } from "../../web/views/parcel.tsx";
import { model, NOW, PARCELS, parcel, promise, scan } from "./parcels.ts";
import { readOut } from "./told-page.ts";

const MARK = "QQ";

/** Everything that others write, marked. */
function marked(page: ParcelPage): ParcelPage {
	const name = (text: string) => `${MARK}${text}`;
	return {
		...page,
		shop: { ...page.shop, name: name("shop") },
		carrier: { code: name("code"), name: name("carrier"), trackingUrl: "https://acme-express.example/track/1" },
		trackingNumber: name("number"),
		items: [{ name: name("item"), quantity: 2, imageUrl: null }],
		origin: page.origin && { ...page.origin, city: name("origin") },
		destination: page.destination && { ...page.destination, city: name("destination") },
		scans: page.scans.map((told) => ({
			...told,
			text: name("text"),
			carrier: name("leg"),
			place: told.place && { ...told.place, text: name(told.place.text) },
		})),
	};
}

const PAGES: Readonly<Record<string, ParcelPage>> = {
	...PARCELS,
	collect: parcel([scan("ready_for_pickup.locker", "2026-11-23T21:14:00", "+01:00", ["Ulm", "DE", 48.4, 10])]),
	returned: parcel([scan("returned.to_sender", "2026-11-23T21:14:00", "+01:00", ["Ulm", "DE", 48.4, 10])]),
	lost: parcel([scan("exception.lost", "2026-11-23T21:14:00", "+01:00")]),
	waiting: parcel([], { following: { state: "push-only" } }),
	unread: parcel([scan("note.unmapped", "2026-11-23T21:14:00", "+01:00")]),
	shopPromise: {
		...PARCELS.pacific,
		eta: promise("2026-11-25T10:00:00", "2026-11-25T12:00:00", { source: "seller", zone: "America/Los_Angeles" }),
	},
};

describe("every word of a carrier, a shop or a buyer stands by itself, in any script", () => {
	test.each(Object.keys(PAGES))("%s", (name) => {
		const page = marked(PAGES[name] ?? PARCELS.empty);
		const others = [{ parcel: page, href: "/t/other", kind: "order" as const }];
		const html = renderParcel(model(page, { others, sourceDown: { since: NOW, carrier: "DHL" } }));
		const body = html.slice(html.indexOf("<body")).replaceAll(/<svg\b.*?<\/svg>/gs, "");
		expect(body).toContain(`<bdi>${MARK}shop</bdi>`);
		const bare = body
			.replaceAll(/<bdi[^>]*>[^<]*<\/bdi>/g, "")
			.replaceAll(/<p class="(?:said|label)" dir="auto">[^<]*<\/p>/g, "")
			.replaceAll(/<[^>]*>/g, " ");
		expect(bare).not.toContain(MARK);
		expect(html).not.toMatch(/[\u2066-\u2069\u202a-\u202e]/);
	});
});

test("controls that an older reading let through are not shown", () => {
	const evil = "\u202eDepot 42 \u2067\u2069";
	const page = parcel([scan("in_transit.moving", "2026-11-23T10:00:00", "+01:00", [evil, "DE"], { text: evil })], {
		shop: { name: evil, contactEmail: "hello@harbour-shoes.example" },
		items: [{ name: evil, quantity: 1, imageUrl: null }],
	});
	const html = renderParcel(model(page));
	expect(html).not.toMatch(/[\u2066-\u2069\u202a-\u202e]/);
	expect(decodeURIComponent(html)).not.toMatch(/[\u2066-\u2069\u202a-\u202e]/);
	expect(readOut(html)).toContain("Depot 42");
});

test("where no mark-up can stand, only right-to-left words keep the invisible signs", () => {
	expect(plainSentence(`${isolate("Schuhe")} · ${isolate("חנות")}`)).toBe("Schuhe · \u2068חנות\u2069");
});

describe("a long text is folded, and kept whole", () => {
	const long = "The driver wrote a whole story about this parcel. ".repeat(40).trim();

	test("one that we could not read", () => {
		const html = renderParcel(
			model(parcel([scan("note.unmapped", "2026-11-23T10:00:00", "+01:00", null, { text: long })])),
		);
		const label = /<summary class="label" dir="auto">(.*?)<\/summary>/.exec(html)?.[1] ?? "";
		expect(label.length).toBeLessThan(310);
		expect(label).toMatch(/^The driver wrote.*…$/);
		expect(/<p class="said" dir="auto">(.*?)<\/p><\/details>/.exec(html)?.[1]).toBe(long);
	});

	test("a place that is a story is told short where it stands in a sentence, and whole in the timeline", () => {
		const page = parcel([scan("ready_for_pickup.locker", "2026-11-23T10:00:00", "+01:00", [long, "DE", 51, 12])]);
		const html = renderParcel(model(page));
		expect(html.split(long)).toHaveLength(2);
		expect(html.slice(html.indexOf('id="timeline"'))).toContain(long);
		for (const sentence of readOut(html).split("\n"))
			if (!sentence.includes(long)) expect(sentence.length).toBeLessThan(500);
	});

	test("the name of a thing is told short in the title, and whole among the contents", () => {
		const whole = renderParcel(model(parcel([], { items: [{ name: long, quantity: 1, imageUrl: null }] })));
		const html = whole.replace(/<script type="application.*?<\/script>/s, "");
		expect(html.split(long)).toHaveLength(2);
		expect(html.slice(html.indexOf('data-part="facts"'))).toContain(long);
	});

	test("is cut between words and never within a character", () => {
		expect(shorten("one two three", 13)).toBe("one two three");
		expect(shorten("one two three", 11)).toBe("one two…");
		expect(shorten("😀".repeat(9), 4)).toBe("😀😀😀😀…");
	});
});
