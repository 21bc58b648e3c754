import zoneAt from "@photostructure/tz-lookup";
import type { Place, PlacePrecision, WrittenPlace } from "../core/scan.ts";
import { countryPoint } from "./countries.ts";
import { zoneOfRegion } from "./regions.ts";

export interface LocatedPlace {
	readonly place: Place;
	/** The IANA zone of the place, null where the place does not settle it. */
	readonly zone: string | null;
}

/** Finds the point and the zone of a place: the carrier's own coordinates, else the middle of the country. */
export function locatePlace(written: WrittenPlace): LocatedPlace {
	const { text, country, postcode, lat, lng } = written;
	if (lat !== null && lng !== null) {
		const precision = written.precision ?? precisionOf(lat, lng);
		return { place: { text, country, postcode, lat, lng, precision }, zone: zoneOn(lat, lng) };
	}
	const middle = country === null ? null : countryPoint(country);
	const place: Place =
		middle === null
			? { text, country, postcode, lat: null, lng: null, precision: null }
			: { text, country, postcode, lat: middle.lat, lng: middle.lng, precision: "country" };
	return { place, zone: middle?.zone ?? regionZone(written) };
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

function regionZone({ country, region }: WrittenPlace): string | null {
	return country === null || region === null ? null : zoneOfRegion(country, region);
}
