import { CODES } from "../../src/core/codes.ts";
import type { Eta, PageScan, ParcelPage } from "../../src/core/page.ts";
import type { PlacePrecision } from "../../src/core/scan.ts";
import { type Code, milestoneOf } from "../../src/core/status.ts";
import { routeLine } from "../../src/geo/route.ts";
import { type PageModel, pageModel } from "../../web/views/model.ts";

export const NOW = "2026-11-24T08:00:00Z";

/** A scan in one line: code, wall clock, offset, place. */
export function scan(
	code: Code,
	local: string,
	offset: string | null = null,
	place: readonly [text: string, country: string, lat?: number, lng?: number, precision?: PlacePrecision] | null = null,
	more: Partial<PageScan> = {},
): PageScan {
	const isTimed = local.length > 10;
	return {
		key: `${code}-${local}`.replaceAll(/[^a-z0-9]/gi, ""),
		milestone: milestoneOf(code),
		code,
		reason: "none",
		text: "",
		time: {
			local,
			precision: isTimed ? "second" : "day",
			zone: offset,
			zoneSource: offset === null ? "none" : "payload",
			instant: isTimed && offset !== null ? new Date(`${local}${offset}`).toISOString().replace(".000", "") : null,
		},
		place: place && {
			text: place[0],
			country: place[1],
			postcode: null,
			lat: place[2] ?? null,
			lng: place[3] ?? null,
			precision: place[4] ?? (place[2] === undefined ? null : "locality"),
		},
		carrier: "acme-express",
		...more,
	};
}

/** A parcel whose state agrees with its newest scan unless `more` says otherwise. */
export function parcel(scans: readonly PageScan[], more: Partial<ParcelPage> = {}): ParcelPage {
	const last = scans.findLast(({ milestone }) => milestone !== "note");
	const code: Code = more.code ?? last?.code ?? "pending.registered";
	const milestone = milestoneOf(code);
	const { condition, actionBy } = CODES[code];
	return {
		version: 1,
		shop: { name: "Harbour Shoes", contactEmail: "hello@harbour-shoes.example" },
		carrier: {
			code: "acme-express",
			name: "Acme Express",
			trackingUrl: "https://acme-express.example/track/AX00112233445",
		},
		trackingNumber: "AX00112233445",
		items: [
			{ name: "Running shoes", quantity: 1, imageUrl: null },
			{ name: "Socks", quantity: 3, imageUrl: null },
		],
		following: { state: "following" },
		milestone: milestone === "note" ? "in_transit" : milestone,
		code,
		reason: last?.reason ?? "none",
		condition: condition === "keep" ? "ok" : condition,
		actionBy,
		eta: null,
		late: null,
		deliveredAt: null,
		origin: null,
		destination: null,
		scans,
		...more,
	};
}

export function promise(from: string, to: string, more: Partial<Eta> = {}): Eta {
	return {
		from,
		to,
		likely: null,
		level: null,
		dateOnly: from.length === 10,
		zone: "Europe/Copenhagen",
		source: "carrier",
		because: "The carrier says so.",
		...more,
	};
}

export function model(page: ParcelPage, more: Partial<Omit<PageModel, "route" | "parcel">> = {}): PageModel {
	return pageModel(
		{
			parcel: page,
			others: [],
			now: NOW,
			locale: "en-GB",
			checkedAt: "2026-11-24T07:54:00Z",
			sourceDown: null,
			orderReference: null,
			assets: { script: "/assets/page.js", styles: ["/assets/page.css"], icon: "/assets/icon.svg" },
			liveUrl: null,
			jsonUrl: "/t/token.json",
			tiles: null,
			brand: null,
			held: null,
			thread: null,
			voted: [],
			reviews: null,
			products: null,
			addresses: {
				page: "https://track.shop.example/t/token",
				calendar: "/t/token/calendar.ics",
				notReceived: "/t/token/not-received",
				reviews: "/t/token/reviews",
				products: "/t/token/products",
				verify: "/t/token/verify",
				ask: "/t/token/questions",
				faq: "/t/token/faq",
				watch: null,
				brandStyles: null,
			},
			...more,
		},
		routeLine,
	);
}

const SHENZHEN = ["Shenzhen", "CN", 22.543, 114.058] as const;
const DUBAI = ["Dubai", "AE", 25.26, 55.3] as const;
const LEIPZIG = ["Leipzig", "DE", 51.42, 12.24] as const;
const AARHUS = ["Aarhus", "DK", 56.157, 10.21] as const;

const CROSSING = [
	scan("info_received.label_created", "2026-11-18T09:12:00", "+08:00", null, { text: "Shipment information received" }),
	scan("picked_up.collected", "2026-11-19T16:40:00", "+08:00", SHENZHEN, { text: "Picked up by courier" }),
	scan("in_transit.departed_facility", "2026-11-20T02:05:00", "+08:00", SHENZHEN, { text: "Departed SZX HUB 2" }),
	scan("in_transit.linehaul_arrived", "2026-11-20T08:30:00", "+04:00", DUBAI, { text: "Arrived at DXB gateway" }),
	scan("in_transit.departed_facility", "2026-11-21T23:10:00", "+04:00", DUBAI),
	scan("in_transit.import_customs_presented", "2026-11-22T06:20:00", "+01:00", LEIPZIG, { text: "Clearance event" }),
	scan("in_transit.customs_cleared", "2026-11-22T11:02:00", "+01:00", LEIPZIG),
	scan("in_transit.departed_facility", "2026-11-23T21:14:00", "+01:00", LEIPZIG, { text: "Departed LEJ sort" }),
];

const ENDS: Pick<ParcelPage, "origin" | "destination"> = {
	origin: { city: "Shenzhen", country: "CN", lat: 22.543, lng: 114.058, precision: "locality" },
	destination: { city: "Aarhus", country: "DK", lat: 56.157, lng: 10.21, precision: "locality" },
};

/** Situations that a page must carry well. */
export const PARCELS = {
	inTransit: parcel(CROSSING, { ...ENDS, eta: promise("2026-11-25T10:00:00", "2026-11-25T14:00:00") }),
	delayed: parcel(
		[
			...CROSSING,
			scan("in_transit.delayed_weather", "2026-11-24T06:10:00", "+01:00", LEIPZIG, { reason: "external.weather" }),
		],
		{ ...ENDS, eta: promise("2026-11-26", "2026-11-26") },
	),
	delivered: parcel(
		[
			...CROSSING,
			scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", AARHUS),
			scan("delivered.to_neighbour", "2026-11-24T08:41:00", "+01:00", AARHUS, { text: "Delivered, neighbour" }),
		],
		{ ...ENDS, deliveredAt: { local: "2026-11-24T08:41:00", instant: "2026-11-24T07:41:00Z" } },
	),
	dutyDue: parcel(
		[...CROSSING.slice(0, 6), scan("in_transit.customs_duty_due", "2026-11-22T12:00:00", "+01:00", LEIPZIG)],
		ENDS,
	),
	empty: parcel([scan("info_received.label_created", "2026-11-23T15:00:00", "+08:00")], ENDS),
	notConnected: parcel([], {
		...ENDS,
		following: { state: "needs-connection" },
	}),
	pacific: parcel(
		[
			scan("picked_up.accepted", "2026-11-22T18:00:00", "+09:00", ["Tokyo", "JP", 35.68, 139.77]),
			scan("in_transit.departed_origin_country", "2026-11-23T23:30:00", "+09:00", ["Narita", "JP", 35.77, 140.39]),
			scan("in_transit.arrived_destination_country", "2026-11-23T16:45:00", "-08:00", [
				"Los Angeles",
				"US",
				33.94,
				-118.4,
			]),
		],
		{
			origin: { city: "Tokyo", country: "JP", lat: 35.68, lng: 139.77, precision: "locality" },
			destination: { city: "San Diego", country: "US", lat: 32.72, lng: -117.16, precision: "locality" },
			eta: promise("2026-11-26", "2026-11-28", { zone: "America/Los_Angeles", source: "seller" }),
		},
	),
	otherScripts: parcel(
		[
			scan("picked_up.collected", "2026-11-19T16:40:00", "+04:00", ["مركز فرز دبي 12", "AE", 25.26, 55.3], {
				text: "تم استلام الشحنة 12:30 من المرسل",
			}),
			scan("note.unmapped", "2026-11-21T18:40:00", "+02:00", null, { text: "החבילה יצאה לדרך, משלוח 42" }),
			scan("in_transit.departed_facility", "2026-11-22T16:40:00", "+02:00", ["תל אביב, 7", "", 32.08, 34.78]),
		],
		{
			shop: { name: "חנות הים", contactEmail: "hello@harbour-shoes.example" },
			items: [
				{ name: "נעלי ריצה 42", quantity: 2, imageUrl: null },
				{ name: "حذاء", quantity: 1, imageUrl: null },
			],
			destination: { city: "חיפה", country: "IL", lat: 32.8, lng: 35, precision: "locality" },
			eta: promise("2026-11-25T10:00:00", "2026-11-25T14:00:00", { zone: "Asia/Jerusalem" }),
		},
	),
	// Beside each other, so that names are tried on every side.
	wideLetters: parcel([
		scan("picked_up.accepted", "2026-11-19T16:40:00", "+08:00", ["武汉转运中心", "CN", 30.58, 114.27]),
		scan("in_transit.departed_facility", "2026-11-20T02:05:00", "+08:00", [
			"上海国际邮件处理中心",
			"CN",
			31.23,
			121.47,
		]),
		scan("in_transit.linehaul_arrived", "2026-11-21T08:30:00", "+09:00", ["東京国際郵便局", "JP", 35.68, 139.77]),
		scan("in_transit.arrived_facility", "2026-11-21T12:30:00", "+09:00", ["서울국제우편물류센터", "KR", 37.46, 126.44]),
	]),
	returned: parcel(
		[
			...CROSSING,
			scan("delivery_attempted.refused", "2026-11-24T06:52:00", "+01:00", AARHUS, { reason: "recipient.refused" }),
			scan("returning.to_sender", "2026-11-24T07:00:00", "+01:00", AARHUS),
			scan("delivered.to_recipient", "2026-11-24T15:30:00", "+08:00", SHENZHEN, { text: "Delivered" }),
		],
		{ ...ENDS, code: "returned.to_sender" },
	),
	lost: parcel(
		[
			...CROSSING,
			scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", AARHUS),
			scan("exception.lost", "2026-11-24T08:00:00", "+01:00"),
		],
		ENDS,
	),
	estimated: parcel(CROSSING, {
		...ENDS,
		eta: promise("2026-11-25", "2026-11-27", {
			source: "model",
			likely: "2026-11-26",
			level: 0.81,
			reasons: [
				{ what: "lane", parcels: 84 },
				{ what: "trend", factor: 1.2, parcels: 40 },
			],
			beside: { from: "2026-11-24", to: "2026-11-24", dateOnly: true, zone: "Europe/Copenhagen" },
		}),
		first: { from: "2026-11-21", to: "2026-11-23", dateOnly: true, zone: "Europe/Copenhagen" },
	}),
	outToday: parcel([...CROSSING, scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", AARHUS)], {
		...ENDS,
		eta: promise("2026-11-24T13:15:00", "2026-11-24T15:30:00", {
			source: "model",
			likely: "2026-11-24T14:00:00",
			reasons: [{ what: "region", parcels: 212 }],
		}),
	}),
	silent: parcel(CROSSING.slice(0, 5), {
		...ENDS,
		code: "in_transit.no_update",
		silence: { kind: "overdue", since: "2026-11-21T19:10:00Z" },
		eta: promise("2026-11-27", "2026-12-03", { source: "model", likely: "2026-11-30" }),
	}),
	labelled: parcel(CROSSING.slice(0, 1), {
		...ENDS,
		eta: promise("2026-11-27", "2026-12-02", {
			source: "model",
			likely: "2026-11-30",
			reasons: [{ what: "stated", days: [5, 9], working: true }],
		}),
		awaited: { by: "2026-11-25T07:00:00Z", zone: "+08:00" },
	}),
	expired: parcel(CROSSING.slice(0, 5), {
		...ENDS,
		code: "expired.no_tracking",
		silence: { kind: "expiry", since: "2026-11-21T19:10:00Z" },
	}),
	countriesOnly: parcel(
		[
			scan("picked_up.accepted", "2026-11-20T18:00:00", null, ["", "US", 39.8, -98.6, "country"]),
			scan("in_transit.arrived_destination_country", "2026-11-23", null, ["", "DE", 51.1, 10.4, "country"]),
		],
		{ destination: { city: null, country: "DE", lat: 51.1, lng: 10.4, precision: "country" } },
	),
} as const satisfies Record<string, ParcelPage>;
