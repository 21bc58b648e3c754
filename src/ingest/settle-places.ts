import type { Fact, HeaderFact, ScanFact } from "../core/facts.ts";
import type { Place, PlacePrecision, Scan, WrittenPlace } from "../core/scan.ts";
import { locateTime } from "../geo/locate-time.ts";
import type { Places } from "../geo/places.ts";
import type { Priors } from "../geo/resolve/question.ts";
import type { ShipmentEnd } from "../store/shipments.ts";

/** Where a parcel comes from and goes to, as its seller told. */
export interface JourneyEnds {
	readonly origin: ShipmentEnd | null;
	readonly destination: ShipmentEnd | null;
}

/**
 * The facts, with the places that their own words leave open settled by what else is known of the parcel: Springfield is
 * the one on the way. A clock whose zone only such a place could tell is read with it. It follows from the set of facts
 * alone: the order in which they came makes no difference, and nothing of it is stored.
 */
export function settlePlaces(facts: readonly Fact[], ends: JourneyEnds, places: Places): readonly Fact[] {
	if (!facts.some(isOpen)) return facts;
	const priors = priorsOf(facts, ends, places);
	const settled = facts.map((fact) => (isOpen(fact) ? { ...fact, scan: settleScan(fact.scan, priors, places) } : fact));
	return settled.map((fact) => (fact.kind === "header" ? settleHeader(fact, settled) : fact));
}

/** Words that name no town on their own: a region or a country at most. */
function isOpen(fact: Fact): fact is ScanFact {
	return fact.kind === "scan" && fact.scan.place !== null && fact.scan.place.text !== "" && !isNarrow(fact.scan.place);
}

const ROUGHNESS: Readonly<Record<PlacePrecision, number>> = {
	address: 0,
	street: 1,
	postcode: 2,
	locality: 3,
	region: 4,
	country: 5,
};

function roughnessOf({ precision }: Pick<Place, "precision">): number {
	return precision === null ? Number.POSITIVE_INFINITY : ROUGHNESS[precision];
}

/** A town or nearer: a point worth a pin, and a zone worth a clock. */
export function isNarrow(place: Place): boolean {
	return roughnessOf(place) <= ROUGHNESS.locality;
}

function settleScan(scan: Scan, priors: Priors, places: Places): Scan {
	if (scan.place === null) return scan;
	const { place, zone } = places.locate(writtenOf(scan.place), priors);
	const isBetter = roughnessOf(place) < roughnessOf(scan.place);
	const { local, precision, zoneSource } = scan.time;
	const isDated = zoneSource === "none" && zone !== null;
	const clock = isDated ? locateTime({ kind: "site", local, precision, fallback: null }, zone) : scan;
	return { ...scan, place: isBetter ? place : scan.place, time: clock.time, at: clock.at };
}

function writtenOf(place: Place): WrittenPlace {
	const { text, country, postcode } = place;
	return { text, country, postcode, city: null, region: null, lat: null, lng: null, precision: null };
}

/** A header repeats the time of one of its scans, and has no place of its own. */
function settleHeader(header: HeaderFact, facts: readonly Fact[]): HeaderFact {
	if (header.local === null || header.instant !== null) return header;
	const same = facts.flatMap((fact) =>
		fact.kind === "scan" && fact.scan.time.local === header.local && fact.scan.time.instant !== null
			? [{ instant: fact.scan.time.instant, at: fact.scan.at }]
			: [],
	);
	// The earliest of several, whatever the order in which they came.
	return same.reduce((earliest, scan) => (scan.at < earliest.at ? { ...header, ...scan } : earliest), {
		...header,
		...same[0],
	});
}

/** More would not tell more, and a parcel of thousands of scans asks thousands of times. */
const MOST_POINTS = 24;

/** Sorted, so that the same facts in another order ask the same question. */
function priorsOf(facts: readonly Fact[], { origin, destination }: JourneyEnds, places: Places): Priors {
	const seen = facts.flatMap((fact) => (fact.kind === "scan" && fact.scan.place !== null ? [fact.scan.place] : []));
	const ends = [destination, origin].flatMap((end) => (end === null ? [] : [placeOfEnd(end, places).place]));
	const points = [...ends, ...seen].flatMap((place) =>
		place.lat !== null && place.lng !== null && isNarrow(place) ? [`${place.lat} ${place.lng}`] : [],
	);
	const near = [...new Set(points)]
		.sort()
		.slice(0, MOST_POINTS)
		.map((point) => {
			const [lat = "", lng = ""] = point.split(" ");
			return { lat: Number(lat), lng: Number(lng) };
		});
	const countries = [...ends.map(({ country }) => country), ...seen.map(({ country }) => country).sort()];
	return { countries: [...new Set(countries.flatMap((country) => country ?? []))], near };
}

/** Where an end of the journey is, as far as its seller told. */
export function placeOfEnd(end: ShipmentEnd, places: Places) {
	const { city = null, region = null, postcode = null, country } = end;
	const text = [city, region].filter((part) => part !== null).join(", ");
	return places.locate({ text, city, region, postcode, country, lat: null, lng: null, precision: null });
}
