import type { Fact, HeaderFact, ScanFact } from "../core/facts.ts";
import { isForetold } from "../core/foretold.ts";
import { isNote } from "../core/ladder.ts";
import type { Place, PlacePrecision, Scan, WrittenPlace } from "../core/scan.ts";
import { locateTime } from "../geo/locate-time.ts";
import type { Places } from "../geo/places.ts";
import type { Priors } from "../geo/resolve/place-query.ts";
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
	const priorsOf = facts.some(isOpen) ? priorsAmong(facts, ends, places) : null;
	const settled = facts.map((fact) =>
		priorsOf && isOpen(fact) ? { ...fact, scan: settleScan(fact.scan, priorsOf(fact.scan), places) } : fact,
	);
	return settled.map((fact) => (fact.kind === "header" ? settleHeader(fact, settled) : fact));
}

/** Words that name no town on their own. A region is what they meant, not the town of its name elsewhere. */
function isOpen(fact: Fact): fact is ScanFact {
	if (fact.kind !== "scan" || fact.scan.place === null || fact.scan.place.text === "") return false;
	return roughnessOf(fact.scan.place) >= ROUGHNESS.country;
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
	const isWithin = scan.place.country === null || place.country === scan.place.country;
	if (!isWithin || roughnessOf(place) >= roughnessOf(scan.place)) return scan;
	const { local, precision, zoneSource } = scan.time;
	const isDated = zoneSource === "none" && zone !== null;
	const clock = isDated ? locateTime({ kind: "site", local, precision, fallback: null }, zone) : scan;
	// Asked again by its words alone, it would have none.
	const found = place.found && zone !== null ? { found: { ...place.found, zone } } : {};
	return { ...scan, place: { ...place, ...found }, time: clock.time, at: clock.at };
}

function writtenOf(place: Place): WrittenPlace {
	const { text, country, postcode } = place;
	return { text, country, postcode, city: null, region: null, lat: null, lng: null, precision: null };
}

/**
 * A header repeats the time of one of its own scans, and has no place of its own. Where those of that time stand on
 * clocks that differ, nobody can tell which it means.
 */
function settleHeader(header: HeaderFact, facts: readonly Fact[]): HeaderFact {
	if (header.local === null || header.instant !== null) return header;
	const same = facts.flatMap((fact) => {
		if (fact.kind !== "scan" || fact.scan.leg !== header.leg || fact.scan.piece !== header.piece) return [];
		const { time, at } = fact.scan;
		return time.local === header.local && time.instant !== null ? [{ instant: time.instant, at }] : [];
	});
	const [first] = same;
	return first && same.every(({ at }) => at === first.at) ? { ...header, ...first } : header;
}

/** The scans before and after it, as many as tell where it was between. */
const NEIGHBOURS = 4;

/** What is known beside a scan: the ends of the journey, and where the parcel was nearest in time. */
function priorsAmong(
	facts: readonly Fact[],
	{ origin, destination }: JourneyEnds,
	places: Places,
): (scan: Scan) => Priors {
	const ends = [destination, origin].flatMap((end) => (end === null ? [] : [placeOfEnd(end, places).place]));
	const seen = facts.flatMap((fact) => {
		if (fact.kind !== "scan" || fact.scan.place === null || !isNarrow(fact.scan.place)) return [];
		const isTrue = !isNote(fact.scan.code) && !isForetold(fact.scan.at, fact.provenance);
		return isTrue ? [{ place: fact.scan.place, at: fact.scan.at, key: fact.scan.key }] : [];
	});
	return ({ at }) => {
		const nearest = nearestTo(at, seen).map(({ place }) => place);
		const near = [...ends.filter(isNarrow), ...nearest].flatMap(({ lat, lng }) =>
			lat === null || lng === null ? [] : [{ lat, lng }],
		);
		const countries = [...ends, ...nearest].flatMap(({ country }) => country ?? []);
		return { countries: [...new Set(countries)], near };
	};
}

interface Seen {
	readonly place: Place;
	readonly at: number;
	readonly key: string;
}

/** In one pass: a parcel of thousands of scans asks for each that is open. */
function nearestTo(at: number, seen: readonly Seen[]): readonly Seen[] {
	const isNearer = (a: Seen, b: Seen) =>
		(Math.abs(a.at - at) - Math.abs(b.at - at) || a.at - b.at || (a.key < b.key ? -1 : 1)) < 0;
	const nearest: Seen[] = [];
	for (const one of seen) {
		const place = nearest.findIndex((other) => isNearer(one, other));
		if (place < 0 && nearest.length >= NEIGHBOURS) continue;
		nearest.splice(place < 0 ? nearest.length : place, 0, one);
		if (nearest.length > NEIGHBOURS) nearest.pop();
	}
	return nearest;
}

/** Where an end of the journey is, as far as its seller told. */
export function placeOfEnd(end: ShipmentEnd, places: Places) {
	const { city = null, region = null, postcode = null, country } = end;
	const text = [city, region].filter((part) => part !== null).join(", ");
	return places.locate({ text, city, region, postcode, country, lat: null, lng: null, precision: null });
}
