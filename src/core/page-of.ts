import type { ParcelState } from "./fold.ts";
import type { ParcelPage } from "./page.ts";
import { milestoneOf } from "./status.ts";

/** What the page shows beside the state. */
export interface PageFacts
	extends Pick<
		ParcelPage,
		| "version"
		| "shop"
		| "carrier"
		| "trackingNumber"
		| "items"
		| "following"
		| "eta"
		| "late"
		| "origin"
		| "destination"
	> {
	/** The carrier's code of each leg, the first leg first. */
	readonly legs: readonly string[];
}

/** The snapshot a buyer's page is drawn from. Marked details stay behind: the link may be passed on. */
export function toPage(state: ParcelState, { legs, ...facts }: PageFacts): ParcelPage {
	return {
		version: facts.version,
		shop: facts.shop,
		carrier: facts.carrier,
		trackingNumber: facts.trackingNumber,
		items: facts.items,
		following: { state: facts.following.state },
		milestone: state.milestone,
		code: state.code,
		reason: state.reason,
		condition: state.condition,
		actionBy: state.actionBy,
		eta: facts.eta,
		late: facts.late,
		deliveredAt: state.deliveredAt,
		origin: facts.origin,
		destination: facts.destination,
		scans: state.timeline.map(({ key, code, reason, text, time, place, leg }) => ({
			key,
			milestone: milestoneOf(code),
			code,
			reason,
			text,
			time,
			place,
			carrier: legs[leg - 1] ?? facts.carrier.code,
		})),
	};
}
