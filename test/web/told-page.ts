import { fold } from "../../src/core/fold.ts";
import type { PageEnd, ParcelPage } from "../../src/core/page.ts";
import { toPage } from "../../src/core/page-of.ts";
import { farLater, told } from "../core/told.ts";

const SHENZHEN: PageEnd = { city: "Shenzhen", country: "CN", lat: 22.543, lng: 114.058, precision: "locality" };
const AARHUS: PageEnd = { city: "Aarhus", country: "DK", lat: 56.157, lng: 10.21, precision: "locality" };

/** After every day of the lines. */
export const AFTERWARDS = "2026-03-28T12:00:00Z";

/** The page of a parcel from Shenzhen to Aarhus of which these lines are told, by the real fold. */
export function toldPage(lines: string): ParcelPage {
	const ends = { origin: SHENZHEN, destination: AARHUS };
	return toPage(fold(told(lines), farLater, ends), {
		...ends,
		version: 1,
		shop: { name: "Harbour Shoes", contactEmail: "hello@harbour-shoes.example" },
		carrier: {
			code: "acme-express",
			name: "Acme Express",
			trackingUrl: "https://acme-express.example/track/AX00112233445",
		},
		trackingNumber: "AX00112233445",
		items: [{ name: "Running shoes", quantity: 1, imageUrl: null }],
		following: { state: "following" },
		eta: null,
		late: null,
		legs: ["acme-express"],
	});
}

/** A page as a reader reads it: every block on a line of its own, without the map. */
export function readOut(html: string): string {
	return html
		.replaceAll(/<(svg|title|head|script)\b.*?<\/\1>/gs, "")
		.replaceAll(/<span [^>]*\bhidden\b[^>]*>.*?<\/span>/gs, "")
		.replaceAll(/<\/(?:p|h1|h2|h3|li|strong|summary|dd|dt|div)>/g, "\n")
		.replaceAll(/<[^>]*>/g, "")
		.replaceAll("&#39;", "'")
		.replaceAll("&quot;", '"')
		.replaceAll("\u00a0", " ")
		.replaceAll(/\n+/g, "\n");
}
