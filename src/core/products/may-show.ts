import { CODES } from "../codes.ts";
import type { ParcelPage } from "../page.ts";
import { type ClockIn, stillAhead } from "../promise.ts";
import type { Milestone } from "../status.ts";

/** Everything on a parcel's page that may be a worry to who reads it. */
export interface Circumstances {
	readonly parcel: ParcelPage;
	/** The other parcels that the page shows. */
	readonly others: readonly { readonly kind: "order" | "return" | "original"; readonly parcel: ParcelPage }[];
	/** The carrier does not answer. */
	readonly isSourceDown: boolean;
	/** Somebody asked the shop about one of them, and the shop has not closed it. */
	readonly hasOpenQuestion: boolean;
	/** What was said of one of them, once it came, was bad. */
	readonly hasBadReview: boolean;
	/** `…Z` */
	readonly now: string;
	readonly clockIn: ClockIn;
}

/**
 * Whether things to buy may stand on a parcel's page: only where all is well with it and with every other parcel beside
 * it, as far as anybody knows. Who waits for help, pays duty, sends something back or looks for his parcel is not sold to.
 */
export function mayShowProducts(circumstances: Circumstances): boolean {
	const { parcel, others, isSourceDown, hasOpenQuestion, hasBadReview } = circumstances;
	if (isSourceDown || hasOpenQuestion || hasBadReview) return false;
	return isWell(parcel, circumstances) && others.every((other) => isNoWorry(other, circumstances));
}

/** What is on its way back, or came back, is no occasion. Of another parcel of the order nothing may be known yet. */
function isNoWorry(
	{ kind, parcel }: Circumstances["others"][number],
	at: Pick<Circumstances, "now" | "clockIn">,
): boolean {
	return kind === "order" && (isWell(parcel, at) || parcel.code === "pending.registered");
}

/** Named one by one, so that a milestone that is new shows nothing until somebody thought of it. */
const GOES_WELL: ReadonlySet<Milestone> = new Set<Milestone>([
	"info_received",
	"picked_up",
	"in_transit",
	"out_for_delivery",
	"delivered",
]);

function isWell(parcel: ParcelPage, { now, clockIn }: Pick<Circumstances, "now" | "clockIn">): boolean {
	const { milestone, code, condition, reason, late, first, silence, notReceived } = parcel;
	if (!GOES_WELL.has(milestone) || condition !== "ok" || CODES[code].condition !== "ok" || reason !== "none")
		return false;
	if (late !== null || silence !== undefined || notReceived !== undefined) return false;
	// Later than was first said is a worry as long as it has not come.
	return milestone === "delivered" || first === undefined || stillAhead(first, now, clockIn);
}
