import type { CarrierPromise } from "./facts.ts";
import type { ParcelState } from "./fold.ts";
import type { Eta } from "./page.ts";

/** When the seller said it would come, on the destination's clock: dates, or `YYYY-MM-DDTHH:mm:ss`. */
export interface SellerPromise {
	readonly from: string;
	readonly to: string;
}

export interface PromiseQuestion {
	readonly promised: CarrierPromise | null;
	readonly sellerPromise: SellerPromise | null;
	readonly state: Pick<ParcelState, "milestone" | "code" | "terminal">;
	/** `…Z`. */
	readonly now: string;
	/** The same moment on the destination's clock, `YYYY-MM-DDTHH:mm:ss`. */
	readonly nowLocal: string;
	readonly destinationZone: string | null;
}

interface Window {
	readonly from: string;
	readonly to: string;
	readonly dateOnly: boolean;
	readonly zone: string | null;
	readonly source: "carrier" | "seller";
	/** Now, on the clock of this window. */
	readonly now: string;
}

/** What was promised and still can be kept: the carrier's word, else the seller's. Never a window that has passed. */
export function arrivalOf(question: PromiseQuestion): Eta | null {
	const window = windowsOf(question).find((one) => !isPassed(one));
	if (window === undefined) return null;
	const { to, dateOnly, zone, source } = window;
	return { from: openingOf(window), to, likely: null, level: null, dateOnly, zone, source, because: because(window) };
}

/** The foremost promise, where it has passed and the parcel has not come: something to own up to, not to show as an arrival. */
export function missedPromise(question: PromiseQuestion): (CarrierPromise & Pick<Window, "source">) | null {
	const window = windowsOf(question)[0];
	if (window === undefined || !isPassed(window)) return null;
	return { from: window.from, to: window.to, zone: window.zone, source: window.source };
}

/** The carrier's before the seller's; none for a parcel that came already or will not come. */
function windowsOf({ promised, sellerPromise, state, now, nowLocal, destinationZone }: PromiseQuestion): Window[] {
	const isStillToCome = state.code === "delivered.partial" || (!state.terminal && !endsThePromise(state.milestone));
	if (!isStillToCome) return [];
	const windows: Window[] = [];
	if (promised !== null) {
		const zone = promised.zone ?? destinationZone;
		windows.push({ ...bounds(promised), zone, source: "carrier", now: nowAt(zone, now, nowLocal) });
	}
	if (sellerPromise !== null) {
		windows.push({ ...bounds(sellerPromise), zone: destinationZone, source: "seller", now: nowLocal });
	}
	return windows;
}

function endsThePromise(milestone: PromiseQuestion["state"]["milestone"]): boolean {
	return ["delivered", "returning", "returned", "cancelled"].includes(milestone);
}

/** A day beside a time is the whole of that day; a window that ends before it starts is its end alone. */
function bounds({ from, to }: SellerPromise): Pick<Window, "from" | "to" | "dateOnly"> {
	const dateOnly = from.length === 10 && to.length === 10;
	const start = dateOnly || from.length > 10 ? from : `${from}T00:00:00`;
	const end = dateOnly || to.length > 10 ? to : `${to}T23:59:59`;
	return { from: start < end ? start : end, to: end, dateOnly };
}

/** A fixed offset needs no zone data. A zone's name is taken for the destination's: that is where a promise is kept. */
function nowAt(zone: string | null, now: string, nowLocal: string): string {
	const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone === "UTC" ? "+00:00" : (zone ?? ""));
	if (offset === null) return nowLocal;
	const [, sign, hours, minutes] = offset;
	const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
	return new Date(Date.parse(now) + offsetMs).toISOString().slice(0, 19);
}

function isPassed({ to, now }: Window): boolean {
	return to < now.slice(0, to.length);
}

/** Days of the window that are over are not shown: it opens today, or now. */
function openingOf({ from, dateOnly, now }: Window): string {
	const today = now.slice(0, 10);
	if (from.slice(0, 10) >= today) return from;
	return dateOnly ? today : now;
}

function because({ source, from, to, dateOnly }: Window): string {
	const what = from.slice(0, 10) !== to.slice(0, 10) ? "these days" : dateOnly ? "this day" : "this time";
	return source === "carrier" ? `The carrier promises ${what}.` : `The shop promised ${what}.`;
}
