import type { ParcelState } from "./fold.ts";
import type { Provenance } from "./scan.ts";
import type { Code } from "./status.ts";

/** A line by which the buyer says that he did not get what is marked as delivered, and no carrier says so. */
export function isBuyersWord({ code, provenance }: Told): boolean {
	return (
		code === "delivered.disputed" &&
		provenance !== undefined &&
		provenance.length > 0 &&
		provenance.every(({ channel }) => channel === "buyer")
	);
}

interface Told {
	readonly code: Code;
	readonly provenance?: readonly Pick<Provenance, "channel">[];
}

/** The buyer's word that stands against the delivery; null where there is none, or another delivery answered it. */
export function standingWord({ code, timeline }: Pick<ParcelState, "code" | "timeline">) {
	return code === "delivered.disputed" ? (timeline.findLast(isBuyersWord) ?? null) : null;
}
