import { CODES } from "../../src/core/codes.ts";
import type { PageScan, ParcelPage } from "../../src/core/page.ts";
import type { Code } from "../../src/core/status.ts";
import { milestoneOf } from "../../src/core/status.ts";

/**
 * The parcel with the scans of its way back in the shop's terms. Carriers deliver a return like any other parcel: what
 * they call a delivery after it turned round was made to the shop, as the state, which knows the ends, says.
 */
export function withWayBack<Parcel extends Pick<ParcelPage, "milestone" | "scans">>(parcel: Parcel): Parcel {
	const { milestone, scans } = parcel;
	if (milestone !== "returning" && milestone !== "returned") return parcel;
	const turn = scans.findLastIndex(
		({ code }) => CODES[code].phase === "return" || code === "cancelled.export_cancelled",
	);
	if (turn < 0) return parcel;
	return { ...parcel, scans: scans.map((scan, index) => (index > turn ? toShop(scan) : scan)) };
}

function toShop(scan: PageScan): PageScan {
	if (scan.milestone === "delivered") return named(scan, "returned.to_sender");
	return scan.milestone === "out_for_delivery" ? named(scan, "returning.to_sender") : scan;
}

function named(scan: PageScan, code: Code): PageScan {
	return { ...scan, code, milestone: milestoneOf(code) };
}
