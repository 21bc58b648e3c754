import type { ParcelState } from "./fold.ts";
import { isNote } from "./ladder.ts";
import type { TimelineScan } from "./match-scans.ts";
import type { LastMile } from "./page.ts";
import { isPosition } from "./positions.ts";
import { endsRound, isOut, linesSinceOut } from "./stretches.ts";

/**
 * What is told of the courier while the parcel is on the vehicle; null at any other time, and once nothing was heard for
 * so long that what was told is of an earlier day.
 */
export function lastMileOf(state: ParcelState): LastMile | null {
	if (state.milestone !== "out_for_delivery" || state.silence !== null) return null;
	const round = linesSinceOut(state);
	if (round.some(endsRound)) return null;
	const leg = round.findLast(isOut)?.leg;
	const newestFirst = round.filter((line) => line.leg === leg).toReversed();
	const lastMile: LastMile = {
		stopsBefore: stopsBefore(newestFirst),
		positionAt: newestFirst.find(isPosition)?.time.instant ?? null,
		courierPhone: phoneAmong(newestFirst),
	};
	return Object.values(lastMile).some((part) => part !== null) ? lastMile : null;
}

/** A count holds until a line follows that is more than a note: of who is at the door nobody counts stops. */
function stopsBefore(newestFirst: readonly TimelineScan[]): number | null {
	// A position that still stands on the timeline is followed by none, wherever a date has put it.
	const counted = newestFirst.find((line) => isPosition(line) && line.details?.stopsBefore !== undefined);
	if (counted?.details?.stopsBefore !== undefined) return counted.details.stopsBefore;
	for (const { code, details } of newestFirst) {
		if (details?.stopsBefore !== undefined) return details.stopsBefore;
		if (!isNote(code)) return null;
	}
	return null;
}

function phoneAmong(newestFirst: readonly TimelineScan[]): string | null {
	for (const { marked } of newestFirst) {
		const phone = marked.courierPhone === undefined ? null : callable(marked.courierPhone);
		if (phone !== null) return phone;
	}
	return null;
}

/**
 * A phone number as it can be called: digits, single blanks and a plus sign before them. Null for what is none: masked
 * digits, letters, or an extension, without which nobody reaches anybody.
 */
export function callable(written: string): string | null {
	const plain = written
		.normalize("NFKC")
		.replace(/\(0\)/, " ")
		.replace(/[\s()./\u2010-\u2015-]+/g, " ")
		.trim();
	if (!/^\+? ?\d[\d ]*$/.test(plain)) return null;
	const digits = plain.replace(/\D/g, "");
	// Of five digits are the hot lines of China's couriers; no number of the world has more than fifteen.
	if (digits.length < 5 || digits.length > 15 || /^(\d)\1*$/.test(digits)) return null;
	return plain.replace(/^\+ /, "+");
}
