import { arrivalCurve } from "../core/analytics/arrival-curve.ts";
import { EXCEPTION_PARTS, type ExceptionGroup, type ExceptionPart, measureExceptions } from "../store/exceptions.ts";
import {
	type AnalyticsFrame,
	type AnalyticsQuery,
	type DaysView,
	FEWEST_PARCELS,
	frameOf,
	type GroupView,
	readSpans,
	type ShareView,
	transitQuery,
	viewGroup,
	viewQuantile,
	viewShare,
} from "./analytics.ts";
import type { Deps } from "./deps.ts";
import type { Principal } from "./views.ts";

export { EXCEPTION_PARTS, type ExceptionPart };

export interface ExceptionQuery extends Omit<AnalyticsQuery, "by"> {
	readonly by: readonly ExceptionPart[];
}

export interface ExceptionView extends GroupView {
	/** Null where nobody said why; absent where the answer is not parted by it. */
	readonly reason?: string | null;
	readonly code?: string;
	/** How many parcels there are of that carrier, lane, service, week and month, with an exception or without. */
	readonly outOf: number;
	/** Null where there are too few of `outOf`. */
	readonly share: ShareView | null;
	/** Of `parcels`; the five after it are the rest. */
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	/** Of those that are neither open nor unseen. */
	readonly arrivedShare: ShareView | null;
	/** How many went on so far, and after how long half and nine of ten had; null where `parcels` are too few. */
	readonly wentOn: number;
	readonly median: DaysView | null;
	readonly p90: DaysView | null;
}

export interface ExceptionsAnswer extends Omit<AnalyticsFrame, "by"> {
	readonly by: readonly ExceptionPart[];
	/** All that were asked about, with an exception or without. */
	readonly parcels: number;
	/** Any exception at all; null without one. */
	readonly all: ExceptionView | null;
	/** The most frequent first. */
	readonly items: readonly ExceptionView[];
}

/** What went wrong with a seller's parcels, how often, what came of it, and how long it held them up. */
export async function exceptions(deps: Deps, principal: Principal, query: ExceptionQuery): Promise<ExceptionsAnswer> {
	const asked = { ...transitQuery(deps, principal, { ...query, by: [] }), by: query.by };
	const { groups, leftOut, parcels } = await measureExceptions(deps.db, asked);
	const [all] = groups.filter(({ isAll }) => isAll);
	const frame = await frameOf(deps, { ...asked, by: [] }, query.days, leftOut, DEFINITIONS);
	return {
		...frame,
		by: query.by,
		parcels,
		all: all ? viewException(all) : null,
		items: groups.filter(({ isAll }) => !isAll).map(viewException),
	};
}

function viewException(group: ExceptionGroup): ExceptionView {
	const { reason, code, parcels, outOf, arrived, open, returned, lost, cancelled, unseen, wentOn } = group;
	const ended = arrived + returned + lost + cancelled;
	const curve = parcels < FEWEST_PARCELS ? null : arrivalCurve(readSpans(group.spans));
	return {
		...(reason !== null && { reason: reason === "" ? null : reason }),
		...(code !== null && { code }),
		...viewGroup(group),
		outOf,
		share: outOf < FEWEST_PARCELS ? null : viewShare(parcels, outOf),
		...{ arrived, open, returned, lost, cancelled, unseen },
		arrivedShare: ended < FEWEST_PARCELS ? null : viewShare(arrived, ended),
		wentOn,
		median: curve && viewQuantile(curve, 0.5),
		p90: curve && viewQuantile(curve, 0.9),
	};
}

const DEFINITIONS = {
	exception:
		"A scan, from the hand-over on, by which the parcel does not go as planned: delayed, standing still, waiting for somebody to act, a missed visit, a problem. A parcel counts once for each reason and code, however often it was told, and once where the answer is not parted by them. That it waits to be collected, or goes back, is none by itself: why it does is.",
	reason:
		"Why, as the carrier named it, or as the code itself says (recipient.absent). Null where nobody said: by=code tells what happened then.",
	code: "What the scan said, in our words, such as in_transit.customs_info_required.",
	share:
		"parcels, of outOf: all parcels of the same carrier, lane, service, week and month that were handed over in the period. Parcels that are still to come may meet it yet.",
	arrived:
		"Of those with the exception, delivered in the end, or ready at the pickup point that they were sent to. open, returned, lost, cancelled and unseen are the rest.",
	arrivedShare: "arrived, of those whose way has ended: arrived, returned, lost and cancelled.",
	wentOn:
		"How many went on after it, that is: moved as planned, were taken out to the door, waited to be collected or were delivered. After a visit that missed, the way back to the depot is none of it, and neither is the way back to you.",
	median:
		"From when the exception was first told until the parcel went on: after so many days of 24 hours half had. Those that still stand count as long as they were followed (the method of Kaplan and Meier); returned, lost and cancelled ones as never going on. p90: nine of ten had.",
	tooFew:
		"share is null for fewer than fewestParcels of outOf, arrivedShare for fewer whose way has ended, median and p90 for fewer parcels with the exception; the counts are there.",
};
