import type { PlacePrecision } from "../../core/scan.ts";
import type { Point } from "../route.ts";

/** What a carrier wrote of a place, and what else is known of the parcel. */
export interface PlaceQuery {
	readonly text: string;
	/** The carrier's own fields beside the text. `country` is ISO 3166-1 alpha-2. */
	readonly city?: string | null | undefined;
	readonly region?: string | null | undefined;
	readonly postcode?: string | null | undefined;
	readonly country?: string | null | undefined;
	readonly priors?: Priors | undefined;
}

/** What makes a place likelier before its text is read. None of it ever outweighs what the text says. */
export interface Priors {
	/** Best first: the ends of the parcel, the carrier's home. */
	readonly countries?: readonly string[] | undefined;
	/** Neighbouring scans, origin and destination. */
	readonly near?: readonly Point[] | undefined;
}

/** Where it is, as far as that is really known: null for all else. */
export interface Resolved {
	readonly lat: number | null;
	readonly lng: number | null;
	/** ISO 3166-1 alpha-2. */
	readonly country: string | null;
	/** The part of the ISO 3166-2 code behind the country. */
	readonly region: string | null;
	/** An IANA name. */
	readonly zone: string | null;
	readonly precision: PlacePrecision | null;
	/** A short word for the rule that won. */
	readonly because: string;
}

export const LONGEST_TEXT = 200;

/** One spelling of what differs without meaning: width, invisible marks, kinds of blanks, `U.S.A.` for `USA`. */
export function readable(text: string): string {
	return (
		text
			.slice(0, LONGEST_TEXT)
			.normalize("NFKC")
			.slice(0, LONGEST_TEXT)
			.replace(/[\p{Cf}\p{Cs}\uFFFD]/gu, "")
			// The id in https://id.gs1.org is no Idaho, and the one in urn:epc:id no Indonesia.
			.replace(/\b(?:https?:\/\/|urn:)\S+/gi, " ")
			.replace(/[\p{Cc}]/gu, "\n")
			.replace(POST_OFFICE, " ")
			.replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?!\p{L}))/gu, "$1")
			.trim()
	);
}

/** India's sub, head, branch and general post offices: `S.O` is no Somalia, `B.O` no Bolivia. */
const POST_OFFICE = /(?<=\p{L}[\s,(-]+)[SHBG]\.\s?(?:P\.\s?)?O\b\.?/gu;
