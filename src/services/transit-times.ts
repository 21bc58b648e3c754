import { arrivalCurve } from "../core/analytics/arrival-curve.ts";
import { measureTransits, type TransitGroupTimes } from "../store/transit-times.ts";
import {
	type AnalyticsFrame,
	type CurvePoint,
	type DaysView,
	FEWEST_PARCELS,
	frameOf,
	type GoalQuery,
	type GroupView,
	inOrder,
	readSpans,
	transitQuery,
	viewCurve,
	viewGroup,
	viewQuantile,
} from "./analytics.ts";
import type { Deps } from "./deps.ts";
import type { Principal } from "./views.ts";

interface Counted extends GroupView {
	/** Of `parcels`; the five after it are the rest. */
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	readonly knownToTheDay: number;
}

export type TransitTimesView =
	| (Counted & { readonly measured: false })
	| (Counted & {
			readonly measured: true;
			readonly median: DaysView;
			readonly p90: DaysView;
			/** What share had arrived within so many days. */
			readonly arrivedWithin: readonly CurvePoint[];
	  });

export interface TransitTimesAnswer extends AnalyticsFrame {
	readonly until: GoalQuery["until"];
	/** Null without a parcel. */
	readonly all: TransitTimesView | null;
	readonly items: readonly TransitTimesView[];
}

/** How long a seller's parcels took from the hand-over, those that are still to come counted as such. */
export async function transitTimes(deps: Deps, principal: Principal, query: GoalQuery): Promise<TransitTimesAnswer> {
	const asked = transitQuery(deps, principal, query);
	const { groups, leftOut } = await measureTransits(deps.db, { ...asked, goal: query.until });
	const [all] = groups.filter(({ isAll }) => isAll);
	return {
		...(await frameOf(deps, asked, query.days, leftOut, DEFINITIONS)),
		until: query.until,
		all: all ? viewTimes(all) : null,
		items: inOrder(groups.filter(({ isAll }) => !isAll)).map(viewTimes),
	};
}

function viewTimes(group: TransitGroupTimes): TransitTimesView {
	const { arrived, open, returned, lost, cancelled, unseen, byDay } = group;
	const counted = { ...viewGroup(group), arrived, open, returned, lost, cancelled, unseen, knownToTheDay: byDay };
	if (group.parcels < FEWEST_PARCELS) return { ...counted, measured: false };
	const curve = arrivalCurve(readSpans(group.spans));
	return {
		...counted,
		measured: true,
		median: viewQuantile(curve, 0.5),
		p90: viewQuantile(curve, 0.9),
		arrivedWithin: viewCurve(curve, CURVE_DAYS),
	};
}

/** Each day while most parcels come, and fewer after that. */
const CURVE_DAYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 21, 25, 30, 37, 45, 60, 90];

const DEFINITIONS = {
	transitTime:
		"From the hand-over until the parcel was there for its buyer (until=arrival): delivered, or ready at the pickup point that it was sent to. With until=first-attempt: until it was first brought before the buyer, by a visit to the door that may have failed, at a pickup point, or by the delivery. Days of 24 hours, every day of the week counted, measured in whole hours.",
	open: "Parcels that are still to come are not left out, for the slow ones are among them: each counts as one that could have arrived and had not, for as long as it was followed (the method of Kaplan and Meier).",
	neverArrived:
		"Returned, lost and cancelled parcels never arrive and count as still to come until today. So a median of 4 days says: of all parcels handed over, half had arrived within 4 days.",
	median:
		"Half of the parcels had arrived after so many days. Null: fewer than half have arrived, or nobody can say yet.",
	p90: "Nine of ten parcels had arrived after so many days.",
	arrivedWithin:
		"What share of the parcels had arrived within so many days, with low and high; it ends where all had arrived, or where no parcel was followed for longer.",
};
