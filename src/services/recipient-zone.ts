import type { ParcelPage } from "../core/page.ts";
import type { ZoneClock } from "../core/staff-hours.ts";
import type { Places } from "../geo/places.ts";
import { offsetAt, offsetOfInstant } from "../geo/zone-offset.ts";
import { placeOfEnd } from "../ingest/refresh.ts";
import type { Parcel } from "../store/parcels.ts";

/** By which clock the recipient lives, IANA: of where the parcel goes, else of where it was heard of last, else UTC. */
export function zoneOfRecipient(
	{ destination }: Pick<Parcel, "destination">,
	{ eta, scans }: Pick<ParcelPage, "eta" | "scans">,
	places: Places,
): string {
	const ofDestination = destination && placeOfEnd(destination, places).zone;
	return ofDestination ?? eta?.zone ?? scans.findLast(({ time }) => time.zone !== null)?.time.zone ?? "UTC";
}

/** Of a zone that this runtime does not know, the clock of UTC. */
export function clockOfZone(zone: string): ZoneClock {
	return {
		wallClockOf: (instantMs) => instantMs + (offsetOfInstant(zone, instantMs) ?? 0),
		instantOf: (wallClockMs) => wallClockMs - (offsetAt(zone, wallClockMs)?.offsetMs ?? 0),
	};
}
