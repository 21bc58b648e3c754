import { CODES } from "./codes.ts";
import type { ParcelState } from "./fold.ts";
import { deliveredRung, isNote, rungOf } from "./ladder.ts";
import type { TimelineScan } from "./match-scans.ts";
import { isPosition } from "./positions.ts";
import type { Code, Milestone } from "./status.ts";
import { milestoneOf } from "./status.ts";

/** From the first parcel to the last, and less than from one morning to the next. */
const longestRoundMs = 20 * 3_600_000;

/** What a stretch of the timeline is cut from. */
export type Told = Pick<ParcelState, "timeline" | "foretold">;

/**
 * The lines since the parcel last went out for delivery, oldest first, with all that came after; empty for one that never
 * did. A round is a matter of hours: what was told of yesterday's courier is not of today's.
 */
export function linesSinceOut(state: Told): readonly TimelineScan[] {
	const lines = believedLines(state);
	const last = lines.findLast(isOut);
	if (last === undefined) return [];
	const before = lines.slice(0, lines.indexOf(last));
	const ended = before.findLastIndex((line) => endsRound(line) || last.at - line.at > longestRoundMs);
	const round = lines.slice(ended + 1);
	return round.slice(round.findIndex(isOut));
}

/** Whatever comes after it, the courier who was on the way with the parcel is not any more. */
export function endsRound({ code }: Pick<TimelineScan, "code">): boolean {
	return !isNote(code) && milestoneOf(code) !== "out_for_delivery" && isElsewhere(code);
}

/**
 * The lines of the place where the parcel waits to be fetched, oldest first: since it was last seen anywhere else. What
 * was said at the door before counts, for the card there names the place. Empty unless it waits.
 */
export function linesOfStay(state: Told & Pick<ParcelState, "milestone">): readonly TimelineScan[] {
	if (state.milestone !== "ready_for_pickup") return [];
	const lines = believedLines(state);
	return lines.slice(lines.findLastIndex(endsStay) + 1);
}

const stays: readonly string[] = ["ready_for_pickup", "delivery_attempted"] satisfies readonly Milestone[];

function endsStay({ code }: TimelineScan): boolean {
	return !isNote(code) && !stays.includes(milestoneOf(code)) && isElsewhere(code);
}

/** The lines that count, without those dated ahead of their telling. */
export function believedLines({ timeline, foretold }: Told): readonly TimelineScan[] {
	if (foretold.length === 0) return timeline;
	const ahead = new Set(foretold);
	return timeline.filter(({ key }) => !ahead.has(key));
}

/** The courier has it with him, or tells where he is. */
export function isOut(line: TimelineScan): boolean {
	return milestoneOf(line.code) === "out_for_delivery" || isPosition(line);
}

/** It was seen somewhere, or a round of the courier ended: a delay that somebody announces is neither. */
function isElsewhere(code: Code): boolean {
	const rung = rungOf(code);
	return CODES[code].movesPin || (rung !== null && rung >= deliveredRung - 1);
}
