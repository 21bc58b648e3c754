import { printDay } from "../../src/core/print-instant.ts";
import type { TimePrecision } from "../../src/core/scan.ts";
import type { TimeFormat } from "./carrier.ts";
import { readZone } from "./zones.ts";

/** What the characters say, before anybody asks whose clock it was. */
export interface Written {
	/** `YYYY-MM-DDTHH:mm:ss`, or `YYYY-MM-DD` for a date. */
	readonly local: string;
	/** The same as if it stood in UTC, with milliseconds where they were written. */
	readonly wallMs: number;
	readonly precision: TimePrecision;
	/** What stands behind the clock, as written: `Z`, `-04.00`, `GMT+8`, `EST`. */
	readonly offset: string | undefined;
	/** The name in brackets behind that. */
	readonly zone: string | undefined;
}

export type CalendarFormat = Exclude<TimeFormat, "epoch-ms" | "epoch-s" | "/Date(ms)/">;

/** What the characters, blanks in them single, say in this format; null where they do not fit or no such moment exists. */
export function readFormat(characters: string, format: CalendarFormat): Written | null {
	const part = shapeOf(format).exec(characters)?.groups;
	if (!part) return null;
	const { offset, zone } = part;
	if (offset !== undefined && isNumber.test(offset) && readZone(offset) === null) return null;
	const year = part.yy === undefined ? Number(part.y) : 2000 + Number(part.yy);
	const month = part.MMM === undefined ? Number(part.M) : monthOf(part.MMM);
	const day = dayMs(year, month, Number(part.d));
	if (day === null || (part.E !== undefined && !isWeekday(part.E, day))) return null;
	if (part.H === undefined) return { local: printDay(day), wallMs: day, precision: "day", offset, zone };
	const hour = part.a === undefined ? Number(part.H) : hourOf12(Number(part.H), part.a);
	const clock = hour === null ? null : clockMs(hour, Number(part.m), Number(part.s ?? 0));
	if (clock === null) return null;
	return {
		local: printWall(day, clock),
		wallMs: day + clock + Number((part.f ?? "").padEnd(3, "0").slice(0, 3)),
		precision: part.s === undefined ? "minute" : "second",
		offset,
		zone,
	};
}

const isNumber = /^(?:UTC|GMT)? ?[+\u2212-]\d/i;

const shapes = new Map<CalendarFormat, RegExp>();

function shapeOf(format: CalendarFormat): RegExp {
	const known = shapes.get(format);
	if (known !== undefined) return known;
	const made = new RegExp(`^${format === "iso" ? ISO : compile(format)}$`, "i");
	shapes.set(format, made);
	return made;
}

const FRACTION = "(?:[.,](?<f>\\d+))?";
const MORE_SECONDS = `(?::(?<s>\\d\\d)${FRACTION})?`;
// A word is never AM or PM: `02:30 PM` would be half past two at night, in a zone that nobody knows.
const OFFSET = "(?:UTC|GMT)? ?[+\\u2212-]\\d{1,2}(?:[:.]?\\d\\d)?|Z|(?![AP]M\\b)[A-Z]{2,5}|[A-Z]+(?:/[A-Z0-9_+-]+)+";
const BEHIND = `(?: ?(?<offset>${OFFSET}))?(?: ?\\[(?<zone>[^\\]]+)\\])?`;
const ISO = `(?<y>\\d{4})-(?<M>\\d\\d)-(?<d>\\d\\d)(?:[T ](?<H>\\d\\d):(?<m>\\d\\d)${MORE_SECONDS})?${BEHIND}`;
const WEEKDAY = "(?:(?<E>[A-Z]{3,9})\\.?,? )?";

function compile(format: Exclude<CalendarFormat, "iso">): string {
	const [, day = "", clock = ""] = /^(.+?)(?: ([Hh]{2}:?mm.*))?$/.exec(format) ?? [];
	const isPacked = /^[a-zA-Z]+$/.test(day);
	const date = isPacked ? fill(day, "\\d\\d") : `${WEEKDAY}${fill(day, "\\d{1,2}")}`;
	if (clock === "") return date;
	return `${date}${isPacked ? "[T ]?" : "(?:T|,? (?:at |- )?)"}${clockPattern(clock)}${BEHIND}`;
}

function clockPattern(clock: string): string {
	// Carriers that declare packed digits send colons all the same.
	if (!clock.includes(":")) return fill(clock, "\\d\\d").replaceAll(")(", "):?(");
	const [digits = "", half = ""] = clock.split(/(?= a)/);
	return `${fill(digits, "\\d{1,2}")}${digits.endsWith("ss") ? FRACTION : MORE_SECONDS}${fill(half, "")}`;
}

/** The letters of a format, each the digits that it stands for; its marks are themselves. */
function fill(letters: string, digits: string): string {
	return letters.replace(/yyyy|yy|MMM|MM|dd|HH|hh|mm|ss| a|, |[./]/g, (token) => {
		switch (token) {
			case "yyyy":
				return "(?<y>\\d{4})";
			case "yy":
				return "(?<yy>\\d\\d)";
			case "MMM":
				return "(?<MMM>[A-Z]{3,9})\\.?";
			case "MM":
				return `(?<M>${digits})`;
			case "dd":
				return letters.includes("MMM") ? `(?<d>${digits})(?:st|nd|rd|th)?` : `(?<d>${digits})`;
			case "HH":
			case "hh":
				return `(?<H>${digits})`;
			case "mm":
				return "(?<m>\\d\\d)";
			case "ss":
				return "(?<s>\\d\\d)";
			case " a":
				return " ?(?<a>[AP])\\.? ?M\\.?";
			case ", ":
				return ",? ";
			default:
				return `\\${token}`;
		}
	});
}

const MONTHS = [
	"january",
	"february",
	"march",
	"april",
	"may",
	"june",
	"july",
	"august",
	"september",
	"october",
	"november",
	"december",
];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** From 1; 0 for what is no month. */
function monthOf(written: string): number {
	return MONTHS.findIndex((name) => isShort(written, name)) + 1;
}

function isWeekday(written: string, day: number): boolean {
	const name = WEEKDAYS[new Date(day).getUTCDay()];
	return name !== undefined && isShort(written, name);
}

/** `Nov`, `Sept`, `Tues` or the name in full. */
function isShort(written: string, name: string): boolean {
	const letters = written.toLowerCase();
	return letters === name || (letters.length <= 5 && letters.length >= 3 && name.startsWith(letters));
}

/** 12 AM is midnight and 12 PM is noon. */
function hourOf12(hour: number, half: string): number | null {
	if (hour < 1 || hour > 12) return null;
	return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/** Midnight of the day as if it stood in UTC; null where the calendar has no such day, or no parcel can be of it. */
function dayMs(year: number, month: number, day: number): number | null {
	if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
	const midnight = Date.UTC(year, month - 1, day);
	return isPlausible(midnight) ? midnight : null;
}

function daysIn(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function clockMs(hour: number, minute: number, second: number): number | null {
	// 24:00 is the end of the day it is written on, which is the start of the next.
	const isEndOfDay = hour === 24 && minute === 0 && second === 0;
	if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 59) return null;
	return ((hour * 60 + minute) * 60 + second) * 1_000;
}

// Carriers write "never" as 0001-01-01, 1970-01-01, 1990-01-01 or 9999-12-31; EDI's samples and archives go back so far.
const EARLIEST_MS = Date.UTC(1991, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Whether a parcel of our time can have been anywhere then. */
export function isPlausible(at: number): boolean {
	return at >= EARLIEST_MS && at < LATEST_MS;
}

function printWall(day: number, clock: number): string {
	if (clock >= DAY_MS) return printWall(day + DAY_MS, clock - DAY_MS);
	const seconds = clock / 1_000;
	const two = (number: number) => (number < 10 ? `0${number}` : `${number}`);
	const [hour, minute] = [Math.trunc(seconds / 3_600), Math.trunc(seconds / 60) % 60];
	return `${printDay(day)}T${two(hour)}:${two(minute)}:${two(seconds % 60)}`;
}

const DAY_MS = 86_400_000;
