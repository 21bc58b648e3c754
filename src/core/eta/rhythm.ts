import { add, at, type Decayed, gainAt } from "./decayed.ts";
import type { Nodes } from "./nodes.ts";
import type { Week } from "./week.ts";
import type { Rhythm } from "./working-clock.ts";

/** Rhythms once worked out, kept until a delivery moves them: forecasts ask for the same few again and again. */
export class Rhythms {
	readonly #known = new Map<string, Rhythm>();

	of(nodes: Nodes, keys: readonly string[]): Rhythm {
		const particular = keys.at(-1) ?? "";
		const known = this.#known.get(particular);
		if (known !== undefined) return known;
		if (this.#known.size >= MOST_RHYTHMS) this.#known.clear();
		const rhythm = rhythmOf(nodes, keys);
		this.#known.set(particular, rhythm);
		return rhythm;
	}

	/** To be called whenever nodes of rhythms have changed. */
	forget(): void {
		this.#known.clear();
	}
}

/** The rhythm that the nodes tell, the most general first: each is believed as far as it has deliveries. */
function rhythmOf(nodes: Nodes, keys: readonly string[]): Rhythm {
	const days = Float64Array.from(USUAL_DAYS);
	const hours = new Float64Array(25);
	for (let hour = 0; hour < 24; hour++) hours[hour + 1] = at(USUAL_HOURS, hour);
	for (const key of keys) {
		const node = nodes.find(key);
		if (node === undefined) continue;
		believeDays(node, days);
		believeHours(node, hours);
	}
	for (let hour = 1; hour < 24; hour++) hours[hour] = at(hours, hour) + at(hours, hour - 1);
	hours[24] = 1;
	return { days, hours };
}

/** Counts a delivery, and the days that went by since the one before it, with deliveries or without. */
export function learnRhythm(nodes: Nodes, keys: readonly string[], deliveredAt: number, week: Week): void {
	const today = Math.floor(deliveredAt);
	const hour = Math.min(23, Math.floor((deliveredAt - today) * 24));
	for (const key of keys) {
		const node = nodes.touch(key, HOURS + 24, deliveredAt);
		const gain = gainAt(node, deliveredAt, HALF_LIFE_DAYS, COUNTED);
		const since = Math.max(at(node, LAST_DAY) === 0 ? today : at(node, LAST_DAY) + 1, today - LONGEST_GAP_DAYS);
		for (let day = since; day <= today; day++) add(node, PASSED + week.kindOf(day), gain);
		node[LAST_DAY] = Math.max(at(node, LAST_DAY), today);
		add(node, COUNTED + week.kindOf(today), gain);
		add(node, HOURS + hour, gain);
	}
}

/** A kind's deliveries a day over those of a usual working day; days that nobody saw count as the parent says. */
function believeDays(node: Decayed, days: Float64Array): void {
	const gain = 2 ** ((at(node, LAST_DAY) - at(node, 0)) / HALF_LIFE_DAYS);
	let counted = 0;
	let passed = 0;
	for (let kind = 0; kind < 5; kind++) {
		counted += at(node, COUNTED + kind);
		passed += at(node, PASSED + kind) * at(days, kind);
	}
	const usual = passed === 0 ? 0 : counted / passed;
	const believed = DELIVERIES_BELIEVED * gain;
	for (let kind = 0; kind < 8; kind++) {
		const expected = usual * at(node, PASSED + kind);
		const weight = (at(node, COUNTED + kind) + believed * at(days, kind)) / (expected + believed);
		days[kind] = Math.min(HEAVIEST, Math.max(LIGHTEST, weight));
	}
}

/** The hours stand one place further on, where their sums will. */
function believeHours(node: Decayed, hours: Float64Array): void {
	const believed = DELIVERIES_BELIEVED * 2 ** ((at(node, LAST_DAY) - at(node, 0)) / HALF_LIFE_DAYS);
	let sum = 0;
	for (let hour = 0; hour < 24; hour++) {
		hours[hour + 1] = at(node, HOURS + hour) + believed * at(hours, hour + 1);
		sum += at(hours, hour + 1);
	}
	for (let hour = 1; hour <= 24; hour++) hours[hour] = (at(hours, hour) / sum) * (1 - 24 * QUIETEST) + QUIETEST;
}

// The node: reference moment, day of the newest delivery, deliveries by kind of day, days that passed by kind, deliveries by hour.
const LAST_DAY = 1;
const COUNTED = 2;
const PASSED = 10;
const HOURS = 18;

/** Some 5 MB. */
const MOST_RHYTHMS = 5_000;

const HALF_LIFE_DAYS = 365;
const LONGEST_GAP_DAYS = 60;
const DELIVERIES_BELIEVED = 30;
const LIGHTEST = 0.03;
const HEAVIEST = 1.3;
const QUIETEST = 0.002;

const USUAL_DAYS = [1, 1, 1, 1, 1, 0.33, 0.07, 0.07];

/** Couriers' tours: from eight to six, and a few until nine. */
const USUAL_HOURS = Array.from({ length: 24 }, (_, hour) => {
	if (hour >= 8 && hour < 18) return 0.085;
	return hour === 7 || (hour >= 18 && hour < 21) ? 0.03 : 0.03 / 10;
});
