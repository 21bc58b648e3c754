import { orderRungOf } from "./ladder.ts";
import type { Scan } from "./scan.ts";

/**
 * Oldest first, total and independent of arrival. Timed scans go by the clock; a bare date goes after the last timed
 * scan of its local day that is no further along than itself, or to the start of its day where there is none.
 */
export function orderScans<S extends Scan>(scans: readonly S[]): readonly S[] {
	const timed: S[] = [];
	const dated: S[] = [];
	for (const scan of scans) (scan.time.precision === "day" ? dated : timed).push(scan);
	timed.sort((a, b) => a.at - b.at || byRung(a, b));
	if (dated.length === 0) return timed;
	dated.sort((a, b) => compareText(dayOf(a), dayOf(b)) || byRung(a, b));
	const slots = new Map<number, S[]>();
	for (const scan of dated) {
		const slot = slotOf(scan, timed);
		const waiting = slots.get(slot);
		if (waiting === undefined) slots.set(slot, [scan]);
		else waiting.push(scan);
	}
	const ordered: S[] = [];
	for (let index = 0; index <= timed.length; index++) {
		ordered.push(...(slots.get(index) ?? []));
		const scan = timed[index];
		if (scan !== undefined) ordered.push(scan);
	}
	return ordered;
}

/** Among the timed scans, the index before which a bare date goes. */
function slotOf(scan: Scan, timed: readonly Scan[]): number {
	const day = dayOf(scan);
	const rung = orderRungOf(scan.code);
	const last = timed.findLastIndex((other) => dayOf(other) === day && orderRungOf(other.code) <= rung);
	if (last >= 0) return last + 1;
	const first = timed.findIndex((other) => dayOf(other) === day);
	if (first >= 0) return first;
	const later = timed.findIndex((other) => other.at >= scan.at);
	return later < 0 ? timed.length : later;
}

function byRung(a: Scan, b: Scan): number {
	return orderRungOf(a.code) - orderRungOf(b.code) || a.sequence - b.sequence || compareText(a.key, b.key);
}

/** `YYYY-MM-DD` on the scan's own clock. */
export function dayOf(scan: Scan): string {
	return scan.time.local.slice(0, 10);
}

/** By code unit: the same everywhere, unlike a locale's order. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
