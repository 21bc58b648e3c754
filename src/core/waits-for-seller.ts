import type { Silence } from "./facts.ts";
import type { ActionBy, Condition } from "./status.ts";

/** What of a parcel decides whether somebody at the shop should look at it. */
export interface Concerned {
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly terminal: boolean;
	readonly silence: Silence | null;
}

/**
 * Whether an open parcel asks somebody at the shop to look: it is silent for too long, in trouble, or waits for the shop.
 * One for which only its buyer can do something does not, unless it is silent too.
 */
export function waitsForSeller({ condition, actionBy, terminal, silence }: Concerned): boolean {
	if (terminal) return false;
	if (silence !== null || actionBy === "sender") return true;
	if (actionBy === "recipient") return false;
	return troubled.has(condition);
}

const troubled: ReadonlySet<Condition> = new Set<Condition>(["stalled", "problem", "final_problem", "disputed"]);
