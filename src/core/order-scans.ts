import { isBuyersWord } from "./buyers-word.ts";
import { carriedRung, deliveredRung, orderRungOf, returnedRung, rungOf } from "./ladder.ts";
import type { Provenance, Scan } from "./scan.ts";

/** A scan to be ordered, with what told it: the order of a message counts only among scans that it alone told. */
export type OrderedScan = Scan & { readonly provenance?: readonly Provenance[] };

/**
 * Oldest first, total and independent of arrival. Timed scans go by the clock; at one moment the lesser rung is first.
 * A bare date stands among the timed scans of its local day, by the first of these that tells:
 *
 * 1. A label is made before the parcel moves, a delivery or return ends the day.
 * 2. The order of the message that told both: but where a date is the first of its day there, nothing is said, since
 *    carriers sort a date as its midnight.
 * 3. The ladder: after the last scan that is no further along than itself, else at the start of its day.
 *
 * What a buyer says of a delivery stands after it, whatever the clock of that: he had read of it.
 */
export function orderScans<S extends OrderedScan>(scans: readonly S[]): readonly S[] {
	if (!scans.some(isBuyersWord)) return orderTold(scans);
	const words = scans.filter(isBuyersWord);
	const ordered = [...orderTold(scans.filter((scan) => !isBuyersWord(scan)))];
	for (const word of words.sort((a, b) => a.at - b.at || compareText(a.key, b.key))) {
		const before = ordered.findLastIndex((scan) => isBefore(scan, word) || isDeliveryKnownTo(word, scan));
		ordered.splice(before + 1, 0, word);
	}
	return ordered;
}

function isBefore(scan: Scan, word: Scan): boolean {
	return scan.time.precision === "day" ? dayOf(scan) < dayOf(word) : scan.at <= word.at;
}

function isDeliveryKnownTo(word: OrderedScan, scan: OrderedScan): boolean {
	return rungOf(scan.code) === deliveredRung && firstTold(scan) <= firstTold(word);
}

function firstTold({ provenance = [] }: OrderedScan): number {
	return Math.min(...provenance.map(({ knownAt }) => Date.parse(knownAt)));
}

function orderTold<S extends OrderedScan>(scans: readonly S[]): readonly S[] {
	const timed: S[] = [];
	const dated: S[] = [];
	for (const scan of scans) (scan.time.precision === "day" ? dated : timed).push(scan);
	timed.sort((a, b) => a.at - b.at || byRung(a, b));
	if (dated.length === 0) return timed;
	const slots = new Map<number, S[]>();
	const days = daysOf(timed);
	for (const [day, ofDay] of [...daysOf(dated)].sort(([a], [b]) => compareText(a, b))) {
		for (const { scan, slot } of placeDates(ofDay, days.get(day) ?? [], timed)) {
			const waiting = slots.get(slot);
			if (waiting === undefined) slots.set(slot, [scan]);
			else waiting.push(scan);
		}
	}
	const ordered: S[] = [];
	for (let index = 0; index <= timed.length; index++) {
		ordered.push(...(slots.get(index) ?? []));
		const scan = timed[index];
		if (scan !== undefined) ordered.push(scan);
	}
	return ordered;
}

const road = 1;

/** A scan with all that its order goes by. `index` is its own in the list that it comes from. */
interface Stand<S> {
	readonly scan: S;
	readonly index: number;
	readonly rung: number;
	readonly phase: number | null;
	readonly message: string | null;
}

function daysOf<S extends OrderedScan>(scans: readonly S[]): ReadonlyMap<string, readonly Stand<S>[]> {
	const days = new Map<string, Stand<S>[]>();
	for (const [index, scan] of scans.entries()) {
		const rung = orderRungOf(scan.code);
		const stand = { scan, index, rung, phase: phaseOf(scan), message: messageOf(scan) };
		const day = dayOf(scan);
		const ofDay = days.get(day);
		if (ofDay === undefined) days.set(day, [stand]);
		else ofDay.push(stand);
	}
	return days;
}

/** The dates of one day in their order, each with the index in `timed` before which it goes. */
function placeDates<S extends OrderedScan>(
	dated: readonly Stand<S>[],
	sameDay: readonly Stand<S>[],
	timed: readonly S[],
): readonly { readonly scan: S; readonly slot: number }[] {
	const last = new Map<string, number>();
	return orderDates(dated).map((date) => {
		const { scan, phase, message } = date;
		const own = sameDay.length > 0 ? slotInDay(date, sameDay) : slotBetweenDays(scan, timed);
		if (message === null) return { scan, slot: own };
		const chain = `${phase ?? road} ${message}`;
		const slot = Math.max(own, last.get(chain) ?? 0);
		last.set(chain, slot);
		return { scan, slot };
	});
}

/** Dates of one day: a label first, an end last, between them by the ladder, but never against their message. */
function orderDates<S extends OrderedScan>(dated: readonly Stand<S>[]): readonly Stand<S>[] {
	const highest = new Map<string, number>();
	const climbed = [...dated]
		.sort((a, b) => a.scan.sequence - b.scan.sequence || byRung(a.scan, b.scan))
		.map((date) => {
			// A date is held back behind those that its message told before it, not they behind it.
			const chain = `${date.phase ?? road} ${date.message}`;
			const height = date.message === null ? date.rung : Math.max(date.rung, highest.get(chain) ?? 0);
			highest.set(chain, height);
			return { date, height };
		});
	return climbed
		.sort(
			(a, b) =>
				(a.date.phase ?? road) - (b.date.phase ?? road) ||
				a.height - b.height ||
				a.date.scan.sequence - b.date.scan.sequence ||
				byRung(a.date.scan, b.date.scan),
		)
		.map(({ date }) => date);
}

function slotInDay(date: Stand<OrderedScan>, sameDay: readonly Stand<OrderedScan>[]): number {
	const { phase, message, rung } = date;
	const { sequence } = date.scan;
	const start = sameDay[0]?.index ?? 0;
	let bounds: Bounds = { from: start, to: (sameDay.at(-1)?.index ?? start) + 1 };
	if (phase !== null) {
		const before = sameDay.findLast((other) => other.phase !== null && other.phase < phase);
		const after = sameDay.find((other) => other.phase !== null && other.phase > phase);
		bounds = within(bounds, before, after);
	}
	const isTold = (other: Stand<OrderedScan>) => message !== null && other.message === message;
	const before = sameDay.findLast((other) => isTold(other) && other.scan.sequence < sequence);
	if (before !== undefined) {
		const after = sameDay.find((other) => isTold(other) && other.scan.sequence > sequence);
		bounds = within(bounds, before, after);
	}
	const { from, to } = bounds;
	const lesser = sameDay.findLast((other) => other.index >= from && other.index < to && other.rung <= rung);
	return lesser === undefined ? from : lesser.index + 1;
}

/** A date may go before any of the timed scans from `from` to `to`. */
interface Bounds {
	readonly from: number;
	readonly to: number;
}

/** Narrower bounds, unless they contradict those that count more, or each other. */
function within(
	{ from, to }: Bounds,
	before: Stand<OrderedScan> | undefined,
	after: Stand<OrderedScan> | undefined,
): Bounds {
	const narrow = { from: Math.max(from, (before?.index ?? -1) + 1), to: Math.min(to, after?.index ?? to) };
	return narrow.from <= narrow.to ? narrow : { from, to };
}

function slotBetweenDays(scan: Scan, timed: readonly Scan[]): number {
	const later = timed.findIndex((other) => other.at >= scan.at);
	return later < 0 ? timed.length : later;
}

/** 0 before the parcel moves, 1 on the road, 2 at its end; null for what happens at any time. */
function phaseOf({ code }: Scan): number | null {
	const rung = rungOf(code);
	if (rung === null) return null;
	if (rung === deliveredRung || rung === returnedRung) return 2;
	return rung < carriedRung ? 0 : road;
}

/** The message that alone told a scan, and of which piece; null where several did or the carrier gives no order. */
function messageOf({ provenance, sequence, leg, piece }: OrderedScan): string | null {
	const [only, ...others] = provenance ?? [];
	return only === undefined || others.length > 0 || sequence === 0 ? null : `${only.messageId} ${leg} ${piece ?? ""}`;
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
