import { CODES } from "../../src/core/codes.ts";
import type { PageScan, ParcelPage } from "../../src/core/page.ts";

/** The scan that explains why not all is well. */
export function causeOf({ scans, condition }: ParcelPage): PageScan | null {
	return scans.findLast(({ code }) => CODES[code].condition === condition) ?? null;
}

/** The carrier's newest scan that is more than a note; the newest note where there is nothing else. */
export function lastScanOf({ scans }: ParcelPage): PageScan | null {
	return scans.findLast(({ milestone, by }) => milestone !== "note" && by === undefined) ?? scans.at(-1) ?? null;
}
