import { createHash } from "node:crypto";
import ICAL from "ical.js";
import { tzlib_get_ical_block, tzlib_get_timezones } from "timezones-ical-library";
import { isOver } from "../../web/views/ending.ts";
import { plainSentence } from "../../web/views/isolate.tsx";
import { titleOf } from "../../web/views/titles.ts";
import { wordsFor } from "../../web/views/words.ts";
import type { ParcelPage } from "../core/page.ts";

/** What the entry of a parcel depends on. */
export interface CalendarParcel {
	readonly parcel: ParcelPage;
	readonly token: string;
	/** The parcel's page, whole. */
	readonly url: string;
	/** `…Z`. */
	readonly changedAt: string;
}

/**
 * The arrivals of an order as a calendar after RFC 5545, to be added once or subscribed to: an entry for each parcel that
 * is expected, of one that arrived the moment of it, and of one that will not come that it does not. A parcel of which
 * nobody knows when has none, and gets it as soon as somebody does.
 */
export function calendarFile(parcels: readonly [CalendarParcel, ...CalendarParcel[]], locale: string): string {
	const [{ parcel }] = parcels;
	const calendar = new ICAL.Component("vcalendar");
	calendar.addPropertyWithValue("version", "2.0");
	calendar.addPropertyWithValue("prodid", "-//Wayline//Parcels//EN");
	calendar.addPropertyWithValue("method", "PUBLISH");
	// Of names that the library does not know it escapes no text.
	calendar.addPropertyWithValue("x-wr-calname", oneLine(parcel.shop.name).replace(/[\\;,]/g, "\\$&"));
	calendar.addPropertyWithValue("refresh-interval", ICAL.Duration.fromSeconds(REFRESH_SECONDS));
	calendar.addPropertyWithValue("x-published-ttl", ICAL.Duration.fromSeconds(REFRESH_SECONDS).toString());
	const entries = parcels.flatMap((one) => entryOf(one, locale) ?? []);
	// A calendar has at least one component, also when nothing is known yet: clocks without an entry do no harm.
	const zones = new Set(entries.flatMap(({ zones }) => zones));
	for (const zone of zones.size > 0 || entries.length > 0 ? zones : ["Etc/UTC"]) {
		calendar.addSubcomponent(new ICAL.Component(ICAL.parse(clockOf(zone))));
	}
	for (const { event } of entries) calendar.addSubcomponent(event);
	return `${calendar.toString()}\r\n`;
}

const REFRESH_SECONDS = 3600;

// The format wants 75 bytes a line at most; the library does not count the blank that a folded one begins with.
ICAL.foldLength = 74;

interface Entry {
	readonly event: ICAL.Component;
	/** The clocks that it is told by. */
	readonly zones: readonly string[];
}

function entryOf({ parcel, token, url, changedAt }: CalendarParcel, locale: string): Entry | null {
	const span = spanOf(parcel);
	if (!span) return null;
	const { words, speech } = wordsFor(locale);
	const event = new ICAL.Component("vevent");
	// The same for every subscriber and whatever the page's address is; the token itself is no name to spread.
	event.addPropertyWithValue("uid", `${createHash("sha256").update(token).digest("hex").slice(0, 32)}@wayline`);
	event.addPropertyWithValue("sequence", parcel.version);
	const changed = ICAL.Time.fromDateTimeString(`${changedAt.slice(0, 19)}Z`);
	event.addPropertyWithValue("dtstamp", changed);
	event.addPropertyWithValue("last-modified", changed);
	const zones = [["dtstart", span.from] as const, ["dtend", span.to] as const].flatMap(([field, moment]) =>
		moment === null ? [] : addMoment(event, field, moment),
	);
	event.addPropertyWithValue("status", span.status);
	event.addPropertyWithValue("summary", oneLine(words.calendar.event(plainSentence(titleOf(parcel, words)))));
	const state = words.calendar.description(speech.sentence(words.codes[parcel.code]));
	event.addPropertyWithValue("description", `${oneLine(state)}\n${url}`);
	const { destination } = parcel;
	if (destination?.city) {
		event.addPropertyWithValue("location", oneLine(`${destination.city}, ${speech.country(destination.country)}`));
	}
	event.addPropertyWithValue("url", url);
	// A parcel keeps nobody from making an appointment, and concerns only whoever waits for it.
	event.addPropertyWithValue("transp", "TRANSPARENT");
	event.addPropertyWithValue("class", "PRIVATE");
	return { event, zones };
}

interface Span {
	readonly from: Moment;
	/** Exclusive; null for a moment without an end. */
	readonly to: Moment | null;
	readonly status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
}

/** `YYYY-MM-DDTHH:mm:ss` on the clock of a zone, where one is known, or `YYYY-MM-DD`. */
interface Moment {
	readonly local: string;
	readonly zone: string | null;
}

function spanOf(parcel: ParcelPage): Span | null {
	const { milestone, eta, first } = parcel;
	if (milestone === "delivered") return deliveryOf(parcel);
	if (isOver(parcel)) return first ? { ...windowOf(first), status: "CANCELLED" } : null;
	return eta ? { ...windowOf(eta), status: milestone === "out_for_delivery" ? "CONFIRMED" : "TENTATIVE" } : null;
}

type Window = NonNullable<ParcelPage["first"]>;

function windowOf({ from, to, dateOnly, zone }: Window): Pick<Span, "from" | "to"> {
	if (dateOnly) return { from: { local: from, zone: null }, to: { local: dayAfter(to), zone: null } };
	return { from: { local: from, zone }, to: to > from ? { local: to, zone } : null };
}

function deliveryOf({ deliveredAt, scans }: ParcelPage): Span | null {
	if (deliveredAt === null) return null;
	const { local, instant } = deliveredAt;
	if (local.length === DAY_LENGTH) {
		return { from: { local, zone: null }, to: { local: dayAfter(local), zone: null }, status: "CONFIRMED" };
	}
	const said = scans.findLast(({ time }) => time.local === local && time.instant === instant);
	return { from: { local, zone: said?.time.zone ?? null }, to: null, status: "CONFIRMED" };
}

const DAY_LENGTH = "YYYY-MM-DD".length;

function dayAfter(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, DAY_LENGTH);
}

/** By the clock of its zone, in UTC where only an offset is known, and floating where nothing is. Answers the zones named. */
function addMoment(event: ICAL.Component, field: "dtstart" | "dtend", { local, zone }: Moment): readonly string[] {
	if (local.length === DAY_LENGTH) {
		event.addPropertyWithValue(field, ICAL.Time.fromDateString(local));
		return [];
	}
	if (zone !== null && /^[+-]\d\d:\d\d$/.test(zone)) {
		const instant = new Date(`${local}${zone}`).toISOString().slice(0, 19);
		event.addPropertyWithValue(field, ICAL.Time.fromDateTimeString(`${instant}Z`));
		return [];
	}
	const property = event.addPropertyWithValue(field, ICAL.Time.fromDateTimeString(local));
	if (zone === null || !ZONES.has(zone)) return [];
	const name = nameOf(zone);
	property.setParameter("tzid", name);
	return [name];
}

const ZONES: ReadonlySet<string> = new Set(tzlib_get_timezones());

function clockOf(zone: string): string {
	return tzlib_get_ical_block(zone)[0] ?? "";
}

/** A zone that was renamed is called by the name that its clock has. */
function nameOf(zone: string): string {
	return /^TZID:(.+?)\r?$/m.exec(clockOf(zone))?.[1] ?? zone;
}

/** No line and no sign of control comes out of a name. */
function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
