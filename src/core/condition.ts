import { CODES } from "./codes.ts";
import { isNote } from "./ladder.ts";
import { REASONS } from "./reasons.ts";
import type { Step } from "./standing.ts";
import type { ActionBy, Condition } from "./status.ts";
import { milestoneOf, PHASES } from "./status.ts";

export interface Concern {
	readonly condition: Condition;
	readonly actionBy: ActionBy;
}

/** Least first. A lasting concern gives way to graver news only, and returns when that has passed. */
const byGravity: readonly Condition[] = [
	"ok",
	"source_down",
	"notice",
	"delayed",
	"stalled",
	"action_required",
	"problem",
	"disputed",
	"final_problem",
];

type Lasting = "customs" | "address" | "damage" | "missed";

/** How it is with the parcel after its steps: as the newest says, or what lasts beyond it. */
export function concernAfter(steps: readonly Step[]): Concern {
	const lasting = new Map<Lasting, Step>();
	let newest: Step | null = null;
	for (const step of steps) {
		if (isNote(step.code)) continue;
		newest = step;
		for (const [kind, since] of lasting) if (ends(kind, since, step)) lasting.delete(kind);
		const kind = lastingKind(step);
		if (kind !== null) {
			// Deleted first so that the map keeps the newest concern last.
			lasting.delete(kind);
			lasting.set(kind, step);
		}
	}
	if (newest === null) return { condition: "ok", actionBy: "none" };
	let concern = concernOf(newest);
	for (const step of [...lasting.values()].reverse()) {
		const older = concernOf(step);
		if (isGraver(older.condition, concern.condition)) concern = older;
	}
	return concern;
}

export function isGraver(one: Condition, other: Condition): boolean {
	return byGravity.indexOf(one) > byGravity.indexOf(other);
}

function concernOf(step: Step): Concern {
	return { condition: conditionOf(step), actionBy: actionBy(step) };
}

function conditionOf({ code }: Step): Condition {
	const { condition } = CODES[code];
	return condition === "keep" ? "ok" : condition;
}

/** Who can act now. The reason tells more than the code, except once nothing can be changed about it. */
function actionBy({ code, reason }: Step): ActionBy {
	const { condition, phase, terminal, actionBy: byCode } = CODES[code];
	const isPast = terminal || phase === "return" || phase === "done";
	if (isPast || condition === "ok" || condition === "notice") return byCode;
	const byReason = REASONS[reason];
	return byReason === "none" ? byCode : byReason;
}

function lastingKind(step: Step): Lasting | null {
	if (step.by === "buyer") return "missed";
	if (step.code === "in_transit.damaged" || step.code === "delivered.damaged") return "damage";
	if (conditionOf(step) !== "action_required") return null;
	switch (step.code) {
		case "in_transit.customs_info_required":
		case "in_transit.customs_duty_due":
			return "customs";
		case "in_transit.address_problem":
		case "delivery_attempted.address_not_found":
			return "address";
	}
	if (step.reason.startsWith("customs.")) return "customs";
	return step.reason.startsWith("address.") ? "address" : null;
}

function ends(kind: Lasting, since: Step, step: Step): boolean {
	if (kind === "damage") return false;
	if (kind === "missed") return answersMissed(step);
	if (step.code === "in_transit.problem_resolved" || CODES[step.code].terminal) return true;
	if (isClearance(step)) return kind === "customs";
	if (step.reason === "address.corrected") return kind === "address";
	const wasAttempt = milestoneOf(since.code) === "delivery_attempted";
	if (wasAttempt && milestoneOf(step.code) === "out_for_delivery") return true;
	return isLaterPhase(step, since);
}

/** Somebody has it for certain, it goes back, or it is no more. That its carrier archives it says nothing. */
function answersMissed({ code, by }: Step): boolean {
	if (by === "buyer") return false;
	const { phase, terminal } = CODES[code];
	return phase === "return" || (terminal && code !== "expired.archived");
}

function isClearance({ code }: Step): boolean {
	return code === "in_transit.customs_cleared" || code === "in_transit.export_customs_cleared";
}

function isLaterPhase(step: Step, since: Step): boolean {
	// An exception may strike at any time: it says nothing of how far the parcel got.
	const phase = CODES[step.code].phase;
	return phase !== "any" && PHASES.indexOf(phase) > PHASES.indexOf(CODES[since.code].phase);
}
