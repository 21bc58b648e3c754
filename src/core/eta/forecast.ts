import type { EffectName } from "./lane-keys.ts";

/** The most particular of what a forecast stands on, down from the postcode to a guess by the distance alone. */
export type Basis =
	| "postcode"
	| "lane"
	| "region"
	| "country"
	| "service"
	| "carrier"
	| "all carriers"
	| "stated"
	| "distance";

/** One thing that moved a forecast. */
export interface Part {
	readonly what: "distance" | "carrier" | "stated" | "trend" | EffectName;
	/** What it multiplies the working time by: above 1 it takes longer. */
	readonly factor: number;
	/** How many parcels it was learned from; fewer as they grow old. */
	readonly parcels: number;
}

/** When a parcel arrives, as shares of all the times it might. Moments as in `Start`. */
export interface Forecast {
	/** The moment by which that share (0 to 1) of such parcels arrives. Never before the moment of the forecast. */
	at(share: number): number;
	/** How likely it has arrived by then, 0 to 1. */
	chanceBy(moment: number): number;
	/** In the order in which they were first applied, one of a kind. */
	readonly parts: readonly Part[];
	/** How many parcels the most particular level with at least five was learned from; fewer as they grow old. */
	readonly parcels: number;
	readonly basis: Basis;
}
