import type { ParcelState } from "./fold.ts";
import { isNote } from "./ladder.ts";
import type { TimelineScan } from "./match-scans.ts";
import type { HeldDetail, HeldDetails } from "./page.ts";
import type { Marked } from "./scan.ts";
import { milestoneOf } from "./status.ts";
import { believedLines, linesOfStay, linesSinceOut } from "./stretches.ts";

/**
 * What is known of a parcel and shown only to whom it is for; null where nothing is. A code is of use while the parcel
 * waits, a proof once it is delivered, a name since the parcel went out for delivery.
 */
export function heldDetailsOf(state: ParcelState): HeldDetails | null {
	const held: HeldDetails = {
		pickupCode: newestMarked(linesOfStay(state), "pickupCode"),
		...proofOf(state),
		courierName: isGoingBack(state) ? null : newestMarked(linesSinceOut(state), "courierName"),
	};
	return Object.values(held).some((detail) => detail !== null) ? held : null;
}

/** The same as the page may tell everybody: that it is there, and never what it is. */
export function heldOf(state: ParcelState): readonly HeldDetail[] {
	const held = heldDetailsOf(state);
	if (held === null) return [];
	const kinds: readonly (readonly [HeldDetail, boolean])[] = [
		["code", held.pickupCode !== null],
		["proof", held.signedBy !== null || held.leftAt !== null],
		["courier", held.courierName !== null],
	];
	return kinds.flatMap(([kind, isHeld]) => (isHeld ? [kind] : []));
}

function proofOf(state: ParcelState): Pick<HeldDetails, "signedBy" | "leftAt"> {
	const lines = state.milestone === "delivered" ? believedLines(state) : [];
	const first = lines.findIndex(({ code }) => milestoneOf(code) === "delivered");
	// A signature on the road is a depot's; one that is filed after the delivery is the buyer's.
	const proof = first < 0 ? [] : lines.slice(first).filter(({ code }) => isNote(code) || isHandedOver(code));
	const left = proof.findLast((line) => isHandedOver(line.code) && line.place?.precision === "address");
	return { signedBy: newestMarked(proof, "signedBy"), leftAt: left?.place?.text || null };
}

/** A dispute is delivered by name alone. */
function isHandedOver(code: TimelineScan["code"]): boolean {
	return milestoneOf(code) === "delivered" && code !== "delivered.disputed";
}

function isGoingBack({ milestone }: ParcelState): boolean {
	return milestone === "returning" || milestone === "returned";
}

function newestMarked(lines: readonly TimelineScan[], field: keyof Marked): string | null {
	return lines.findLast(({ marked }) => marked[field] !== undefined)?.marked[field] ?? null;
}
