import fc from "fast-check";
import type { Anchor, Lane, LaneEnd, Start } from "../../../src/core/eta/start.ts";
import { plainWeek } from "../../../src/core/eta/week.ts";

export const week = plainWeek;

/** A Monday, 00:00. */
export const MONDAY = 19_996 - ((19_996 + 3) % 7);

export const graz: LaneEnd = { country: "AT", region: "6", postcode: "8010", city: "Graz" };
export const vienna: LaneEnd = { country: "AT", region: "9", postcode: "1070", city: "Wien" };

export const anyLane: Lane = {
	carrier: "bike",
	service: "parcel",
	seller: "shop",
	from: vienna,
	to: graz,
	distanceKm: 150,
	stated: null,
};

export function start(at: number, lane: Partial<Lane> = {}, anchor: Anchor = "accepted"): Start {
	return { anchor, at, lane: { ...anyLane, ...lane } };
}

const end: fc.Arbitrary<LaneEnd> = fc.record({
	country: fc.constantFrom("AT", "DE", "SA"),
	region: fc.constantFrom("6", "9", null),
	postcode: fc.constantFrom("8010", "1070", null),
	city: fc.constantFrom("Graz", null),
});

export const lanes: fc.Arbitrary<Lane> = fc.record({
	carrier: fc.constantFrom("bike", "post"),
	service: fc.constantFrom("parcel", "express", null),
	seller: fc.constantFrom("shop", ""),
	from: fc.option(end),
	to: fc.option(end),
	distanceKm: fc.option(fc.double({ min: 0, max: 20_000, noNaN: true })),
	stated: fc.option(
		fc.record({
			fromDays: fc.integer({ min: 0, max: 3 }),
			toDays: fc.integer({ min: 3, max: 30 }),
			working: fc.boolean(),
		}),
	),
});

export const anchors: fc.Arbitrary<Anchor> = fc.constantFrom(
	"label",
	"accepted",
	"destination-facility",
	"out-for-delivery",
);

export const moments = fc.double({ min: 0, max: 40, noNaN: true }).map((days) => MONDAY + days);

export const starts: fc.Arbitrary<Start> = fc.record({ anchor: anchors, lane: lanes, at: moments });

export interface Delivery {
	readonly start: Start;
	readonly deliveredAt: number;
}

/** In the order in which they came. */
export const histories: fc.Arbitrary<readonly Delivery[]> = fc
	.array(fc.record({ start: starts, took: fc.double({ min: 0, max: 60, noNaN: true }) }), { maxLength: 60 })
	.map((parcels) =>
		parcels
			.map((parcel) => ({ start: parcel.start, deliveredAt: parcel.start.at + parcel.took }))
			.toSorted((a, b) => a.deliveredAt - b.deliveredAt),
	);
