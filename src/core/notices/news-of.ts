import { CODES } from "../codes.ts";
import { carriedRung, rungOf } from "../ladder.ts";
import type { Eta } from "../page.ts";
import { type ActionBy, type Code, type Condition, type Milestone, milestoneOf } from "../status.ts";
import type { NoticeKind } from "./kinds.ts";

/** How a parcel stands, as far as watchers hear of it. */
export interface NoticedStatus {
	readonly milestone: Milestone;
	readonly code: Code;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
}

/**
 * What a change of the status is to whoever waits for the parcel; null for what he need not hear of: steps within the
 * network, the buyer's own word, and what troubles the shop alone.
 */
export function newsOf(before: NoticedStatus, after: NoticedStatus): NoticeKind | null {
	if (after.code === "delivered.disputed" || after.milestone === "expired") return null;
	if (isCarried(after) && !isCarried(before) && isOnItsWay(after) && isWell(after)) return "shipped";
	const { notify } = CODES[after.code];
	const isOther = after.code !== before.code && (notify === "buyer" || notify === "both");
	if (isOther) return kindOf(after);
	const turned = after.condition !== before.condition || after.actionBy !== before.actionBy;
	return turned ? troubleOf(after) : null;
}

/** Of a change of the shown arrival: it moved by a day or more past what was told. `toldTo`: the last day that was, or null. */
export function isLater(toldTo: string | null, eta: Pick<Eta, "to"> | null): boolean {
	return toldTo !== null && eta !== null && eta.to.slice(0, 10) > toldTo.slice(0, 10);
}

/** What is told of at once, whatever was told within the hour: somebody stands at the door, or has to act. */
export function isUrgent(kind: NoticeKind): boolean {
	return URGENT.has(kind);
}

const URGENT: ReadonlySet<NoticeKind> = new Set(["delivered", "to_collect", "attempted", "action_needed"]);

/** True of a moment alone, and no news once it is over; all others happened, and stay on the timeline. */
export function isPassing(kind: NoticeKind): boolean {
	return PASSING.has(kind);
}

const PASSING: ReadonlySet<NoticeKind> = new Set(["action_needed", "delayed", "problem", "later"]);

/** Told at most once of a parcel, whenever it is told again. */
export function isOnce(kind: NoticeKind): boolean {
	return kind === "announced" || kind === "shipped" || kind === "cancelled";
}

/**
 * Two troubles of one day are two news: which of them it is, by its code. Empty for all that is told once a day however many
 * steps of it a carrier tells.
 */
export function troubleOfNews(kind: NoticeKind, code: Code): Code | "" {
	return TROUBLES.has(kind) ? code : "";
}

const TROUBLES: ReadonlySet<NoticeKind> = new Set(["action_needed", "delayed", "problem"]);

/**
 * News of days ago, as of a carrier that was connected late: nobody is written that a parcel is on the van which came last
 * week. What still has to be done is told whenever it is heard. `day` is of the scan, empty where none tells of it.
 */
export function isOldNews(kind: NoticeKind, day: string, heardAt: string): boolean {
	if (day === "" || kind === "to_collect" || isPassing(kind)) return false;
	return Date.parse(heardAt) - Date.parse(day) > OLD_MS;
}

const OLD_MS = 3 * 24 * 60 * 60_000;

function kindOf(status: NoticedStatus): NoticeKind | null {
	switch (status.milestone) {
		case "delivered":
			return "delivered";
		case "ready_for_pickup":
			return "to_collect";
		case "delivery_attempted":
			return "attempted";
		case "out_for_delivery":
			return troubleOf(status) ?? "out_for_delivery";
		case "returning":
		case "returned":
			return "going_back";
		case "cancelled":
			return "cancelled";
		case "exception":
			return "problem";
		case "info_received":
			return troubleOf(status) ?? "announced";
		case "picked_up":
			return troubleOf(status) ?? "shipped";
		case "in_transit":
			return troubleOf(status) ?? "on_its_way";
		case "pending":
		case "expired":
			return null;
	}
}

/** The trouble in which a parcel stands, as news of it is called; null for none that its watcher need know of. */
export function standingTrouble(status: NoticedStatus): NoticeKind | null {
	return status.milestone === "exception" ? "problem" : troubleOf(status);
}

function troubleOf({ milestone, condition, actionBy }: NoticedStatus): NoticeKind | null {
	// What stands at the end of its way is told by that end.
	if (milestone === "delivered" || milestone === "returned" || milestone === "cancelled") return null;
	switch (condition) {
		case "action_required":
			return actionBy === "recipient" ? "action_needed" : null;
		case "problem":
		case "final_problem":
			return "problem";
		case "delayed":
		case "stalled":
			return "delayed";
		case "ok":
		case "notice":
		case "disputed":
		case "source_down":
			return null;
	}
}

function isCarried({ code }: NoticedStatus): boolean {
	const rung = rungOf(code);
	// Off the ladder it may have been handed over and may not: what follows is no news of that.
	return rung === null || rung >= carriedRung;
}

function isOnItsWay({ code }: NoticedStatus): boolean {
	const milestone = milestoneOf(code);
	return milestone === "picked_up" || milestone === "in_transit";
}

function isWell({ condition }: NoticedStatus): boolean {
	return condition === "ok" || condition === "notice";
}
