import { CODES } from "./codes.ts";
import type { Fact } from "./facts.ts";
import { isForetold } from "./foretold.ts";
import { carriedRung, isFinalRung, isNote, returningRung, rungOf } from "./ladder.ts";
import { compareText } from "./order-scans.ts";
import type { Provenance } from "./scan.ts";
import type { Code } from "./status.ts";

/** One use of a number, in milliseconds since 1970: what is dated in it belongs to it. */
export interface Journey {
	/** Of its first scan; -Infinity for the first journey, for nothing is older. */
	readonly from: number;
	/** Where the next begins; Infinity for the newest. */
	readonly until: number;
	readonly lastScanAt: number;
	/** It was delivered, returned, cancelled or lost. */
	readonly isEnded: boolean;
}

/** What is known of the waybill that asks which journey is its own. */
export interface Registration {
	/** `…Z`. Null for a message that is read alone: then the newest journey is meant. */
	readonly registeredAt: string | null;
	/** Its number was given out before, to another parcel of the same seller. */
	readonly isReuse: boolean;
}

const dayMs = 24 * 3_600_000;

/** A parcel that starts again so long after its end is another one: late uploads and returns come sooner. */
const restartAfterMs = 30 * dayMs;
/** After so long even a scan on the road is of another one. */
const silentAfterEndMs = 120 * dayMs;
/** Nobody saw the end of the one before; carriers give a number out again after half a year at the earliest. */
const silentMs = 180 * dayMs;
/** Between the clocks of two nodes, and between a wall clock and its instant. */
const clocksApartMs = dayMs;

/**
 * The uses of a number that the scans give evidence of, oldest first: carriers give numbers out again. One begins where a
 * parcel starts anew (announced or accepted) a month after the end of the one before, where anything but a way back
 * happens four months after that end, or where it starts anew after half a year of silence. One at least, whatever the
 * order of the facts. What was taken back is no evidence.
 */
export function journeysOf(facts: readonly Fact[]): readonly [Journey, ...Journey[]] {
	const finished: Journey[] = [];
	let open: Open = beforeAll;
	for (const step of stepsOf(facts)) {
		if (step.kind === "scan" && startsAnew(open, step)) {
			finished.push(journeyOf(open, step.at));
			open = { ...beforeAll, from: step.at };
		}
		open = after(open, step);
	}
	const last = journeyOf(open, Number.POSITIVE_INFINITY);
	const [first = last, ...others] = finished;
	return first === last ? [last] : [first, ...others, last];
}

/** A scan, or a current status that says no more than that the parcel is at its end. */
interface Evidence {
	readonly kind: "scan" | "header";
	readonly key: string;
	readonly at: number;
	readonly code: Code;
}

interface Open extends Omit<Journey, "until"> {
	/** The highest rung so far. */
	readonly rung: number;
}

const nothing = Number.NEGATIVE_INFINITY;
const beforeAll: Open = { from: nothing, lastScanAt: nothing, isEnded: false, rung: nothing };

function stepsOf(facts: readonly Fact[]): readonly Evidence[] {
	const takenBack = new Map<string, number>();
	for (const fact of facts) {
		if (fact.kind !== "withdrawal") continue;
		takenBack.set(fact.withdraws, Math.max(takenBack.get(fact.withdraws) ?? nothing, ...fact.provenance.map(knownAt)));
	}
	const steps = facts.flatMap((fact): Evidence[] => {
		if (fact.kind === "scan") {
			const { key, at, code } = fact.scan;
			const since = takenBack.get(key);
			const stands = since === undefined || fact.provenance.some((told) => knownAt(told) > since);
			return !stands || isNote(code) || isForetold(at, fact.provenance) ? [] : [{ kind: "scan", key, at, code }];
		}
		if (fact.kind !== "header" || fact.status === null || isForetold(fact.at, fact.provenance)) return [];
		const { key, at, status } = fact;
		return isEnd(status.code) ? [{ kind: "header", key, at, code: status.code }] : [];
	});
	// A status is dated by the newest scan beside it, and says what came of that.
	return steps.sort((a, b) => a.at - b.at || compareText(b.kind, a.kind) || compareText(a.key, b.key));
}

function startsAnew({ lastScanAt, isEnded, rung: highest }: Open, { at, code }: Evidence): boolean {
	if (lastScanAt === nothing) return false;
	const gapMs = at - lastScanAt;
	const rung = rungOf(code);
	const starts = rung !== null && rung <= carriedRung;
	// A label may wait for its parcel for long: who goes on from it does not start anew.
	if (!isEnded) return starts && rung <= highest && gapMs >= silentMs;
	const isWayBack = rung !== null && rung >= returningRung;
	return (starts && gapMs >= restartAfterMs) || (!isWayBack && gapMs >= silentAfterEndMs);
}

function after(open: Open, { kind, at, code }: Evidence): Open {
	const isEnded = open.isEnded || isEnd(code);
	if (kind === "header") return { ...open, isEnded };
	return { ...open, lastScanAt: at, isEnded, rung: Math.max(open.rung, rungOf(code) ?? nothing) };
}

function isEnd(code: Code): boolean {
	const rung = rungOf(code);
	return (rung !== null && isFinalRung(rung)) || CODES[code].terminal;
}

function knownAt(told: Provenance): number {
	return Date.parse(told.knownAt);
}

function journeyOf({ from, lastScanAt, isEnded }: Open, until: number): Journey {
	return { from, until, lastScanAt, isEnded };
}

/**
 * The facts of the journey that a waybill was registered for: the first that had not ended a month before. When all of
 * them had, the newest is meant, but for a number that was given out again: of its parcel nothing is known yet.
 */
export function factsOfJourney(facts: readonly Fact[], registration: Registration): readonly Fact[] {
	const { from, until } = spanOf(journeysOf(facts), registration);
	if (from === Number.NEGATIVE_INFINITY && until === Number.POSITIVE_INFINITY) return facts;
	return facts.filter((fact) => {
		if (fact.kind === "withdrawal" || fact.kind === "correction") return true;
		const at = fact.kind === "scan" ? fact.scan.at : fact.at;
		return at >= from && at < until;
	});
}

function spanOf(
	journeys: readonly [Journey, ...Journey[]],
	{ registeredAt, isReuse }: Registration,
): Pick<Journey, "from" | "until"> {
	const newest = journeys[journeys.length - 1] ?? journeys[0];
	if (registeredAt === null) return newest;
	const oldBefore = Date.parse(registeredAt) - restartAfterMs + (isReuse ? clocksApartMs : 0);
	// Before a number was given out again it was another parcel's, seen to its end under this number or not.
	const isOfAnother = ({ from }: Journey) => isReuse && from === nothing;
	const own = journeys.find(
		(journey) => !((journey.isEnded || isOfAnother(journey)) && journey.lastScanAt < oldBefore),
	);
	if (own !== undefined) return isOfAnother(own) ? { from: oldBefore, until: own.until } : own;
	return isReuse ? { from: newest.lastScanAt + 1, until: Number.POSITIVE_INFINITY } : newest;
}

/** Whether the facts tell of another parcel under the number after the one that was registered. */
export function isToldAnew(facts: readonly Fact[], registration: Registration): boolean {
	return spanOf(journeysOf(facts), registration).until < Number.POSITIVE_INFINITY;
}

/** Whether a parcel is so long at its end that its number, told of anew, means another one. `lastScanAt` and `now` are `…Z`. */
export function mayBeReused(
	{ terminal, lastScanAt }: { readonly terminal: boolean; readonly lastScanAt: string | null },
	now: Date,
): boolean {
	return terminal && lastScanAt !== null && now.getTime() - Date.parse(lastScanAt) >= restartAfterMs;
}
