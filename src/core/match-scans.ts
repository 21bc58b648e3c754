import { placesContradict } from "./compare-places.ts";
import type { ScanFact } from "./facts.ts";
import { isNote } from "./ladder.ts";
import { compareText } from "./order-scans.ts";
import type { Marked, Provenance, Scan } from "./scan.ts";
import { CHANNELS } from "./scan.ts";
import { uniteDetails } from "./unite-details.ts";

/** A line of the timeline: one scan, with every message that told it, the first to tell it first. */
export interface TimelineScan extends Scan {
	readonly provenance: readonly Provenance[];
}

const matchWithinMs = 60_000;

interface Pair {
	readonly one: ScanFact;
	readonly other: ScanFact;
	readonly gapMs: number;
	/** One of the two was taken back by the carrier. */
	readonly withdrawn: boolean;
}

/**
 * Makes one line of the accounts that several channels give of one scan, whatever the order of the facts, whose keys
 * must differ. A scan in `withdrawn` takes its twins with it, but only those that no standing scan claims.
 */
export function matchScans(
	facts: readonly ScanFact[],
	withdrawn: ReadonlySet<string> = new Set(),
): readonly TimelineScan[] {
	const pairs = pairsOf(facts, withdrawn);
	if (pairs.length === 0) return facts.filter((fact) => !withdrawn.has(fact.scan.key)).map((fact) => lineOf([fact]));
	const groups = new Map<ScanFact, readonly ScanFact[]>(facts.map((fact) => [fact, [fact]]));
	for (const { one, other } of pairs) {
		const ones = groups.get(one) ?? [];
		const others = groups.get(other) ?? [];
		if (!ones.every((a) => others.every((b) => mayBeOne(a, b)))) continue;
		const joined = [...ones, ...others];
		for (const fact of joined) groups.set(fact, joined);
	}
	const standing = [...new Set(groups.values())].filter((group) => !group.some((fact) => withdrawn.has(fact.scan.key)));
	return standing.map(lineOf);
}

/** Every two facts that could be one scan, in the order in which they are matched. */
function pairsOf(facts: readonly ScanFact[], withdrawn: ReadonlySet<string>): readonly Pair[] {
	const channel = facts[0]?.provenance[0]?.channel;
	if (facts.every((fact) => fact.provenance.every((told) => told.channel === channel))) return [];
	const timed = facts.filter(({ scan }) => scan.time.precision !== "day" && !isNote(scan.code));
	timed.sort((a, b) => a.scan.at - b.scan.at || compareText(a.scan.key, b.scan.key));
	const pairs: Pair[] = [];
	for (const [index, one] of timed.entries()) {
		for (let next = index + 1; next < timed.length; next++) {
			const other = timed[next];
			if (other === undefined || other.scan.at - one.scan.at > matchWithinMs) break;
			if (!isSameKind(one.scan, other.scan)) continue;
			const taken = withdrawn.has(one.scan.key) || withdrawn.has(other.scan.key);
			pairs.push({ one, other, gapMs: other.scan.at - one.scan.at, withdrawn: taken });
		}
	}
	return pairs.sort(
		(a, b) =>
			Number(a.withdrawn) - Number(b.withdrawn) ||
			a.gapMs - b.gapMs ||
			compareText(lesserKey(a), lesserKey(b)) ||
			compareText(greaterKey(a), greaterKey(b)),
	);
}

function lesserKey(pair: Pair): string {
	return pair.one.scan.key < pair.other.scan.key ? pair.one.scan.key : pair.other.scan.key;
}

function greaterKey(pair: Pair): string {
	return pair.one.scan.key < pair.other.scan.key ? pair.other.scan.key : pair.one.scan.key;
}

function isSameKind(a: Scan, b: Scan): boolean {
	return a.leg === b.leg && a.piece === b.piece && a.code === b.code;
}

/** Two rows of one channel are two scans: the carrier would not tell one twice in two ways. */
function mayBeOne(a: ScanFact, b: ScanFact): boolean {
	const isApart = !a.provenance.some((one) => b.provenance.some((other) => one.channel === other.channel));
	return isApart && !placesContradict(a.scan.place, b.scan.place);
}

/** The richest account, with the blanks it leaves filled from the others. */
function lineOf(facts: readonly ScanFact[]): TimelineScan {
	const [best, ...others] = facts.length === 1 ? facts : [...facts].sort(byRichness);
	if (best === undefined) throw new Error("A line of the timeline needs a scan.");
	// What is added comes first: behind a spread it makes a hidden class of each object, in V8 of Node 20.
	if (others.length === 0) return { provenance: best.provenance, ...best.scan };
	const accounts = [best.scan, ...others.map((other) => other.scan)];
	const marked: Marked = {};
	for (const scan of accounts.toReversed()) Object.assign(marked, scan.marked);
	const details = uniteDetails(accounts.map((scan) => scan.details));
	return {
		...best.scan,
		reason: accounts.find((scan) => scan.reason !== "none")?.reason ?? "none",
		place: (accounts.find((scan) => scan.place?.text) ?? accounts.find((scan) => scan.place !== null))?.place ?? null,
		marked,
		...(details !== undefined && { details }),
		provenance: [best, ...others].flatMap((fact) => fact.provenance).sort(byKnown),
	};
}

function byRichness(a: ScanFact, b: ScanFact): number {
	return compareRiches(a.scan, b.scan) || compareTrust(a, b) || compareText(a.scan.key, b.scan.key);
}

/** Richest first: the more precise time, a known instant, a point, a carrier code, what is told beside the words. */
export function compareRiches(a: Scan, b: Scan): number {
	return riches(b) - riches(a);
}

function riches({ time, place, carrierCode, details }: Scan): number {
	const precision = time.precision === "second" ? 32 : time.precision === "minute" ? 16 : 0;
	const hasPoint = place !== null && place.lat !== null;
	const beside = details === undefined ? 0 : 1;
	return precision + (time.instant === null ? 0 : 8) + (hasPoint ? 4 : 0) + (carrierCode === "" ? 0 : 2) + beside;
}

/** The more trusted channel first. */
export function compareTrust(a: ScanFact, b: ScanFact): number {
	return trustOrder(a) - trustOrder(b);
}

function trustOrder(fact: ScanFact): number {
	return Math.min(...fact.provenance.map((told) => CHANNELS.indexOf(told.channel)));
}

/** First known first, by the clock and not by spelling: `…00Z` and `…00.000Z` are one moment. */
export function byKnown(a: Provenance, b: Provenance): number {
	return (
		Date.parse(a.knownAt) - Date.parse(b.knownAt) ||
		CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel) ||
		compareText(a.messageId, b.messageId)
	);
}
