import type { CorrectionFact, Fact } from "./facts.ts";
import { compareText } from "./order-scans.ts";

/** What the seller's last word on the carrier leaves of the facts; all of them where there is none. */
export interface Corrected {
	/** What counts. */
	readonly standing: readonly Fact[];
	/** Told of legs under which the parcel never travelled: kept, shown to the seller, and deciding nothing. */
	readonly aside: readonly Fact[];
	/** The leg that the seller named; 1 before any correction. */
	readonly leg: number;
}

/**
 * Sets apart what was told of wrong legs. Give it the facts that were known by the moment asked for. A leg that was opened
 * after the correction follows from the right one and counts.
 */
export function correct(facts: readonly Fact[]): Corrected {
	const last = lastCorrection(facts);
	if (last === null) return { standing: facts, aside: [], leg: 1 };
	const [standing, aside]: [Fact[], Fact[]] = [[], []];
	for (const fact of facts) {
		// What takes a scan back names no leg: it does so on either side.
		if (fact.kind === "withdrawal") aside.push(fact);
		(isOfWrongLeg(fact, last) ? aside : standing).push(fact);
	}
	return { standing, aside, leg: last.leg };
}

function isOfWrongLeg(fact: Fact, { leg, among }: CorrectionFact): boolean {
	if (fact.kind === "withdrawal" || fact.kind === "correction") return false;
	const own = fact.kind === "scan" ? fact.scan.leg : fact.leg;
	return own !== leg && own <= among;
}

function lastCorrection(facts: readonly Fact[]): CorrectionFact | null {
	let last: CorrectionFact | null = null;
	for (const fact of facts) {
		if (fact.kind !== "correction") continue;
		if (last === null || fact.at > last.at || (fact.at === last.at && compareText(fact.key, last.key) > 0)) last = fact;
	}
	return last;
}
