import type { Eta, MissedPromise, PageScan, ParcelPage } from "../../src/core/page.ts";
import { arrivalAsOf } from "../../src/core/promise.ts";
import { causeOf, lastScanOf } from "./cause.ts";
import { isolate } from "./isolate.tsx";
import { type Speech, wallClockAt } from "./speech.ts";
import type { Words } from "./words.ts";

export interface Headline {
	/** When, or what is known instead of it. Never empty; for `Sentence`, as the details. */
	readonly title: string;
	/** Sentences under it: how sure, or what comes next. */
	readonly details: readonly string[];
}

interface Context {
	readonly words: Words;
	readonly speech: Speech;
	readonly now: string;
}

/** The page's first line, after tracking-page.md: the date first, and honestly none where none is known. */
export function headlineOf(parcel: ParcelPage, context: Context): Headline {
	const { words, now } = context;
	const { code, milestone, condition, carrier } = parcel;
	const label = words.codes[code];
	if (isElsewhere(parcel))
		return { title: words.headline.elsewhere(isolate(carrier.name)), details: [followingText(parcel, words)] };
	switch (milestone) {
		case "delivered":
			return deliveredHeadline(parcel, context);
		case "returned": {
			const back = newestOf(parcel, code);
			return { title: back ? words.headline.at(label, momentText(back.time.local, context)) : label, details: [] };
		}
		case "returning":
		case "cancelled":
		case "exception":
		case "expired":
		case "ready_for_pickup":
			return { title: label, details: [] };
		case "delivery_attempted": {
			const scan = newestOf(parcel, code);
			return { title: scan ? words.headline.at(label, momentText(scan.time.local, context)) : label, details: [] };
		}
		case "pending":
		case "info_received":
		case "picked_up":
		case "in_transit":
		case "out_for_delivery":
			break;
	}
	const cause = words.codes[causeOf(parcel)?.code ?? code];
	const last = lastScanOf(parcel);
	if (condition === "stalled" && last)
		return { title: words.headline.noNewsSince(dayText(last.time.local, last.time.zone, context)), details: [] };
	if (condition === "action_required" || condition === "problem" || condition === "final_problem")
		return { title: cause, details: [] };
	const { eta, late } = arrivalAsOf(parcel, now, clockIn);
	if (late && !eta) return lateHeadline(late, context);
	if (eta) {
		const when = windowText(eta, context);
		const title = condition === "delayed" ? words.headline.nowExpected(cause, when) : words.headline.arriving(when);
		return {
			title,
			details: [...wasExpected(late, context), ...sureness(parcel, eta, words), ...followingTexts(parcel, words)],
		};
	}
	if (condition === "delayed") return { title: cause, details: [words.headline.noDate] };
	return {
		title: plainTitle(parcel, context),
		details: [...plainDetails(parcel, words), ...followingTexts(parcel, words)],
	};
}

/** The carrier is not linked and nothing is known: the carrier's own page is the answer, never "no news". */
export function isElsewhere({ following, scans }: ParcelPage): boolean {
	return scans.length === 0 && (following.state === "needs-connection" || following.state === "unsupported");
}

function deliveredHeadline(parcel: ParcelPage, context: Context): Headline {
	const { words } = context;
	const label = words.codes[parcel.code];
	const when = parcel.deliveredAt ? momentText(parcel.deliveredAt.local, context) : null;
	if (parcel.code === "delivered.disputed" || parcel.code === "delivered.partial")
		return { title: when ? words.headline.at(label, when) : label, details: [] };
	if (!when) return { title: label, details: [] };
	// A delivery with something to note says it in the banner.
	const isPlain = parcel.code === "delivered.to_recipient" || parcel.condition !== "ok";
	return { title: words.headline.delivered(when), details: isPlain ? [] : [`${label}.`] };
}

function lateHeadline(late: MissedPromise, context: Context): Headline {
	const { words } = context;
	return { title: words.headline.later, details: [...wasExpected(late, context), words.headline.noNewDate] };
}

function wasExpected(late: MissedPromise | null, { words, speech, now }: Context): string[] {
	if (late === null) return [];
	return [words.headline.wasExpected(speech.day(late.promisedTo, wallClockAt(now, late.zone)))];
}

function plainTitle(parcel: ParcelPage, context: Context): string {
	const { words, speech, now } = context;
	const label = words.codes[parcel.code];
	if (parcel.milestone === "in_transit") return words.headline.onItsWay;
	if (parcel.code === "info_received.label_created") return words.headline.labelMade;
	const out = newestOf(parcel, "out_for_delivery.on_vehicle");
	if (parcel.code !== "out_for_delivery.on_vehicle" || !out) return label;
	const today = wallClockAt(now, out.time.zone);
	const day = speech.day(out.time.local, today);
	return out.time.local.slice(0, 10) === today.slice(0, 10)
		? words.headline.outToday(day)
		: words.headline.outSince(day);
}

function plainDetails({ milestone, scans, shop, carrier }: ParcelPage, words: Words): string[] {
	if (milestone === "info_received") return [words.headline.labelDetail(isolate(shop.name), isolate(carrier.name))];
	if (milestone === "pending") return scans.length === 0 ? [words.headline.waitingDetail(isolate(carrier.name))] : [];
	return milestone === "out_for_delivery" ? [] : [words.headline.noDate];
}

function followingTexts(parcel: ParcelPage, words: Words): string[] {
	const { state } = parcel.following;
	return state === "needs-connection" || state === "unsupported" ? [followingText(parcel, words)] : [];
}

function followingText({ following, carrier }: ParcelPage, words: Words): string {
	return following.state === "following"
		? ""
		: words.following[following.state](isolate(carrier.name), carrier.trackingUrl !== "");
}

function newestOf({ scans }: ParcelPage, wanted: ParcelPage["code"]): PageScan | null {
	return scans.findLast(({ code }) => code === wanted) ?? null;
}

function clockIn(zone: string, instantMs: number): string {
	return wallClockAt(new Date(instantMs).toISOString(), zone);
}

function windowText(eta: Eta, context: Context): string {
	const { words, speech, now } = context;
	const clock = wallClockAt(now, eta.zone);
	const today = clock.slice(0, 10);
	const [from, to] = [eta.from.slice(0, 10), eta.to.slice(0, 10)];
	if (from !== to)
		return from < today ? words.headline.byDay(namedDay(to, today, context)) : speech.days(from, to, today);
	const day = namedDay(to, today, context);
	if (eta.dateOnly) return day;
	if (eta.from < clock || eta.from === eta.to) return words.headline.by(day, speech.time(eta.to));
	return words.headline.between(day, speech.times(eta.from, eta.to));
}

function namedDay(day: string, today: string, { words, speech }: Context): string {
	const text = speech.day(day, today);
	const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
	if (day === today) return words.headline.today(text);
	return day === tomorrow ? words.headline.tomorrow(text) : text;
}

function sureness(parcel: ParcelPage, eta: Eta, words: Words): string[] {
	const source =
		eta.source === "carrier"
			? [words.promise.carrier(isolate(parcel.carrier.name))]
			: eta.source === "seller"
				? [words.promise.seller(isolate(parcel.shop.name))]
				: [];
	const measured = eta.level === null ? [] : [words.promise.measured(Math.round(eta.level * 10))];
	const clock =
		!eta.dateOnly && parcel.destination?.city ? [words.promise.localTo(isolate(parcel.destination.city))] : [];
	return [...source, ...measured, ...clock];
}

function dayText(local: string, zone: string | null, { speech, now }: Context): string {
	return speech.day(local, wallClockAt(now, zone));
}

/** Day and time of something that happened; the day alone where the carrier gave no more. */
export function momentText(local: string, { speech, now }: Context): string {
	const day = speech.day(local, now);
	return local.length === 10 ? day : `${day}, ${speech.time(local)}`;
}
