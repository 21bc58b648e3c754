import { arrivalCurve, quantileOf } from "../core/analytics/arrival-curve.ts";
import type { Queries, RowId } from "../store/database.ts";
import { firstAnswers } from "../store/first-answers.ts";

const DAYS = 90;
const FEWEST_ANSWERED = 5;
const SHARE = 0.75;

/**
 * In how many seconds a shop gives three of four questions of the last 90 days their first answer. A question that still
 * waits counts as one that took longer than it has waited. Null where fewer than five were answered, or less than three of
 * four ever were: nobody is promised what is not known.
 */
export async function usualAnswer(db: Queries, sellerId: RowId, now: Date): Promise<number | null> {
	const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
	const answers = await firstAnswers(db, sellerId, { since, now: now.toISOString() });
	if (answers.filter(({ isAnswered }) => isAnswered).length < FEWEST_ANSWERED) return null;
	const curve = arrivalCurve(
		answers.map(({ took, isAnswered }) => ({ took, came: isAnswered ? 1 : 0, left: isAnswered ? 0 : 1 })),
	);
	return quantileOf(curve, SHARE).value;
}
