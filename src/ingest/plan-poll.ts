import type { Eta, Following } from "../core/page.ts";
import { nextPollAt, type PollQuery } from "../core/poll-plan.ts";
import type { Connection } from "../store/connections.ts";
import type { Leg } from "../store/leg.ts";

/** What the plan depends on beside the leg itself. */
export interface PolledParcel
	extends Pick<PollQuery, "id" | "milestone" | "condition" | "terminal" | "createdAt" | "lastScanAt"> {
	readonly eta: Eta | null;
}

/** When a leg is asked for next, `…Z`; null: not any more. News by another way ends no wait that failures brought. */
export function planPoll(
	{ id, milestone, condition, terminal, createdAt, lastScanAt, eta }: PolledParcel,
	leg: Pick<Leg, "lastPolledAt" | "pollFailures" | "nextPollAt">,
	following: Following["state"],
	isTold: boolean,
): string | null {
	if (following === "following" && leg.pollFailures > 0 && leg.nextPollAt !== null) return leg.nextPollAt;
	return nextPollAt({
		id,
		milestone,
		condition,
		terminal,
		createdAt,
		lastScanAt,
		lastPolledAt: leg.lastPolledAt,
		failures: leg.pollFailures,
		following,
		isTold,
		etaTo: eta && instantOf(eta),
	});
}

/** The end of the window, near enough to plan polls: a wall clock without a known zone is read as UTC. */
function instantOf({ to, dateOnly }: Eta): string {
	return `${dateOnly ? `${to}T23:59:59` : to}Z`;
}

/**
 * The carrier posts what is new of the leg by itself: it accepted the number, and what it posts arrives. One that never
 * posted yet, or whose posts are refused, is believed only once they come.
 */
export function isToldOf(
	{ subscription }: Pick<Leg, "subscription">,
	{ lastMessageAt, lastRefusedAt }: Pick<Connection, "lastMessageAt" | "lastRefusedAt">,
	now: Date,
): boolean {
	if (subscription?.state !== "active" || lastMessageAt === null) return false;
	const hasLapsed = subscription.lapsesAt !== null && Date.parse(subscription.lapsesAt) <= now.getTime();
	const isHeard = now.getTime() - Date.parse(lastMessageAt) < silentAfterMs;
	return !hasLapsed && isHeard && (lastRefusedAt === null || Date.parse(lastRefusedAt) <= Date.parse(lastMessageAt));
}

const silentAfterMs = 3 * 24 * 3_600_000;
