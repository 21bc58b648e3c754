import { CODES } from "../codes.ts";
import { isFinalRung, isNote, rungOf } from "../ladder.ts";
import type { PageScan, ParcelPage } from "../page.ts";
import type { Code } from "../status.ts";
import type { NoticeKind } from "./kinds.ts";
import { isLater, isPassing, standingTrouble } from "./news-of.ts";
import { CONFIRM_MS } from "./when-told.ts";

/** News that waits to be told. */
export interface WaitingNotice {
	readonly kind: NoticeKind;
	/** How the parcel stood by it. */
	readonly code: Code;
	readonly heardAtMs: number;
	/** How many scans the parcel had by then. */
	readonly scans: number;
}

/** What a watcher was told of this parcel before; null: nothing yet. */
export interface ToldBefore {
	readonly code: Code;
	/** The last day of the arrival that the mail named; null where it named none. */
	readonly toldTo: string | null;
}

export type Judgement =
	| { readonly is: "told" }
	/** It goes against what is known beside it: until more is heard, or so long. */
	| { readonly is: "unconfirmed"; readonly untilMs: number }
	/** `taken-back`: the carrier did, or it was no such thing. `over`: true no more, and no news by now. */
	| { readonly is: "dropped"; readonly because: "taken-back" | "over" };

type Known = Pick<ParcelPage, "milestone" | "code" | "condition" | "actionBy" | "scans" | "older" | "eta">;

/**
 * Whether waiting news is told, by how the parcel stands now: what was taken back is not, and what goes against all that was
 * heard waits until it is heard once more, or has stood for hours.
 */
export function judgeNotice(notice: WaitingNotice, page: Known, before: ToldBefore | null, nowMs: number): Judgement {
	if (!stillStands(notice, page, before))
		return { is: "dropped", because: isPassing(notice.kind) ? "over" : "taken-back" };
	const untilMs = notice.heardAtMs + CONFIRM_MS;
	const isHeardAgain = scansOf(page) > notice.scans;
	if (isHeardAgain || nowMs >= untilMs || !isContradiction(notice, page, before)) return { is: "told" };
	return { is: "unconfirmed", untilMs };
}

/** How many scans a page knows of. */
export function scansOf({ scans, older = 0 }: Pick<ParcelPage, "scans" | "older">): number {
	return scans.length + older;
}

/** Against what the watcher was told, or against the newest that the parcel's own scans say. */
export function isContradiction(
	{ code, kind }: Pick<WaitingNotice, "code" | "kind">,
	{ scans }: Pick<ParcelPage, "scans">,
	before: ToldBefore | null,
): boolean {
	if (kind === "later") return false;
	return (before !== null && goesBack(before.code, code)) || isHeaderAgainstScans(code, scans);
}

/** From an end of the way to what is none, from the way back to the way there, or down the ladder. */
function goesBack(told: Code, now: Code): boolean {
	const [from, to] = [rungOf(told), rungOf(now)];
	if (from === null) return CODES[told].terminal;
	// What stands off the ladder hides how far it came: it goes against an end alone.
	if (to === null) return isFinalRung(from);
	return to < from;
}

/** Its carrier gives it a status that no scan tells of, while the newest scan tells of another. */
function isHeaderAgainstScans(code: Code, scans: readonly PageScan[]): boolean {
	const newest = scans.findLast(({ code: one }) => !isNote(one));
	return newest !== undefined && newest.code !== code && !scans.some((scan) => scan.code === code);
}

function stillStands({ kind, code }: WaitingNotice, page: Known, before: ToldBefore | null): boolean {
	if (kind === "later") return isLater(before?.toldTo ?? null, page.eta);
	// What lasts is told, whatever was heard since.
	if (isPassing(kind)) return standingTrouble(page) === kind;
	if (page.code === code) return true;
	// It went on meanwhile: what happened happened, unless its scan is gone.
	return page.scans.some((scan) => scan.code === code);
}
