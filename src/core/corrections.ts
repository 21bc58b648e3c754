import type { Continuation, CorrectionFact, Fact } from "./facts.ts";
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
 * after the correction follows from the right one and counts, and so does one to which the right one leads, whenever
 * that was told.
 */
export function correct(facts: readonly Fact[], legsOf: LegsOf = () => []): Corrected {
	const said = lastCorrection(facts);
	if (said === null) return { standing: facts, aside: [], leg: 1 };
	const last = withOnward(said, facts, legsOf);
	const [standing, aside]: [Fact[], Fact[]] = [[], []];
	for (const fact of facts) {
		// What takes a scan back names no leg: it does so on either side.
		if (fact.kind === "withdrawal") aside.push(fact);
		(isOfWrongLeg(fact, last) ? aside : standing).push(fact === said ? last : fact);
	}
	return { standing, aside, leg: last.leg };
}

/** The legs of a parcel under a number that its carrier names, by their numbers. */
export type LegsOf = (to: Continuation) => readonly number[];

function withOnward(said: CorrectionFact, facts: readonly Fact[], legsOf: LegsOf): CorrectionFact {
	const onward = new Set(said.onward);
	for (let last = said; ; ) {
		const size = onward.size;
		for (const fact of facts) {
			if (fact.kind !== "continuation" || isOfWrongLeg(fact, last)) continue;
			for (const leg of legsOf(fact.to)) onward.add(leg);
		}
		if (onward.size === size) return last;
		last = { ...said, onward: [...onward] };
	}
}

function isOfWrongLeg(fact: Fact, { leg, among, onward = [] }: CorrectionFact): boolean {
	if (fact.kind === "withdrawal" || fact.kind === "correction") return false;
	const own = fact.kind === "scan" ? fact.scan.leg : fact.leg;
	return own !== leg && own <= among && !onward.includes(own);
}

function lastCorrection(facts: readonly Fact[]): CorrectionFact | null {
	let last: CorrectionFact | null = null;
	for (const fact of facts) {
		if (fact.kind !== "correction") continue;
		if (last === null || fact.at > last.at || (fact.at === last.at && compareText(fact.key, last.key) > 0)) last = fact;
	}
	return last;
}
