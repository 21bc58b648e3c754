import { expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { CONDITIONS, isCode, isReason, MILESTONES } from "../../src/core/status.ts";
import { assetsOf } from "../../web/views/assets.ts";
import { plainSentence } from "../../web/views/isolate.tsx";
import { renderParcel } from "../../web/views/parcel.tsx";
import { renderAway, renderNotFound } from "../../web/views/plain.tsx";
import { speechOf } from "../../web/views/speech.ts";
import { placeText } from "../../web/views/titles.ts";
import { wordsFor } from "../../web/views/words.ts";
import { model, NOW, PARCELS, parcel, promise, scan } from "./parcels.ts";
import { readOut } from "./told-page.ts";

const ALL_CODES = Object.keys(CODES).filter(isCode);
const PLACE = ["Leipzig", "DE", 51.42, 12.24] as const;

function textOf(html: string, tag: string): string {
	const inner = new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "s").exec(html)?.[1] ?? "";
	return inner
		.replaceAll(/<[^>]*>/g, "")
		.replaceAll("\u00a0", " ")
		.replaceAll("&#39;", "'");
}
const placesOf = (html: string): string => textOf(html.slice(html.indexOf('class="places"')), "p");
const headlineOf = (page: ParcelPage, now = NOW): string => textOf(renderParcel(model(page, { now })), "h1");

test("every code gives a page with a headline, alone and in every condition", () => {
	expect(ALL_CODES).toHaveLength(142);
	for (const code of ALL_CODES) {
		const told = scan(code, "2026-11-23T21:14:00", "+01:00", PLACE);
		for (const condition of CONDITIONS) {
			const page = parcel([told], { code: told.milestone === "note" ? "in_transit.moving" : code, condition });
			expect(headlineOf(page), `${code} ${condition}`).toMatch(/\S/);
		}
	}
}, 60_000);

test("every milestone gives a page, without any scan, with and without a promise", () => {
	for (const milestone of MILESTONES) {
		const code = ALL_CODES.find((candidate) => candidate.startsWith(`${milestone}.`)) ?? "pending.registered";
		for (const eta of [null, promise("2026-11-25", "2026-11-25"), promise("2026-11-20", "2026-11-20")])
			expect(headlineOf(parcel([], { code, eta })), code).toMatch(/\S/);
	}
});

test("every code on the timeline shows its words, and every reason too", () => {
	const { words } = wordsFor("en");
	const reasons = Object.keys(REASONS).filter(isReason);
	const scans = ALL_CODES.map((code, index) =>
		scan(code, `2026-11-23T${String(index % 24).padStart(2, "0")}:00:00`, "+01:00", PLACE, {
			key: String(index),
			reason: reasons[index % reasons.length] ?? "none",
		}),
	);
	const html = renderParcel(model(parcel(scans, { code: "in_transit.moving" }))).replaceAll("&#39;", "'");
	for (const code of ALL_CODES) expect(html.includes(`>${words.codes[code]}</p>`), code).toBe(code !== "note.position");
	expect(reasons).toHaveLength(58);
	for (const reason of reasons) if (reason !== "none") expect(html).toContain(words.reasons[reason]);
});

test.each([
	["a window", promise("2026-11-25T10:00:00", "2026-11-25T14:00:00"), "Arriving tomorrow, Wed 25 Nov, 10:00–14:00"],
	["today, begun", promise("2026-11-24T08:00:00", "2026-11-24T14:00:00"), "Arriving today, Tue 24 Nov, by 14:00"],
	["minutes", promise("2026-11-25T10:07:00", "2026-11-25T10:09:00"), "Arriving tomorrow, Wed 25 Nov, 10:00–10:15"],
	[
		"minutes before midnight",
		promise("2026-11-25T23:50:00", "2026-11-25T23:58:00"),
		"Arriving tomorrow, Wed 25 Nov, 23:45–23:58",
	],
	["a day", promise("2026-11-26", "2026-11-26"), "Arriving Thu 26 Nov"],
	["days", promise("2026-11-26", "2026-11-28"), "Arriving Thu 26 Nov – Sat 28 Nov"],
	["days, begun", promise("2026-11-20", "2026-11-28"), "Arriving Tue 24 Nov – Sat 28 Nov"],
	["days of another year", promise("2099-01-01", "2099-01-02"), "Arriving Thu, 1 Jan – Fri, 2 Jan 2099"],
	["days into the next year", promise("2026-12-31", "2027-01-02"), "Arriving Thu, 31 Dec 2026 – Sat, 2 Jan 2027"],
	[
		"days, begun, into the next year",
		promise("2026-11-20", "2027-01-02"),
		"Arriving Tue, 24 Nov 2026 – Sat, 2 Jan 2027",
	],
	["over", promise("2026-11-20", "2026-11-23"), "Later than expected"],
	["over by an hour", promise("2026-11-24T06:00:00", "2026-11-24T08:00:00"), "Later than expected"],
	["none", null, "On its way"],
])("the headline says when: %s", (_name, eta, expected) => {
	const html = renderParcel(model({ ...PARCELS.inTransit, eta }));
	expect(textOf(html, "h1").replaceAll("\u2009", " ")).toBe(expected);
});

test("a promise that passed is never shown as an arrival, in any state or at any hour", () => {
	const eta = promise("2026-11-22T10:00:00", "2026-11-23T18:00:00");
	for (const code of ALL_CODES.filter((candidate) => !candidate.startsWith("note.")))
		for (const now of ["2026-11-23T17:00:01Z", "2026-11-24T08:00:00Z", "2027-01-01T00:00:00Z"])
			expect(headlineOf(parcel([scan(code, "2026-11-21T10:00:00", "+01:00")], { eta }), now)).not.toMatch(
				/arriving|now (mon|sun|by)/i,
			);
	expect(
		headlineOf(parcel([scan("in_transit.moving", "2026-11-21T10:00:00")], { eta }), "2026-11-23T16:59:59Z"),
	).toMatch(/^Arriving/);
});

test("a promise that was missed is owned up to, beside the next one and without one", () => {
	const late = { promisedTo: "2026-11-20", zone: "Europe/Copenhagen", source: "carrier" } as const;
	const alone = renderParcel(model({ ...PARCELS.inTransit, eta: null, late }));
	expect(textOf(alone, "h1")).toBe("Later than expected");
	expect(alone).toContain("It was expected Fri 20 Nov. There is no new date yet.");
	const next = promise("2026-11-26", "2026-11-26", { source: "seller" });
	const beside = renderParcel(model({ ...PARCELS.inTransit, eta: next, late }));
	expect(textOf(beside, "h1")).toBe("Later than expected: Thu 26 Nov");
	expect(beside).toContain("It was expected Fri 20 Nov.");
	expect(beside).not.toContain("There is no new date yet.");
});

test("the day of a promise is that of its own zone, not of this machine", () => {
	const page = { ...PARCELS.inTransit, eta: promise("2026-11-24", "2026-11-24", { zone: "Pacific/Auckland" }) };
	expect(headlineOf(page, "2026-11-24T10:59:00Z")).toBe("Arriving today, Tue 24 Nov");
	expect(headlineOf(page, "2026-11-24T11:00:00Z")).toBe("Later than expected");
	const offset = { ...PARCELS.inTransit, eta: promise("2026-11-24", "2026-11-24", { zone: "-08:00" }) };
	expect(headlineOf(offset, "2026-11-25T07:59:00Z")).toBe("Arriving today, Tue 24 Nov");
});

test("out for delivery is today only on its day", () => {
	const page = parcel([scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", PLACE)]);
	expect(headlineOf(page)).toBe("Out for delivery today, Tue 24 Nov");
	expect(headlineOf(page, "2026-11-25T08:00:00Z")).toBe("Out for delivery since Tue 24 Nov");
});

test("the timeline is newest first, by the local day and clock of each scan", () => {
	const html = renderParcel(model(PARCELS.pacific));
	const timeline = html.slice(html.indexOf('id="timeline"'), html.indexOf('data-part="facts"'));
	const days = [...timeline.matchAll(/<h3><time datetime="([^"]+)"/g)].map(([, day]) => day);
	expect(days).toEqual(["2026-11-23", "2026-11-22"]);
	const times = [...timeline.matchAll(/class="clock" datetime="([^"]+)">([^<]+)</g)].map(([, iso, clock]) => [
		iso,
		clock,
	]);
	expect(times).toEqual([
		["2026-11-24T00:45:00Z", "16:45"],
		["2026-11-23T14:30:00Z", "23:30"],
		["2026-11-22T09:00:00Z", "18:00"],
	]);
});

test("zones are called as the reader's language calls them at that moment", () => {
	const [winter, summer] = ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"];
	expect(speechOf("en-GB").zone("America/Los_Angeles", winter)).toBe("Pacific Time");
	expect(speechOf("de").zone("Asia/Tokyo", winter)).toBe("Japanische Normalzeit");
	expect(speechOf("en-GB").zone("Europe/Berlin", summer)).toBe("Central European Time");
	expect(speechOf("en-GB").zone("+05:30", winter)).toBe("GMT+5:30");
	expect(speechOf("en-GB").zone("Moon/Tranquility", winter)).toBe("Moon/Tranquility");
});

test("a clock told by its offset alone is called by the zone of its place, where that had this offset then", () => {
	const zoneShown = (local: string, offset: string, zone?: string) => {
		const found = { by: "name", gazetteer: "test", ...(zone !== undefined && { zone }) };
		const told = scan("in_transit.moving", local, offset, ["Memphis", "US", 35.1, -90]);
		const page = parcel([{ ...told, place: told.place && { ...told.place, found } }]);
		return /class="zone"[^>]*>([^<]+)</.exec(renderParcel(model(page)))?.[1];
	};
	expect(zoneShown("2026-07-20T10:00:00", "-05:00", "America/Chicago")).toBe("Central Time");
	expect(zoneShown("2026-11-20T10:00:00", "-05:00", "America/Chicago")).toBe("GMT-5");
	expect(zoneShown("2026-11-20T10:00:00", "-06:00")).toBe("GMT-6");
	expect(zoneShown("2026-11-20T10:00:00", "-06:00", "Moon/Tranquility")).toBe("GMT-6");
});

test("a date stays a date and a zoneless clock claims no instant", () => {
	const html = renderParcel(model(PARCELS.countriesOnly));
	expect(html).toContain('datetime="2026-11-23"');
	expect(html).toContain("time not given");
	expect(html).toContain('datetime="2026-11-20T18:00:00"');
});

test("hostile words stay words, wherever they stand", () => {
	const evil = `"><script>alert(1)</script><svg onload='alert(2)'>&\u0000\u202e</title></text>`;
	const page = parcel(
		[
			scan("in_transit.moving", "2026-11-23T10:00:00", "+01:00", [evil, "DE", 51, 12], {
				text: evil,
				carrier: evil,
				key: evil,
			}),
			scan("note.unmapped", "2026-11-23T11:00:00", "+01:00", [evil, "<b>"], { text: evil }),
		],
		{
			shop: { name: evil, contactEmail: `${evil}@example.com` },
			carrier: { code: evil, name: evil, trackingUrl: "javascript:alert(3)" },
			trackingNumber: evil,
			items: [{ name: evil, quantity: 1, imageUrl: "https://tracker.example/pixel.gif" }],
			destination: { city: evil, country: "DE", lat: 52, lng: 13, precision: "locality" },
			following: { state: "unsupported" },
			eta: promise("2026-11-25", "2026-11-25", { because: evil }),
		},
	);
	const html = renderParcel(
		model(page, {
			others: [{ parcel: page, href: "/t/other", kind: "order" as const }],
			liveUrl: "/t/x/live",
			checkedAt: null,
		}),
	);
	const [described = ""] = /<script type="application\/ld\+json">.*?<\/script>/s.exec(html) ?? [];
	expect(described.slice(0, -9)).not.toMatch(/<(?!script type)|-->/);
	expect(html.replace(described, "")).not.toMatch(/<script>|<svg onload|<b>|javascript:/i);
	expect(html.match(/<script\b/g)).toHaveLength(2);
	expect(html.match(/<\/title>/g)).toHaveLength(1);
	expect(html).not.toContain("tracker.example");
	expect(html).toContain("&lt;script&gt;alert(1)");
	// What is left of a tag without its quoted values must hold no handler that broke out of them.
	for (const [tag] of html.matchAll(/<[a-z](?:"[^"]*"|[^">])*>/gi))
		expect(tag.replaceAll(/"[^"]*"/g, "")).not.toMatch(/\son\w+=/i);
});

test("programs read the parcel as schema.org's ParcelDelivery", () => {
	const html = renderParcel(model(PARCELS.inTransit));
	const text = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
	expect(JSON.parse(text)).toMatchObject({
		"@type": "ParcelDelivery",
		trackingNumber: "AX00112233445",
		url: "https://track.shop.example/t/token",
		expectedArrivalUntil: "2026-11-25T14:00:00+01:00",
	});
});

test("a carrier that has no page of its own is not said to have one", () => {
	const at = (trackingUrl: string) => {
		const carrier = { code: "nauru-post", name: "Nauru Post", trackingUrl };
		return renderParcel(model(parcel([], { carrier, following: { state: "unsupported" } })));
	};
	expect(at("https://post.example/track")).toContain("own page shows where the parcel is");
	expect(at("")).toContain("with the number below");
	expect(at("")).not.toContain("own page");
});

test("the page asks nobody else for anything, and needs no inline script or style", () => {
	for (const page of Object.values(PARCELS)) {
		const html = renderParcel(model(page));
		expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
		const loaded = [...html.matchAll(/<(?:script|link|img|iframe|source)[^>]*\s(?:src|href)="([^"]+)"/g)].map(
			([, url = ""]) => url,
		);
		expect(loaded.every((url) => url.startsWith("/assets/"))).toBe(true);
	}
});

test("before the first scan the page says who has done what, and draws the way to come", () => {
	const html = renderParcel(model(PARCELS.empty));
	expect(textOf(html, "h1")).toBe("Your parcel is being made ready");
	expect(readOut(html)).toContain("Harbour Shoes has made the label. Acme Express has not scanned the parcel yet.");
	expect(html).toContain('class="route-next"');
	expect(html).not.toContain('class="route-past"');
});

test("a carrier that is not connected is never no news: its own page is one tap away", () => {
	const html = renderParcel(model(PARCELS.notConnected));
	expect(textOf(html, "h1")).toBe("Follow this parcel with Acme Express");
	expect(html).toContain('href="https://acme-express.example/track/AX00112233445"');
	expect(html).not.toMatch(/no news|no steps|checked|Connect Acme/i);
});

test("each other parcel of the order has its own headline and link", () => {
	const others = [
		{ parcel: PARCELS.delivered, href: "/t/second", kind: "order" as const },
		{ parcel: PARCELS.empty, href: "/t/third", kind: "order" as const },
	];
	const html = renderParcel(model(PARCELS.inTransit, { others }));
	expect(
		[...html.matchAll(/class="other-state">([^<]+)</g)].map(([, text = ""]) => text.replaceAll("\u00a0", " ")),
	).toEqual(["Delivered Tue 24 Nov, 08:41", "Your parcel is being made ready"]);
	expect(html).toContain('href="/t/second"');
});

test("a person is one tap away, whether or not the shop has an address", () => {
	for (const contactEmail of ["hello@harbour-shoes.example", null]) {
		const html = renderParcel(model({ ...PARCELS.delayed, shop: { name: "Harbour Shoes", contactEmail } }));
		expect(html).toMatch(/<a class="button ask" href="\/t\/token\/questions">/);
	}
});

test.each<[keyof typeof PARCELS, string, number]>([
	["inTransit", "Customs", 6],
	["delivered", "Delivered", 6],
	["empty", "Shipped", 6],
])("the step bar of %s stands on %s", (name, step, count) => {
	const html = renderParcel(model(PARCELS[name]));
	expect(html.match(/aria-current="step"/g)).toHaveLength(1);
	expect(textOf(html.slice(html.indexOf('aria-current="step"') - 1), "span")).toBe(step);
	expect(html.match(/class="step-name"/g)).toHaveLength(count);
});

test("a banner stands only where not all is well", () => {
	expect(renderParcel(model(PARCELS.inTransit))).not.toContain('class="banner');
	expect(renderParcel(model(PARCELS.delayed))).toContain("banner-delayed");
	const down = renderParcel(
		model(PARCELS.inTransit, { sourceDown: { since: "2026-11-24T07:40:00Z", carrier: "DHL" } }),
	);
	expect(textOf(down, "h1")).toBe(headlineOf(PARCELS.inTransit));
	expect(down).toContain("system has not answered since Tue 24 Nov, 08:40");
});

test("dates follow the reader's locale; a language without words gets English", () => {
	const american = textOf(renderParcel(model(PARCELS.delivered, { locale: "en-US" })), "h1");
	expect(american.replaceAll("\u202f", " ")).toBe("Delivered Tue, Nov 24, 8:41 AM");
	for (const locale of ["xx", "", "not a locale", "fi-FI", "en"])
		expect(textOf(renderParcel(model(PARCELS.delivered, { locale })), "h1")).toBe("Delivered Tue 24 Nov, 08:41");
});

test("sentences end and follow each other as their language does it", () => {
	const page = { ...PARCELS.delivered, scans: PARCELS.delivered.scans.slice(0, -1) };
	const banner = (locale: string) => {
		const html = renderParcel(model({ ...page, condition: "notice", reason: "external.weather" }, { locale }));
		return readOut(html.slice(html.indexOf("<strong>"))).split("\n")[1];
	};
	expect(banner("en")).toMatch(/^Left with a neighbour\. \S/);
	for (const locale of ["zh-Hans", "zh-Hant", "ja"]) {
		expect(banner(locale)).toMatch(/^[^.。]+。[^ ]/);
		expect(banner(locale)).not.toContain(".");
	}
});

test("a parcel without a single known point has no map and loses nothing else", () => {
	const html = renderParcel(model(parcel([scan("in_transit.moving", "2026-11-23T10:00:00")])));
	expect(html).not.toContain('id="map"');
	expect(html).toContain("page-without-map");
	expect(textOf(html, "h1")).toBe("On its way");
});

test("the route runs on across the date line", () => {
	const { past, next, dots } = model(PARCELS.pacific).route;
	const longitudes = [...past.flat(), ...next].map(([, lng]) => lng);
	expect(Math.min(...longitudes)).toBeCloseTo(139.77, 1);
	expect(Math.max(...longitudes)).toBeCloseTo(242.84, 1);
	for (const line of past)
		for (const [i, [, lng]] of line.entries()) expect(Math.abs(lng - (line[i - 1]?.[1] ?? lng))).toBeLessThan(10);
	expect(dots.map(({ kind }) => kind)).toEqual(["origin", "stop", "here", "destination"]);
});

test("a place known only to the country is its name, never a pin", () => {
	const html = renderParcel(model(PARCELS.countriesOnly));
	expect(html).toMatch(/<g class="own own-\w+ by-here"[^>]*><text>Germany</);
	expect(html.includes("mark-here") || html.includes('class="circle')).toBe(false);
	expect(html).toContain("Now in Germany; no nearer place is known.");
});

test("the words of a place are those of the newest scan there", () => {
	const html = renderParcel(
		model(
			parcel([
				scan("picked_up.collected", "2026-11-23T09:00:00", "+01:00", ["Depot West, Leipzig", "DE", 51.34, 12.37]),
				scan("delivery_attempted.recipient_absent", "2026-11-23T11:30:00", "+01:00", ["Leipzig", "DE", 51.34, 12.37]),
			]),
		),
	);
	const places = placesOf(html);
	expect(places).toBe("Last seen in Leipzig, Germany; only the town is known.");
});

test("a place is not where the parcel was last seen once a later scan knows the country alone", () => {
	const towns = [scan("picked_up.collected", "2026-11-23T09:00:00", "+01:00", PLACE)];
	const inGermany = scan("in_transit.moving", "2026-11-23T21:00:00", "+01:00", [
		"Depot 7",
		"DE",
		51.1,
		10.4,
		"country",
	]);
	const told = (scans: typeof towns) => placesOf(renderParcel(model(parcel(scans))));
	expect(told([...towns, inGermany])).toBe("Last place known: Leipzig, Germany; only the town is known.");
	const back = scan("in_transit.moving", "2026-11-23T23:00:00", "+01:00", PLACE);
	expect(told([...towns, inGermany, back])).toBe("Last seen in Leipzig, Germany; only the town is known.");
});

test("what only the buyer can do is told in the carrier's words, and never by a page that the carrier does not have", () => {
	const { words } = wordsFor("en");
	const said = "Import duty EUR 12.40, to be paid by 27 Nov";
	const due = scan("in_transit.customs_duty_due", "2026-11-22T12:00:00", "+01:00", PLACE, { text: said });
	const bannerOf = (more: Partial<ParcelPage> = {}) => {
		const html = renderParcel(model(parcel([due], more)));
		return readOut(html.slice(html.indexOf('class="banner'), html.indexOf('class="steps-frame"')));
	};
	expect(bannerOf()).toContain("Acme Express's own page says how.");
	expect(bannerOf()).toContain(`In Acme Express's words\n${said}\n`);
	const rider = { code: "push", name: "City Riders", trackingUrl: "" };
	expect(bannerOf({ carrier: rider })).toContain(words.conditions.action_required.next("recipient", "", false));
	expect(bannerOf({ carrier: rider })).not.toContain("own page");
	for (const condition of ["delayed", "problem"] as const) {
		const mayHelp = { condition, actionBy: "recipient" } as const;
		expect(bannerOf(mayHelp)).toContain("see what Acme Express asks of you");
		expect(bannerOf({ ...mayHelp, carrier: rider })).toContain("City Riders is looking into it. Ask a person");
	}
	const delayed = { condition: "delayed", actionBy: "none" } as const;
	expect(bannerOf(delayed)).not.toContain(said);
});

test("a silent parcel hides no date that the carrier gave", () => {
	const beside = { from: "2026-11-26", to: "2026-11-26", dateOnly: true, zone: "Europe/Copenhagen" };
	const eta = promise("2026-11-24", "2026-11-24", { source: "model", beside });
	const html = renderParcel(model({ ...PARCELS.silent, eta }));
	expect(readOut(html)).toContain("Acme Express says Thu 26 Nov; parcels on this route usually come sooner.");
});

test("after a missed delivery the page says when it is tried again, unless somebody has to act first", () => {
	const missed = scan("delivery_attempted.recipient_absent", "2026-11-24T08:32:00", "+01:00", PLACE);
	const eta = promise("2026-11-25T10:00:00", "2026-11-25T12:00:00");
	const text = (more: Partial<ParcelPage> = {}) => readOut(renderParcel(model(parcel([missed], { eta, ...more }))));
	expect(headlineOf(parcel([missed], { eta }))).toBe("Nobody was in, Tue 24 Nov, 08:32");
	expect(text()).toContain("\nArriving tomorrow, Wed 25 Nov, 10:00–12:00. That is what Acme Express says.");
	expect(text({ condition: "action_required" })).not.toContain("Arriving");
	expect(text({ eta: null })).not.toContain("Arriving");
});

test.each([
	["DHL Hub Leipzig, Leipzig", "DE", "DHL Hub Leipzig, Germany"],
	["Depot Berlin-Mitte, Berlin", "DE", "Depot Berlin-Mitte, Berlin, Germany"],
	["MEMPHIS, TN, US", "US", "MEMPHIS, TN, US"],
	["MEMPHIS TN U.S.A.", "US", "MEMPHIS TN U.S.A."],
	["NARITA - JAPAN", "JP", "NARITA - JAPAN"],
	["London (UK)", "GB", "London (UK)"],
	["Singapore", "SG", "Singapore"],
	["Leipzig", "DE", "Leipzig, Germany"],
	["Wilmington, DE", "US", "Wilmington, DE, United States"],
	["DE", "DE", "DE, Germany"],
	["Checked in", "IN", "Checked in, India"],
	["Newfrance", "FR", "Newfrance, France"],
	["", "FR", "France"],
])("the place %j in %s is shown with its country once", (text, country, shown) => {
	expect(plainSentence(placeText({ text, country }, speechOf("en-GB")))).toBe(shown);
});

test("a parcel that has reached its city shows one place, not two", () => {
	const arrived = scan("out_for_delivery.on_vehicle", "2026-11-24T07:00:00", "+01:00", ["Aarhus", "DK", 56.16, 10.2]);
	const { route } = model({ ...PARCELS.inTransit, scans: [...PARCELS.inTransit.scans, arrived] });
	expect(route.dots.map(({ kind }) => kind)).toEqual(["origin", "stop", "stop", "here"]);
	expect(route.next).toEqual([]);
});

test("while nothing can be looked up the page says that it passes, and that the parcel is not touched by it", () => {
	const assets = { script: "/assets/a.js", styles: ["/assets/a.css"], icon: "/assets/icon.svg" };
	const html = renderAway({ locale: "en", assets });
	expect(textOf(html, "h1")).toBe("We cannot look this up just now");
	expect(html).toContain("in a minute");
	expect(html).toContain('href="/assets/a.css"');
});

test.each([
	[
		"ready_for_pickup.at_point",
		"none",
		"Collect it here: Leipzig, Germany. How long it is kept for you, Acme Express can tell.",
	],
	["ready_for_pickup.locker", "none", "Collect it here: Leipzig, Germany."],
	["in_transit.address_problem", "none", "Only you can move this on: Acme Express's own page says how."],
] as const)("%s is told as what it is, without a word of card details", (code, reason, sentence) => {
	const page = parcel([scan(code, "2026-11-23T21:14:00", "+01:00", PLACE, { reason })]);
	const html = readOut(renderParcel(model(page)));
	expect(html).toContain(sentence);
	expect(html).not.toMatch(/card details/);
	if (code.startsWith("ready_for_pickup.")) expect(html).not.toContain("Something is needed");
});

test.each([
	["in_transit.customs_duty_due", "none"],
	["delivery_attempted.cod_unpaid", "none"],
	["in_transit.contact_carrier", "customs.duties_unpaid"],
	["delivery_attempted.notice_left", "recipient.payment_missing"],
] as const)("where money is asked for, the page warns of thieves who ask for it too: %s, %s", (code, reason) => {
	const page = parcel([scan(code, "2026-11-23T21:14:00", "+01:00", PLACE, { reason })]);
	expect(renderParcel(model(page))).toContain("Never give card details to a link in a text message.");
});

test("an unknown link says nothing about why", () => {
	const html = renderNotFound({
		locale: "en",
		assets: { script: "/assets/a.js", styles: ["/assets/a.css"], icon: "/assets/icon.svg" },
	});
	expect(textOf(html, "h1")).toBe("We cannot find this parcel");
	expect(html).toContain('href="/assets/a.css"');
});

test("the built files are found by Vite's manifest, and a manifest without an entry is refused", () => {
	const manifest = {
		"widget.ts": { file: "widget-3.js", isEntry: true },
		"main.ts": { file: "page-1.js", css: ["page-1.css"], isEntry: true },
		"map.ts": { file: "map-2.js" },
	};
	expect(assetsOf(JSON.stringify(manifest))).toEqual({
		script: "/assets/page-1.js",
		styles: ["/assets/page-1.css"],
		icon: "/assets/icon.svg",
	});
	expect(() => assetsOf("{}")).toThrow("names no entry");
});

const RENDERS = 200;

test("a page with its map is rendered in under 20 ms once warm, and weighs under 120 KB", () => {
	const page = model(PARCELS.inTransit);
	renderParcel(page);
	// The processor's own time, which neighbours on the machine do not lengthen.
	const before = process.cpuUsage();
	for (let i = 0; i < RENDERS; i++) renderParcel(page);
	expect(process.cpuUsage(before).user / 1000 / RENDERS).toBeLessThan(20);
	for (const each of Object.values(PARCELS)) expect(renderParcel(model(each)).length).toBeLessThan(120_000);
});

test("the order's number stands on the page", () => {
	const html = renderParcel(model(PARCELS.inTransit, { orderReference: "HS-6001 <b>" }));
	expect(html).toContain('Order number</dt><dd><bdi class="number">HS-6001 &lt;b&gt;</bdi>');
	expect(renderParcel(model(PARCELS.inTransit))).not.toContain("Order number");
});

test("things are said to be in the order where nobody said in which of its parcels", () => {
	const others = [{ parcel: PARCELS.delivered, href: "/t/second", kind: "order" as const }];
	expect(renderParcel(model(PARCELS.inTransit, { others }))).toContain("In this order");
	expect(renderParcel(model(PARCELS.inTransit))).toContain("In this parcel");
});
