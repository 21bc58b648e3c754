/** What the windows of an installation were worth; see services/eta-accuracy.ts. Shares are 0 to 1, times days. */
export interface AccuracyFigures {
	readonly period: { readonly days: number; readonly from: string; readonly to: string };
	/** The share that a window is meant to hold. */
	readonly nominal: number;
	readonly fewestForecasts: number;
	readonly all: Figures | null;
	readonly byCarrier: readonly Figures[];
	readonly byHorizon: readonly Figures[];
	readonly byCarrierAndHorizon: readonly Figures[];
	/** How carriers kept what they promised themselves. */
	readonly carriersPromises: readonly PromiseFigures[];
}

/** Parcels by how the first promise known of them came true. */
export interface PromiseFigures {
	readonly carrier?: string;
	readonly carrierName?: string;
	readonly parcels: number;
	readonly early: number;
	readonly onTime: number;
	readonly late: number;
	/** Of the late ones; null where there are none. */
	readonly meanDaysLate: number | null;
}

export interface Figures {
	readonly carrier?: string;
	readonly carrierName?: string;
	readonly horizon?: "0" | "1" | "2-3" | "4-7" | "8+";
	readonly forecasts: number;
	readonly parcels: number;
	readonly coverage: Share;
	readonly coverageShown: Share;
	readonly meanWidthDays: number;
	readonly meanErrorDays: number;
	readonly withinOneDay: number;
}

export interface Share {
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

const HORIZONS: Readonly<Record<NonNullable<Figures["horizon"]>, string>> = {
	"0": "the same day",
	"1": "1 day ahead",
	"2-3": "2 to 3 days ahead",
	"4-7": "4 to 7 days ahead",
	"8+": "8 days ahead or more",
};

export function carrierText({ carrierName, carrier = "" }: Pick<Figures, "carrierName" | "carrier">): string {
	return carrierName ?? carrier;
}

export function horizonText({ horizon }: Pick<Figures, "horizon">): string {
	return horizon === undefined ? "" : HORIZONS[horizon];
}

/** `81 %` */
export function percent(share: number): string {
	return `${Math.round(share * 100)}\u00a0%`;
}

/** `79–83 %` */
export function span({ low, high }: Share): string {
	const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
	return from === to ? `${from}\u00a0%` : `${from}–${to}\u00a0%`;
}

/** `8 in 10` */
export function outOfTen(share: number): string {
	return `${Math.round(share * 10)} in 10`;
}

/** `1,204` */
export function count(number: number): string {
	return number.toLocaleString("en-GB");
}

/** `1 day`, `2.4 days`, and hours below a day. */
export function daysText(days: number): string {
	if (days < 1) {
		const hours = Math.round(days * 24);
		if (hours === 24) return "1 day";
		return hours === 0 ? "under an hour" : hours === 1 ? "1 hour" : `${hours} hours`;
	}
	const written = days.toLocaleString("en-GB", { maximumFractionDigits: 1 });
	return written === "1" ? "1 day" : `${written} days`;
}

/** `23 November 2026` */
export function dayText(instant: string): string {
	const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
	return new Intl.DateTimeFormat("en-GB", options).format(new Date(instant));
}
