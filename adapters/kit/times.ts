import { printInstant } from "../../src/core/print-instant.ts";
import type { WrittenTime } from "../../src/core/scan.ts";
import type { Clock, Problem, RawTime } from "./carrier.ts";
import { isPlausible, readFormat, type Written } from "./time-formats.ts";
import { type NamedZone, readZone } from "./zones.ts";

/**
 * Reads a time as the carrier wrote it; null where no format fits or no such moment exists. A zone that nobody knows is
 * added to `problems`: the wall clock is kept, and no rule of the carrier's makes an instant of it.
 */
export function readTime(raw: RawTime, clock: Clock, problems: Problem[] = []): WrittenTime | null {
	const trimmed = raw.text.trim();
	const characters = /[^\S ]|\s\s/.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed;
	for (const format of clock.formats) {
		if (format === "epoch-ms" || format === "epoch-s" || format === "/Date(ms)/") {
			const epoch = readEpoch(characters, format);
			if (epoch) return showEpoch(epoch, raw, clock, problems);
			continue;
		}
		const written = readFormat(characters, format);
		if (!written) continue;
		const isDay = clock.midnightIsDay === true && written.precision !== "day" && written.wallMs % DAY_MS === 0;
		return locate(isDay ? asDay(written) : written, raw, clock, problems);
	}
	return null;
}

const DAY_MS = 86_400_000;

function asDay(written: Written): Written {
	return { ...written, local: written.local.slice(0, 10), precision: "day" };
}

/** The zone comes from the payload where it names one, else from the carrier's rule. */
function locate(written: Written, raw: RawTime, clock: Clock, problems: Problem[]): WrittenTime {
	const { local, precision, wallMs } = written;
	const { named, isUnknown } = zoneOf(written, raw, clock, problems);
	if (named === null) return byRule(written, clock, isUnknown || raw.atSite === true);
	const { zone, minutes } = named;
	if (precision === "day" || minutes === null) return { kind: "zoned", local, precision, zone, source: "payload" };
	const at = wallMs - minutes * 60_000;
	if (isMeant(raw.shownAt, clock)) return showEpoch({ at, offset: raw.shownAt }, { text: raw.text }, clock, problems);
	return { kind: "known", local, precision, zone, instant: printInstant(at) };
}

/** Whose wall clock it was where the payload does not say, or says it in a word that nobody knows. */
function byRule({ local, precision }: Written, { zone: rule }: Clock, isExempt: boolean): WrittenTime {
	switch (rule.kind) {
		case "fixed":
			return isExempt
				? { kind: "site", local, precision, fallback: rule.zone }
				: { kind: "zoned", local, precision, zone: rule.zone, source: "carrier" };
		case "scan-site":
			return { kind: "site", local, precision, fallback: rule.fallback };
		case "in-payload":
			return { kind: "site", local, precision, fallback: null };
	}
}

interface ZoneOfTime {
	/** The instant is by the offset where there is one, and the name by the zone. */
	readonly named: NamedZone | null;
	readonly isUnknown: boolean;
}

/** What the payload says of the zone: behind the clock, else in fields of their own. */
function zoneOf(
	written: Pick<Written, "offset" | "zone">,
	raw: RawTime,
	clock: Clock,
	problems: Problem[],
): ZoneOfTime {
	const behind = isMeant(written.offset, clock) ? written.offset : raw.offset;
	const offset = isMeant(behind, clock) ? readWord(behind, clock, problems) : undefined;
	const beside = written.zone ?? raw.zone;
	const name = beside?.trim() ? readWord(beside, clock, problems) : undefined;
	const isUnknown = offset === null || name === null;
	if (!offset || !name) return { named: offset ?? name ?? null, isUnknown };
	// Either field may hold either.
	const [instant, place] = offset.minutes === null ? [name, offset] : [offset, name];
	return { named: { zone: place.zone, minutes: instant.minutes }, isUnknown };
}

function isMeant(word: string | undefined, { z }: Clock): word is string {
	const trimmed = word?.trim();
	return trimmed !== undefined && trimmed !== "" && !(z === "local" && trimmed.toUpperCase() === "Z");
}

function readWord(word: string, { zoneWords }: Clock, problems: Problem[]): NamedZone | null {
	const named = readZone(word, zoneWords);
	if (named === null) problems.push({ kind: "bad-time", detail: `${word.trim().slice(0, 40)} is no known time zone.` });
	return named;
}

/** Milliseconds since 1970, and the offset of the clock to show, where the format has one. */
interface Epoch {
	readonly at: number;
	readonly offset: string | undefined;
}

// Of seconds and milliseconds of this century none could be either: nine or ten digits, and twelve or thirteen.
function readEpoch(characters: string, format: "epoch-ms" | "epoch-s" | "/Date(ms)/"): Epoch | null {
	const shape = format === "/Date(ms)/" ? /^\\?\/Date\((\d{9,13})([+-]\d{4})?\)\\?\/$/i : /^(\d{9,13}(?:\.\d+)?)$/;
	const [, digits, offset] = shape.exec(characters) ?? [];
	if (digits === undefined) return null;
	const at = Math.floor(Math.round(Number(digits) * (format === "epoch-s" ? 1e6 : 1e3)) / 1e3);
	return isPlausible(at) ? { at, offset } : null;
}

function showEpoch({ at, offset }: Epoch, raw: RawTime, clock: Clock, problems: Problem[]): WrittenTime {
	const { named } = zoneOf({ offset, zone: undefined }, raw, clock, problems);
	const { zone, minutes } = named?.minutes == null ? { zone: "UTC", minutes: 0 } : { ...named, minutes: named.minutes };
	const local = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
	return { kind: "known", local, precision: "second", zone, instant: printInstant(at) };
}
