import type { RawShipment } from "./carrier.ts";

/**
 * Which end of a list is new, for carriers that send it both ways: by its first and last time, in whatever digits sort
 * as they stand. "none" where the two are alike or missing.
 */
export function orderByTimes(times: readonly (string | undefined)[]): RawShipment["order"] {
	const first = times[0] ?? "";
	const last = times.at(-1) ?? "";
	if (first === "" || last === "" || first === last) return "none";
	return first < last ? "oldest-first" : "newest-first";
}
