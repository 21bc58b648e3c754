import type { PlacePrecision } from "../../core/scan.ts";
import type { Point } from "../route.ts";
import type { NameSpan } from "./names-in.ts";

/** One answer, and how much speaks for it. */
export interface Candidate {
	readonly score: number;
	readonly point: Point | null;
	readonly country: string;
	/** 0 where none is known. */
	readonly region: number;
	readonly zone: string | null;
	readonly precision: PlacePrecision;
	readonly because: string;
	/** Of a town; 0 for all else. */
	readonly people: number;
	/** Its name goes on with a word that nothing explains. */
	readonly cut: boolean;
	/** The words it explains. */
	readonly bits: number;
	/** The run of words that names the town, for those that name one. */
	readonly name: NameSpan | null;
}
