import type { Place, PlacePrecision, WrittenPlace } from "../core/scan.ts";
import type { Gazetteer } from "./gazetteer/gazetteer.ts";
import { nameKey } from "./gazetteer/name-key.ts";
import { zoneOn } from "./gazetteer/zone-on.ts";
import type { PlaceQuery, Priors, Resolved } from "./resolve/place-query.ts";
import type { Resolver } from "./resolve/resolve-place.ts";

export interface LocatedPlace {
	readonly place: Place;
	/** The IANA zone of a carrier's clock there, null where the place does not settle it. */
	readonly zone: string | null;
}

/** Finds places with one gazetteer, read once. Pure: the same words and priors give the same answer. */
export interface Places {
	/** Which gazetteer: kept with every scan that it placed. */
	readonly version: string;
	/** The carrier's own coordinates where it gave some, else what its words name; never more than they say. */
	locate(written: WrittenPlace, priors?: Priors): LocatedPlace;
	/** What a text alone names. */
	resolve(query: PlaceQuery): Resolved;
}

export function createPlaces(resolver: Resolver, gazetteer: Gazetteer): Places {
	const { version } = gazetteer;
	return {
		version,
		resolve: resolver.resolve,
		locate: (written, priors) => {
			const { text, country, postcode, lat, lng } = written;
			if (lat !== null && lng !== null) {
				const precision = written.precision ?? precisionOf(lat, lng);
				const found = { by: "carrier", gazetteer: null };
				const zone = clockZone(zoneOn({ lat, lng }, country, gazetteer));
				return { place: { text, country, postcode, lat, lng, precision, found }, zone };
			}
			const { city, region } = written;
			const words = isRegionAlone(written) ? "" : text;
			const resolved = withinCountry(resolver, { text: words, city, region, postcode, country, priors });
			const { because, precision } = resolved;
			const zone = clockZone(resolved.zone);
			const place = {
				text,
				country: country ?? resolved.country,
				postcode,
				lat: resolved.lat,
				lng: resolved.lng,
				precision,
				...(precision !== null && { found: { by: because, gazetteer: version } }),
			};
			return { place, zone };
		},
	};
}

/** Kingston, CA of the United States is a town that nobody knows in California, and not the one in Canada. */
function withinCountry(resolver: Resolver, query: PlaceQuery): Resolved {
	const { country, region, postcode } = query;
	const resolved = resolver.resolve(query);
	if (!country || !region || resolved.country === null || resolved.country === country) return resolved;
	const byRegion = resolver.resolve({ text: "", city: null, region, postcode: postcode ?? null, country });
	const isOfCountry = byRegion.country === country && byRegion.precision !== "country";
	return isOfCountry ? byRegion : resolved;
}

/** The text is made of the carrier's fields: where it gave a region and no town, the words are that region once more. */
function isRegionAlone({ text, city, region }: WrittenPlace): boolean {
	return city === null && region !== null && nameKey(text) === nameKey(region);
}

// Two decimals are a kilometre: a carrier that gives no more names a town.
function precisionOf(lat: number, lng: number): PlacePrecision {
	return Math.max(decimals(lat), decimals(lng)) >= 3 ? "street" : "locality";
}

function decimals(degrees: number): number {
	return String(degrees).split(".")[1]?.length ?? 0;
}

// All of China's carriers print Beijing time, in Xinjiang too, where people have a clock of their own two hours behind.
function clockZone(zone: string | null): string | null {
	return zone === "Asia/Urumqi" ? "Asia/Shanghai" : zone;
}
