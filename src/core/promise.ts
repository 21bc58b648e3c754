import type { CarrierPromise } from "./facts.ts";
import type { ParcelState } from "./fold.ts";
import type { Eta, EtaReason, MissedPromise } from "./page.ts";

/** What a clock in a zone shows at an instant, `YYYY-MM-DDTHH:mm:ss`. Core knows no zones: callers hand it in. */
export type ClockIn = (zone: string, instantMs: number) => string;

/** When the seller said it would come, on the clock of `zone`: dates, or `YYYY-MM-DDTHH:mm:ss`. */
export interface SellerPromise {
	readonly from: string;
	readonly to: string;
	/** An IANA name or an offset; null where nobody knows it. */
	readonly zone: string | null;
}

/** A window of our own, as it would be shown. */
export interface ModelWindow {
	/** Dates, or `YYYY-MM-DDTHH:mm:ss`, on the clock of `zone`. */
	readonly from: string;
	readonly to: string;
	readonly likely: string;
	readonly dateOnly: boolean;
	readonly zone: string | null;
	readonly level: number | null;
	readonly because: string;
	readonly reasons: readonly EtaReason[];
	/** The days between which nine of ten arrive: a promise outside is hard to believe. */
	readonly nineOfTen: { readonly from: string; readonly to: string };
	/** It stands on parcels that arrived, and not on what the carrier states of itself. */
	readonly isMeasured: boolean;
}

/** How a carrier's promises came true. */
export interface Kept {
	/** Of its promises those that were kept, old ones counting less. */
	readonly share: number;
	readonly parcels: number;
}

export interface ArrivalQuery {
	readonly promised: CarrierPromise | null;
	readonly sellerPromise: SellerPromise | null;
	readonly state: Pick<ParcelState, "milestone" | "code" | "terminal">;
	/** `…Z`. */
	readonly now: string;
	readonly clockIn: ClockIn;
	/** Where a promise is kept that names no zone. */
	readonly destinationZone: string | null;
	/** Ours; null or absent where nothing is known of such parcels. */
	readonly model?: ModelWindow | null;
	/** Of the carrier that promises; null or absent where nobody measured it. */
	readonly kept?: Kept | null;
}

/** What to expect of a parcel, and what it failed. */
export interface Arrival {
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
}

interface Window {
	readonly from: string;
	readonly to: string;
	readonly dateOnly: boolean;
	readonly zone: string | null;
	readonly source: "carrier" | "seller";
}

/**
 * What to show: the carrier's word where it lies among the days in which nine of ten such parcels arrive, else a window of
 * our own that was measured, with the carrier's beside it; without one the carrier's word, the seller's, and last what
 * the carrier states of its services. Never a window that has passed.
 */
export function arrivalOf(query: ArrivalQuery): Arrival {
	const { now, clockIn } = query;
	const windows = windowsOf(query);
	const [foremost] = windows;
	const ahead = windows.filter((window) => stillAhead(window, now, clockIn));
	return {
		eta: shownOf(ahead, query),
		late: foremost && foremost !== ahead[0] ? missed(foremost) : null,
	};
}

function shownOf(ahead: readonly Window[], query: ArrivalQuery): Eta | null {
	const { now, clockIn, kept = null } = query;
	const model = isStillToCome(query.state) ? (query.model ?? null) : null;
	const carrier = ahead.find(({ source }) => source === "carrier");
	const [first] = ahead;
	if (carrier && (model === null || isCredible(carrier, model, kept))) return promised(carrier, now, clockIn, kept);
	if (model?.isMeasured) return ours(model, carrier && promised(carrier, now, clockIn, kept));
	if (first) return promised(first, now, clockIn, first === carrier ? kept : null);
	return model && ours(model, undefined);
}

/** Fewer say nothing yet. */
const PROMISES_TO_JUDGE = 50;
/** A carrier that breaks its word more often than this is not quoted before what was measured. */
const KEPT_TO_LEAD = 0.6;

function isCredible({ to }: Window, { nineOfTen, isMeasured }: ModelWindow, kept: Kept | null): boolean {
	if (!isMeasured) return true;
	if (kept !== null && kept.parcels >= PROMISES_TO_JUDGE && kept.share < KEPT_TO_LEAD) return false;
	const day = to.slice(0, 10);
	return nineOfTen.from <= day && day <= nineOfTen.to;
}

function promised(window: Window, now: string, clockIn: ClockIn, kept: Kept | null): Eta {
	const eta = shown(window, now, clockIn);
	if (kept === null || kept.parcels < PROMISES_TO_JUDGE) return eta;
	return { ...eta, level: Math.round(kept.share * 100) / 100 };
}

function ours(model: ModelWindow, carrier: Eta | undefined): Eta {
	const { from, to, likely, dateOnly, zone, level, because, reasons } = model;
	const beside = carrier && { from: carrier.from, to: carrier.to, dateOnly: carrier.dateOnly, zone: carrier.zone };
	return { from, to, likely, level, dateOnly, zone, source: "model", because, reasons, ...(beside && { beside }) };
}

/**
 * What was stored, as it stands at `now`: an arrival that has passed is none any more, and a promise among them is owned
 * up to. Of a window that has begun the days that are left are shown, without what was true of the whole of it.
 */
export function arrivalAsOf({ eta, late }: Arrival, now: string, clockIn: ClockIn): Arrival {
	if (eta === null) return { eta, late };
	if (stillAhead(eta, now, clockIn)) return { eta: leftOf(eta, clockAt(eta.zone, now, clockIn)), late };
	const { source, to, zone } = eta;
	return { eta: null, late: late ?? (source === "model" ? null : missed({ source, to, zone })) };
}

/** The same where nothing of it is over, so that nobody need look again. */
function leftOf(eta: Eta, clock: string): Eta {
	const isOver = (local: string | null) => local !== null && local < clock.slice(0, local.length);
	if (!isOver(eta.from) && !isOver(eta.likely)) return eta;
	const today = clock.slice(0, 10);
	const from = eta.from.slice(0, 10) >= today ? eta.from : eta.dateOnly ? today : `${today}T00:00:00`;
	const likely = isOver(eta.likely) ? null : eta.likely;
	return { ...eta, from, likely, level: eta.source === "model" ? null : eta.level };
}

/** Whether the window is not over on the clock of its own zone; UTC stands for a zone that nobody knows. */
export function stillAhead({ to, zone }: Pick<Eta, "to" | "zone">, now: string, clockIn: ClockIn): boolean {
	return to >= clockAt(zone, now, clockIn).slice(0, to.length);
}

/** The carrier's before the seller's; none for a parcel that came already or will not come. */
function windowsOf({ promised, sellerPromise, state, destinationZone }: ArrivalQuery): readonly Window[] {
	if (!isStillToCome(state)) return [];
	const windowOf = (promise: SellerPromise | null, source: Window["source"]): Window[] =>
		promise ? [{ source, zone: promise.zone ?? destinationZone, ...bounds(promise) }] : [];
	return [...windowOf(promised, "carrier"), ...windowOf(sellerPromise, "seller")];
}

/** Whether the parcel may still come to the buyer. */
export function isStillToCome(state: ArrivalQuery["state"]): boolean {
	return state.code === "delivered.partial" || (!state.terminal && !endsThePromise(state.milestone));
}

function endsThePromise(milestone: ArrivalQuery["state"]["milestone"]): boolean {
	return ["delivered", "returning", "returned", "cancelled"].includes(milestone);
}

/** A day beside a time is the whole of that day; a window that ends before it starts is its end alone. */
function bounds({ from, to }: Pick<SellerPromise, "from" | "to">): Pick<Window, "from" | "to" | "dateOnly"> {
	const dateOnly = from.length === 10 && to.length === 10;
	const start = dateOnly || from.length > 10 ? from : `${from}T00:00:00`;
	const end = dateOnly || to.length > 10 ? to : `${to}T23:59:59`;
	return { from: start < end ? start : end, to: end, dateOnly };
}

function clockAt(zone: string | null, now: string, clockIn: ClockIn): string {
	return clockIn(zone ?? "UTC", Date.parse(now));
}

function shown(window: Window, now: string, clockIn: ClockIn): Eta {
	const { to, dateOnly, zone, source } = window;
	const from = openingOf(window, clockAt(zone, now, clockIn));
	return { from, to, likely: null, level: null, dateOnly, zone, source, because: because(window) };
}

/** Days of the window that are over are not shown: it opens today, or now. */
function openingOf({ from, dateOnly }: Window, clock: string): string {
	const today = clock.slice(0, 10);
	if (from.slice(0, 10) >= today) return from;
	return dateOnly ? today : clock;
}

function missed({ to, zone, source }: Pick<Window, "to" | "zone" | "source">): MissedPromise {
	return { promisedTo: to, zone, source };
}

function because({ source, from, to, dateOnly }: Window): string {
	const what = from.slice(0, 10) !== to.slice(0, 10) ? "these days" : dateOnly ? "this day" : "this time";
	return source === "carrier" ? `The carrier promises ${what}.` : `The shop promised ${what}.`;
}
