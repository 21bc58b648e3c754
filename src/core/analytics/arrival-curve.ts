import { type ShareInterval, shareInterval } from "../share-interval.ts";

/** How many parcels took so long: `came` arrived then, `left` were followed so long and had not arrived. */
export interface Span {
	/** In any unit, 0 or more; those of one curve in the same. */
	readonly took: number;
	readonly came: number;
	readonly left: number;
}

/** One step: of so many that were still to come, a share had arrived after so long. */
export interface CurveStep {
	readonly after: number;
	readonly share: number;
	readonly interval: ShareInterval;
}

/** From the quickest arrival to the slowest; empty where nothing arrived. Before its first step the share is 0. */
export interface ArrivalCurve {
	readonly parcels: number;
	readonly steps: readonly CurveStep[];
	/** The longest that any parcel was followed: beyond it nothing is known. Null without a parcel. */
	readonly followedFor: number | null;
}

/**
 * What share of parcels had arrived after so long, by Kaplan and Meier: a parcel that is still to come counts among those
 * that could have arrived as long as it was followed, so that the slow ones are not left out because they are slow.
 *
 * The interval of each share is Wilson's for as many parcels as would tell the share as surely without any left open
 * (Rothman's): by Greenwood's variance, and all of them where none is open.
 */
export function arrivalCurve(spans: readonly Span[]): ArrivalCurve {
	const ordered = spans.filter(({ came, left }) => came + left > 0).toSorted((a, b) => a.took - b.took);
	const parcels = ordered.reduce((sum, { came, left }) => sum + came + left, 0);
	const steps: CurveStep[] = [];
	let open = 1;
	let greenwood = 0;
	let telling = parcels;
	for (const { took, came, atRisk } of byMoment(ordered, parcels)) {
		if (came === 0) continue;
		open *= 1 - came / atRisk;
		// At its end the variance is not defined: the last that told it holds.
		if (came < atRisk) {
			greenwood += came / (atRisk * (atRisk - came));
			telling = (1 - open) / (open * greenwood);
		}
		const share = 1 - open;
		steps.push({ after: took, share, interval: shareInterval(share, telling) });
	}
	return { parcels, steps, followedFor: ordered.at(-1)?.took ?? null };
}

/** Spans of one length as one, with how many were still to come then. Who arrived at a moment arrived before it ended. */
function byMoment(ordered: readonly Span[], parcels: number) {
	const moments: { readonly took: number; came: number; left: number; readonly atRisk: number }[] = [];
	let atRisk = parcels;
	for (const { took, came, left } of ordered) {
		const last = moments.at(-1);
		if (last?.took === took) {
			last.came += came;
			last.left += left;
		} else moments.push({ took, came, left, atRisk });
		atRisk -= came + left;
	}
	return moments;
}

/** Null: so many have not arrived yet, or nobody can say. */
export interface Quantile {
	readonly value: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

/**
 * After how long a share had arrived, and between what times the true one lies, 95 times of 100: those at which the
 * intervals of the curve reach the share. An end that is null is not known: too few arrived to bound it.
 */
export function quantileOf({ steps }: ArrivalCurve, share: number): Quantile {
	const reaches = (pick: (step: CurveStep) => number) =>
		steps.find((step) => pick(step) >= share - ROUNDING)?.after ?? null;
	return {
		value: reaches((step) => step.share),
		low: reaches(({ interval: [, high] }) => high),
		high: reaches(({ interval: [low] }) => low),
	};
}

/** What share had arrived after so long; null beyond what anybody followed. */
export function shareBy({ parcels, steps, followedFor }: ArrivalCurve, after: number): Omit<CurveStep, "after"> | null {
	if (followedFor === null) return null;
	const last = steps.findLast((step) => step.after <= after);
	// All that were followed have arrived: nothing more can change.
	if (after > followedFor && last?.share !== 1) return null;
	return last ?? { share: 0, interval: shareInterval(0, parcels) };
}

/** What sums of shares are off by. */
const ROUNDING = 1e-12;
