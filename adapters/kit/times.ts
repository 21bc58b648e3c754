import type { TimePrecision, WrittenTime } from "../../src/core/scan.ts";
import type { Clock, RawTime, TimeFormat, ZonePolicy } from "./carrier.ts";
import { offsetMinutes, offsetName, zoneName } from "./zones.ts";

/** What the characters say, before anybody asks whose clock it was. */
interface Written {
	readonly local: string;
	/** The wall clock as if it stood in UTC. */
	readonly wallMs: number;
	readonly precision: TimePrecision;
	readonly milliseconds: number;
	readonly offset: string | undefined;
	readonly zone: string | undefined;
}

/** Reads a time as the carrier wrote it; null where no format fits or no such moment exists. */
export function readTime(raw: RawTime, clock: Clock): WrittenTime | null {
	const characters = raw.text.trim();
	for (const format of clock.formats) {
		if (format === "epoch-ms" || format === "epoch-s") {
			const time = readEpoch(characters, format, raw);
			if (time) return time;
			continue;
		}
		const written = readWritten(characters, format);
		if (!written) continue;
		const isDay = clock.midnightIsDay === true && written.local.endsWith("T00:00:00") && written.milliseconds === 0;
		return locate(isDay ? asDay(written) : written, raw, clock.zone);
	}
	return null;
}

function asDay(written: Written): Written {
	return { ...written, local: written.local.slice(0, 10), precision: "day" };
}

/** The zone comes from the payload where it names one, else from the carrier's rule. */
function locate(written: Written, raw: RawTime, policy: ZonePolicy): WrittenTime {
	const { local, precision } = written;
	const offset = written.offset ?? raw.offset?.trim();
	const minutes = offset ? offsetMinutes(offset) : null;
	const named = zoneName(written.zone ?? raw.zone);
	if (minutes !== null && offset) {
		const zone = named ?? offsetName(offset, minutes);
		if (precision === "day") return { kind: "zoned", local, precision, zone, source: "payload" };
		const instant = printInstant(written.wallMs - minutes * 60_000 + written.milliseconds);
		return { kind: "known", local, precision, zone, instant };
	}
	if (named) return { kind: "zoned", local, precision, zone: named, source: "payload" };
	switch (policy.kind) {
		case "fixed":
			return { kind: "zoned", local, precision, zone: policy.zone, source: "carrier" };
		case "scan-site":
			return { kind: "site", local, precision, fallback: policy.fallback };
		case "in-payload":
			return { kind: "site", local, precision, fallback: null };
	}
}

function readEpoch(characters: string, format: "epoch-ms" | "epoch-s", raw: RawTime): WrittenTime | null {
	if (!/^\d{9,13}(?:\.0+)?$/.test(characters)) return null;
	const at = Number(characters) * (format === "epoch-s" ? 1_000 : 1);
	if (!isPlausible(at)) return null;
	const offset = raw.offset?.trim();
	const minutes = offset ? offsetMinutes(offset) : null;
	const local = new Date(at + (minutes ?? 0) * 60_000).toISOString().slice(0, 19);
	const zone = minutes !== null && offset ? (zoneName(raw.zone) ?? offsetName(offset, minutes)) : "UTC";
	return { kind: "known", local, precision: "second", zone, instant: printInstant(at) };
}

const DATE = "(?<y>\\d{4})-(?<M>\\d\\d)-(?<d>\\d\\d)";
const CLOCK = "(?<H>\\d\\d):(?<m>\\d\\d)";
const SECONDS = ":(?<s>\\d\\d)(?:[.,](?<f>\\d+))?";
const OFFSET = "(?<offset>Z|(?:UTC|GMT)?[+-]\\d{1,2}(?:[:.]?\\d\\d)?|UTC|GMT)(?:\\[(?<zone>[^\\]]+)\\])?";

const SHAPES: Record<Exclude<TimeFormat, "epoch-ms" | "epoch-s">, RegExp> = {
	iso: new RegExp(`^${DATE}(?:[T ]${CLOCK}(?:${SECONDS})?)?(?: ?${OFFSET})?$`, "i"),
	"yyyy-MM-dd": new RegExp(`^${DATE}$`),
	"yyyy-MM-dd HH:mm": new RegExp(`^${DATE}[T ]${CLOCK}$`),
	"yyyy-MM-dd HH:mm:ss": new RegExp(`^${DATE}[T ]${CLOCK}${SECONDS}$`),
	yyyyMMdd: /^(?<y>\d{4})(?<M>\d\d)(?<d>\d\d)$/,
	"yyyyMMdd HHmm": /^(?<y>\d{4})(?<M>\d\d)(?<d>\d\d)[T ]?(?<H>\d\d):?(?<m>\d\d)$/,
	"yyyyMMdd HHmmss": /^(?<y>\d{4})(?<M>\d\d)(?<d>\d\d)[T ]?(?<H>\d\d):?(?<m>\d\d):?(?<s>\d\d)$/,
	"dd.MM.yyyy HH:mm": /^(?<d>\d{1,2})\.(?<M>\d{1,2})\.(?<y>\d{4}),? (?<H>\d\d):(?<m>\d\d)(?::(?<s>\d\d))?$/,
	"dd/MM/yyyy HH:mm:ss": /^(?<d>\d{1,2})\/(?<M>\d{1,2})\/(?<y>\d{4}) (?<H>\d\d):(?<m>\d\d)(?::(?<s>\d\d))?$/,
	"MM/dd/yyyy hh:mm a":
		/^(?<M>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4}),? (?<H>\d{1,2}):(?<m>\d\d)(?::(?<s>\d\d))? ?(?<half>[ap])\.?m\.?$/i,
};

function readWritten(characters: string, format: keyof typeof SHAPES): Written | null {
	const part = SHAPES[format].exec(characters)?.groups;
	if (!part) return null;
	const offset = part.offset;
	if (offset && offsetMinutes(offset) === null) return null;
	const date = [Number(part.y), Number(part.M), Number(part.d)] as const;
	if (part.H === undefined) {
		const at = momentMs(date, [0, 0, 0]);
		if (at === null) return null;
		const local = printWall(at).slice(0, 10);
		return { local, wallMs: at, precision: "day", milliseconds: 0, offset, zone: part.zone };
	}
	const hour = part.half ? hourOf12(Number(part.H), part.half) : Number(part.H);
	const at = hour === null ? null : momentMs(date, [hour, Number(part.m), Number(part.s ?? 0)]);
	if (at === null) return null;
	return {
		local: printWall(at),
		wallMs: at,
		precision: part.s === undefined ? "minute" : "second",
		milliseconds: Number((part.f ?? "0").padEnd(3, "0").slice(0, 3)),
		offset,
		zone: part.zone,
	};
}

/** 12 AM is midnight and 12 PM is noon. */
function hourOf12(hour: number, half: string): number | null {
	if (hour < 1 || hour > 12) return null;
	return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/** The wall clock as if it stood in UTC; null where the calendar or the clock has no such moment. */
function momentMs(
	[year, month, day]: readonly [number, number, number],
	[hour, minute, second]: readonly [number, number, number],
): number | null {
	// 24:00 is the end of the day it is written on, which is the start of the next.
	const isEndOfDay = hour === 24 && minute === 0 && second === 0;
	if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 59) return null;
	const midnight = Date.UTC(year, month - 1, day);
	const date = new Date(midnight);
	if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	const at = midnight + ((hour * 60 + minute) * 60 + second) * 1_000;
	return isPlausible(at) ? at : null;
}

// Carriers write "never" as 0001-01-01, 1970-01-01 or 9999-12-31.
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

function isPlausible(at: number): boolean {
	return at >= EARLIEST_MS && at < LATEST_MS;
}

function printWall(at: number): string {
	return new Date(at).toISOString().slice(0, 19);
}

/** `YYYY-MM-DDTHH:mm:ssZ`, with milliseconds only where they are not zero. */
function printInstant(at: number): string {
	return new Date(at).toISOString().replace(".000Z", "Z");
}
