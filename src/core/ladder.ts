import { CODES } from "./codes.ts";
import type { Code, Milestone } from "./status.ts";
import { isCode, milestoneOf } from "./status.ts";

/** Up to delivery, then the second ladder, back to the sender. Off the ladder: cancelled, exception, expired. */
const rungs: Readonly<Record<Milestone, number | null>> = {
	pending: 0,
	info_received: 1,
	picked_up: 2,
	in_transit: 3,
	out_for_delivery: 4,
	delivery_attempted: 4,
	ready_for_pickup: 4,
	delivered: 5,
	returning: 6,
	returned: 7,
	cancelled: null,
	exception: null,
	expired: null,
};

export const carriedRung = 2;
const offLadderOrder = 3;
export const deliveredRung = 5;
export const returningRung = 6;
export const returnedRung = 7;

const rungByCode: ReadonlyMap<Code, number | null> = new Map(
	Object.keys(CODES)
		.filter(isCode)
		.map((code) => [code, rungFor(code)]),
);

function rungFor(code: Code): number | null {
	// Some pieces are still to come, so the rest may yet go out for delivery.
	if (code === "delivered.partial") return rungs.out_for_delivery;
	// It travels back, whatever its name says: a later scan on the road must not show it coming to the buyer.
	if (code === "cancelled.export_cancelled") return rungs.returning;
	const milestone = milestoneOf(code);
	return milestone === "note" ? null : rungs[milestone];
}

/** How far along the ladder a scan says the parcel is; null off the ladder and for notes. */
export function rungOf(code: Code): number | null {
	return rungByCode.get(code) ?? null;
}

/** The rung that orders scans of one moment: off-ladder scans and notes stand among those on the road. */
export function orderRungOf(code: Code): number {
	return rungOf(code) ?? offLadderOrder;
}

export function isNote(code: Code): boolean {
	return code.startsWith("note.");
}

/** Nothing of the carrier's doing follows on this ladder: only the condition may still change. */
export function isFinalRung(rung: number): boolean {
	return rung === deliveredRung || rung === returnedRung;
}
