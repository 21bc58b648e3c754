import { isNote } from "../ladder.ts";
import type { TimelineScan } from "../match-scans.ts";
import type { Code } from "../status.ts";
import { milestoneOf } from "../status.ts";
import type { Gap } from "./gap-model.ts";
import type { LastWord } from "./last-words.ts";
import type { SilenceQuery } from "./silence-of.ts";
import { gapAfter } from "./silence-of.ts";

export interface EndedGapsQuery {
	/** The parcel's lines that decide, oldest first, before the news and with it. */
	readonly before: readonly TimelineScan[];
	readonly after: readonly TimelineScan[];
	/** Milliseconds. */
	readonly now: number;
	/** The carrier, its days and the registration, for the leg and place of a word. */
	readonly queryOf: (word: LastWord) => Pick<SilenceQuery, "carrier" | "days" | "zone" | "registeredAt">;
}

/**
 * The gaps that ended with the newest lines, to be learnt. Where we waited for a line it ended when we heard of it, later
 * than it happened by the carrier's delay; where it was told with the one before, when it happened. A line that was told
 * late, among older ones, ends none.
 */
export function endedGaps({ before, after, now, queryOf }: EndedGapsQuery): readonly Gap[] {
	const known = new Set(before.map(({ key }) => key));
	const oldest = after.findLastIndex(({ key }) => known.has(key)) + 1;
	const gaps: (Gap | null)[] = [];
	const open = new Map<string | null, { readonly line: TimelineScan; readonly code: Code }>();
	for (const [index, line] of after.entries()) {
		const last = open.get(line.piece);
		if (index >= oldest && last !== undefined) {
			const word = wordOf(last.line, last.code);
			gaps.push(gapAfter({ word, now, ...queryOf(word) }, endOf(line, known.has(last.line.key)), true));
		}
		if (index === 0 && oldest === 0 && before.length === 0) gaps.push(firstGap(line, now, queryOf));
		const code = isNote(line.code) ? (last?.code ?? line.code) : line.code;
		open.set(line.piece, { line, code });
	}
	return gaps.flatMap((gap) => gap ?? []);
}

/** From the registration to the first line, where that came after it. */
function firstGap(line: TimelineScan, now: number, queryOf: EndedGapsQuery["queryOf"]): Gap | null {
	const nothing = { key: null, leg: line.leg, at: null, local: null, zone: null, place: null } as const;
	const standing = { milestone: "pending", code: "pending.registered", condition: "ok" } as const;
	const word: LastWord = { ...nothing, piece: line.piece, code: standing.code, standing };
	const query = queryOf(word);
	return line.at > query.registeredAt ? gapAfter({ ...query, word, now }, endOf(line, true), true) : null;
}

function endOf({ at, provenance }: TimelineScan, isAwaited: boolean): number {
	return isAwaited ? Math.max(at, Math.min(...provenance.map(({ knownAt }) => Date.parse(knownAt)))) : at;
}

function wordOf({ key, leg, piece, at, place, time }: TimelineScan, code: Code): LastWord {
	const milestone = milestoneOf(code);
	const standing = { milestone: milestone === "note" ? "pending" : milestone, code, condition: "ok" } as const;
	return { piece, key, leg, at, local: time.local, zone: time.zone, place, code, standing };
}
