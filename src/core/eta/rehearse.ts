import type { Forecast } from "./forecast.ts";
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
	const questions = parcels
		.filter(({ start }) => start.at >= (options.from ?? Number.NEGATIVE_INFINITY))
		.flatMap((parcel) => [0, ...options.ages].map((ageDays) => ({ parcel, ageDays, now: parcel.start.at + ageDays })))
		.filter(({ parcel, ageDays, now }) => ageDays === 0 || parcel.deliveredAt === null || parcel.deliveredAt > now)
		.toSorted((a, b) => a.now - b.now || inOrder(a.parcel.id, b.parcel.id));
	const deliveries = parcels
		.flatMap((parcel) => (parcel.deliveredAt === null ? [] : [{ parcel, at: parcel.deliveredAt }]))
		.toSorted((a, b) => a.at - b.at || inOrder(a.parcel.id, b.parcel.id));
	let learned = 0;
	for (const [done, { parcel, ageDays, now }] of questions.entries()) {
		for (let next = deliveries[learned]; next !== undefined && next.at <= now; next = deliveries[++learned]) {
			model.learn(next.parcel.start, next.at, next.parcel.week);
		}
		const forecast: Forecast = model.forecast(parcel.start, now, parcel.week);
		yield { parcel, ageDays, p10: forecast.at(0.1), p50: forecast.at(0.5), p90: forecast.at(0.9) };
		options.onProgress?.(done + 1, questions.length);
	}
}

function inOrder(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
