import { createHash } from "node:crypto";
import { isForetold } from "../core/foretold.ts";
import type { ScanView } from "../core/scan-view.ts";
import type { Code } from "../core/status.ts";
import type { Worded, Wording } from "./wording.ts";

/** One parcel, as it is written in another's form. Nothing of it is personal. */
export interface ExchangedParcel {
	/** `shp_…` */
	readonly id: string;
	readonly trackingNumber: string;
	/** Our code of its carrier, and its name. */
	readonly carrier: { readonly code: string; readonly name: string };
	/** `sel_…` of whom it is written for. */
	readonly seller: string;
	/** Its own address in this service, which names it where a standard wants a URI. */
	readonly uri: string;
	/** When it last changed, `…Z`: the time of the file, so that a parcel that stands still is written alike. */
	readonly updatedAt: string;
	/** Oldest first. */
	readonly scans: readonly ExchangedScan[];
}

export type ExchangedScan = Pick<
	ScanView,
	"key" | "code" | "reason" | "local" | "precision" | "instant" | "text" | "place" | "provenance"
> & { readonly piece: string | null };

export interface Exchanged {
	readonly text: string;
	readonly leftOut: LeftOut;
}

/** What the standard cannot say of the parcel, or not all of. */
export interface LeftOut {
	/** Of how many scans. */
	readonly of: number;
	readonly scans: number;
	/** Codes that it has no word for, each once, in the order met. */
	readonly codes: readonly Code[];
	/** Codes that it has a broader word for alone: those scans are written, and tell less. */
	readonly broader: readonly Code[];
	/** How many have a time that it cannot write, or one that cannot be. */
	readonly undated: number;
}

export interface ToldScan extends Worded {
	readonly scan: ExchangedScan;
}

/** The scans that can be written, each with its word, and an account of the others. */
export function sortOut(
	scans: readonly ExchangedScan[],
	wording: Wording,
	isDated: (scan: ExchangedScan) => boolean = () => true,
): { readonly told: readonly ToldScan[]; readonly leftOut: LeftOut } {
	const worded = scans.flatMap((scan) => {
		const worded = wording(scan.code, scan.reason);
		return worded === null ? [] : [{ scan, ...worded }];
	});
	const told = worded.filter(({ scan }) => isDated(scan) && !isAhead(scan));
	const unsaid = scans.filter(({ code, reason }) => wording(code, reason) === null);
	const codesOf = (some: readonly ExchangedScan[]) => [...new Set(some.map(({ code }) => code))];
	return {
		told,
		leftOut: {
			of: scans.length,
			scans: scans.length - told.length,
			codes: codesOf(unsaid),
			broader: codesOf(told.filter(({ scan, says }) => scan.code !== says).map(({ scan }) => scan)),
			undated: worded.length - told.length,
		},
	};
}

/** Dated so far ahead of its telling that it decides nothing here either. */
function isAhead({ instant, local, provenance }: ExchangedScan): boolean {
	return isForetold(Date.parse(instant ?? `${local.slice(0, 10)}T${local.slice(11) || "00:00:00"}Z`), provenance);
}

/** The same for people, in sentences of plain letters; null where all is told as it is known. */
export function noteOf({ of, scans, codes, broader, undated }: LeftOut): string | null {
	const why = [
		...(codes.length > 0 ? [`no code for ${codes.join(", ")}`] : []),
		...(undated > 0 ? [`no usable time for ${undated}`] : []),
	];
	const notes = [
		...(scans > 0 ? [`${scans} of ${of} scans left out: ${why.join("; ")}.`] : []),
		...(broader.length > 0 ? [`Told by a broader code: ${broader.join(", ")}.`] : []),
	];
	return notes.length > 0 ? notes.join(" ") : null;
}

/** Hours and minutes that the scan's clock is ahead of Greenwich, in minutes; null where that is not known. */
export function offsetOf({ instant, local, precision }: ExchangedScan): number | null {
	if (instant === null || precision === "day") return null;
	return Math.round((Date.parse(`${local}Z`) - Date.parse(instant)) / 60_000);
}

/** An interchange's number, of nine digits: the same for the same words, and seldom for others. */
export function controlNumberOf(words: string): string {
	const number = createHash("sha256").update(words).digest().readUInt32BE(0) % 999_999_999;
	return String(number + 1).padStart(9, "0");
}

/** Without what ends a line or is no character, and with single blanks. */
export function plainText(written: string): string {
	return written
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
		.trim();
}
