import { add, at, fadedAt, gainAt } from "./decayed.ts";
import { BIN_WIDTH, BINS, binOf, LOWEST, placeOf } from "./distribution.ts";
import type { Nodes } from "./nodes.ts";

/**
 * What parcels under way say. Delivered ones alone tell of a slow-down only when the slow ones have come; here every parcel
 * counts on each day that it is open, as one that could have come and did not. A surprise grows while a parcel is open, and
 * the table holds for each step how many came in it, and how many days' worth of parcels passed through it.
 */
export interface LifeKeys {
	/** Of parcels that go about as far, over months. */
	readonly reach: string;
	/** Of all parcels of the carrier, over days. */
	readonly lately: string;
	/** What parcels under way will have passed through by each coming midnight, unless they come. */
	readonly awaited: string;
	/** The parcel itself, while it is open. */
	readonly open: string;
}

/** The working time of one parcel, as logarithms: at each midnight since it started, as many as `DAYS_AWAITED`. */
export interface Life {
	readonly startedAt: number;
	readonly atMidnights: ArrayLike<number>;
}

/** The chances by bin as the tables tell them, filled up with what else is believed; null before anything was counted. */
export function livesOf(nodes: Nodes, keys: LifeKeys, usual: Float64Array, time: number): Float64Array | null {
	const tables = [
		{ node: nodes.find(keys.reach), halfLifeDays: REACH_HALF_LIFE_DAYS, believed: REACH_BELIEVED },
		{ node: nodes.find(keys.lately), halfLifeDays: LATELY_HALF_LIFE_DAYS, believed: LATELY_BELIEVED },
	];
	if (tables[0]?.node === undefined) return null;
	const hazards = hazardsOf(usual);
	for (const { node, halfLifeDays, believed } of tables) {
		if (node === undefined) continue;
		const faded = fadedAt(node, time, halfLifeDays);
		let open = 1;
		for (let bin = 0; bin < BINS; bin++) {
			const [came, passed, before] = [at(node, CAME + bin) * faded, at(node, PASSED + bin) * faded, at(hazards, bin)];
			const weight = Math.max(believed * open, LEAST_BELIEVED);
			hazards[bin] = (came + weight * before) / (Math.max(passed, came / 2) + weight);
			open *= Math.exp(-before);
		}
	}
	return sharesOf(hazards);
}

/** What surprises of a parcel are measured from, and by. */
export interface Measure {
	readonly mean: number;
	readonly scale: number;
}

/** As it was when the parcel started; null where nobody noted that it did. */
export function measureOf(nodes: Nodes, keys: LifeKeys): Measure | null {
	const open = nodes.find(keys.open);
	return open ? { mean: at(open, 1), scale: at(open, 3) } : null;
}

/** Counts a parcel that starts: its days ahead are awaited until it comes. */
export function beginLife(nodes: Nodes, keys: LifeKeys, life: Life, measure: Measure): void {
	passMidnights(nodes, keys, life.startedAt);
	const open = nodes.touch(keys.open, 4, life.startedAt);
	open[1] = measure.mean;
	add(open, 2, 1);
	open[3] = measure.scale;
	awaitMidnights(nodes, keys, life, measure, 1);
}

/** Counts a parcel that came: it is awaited no longer. `y` is the logarithm of its working time. */
export function endLife(
	nodes: Nodes,
	keys: LifeKeys,
	life: Life,
	came: { readonly at: number; readonly y: number; readonly measure: Measure },
): void {
	passMidnights(nodes, keys, came.at);
	const begun = measureOf(nodes, keys);
	const measure = begun ?? came.measure;
	const place = placeIn(measure, came.y);
	count(nodes, keys.reach, REACH_HALF_LIFE_DAYS, 0, place, came.at);
	if (begun === null) return;
	awaitMidnights(nodes, keys, life, measure, -1);
	const passed = Math.min(DAYS_AWAITED, Math.floor(came.at) - Math.floor(life.startedAt));
	const counted = passed === 0 ? 0 : placeIn(measure, at(life.atMidnights, passed - 1));
	count(nodes, keys.lately, LATELY_HALF_LIFE_DAYS, counted, place, came.at);
	const open = nodes.touch(keys.open, 4, came.at);
	if (at(open, 2) > 1) add(open, 2, -1);
	else nodes.forget(keys.open);
}

function placeIn({ mean, scale }: Measure, y: number): number {
	return placeOf((y - mean) / scale);
}

/** A parcel that came at one place of the table, having passed through all since another. */
function count(nodes: Nodes, key: string, halfLifeDays: number, from: number, to: number, moment: number): void {
	const node = nodes.touch(key, PASSED + BINS, moment);
	const gain = gainAt(node, moment, halfLifeDays);
	add(node, COUNT, gain);
	add(node, CAME + binOf(to * BIN_WIDTH + LOWEST), gain);
	pass(node, PASSED, from, to, gain);
}

/** Adds to each bin how much of it lies between two places. */
function pass(node: Float64Array, first: number, from: number, to: number, amount: number): void {
	const [low, high] = [Math.max(0, from), Math.min(BINS, to)];
	for (let bin = Math.floor(low); bin < high; bin++) {
		const sum = at(node, first + bin) + amount * (Math.min(bin + 1, high) - Math.max(bin, low));
		node[first + bin] = Math.max(0, sum);
	}
}

/** Every midnight until `moment` makes what was awaited of it a fact. */
function passMidnights(nodes: Nodes, keys: LifeKeys, moment: number): void {
	const today = Math.floor(moment);
	const ring = nodes.find(keys.awaited);
	if (ring === undefined || at(ring, 0) >= today) return;
	nodes.touch(keys.awaited, ring.length, moment);
	const first = Math.max(at(ring, 0) + 1, today - DAYS_AWAITED + 1);
	const lately = nodes.touch(keys.lately, PASSED + BINS, moment);
	for (let day = first; day <= today; day++) {
		const gain = gainAt(lately, day, LATELY_HALF_LIFE_DAYS);
		for (let bin = 0; bin < BINS; bin++) add(lately, PASSED + bin, gain * at(ring, slotOf(day) + bin));
		ring.fill(0, slotOf(day), slotOf(day) + BINS);
	}
	ring[0] = today;
}

function awaitMidnights(nodes: Nodes, keys: LifeKeys, life: Life, measure: Measure, sign: 1 | -1): void {
	const first = Math.floor(life.startedAt) + 1;
	const known = nodes.find(keys.awaited);
	const ring = nodes.touch(keys.awaited, 1 + DAYS_AWAITED * BINS, first - 1);
	if (known === undefined) ring[0] = first - 1;
	let from = 0;
	for (let index = 0; index < DAYS_AWAITED; index++) {
		const day = first + index;
		const to = placeIn(measure, at(life.atMidnights, index));
		// What lies behind is a fact already, and what lies further ahead than the ring has room for waits for nobody.
		if (day > at(ring, 0) && day <= at(ring, 0) + DAYS_AWAITED) pass(ring, slotOf(day), from, to, sign);
		from = Math.max(from, to);
	}
}

function hazardsOf(shares: Float64Array): Float64Array {
	const hazards = new Float64Array(BINS);
	let open = 1;
	for (let bin = 0; bin < BINS; bin++) {
		const rest = Math.max(LEAST_SHARE, 1 - at(shares, bin) / Math.max(open, LEAST_SHARE));
		hazards[bin] = Math.max(LEAST_HAZARD, -Math.log(rest));
		open -= at(shares, bin);
	}
	return hazards;
}

/** In place. */
function sharesOf(hazards: Float64Array): Float64Array {
	let open = 1;
	for (let bin = 0; bin < BINS; bin++) {
		const left = bin === BINS - 1 ? 0 : open * Math.exp(-at(hazards, bin));
		hazards[bin] = open - left + LEAST_SHARE;
		open = left;
	}
	return hazards;
}

function slotOf(day: number): number {
	return 1 + (((day % DAYS_AWAITED) + DAYS_AWAITED) % DAYS_AWAITED) * BINS;
}

// The tables: [reference moment, parcels, came by bin, passed by bin]. The ring: [last midnight, for each day passed by bin].
const COUNT = 1;
const CAME = 2;
const PASSED = 2 + BINS;

/** A parcel that is open longer says no more of how things go today. */
export const DAYS_AWAITED = 40;
export const REACH_HALF_LIFE_DAYS = 120;
const LATELY_HALF_LIFE_DAYS = 3;
const REACH_BELIEVED = 10;
const LATELY_BELIEVED = 80;
const LEAST_BELIEVED = 0.3;
const LEAST_HAZARD = 0.02;
const LEAST_SHARE = 1e-9;
