import type { PageEnd, ParcelPage } from "../../src/core/page.ts";
import type { Milestone } from "../../src/core/status.ts";
import { isOver } from "./ending.ts";
import { wallClockAt } from "./speech.ts";
import { webAddress } from "./titles.ts";
import type { Words } from "./words.ts";

/**
 * A parcel as schema.org's ParcelDelivery, for mail programs and assistants that read pages: the content of a
 * `<script type="application/ld+json">`, safe inside it. Nothing is in it that the page does not show. `url` is the page's
 * own address. See https://schema.org/ParcelDelivery
 */
export function parcelDelivery(parcel: ParcelPage, { url, words, order }: Described): string {
	const { carrier, shop, items, eta, deliveredAt, destination, origin } = parcel;
	const expected = isOver(parcel) ? null : eta;
	const organisation = { "@type": "Organization", name: carrier.name };
	const described = {
		"@context": "https://schema.org",
		"@type": "ParcelDelivery",
		url,
		trackingNumber: parcel.trackingNumber,
		trackingUrl: webAddress(carrier.trackingUrl) ?? url,
		// The vocabulary calls it `provider` now; those who read it still look for `carrier`.
		provider: organisation,
		carrier: organisation,
		partOfOrder: {
			"@type": "Order",
			merchant: { "@type": "Organization", name: shop.name },
			...(order !== undefined && {
				orderNumber: order,
				orderStatus: `https://schema.org/${ORDER_STATUS[parcel.milestone]}`,
			}),
		},
		itemShipped: items.map(({ name }) => ({ "@type": "Product", name })),
		...(expected && {
			expectedArrivalFrom: momentOf(expected.from, expected.zone),
			expectedArrivalUntil: momentOf(expected.to, expected.zone),
		}),
		deliveryStatus: {
			"@type": "DeliveryEvent",
			name: words.codes[parcel.code],
			...(deliveredAt && { startDate: deliveredAt.instant ?? deliveredAt.local }),
		},
		...(origin && { originAddress: addressOf(origin) }),
		...(destination && { deliveryAddress: addressOf(destination) }),
	};
	// Only "<" could end the script or open a comment in it; an escape says the same in JSON.
	return JSON.stringify(described).replaceAll("<", "\\u003c");
}

interface Described {
	readonly url: string;
	readonly words: Pick<Words, "codes">;
	/** The shop's number of it, for whom it is told. */
	readonly order?: string | undefined;
}

const ORDER_STATUS: Readonly<Record<Milestone, string>> = {
	pending: "OrderProcessing",
	info_received: "OrderProcessing",
	picked_up: "OrderInTransit",
	in_transit: "OrderInTransit",
	out_for_delivery: "OrderInTransit",
	delivery_attempted: "OrderInTransit",
	ready_for_pickup: "OrderPickupAvailable",
	delivered: "OrderDelivered",
	returning: "OrderReturned",
	returned: "OrderReturned",
	cancelled: "OrderCancelled",
	exception: "OrderProblem",
	expired: "OrderProblem",
};

function addressOf({ city, country }: PageEnd) {
	return { "@type": "PostalAddress", ...(city !== null && { addressLocality: city }), addressCountry: country };
}

/** With the offset of its clock where the zone is known; a day, and a clock of no known zone, as it is. */
function momentOf(local: string, zone: string | null): string {
	if (zone === null || local.length === "YYYY-MM-DD".length) return local;
	try {
		const wanted = Date.parse(`${local}Z`);
		// Twice, because the offset is that of the moment itself, which near a change is another than that of the guess.
		const guess = wanted - offsetAt(wanted, zone);
		return `${local}${offsetText(offsetAt(guess, zone))}`;
	} catch (error) {
		// A zone that was kept by a newer runtime than this one.
		if (error instanceof RangeError) return local;
		throw error;
	}
}

function offsetAt(instantMs: number, zone: string): number {
	return Date.parse(`${wallClockAt(new Date(instantMs).toISOString(), zone)}Z`) - instantMs;
}

function offsetText(offsetMs: number): string {
	const minutes = Math.abs(Math.round(offsetMs / 60_000));
	const digits = (value: number): string => String(value).padStart(2, "0");
	return `${offsetMs < 0 ? "-" : "+"}${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
