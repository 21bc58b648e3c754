import type { Eta, Following } from "../core/page.ts";
import { nextPollAt, type PollQuestion } from "../core/poll-plan.ts";
import type { Leg } from "../store/leg.ts";

/** What the plan depends on beside the leg itself. */
export interface PolledParcel
	extends Pick<PollQuestion, "id" | "milestone" | "condition" | "terminal" | "createdAt" | "lastScanAt"> {
	readonly eta: Eta | null;
}

/** When a leg is asked for next, `…Z`; null: not any more. News by another way ends no wait that failures brought. */
export function planPoll(
	{ id, milestone, condition, terminal, createdAt, lastScanAt, eta }: PolledParcel,
	leg: Pick<Leg, "lastPolledAt" | "pollFailures" | "nextPollAt">,
	following: Following["state"],
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
		etaTo: eta && instantOf(eta),
	});
}

/** The end of the window, near enough to plan polls: a wall clock without a known zone is read as UTC. */
function instantOf({ to, dateOnly }: Eta): string {
	return `${dateOnly ? `${to}T23:59:59` : to}Z`;
}
