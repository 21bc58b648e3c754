import { CODES } from "./codes.ts";
import { REASONS } from "./reasons.ts";

/** Where a parcel can stand, in the order a happy one passes, then the way back, then off the road. */
export const MILESTONES = [
	"pending",
	"info_received",
	"picked_up",
	"in_transit",
	"out_for_delivery",
	"delivery_attempted",
	"ready_for_pickup",
	"delivered",
	"returning",
	"returned",
	"cancelled",
	"exception",
	"expired",
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** A scan's milestone: one of the above, or `note`, which leaves the parcel where it stands. */
export type ScanMilestone = Milestone | "note";

export const CONDITIONS = [
	"ok",
	"notice",
	"delayed",
	"stalled",
	"action_required",
	"problem",
	"final_problem",
	"disputed",
	"source_down",
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const PHASES = [
	"before",
	"first_mile",
	"export",
	"linehaul",
	"import",
	"last_mile",
	"return",
	"done",
	"any",
] as const;
export type Phase = (typeof PHASES)[number];

export const ACTION_BY = ["none", "recipient", "sender"] as const;
export type ActionBy = (typeof ACTION_BY)[number];
export type Notify = "no" | "buyer" | "sender" | "both";

export type Code = keyof typeof CODES;
export type Reason = keyof typeof REASONS;

/** The word before the dot. */
export function milestoneOf(code: Code): ScanMilestone {
	// Every key of CODES starts with a milestone or `note`; test/core/taxonomy.test.ts proves it.
	return code.slice(0, code.indexOf(".")) as ScanMilestone;
}

export function isCode(text: string): text is Code {
	return Object.hasOwn(CODES, text);
}

export function isReason(text: string): text is Reason {
	return Object.hasOwn(REASONS, text);
}
