import type { CarrierPromise, HeaderFact } from "./facts.ts";
import { carriedRung, isFinalRung, isNote, orderRungOf, rungOf } from "./ladder.ts";
import { byKnown } from "./match-scans.ts";
import { compareText } from "./order-scans.ts";
import type { JourneyContext, Standing, Step } from "./standing.ts";
import { isWayBack, standAfter, turnsRound } from "./standing.ts";
import { milestoneOf } from "./status.ts";

/** Where the parcel stands by its scans and by what its carriers say of it as a whole, where that is ahead of them. */
export function standByHeaders(
	scans: readonly Step[],
	headers: readonly HeaderFact[],
	context: JourneyContext,
): Standing {
	if (headers.length === 0) return standAfter(scans, context);
	// What a carrier says of the parcel is ahead of what carriers told, or it is not: the buyer's word is laid over both.
	let steps = scans.some(isBuyers) ? scans.filter((step) => !isBuyers(step)) : scans;
	let standing = standAfter(steps, context);
	const known = new Map<Step, number>();
	for (const header of currentHeaders(headers)) {
		const step = stepOf(header);
		const index = placeAmong(steps, step);
		if (step === null || !isAhead(step, index, steps, standing)) continue;
		known.set(step, Math.min(...header.provenance.map(({ knownAt }) => Date.parse(knownAt))));
		steps = steps.toSpliced(index, 0, step);
		standing = standAfter(steps, context);
	}
	return scans.some(isBuyers) ? standAfter(withWords(steps, scans, known), context) : standing;
}

function isBuyers({ by }: Step): boolean {
	return by === "buyer";
}

/** Each word of the buyer after the scan that it followed, and after the statuses from there on that he could have read. */
function withWords(steps: readonly Step[], scans: readonly Step[], known: ReadonlyMap<Step, number>): readonly Step[] {
	const all = [...steps];
	for (const [index, word] of scans.entries()) {
		if (!isBuyers(word)) continue;
		const before = scans[index - 1];
		let place = before === undefined ? 0 : all.indexOf(before) + 1;
		for (; place < all.length; place++) {
			const since = known.get(all[place] ?? word);
			if (since === undefined || since > word.at) break;
		}
		all.splice(place, 0, word);
	}
	return all;
}

/** The promise of the newest header that has one. */
export function promiseOf(headers: readonly HeaderFact[]): CarrierPromise | null {
	// Two promises under one scan have the same `at`: the one we learnt later is the carrier's present word.
	const newest = headers
		.filter((header) => header.promised !== null)
		.sort((a, b) => a.at - b.at || byFirstKnown(a, b) || compareText(a.key, b.key))
		.at(-1);
	return newest?.promised ?? null;
}

/** The newest with a status of each leg and piece, oldest first. */
function currentHeaders(headers: readonly HeaderFact[]): readonly HeaderFact[] {
	const newest = new Map<string, HeaderFact>();
	for (const header of headers.filter((one) => one.status !== null).sort(byNewness)) {
		newest.set(JSON.stringify([header.leg, header.piece]), header);
	}
	return [...newest.values()].sort(byNewness);
}

function byNewness(a: HeaderFact, b: HeaderFact): number {
	return a.at - b.at || statusRung(a) - statusRung(b) || byFirstKnown(a, b) || compareText(a.key, b.key);
}

function statusRung(header: HeaderFact): number {
	return header.status === null ? -1 : orderRungOf(header.status.code);
}

/** What was learnt earlier before what was learnt later. */
export function byFirstKnown(a: HeaderFact, b: HeaderFact): number {
	const [first, other] = [a.provenance[0], b.provenance[0]];
	return first === undefined || other === undefined ? 0 : byKnown(first, other);
}

function stepOf(header: HeaderFact): Step | null {
	if (header.status === null) return null;
	const { at, local, instant } = header;
	const { code, reason } = header.status;
	return {
		code,
		reason,
		at,
		local,
		instant,
		day: local?.slice(0, 10) ?? null,
		isDay: local?.length === 10,
		place: null,
	};
}

/** The index after the last step that the header is not older than. A header that names a day speaks of its end. */
function placeAmong(steps: readonly Step[], header: Step | null): number {
	return header === null ? 0 : steps.findLastIndex((step) => compareAge(step, header) <= 0) + 1;
}

function compareAge(step: Step, header: Step): number {
	return header.isDay && step.day !== null && header.day !== null
		? compareText(step.day, header.day)
		: step.at - header.at;
}

/** A header repeats the scans more often than it adds to them: only what they do not yet say counts. */
function isAhead(header: Step, index: number, steps: readonly Step[], standing: Standing): boolean {
	const newest = steps.findLast((step) => !isNote(step.code)) ?? null;
	const isCurrent = !steps.slice(index).some((step) => !isNote(step.code));
	const isNewer = isCurrent && (newest === null || compareAge(newest, header) < 0);
	const isOther = milestoneOf(header.code) !== standing.milestone;
	const rung = rungOf(header.code);
	if (isNote(header.code)) return false;
	if (rung === null) return isOther && isCurrent && !isFinalRung(standing.rung);
	if (isWayBack(rung) === isWayBack(standing.rung)) {
		if (rung > standing.rung) return true;
		return isOther && isNewer && (rung === standing.rung || (standing.isOffLadder && rung >= carriedRung));
	}
	// "Delivered" of the same moment as a scan of the way back is the carrier's word for its end, not for a new journey.
	return isWayBack(rung) ? isCurrent : isNewer && turnsRound(header.code);
}
