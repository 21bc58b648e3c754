import { createMemory, remembered } from "../../src/core/memory.ts";

/** How a language says days, times and countries. Wall clocks go in as written; no zone of this machine has a say. */
export interface Speech {
	readonly locale: string;
	/** "Tue 24 Nov", with the year when it is not that of `today`. */
	readonly day: (local: string, today: string) => string;
	/** "Tue 24 Nov – Fri 27 Nov", with the year unless both are of that of `today`. */
	readonly days: (from: string, to: string, today: string) => string;
	/** "November 2026". */
	readonly month: (local: string) => string;
	readonly time: (local: string) => string;
	/** "10:00–14:00" of one day. */
	readonly times: (from: string, to: string) => string;
	/** "6 minutes ago". */
	readonly ago: (instant: string, now: string) => string;
	readonly country: (code: string) => string;
	/** "UK". */
	readonly countryInShort: (code: string) => string;
	/** "Pacific Time", "GMT+8": what the clocks of a zone are called at an instant. A zone is an IANA name or an offset. */
	readonly zone: (zone: string, instant: string) => string;
	readonly list: (texts: readonly string[]) => string;
	/** A phrase as a sentence: with the full stop of the language. */
	readonly sentence: (phrase: string) => string;
	/** Sentences one after the other. */
	readonly sentences: (texts: readonly string[]) => string;
	/** "Leipzig, Germany": with the comma of the language. */
	readonly parts: (texts: readonly string[]) => string;
	/** "Tue 24 Nov, 11:05", of what `day` and `time` gave. */
	readonly moment: (day: string, time: string) => string;
}

/** Of each locale. */
const RANGES_KEPT = 100;

// Buyers write their locale as they like: whoever goes through all of them must not push out the common ones for good.
const memory = createMemory<Speech>(100);

/** `locale` must be one that Intl takes. */
export function speechOf(locale: string): Speech {
	return memory.get(locale, () => makeSpeech(locale));
}

function makeSpeech(wished: string): Speech {
	const locale = withPlainDigits(wished);
	// Carriers count by this calendar everywhere: a reader compares its days with theirs.
	const ofDay = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC", calendar: "gregory" } as const;
	const day = new Intl.DateTimeFormat(locale, ofDay);
	const dayOfYear = new Intl.DateTimeFormat(locale, { ...ofDay, year: "numeric" });
	const month = new Intl.DateTimeFormat(locale, {
		month: "long",
		year: "numeric",
		timeZone: "UTC",
		calendar: "gregory",
	});
	const time = clockOf(locale);
	const halves = halvesOf(locale);
	const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
	const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
	const shortRegions = new Intl.DisplayNames(locale, { type: "region", style: "short", fallback: "code" });
	const list = new Intl.ListFormat(locale, { type: "conjunction" });
	// Each takes 20 us to write, and a page writes the same ones again and again.
	const ranges = createMemory<string>(RANGES_KEPT);
	return {
		locale: wished,
		day: (local, today) => whole((local.slice(0, 4) === today.slice(0, 4) ? day : dayOfYear).format(asUtc(local))),
		days: (from, to, today) => {
			const isThisYear = [from, to].every((local) => local.slice(0, 4) === today.slice(0, 4));
			const write = () => {
				const parts = (isThisYear ? day : dayOfYear).formatRangeToParts(asUtc(from), asUtc(to));
				// In Korean nothing but a wave stands between two days.
				return unbroken(parts).replace("~", "~\u200b");
			};
			return ranges.get(`${isThisYear} ${from} ${to}`, write);
		},
		month: (local) => whole(month.format(asUtc(local.slice(0, 10)))),
		time: (local) => whole(halves(time.format(asUtc(local)))).replaceAll(" ", "\u00a0"),
		times: (from, to) => whole(halves(unbroken(time.formatRangeToParts(asUtc(from), asUtc(to))))),
		ago: (instant, now) => ago.format(...unitOf(Date.parse(instant) - Date.parse(now))),
		country: remembered((code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code)),
		countryInShort: remembered((code) => (/^[A-Z]{2}$/.test(code) ? (shortRegions.of(code) ?? code) : code)),
		zone: (zone, instant) => zoneWords(locale, zone, Date.parse(instant)),
		list: (texts) => list.format(texts),
		...pointsOf(locale),
	};
}

/** 06:20 where a day has 24 hours, 6:20 am where it has twice twelve. */
function clockOf(locale: string): Intl.DateTimeFormat {
	const short = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
	const isTwelve = short.resolvedOptions().hour12;
	return isTwelve ? short : new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
}

/** Some versions of Unicode's data leave the halves of a Korean day in English: "PM 2:05" for what all write as 오후 2:05. */
function halvesOf(locale: string): (clock: string) => string {
	if (new Intl.Locale(locale).language !== "ko") return (clock) => clock;
	return (clock) => clock.replaceAll("AM", "오전").replaceAll("PM", "오후");
}

// A line may break between two days or two times, not within one.
function unbroken(parts: readonly { readonly source: string; readonly value: string }[]): string {
	return parts
		.map(({ source, value }) => (source === "shared" && value.trim() !== "" ? GAP + value + GAP : value))
		.join("")
		.split(GAP)
		.map((text, index) => (index % 2 === 1 ? text : whole(text).replaceAll(" ", "\u00a0")))
		.join("");
}

const GAP = "\u0000";

/** Chinese and Japanese break a line between any two characters: not within a day or a time. */
function whole(text: string): string {
	return text.replaceAll(/(?<=[\p{scx=Han}\d])(?=\p{scx=Han})|(?<=\p{scx=Han})(?=\d)/gu, "\u2060");
}

/** Tracking numbers and the counts of our sentences are in these digits, and dates beside them are to look like them. */
function withPlainDigits(locale: string): string {
	const { language } = new Intl.Locale(locale);
	return language === "ar" ? new Intl.Locale(locale, { numberingSystem: "latn" }).toString() : locale;
}

/** What stands between and after words, where it is not what English has. */
function pointsOf(locale: string): Pick<Speech, "sentence" | "sentences" | "parts" | "moment"> {
	const { language } = new Intl.Locale(locale);
	const isHan = language === "zh" || language === "ja";
	const stop = isHan ? "。" : language === "hi" ? "।" : language === "th" ? "" : ".";
	// Thai sets phrases apart by a blank alone.
	const comma =
		language === "zh" ? "，" : language === "ja" ? "、" : language === "ar" ? "، " : language === "th" ? " " : ", ";
	return {
		sentence: (phrase) => (/[.!?。！？।؟]$/u.test(phrase) ? phrase : phrase + stop),
		sentences: (texts) => texts.join(isHan ? "" : " "),
		parts: (texts) => texts.join(comma),
		moment: (day, time) => day + (isHan || language === "ko" ? " " : comma) + time,
	};
}

// A wall clock is formatted as if it were UTC, so that its digits stay what the carrier wrote.
function asUtc(local: string): number {
	return Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
}

function unitOf(differenceMs: number): [number, Intl.RelativeTimeFormatUnit] {
	const minutes = Math.round(differenceMs / 60_000);
	// "this minute" is no answer to when in every language; "now" is.
	if (minutes === 0) return [0, "second"];
	if (Math.abs(minutes) < 60) return [minutes, "minute"];
	const hours = Math.round(minutes / 60);
	return Math.abs(hours) < 36 ? [hours, "hour"] : [Math.round(hours / 24), "day"];
}

function zoneWords(locale: string, zone: string, instantMs: number): string {
	const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone);
	if (offset) return `GMT${offset[1]}${Number(offset[2])}${offset[3] === "00" ? "" : `:${offset[3]}`}`;
	try {
		const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(
			instantMs,
		);
		return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
	} catch (error) {
		// A zone that was kept by a newer runtime than this one.
		if (error instanceof RangeError) return zone;
		throw error;
	}
}

const zoneClocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock of `zone` shows at an instant, as `YYYY-MM-DDTHH:mm:ss`. A zone is an IANA name or an offset; none is UTC. */
export function wallClockAt(instant: string, zone: string | null): string {
	const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? "");
	if (zone === null || offset) {
		const minutes = offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
		return new Date(Date.parse(instant) + minutes * 60_000).toISOString().slice(0, 19);
	}
	let clock = zoneClocks.get(zone);
	if (!clock) {
		clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
		zoneClocks.set(zone, clock);
	}
	return clock.format(Date.parse(instant)).replace(" ", "T");
}
