import type { RawShipment } from "./carrier.ts";

/**
 * Which end of a list is new, for carriers that send it both ways: by its first and last time, in whatever digits sort
 * as they stand. Where the two are alike or missing it is `otherwise`: the order that the carrier is known to keep.
 */
export function orderByTimes(
	times: readonly (string | undefined)[],
	otherwise: RawShipment["order"] = "none",
): RawShipment["order"] {
	const first = times[0] ?? "";
	const last = times.at(-1) ?? "";
	if (first === "" || last === "" || first === last) return otherwise;
	return first < last ? "oldest-first" : "newest-first";
}
