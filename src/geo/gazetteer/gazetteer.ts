/** Degrees. */
export interface GazetteerPlace {
	readonly lat: number;
	readonly lng: number;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** Id of the smallest region it lies in: a state, a province, a county of England; 0 where none is known. */
	readonly region: number;
	/** An IANA name. */
	readonly zone: string;
	/** Rounded to about 10 in 100; 0 where nobody counted. */
	readonly population: number;
	readonly kind: PlaceKind;
}

export type PlaceKind = "town" | "district" | "airport" | "port";

export interface Region {
	readonly country: string;
	/** The larger region it is part of, such as England for Surrey; 0 where it is part of none. */
	readonly within: number;
	/** The part of its ISO 3166-2 code behind the country, such as `NSW` or `44`; null where none is known. */
	readonly code: string | null;
	/** Where its people live, on average. */
	readonly lat: number;
	readonly lng: number;
	/** The zone that holds more than 98 in 100 of its people; null where none does. */
	readonly zone: string | null;
	readonly population: number;
}

export interface Airport {
	readonly lat: number;
	readonly lng: number;
	readonly country: string;
	readonly zone: string;
	/** 0 a strip, 1 small with a timetable, 2 medium, 3 large, or a city's code for all of its airports. */
	readonly size: number;
}

export interface PostcodeArea {
	readonly lat: number;
	readonly lng: number;
	/** 0 where none is known. */
	readonly region: number;
	readonly zone: string;
	/** How many characters of the code told where it is; `radiusKm` tells how wide that area is. */
	readonly matched: number;
	/** Half the width of the area, to tell `postcode` from `region`. */
	readonly radiusKm: number;
}

/** A division of China by its GB/T 2260 code. */
export interface Division {
	/** 1 province, 2 prefecture, 3 county or district. */
	readonly level: 1 | 2 | 3;
	/** 2, 4 or 6 digits: each level begins with the code of the one above. */
	readonly code: string;
	/** The place that stands for it, or that of the division above where it has none of its own. */
	readonly place: number;
}

/** What is known of the world's places: built by `npm run build:places`, read once, shared by all. Pure look-ups. */
export interface Gazetteer {
	/** Names the built file and the files a user imported: kept with every scan it placed. */
	readonly version: string;
	/** Ids of the places that bear a name, most people first. `key` as `nameKey` makes it. */
	named(key: string): ArrayLike<number>;
	place(id: number): GazetteerPlace;
	/** By the region's own postal or ISO 3166-2 code in capitals, in every country that has one. */
	regionsCoded(code: string): readonly number[];
	/** By a name of it, `nameKey(…)`. */
	regionsNamed(key: string): readonly number[];
	region(id: number): Region;
	/** Whether a region is the wider one or part of it: Surrey lies in Surrey and in England. */
	liesIn(region: number, wider: number): boolean;
	/** By a name in any of the languages carriers write, an alias or an alpha-3 code, `nameKey(…)`; null where none is so named. */
	countryNamed(key: string): string | null;
	/**
	 * Whether a country keeps a zone: some of the zone's towns lie there, or no town of any country is known in it. The
	 * shapes of zones are drawn coarsely, and reach over borders.
	 */
	keepsZone(country: string, zone: string): boolean;
	/** By three capital letters; city codes (LON, TYO) too. */
	airport(iata: string): Airport | null;
	/** By five capitals, UN/LOCODE: `CNSHA`. The id of a place. */
	locode(code: string): number | null;
	/** The longest known beginning of a postcode, given in capitals and digits alone (`SW1A1AA`). */
	postcode(country: string, code: string): PostcodeArea | null;
	/** By a Han name, with or without its suffix: 广东省, 广东, 义乌. */
	divisions(name: string): readonly Division[];
}
