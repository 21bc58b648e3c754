import type { Fact, Silence, SilenceFact } from "../facts.ts";
import type { ParcelState } from "../fold.ts";
import type { TimelineScan } from "../match-scans.ts";
import { printInstant } from "../print-instant.ts";
import { settledAt, standingSilences } from "./fall-silent.ts";
import type { LastWord } from "./last-words.ts";
import type { SilenceQuery } from "./silence-of.ts";
import { expiryOf, silenceOf } from "./silence-of.ts";

export interface SilenceContext {
	/** All that is known of the parcel. */
	readonly facts: readonly Fact[];
	/** Folded from them at `now`. */
	readonly state: Pick<ParcelState, "lastWords">;
	/** Milliseconds. */
	readonly now: number;
	/** The rest of the query, for the leg and place of a word. */
	readonly queryOf: (word: LastWord) => Omit<SilenceQuery, "word" | "now">;
	/** The key of a canonical text: 16 hexadecimal digits of its SHA-256. */
	readonly keyOf: (text: string) => string;
}

/**
 * The deadlines to be kept with what is known, so that each piece that is waited for has its next one: when its last word
 * is new, when silence after it begins, and when it expires. None while a deadline is set and not over: it stays as it was
 * settled. Fold again after adding them, for one may be over already.
 */
export function silenceNews({ facts, state, now, queryOf, keyOf }: SilenceContext): readonly SilenceFact[] {
	const settled = silencesAmong(facts);
	return state.lastWords.flatMap((word) => {
		const query = { word, now, ...queryOf(word) };
		const { overdue, expiry } = standingSilences(settled, word);
		if (expiry !== null) return [];
		const isOver = (silence: Silence | null) => silence === null || Date.parse(silence.deadline) <= now;
		if (!isOver(overdue)) return [];
		const first = overdue === null ? silenceOf(query) : null;
		const last = isOver(first) ? expiryOf(query) : null;
		const at = word.at ?? query.registeredAt;
		return [first, last].flatMap((one) => (one === null ? [] : [factOf(one, word.leg, at, now, keyOf)]));
	});
}

/** When the state of the parcel will next change by silence alone, `…Z`; null where it will not. */
export function nextDeadline(
	facts: readonly Fact[],
	{ lastWords }: Pick<ParcelState, "lastWords">,
	now: number,
): string | null {
	const settled = silencesAmong(facts);
	const ahead = lastWords
		.flatMap((word) => Object.values(standingSilences(settled, word)))
		.flatMap((fact) => (fact !== null && Date.parse(fact.deadline) > now ? [Date.parse(fact.deadline)] : []));
	return ahead.length === 0 ? null : printInstant(Math.min(...ahead));
}

/**
 * Deadlines that are not over, put off by the time in which the carrier could not be heard, from `deafFrom` to `deafTo` in
 * milliseconds: what was not heard was not silence. Each stretch of an outage is told once, the next begins where it ended.
 */
export function putOff(
	{ facts, state, now, keyOf }: Omit<SilenceContext, "queryOf">,
	deafFrom: number,
	deafTo: number,
): readonly SilenceFact[] {
	const settled = silencesAmong(facts);
	return state.lastWords.flatMap((word) =>
		Object.values(standingSilences(settled, word)).flatMap((fact: SilenceFact | null) => {
			if (fact === null) return [];
			const deadline = Date.parse(fact.deadline);
			if (deadline <= deafFrom) return [];
			// What was deaf before it was settled is in it already.
			const deafMs = deafTo - Math.max(deafFrom, settledAt(fact));
			if (deafMs <= 0) return [];
			const { of, piece, code, because } = fact;
			const later = { of, piece, code, because, deadline: printInstant(deadline + deafMs) };
			return [factOf(later, fact.leg, fact.at, now, keyOf)];
		}),
	);
}

/**
 * Deadlines that never spoke and never will, because a later word was known by then: they need not be kept.
 * Should that word be taken back, the deadline is settled anew.
 */
export function spentSilences(facts: readonly Fact[], timeline: readonly TimelineScan[]): ReadonlySet<SilenceFact> {
	const index = new Map(timeline.map((line, at) => [line.key, at]));
	const spent = silencesAmong(facts).filter((fact) => {
		const own = fact.of === null ? -1 : index.get(fact.of);
		if (own === undefined) return false;
		const deadline = Date.parse(fact.deadline);
		return timeline
			.slice(own + 1)
			.some(
				({ piece, provenance }) =>
					(piece === null || piece === fact.piece) && provenance.some(({ knownAt }) => Date.parse(knownAt) <= deadline),
			);
	});
	return new Set(spent);
}

function silencesAmong(facts: readonly Fact[]): readonly SilenceFact[] {
	return facts.filter((fact) => fact.kind === "silence");
}

function factOf(silence: Silence, leg: number, at: number, now: number, keyOf: SilenceContext["keyOf"]): SilenceFact {
	// Always with milliseconds, as the moments of messages are: such texts compare as the moments do.
	const knownAt = new Date(now).toISOString();
	const { piece, of, code, deadline } = silence;
	const key = keyOf(JSON.stringify(["silence", piece, of, code, deadline, knownAt]));
	const provenance = [{ channel: "derived", messageId: "", knownAt }] as const;
	return { kind: "silence", key, leg, at, ...silence, provenance };
}
