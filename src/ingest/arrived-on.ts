import { arrivalScan } from "../core/eta/mileposts.ts";
import type { ParcelState } from "../core/fold.ts";
import { clockIn } from "../geo/local-clock.ts";

/**
 * When a parcel was there for its buyer, on the clock of `zone`: `YYYY-MM-DDTHH:mm:ss`, or a date where no more is known.
 * Null while it is not. A carrier may say that a parcel was delivered without a scan of it.
 */
export function arrivedOn(state: ParcelState, zone: string): string | null {
	const time = arrivalScan(state)?.time ?? deliveryByHeader(state);
	if (time === null) return null;
	return time.instant === null ? time.local : clockIn(zone, Date.parse(time.instant));
}

function deliveryByHeader({ milestone, code, deliveredAt }: ParcelState): ParcelState["deliveredAt"] {
	const isHere = milestone === "delivered" && code !== "delivered.partial" && code !== "delivered.disputed";
	return isHere ? deliveredAt : null;
}
