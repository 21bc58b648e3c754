import type { ParcelPage } from "../../../src/core/page.ts";
import type { NoticesView } from "../../../src/services/notices.ts";
import type { PreviewedMail } from "../../../src/services/preview-notices.ts";
import type { ProductView } from "../../../src/services/products.ts";
import type { ShopView } from "../../../src/services/shop.ts";
import type { CarrierView, ShipmentDetail, ShipmentView } from "../../../src/services/views.ts";
import { IDS } from "./known.ts";

export function parcelPage(change: Partial<ParcelPage> = {}): ParcelPage {
	return {
		version: 1,
		shop: { name: "Ada's Shoes", contactEmail: "help@shoes.example" },
		carrier: { code: "fedex", name: "FedEx", trackingUrl: "https://www.fedex.com/fedextrack/?trknbr=794600000012" },
		trackingNumber: "794600000012",
		items: [],
		following: { state: "following" },
		milestone: "in_transit",
		code: "in_transit.moving",
		reason: "none",
		condition: "ok",
		actionBy: "none",
		eta: null,
		late: null,
		deliveredAt: null,
		origin: null,
		destination: null,
		scans: [],
		...change,
	};
}

export function shipmentView(id: string): ShipmentView {
	return {
		id,
		carrier: "fedex",
		trackingNumber: "794600000012",
		reference: null,
		milestone: "pending",
		code: "pending.registered",
		reason: "none",
		condition: "ok",
		actionBy: "none",
		following: { state: "needs-connection", next: "Connect FedEx." },
		stoppedAt: null,
		archivedAt: null,
		origin: null,
		destination: null,
		service: null,
		promisedBy: null,
		eta: null,
		late: null,
		firstEta: null,
		lateRisk: null,
		waitingSince: null,
		trackingUrl: "https://track.example.com/t/tok0000000000000000000001",
		returnOf: null,
		brand: null,
		connection: null,
		returns: [],
		createdAt: "2026-11-22T12:00:00Z",
		updatedAt: "2026-11-22T12:00:00Z",
	};
}

export function shipmentDetail(id: string): ShipmentDetail {
	return {
		...shipmentView(id),
		onTime: { promise: null, carrier: null, firstEta: null },
		etaHistory: [],
		silence: null,
		promised: null,
		deliveredAt: null,
		signed: false,
		attempts: 0,
		scans: [],
		legs: [],
		corrected: [],
		elsewhere: [],
		pieces: [],
		flags: [],
	};
}

export function shopView(): ShopView {
	const faq = [{ question: "Gift wrap?", answer: "Yes.\nAsk us.", topics: [], language: null }];
	const brand = {
		logo: null,
		accent: null,
		links: [],
		faq,
		language: null,
		embedOrigins: [],
		reviews: "moderated" as const,
		products: { show: false, sites: [] },
	};
	return {
		id: "sel_ada",
		name: "Ada's Shoes",
		contactEmail: "help@shoes.example",
		brand,
		colours: null,
		answerMinutes: 15,
		notices: {
			kinds: ["shipped", "delivered"],
			quiet: { from: "21:00", to: "08:00" },
			markup: false,
			push: true,
			asks: ["delivery"],
		},
	};
}

export function productView(): ProductView {
	return {
		...{ id: IDS.product, title: "Laces, 90 cm", link: "https://shoes.example/laces-90", image_link: null },
		...{ price: "4.50 EUR", availability: "in_stock", item_group_id: null, product_type: null, related: [] },
		...{ changedAt: "2026-11-22T12:00:00.000Z", pictureRefused: null, notShown: "off" },
	};
}

export const SHOWN_PRODUCTS = {
	viewed: [],
	related: [{ title: "Laces, 90 cm", price: "4.50 EUR", link: "https://shoes.example/laces-90", image: null }],
} as const;

export function carrierView(): CarrierView {
	return {
		code: "fedex",
		name: "FedEx",
		countries: ["US"],
		polls: true,
		webhook: true,
		subscription: "not-needed",
		credentials: ["clientId", "clientSecret"],
		optionalCredentials: [],
		needs: [],
		setUp: "Enter this secret as the security token of the webhook in the FedEx developer portal.",
		source: { kind: "documented", url: "https://developer.fedex.com", checked: "2026-11-22" },
		followable: true,
	};
}

export function noticesView(): NoticesView {
	const told = { kind: "shipped", code: "picked_up.collected", heardAt: "2026-11-21T09:00:00Z" } as const;
	return {
		watchers: [
			{
				...{ id: "wch_0000000000000000000001", address: "l•••@b•••.example", source: "seller", state: "watching" },
				...{ isOrder: true, askedAt: "2026-11-20T09:00:00Z", confirmedAt: "2026-11-20T09:00:00Z", endedAt: null },
				endedBecause: null,
				...{ toldAt: "2026-11-21T09:03:00Z", asks: true },
			},
		],
		items: [
			{
				...{ watcher: "wch_0000000000000000000001", ...told, state: "told", settledAt: "2026-11-21T09:03:00Z" },
				mail: "eml_0000000000000000000001",
			},
		],
		asks: [
			{
				...{
					watcher: "wch_0000000000000000000001",
					stage: "delivery",
					dueAt: "2026-11-22T09:00:00Z",
					state: "waiting",
				},
				...{ settledAt: null, mail: null },
			},
		],
	};
}

export const PREVIEWED: PreviewedMail = {
	...{ at: "2026-11-21T09:03:00Z", kinds: ["shipped"], subject: "On its way: Running shoes" },
	text: "On its way\n\nhttps://track.example.com/t/x\n",
};
