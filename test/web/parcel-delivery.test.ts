import { expect, test } from "vitest";
import type { Eta, ParcelPage } from "../../src/core/page.ts";
import { parcelDelivery } from "../../web/views/parcel-delivery.ts";
import { wordsFor } from "../../web/views/words.ts";
import { parcel, scan } from "./parcels.ts";

const { words } = wordsFor("en");
const url = "https://track.shop.example/t/tok1";
const onItsWay = [scan("in_transit.moving", "2026-11-22T10:00:00", "+01:00")];
const eta: Eta = {
	from: "2026-11-24T10:00:00",
	to: "2026-11-24T14:00:00",
	likely: null,
	level: 0.8,
	dateOnly: false,
	zone: "Europe/Berlin",
	source: "model",
	because: "Parcels on this route.",
};

const describedAs = (page: ParcelPage) => JSON.parse(parcelDelivery(page, { url, words }));

test("a parcel is described in the words of schema.org", () => {
	const page = parcel(onItsWay, {
		eta,
		items: [
			{ name: "Running shoes", quantity: 2, imageUrl: "https://shop.example/1.jpg" },
			{ name: "Socks", quantity: 1, imageUrl: null },
		],
		destination: { city: "Leipzig", country: "DE", lat: 51.3, lng: 12.4, precision: "locality" },
		origin: { city: null, country: "CN", lat: null, lng: null, precision: null },
	});
	expect(describedAs(page)).toEqual({
		"@context": "https://schema.org",
		"@type": "ParcelDelivery",
		url,
		trackingNumber: "AX00112233445",
		trackingUrl: "https://acme-express.example/track/AX00112233445",
		provider: { "@type": "Organization", name: "Acme Express" },
		carrier: { "@type": "Organization", name: "Acme Express" },
		partOfOrder: { "@type": "Order", merchant: { "@type": "Organization", name: "Harbour Shoes" } },
		itemShipped: [
			{ "@type": "Product", name: "Running shoes" },
			{ "@type": "Product", name: "Socks" },
		],
		expectedArrivalFrom: "2026-11-24T10:00:00+01:00",
		expectedArrivalUntil: "2026-11-24T14:00:00+01:00",
		deliveryStatus: { "@type": "DeliveryEvent", name: words.codes["in_transit.moving"] },
		originAddress: { "@type": "PostalAddress", addressCountry: "CN" },
		deliveryAddress: { "@type": "PostalAddress", addressLocality: "Leipzig", addressCountry: "DE" },
	});
});

test.each([
	["2026-07-01T10:00:00", "America/New_York", "2026-07-01T10:00:00-04:00"],
	["2026-03-08T03:30:00", "America/New_York", "2026-03-08T03:30:00-04:00"],
	["2026-03-08T01:30:00", "America/New_York", "2026-03-08T01:30:00-05:00"],
	["2026-11-24T10:00:00", "Asia/Kathmandu", "2026-11-24T10:00:00+05:45"],
	["2026-11-24T10:00:00", "+08:00", "2026-11-24T10:00:00+08:00"],
	["2026-11-24T10:00:00", null, "2026-11-24T10:00:00"],
	["2026-11-24T10:00:00", "Mars/Olympus", "2026-11-24T10:00:00"],
	["2026-11-24", "Europe/Berlin", "2026-11-24"],
])("a window keeps its clock and says which it is: %s in %s", (from, zone, expected) => {
	expect(describedAs(parcel(onItsWay, { eta: { ...eta, from, zone } })).expectedArrivalFrom).toBe(expected);
});

test("what arrived or will not come is expected no more", () => {
	const deliveredAt = { local: "2026-11-24T11:05:00", instant: "2026-11-24T10:05:00Z" };
	const done = describedAs(
		parcel([scan("delivered.to_recipient", "2026-11-24T11:05:00", "+01:00")], { eta, deliveredAt }),
	);
	expect(done.deliveryStatus.startDate).toBe("2026-11-24T10:05:00Z");
	const lost = describedAs(parcel([scan("exception.lost", "2026-11-24T11:05:00", "+01:00")], { eta }));
	for (const page of [done, lost]) expect(page).not.toHaveProperty("expectedArrivalFrom");
});

test("no name ends the script that it stands in, and no address runs one", () => {
	const name = '</script><script>alert(1)</script><!-- \u2028 "';
	const page = parcel(onItsWay, {
		items: [{ name, quantity: 1, imageUrl: null }],
		shop: { name, contactEmail: null },
		carrier: { code: "acme-express", name, trackingUrl: "javascript:alert(1)" },
	});
	const text = parcelDelivery(page, { url, words });
	expect(text).not.toMatch(/[<\n]|javascript:/);
	expect(JSON.parse(text).itemShipped[0].name).toBe(name);
});
