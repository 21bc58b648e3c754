import type { ParcelPage } from "../../src/core/page.ts";
import type { PickupPlace } from "../../src/core/scan.ts";
import type { PageModel } from "../../web/views/model.ts";
import { model, PARCELS, parcel, promise, scan } from "./parcels.ts";

const AARHUS = ["Aarhus", "DK", 56.157, 10.21] as const;
const DEPOT = ["Aarhus terminal", "DK", 56.188, 10.128] as const;

const { scans: CROSSING, origin, destination } = PARCELS.inTransit;
const ENDS = { origin, destination };
const OUT = scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", DEPOT, { text: "Out for delivery" });
const LEFT = scan("delivered.to_neighbour", "2026-11-24T08:41:00", "+01:00", AARHUS, { text: "Delivered, neighbour" });

const KIOSK: PickupPlace = {
	name: "Kiosk am Bruuns Plads",
	address: "M. P. Bruuns Gade 25, 8000 Aarhus C",
	hours: ["Mon–Fri 07:00–21:00", "Sat 08:00–20:00", "Sun 09:00–18:00"],
	until: "2026-11-30",
	lat: 56.1496,
	lng: 10.2047,
};

const WAITING: ParcelPage = parcel(
	[...CROSSING, scan("ready_for_pickup.at_point", "2026-11-24T08:10:00", "+01:00", AARHUS)],
	{ ...ENDS, pickup: KIOSK, held: ["code"] },
);

const DISPUTED: ParcelPage = parcel(
	[
		...CROSSING,
		OUT,
		LEFT,
		scan("delivered.disputed", "2026-11-24T08:55:00", "+01:00", null, { by: "buyer", key: "buyers" }),
	],
	{
		...ENDS,
		deliveredAt: { local: "2026-11-24T08:41:00", instant: "2026-11-24T07:41:00Z" },
		notReceived: { at: "2026-11-24T07:55:00Z" },
	},
);

type More = Partial<Omit<PageModel, "route" | "parcel">>;
interface Situation {
	readonly parcel: ParcelPage;
	readonly more?: More;
}

/** What a reader may meet: each a page that has to look and read well. */
export const SITUATIONS = {
	inTransit: { parcel: PARCELS.inTransit },
	estimated: { parcel: PARCELS.estimated },
	noDate: { parcel: parcel(CROSSING, ENDS) },
	labelled: { parcel: PARCELS.labelled },
	empty: { parcel: PARCELS.empty },
	notConnected: { parcel: PARCELS.notConnected },
	sourceDown: {
		parcel: PARCELS.inTransit,
		more: { sourceDown: { since: "2026-11-24T07:40:00Z", carrier: "Acme Express" } },
	},
	delayed: { parcel: PARCELS.delayed },
	late: {
		parcel: parcel(CROSSING, {
			...ENDS,
			late: { promisedTo: "2026-11-20", zone: "Europe/Copenhagen", source: "carrier" },
			eta: promise("2026-11-26", "2026-11-27", { source: "model", level: 0.8, likely: "2026-11-26" }),
		}),
	},
	silent: { parcel: PARCELS.silent },
	dutyDue: { parcel: PARCELS.dutyDue },
	missed: {
		parcel: parcel(
			[
				...CROSSING,
				OUT,
				scan("delivery_attempted.recipient_absent", "2026-11-24T08:32:00", "+01:00", AARHUS, {
					text: "Nobody at home, card left",
					reason: "recipient.absent",
				}),
			],
			ENDS,
		),
	},
	out: {
		parcel: parcel([...CROSSING, OUT], {
			...ENDS,
			eta: promise("2026-11-24T13:15:00", "2026-11-24T14:15:00", { likely: "2026-11-24T13:40:00" }),
			lastMile: { stopsBefore: 12, positionAt: "2026-11-24T07:57:00Z", courierPhone: "+45 5550 1234" },
			held: ["courier"],
		}),
	},
	pickup: { parcel: WAITING },
	pickupVerified: {
		parcel: WAITING,
		more: { held: { pickupCode: "4711-08", signedBy: null, leftAt: null, courierName: null } },
	},
	delivered: { parcel: { ...PARCELS.delivered, held: ["proof"] } },
	deliveredVerified: {
		parcel: parcel(
			[...CROSSING, OUT, scan("delivered.signed", "2026-11-24T08:41:00", "+01:00", AARHUS, { text: "Delivered" })],
			{
				...ENDS,
				deliveredAt: { local: "2026-11-24T08:41:00", instant: "2026-11-24T07:41:00Z" },
				held: ["proof", "courier"],
			},
		),
		more: { held: { pickupCode: null, signedBy: "A. Sample", leftAt: "Havnegade 4, 8000 Aarhus", courierName: "Bo" } },
	},
	disputed: { parcel: DISPUTED },
	returning: {
		parcel: parcel(
			[
				...CROSSING,
				scan("returning.not_collected", "2026-11-24T07:30:00", "+01:00", AARHUS, { reason: "recipient.not_collected" }),
			],
			ENDS,
		),
	},
	returned: { parcel: PARCELS.returned },
	lost: { parcel: PARCELS.lost },
	pacific: { parcel: PARCELS.pacific },
	noMap: { parcel: parcel([scan("in_transit.moving", "2026-11-23T10:00:00")]) },
	order: {
		parcel: PARCELS.inTransit,
		more: {
			others: [
				{ parcel: PARCELS.delivered, href: "/delivered", kind: "order" },
				{ parcel: PARCELS.outToday, href: "/out", kind: "order" },
				{ parcel: PARCELS.returned, href: "/returned", kind: "return" },
			],
		},
	},
	branded: {
		parcel: PARCELS.estimated,
		more: {
			brand: {
				logo: { url: "/assets/icon.svg", width: 96, height: 96 },
				accent: "#a3195b",
				links: [
					{ label: "Harbour Shoes", url: "https://harbour-shoes.example/" },
					{ label: "Returns", url: "https://harbour-shoes.example/returns" },
				],
				faq: [
					{
						question: "Can I still change my size?",
						answer: "Yes, write to us.\nWe answer within a day.",
						topics: [],
						language: null,
					},
					{ question: "Wie sicher ist das?", answer: "Sehr.", topics: ["how-sure"], language: "de" },
				],
				language: null,
				embedOrigins: [],
				reviews: "moderated",
				products: { show: false, sites: [] },
			},
		},
	},
	products: {
		parcel: PARCELS.inTransit,
		more: {
			products: {
				isWanted: true,
				viewed: [{ title: "Wool hat", price: null, link: "https://shop.example/hat", image: null }],
				related: [
					{
						...{ title: "Laces, 90 cm, for boots that are laced to the top", price: "4.50 EUR" },
						...{ link: "https://shop.example/laces", image: { url: "/assets/icon.svg", width: 480, height: 320 } },
					},
				],
			},
		},
	},
	otherScripts: { parcel: PARCELS.otherScripts },
} as const satisfies Record<string, Situation>;

export type SituationName = keyof typeof SITUATIONS;

export function modelOf(name: SituationName, more: More = {}): PageModel {
	const situation: Situation = SITUATIONS[name];
	return model(situation.parcel, { ...situation.more, ...more });
}
