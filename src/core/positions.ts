import type { ScanFact } from "./facts.ts";
import { isForetold } from "./foretold.ts";
import { isNote } from "./ladder.ts";
import type { TimelineScan } from "./match-scans.ts";
import { compareText, dayOf } from "./order-scans.ts";
import { PUSH_LIMITS } from "./push-limits.ts";
import type { Provenance, Scan } from "./scan.ts";

/** The courier's place at a moment, of use until the next one. */
export function isPosition({ code }: Pick<Scan, "code">): boolean {
	return code === "note.position";
}

const slotMs = PUSH_LIMITS.positionSeconds * 1_000;
/** A position is of now or it is none: a local clock written with a Z would freeze the van for hours. */
const aheadMs = PUSH_LIMITS.clockMinutes * 60_000;

/**
 * Of two positions the one of the newer slot of the clock is the newer, and of one slot the earlier one counts: so a
 * courier who tells more than one a slot changes nothing with the others, and which one counts does not hang on the order
 * in which they came.
 */
function bySlot(a: Pick<Scan, "at">, b: Pick<Scan, "at">): number {
	return Math.floor(a.at / slotMs) - Math.floor(b.at / slotMs) || b.at - a.at;
}

/**
 * As much of the courier's way as helps the buyer: of each leg the newest position, until one of the lines follows it that
 * is more than a note.
 */
export function positionsOfUse(
	positions: readonly TimelineScan[],
	lines: readonly TimelineScan[],
): readonly TimelineScan[] {
	const newest = new Map<number, TimelineScan>();
	for (const position of positions.filter(({ at, provenance }) => !isForetold(at, provenance, aheadMs))) {
		const known = newest.get(position.leg);
		if (known === undefined || byNewerSlot(known, position) < 0) newest.set(position.leg, position);
	}
	return [...newest.values()].filter((position) => !lines.some((line) => isAfter(line, position)));
}

/** A date alone may be before the position or after it, on that day. */
function isAfter(line: TimelineScan, position: TimelineScan): boolean {
	if (isNote(line.code)) return false;
	return line.time.precision === "day" ? dayOf(line) > dayOf(position) : line.at > position.at;
}

function byNewerSlot(a: Scan, b: Scan): number {
	return bySlot(a, b) || compareText(a.key, b.key);
}

/**
 * The positions among these facts that a newer one of the same leg by the same channel replaces: they need not be kept,
 * their messages are. The rest is the same whatever the order in which the positions came.
 */
export function replacedPositions(facts: readonly ScanFact[]): ReadonlySet<ScanFact> {
	const positions = facts.filter(({ scan }) => isPosition(scan));
	const newest = new Map<string, { readonly fact: ScanFact; readonly told: Provenance }>();
	for (const fact of positions) {
		for (const told of fact.provenance) {
			const place = `${fact.scan.leg} ${told.channel}`;
			const known = newest.get(place);
			if (known === undefined || byNewness({ fact, told }, known) > 0) newest.set(place, { fact, told });
		}
	}
	const standing = new Set([...newest.values()].map(({ fact }) => fact));
	return new Set(positions.filter((fact) => !standing.has(fact)));
}

type Told = { readonly fact: ScanFact; readonly told: Provenance };

/** A position that is dated ahead of its telling is none, and must not keep the later ones out. */
function byNewness(a: Told, b: Told): number {
	return (
		Number(isForetold(b.fact.scan.at, [b.told], aheadMs)) - Number(isForetold(a.fact.scan.at, [a.told], aheadMs)) ||
		bySlot(a.fact.scan, b.fact.scan) ||
		Date.parse(a.told.knownAt) - Date.parse(b.told.knownAt) ||
		compareText(`${a.fact.scan.key} ${a.fact.account ?? ""}`, `${b.fact.scan.key} ${b.fact.account ?? ""}`)
	);
}
