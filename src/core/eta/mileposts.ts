import { CODES } from "../codes.ts";
import type { ParcelState } from "../fold.ts";
import { isNote } from "../ladder.ts";
import type { TimelineScan } from "../match-scans.ts";
import { milestoneOf } from "../status.ts";
import type { Anchor } from "./start.ts";

/** A scan from which the time until delivery is counted anew. */
export interface Milepost {
	readonly anchor: Anchor;
	readonly scan: TimelineScan;
}

/** How near to the destination a facility delivers from. */
const deliversWithinKm = 40;
/** No journey passes as many: each is a forecast of its own, and teaches as much as a whole parcel. */
const mostPosts = 60;
/** A weekend and no more. */
const lyingHours = 72;
/** Scans of one site stand a little apart on the map. */
const sameSiteKm = 10;

type Line = Pick<ParcelState, "timeline" | "foretold">;

/**
 * The scans that told how far a parcel is, oldest first: the label, the first scan on the road, each further facility,
 * the one that delivers, each day out for delivery, and each visit that missed, after which it is at the depot again.
 * `kmToGo` answers how far from the destination a scan was, null where nobody knows.
 */
export function mileposts(
	{ timeline, foretold }: Line,
	kmToGo: (scan: TimelineScan) => number | null,
	kmBetween: (one: TimelineScan, other: TimelineScan) => number | null,
): readonly Milepost[] {
	const ahead = new Set(foretold);
	const posts: Milepost[] = [];
	for (const scan of timeline) {
		if (posts.length === mostPosts) break;
		if (ahead.has(scan.key) || isNote(scan.code)) continue;
		const anchor = anchorOf(scan, posts, kmToGo);
		const last = posts.at(-1);
		if (anchor === null || (last && isSameStep(last, { anchor, scan }, kmBetween))) continue;
		posts.push({ anchor, scan });
	}
	return posts;
}

function anchorOf(
	scan: TimelineScan,
	before: readonly Milepost[],
	kmToGo: (scan: TimelineScan) => number | null,
): Anchor | null {
	const { code } = scan;
	switch (milestoneOf(code)) {
		case "info_received":
			return before.length === 0 ? "label" : null;
		case "picked_up":
			return before.every(({ anchor }) => anchor === "label") ? "accepted" : null;
		case "in_transit": {
			if (!CODES[code].movesPin) return null;
			if (before.every(({ anchor }) => anchor === "label")) return "accepted";
			const km = kmToGo(scan);
			const delivers = DELIVERING.has(code) || (km !== null && km <= deliversWithinKm && !LEAVING.has(code));
			return delivers ? "destination-facility" : "facility";
		}
		case "out_for_delivery":
			return "out-for-delivery";
		case "delivery_attempted":
			return "destination-facility";
		default:
			return null;
	}
}

/** The same site once more, the same day's round, or a scan that knows no place and adds nothing to the one before. */
function isSameStep(
	last: Milepost,
	{ anchor, scan }: Milepost,
	kmBetween: (one: TimelineScan, other: TimelineScan) => number | null,
): boolean {
	if (anchor === "out-for-delivery")
		return last.anchor === anchor && last.scan.time.local.slice(0, 10) === scan.time.local.slice(0, 10);
	if (milestoneOf(scan.code) === "delivery_attempted" || last.anchor === "label") return false;
	// It lay there, and goes on now: how long it lay says nothing of what is left.
	if (scan.at - last.scan.at > lyingHours * 3_600_000) return false;
	const km = kmBetween(last.scan, scan);
	if (anchor === "facility") return km === null || km <= sameSiteKm;
	return last.anchor === anchor && (km === null || km <= sameSiteKm);
}

const DELIVERING: ReadonlySet<string> = new Set([
	"in_transit.arrived_destination_city",
	"in_transit.arrived_delivery_depot",
	"in_transit.held_at_delivery_depot",
]);
const LEAVING: ReadonlySet<string> = new Set(["in_transit.origin_facility_departed", "in_transit.departed_facility"]);

/**
 * The scan by which a parcel was there for its buyer: at the pickup point that it was sent to, else delivered. Null while
 * it is still to come, and for one that went back.
 */
export function arrivalScan({ timeline, foretold, milestone, code }: Line & Pick<ParcelState, "milestone" | "code">) {
	if (code === "delivered.partial" || code === "delivered.disputed") return null;
	if (milestone !== "delivered" && milestone !== "ready_for_pickup") return null;
	const ahead = new Set(foretold);
	const told = timeline.filter((scan) => !ahead.has(scan.key));
	const ready = told.findIndex((scan) => READY.has(scan.code));
	const missed = told.findIndex((scan) => milestoneOf(scan.code) === "delivery_attempted");
	if (ready !== -1 && (missed === -1 || missed > ready)) return told[ready] ?? null;
	return told.findLast(({ code }) => milestoneOf(code) === "delivered" && code !== "delivered.disputed") ?? null;
}

const READY: ReadonlySet<string> = new Set([
	"ready_for_pickup.at_point",
	"ready_for_pickup.locker",
	"ready_for_pickup.post_office",
	"ready_for_pickup.carrier_depot",
]);
