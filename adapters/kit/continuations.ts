import type { Carrier, Problem, RawShipment, ReadContinuation } from "./carrier.ts";
import { bareNumber, normaliseNumber } from "./numbers.ts";
import { takeOutDetails } from "./privacy.ts";
import { cleanCharacters, plainWords } from "./words.ts";

/** The other numbers of a parcel, each once, but its own. */
export function readContinuations(
	carrier: Carrier,
	raw: RawShipment,
	problems: Problem[],
): readonly ReadContinuation[] {
	const own = bareNumber(raw.trackingNumber ?? "");
	const found = new Map<string, ReadContinuation>();
	for (const told of raw.continues ?? []) {
		const trackingNumber = normaliseNumber(cleanCharacters(told.trackingNumber));
		const bare = bareNumber(trackingNumber);
		if (bare === "" || bare.length > LONGEST_NUMBER || (bare === own && told.carrier === undefined)) continue;
		const carrierName = readName(told.carrierName);
		const same = carrierName === null ? (raw.carrier ?? carrier.code) : null;
		const read = { trackingNumber, carrier: told.carrier ?? same, carrierName };
		found.set(`${read.carrier} ${bare}`, read);
	}
	if (found.size > MOST_CONTINUATIONS) {
		const detail = `${found.size} other numbers of one parcel: the first ${MOST_CONTINUATIONS} are read.`;
		problems.push({ kind: "unreadable", detail });
	}
	return [...found.values()].slice(0, MOST_CONTINUATIONS);
}

// A parcel changes hands a few times. A stranger's list is kept in the message, and nobody reads it on a page.
const MOST_CONTINUATIONS = 20;
const LONGEST_NUMBER = 200;

/** What a carrier calls another. Of a courier who is one person it may be a name with a telephone number. */
export function readName(written: string | undefined): string | null {
	if (written === undefined) return null;
	return [...takeOutDetails(plainWords(written)).text].slice(0, LONGEST_NAME).join("") || null;
}

const LONGEST_NAME = 80;
