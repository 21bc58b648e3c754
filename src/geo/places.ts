import zoneAt from "@photostructure/tz-lookup";
import type { Place, PlacePrecision, WrittenPlace } from "../core/scan.ts";
import type { PlaceQuestion, Priors, Resolved } from "./resolve/question.ts";
import type { Resolver } from "./resolve/resolve-place.ts";

export interface LocatedPlace {
	readonly place: Place;
	/** The IANA zone of the place, null where the place does not settle it. */
	readonly zone: string | null;
}

/** Finds places with one gazetteer, read once. Pure: the same words and priors give the same answer. */
export interface Places {
	/** Which gazetteer: kept with every scan that it placed. */
	readonly version: string;
	/** The carrier's own coordinates where it gave some, else what its words name; never more than they say. */
	locate(written: WrittenPlace, priors?: Priors): LocatedPlace;
	/** What a text alone names. */
	resolve(question: PlaceQuestion): Resolved;
}

export function createPlaces(resolver: Resolver, version: string): Places {
	return {
		version,
		resolve: resolver.resolve,
		locate: (written, priors) => {
			const { text, country, postcode, lat, lng } = written;
			if (lat !== null && lng !== null) {
				const precision = written.precision ?? precisionOf(lat, lng);
				const found = { by: "carrier", gazetteer: null };
				return { place: { text, country, postcode, lat, lng, precision, found }, zone: zoneOn(lat, lng) };
			}
			const { city, region } = written;
			const resolved = resolver.resolve({ text, city, region, postcode, country, priors });
			const { zone, because, precision } = resolved;
			const place = {
				text,
				country: country ?? resolved.country,
				postcode,
				lat: resolved.lat,
				lng: resolved.lng,
				precision,
			};
			return { place: precision === null ? place : { ...place, found: { by: because, gazetteer: version } }, zone };
		},
	};
}

// Two decimals are a kilometre: a carrier that gives no more names a town.
function precisionOf(lat: number, lng: number): PlacePrecision {
	return Math.max(decimals(lat), decimals(lng)) >= 3 ? "street" : "locality";
}

function decimals(degrees: number): number {
	return String(degrees).split(".")[1]?.length ?? 0;
}

// At sea the lookup answers with a nautical zone, which no carrier's clock shows.
function zoneOn(lat: number, lng: number): string | null {
	const zone = zoneAt(lat, lng);
	return zone.startsWith("Etc/") ? null : zone;
}
