import type { Marked, WrittenTime } from "../../src/core/scan.ts";
import type { RawPickup, RawScan, RawTime, ReadDetails, ReadPickup, ReadScan } from "./carrier.ts";
import { readPoint } from "./places.ts";
import { takeOutDetails } from "./privacy.ts";
import { plainWords } from "./words.ts";

/** Two weeks, a line a day: what carriers tell of holidays stands in more. */
export const MOST_LINES = 14;
export const MOST_OF_LINE = 120;
export const MOST_OF_ADDRESS = 240;
export const MOST_STOPS = 1_000;

/** Whether a scan of this code may tell where the parcel waits: a shop that took it in on its way is no such place. */
export function mayWait(code: string): boolean {
	return /^(?:ready_for_pickup|delivery_attempted)\./.test(code);
}

/** What a scan tells beside its words, and the personal details that stood among it. */
export interface DetailsReading {
	/** Undefined where it tells nothing. */
	readonly details: ReadDetails | undefined;
	readonly marked: Marked;
}

type DetailsWritten = { readonly [K in "pickup" | "stopsBefore"]?: RawScan[K] | undefined };

/** `readUntil` reads the last day by the carrier's rules. */
export function readDetails(
	{ pickup: written, stopsBefore: stops }: DetailsWritten,
	readUntil: (time: RawTime) => WrittenTime | null,
): DetailsReading {
	const found: Found = {};
	const pickup = written && readPickup(written, found, readUntil);
	// The phone of a counter is not the courier's, nor is its keeper he.
	const marked = found.pickupCode === undefined ? {} : { pickupCode: found.pickupCode };
	const stopsBefore = readStops(stops);
	if (!pickup && stopsBefore === undefined) return { details: undefined, marked };
	return { details: { ...(stopsBefore !== undefined && { stopsBefore }), ...(pickup && { pickup }) }, marked };
}

/** The scans of a parcel, the newest of each piece that waits with what is told of the place beside all of them. */
export function withPickup(scans: readonly ReadScan[], { details, marked }: DetailsReading): readonly ReadScan[] {
	const pickup = details?.pickup;
	if (pickup === undefined) return scans;
	const newest = new Map<string | null, ReadScan>();
	for (const scan of scans) {
		const known = newest.get(scan.piece);
		if (scan.code.startsWith("ready_for_pickup.") && (known === undefined || !isNewer(known, scan))) {
			newest.set(scan.piece, scan);
		}
	}
	return scans.map((scan) => {
		if (newest.get(scan.piece) !== scan || scan.details?.pickup) return scan;
		return { ...scan, marked: { ...marked, ...scan.marked }, details: { ...scan.details, pickup } };
	});
}

function isNewer(one: ReadScan, other: ReadScan): boolean {
	return one.sequence > other.sequence || (one.sequence === other.sequence && one.clock.local > other.clock.local);
}

type Found = { -readonly [K in keyof Marked]: Marked[K] };

/** Null where the carrier tells nothing of it. `found` gains the personal details that were cut out, the first of a kind. */
function readPickup(raw: RawPickup, found: Found, readUntil: (time: RawTime) => WrittenTime | null): ReadPickup | null {
	const words = (written: string | undefined, most: number): string | null => {
		const read = takeOutDetails(plainWords(written ?? ""));
		Object.assign(found, { ...read.marked, ...found });
		return short(read.text, most) || null;
	};
	const parts = typeof raw.address === "string" ? [raw.address] : (raw.address ?? []);
	const address = distinct(parts.flatMap((part) => words(part, MOST_OF_ADDRESS) ?? [])).join(", ");
	const { lat, lng } = readPoint(raw.lat, raw.lng) ?? { lat: null, lng: null };
	const pickup: ReadPickup = {
		name: words(raw.name, MOST_OF_LINE),
		address: short(address, MOST_OF_ADDRESS) || null,
		hours: (raw.hours ?? []).slice(0, MOST_LINES).flatMap((line) => words(line, MOST_OF_LINE) ?? []),
		until: raw.until?.text.trim() ? readUntil(raw.until) : null,
		lat,
		lng,
	};
	const { hours, ...others } = pickup;
	return hours.length === 0 && Object.values(others).every((part) => part === null) ? null : pickup;
}

/** Of a day's round; a carrier that writes more, or less than none, means something else. */
function readStops(written: number | undefined): number | undefined {
	const isCount = written !== undefined && Number.isInteger(written) && written >= 0 && written <= MOST_STOPS;
	return isCount ? written : undefined;
}

/** Cut between letters that are whole: half a surrogate is none. */
function short(words: string, most: number): string {
	if (words.length <= most) return words;
	return `${words
		.slice(0, most - 1)
		.replace(/[\ud800-\udbff]$/, "")
		.trimEnd()}…`;
}

/** A street that is named twice is one street. */
function distinct(parts: readonly string[]): readonly string[] {
	return [...new Map(parts.map((part) => [part.toLowerCase(), part])).values()];
}
