import { isBuyersWord } from "./buyers-word.ts";
import { CODES } from "./codes.ts";
import { isSamePlace } from "./compare-places.ts";
import type { Concern } from "./condition.ts";
import { concernAfter } from "./condition.ts";
import type { HeaderFact } from "./facts.ts";
import { standByHeaders } from "./headers.ts";
import { carriedRung, deliveredRung, rungOf } from "./ladder.ts";
import type { TimelineScan } from "./match-scans.ts";
import { compareText, dayOf } from "./order-scans.ts";
import type { JourneyContext, Standing, Step } from "./standing.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "./status.ts";
import { milestoneOf } from "./status.ts";

/** How one piece stands; `piece` is null for a parcel of one. */
export interface PieceState {
	readonly piece: string | null;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly standing: Standing;
	readonly attempts: number;
	/** It was seen elsewhere long after its delivery. */
	readonly isSeenAfterDelivery: boolean;
}

const lateScanMs = 48 * 3_600_000;

/** The largest shipments of the carriers here have 999 pieces; more is a carrier's mistake, and would cost by the square. */
const MOST_PIECES = 1_000;

/**
 * Every piece by itself, in the order of their names; what names no piece is true of each. Of a shipment of more than a
 * thousand the first thousand stand for all.
 */
export function standPieces(
	timeline: readonly TimelineScan[],
	headers: readonly HeaderFact[],
	context: JourneyContext,
): readonly [PieceState, ...PieceState[]] {
	const steps = timeline.map((scan) => ({ piece: scan.piece, told: stepOf(scan) }));
	const stepsOf = byPiece(steps);
	const headersOf = byPiece(headers.map((header) => ({ piece: header.piece, told: header })));
	const names = new Set([...timeline, ...headers].flatMap(({ piece }) => (piece === null ? [] : [piece])));
	const [first, ...others] = [...names].sort(compareText).slice(0, MOST_PIECES);
	const stand = (piece: string | null) => standPiece(piece, stepsOf(piece), headersOf(piece), context);
	return first === undefined ? [stand(null)] : [stand(first), ...others.map(stand)];
}

/** What is told of a piece, with what is told of all, in the order given. Looked up, not searched, for each piece. */
function byPiece<Told>(all: readonly { readonly piece: string | null; readonly told: Told }[]) {
	const groups = new Map<string | null, { readonly index: number; readonly told: Told }[]>();
	for (const [index, { piece, told }] of all.entries()) {
		const group = groups.get(piece);
		if (group) group.push({ index, told });
		else groups.set(piece, [{ index, told }]);
	}
	return (piece: string | null): readonly Told[] => {
		const own = piece === null ? [] : (groups.get(piece) ?? []);
		return [...(groups.get(null) ?? []), ...own].sort((a, b) => a.index - b.index).map(({ told }) => told);
	};
}

function standPiece(
	piece: string | null,
	steps: readonly Step[],
	headers: readonly HeaderFact[],
	context: JourneyContext,
): PieceState {
	const standing = standByHeaders(steps, headers, context);
	const { milestone, decidedBy } = standing;
	return {
		piece,
		milestone,
		code: decidedBy?.code ?? "pending.registered",
		reason: decidedBy?.reason ?? "none",
		...concernAfter(standing.steps),
		standing,
		attempts: countAttempts(standing.steps),
		isSeenAfterDelivery: isSeenAfterDelivery(standing),
	};
}

function stepOf(scan: TimelineScan): Step {
	const { code, reason, at, place, time } = scan;
	const { local, instant, precision } = time;
	const step = { code, reason, at, local, instant, day: dayOf(scan), isDay: precision === "day", place };
	return isBuyersWord(scan) ? { ...step, by: "buyer" } : step;
}

/** The parcel as a whole: its least advanced piece, or that it is delivered in part. */
export function shownOf(pieces: readonly [PieceState, ...PieceState[]]): Omit<PieceState, "standing" | "piece"> {
	const least = pieces.reduce((one, other) => (byProgress(other, one) < 0 ? other : one));
	const missing = pieces.filter((piece) => !isDelivered(piece));
	if (missing.length === 0 || missing.length === pieces.length) return least;
	// What troubles a missing piece says more than that it is missing.
	const { condition, actionBy } = missing.reduce((one, other) => (byProgress(other, one) < 0 ? other : one));
	const concern: Concern = condition === "ok" ? { condition: "notice", actionBy: "none" } : { condition, actionBy };
	return { ...least, milestone: "delivered", code: "delivered.partial", reason: "none", ...concern };
}

export function isDelivered(piece: PieceState): boolean {
	return piece.standing.rung === deliveredRung && !piece.standing.isOffLadder;
}

/** Least advanced first; level with others, the one in trouble, then the one with the newest news. */
function byProgress(a: PieceState, b: PieceState): number {
	return (
		a.standing.rung - b.standing.rung ||
		Number(b.standing.isOffLadder) - Number(a.standing.isOffLadder) ||
		(b.standing.decidedBy?.at ?? 0) - (a.standing.decidedBy?.at ?? 0) ||
		compareText(a.piece ?? "", b.piece ?? "")
	);
}

/** One visit may be told in several scans: those of one day count once, unless the parcel went out again between. */
function countAttempts(steps: readonly Step[]): number {
	let attempts = 0;
	let lastDay: string | null = null;
	for (const step of steps) {
		const milestone = milestoneOf(step.code);
		if (milestone === "out_for_delivery") lastDay = null;
		// Without a pin nobody stood at a door: a call, a new date, a van out of time.
		if (milestone !== "delivery_attempted" || !CODES[step.code].movesPin) continue;
		if (lastDay === null || step.day !== lastDay) attempts++;
		lastDay = step.day;
	}
	return attempts;
}

/** Scans on the road, known to be elsewhere, and too late to be a scanner that reported with a delay. */
function isSeenAfterDelivery({ delivery, steps }: Standing): boolean {
	if (delivery === null) return false;
	return steps.slice(steps.indexOf(delivery) + 1).some((step) => {
		const rung = rungOf(step.code);
		const isOnRoad = rung !== null && rung >= carriedRung && rung < deliveredRung;
		const isLate = step.at - delivery.at > lateScanMs;
		return isOnRoad && isLate && step.place !== null && !isSamePlace(step.place, delivery.place);
	});
}
