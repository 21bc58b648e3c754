/** What the time until delivery is counted from, in the order in which parcels pass it. */
export const ANCHORS = ["label", "accepted", "facility", "destination-facility", "out-for-delivery"] as const;
export type Anchor = (typeof ANCHORS)[number];

/** One end of a lane. Codes as everywhere: ISO 3166-1 alpha-2, the part of ISO 3166-2 behind it. */
export interface LaneEnd {
	readonly country: string;
	readonly region: string | null;
	readonly postcode: string | null;
	readonly city: string | null;
}

/** What the carrier says of itself: days between this and that, counted as working days or as days of the calendar. */
export interface StatedTime {
	readonly fromDays: number;
	readonly toDays: number;
	readonly working: boolean;
}

export interface Lane {
	/** The adapter's code. */
	readonly carrier: string;
	readonly service: string | null;
	/** Any text that tells sellers apart; empty where the seller does not count. */
	readonly seller: string;
	/** Where the parcel is at the anchor. */
	readonly from: LaneEnd | null;
	readonly to: LaneEnd | null;
	readonly distanceKm: number | null;
	/** A prior, believed until the lane has parcels of its own. */
	readonly stated: StatedTime | null;
}

/** A parcel at an anchor. Moments are days since 1970 with fractions, as the clocks of the destination show them. */
export interface Start {
	readonly anchor: Anchor;
	readonly lane: Lane;
	readonly at: number;
}
