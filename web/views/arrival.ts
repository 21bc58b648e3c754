import type { Eta, ParcelPage } from "../../src/core/page.ts";
import { stillAhead } from "../../src/core/promise.ts";
import { isolate } from "./isolate.tsx";
import { type Speech, wallClockAt } from "./speech.ts";
import type { Ground, Words } from "./words.ts";

export interface SayContext {
	readonly words: Words;
	readonly speech: Speech;
	readonly now: string;
}

type Window = Pick<Eta, "from" | "to" | "dateOnly" | "zone">;

/** "tomorrow, Wed 25 Nov, 10:00–14:00", "Tue 24 Nov – Fri 27 Nov": to stand in a sentence. */
export function windowText(window: Window, context: SayContext): string {
	const { words, speech, now } = context;
	const clock = wallClockAt(now, window.zone);
	const today = clock.slice(0, 10);
	const [from, to] = [window.from.slice(0, 10), window.to.slice(0, 10)];
	if (from !== to) return speech.days(from, to, today);
	const day = namedDay(to, today, context);
	if (window.dateOnly) return day;
	if (window.from < clock || window.from === window.to) return words.headline.by(day, speech.time(window.to));
	return words.headline.between(day, speech.times(...toQuarters(window.from, window.to)));
}

/** Minutes that no courier can promise are said in quarters of an hour around them, as long as they stay on their day. */
function toQuarters(from: string, to: string): readonly [from: string, to: string] {
	const quarterMs = 900_000;
	const [start, end] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)];
	if (end - start >= quarterMs) return [from, to];
	const rounded = [Math.floor(start / quarterMs), Math.ceil(end / quarterMs)].map((quarters) =>
		new Date(quarters * quarterMs).toISOString().slice(0, 19),
	);
	const [first = from, last = to] = rounded;
	return last.slice(0, 10) === to.slice(0, 10) ? [first, last] : [first, to];
}

/** What stands under the window: the likeliest of it, who says so and how sure it is, and what the carrier says instead. */
export function arrivalDetails(parcel: ParcelPage, eta: Eta, context: SayContext): readonly string[] {
	const { words } = context;
	const clock =
		!eta.dateOnly && parcel.destination?.city ? [words.promise.localTo(isolate(parcel.destination.city))] : [];
	return [
		...likeliest(eta, context),
		...firstEstimate(parcel, eta, context),
		...sourceOf(parcel, eta, words),
		...besideIt(parcel, eta, context),
		...clock,
	];
}

/** What was shown first is over, and the parcel did not come. */
export function isLaterThanFirst({ first }: ParcelPage, now: string): boolean {
	return first !== undefined && !stillAhead(first, now, clockIn);
}

/** "The first estimate was Fri 20 Nov", once it is not what is expected now. Days alone: the hours are of no use any more. */
export function firstEstimate({ first, late }: ParcelPage, eta: Eta | null, context: SayContext): readonly string[] {
	if (first === undefined || late !== null) return [];
	const [from, to] = [first.from.slice(0, 10), first.to.slice(0, 10)];
	if (eta !== null && eta.to.slice(0, 10) <= to) return [];
	const { words, speech, now } = context;
	const today = wallClockAt(now, first.zone);
	return [words.headline.firstEstimate(from === to ? speech.day(to, today) : speech.days(from, to, today))];
}

export function clockIn(zone: string, instantMs: number): string {
	return wallClockAt(new Date(instantMs).toISOString(), zone);
}

/** Today and tomorrow by their names too. A line may break before the day, not within it. */
function namedDay(day: string, today: string, { words, speech }: SayContext): string {
	const text = speech.day(day, today).replaceAll(" ", "\u00a0");
	const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
	if (day === today) return words.headline.today(text);
	return day === tomorrow ? words.headline.tomorrow(text) : text;
}

function likeliest({ from, to, likely, dateOnly, zone }: Eta, context: SayContext): readonly string[] {
	const { words, speech, now } = context;
	if (likely === null || (dateOnly && from === to)) return [];
	if (!dateOnly && from.slice(0, 10) === to.slice(0, 10)) return [words.promise.likelyAt(speech.time(likely))];
	const today = wallClockAt(now, zone).slice(0, 10);
	return [words.promise.likely(namedDay(likely.slice(0, 10), today, context))];
}

function sourceOf(
	parcel: ParcelPage,
	{ source, level, reasons = [], beside }: Eta,
	{ promise, codes }: Words,
): readonly string[] {
	const carrier = isolate(parcel.carrier.name);
	if (source === "carrier") {
		return [promise.carrier(carrier), ...(level === null ? [] : [promise.kept(carrier, outOfTen(level))])];
	}
	if (source === "seller") return [promise.seller(isolate(parcel.shop.name))];
	const stated = reasons.find(({ what }) => what === "stated");
	const [fromDays, toDays = fromDays] = stated?.days ?? [];
	if (fromDays !== undefined && toDays !== undefined) {
		return [promise.stated(carrier, fromDays, toDays, stated?.working ?? false)];
	}
	const isSlower =
		beside === undefined && reasons.some(({ what, factor = 1 }) => what === "trend" && factor >= WORTH_SAYING);
	const sure = level === null ? groundOf(reasons, promise) : [promise.measured(outOfTen(level))];
	return [...lateStep(reasons, codes, promise), ...sure, ...(isSlower ? [promise.slower] : [])];
}

function lateStep(
	reasons: NonNullable<Eta["reasons"]>,
	codes: Words["codes"],
	promise: Words["promise"],
): readonly string[] {
	const { code, days } = reasons.find(({ what }) => what === "late-step") ?? {};
	return code && days?.[0] ? [promise.lateStep(codes[code], days[0])] : [];
}

/** A tenth longer. */
const WORTH_SAYING = 1.1;

/** Of a share of 1. Nobody can promise ten of ten. */
export function outOfTen(share: number): number {
	return Math.min(9, Math.max(1, Math.round(share * 10)));
}

/** The first reason without a factor is what the estimate stands on. */
function groundOf(reasons: NonNullable<Eta["reasons"]>, promise: Words["promise"]): readonly string[] {
	for (const { what, parcels = 0, factor } of reasons) {
		if (factor === undefined && parcels > 1 && isGround(what)) return [promise.estimate(parcels, what)];
	}
	return [];
}

function isGround(what: string): what is Ground {
	return ["postcode", "lane", "region", "country", "service", "carrier"].includes(what);
}

/** What the carrier says, where it is not what is shown. */
export function besideIt(
	parcel: ParcelPage,
	{ from, to, beside: carriers }: Eta,
	context: SayContext,
): readonly string[] {
	if (carriers === undefined || !stillAhead(carriers, context.now, clockIn)) return [];
	const [first, last] = [carriers.from.slice(0, 10), carriers.to.slice(0, 10)];
	const usually = last < from.slice(0, 10) ? "later" : first > to.slice(0, 10) ? "sooner" : "within";
	const when = windowText(carriers, context);
	return [context.words.promise.beside(isolate(parcel.carrier.name), when, usually)];
}
