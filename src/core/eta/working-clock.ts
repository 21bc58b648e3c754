import { at } from "./decayed.ts";
import type { Week } from "./week.ts";

/** How much of a day's deliveries each kind of day sees, and how they spread over its hours. */
export interface Rhythm {
	/** By kind of day; a usual working day is 1. Never 0. */
	readonly days: ArrayLike<number>;
	/** 25 rising shares, from 0 at midnight to 1 at the next. */
	readonly hours: ArrayLike<number>;
}

/** Working days, with fractions, from one moment to another: a Sunday counts as little as it sees deliveries. */
export function workingTime(rhythm: Rhythm, week: Week, from: number, to: number): number {
	if (to <= from) return 0;
	const firstDay = Math.floor(from);
	const lastDay = Math.min(Math.floor(to), firstDay + LONGEST_DAYS);
	const first = at(rhythm.days, week.kindOf(firstDay));
	const last = Math.min(to - lastDay, 1);
	if (firstDay === lastDay)
		return Math.max(0, first * (shareBy(rhythm.hours, last) - shareBy(rhythm.hours, from - firstDay)));
	let sum = first * (1 - shareBy(rhythm.hours, from - firstDay));
	for (let day = firstDay + 1; day < lastDay; day++) sum += at(rhythm.days, week.kindOf(day));
	return sum + at(rhythm.days, week.kindOf(lastDay)) * shareBy(rhythm.hours, last);
}

/** The moment that lies so much working time after another. */
export function afterWorkingTime(rhythm: Rhythm, week: Week, from: number, workingDays: number): number {
	const firstDay = Math.floor(from);
	let left = workingDays;
	let begun = shareBy(rhythm.hours, from - firstDay);
	for (let day = firstDay; day < firstDay + LONGEST_DAYS; day++) {
		const weight = at(rhythm.days, week.kindOf(day));
		const within = weight * (1 - begun);
		if (left <= within) return day + fractionAt(rhythm.hours, begun + left / weight);
		left -= within;
		begun = 0;
	}
	return firstDay + LONGEST_DAYS;
}

/** Beyond a year nothing is told apart. */
export const LONGEST_DAYS = 400;

function shareBy(hours: ArrayLike<number>, fraction: number): number {
	const hour = Math.min(23, Math.floor(fraction * 24));
	const before = at(hours, hour);
	return before + (fraction * 24 - hour) * (at(hours, hour + 1) - before);
}

function fractionAt(hours: ArrayLike<number>, share: number): number {
	let hour = 0;
	while (hour < 23 && at(hours, hour + 1) < share) hour++;
	const before = at(hours, hour);
	return Math.min(1, (hour + (share - before) / (at(hours, hour + 1) - before)) / 24);
}
