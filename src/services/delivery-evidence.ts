import type { Fact, HeaderFact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import { isPosition } from "../core/positions.ts";
import type { Place, Provenance } from "../core/scan.ts";
import { type ScanView, viewScan } from "../core/scan-view.ts";
import { milestoneOf } from "../core/status.ts";
import type { Places } from "../geo/places.ts";
import { distanceKm } from "../geo/route.ts";
import { placeOfEnd } from "../ingest/refresh.ts";
import { rightLegs } from "../store/leg.ts";
import type { Parcel } from "../store/parcels.ts";

/** What was known of a delivery when its buyer said that he did not get it: for a claim with the carrier. */
export interface DeliveryEvidence {
	/** Of the page that the buyer had before him. */
	readonly pageVersion: number;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly deliveredAt: ParcelState["deliveredAt"];
	/** The carrier names a signer or shows a signature. */
	readonly signed: boolean;
	/** Visits to the door before it. */
	readonly attempts: number;
	/** As the carrier told it; null where a status alone did. */
	readonly scan: ScanView | null;
	/** Where the carrier's status of the parcel as a whole says so too. */
	readonly statuses: readonly StatusEvidence[];
	/** As the seller told it, and the point that is known of it. */
	readonly destination: Pick<Place, "text" | "country" | "postcode" | "lat" | "lng" | "precision"> | null;
	/** From the place of the scan to the destination, as near as both are known; null where one is not known to the town. */
	readonly distanceKm: number | null;
	/** Where the courier was last seen before it, and how many stops he then had before this one. */
	readonly courier: (Pick<ScanView, "local" | "zone" | "instant" | "place" | "provenance"> & StopsBefore) | null;
}

interface StopsBefore {
	readonly stopsBefore: number | null;
}

export interface StatusEvidence extends Pick<HeaderFact, "local" | "instant" | "signed"> {
	readonly carrierCode: string;
	readonly provenance: readonly Provenance[];
}

/** `state` is that of the facts before the buyer spoke. */
export function evidenceOf(
	parcel: Parcel,
	facts: readonly Fact[],
	state: ParcelState,
	places: Places,
): DeliveryEvidence {
	const scan = deliveryScan(state);
	const legs = new Set(rightLegs(parcel.legs).map(({ number }) => number));
	const destination = parcel.destination && placeOfEnd(parcel.destination, places).place;
	return {
		pageVersion: parcel.version,
		carrier: parcel.carrier,
		trackingNumber: parcel.trackingNumber,
		deliveredAt: state.deliveredAt,
		signed: state.signed,
		attempts: state.attempts,
		scan: scan && viewScan(scan),
		statuses: facts.flatMap((fact) => statusOf(fact, legs)),
		destination: destination && pointOf(destination),
		distanceKm: kmBetween(scan?.place ?? null, destination),
		courier: courierBefore(facts, scan),
	};
}

/** The delivery that the buyer speaks of; null where a status alone tells of it. */
export function deliveryScan({ timeline, foretold }: Pick<ParcelState, "timeline" | "foretold">) {
	const ahead = new Set(foretold);
	const isDelivery = ({ key, code }: (typeof timeline)[number]) =>
		milestoneOf(code) === "delivered" && code !== "delivered.disputed" && !ahead.has(key);
	return timeline.findLast(isDelivery) ?? null;
}

function statusOf(fact: Fact, legs: ReadonlySet<number>): readonly StatusEvidence[] {
	if (fact.kind !== "header" || fact.status === null || !legs.has(fact.leg)) return [];
	if (milestoneOf(fact.status.code) !== "delivered") return [];
	const { local, instant, signed, provenance, status } = fact;
	return [{ carrierCode: status.carrierCode, local, instant, signed, provenance }];
}

function pointOf({ text, country, postcode, lat, lng, precision }: Place): DeliveryEvidence["destination"] {
	return { text, country, postcode, lat, lng, precision };
}

function kmBetween(one: Place | null, other: Place | null): number | null {
	const [from, to] = [townOf(one), townOf(other)];
	return from && to && Math.round(distanceKm(from, to) * 10) / 10;
}

function townOf(place: Place | null) {
	if (place === null || place.lat === null || place.lng === null) return null;
	const isWide = place.precision === null || place.precision === "region" || place.precision === "country";
	return isWide ? null : { lat: place.lat, lng: place.lng };
}

/** Of positions the newest alone is kept; one of after the delivery, or of another leg, is of another stop. */
function courierBefore(facts: readonly Fact[], delivery: ReturnType<typeof deliveryScan>): DeliveryEvidence["courier"] {
	const seen = facts.flatMap((fact) => {
		if (fact.kind !== "scan" || !isPosition(fact.scan)) return [];
		const isOfIt = delivery === null || (fact.scan.leg === delivery.leg && fact.scan.at <= delivery.at);
		return isOfIt ? [fact] : [];
	});
	const [newest] = seen.sort((a, b) => b.scan.at - a.scan.at || (a.scan.key < b.scan.key ? -1 : 1));
	if (newest === undefined) return null;
	const { local, zone, instant, place, provenance } = viewScan({ ...newest.scan, provenance: newest.provenance });
	return { local, zone, instant, place, provenance, stopsBefore: newest.scan.details?.stopsBefore ?? null };
}
