import type { LaneEnd, StatedTime } from "../core/eta/start.ts";
import type { Place } from "../core/scan.ts";
import type { LocatedPlace, Places } from "../geo/places.ts";
import { distanceKm, type Point } from "../geo/route.ts";
import type { ShipmentEnd } from "../store/shipments.ts";
import { type JourneyEnds, placeOfEnd } from "./settle-places.ts";
import { statedTime } from "./stated-time.ts";

/** The ends of a journey on the map. */
export interface LaneEnds {
	readonly from: LocatedEnd | null;
	readonly to: LocatedEnd | null;
}

export interface LocatedEnd {
	readonly end: ShipmentEnd;
	/** Null where no more than the country is known. */
	readonly point: Point | null;
	readonly zone: string | null;
}

/** Where the ends of a journey are, as far as its seller told. */
export function laneEndsOf({ origin, destination }: JourneyEnds, places: Places): LaneEnds {
	return { from: origin && locatedEnd(origin, places), to: destination && locatedEnd(destination, places) };
}

function locatedEnd(end: ShipmentEnd, places: Places): LocatedEnd {
	const { place, zone }: LocatedPlace = placeOfEnd(end, places);
	return { end, point: narrowPoint(place), zone };
}

/** The middle of a country is no place to measure from. */
export function narrowPoint({
	lat,
	lng,
	precision,
}: Pick<LocatedPlace["place"], "lat" | "lng" | "precision">): Point | null {
	return lat === null || lng === null || precision === "country" ? null : { lat, lng };
}

/** An end as lanes know it. */
export function laneEnd({ end: { country, region, postcode }, point }: LocatedEnd): LaneEnd {
	return { country, region: region ?? null, postcode: district(postcode), city: point && cellOf(point) };
}

/** The place of a scan as lanes know it; null where not even its country is known. */
export function laneSite(place: Place | null, point: Point | null): LaneEnd | null {
	if (place?.country == null) return null;
	return { country: place.country, region: null, postcode: district(place.postcode), city: point && cellOf(point) };
}

/** Whole kilometres; null where one of the two is not known. */
export function kmBetween(one: Point | null, other: Point | null): number | null {
	return one && other ? Math.round(distanceKm(one, other)) : null;
}

/**
 * What the carrier states of itself for such a journey. Where the seller names no origin, the parcel comes from where it
 * was first seen.
 */
export function statedOf(
	carrier: string,
	{ service, origin, destination }: JourneyEnds & { readonly service: string | null },
	seen: LaneEnd | null,
): StatedTime | null {
	const stated = statedTime({ carrier, service, from: origin ?? seen, to: destination });
	return stated && { fromDays: stated.fromDays, toDays: stated.toDays, working: stated.working };
}

/** A district and no more: whole postcodes name a house in some countries, and lanes belong to nobody. */
function district(postcode: string | null | undefined): string | null {
	return postcode == null ? null : postcode.slice(0, 3);
}

/** Some ten kilometres: a town, under whatever name. */
function cellOf({ lat, lng }: Point): string {
	return `${lat.toFixed(1)} ${lng.toFixed(1)}`;
}
