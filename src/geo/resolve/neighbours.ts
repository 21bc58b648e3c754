import { distanceKm, type Point } from "../route.ts";
import type { Candidate } from "./candidate.ts";
import type { NameSpan } from "./names-in.ts";
import type { Evidence } from "./readings.ts";
import * as weights from "./weights.ts";

/** How many bearers of another name are looked at. */
const BEARERS_ASKED = 12;
const MOST_NEIGHBOURS = 2;

/**
 * What the other names of the text say of a candidate: `LONDON-HEATHROW`, `BRU - Brussels`, `Mumbai_Andheri`. A name
 * close by speaks for it, and its words are explained.
 */
export function withNeighbours(candidate: Candidate, { names, written }: Evidence): Candidate {
	const { point, name } = candidate;
	if (point === null || name === null) return candidate;
	let bits = candidate.bits;
	let score = candidate.score;
	let found = 0;
	for (const other of [...names].sort(byLength)) {
		if ((other.bits & bits) !== 0 || other.street || !isClose(other, point, candidate.country)) continue;
		score += other.coded ? weights.NEIGHBOUR_CODED : weights.NEIGHBOUR_NAMED;
		for (let index = other.from; index < other.to; index++) {
			const { burden = 0, part } = written.words[index] ?? {};
			score -= burden * (part === name.part ? weights.WORD_LEFT_IN_PART : weights.WORD_LEFT_ELSEWHERE);
		}
		bits |= other.bits;
		if (++found >= MOST_NEIGHBOURS) break;
	}
	// The same town named again says nothing new, but explains its words.
	return found === 0 ? candidate : { ...candidate, score, bits };
}

function byLength(one: NameSpan, other: NameSpan): number {
	return other.to - other.from - (one.to - one.from);
}

function isClose(name: NameSpan, point: Point, country: string): boolean {
	for (const place of name.places.slice(0, BEARERS_ASKED)) {
		if (place.country === country && distanceKm(place, point) <= weights.NEIGHBOUR_KM) return true;
	}
	return false;
}
