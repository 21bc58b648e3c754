import type { Fact } from "../facts.ts";
import type { ParcelState } from "../fold.ts";
import { standingSilences } from "./fall-silent.ts";

/** A word that is waited for. */
export interface AwaitedWord {
	/** When it is mostly there, `…Z`. */
	readonly by: string;
	/** Of the word before it; null where nobody knows it. */
	readonly zone: string | null;
}

/**
 * When the first scan of a carrier is mostly there, of a parcel of which it was told and which it does not have yet. Null
 * where it is there, where the time is over, and where no parcels taught it: a rough default is nothing to tell a buyer.
 */
export function awaitedWord(
	facts: readonly Fact[],
	{ milestone, lastWords }: Pick<ParcelState, "milestone" | "lastWords">,
	now: number,
): AwaitedWord | null {
	const [word] = lastWords;
	if (word === undefined || (milestone !== "info_received" && milestone !== "pending")) return null;
	const { overdue } = standingSilences(
		facts.filter((fact) => fact.kind === "silence"),
		word,
	);
	if (overdue === null || Date.parse(overdue.deadline) <= now) return null;
	const { basis } = overdue.because;
	return basis === "carrier" || basis === "phase" ? { by: overdue.deadline, zone: word.zone } : null;
}
