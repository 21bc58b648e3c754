import { bareNumber } from "../../adapters/kit/index.ts";
import type { Continuation } from "../core/facts.ts";
import type { Leg } from "../store/leg.ts";

/** The legs that a number is of, however it is written: under their own carrier or the one that an aggregator tells of. */
export function legsUnder<L extends Pick<Leg, "carrier" | "toldCarrier" | "trackingNumber">>(
	legs: readonly L[],
	{ carrier, trackingNumber }: Pick<Continuation, "carrier" | "trackingNumber">,
): readonly L[] {
	if (carrier === null) return [];
	const bare = bareNumber(trackingNumber);
	return legs.filter(
		(leg) => (leg.carrier === carrier || leg.toldCarrier === carrier) && bareNumber(leg.trackingNumber) === bare,
	);
}
