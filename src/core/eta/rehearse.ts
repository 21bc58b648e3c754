import { LaneModel } from "./lane-model.ts";
import type { Start } from "./start.ts";
import type { Week } from "./week.ts";

/** A parcel of the past. Moments as in `Start`. */
export interface PastParcel {
	readonly id: string;
	readonly start: Start;
	readonly week: Week;
	/** Null where nobody knows: it is forecast and teaches nothing. */
	readonly deliveredAt: number | null;
}

/** What a forecast said, and what came. */
export interface Rehearsed {
	readonly parcel: PastParcel;
	/** Whole days since the start at which it was made: 0 is at the start itself. */
	readonly ageDays: number;
	readonly p10: number;
	readonly p50: number;
	readonly p90: number;
}

export interface RehearseOptions {
	/** Forecast again at these ages, in whole days, every parcel that is still open. */
	readonly ages: readonly number[];
	/** Parcels that started before this moment are learned from, not forecast. */
	readonly from?: number;
	readonly model?: LaneModel;
	readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Goes through the past in the order of time: each parcel is forecast at its start, and again at each age, with what had
 * been delivered by that moment, and teaches the model when its own delivery comes. Deliveries of the same moment come
 * before forecasts. The forecasts stand in the order in which they were made.
 */
export function* rehearse(parcels: readonly PastParcel[], options: RehearseOptions): Generator<Rehearsed> {
	const model = options.model ?? new LaneModel();
	const events = parcels.flatMap((parcel) => eventsOf(parcel, options)).toSorted(inOrder);
	for (const [done, { parcel, what, now, ageDays }] of events.entries()) {
		switch (what) {
			case "delivered":
				model.learn(parcel.start, now, parcel.week);
				break;
			case "begun":
				model.begin(parcel.start, parcel.week);
				break;
			case "asked": {
				const forecast = model.forecast(parcel.start, now, parcel.week);
				yield { parcel, ageDays, p10: forecast.at(0.1), p50: forecast.at(0.5), p90: forecast.at(0.9) };
			}
		}
		options.onProgress?.(done + 1, events.length);
	}
}

interface Event {
	readonly parcel: PastParcel;
	readonly what: "delivered" | "asked" | "begun";
	readonly now: number;
	readonly ageDays: number;
}

function eventsOf(parcel: PastParcel, { ages, from = Number.NEGATIVE_INFINITY }: RehearseOptions): Event[] {
	const { start, deliveredAt } = parcel;
	const asked =
		start.at < from ? [] : [0, ...ages.filter((days) => deliveredAt === null || deliveredAt > start.at + days)];
	return [
		{ parcel, what: "begun", now: start.at, ageDays: 0 },
		...asked.map((ageDays): Event => ({ parcel, what: "asked", now: start.at + ageDays, ageDays })),
		...(deliveredAt === null ? [] : [{ parcel, what: "delivered", now: deliveredAt, ageDays: 0 } as const]),
	];
}

/** At the same moment deliveries come first, then forecasts; the identifier settles the rest, whatever the file's order. */
function inOrder(a: Event, b: Event): number {
	if (a.now !== b.now) return a.now - b.now;
	if (a.what !== b.what) return ORDER[a.what] - ORDER[b.what];
	if (a.parcel.id === b.parcel.id) return 0;
	return a.parcel.id < b.parcel.id ? -1 : 1;
}

const ORDER = { delivered: 0, asked: 1, begun: 2 } as const;
