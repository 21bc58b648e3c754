import type { Place, Provenance, Scan, ScanDetails, ScanTime } from "./scan.ts";
import { type Code, milestoneOf, type Reason, type ScanMilestone } from "./status.ts";

/** A scan as `read` prints it, with its key and where we have it from. Nothing of it is personal. */
export interface ScanView extends ScanTime {
	readonly key: string;
	readonly leg: number;
	readonly milestone: ScanMilestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly carrierCode: string;
	readonly text: string;
	readonly place: Pick<Place, "text" | "country" | "lat" | "lng" | "precision"> | null;
	/** What the scan tells beside its words; absent where that is nothing. */
	readonly details?: ScanDetails;
	readonly provenance: readonly Provenance[];
}

type Viewed = Pick<Scan, "key" | "leg" | "code" | "reason" | "carrierCode" | "text" | "time" | "place" | "details"> & {
	readonly provenance: readonly Provenance[];
};

/** As sellers see it: a line of the timeline, or a fact that is to become one. */
export function viewScan(scan: Viewed): ScanView {
	const { key, leg, code, reason, carrierCode, text, time, place, details, provenance } = scan;
	const { local, zone, zoneSource, instant, precision } = time;
	return {
		key,
		leg,
		local,
		zone,
		zoneSource,
		instant,
		precision,
		milestone: milestoneOf(code),
		code,
		reason,
		carrierCode,
		text,
		place: place && {
			text: place.text,
			country: place.country,
			lat: place.lat,
			lng: place.lng,
			precision: place.precision,
		},
		...(details && { details }),
		provenance,
	};
}
