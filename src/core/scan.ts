import type { Code, Reason } from "./status.ts";

export type TimePrecision = "second" | "minute" | "day";
export type ZoneSource = "payload" | "carrier" | "place" | "none";
export type PlacePrecision = "address" | "street" | "postcode" | "locality" | "region" | "country";

/** When a scan happened: what the carrier's clock showed, and the instant where it can be known. */
export interface ScanTime {
	/** `YYYY-MM-DDTHH:mm:ss` as the carrier wrote it, or `YYYY-MM-DD` for a date. Never an offset. */
	readonly local: string;
	readonly precision: TimePrecision;
	/** An IANA name, or `+08:00` when only an offset is known. */
	readonly zone: string | null;
	readonly zoneSource: ZoneSource;
	/** `YYYY-MM-DDTHH:mm:ssZ`, with milliseconds only where the carrier sent them; null for a date or an unknown zone. */
	readonly instant: string | null;
}

/** Where a scan happened, as the carrier wrote it, and the point where it can be known. */
export interface Place {
	/** City, region and so on in the carrier's words, without the country. Empty when only a country was named. */
	readonly text: string;
	/** ISO 3166-1 alpha-2. */
	readonly country: string | null;
	readonly postcode: string | null;
	readonly lat: number | null;
	readonly lng: number | null;
	/** How near the truth the point is: the map draws a circle of this size, never a false pin. */
	readonly precision: PlacePrecision | null;
	/** How the point was found; absent where none was, and in what was stored before this was kept. */
	readonly found?: PlaceFound;
}

/** Where a point comes from. */
export interface PlaceFound {
	/** `carrier`: its own coordinates. Else the rule that read the text, such as `iata` or `postcode`. */
	readonly by: string;
	/** Which gazetteer it was read with; null for the carrier's own coordinates. */
	readonly gazetteer: string | null;
	/** The zone that its clocks keep: in a state as people read it, never in a fact. */
	readonly zone?: string;
}

/** How a fact reached us, the most trusted first; `derived` by ourselves. Scans of different channels may be two accounts of one event. */
export const CHANNELS = ["webhook", "poll", "aggregator", "file", "seller", "buyer", "derived"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Provenance {
	readonly channel: Channel;
	/** Public id of the stored message, `msg_…`; empty for what a seller or a buyer said. */
	readonly messageId: string;
	/** When we learnt it, `…Z`. */
	readonly knownAt: string;
}

/** What a scan tells beside its words. Nothing of it is personal. */
export interface ScanDetails {
	/** How many stops the courier makes before this one. */
	readonly stopsBefore?: number;
	readonly pickup?: PickupPlace;
}

/** Where a parcel waits to be fetched, as far as the carrier tells. */
export interface PickupPlace {
	/** "Kiosk am Markt", "Locker 112". */
	readonly name: string | null;
	/** Street, number, postcode and town in one line. */
	readonly address: string | null;
	/** In the carrier's words, a line for each day or for all. */
	readonly hours: readonly string[];
	/** The last day, `YYYY-MM-DD`, or its end on the clock of the place, `YYYY-MM-DDTHH:mm:ss`. */
	readonly until: string | null;
	readonly lat: number | null;
	readonly lng: number | null;
}

/** Personal details taken out of texts. Shown only to those who may see them, never in a log. */
export interface Marked {
	readonly courierPhone?: string;
	readonly courierName?: string;
	readonly signedBy?: string;
	readonly pickupCode?: string;
}

/** One scan, read, placed and dated: a line of the timeline. */
export interface Scan {
	/** 16 hexadecimal digits: see identity.ts. */
	readonly key: string;
	/** Which leg it belongs to, from 1. */
	readonly leg: number;
	/** Which piece of a shipment of several, as the carrier names it; null when it speaks of the whole. */
	readonly piece: string | null;
	readonly code: Code;
	readonly reason: Reason;
	/** The carrier's own status code; empty where it has none. */
	readonly carrierCode: string;
	/** Which row of the adapter's table gave `code`; null where none did. */
	readonly rule: string | null;
	/** The carrier's own words, with personal details taken out. */
	readonly text: string;
	readonly time: ScanTime;
	/** For order alone, milliseconds since 1970: the instant, else the wall clock in the carrier's fallback zone, else in UTC. */
	readonly at: number;
	/** The carrier's own order among its scans, oldest first; 0 where it gives none. */
	readonly sequence: number;
	readonly place: Place | null;
	readonly marked: Marked;
	/** Absent where the scan tells nothing beside its words. */
	readonly details?: ScanDetails;
}

/** A time as the carrier wrote it, before the place of the scan has lent it a zone. */
export type WrittenTime =
	/** The payload gives the offset, or a Z: the instant is known. `zone` is `+08:00`, `UTC`, or an IANA name. */
	| {
			readonly kind: "known";
			readonly local: string;
			readonly precision: TimePrecision;
			readonly zone: string;
			readonly instant: string;
	  }
	/** A wall clock or date in a zone that the payload or the carrier's rule names. */
	| {
			readonly kind: "zoned";
			readonly local: string;
			readonly precision: TimePrecision;
			readonly zone: string;
			readonly source: "payload" | "carrier";
	  }
	/** A wall clock or date of the place of the scan, which somebody must look up. */
	| {
			readonly kind: "site";
			readonly local: string;
			readonly precision: TimePrecision;
			/** Orders scans whose place has no known zone, and no more. */
			readonly fallback: string | null;
	  };

/** A place in the carrier's words: country normalised, coordinates checked, nothing looked up. */
export interface WrittenPlace extends Place {
	readonly city: string | null;
	readonly region: string | null;
	/** Null where the carrier does not say how near its point is, or gives none. */
	readonly precision: PlacePrecision | null;
}
