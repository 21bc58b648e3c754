import { CODES } from "../codes.ts";
import type { HeaderFact } from "../facts.ts";
import { byFirstKnown } from "../headers.ts";
import { isNote } from "../ladder.ts";
import type { TimelineScan } from "../match-scans.ts";
import { compareText } from "../order-scans.ts";
import type { PieceState } from "../pieces.ts";
import type { Place } from "../scan.ts";
import type { Code } from "../status.ts";

/** What was last heard of a piece, and where that left it. */
export interface LastWord {
	readonly piece: string | null;
	/** Of the scan, or of the carrier's current status where that is newer; null where nothing was told yet. */
	readonly key: string | null;
	readonly leg: number;
	/** Milliseconds; null where nothing was told yet. */
	readonly at: number | null;
	/** On its own clock: a date alone where that is all that is known, null where not even that is. */
	readonly local: string | null;
	/** Of the place or the carrier; null where nobody knows it. */
	readonly zone: string | null;
	readonly place: Place | null;
	/** The newest that was more than a note. */
	readonly code: Code;
	/** Where the piece stands by all that was told of it. */
	readonly standing: Pick<PieceState, "milestone" | "code" | "condition">;
}

/** A line of the timeline or a current status, as something that was heard. */
interface Heard {
	readonly key: string;
	readonly leg: number;
	readonly piece: string | null;
	readonly at: number;
	readonly time: { readonly local: string | null; readonly zone: string | null };
	readonly place: Place | null;
	readonly code: Code;
}

/**
 * Of each piece of which something is still to come. Any line is a word, a note and a courier's position too: somebody had
 * the parcel in view. A current status is one where it is newer than the lines; a promise alone is none.
 */
export function lastWordsOf(
	pieces: readonly PieceState[],
	lines: readonly TimelineScan[],
	headers: readonly HeaderFact[],
): readonly LastWord[] {
	const [line, scan, status] = [newestByPiece(), newestByPiece(), newestByPiece()];
	for (const one of lines) {
		line.set(one);
		if (!isNote(one.code)) scan.set(one);
	}
	for (const { key, leg, piece, at, local, status: told } of headers.toSorted(byAge)) {
		// Without a time of its own a status that is told again was only looked up again.
		const isRepeated = local === null && status.of(piece)?.code === told?.code;
		if (told === null || isRepeated) continue;
		status.set({ key, leg, piece, at, time: { local, zone: null }, place: null, code: told.code });
	}
	return pieces.flatMap(({ piece, milestone, code, condition }) => {
		if (CODES[code].terminal) return [];
		const standing = { milestone, code, condition };
		const [newest, newer] = [line.of(piece), status.of(piece)];
		const isNewer = newer !== null && (newest === null || newer.at > newest.at);
		const last = isNewer ? newer : newest;
		const told = isNewer && !isNote(newer.code) ? newer : scan.of(piece);
		const { key = null, leg = 1, at = null, place = null, time } = last ?? {};
		const { local = null, zone = null } = time ?? {};
		return [{ piece, key, leg, at, local, zone, place, code: told?.code ?? code, standing }];
	});
}

/** The newest of each piece, told in order; what names no piece is of all. */
function newestByPiece() {
	const newest = new Map<string | null, { readonly index: number; readonly heard: Heard }>();
	let index = 0;
	return {
		set(heard: Heard) {
			newest.set(heard.piece, { index: index++, heard });
		},
		of(piece: string | null): Heard | null {
			const [own, all] = [newest.get(piece), newest.get(null)];
			if (own === undefined || all === undefined) return (own ?? all)?.heard ?? null;
			return own.index > all.index ? own.heard : all.heard;
		},
	};
}

function byAge(a: HeaderFact, b: HeaderFact): number {
	// Of two under one scan the one that was told first is the word, and the other tells it again.
	return a.at - b.at || byFirstKnown(a, b) || compareText(a.key, b.key);
}
