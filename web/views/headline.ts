import type { Eta, MissedPromise, PageScan, ParcelPage } from "../../src/core/page.ts";
import { arrivalAsOf } from "../../src/core/promise.ts";
import {
	arrivalDetails,
	besideIt,
	clockIn,
	firstEstimate,
	isLaterThanFirst,
	type SayContext,
	windowText,
} from "./arrival.ts";
import { causeOf, lastScanOf } from "./cause.ts";
import { isolate } from "./isolate.tsx";
import { wallClockAt } from "./speech.ts";
import { isDisputed } from "./standing.ts";
import type { Words } from "./words.ts";

export interface Headline {
	/** When, or what is known instead of it. Never empty; for `Sentence`, as the details. */
	readonly title: string;
	/** Sentences under it: how sure, or what comes next. */
	readonly details: readonly string[];
}

type Context = SayContext;

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
			return { title: back ? words.headline.at(label, shortMoment(back.time.local, context)) : label, details: [] };
		}
		case "returning":
		case "cancelled":
		case "exception":
			return { title: label, details: [] };
		case "ready_for_pickup":
			return { title: untilWhen(label, parcel, context), details: [] };
		case "expired": {
			const last = lastScanOf(parcel);
			const heard = last ? [words.headline.heardLast(dayText(last.time.local, last.time.zone, context))] : [];
			return { title: label, details: heard };
		}
		case "delivery_attempted": {
			const scan = newestOf(parcel, code);
			const title = scan ? words.headline.at(label, shortMoment(scan.time.local, context)) : label;
			return { title, details: nextAttempt(parcel, context) };
		}
		case "pending":
		case "info_received":
		case "picked_up":
		case "in_transit":
		case "out_for_delivery":
			break;
	}
	const cause = words.codes[causeOf(parcel)?.code ?? code];
	const { eta, late } = arrivalAsOf(parcel, now, clockIn);
	if (condition === "stalled" && lastScanOf(parcel)) {
		return {
			title: silentTitle(parcel, context),
			details:
				eta && isOfUse(eta)
					? [words.headline.mayCome(windowText(eta, context)), ...besideIt(parcel, eta, context)]
					: [],
		};
	}
	if (condition === "action_required" || condition === "problem" || condition === "final_problem")
		return { title: cause, details: [] };
	const isLater = late !== null || isLaterThanFirst(parcel, now);
	// A van on its way is better news than that it is late.
	const isOut = milestone === "out_for_delivery" && late === null;
	if (isLater && !eta && !isOut) return lateHeadline(parcel, late, context);
	if (eta) {
		const when = windowText(eta, context);
		const { nowExpected, laterNow, arriving } = words.headline;
		const title = condition === "delayed" ? nowExpected(cause, when) : isLater ? laterNow(when) : arriving(when);
		const details = arrivalDetails({ ...parcel, late }, eta, context);
		return {
			title,
			details: [
				...wasExpected(late, context),
				...details,
				...firstScan(parcel, context),
				...followingTexts(parcel, words),
			],
		};
	}
	if (condition === "delayed") return { title: cause, details: [words.headline.noDate] };
	return {
		title: plainTitle(parcel, context),
		details: [...plainDetails(parcel, context), ...followingTexts(parcel, words)],
	};
}

/** The carrier is not linked and nothing is known: the carrier's own page is the answer, never "no news". */
export function isElsewhere({ following, scans }: ParcelPage): boolean {
	return scans.length === 0 && (following.state === "needs-connection" || following.state === "unsupported");
}

function deliveredHeadline(parcel: ParcelPage, context: Context): Headline {
	const { words, speech } = context;
	const label = words.codes[parcel.code];
	const when = parcel.deliveredAt ? shortMoment(parcel.deliveredAt.local, context) : null;
	if (isDisputed(parcel)) return { title: words.codes["delivered.disputed"], details: carriersWord(parcel, context) };
	if (parcel.code === "delivered.partial") return { title: when ? words.headline.at(label, when) : label, details: [] };
	if (!when) return { title: label, details: [] };
	// A delivery with something to note says it in the banner.
	const isPlain = parcel.code === "delivered.to_recipient" || parcel.condition !== "ok";
	return { title: words.headline.delivered(when), details: isPlain ? [] : [speech.sentence(label)] };
}

/** The carrier's delivery stands beside the buyer's word against it. */
function carriersWord({ scans, carrier }: ParcelPage, context: Context): string[] {
	const told = scans.findLast(({ milestone, by }) => milestone === "delivered" && by === undefined);
	if (!told || told.code === "delivered.disputed") return [];
	const { words } = context;
	const when = momentText(told.time.local, context);
	return [words.care.notReceived.carrierSays(isolate(carrier.name), words.codes[told.code], when)];
}

/** When it is tried again; nothing while somebody has to act first. */
function nextAttempt(parcel: ParcelPage, context: Context): string[] {
	const { eta } = arrivalAsOf(parcel, context.now, clockIn);
	if (eta === null || (parcel.condition !== "ok" && parcel.condition !== "delayed")) return [];
	const { words, speech } = context;
	return [speech.sentence(words.headline.arriving(windowText(eta, context))), ...arrivalDetails(parcel, eta, context)];
}

/** With the last day on which it can be fetched, while that is to come. */
function untilWhen(label: string, { pickup, scans }: ParcelPage, context: Context): string {
	const until = pickup?.until ?? null;
	const clock = wallClockAt(context.now, scans.findLast(({ time }) => time.zone !== null)?.time.zone ?? null);
	if (until === null || until < clock.slice(0, until.length)) return label;
	return context.words.headline.until(label, momentText(until, context));
}

function lateHeadline(parcel: ParcelPage, late: MissedPromise | null, context: Context): Headline {
	const { words } = context;
	const expected = late ? wasExpected(late, context) : firstEstimate(parcel, null, context);
	return { title: words.headline.later, details: [...expected, words.headline.noNewDate] };
}

/** Of a parcel that is silent for long a window spans months: it answers nobody. */
function isOfUse({ from, to }: Eta): boolean {
	return Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10)) <= widestDays * 86_400_000;
}

const widestDays = 21;

/** Where it fell silent says more than that it did. */
function silentTitle(parcel: ParcelPage, context: Context): string {
	const { words } = context;
	const last = lastScanOf(parcel);
	if (parcel.milestone === "info_received" || !last) return words.headline.notHandedOver;
	const day = dayText(last.time.local, last.time.zone, context);
	return parcel.milestone === "out_for_delivery" ? words.headline.outSince(day) : words.headline.noNewsSince(day);
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

function plainDetails(parcel: ParcelPage, context: Context): string[] {
	const { milestone, scans, shop, carrier } = parcel;
	const { headline } = context.words;
	if (milestone === "info_received")
		return [headline.labelDetail(isolate(shop.name), isolate(carrier.name)), ...firstScan(parcel, context)];
	if (milestone === "pending") return scans.length === 0 ? [headline.waitingDetail(isolate(carrier.name))] : [];
	return milestone === "out_for_delivery" ? [] : [headline.noDate];
}

/** How long it mostly takes until the carrier has what it was told of. */
function firstScan({ milestone, carrier, awaited }: ParcelPage, { words, speech, now }: Context): string[] {
	if (milestone !== "info_received" || awaited === undefined || awaited.by <= now) return [];
	const by = speech.day(wallClockAt(awaited.by, awaited.zone), wallClockAt(now, awaited.zone));
	return [words.headline.firstScanBy(isolate(carrier.name), by)];
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

function dayText(local: string, zone: string | null, { speech, now }: Context): string {
	return speech.day(local, wallClockAt(now, zone));
}

/** For large letters, of which a line holds few: it may break before or after the day, not within it. */
function shortMoment(local: string, context: Context): string {
	const { day } = context.speech;
	return momentText(local, {
		...context,
		speech: { ...context.speech, day: (...of) => day(...of).replaceAll(" ", "\u00a0") },
	});
}

/** Day and time of something that happened; the day alone where the carrier gave no more. */
export function momentText(local: string, { speech, now }: Context): string {
	const day = speech.day(local, now);
	return local.length === 10 ? day : speech.moment(day, speech.time(local));
}
