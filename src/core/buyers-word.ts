import type { Fact } from "./facts.ts";
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

/** What a buyer alone says is of his own parcel, and of no other that travels under its number. */
export function isBuyersFact({ provenance }: Pick<Fact, "provenance">): boolean {
	return provenance.length > 0 && provenance.every(({ channel }) => channel === "buyer");
}

/** For so long after a delivery its buyer can say that he did not get it: carriers take claims for no longer. */
const OPEN_DAYS = 60;
const DAY_MS = 24 * 3_600_000;

/** `told`: he said so already. `not-now`: nothing is delivered, a part of it alone, or it is too long ago. */
export type Missable = "open" | "told" | "not-now";

/** Whether a buyer can say now (milliseconds) that he did not get it. */
export function missableAt(
	parcel: Pick<ParcelState, "milestone" | "code" | "deliveredAt">,
	isTold: boolean,
	now: number,
): Missable {
	if (isTold) return "told";
	if (parcel.milestone !== "delivered" || parcel.code === "delivered.partial") return "not-now";
	const age = ageOf(parcel, now);
	return age !== null && age > OPEN_DAYS * DAY_MS ? "not-now" : "open";
}

/** Less than a day ago: some carriers mark a parcel as delivered hours before it comes. */
export function isJustDelivered(parcel: Pick<ParcelState, "deliveredAt">, now: number): boolean {
	const age = ageOf(parcel, now);
	return age !== null && age < DAY_MS;
}

/** Milliseconds since the delivery, on the clock of UTC where its own is not known; null where it has no time. */
function ageOf({ deliveredAt }: Pick<ParcelState, "deliveredAt">, now: number): number | null {
	if (deliveredAt === null) return null;
	const { instant, local } = deliveredAt;
	return now - Date.parse(instant ?? (local.length === 10 ? local : `${local}Z`));
}
