import type { TimelineScan } from "./match-scans.ts";
import { compareText } from "./order-scans.ts";

/** The lines, oldest first, with others among them by time. The order of the lines themselves stays as it is. */
export function insertLines(lines: readonly TimelineScan[], others: readonly TimelineScan[]): readonly TimelineScan[] {
	if (others.length === 0) return lines;
	const all: TimelineScan[] = [];
	let from = 0;
	for (const other of others.toSorted((a, b) => a.at - b.at || compareText(a.key, b.key))) {
		let to = from;
		for (let index = from; index < lines.length; index++) {
			const line = lines[index];
			// A date stands where its day has put it, and says nothing of the order of the clock.
			if (line === undefined || line.time.precision === "day") continue;
			if (line.at > other.at) break;
			to = index + 1;
		}
		all.push(...lines.slice(from, to), other);
		from = to;
	}
	return [...all, ...lines.slice(from)];
}
