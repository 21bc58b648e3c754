import type { CarrierPromise } from "./facts.ts";
import type { ParcelState } from "./fold.ts";
import type { Eta, MissedPromise } from "./page.ts";

/** What a clock in a zone shows at an instant, `YYYY-MM-DDTHH:mm:ss`. Core knows no zones: callers hand it in. */
export type ClockIn = (zone: string, instantMs: number) => string;

/** When the seller said it would come, on the clock of `zone`: dates, or `YYYY-MM-DDTHH:mm:ss`. */
export interface SellerPromise {
	readonly from: string;
	readonly to: string;
	/** An IANA name or an offset; null where nobody knows it. */
	readonly zone: string | null;
}

export interface PromiseQuestion {
	readonly promised: CarrierPromise | null;
	readonly sellerPromise: SellerPromise | null;
	readonly state: Pick<ParcelState, "milestone" | "code" | "terminal">;
	/** `…Z`. */
	readonly now: string;
	readonly clockIn: ClockIn;
	/** Where a promise is kept that names no zone. */
	readonly destinationZone: string | null;
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

/** What was promised and still can be kept: the carrier's word, else the seller's. Never a window that has passed. */
export function arrivalOf(question: PromiseQuestion): Arrival {
	const { now, clockIn } = question;
	const windows = windowsOf(question);
	const [foremost] = windows;
	const ahead = windows.find((window) => stillAhead(window, now, clockIn));
	return {
		eta: ahead ? shown(ahead, now, clockIn) : null,
		late: foremost && foremost !== ahead ? missed(foremost) : null,
	};
}

/** What was stored, as it stands at `now`: an arrival that has passed is none any more, and a promise among them is owned up to. */
export function arrivalAsOf({ eta, late }: Arrival, now: string, clockIn: ClockIn): Arrival {
	if (eta === null || stillAhead(eta, now, clockIn)) return { eta, late };
	const { source, to, zone } = eta;
	return { eta: null, late: late ?? (source === "model" ? null : missed({ source, to, zone })) };
}

/** Whether the window is not over on the clock of its own zone; UTC stands for a zone that nobody knows. */
export function stillAhead({ to, zone }: Pick<Eta, "to" | "zone">, now: string, clockIn: ClockIn): boolean {
	return to >= clockAt(zone, now, clockIn).slice(0, to.length);
}

/** The carrier's before the seller's; none for a parcel that came already or will not come. */
function windowsOf({ promised, sellerPromise, state, destinationZone }: PromiseQuestion): readonly Window[] {
	const isStillToCome = state.code === "delivered.partial" || (!state.terminal && !endsThePromise(state.milestone));
	if (!isStillToCome) return [];
	const windowOf = (promise: SellerPromise | null, source: Window["source"]): Window[] =>
		promise ? [{ ...bounds(promise), zone: promise.zone ?? destinationZone, source }] : [];
	return [...windowOf(promised, "carrier"), ...windowOf(sellerPromise, "seller")];
}

function endsThePromise(milestone: PromiseQuestion["state"]["milestone"]): boolean {
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
