import { CODES } from "../codes.ts";
import { isGraver } from "../condition.ts";
import type { Silence, SilenceFact } from "../facts.ts";
import { compareText } from "../order-scans.ts";
import type { PieceState } from "../pieces.ts";
import type { Condition, Milestone } from "../status.ts";
import { milestoneOf } from "../status.ts";
import type { LastWord } from "./last-words.ts";

type Pieces = readonly [PieceState, ...PieceState[]];

interface Fallen {
	readonly pieces: Pieces;
	/** Of the first piece that is silent. */
	readonly silence: Silence | null;
}

/** The pieces as they are to be shown when nothing was heard of them since their last words, at `asOfMs`. */
export function fallSilent(
	pieces: Pieces,
	lastWords: readonly LastWord[],
	silences: readonly SilenceFact[],
	asOfMs: number,
): Fallen {
	if (silences.length === 0) return { pieces, silence: null };
	const wordOf = new Map(lastWords.map((word) => [word.piece, word]));
	const spoken: Silence[] = [];
	const fall = (piece: PieceState): PieceState => {
		const word = wordOf.get(piece.piece);
		const fact = word === undefined ? null : spokenBy(standingSilences(silences, word), asOfMs);
		if (fact === null) return piece;
		const { of, piece: name, deadline, code, because } = fact;
		spoken.push({ of, piece: name, deadline, code, because });
		return silenced(piece, fact);
	};
	const [first, ...others] = pieces;
	const fallen: Pieces = [fall(first), ...others.map(fall)];
	return { pieces: fallen, silence: spoken[0] ?? null };
}

export interface StandingSilences {
	readonly overdue: SilenceFact | null;
	readonly expiry: SilenceFact | null;
}

/** What was settled of the silence after a word: of several deadlines of a kind the one that was settled last. */
export function standingSilences(
	silences: readonly SilenceFact[],
	{ key, piece }: Pick<LastWord, "key" | "piece">,
): StandingSilences {
	const newest: Record<Silence["because"]["kind"], SilenceFact | null> = { overdue: null, expiry: null };
	for (const fact of silences) {
		if (fact.of !== key || fact.piece !== piece) continue;
		const known = newest[fact.because.kind];
		if (known === null || bySettled(known, fact) < 0) newest[fact.because.kind] = fact;
	}
	return newest;
}

function bySettled(a: SilenceFact, b: SilenceFact): number {
	return (
		settledAt(a) - settledAt(b) ||
		Date.parse(a.deadline) - Date.parse(b.deadline) ||
		compareText(a.key, b.key) ||
		compareText(JSON.stringify(a), JSON.stringify(b))
	);
}

/** When we settled it, in milliseconds. */
export function settledAt({ provenance }: SilenceFact): number {
	return Math.min(...provenance.map(({ knownAt }) => Date.parse(knownAt)));
}

function spokenBy({ overdue, expiry }: StandingSilences, asOfMs: number): SilenceFact | null {
	const isOver = (fact: SilenceFact | null) => fact !== null && Date.parse(fact.deadline) <= asOfMs;
	if (isOver(expiry)) return expiry;
	return isOver(overdue) ? overdue : null;
}

/** Silence never takes a milestone back, nor hides what is graver than itself. */
function silenced(piece: PieceState, { code, because }: SilenceFact): PieceState {
	if (because.kind === "expiry") {
		if (!mayExpire(piece.milestone) || milestoneOf(code) !== "expired") return piece;
		const { actionBy, condition } = CODES[code];
		return { ...piece, milestone: "expired", code, reason: "none", actionBy, condition: asCondition(condition) };
	}
	if (isGraver(piece.condition, "stalled")) {
		// Where the taxonomy has a code for it that is as grave, such as a pickup that will expire, that code says more.
		const isAsGrave = CODES[code].condition === piece.condition && milestoneOf(code) === piece.milestone;
		return isAsGrave ? { ...piece, code } : piece;
	}
	if (code === piece.code || milestoneOf(code) !== piece.milestone) return { ...piece, condition: "stalled" };
	const own = asCondition(CODES[code].condition);
	const condition = isGraver(own, "stalled") ? own : "stalled";
	return { ...piece, code, reason: "none", condition, actionBy: CODES[code].actionBy };
}

function asCondition(condition: Condition | "keep"): Condition {
	return condition === "keep" ? "stalled" : condition;
}

/** What is delivered in part, on its way back or in trouble keeps saying so, however long ago that was. */
export function mayExpire(milestone: Milestone): boolean {
	return expiring.has(milestone);
}

const expiring: ReadonlySet<Milestone> = new Set<Milestone>([
	"pending",
	"info_received",
	"picked_up",
	"in_transit",
	"out_for_delivery",
	"delivery_attempted",
	"ready_for_pickup",
]);
