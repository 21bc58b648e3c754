import { arrivalCurve } from "../core/analytics/arrival-curve.ts";
import {
	measureOnTime,
	type OnTimeGroup,
	PROMISES,
	type PromiseCounts,
	type PromiseOf,
} from "../store/kept-promises.ts";
import {
	type AnalyticsFrame,
	type AnalyticsQuery,
	type DaysView,
	FEWEST_PARCELS,
	frameOf,
	type GroupView,
	inOrder,
	readSpans,
	type ShareView,
	transitQuery,
	viewGroup,
	viewQuantile,
	viewShare,
} from "./analytics.ts";
import type { Deps } from "./deps.ts";
import type { Principal } from "./views.ts";

export { PROMISES, type PromiseOf };

/** How one kind of promise was kept. `promised` is the sum of kept, late, overdue, notDue, returned, cancelled and unseen. */
export interface OnTimePromise {
	readonly promise: PromiseOf;
	readonly promised: number;
	readonly kept: number;
	/** Of `kept`. Null for the seller's own, which has an end alone. */
	readonly early: number | null;
	readonly late: number;
	readonly overdue: number;
	readonly notDue: number;
	/** Of `notDue`. */
	readonly ahead: number;
	readonly returned: number;
	readonly cancelled: number;
	readonly unseen: number;
	/** Kept, of kept, late and overdue; null where these are too few. */
	readonly keptShare: ShareView | null;
	/** How long after the end half of those that missed it were there; null where they are too few. */
	readonly lateBy: DaysView | null;
}

export interface FirstVisits {
	/** Of which the first visit is known. */
	readonly parcels: number;
	readonly delivered: number;
	readonly share: ShareView | null;
}

export interface OnTimeView extends GroupView {
	/** Of each kind of which there is one. */
	readonly promises: readonly OnTimePromise[];
	readonly firstVisits: FirstVisits;
}

export interface OnTimeAnswer extends AnalyticsFrame {
	/** Null without a parcel. */
	readonly all: OnTimeView | null;
	readonly items: readonly OnTimeView[];
}

/** How what was promised of a seller's parcels was kept, and how often the first visit to the door delivered. */
export async function onTimeShares(deps: Deps, principal: Principal, query: AnalyticsQuery): Promise<OnTimeAnswer> {
	const asked = transitQuery(deps, principal, query);
	const { groups, leftOut } = await measureOnTime(deps.db, asked);
	const [all] = groups.filter(({ isAll }) => isAll);
	return {
		...(await frameOf(deps, asked, query.days, leftOut, DEFINITIONS)),
		all: all ? viewOnTime(all) : null,
		items: inOrder(groups.filter(({ isAll }) => !isAll)).map(viewOnTime),
	};
}

function viewOnTime(group: OnTimeGroup): OnTimeView {
	const { visited, deliveredAtOnce, promises } = group;
	return {
		...viewGroup(group),
		promises: promises.map(viewPromise),
		firstVisits: { parcels: visited, delivered: deliveredAtOnce, share: shareOfEnough(deliveredAtOnce, visited) },
	};
}

function viewPromise({ spans, early, ...counts }: PromiseCounts): OnTimePromise {
	const { promise, kept, late, overdue } = counts;
	const missed = late + overdue;
	return {
		...counts,
		early: promise === "seller" ? null : early,
		keptShare: shareOfEnough(kept, kept + missed),
		lateBy: spans === null || missed < FEWEST_PARCELS ? null : viewQuantile(arrivalCurve(readSpans(spans)), 0.5),
	};
}

function shareOfEnough(counted: number, trials: number): ShareView | null {
	return trials < FEWEST_PARCELS ? null : viewShare(counted, trials);
}

const DEFINITIONS = {
	promise:
		"seller: promisedBy, as you registered it. carrier: the first date or window that the carrier told, before the parcel was there. first-shown: the window that its page showed first, be it the carrier's or ours. A parcel counts with each of them that it had.",
	promised:
		"Parcels of which there was such a promise: the sum of kept, late, overdue, notDue, returned, cancelled and unseen.",
	there: "Delivered, or ready at the pickup point that it was sent to.",
	kept: "There by the end of what was promised. A day is kept until it is over, on the destination's clock, and so is a time of a day where only the day of the arrival is known.",
	early:
		"Of kept: there before the window began, or before the day. Null for seller, which is counted by its end alone.",
	late: "There after the end.",
	overdue: "The end has passed and it is not there: still to come, or lost. It counts as late.",
	notDue:
		"The end is still to come. Not counted in keptShare, also where the parcel is there already (ahead): the slow ones beside it cannot be late yet, and the share would look better than it is.",
	leftOut:
		"returned and cancelled parcels never arrive, by no fault of the date, and are not counted in keptShare. Neither are those that nobody looked for any more before the end (unseen).",
	keptShare: "kept, of kept + late + overdue.",
	lateBy:
		"Of late and overdue together, half were there within so long after the end. Those still to come count as long as they were followed (the method of Kaplan and Meier), lost ones as never there. In days of 24 hours. Null where these are fewer than fewestParcels.",
	firstVisits:
		"Parcels that were brought to a door, and whose first visit is known: delivered by it, or not. Those that were sent to a pickup point, and those that nobody brought yet, are not counted. A call, a new date or a van out of time is no visit.",
	tooFew: "A share or a time of fewer than fewestParcels parcels is null; the counts are there.",
};
