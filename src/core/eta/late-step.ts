import type { TimelineScan } from "../match-scans.ts";
import type { Code } from "../status.ts";
import type { LateStep } from "./shown-window.ts";

/** A step of a journey, and when such a parcel was to be expected as it made the step. */
export interface StepMade {
	readonly code: Code;
	/** The middle of the forecast, days since 1970; null where too little is known of such parcels to compare. */
	readonly likely: number | null;
}

/**
 * The step that put the arrival off most, by a day or more that was not made up since: a step at its usual time moves the
 * middle of the forecast by nothing. Null where there is none.
 */
export function lateStepOf(steps: readonly StepMade[], likelyNow: number): LateStep | null {
	let latest: LateStep | null = null;
	for (const [index, { code, likely }] of steps.entries()) {
		const before = steps[index - 1]?.likely ?? null;
		if (likely === null || before === null) continue;
		const lost = Math.min(likely - before, likelyNow - before);
		const days = Math.floor(lost + rounding);
		if (lost >= 1 && days > (latest?.days ?? 0)) latest = { code, days };
	}
	return latest;
}

/** Rather too few days than too many. */
const rounding = 0.25;

/** What a parcel did between two steps, in one word: where customs let it go on the way, that is what took the time. */
export function codeOfStep(between: readonly Pick<TimelineScan, "code">[], step: Pick<TimelineScan, "code">): Code {
	return between.findLast(({ code }) => CLEARED.has(code))?.code ?? step.code;
}

const CLEARED: ReadonlySet<Code> = new Set<Code>(["in_transit.customs_cleared", "in_transit.export_customs_cleared"]);
