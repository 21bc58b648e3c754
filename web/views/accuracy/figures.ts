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

export function carrierText({ carrierName, carrier = "" }: Pick<Figures, "carrierName" | "carrier">): string {
	return carrierName ?? carrier;
}

/** `23 November 2026` */
export function dayText(instant: string): string {
	const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
	return new Intl.DateTimeFormat("en-GB", options).format(new Date(instant));
}
