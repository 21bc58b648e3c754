import { type ArrivalCurve, quantileOf, type Span, shareBy } from "../core/analytics/arrival-curve.ts";
import { shareInterval } from "../core/share-interval.ts";
import {
	type LaneEnds,
	TRANSIT_PARTS,
	type TransitGoal,
	type TransitGroup,
	type TransitPart,
	type TransitQuery,
} from "../store/transit-times.ts";
import { countToFill } from "../store/transits.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export {
	LANE_ENDS,
	type LaneEnds,
	TRANSIT_GOALS,
	TRANSIT_PARTS,
	type TransitGoal,
	type TransitPart,
} from "../store/transit-times.ts";

export interface AnalyticsQuery {
	/** Parcels handed over within so many days, 1 to 365. */
	readonly days: number;
	/** By what to part the figures. */
	readonly by: readonly TransitPart[];
	readonly lanes: LaneEnds;
	readonly carrier?: string | undefined;
	readonly service?: string | undefined;
	/** `CN>DE`, `US-CA>US-NY`, `?>DE`. */
	readonly lane?: string | undefined;
}

export interface GoalQuery extends AnalyticsQuery {
	readonly until: TransitGoal;
}

/** What every answer says of itself. */
export interface AnalyticsFrame {
	readonly period: { readonly days: number; readonly from: string; readonly to: string };
	readonly by: readonly TransitPart[];
	/** Groups of fewer parcels have counts and no figures. */
	readonly fewestParcels: number;
	/** Parcels from before this was counted that are still to be read; while there are any, more may be counted. */
	readonly parcelsToRead: number;
	/** Smaller groups that are not listed. */
	readonly groupsLeftOut: number;
	/** What each figure means, in plain words. */
	readonly definitions: Readonly<Record<string, string>>;
}

/** Which parcels a group holds; a part by which the answer is not parted is absent. */
export interface GroupView {
	readonly carrier?: string;
	readonly lane?: string;
	/** Null for parcels without one. */
	readonly service?: string | null;
	/** Its Monday, `YYYY-MM-DD`. */
	readonly week?: string;
	/** `YYYY-MM` */
	readonly month?: string;
	readonly parcels: number;
}

/** Of so many; the true share lies between `low` and `high` 95 times of 100. */
export interface ShareView {
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

/** In days. Null: not known, because too few have arrived. */
export interface DaysView {
	readonly days: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

/** For how many days, and what share had arrived by then. */
export interface CurvePoint extends ShareView {
	readonly days: number;
}

/** Below so many parcels an interval is so wide that a figure would say less than the count. */
export const FEWEST_PARCELS = 30;
const DAY_MS = 86_400_000;

/** What a query means at this moment. */
export function transitQuery(deps: Deps, principal: Principal, query: AnalyticsQuery): TransitQuery {
	const { days, by, lanes, carrier, service, lane } = query;
	const now = deps.now();
	return {
		seller: sellerOf(principal),
		since: new Date(now.getTime() - days * DAY_MS).toISOString(),
		now: now.toISOString(),
		...{ by, lanes, carrier, service, lane },
	};
}

export async function frameOf(
	deps: Deps,
	{ seller, since, now, by }: TransitQuery,
	days: number,
	leftOut: number,
	definitions: AnalyticsFrame["definitions"],
): Promise<AnalyticsFrame> {
	return {
		period: { days, from: since, to: now },
		by,
		fewestParcels: FEWEST_PARCELS,
		parcelsToRead: await countToFill(deps.db, seller),
		groupsLeftOut: leftOut,
		definitions: { ...DEFINITIONS, ...definitions },
	};
}

export function viewGroup({ carrier, lane, service, week, month, parcels }: TransitGroup): GroupView {
	return {
		...(carrier !== null && { carrier }),
		...(lane !== null && { lane }),
		...(service !== null && { service: service === "" ? null : service }),
		...(week !== null && { week }),
		...(month !== null && { month }),
		parcels,
	};
}

/** By carrier, lane and service as they are spelt, and weeks and months one after the other. */
export function inOrder<Group extends TransitGroup>(groups: readonly Group[]): readonly Group[] {
	const keyOf = (group: TransitGroup) => TRANSIT_PARTS.map((part) => group[part]).join("\u0000");
	return groups.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** `hours came left` of each length, as the store has it. */
export function readSpans(text: string): readonly Span[] {
	return text.split(",").map((span) => {
		const [took = 0, came = 0, left = 0] = span.split(" ").map(Number);
		return { took, came, left };
	});
}

export function viewShare(counted: number, trials: number): ShareView | null {
	if (trials === 0) return null;
	const [low, high] = shareInterval(counted / trials, trials);
	return { share: rounded(counted / trials), low: rounded(low), high: rounded(high) };
}

export function viewQuantile(curve: ArrivalCurve, share: number): DaysView {
	const { value, low, high } = quantileOf(curve, share);
	return { days: daysOf(value), low: daysOf(low), high: daysOf(high) };
}

/** The curve at these days, up to the first by which all had arrived, or to where nobody knows. */
export function viewCurve(curve: ArrivalCurve, days: readonly number[]): readonly CurvePoint[] {
	const points: CurvePoint[] = [];
	for (const day of days) {
		const at = shareBy(curve, day * 24);
		if (at === null) break;
		const [low, high] = at.interval;
		points.push({ days: day, share: rounded(at.share), low: rounded(low), high: rounded(high) });
		if (at.share === 1) break;
	}
	return points;
}

function daysOf(hours: number | null): number | null {
	return hours === null ? null : Math.round((hours / 24) * 100) / 100;
}

export function rounded(value: number): number {
	return Math.round(value * 1_000) / 1_000;
}

/** What all of them mean by the same words. */
const DEFINITIONS = {
	parcels:
		"Parcels that were handed over to their carrier within the period, which ends now. A parcel that no scan ever showed in its carrier's hands is in none of the figures.",
	handOver:
		"The first scan by which the carrier has the parcel: accepted, collected or dropped off, else the first scan on the road. A time of which only the day is known counts as early in the afternoon of that day.",
	lane: "From and to as you registered the parcel, as CN>DE, or US-CA>US-NY with lanes=region. Where you named no origin, the country of the first scan; ? where nobody knows.",
	week: "The week of the hand-over, by its Monday, in UTC.",
	month: "The month of the hand-over, in UTC.",
	interval:
		"low and high: the true figure lies between them 95 times of 100 (Wilson's interval). A low or high of null is not known, because too few parcels have arrived to bound it.",
	tooFew: "A group of fewer than fewestParcels parcels is shown by its counts alone, with measured false.",
	unseen:
		"Nothing more was heard of it and it was given up, or you stopped following it or put it away. It counts as still to come until then, and not beyond.",
	parcelsToRead:
		"Parcels from before this version that are still being read for these figures; while it is not 0 they may be missing.",
	questions: "How soon questions of buyers were answered stands at GET /v1/analytics/questions.",
};
