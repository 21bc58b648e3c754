import { Temporal } from "temporal-polyfill";

/** What a zone makes of a wall clock. */
export interface Offset {
	/** What to take from the wall clock to reach UTC. */
	readonly offsetMs: number;
	/** The clocks were put forward over this wall clock: nobody ever read it. */
	readonly skipped: boolean;
}

/**
 * The offset of a zone (`America/New_York`, `+08:00`, `UTC`) at a wall clock, given as its digits read in UTC; null for
 * a zone that this runtime does not know. A wall clock that came twice means the first time. One that was skipped is
 * read with the offset before the change, so that it lands as far after the change as it was written past it. Both as
 * Temporal's "compatible".
 */
export function offsetAt(zone: string, wallClockMs: number): Offset | null {
	const spans = spansAround(zone, wallClockMs);
	if (spans === null) return null;
	let before: Span | null = null;
	for (const span of spans) {
		if (wallClockMs - span.offsetMs >= span.untilMs) {
			before = span;
			continue;
		}
		if (before !== null && wallClockMs - span.offsetMs < span.fromMs) {
			return { offsetMs: before.offsetMs, skipped: true };
		}
		// Spans come in order: of two that show this wall clock this is the earlier.
		return { offsetMs: span.offsetMs, skipped: false };
	}
	throw new Error(`${zone} has no last span.`);
}

/** What to add to an instant to reach the wall clock of a zone; null for a zone that this runtime does not know. */
export function offsetOfInstant(zone: string, instantMs: number): number | null {
	const spans = spansAround(zone, instantMs);
	if (spans === null) return null;
	return spans.find((span) => instantMs < span.untilMs)?.offsetMs ?? null;
}

/** Whether this runtime's clocks know the zone: an IANA name, `UTC`, or an offset such as `+08:00`. */
export function isZone(zone: string): boolean {
	return zoneBlocks(zone) !== null;
}

/** From an instant until the next span, the clocks of a zone differ from UTC by one offset. */
interface Span {
	readonly fromMs: number;
	readonly untilMs: number;
	readonly offsetMs: number;
}

type Spans = readonly Span[];

// Some 398 days. Asking Temporal for each scan would take 30 us; asking it for the changes of a block takes 200 us once.
const BLOCK_MS = 2 ** 35;
// A wall clock is never further from its instant than this.
const MARGIN_MS = 2 * 86_400_000;
// A century has 92 blocks, the world some 600 names of zones; names and years come from outside.
const BLOCKS_KEPT = 200;
const ZONES_KEPT = 1_000;

const knownZones = new Map<string, Map<number, Spans>>();

/** The spans of the block of a wall clock or instant, oldest first, beyond both of its ends. */
function spansAround(zone: string, ms: number): Spans | null {
	const blocks = zoneBlocks(zone);
	if (blocks === null) return null;
	const block = Math.floor(ms / BLOCK_MS);
	const known = blocks.get(block);
	if (known !== undefined) return known;
	const spans = spansOf(zone, block * BLOCK_MS - MARGIN_MS, (block + 1) * BLOCK_MS + MARGIN_MS);
	if (blocks.size >= BLOCKS_KEPT) blocks.clear();
	blocks.set(block, spans);
	return spans;
}

function zoneBlocks(zone: string): Map<number, Spans> | null {
	const known = knownZones.get(zone);
	if (known !== undefined) return known;
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
	const blocks = new Map<number, Spans>();
	if (knownZones.size >= ZONES_KEPT) knownZones.clear();
	knownZones.set(zone, blocks);
	return blocks;
}

function spansOf(zone: string, fromMs: number, untilMs: number): Spans {
	const spans: Span[] = [];
	let clock: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
	while (clock !== null && clock.epochMilliseconds < untilMs) {
		const next: Temporal.ZonedDateTime | null = clock.getTimeZoneTransition("next");
		const end = next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds;
		spans.push({ fromMs: clock.epochMilliseconds, untilMs: end, offsetMs: clock.offsetNanoseconds / 1e6 });
		clock = next;
	}
	return spans;
}
