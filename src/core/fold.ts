import { CODES } from "./codes.ts";
import type { CarrierPromise, Fact, HeaderFact, ScanFact } from "./facts.ts";
import { promiseOf } from "./headers.ts";
import type { TimelineScan } from "./match-scans.ts";
import { byKnown, compareRiches, compareTrust, matchScans } from "./match-scans.ts";
import { compareText, orderScans } from "./order-scans.ts";
import type { PieceState } from "./pieces.ts";
import { isDelivered, shownOf, standPieces } from "./pieces.ts";
import type { Channel, Provenance } from "./scan.ts";
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
	readonly lastScan: TimelineScan | null;
	readonly deliveredAt: { readonly local: string; readonly instant: string | null } | null;
	/** The carrier names a signer or shows a signature. */
	readonly signed: boolean;
	readonly promised: CarrierPromise | null;
	/** Visits to the door that did not end in a delivery. */
	readonly attempts: number;
	/** Empty for a parcel whose carrier names no pieces; else in the order of their names. */
	readonly pieces: readonly { readonly piece: string; readonly milestone: Milestone; readonly code: Code }[];
	/** What a person should look at. */
	readonly flags: readonly "scan-after-delivery"[];
	/** When each milestone was first reached: an instant, or the local time or date where that is all that is known. */
	readonly firstAt: Readonly<Partial<Record<Milestone, string>>>;
}

const nowhere: JourneyContext = { origin: null, destination: null };

/**
 * What was known of a parcel at `asOf` (`…Z`): the same for the same facts in any order and any number of times.
 * One scan of several channels is one line, a scan taken back is gone, a header counts only where it is ahead of the
 * scans. A delivery of a parcel on its way back is told from its return by the ends of the journey, where known.
 */
export function fold(facts: readonly Fact[], asOf: string, context: JourneyContext = nowhere): ParcelState {
	const { scans, headers, withdrawn } = knownBy(facts, asOf);
	const timeline = orderScans(matchScans(scans, withdrawn));
	const pieces = standPieces(timeline, headers, context);
	const { milestone, code, reason, condition, actionBy } = shownOf(pieces);
	return {
		milestone,
		code,
		reason,
		condition,
		actionBy,
		terminal: pieces.every((piece) => CODES[piece.code].terminal),
		timeline,
		lastScan: timeline.at(-1) ?? null,
		deliveredAt: deliveredAt(pieces),
		signed: headers.some((header) => header.signed) || timeline.some((scan) => scan.marked.signedBy !== undefined),
		promised: promiseOf(headers),
		attempts: Math.max(...pieces.map((piece) => piece.attempts)),
		pieces: pieces.flatMap((one) =>
			one.piece === null ? [] : [{ piece: one.piece, milestone: one.milestone, code: one.code }],
		),
		flags: pieces.some((piece) => piece.isSeenAfterDelivery) ? ["scan-after-delivery"] : [],
		firstAt: firstAt(pieces),
	};
}

interface Known {
	readonly scans: readonly ScanFact[];
	readonly headers: readonly HeaderFact[];
	/** Keys of scans that the carrier took back. */
	readonly withdrawn: ReadonlySet<string>;
}

/** Each fact once, with what told it by then. */
function knownBy(facts: readonly Fact[], asOf: string): Known {
	const asOfMs = Date.parse(asOf);
	if (Number.isNaN(asOfMs)) throw new RangeError(`Not an instant: ${asOf}.`);
	const accounts = new Map<string, Map<string, ScanFact>>();
	const headers = new Map<string, HeaderFact>();
	const withdrawn = new Set<string>();
	for (const fact of facts) {
		const provenance = fact.provenance.filter((told) => isBy(told.knownAt, asOf, asOfMs));
		if (provenance.length === 0) continue;
		if (fact.kind === "scan") {
			const ofKey = accounts.get(fact.scan.key) ?? new Map<string, ScanFact>();
			const account = fact.account ?? "";
			ofKey.set(account, uniteScans({ ...fact, provenance }, ofKey.get(account)));
			accounts.set(fact.scan.key, ofKey);
		} else if (fact.kind === "header") {
			headers.set(fact.key, uniteHeaders({ ...fact, provenance }, headers.get(fact.key)));
		} else {
			withdrawn.add(fact.withdraws);
		}
	}
	const scans = [...accounts.values()].map((ofKey) => latestAccount([...ofKey.values()]));
	return { scans, headers: [...headers.values()], withdrawn };
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
			if (known === undefined || byKnown(known.told, told) < 0) latest.set(told.channel, { fact, told });
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
