import { CODES } from "./codes.ts";
import { correct } from "./corrections.ts";
import type { CarrierPromise, Continuation, Fact, HeaderFact, ScanFact, Silence, SilenceFact } from "./facts.ts";
import { isForetold } from "./foretold.ts";
import { promiseOf } from "./headers.ts";
import { insertLines } from "./insert-lines.ts";
import type { TimelineScan } from "./match-scans.ts";
import { byKnown, compareRiches, compareTrust, matchScans } from "./match-scans.ts";
import { compareText, orderScans } from "./order-scans.ts";
import type { PieceState } from "./pieces.ts";
import { isDelivered, shownOf, standPieces } from "./pieces.ts";
import { isPosition, positionsOfUse } from "./positions.ts";
import type { Channel, Provenance } from "./scan.ts";
import { fallSilent } from "./silence/fall-silent.ts";
import { type LastWord, lastWordsOf } from "./silence/last-words.ts";
import type { JourneyContext } from "./standing.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "./status.ts";

/** All that is true of a parcel at a moment, and the timeline it rests on. */
export interface ParcelState {
	readonly milestone: Milestone;
	/** Agrees with the milestone: its first word. */
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	/** No further progress is expected. */
	readonly terminal: boolean;
	/** Oldest first. */
	readonly timeline: readonly TimelineScan[];
	/** Keys of the lines that are dated ahead of their telling, oldest first: nothing else here rests on them. */
	readonly foretold: readonly string[];
	/** The newest that is not foretold. */
	readonly lastScan: TimelineScan | null;
	readonly deliveredAt: { readonly local: string; readonly instant: string | null } | null;
	/** The carrier names a signer or shows a signature. */
	readonly signed: boolean;
	readonly promised: CarrierPromise | null;
	/** Visits to the door that did not end in a delivery. */
	readonly attempts: number;
	/** Empty for a parcel whose carrier names no pieces; else in the order of their names. */
	readonly pieces: readonly { readonly piece: string; readonly milestone: Milestone; readonly code: Code }[];
	/** The other numbers that its carriers name, each once. */
	readonly continuations: readonly Continuation[];
	/** What a person should look at. */
	readonly flags: readonly "scan-after-delivery"[];
	/** What it means that nothing was heard for so long; null while that is nothing unusual. Never a line of the timeline. */
	readonly silence: Silence | null;
	/** What was last heard of each piece of which something is still to come: silence is counted from there. */
	readonly lastWords: readonly LastWord[];
	/** When each milestone was first reached: an instant, or the local time or date where that is all that is known. */
	readonly firstAt: Readonly<Partial<Record<Milestone, string>>>;
}

const nowhere: JourneyContext = { origin: null, destination: null };

/**
 * What was known of a parcel at `asOf` (`…Z`): the same for the same facts in any order and any number of times.
 * One scan of several channels is one line, a scan taken back is gone until it is told again, a header counts only where
 * it is ahead of the scans, and neither what is dated ahead of its own telling nor what was told of a leg that the seller
 * called wrong decides anything. A delivery of a parcel on its way
 * back is told from its return by the ends of the journey, where known. Silence speaks from its deadline until the next
 * word. Of a courier's positions the facts hold the newest alone, so that an earlier `asOf` may show none.
 */
export function fold(facts: readonly Fact[], asOf: string, context: JourneyContext = nowhere): ParcelState {
	const { scans, headers, withdrawn, continuations, silences } = knownBy(facts, asOf);
	const { believed, foretold, positions } = sortOut(scans);
	const lines = orderScans(matchScans(believed, withdrawn));
	const stood = standPieces(lines, headers, context);
	const terminal = stood.every((piece) => CODES[piece.code].terminal);
	const current = terminal ? [] : positionsOfUse(matchScans(positions, withdrawn), lines);
	const shown = insertLines(lines, current);
	const lastWords = terminal ? [] : lastWordsOf(stood, shown, headers);
	const { pieces, silence } = fallSilent(stood, lastWords, silences, Date.parse(asOf));
	const { milestone, code, reason, condition, actionBy } = shownOf(pieces);
	const timeline = insertLines(shown, matchScans(foretold, withdrawn));
	const isShown = new Set(shown);
	return {
		milestone,
		code,
		reason,
		condition,
		actionBy,
		terminal,
		timeline,
		foretold: timeline.flatMap((line) => (isShown.has(line) ? [] : [line.key])),
		lastScan: shown.at(-1) ?? null,
		deliveredAt: deliveredAt(pieces),
		signed: headers.some((header) => header.signed) || lines.some((scan) => scan.marked.signedBy !== undefined),
		promised: promiseOf(headers),
		attempts: Math.max(...pieces.map((piece) => piece.attempts)),
		pieces: pieces.flatMap((one) =>
			one.piece === null ? [] : [{ piece: one.piece, milestone: one.milestone, code: one.code }],
		),
		continuations,
		flags: pieces.some((piece) => piece.isSeenAfterDelivery) ? ["scan-after-delivery"] : [],
		silence,
		lastWords,
		firstAt: firstAt(pieces),
	};
}

/** What decides, what is dated ahead of its telling, and where the courier was; a position ahead of its telling is none. */
function sortOut(scans: readonly ScanFact[]) {
	const [believed, foretold, positions]: [ScanFact[], ScanFact[], ScanFact[]] = [[], [], []];
	for (const fact of scans) {
		const isAhead = isForetold(fact.scan.at, fact.provenance);
		if (!isPosition(fact.scan)) (isAhead ? foretold : believed).push(fact);
		else if (!isAhead) positions.push(fact);
	}
	return { believed, foretold, positions };
}

interface Known {
	readonly scans: readonly ScanFact[];
	readonly headers: readonly HeaderFact[];
	/** Keys of scans that the carrier took back. */
	readonly withdrawn: ReadonlySet<string>;
	readonly continuations: readonly Continuation[];
	readonly silences: readonly SilenceFact[];
}

/** Each fact once, with what told it by then. */
function knownBy(facts: readonly Fact[], asOf: string): Known {
	const asOfMs = Date.parse(asOf);
	if (Number.isNaN(asOfMs)) throw new RangeError(`Not an instant: ${asOf}.`);
	const told = facts.flatMap((fact): Fact[] => {
		const provenance = fact.provenance.filter((told) => isBy(told.knownAt, asOf, asOfMs));
		return provenance.length === 0 ? [] : [{ ...fact, provenance }];
	});
	const known = correct(told).standing;
	const takenBackAt = lastWithdrawals(known);
	const accounts = new Map<string, Map<string, ScanFact>>();
	const takenBack = new Map<string, Map<string, ScanFact>>();
	const headers = new Map<string, HeaderFact>();
	for (const fact of known) {
		if (fact.kind === "header") headers.set(fact.key, uniteHeaders(fact, headers.get(fact.key)));
		if (fact.kind !== "scan") continue;
		const since = takenBackAt.get(fact.scan.key);
		const told = since === undefined ? fact.provenance : fact.provenance.filter((one) => toldAt(one) > since);
		if (told.length === 0) addAccount(takenBack, fact);
		else addAccount(accounts, { ...fact, provenance: told });
	}
	const withdrawn = [...takenBack].filter(([key]) => !accounts.has(key));
	const scans = [...accounts, ...withdrawn].map(([, ofKey]) => latestAccount([...ofKey.values()]));
	return {
		scans,
		headers: [...headers.values()].map(withoutForetelling),
		withdrawn: new Set(withdrawn.map(([key]) => key)),
		continuations: continuationsOf(known),
		silences: known.filter((fact) => fact.kind === "silence"),
	};
}

/** In the order of their spelling, for they have no time of their own. */
function continuationsOf(facts: readonly Fact[]): readonly Continuation[] {
	const told = facts.flatMap((fact) => (fact.kind === "continuation" ? [fact.to] : []));
	const nameOf = ({ carrier, carrierName, trackingNumber }: Continuation) =>
		JSON.stringify([carrier ?? carrierName, trackingNumber]);
	const distinct = new Map(told.toSorted(bySpelling).map((to) => [nameOf(to), to]));
	return [...distinct.values()];
}

/** When each scan was last taken back. What told it by that moment is void, and a later message tells it anew. */
function lastWithdrawals(facts: readonly Fact[]): ReadonlyMap<string, number> {
	const last = new Map<string, number>();
	for (const fact of facts) {
		if (fact.kind !== "withdrawal") continue;
		last.set(fact.withdraws, Math.max(last.get(fact.withdraws) ?? 0, ...fact.provenance.map(toldAt)));
	}
	return last;
}

function addAccount(accounts: Map<string, Map<string, ScanFact>>, fact: ScanFact): void {
	const ofKey = accounts.get(fact.scan.key) ?? new Map<string, ScanFact>();
	const account = fact.account ?? "";
	ofKey.set(account, uniteScans(fact, ofKey.get(account)));
	accounts.set(fact.scan.key, ofKey);
}

function toldAt({ knownAt }: Provenance): number {
	return Date.parse(knownAt);
}

/** Of a header that is dated ahead of its telling the promise alone counts, from when it was learnt. */
function withoutForetelling(header: HeaderFact): HeaderFact {
	const { at, provenance } = header;
	if (!isForetold(at, provenance)) return header;
	return {
		...header,
		at: Math.min(...provenance.map(toldAt)),
		local: null,
		instant: null,
		status: null,
		signed: false,
	};
}

/** Two instants of one spelling compare as text, ten times faster than as dates; a fraction makes another spelling. */
function isBy(knownAt: string, asOf: string, asOfMs: number): boolean {
	return knownAt.length === asOf.length ? knownAt <= asOf : Date.parse(knownAt) <= asOfMs;
}

function uniteScans(fact: ScanFact, known: ScanFact | undefined): ScanFact {
	if (known === undefined) return { ...fact, provenance: uniteProvenance(fact.provenance) };
	const provenance = uniteProvenance([...fact.provenance, ...known.provenance]);
	// One key read twice is one scan; should two readings differ, the better is the same whichever came first.
	const isBetter =
		fact.scan !== known.scan && (compareRiches(fact.scan, known.scan) || bySpelling(fact.scan, known.scan)) < 0;
	return { ...(isBetter ? fact : known), provenance };
}

/** Of each channel the account it gave last; of two channels that differ, the richer one, in the name of both. */
function latestAccount(accounts: readonly ScanFact[]): ScanFact {
	const [only, ...others] = accounts;
	if (only === undefined) throw new Error("A scan needs an account.");
	if (others.length === 0) return only;
	const latest = new Map<Channel, { readonly fact: ScanFact; readonly told: Provenance }>();
	for (const fact of accounts) {
		for (const told of fact.provenance) {
			const known = latest.get(told.channel);
			const age = known === undefined ? -1 : byKnown(known.told, told);
			// Two readings of one message: which counts must not hang on the order in which they are kept.
			const isLater = age < 0 || (age === 0 && known !== undefined && bySpelling(known.fact.scan, fact.scan) < 0);
			if (isLater) latest.set(told.channel, { fact, told });
		}
	}
	const standing = [...latest.values()];
	const [best] = [...new Set(standing.map(({ fact }) => fact))].sort(
		(a, b) => compareRiches(a.scan, b.scan) || compareTrust(a, b) || bySpelling(a.scan, b.scan),
	);
	return { ...(best ?? only), provenance: standing.map(({ told }) => told).sort(byKnown) };
}

function uniteHeaders(fact: HeaderFact, known: HeaderFact | undefined): HeaderFact {
	if (known === undefined) return { ...fact, provenance: uniteProvenance(fact.provenance) };
	const provenance = uniteProvenance([...fact.provenance, ...known.provenance]);
	const isFirst = bySpelling({ ...fact, provenance: [] }, { ...known, provenance: [] }) < 0;
	return { ...(isFirst ? fact : known), provenance };
}

function bySpelling(a: object, b: object): number {
	return compareText(JSON.stringify(a), JSON.stringify(b));
}

/** At most one a channel, the first to tell it; oldest first. */
function uniteProvenance(told: readonly Provenance[]): readonly Provenance[] {
	if (told.length < 2) return told;
	const first = new Map<Channel, Provenance>();
	for (const one of [...told].sort(byKnown)) if (!first.has(one.channel)) first.set(one.channel, one);
	return [...first.values()];
}

/** Of several pieces, when the last of them came; null while any is still to come. */
function deliveredAt(pieces: readonly PieceState[]): ParcelState["deliveredAt"] {
	if (!pieces.every(isDelivered)) return null;
	const deliveries = pieces.flatMap(({ standing }) => (standing.delivery === null ? [] : [standing.delivery]));
	const last = deliveries.sort((a, b) => a.at - b.at).at(-1);
	return last === undefined || last.local === null ? null : { local: last.local, instant: last.instant };
}

/** Of several pieces, when the first of them got there. */
function firstAt(pieces: readonly PieceState[]): ParcelState["firstAt"] {
	const firsts: Partial<Record<Milestone, string>> = {};
	const reached = pieces.flatMap(({ standing }) => [...standing.reached]);
	for (const [milestone, step] of reached.sort(([, a], [, b]) => b.at - a.at)) {
		const at = step.instant ?? step.local;
		if (at !== null) firsts[milestone] = at;
	}
	return firsts;
}
