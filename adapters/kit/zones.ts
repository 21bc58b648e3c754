import { CURRENT_NAMES } from "./zone-aliases.ts";

/** Whose clock a carrier's word names. `minutes` east of UTC where it names an offset, null where it names a zone. */
export interface NamedZone {
	/** `+08:00`, `UTC`, or an IANA name as it is spelled today. */
	readonly zone: string;
	readonly minutes: number | null;
}

/**
 * What a carrier's word for a zone means: an offset in any spelling, an IANA name of today or before, or a word of its
 * own table. Null for all else: an abbreviation is never guessed.
 */
export function readZone(word: string, words: Readonly<Record<string, string>> = {}): NamedZone | null {
	const trimmed = word.trim();
	const own = trimmed.toUpperCase();
	return nameOf(Object.hasOwn(words, own) ? (words[own] ?? trimmed) : trimmed);
}

const named = new Map<string, NamedZone | null>();

function nameOf(meant: string): NamedZone | null {
	const before = named.get(meant);
	if (before !== undefined) return before;
	// Words come from outside: the table must not grow with them.
	if (named.size > 1_000) named.clear();
	const answer = lookUp(meant);
	named.set(meant, answer);
	return answer;
}

function lookUp(meant: string): NamedZone | null {
	// In these names the sign is that of POSIX, west of Greenwich.
	const posix = /^Etc\/GMT(?<sign>[+-])(?<hours>\d{1,2})$/i.exec(meant)?.groups;
	const offset = posix ? `${posix.sign === "+" ? "-" : "+"}${posix.hours}` : meant;
	const minutes = offsetMinutes(offset);
	if (minutes !== null) return { zone: offsetName(offset, minutes), minutes };
	const zone = zoneName(meant);
	return zone === null ? null : { zone, minutes: null };
}

/**
 * Minutes east of UTC of `+08:00`, `-0500`, `-04.00`, `+07`, `GMT+8`, `UTC+5:30`, `Z`; null where it is none of them, or
 * no clock on earth shows it: offsets are whole quarters of an hour from -12 to +14 hours.
 */
export function offsetMinutes(offset: string): number | null {
	const trimmed = offset.trim().toUpperCase();
	if (trimmed === "Z" || trimmed === "UTC" || trimmed === "GMT") return 0;
	const part = /^(?:UTC|GMT)? ?(?<sign>[+\u2212-])(?<hours>\d{1,2})(?:[:.]?(?<minutes>\d\d))?$/.exec(trimmed)?.groups;
	if (!part) return null;
	const minutes = Number(part.minutes ?? 0);
	const distance = Number(part.hours) * 60 + minutes;
	const east = part.sign === "+" ? distance : 0 - distance;
	return minutes % 15 !== 0 || minutes > 59 || east < -12 * 60 || east > 14 * 60 ? null : east;
}

/** `UTC` where the carrier wrote a Z, else `+08:00`. */
export function offsetName(offset: string, minutes: number): string {
	if (/^(?:Z|UTC|GMT)$/i.test(offset.trim())) return "UTC";
	const distance = Math.abs(minutes);
	const hours = String(Math.trunc(distance / 60)).padStart(2, "0");
	return `${minutes < 0 ? "-" : "+"}${hours}:${String(distance % 60).padStart(2, "0")}`;
}

/**
 * The name of today of an IANA zone, in its own capitals, where this runtime's clocks know it; else null. `CET`, `EST`,
 * `MST` and the like are words for offsets, whatever the database once made of them.
 */
export function zoneName(name: string): string | null {
	const trimmed = name.trim();
	if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,40}$/.test(trimmed)) return null;
	const current = CURRENT_NAMES.get(trimmed.toLowerCase());
	if (current === undefined && !trimmed.includes("/")) return null;
	try {
		const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: current ?? trimmed }).resolvedOptions();
		// Engines differ in what they call a zone that had several names.
		return current ?? CURRENT_NAMES.get(timeZone.toLowerCase()) ?? timeZone;
	} catch {
		return null;
	}
}
