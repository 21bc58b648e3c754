import { CODES } from "../../src/core/codes.ts";
import type { PageScan, ParcelPage } from "../../src/core/page.ts";
import type { Reason } from "../../src/core/status.ts";
import { causeOf } from "./cause.ts";

/**
 * What the journey came to, where the words for a parcel on the road would promise what nobody does any more.
 * `rest`: the missing part of a delivery. `reported`: something told of a parcel after its delivery.
 */
export type Ending =
	| "returning"
	| "returned"
	| "cancelled"
	| "lost"
	| "destroyed"
	| "stolen"
	| "expired"
	| "archived"
	| "damaged"
	| "rest"
	| "reported";

export function endingOf(parcel: ParcelPage): Ending | null {
	const { milestone, code } = parcel;
	if (isGoingBack(parcel)) return "returning";
	if (milestone === "returned" || milestone === "cancelled") return milestone;
	if (milestone === "delivered") return endingOfDelivery(parcel);
	switch (code) {
		case "exception.lost":
			return "lost";
		case "exception.destroyed":
			return "destroyed";
		case "exception.stolen":
			return "stolen";
		case "expired.no_tracking":
			return "expired";
		case "expired.archived":
			return "archived";
	}
	return null;
}

/** An export that was stopped travels back, whatever its milestone says. */
export function isGoingBack({ milestone, code }: ParcelPage): boolean {
	return milestone === "returning" || code === "cancelled.export_cancelled";
}

/** Nothing of it is to come any more: neither a line to the destination nor a step ahead is true. */
export function isOver(parcel: ParcelPage): boolean {
	const ending = endingOf(parcel);
	// Of one that expired nobody knows: it may be on its way all the same.
	if (ending === "expired") return false;
	return parcel.milestone === "delivered" ? parcel.code !== "delivered.partial" : ending !== null;
}

function endingOfDelivery(parcel: ParcelPage): Ending | null {
	const { code, condition } = parcel;
	if (condition === "ok" || condition === "disputed" || condition === "source_down") return null;
	const cause = causeOf(parcel)?.code ?? code;
	if (code === "delivered.partial") return CODES[cause].phase === "return" || CODES[cause].terminal ? "rest" : null;
	if (cause === "delivered.damaged" || cause === "in_transit.damaged") return "damaged";
	return cause.startsWith("delivered.") ? null : "reported";
}

/** Why it went back or ended: what the last word says, or what turned it round. */
export function reasonOfEnding({ reason, scans }: ParcelPage): Reason {
	if (reason !== "none") return reason;
	const turn = scans.findLast((scan) => CODES[scan.code].phase === "return" && reasonOfTurn(scan) !== "none");
	return turn ? reasonOfTurn(turn) : "none";
}

function reasonOfTurn({ code, reason }: PageScan): Reason {
	if (reason !== "none") return reason;
	if (code === "returning.not_collected") return "recipient.not_collected";
	return code === "returning.recipient_moved" ? "recipient.moved" : "none";
}
