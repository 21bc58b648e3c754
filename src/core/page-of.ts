import { isBuyersWord, standingWord } from "./buyers-word.ts";
import type { ParcelState } from "./fold.ts";
import { heldOf } from "./held-details.ts";
import { lastMileOf } from "./last-mile.ts";
import type { PageScan, ParcelPage } from "./page.ts";
import { pickupOf } from "./pickup.ts";
import { milestoneOf } from "./status.ts";

/** What the page shows beside the state. */
export interface PageFacts
	extends Pick<
		ParcelPage,
		| "version"
		| "shop"
		| "carrier"
		| "trackingNumber"
		| "onward"
		| "items"
		| "following"
		| "eta"
		| "late"
		| "first"
		| "awaited"
		| "origin"
		| "destination"
		| "toldAt"
	> {
	/** The carrier's code of each leg, the first leg first. */
	readonly legs: readonly string[];
}

/** The snapshot a buyer's page is drawn from. Marked details stay behind: the link may be passed on. */
export function toPage(state: ParcelState, { legs, ...facts }: PageFacts): ParcelPage {
	const ahead = new Set(state.foretold);
	const notReceivedAt = standingWord(state)?.time.instant;
	const pageScan = ({ key, code, reason, text, time, place, leg, provenance }: Line): PageScan => ({
		key,
		milestone: milestoneOf(code),
		code,
		reason,
		text,
		time,
		place,
		carrier: legs[leg - 1] ?? facts.carrier.code,
		...(isBuyersWord({ code, provenance }) && { by: "buyer" }),
	});
	const [lastMile, pickup, held] = [lastMileOf(state), pickupOf(state), heldOf(state)];
	return {
		version: facts.version,
		shop: facts.shop,
		carrier: facts.carrier,
		trackingNumber: facts.trackingNumber,
		...(facts.onward && facts.onward.length > 0 && { onward: facts.onward }),
		items: facts.items,
		following: { state: facts.following.state },
		milestone: state.milestone,
		code: state.code,
		reason: state.reason,
		condition: state.condition,
		actionBy: state.actionBy,
		eta: facts.eta,
		late: facts.late,
		...(facts.first && { first: shownFirst(facts.first) }),
		...(state.silence && { silence: { kind: state.silence.because.kind, since: state.silence.because.since } }),
		...(facts.awaited && { awaited: facts.awaited }),
		deliveredAt: state.deliveredAt,
		origin: facts.origin,
		destination: facts.destination,
		...newestOf(state.timeline.filter(({ key }) => !ahead.has(key)).map(pageScan)),
		...(ahead.size > 0 && { foretold: state.timeline.filter(({ key }) => ahead.has(key)).map(pageScan) }),
		...(lastMile && { lastMile }),
		...(pickup && { pickup }),
		...(held.length > 0 && { held }),
		...(notReceivedAt && { notReceived: { at: notReceivedAt } }),
		...(facts.toldAt !== undefined && { toldAt: facts.toldAt }),
	};
}

type Line = ParcelState["timeline"][number];

type FirstShown = NonNullable<ParcelPage["first"]>;

/** Without why: that was true of its day. */
function shownFirst({ from, to, dateOnly, zone }: FirstShown): FirstShown {
	return { from, to, dateOnly, zone };
}

/** No journey has as many; a page of thousands of lines would hold up everybody else's. The API tells them all. */
const MOST_LINES = 500;

function newestOf(scans: readonly PageScan[]): Pick<ParcelPage, "scans" | "older"> {
	const older = scans.length - MOST_LINES;
	return older > 0 ? { scans: scans.slice(older), older } : { scans };
}
