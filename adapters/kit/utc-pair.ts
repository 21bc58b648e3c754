import { offsetMinutes, offsetName } from "./zones.ts";

/** One moment told twice by a payload: on the local clock and in UTC, in whatever digits. */
interface UtcPair {
	readonly localDate: string | undefined;
	readonly localTime: string | undefined;
	readonly utcDate: string | undefined;
	readonly utcTime: string | undefined;
}

/**
 * The offset between the two clocks, `-04:00`; null where one of them is missing or they are no two faces of one
 * moment: offsets are whole quarters of an hour between -12 and +14 hours.
 */
export function offsetBetween({ localDate, localTime, utcDate, utcTime }: UtcPair): string | null {
	const local = moment(localDate, localTime);
	const utc = moment(utcDate, utcTime);
	if (local === null || utc === null) return null;
	const minutes = (local - utc) / 60_000;
	if (!Number.isInteger(minutes / 15) || minutes < -12 * 60 || minutes > 14 * 60) return null;
	return offsetName(minutes < 0 ? "-" : "+", minutes);
}

/** The same where date and clock stand in one text, as `2026-11-24T09:00:00` with any mark between them. */
export function offsetBetweenTimes(local: string | undefined, utc: string | undefined): string | null {
	return offsetBetween({
		localDate: local?.slice(0, 10),
		localTime: local?.slice(11, 19),
		utcDate: utc?.slice(0, 10),
		utcTime: utc?.slice(11, 19),
	});
}

/** The same where the payload counts the seconds since 1970 instead. */
export function offsetAtEpoch(
	localDate: string | undefined,
	localTime: string | undefined,
	seconds: number,
): string | null {
	const [utcDate, utcTime] = clockAtEpoch(seconds)?.split("T") ?? [];
	return offsetBetween({ localDate, localTime, utcDate, utcTime });
}

/** The digits of UTC's clock at a count of seconds since 1970, for payloads that count those of a clock on a wall so. */
export function clockAtEpoch(seconds: number): string | null {
	const at = new Date(seconds * 1_000);
	return Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 19);
}

/** False only where all three are given and the offset does not lead from one clock to the other. */
export function agrees(pair: UtcPair, offset: string): boolean {
	const local = moment(pair.localDate, pair.localTime);
	const utc = moment(pair.utcDate, pair.utcTime);
	const minutes = offsetMinutes(offset);
	// Carriers cut the seconds of one of the two.
	return local === null || utc === null || minutes === null || Math.abs(local - minutes * 60_000 - utc) < 60_000;
}

/** Digits of a date and of a time, with any marks between them, as milliseconds; null where they are neither. */
function moment(date: string | undefined, time: string | undefined): number | null {
	const day = /^(\d{4})(\d\d)(\d\d)$/.exec((date ?? "").replace(/\D/g, ""));
	const digits = (time ?? "").replace(/\D/g, "");
	// 7:47:00 comes as 74700.
	const clock = /^(\d\d)(\d\d)(\d\d)$/.exec(digits.length === 5 ? `0${digits}` : digits);
	if (!day || !clock) return null;
	const [year, month, dayOfMonth] = day.slice(1).map(Number);
	const [hour, minute, second] = clock.slice(1).map(Number);
	return Date.UTC(year ?? 0, (month ?? 1) - 1, dayOfMonth, hour, minute, second);
}
