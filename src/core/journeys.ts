import type { Fact, ScanFact } from "./facts.ts";
import { isForetold } from "./foretold.ts";
import { carriedRung, isFinalRung, isNote, rungOf } from "./ladder.ts";
import { compareText } from "./order-scans.ts";

/** One use of a number, in milliseconds since 1970: what is dated in it belongs to it. */
export interface Journey {
	/** Of its first scan; -Infinity for the first journey, for nothing is older. */
	readonly from: number;
	/** Where the next begins; Infinity for the newest. */
	readonly until: number;
	readonly lastScanAt: number;
	/** It was delivered, or returned. */
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

/**
 * The uses of a number that the scans give evidence of, oldest first: carriers give numbers out again. One begins where a
 * parcel starts anew (announced or accepted) a month after the end of the one before, where anything happens four months
 * after that end, or where it starts anew after half a year of silence. One at least, whatever the order of the facts.
 */
export function journeysOf(facts: readonly Fact[]): readonly [Journey, ...Journey[]] {
	const scans = facts
		.filter((fact): fact is ScanFact => fact.kind === "scan" && !isNote(fact.scan.code))
		.filter(({ scan, provenance }) => !isForetold(scan.at, provenance))
		.map(({ scan }) => scan)
		.sort((a, b) => a.at - b.at || compareText(a.key, b.key));
	const finished: Journey[] = [];
	let open = { from: Number.NEGATIVE_INFINITY, lastScanAt: Number.NEGATIVE_INFINITY, isEnded: false };
	for (const { at, code } of scans) {
		const rung = rungOf(code);
		const gapMs = at - open.lastScanAt;
		const starts = rung !== null && rung <= carriedRung;
		const isNew = open.isEnded
			? gapMs >= silentAfterEndMs || (starts && gapMs >= restartAfterMs)
			: starts && gapMs >= silentMs;
		if (isNew && open.lastScanAt > Number.NEGATIVE_INFINITY) {
			finished.push({ ...open, until: at });
			open = { from: at, lastScanAt: at, isEnded: false };
		}
		open = { ...open, lastScanAt: at, isEnded: open.isEnded || (rung !== null && isFinalRung(rung)) };
	}
	const last: Journey = { ...open, until: Number.POSITIVE_INFINITY };
	const [first = last, ...others] = finished;
	return first === last ? [last] : [first, ...others, last];
}

/**
 * The facts of the journey that a waybill was registered for: the first that had not ended a month before. When all of
 * them had, the newest is meant, but for a number that was given out again: of its parcel nothing is known yet.
 */
export function factsOfJourney(facts: readonly Fact[], registration: Registration): readonly Fact[] {
	const { from, until } = spanOf(journeysOf(facts), registration);
	if (from === Number.NEGATIVE_INFINITY && until === Number.POSITIVE_INFINITY) return facts;
	return facts.filter((fact) => {
		if (fact.kind === "withdrawal") return true;
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
	const registered = Date.parse(registeredAt);
	const isPast = ({ isEnded, lastScanAt }: Journey) => isEnded && lastScanAt < registered - restartAfterMs;
	const own = journeys.find((journey) => !isPast(journey));
	if (own !== undefined) return own;
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
