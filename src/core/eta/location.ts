import { add, at, type Decayed, fadedAt, gainAt } from "./decayed.ts";
import type { EffectName, LaneKeys } from "./lane-keys.ts";
import type { Nodes } from "./nodes.ts";

/** Where the middle of a parcel's times lies, as the logarithm of its working time, and what moved it there. */
export interface Location {
	readonly mean: number;
	readonly line: Line;
	readonly effects: readonly Effect[];
	/** Of the carrier. */
	readonly trend: number;
	/** Of the carrier in the destination's region. */
	readonly localTrend: number;
	/** What the backlog at the start adds. */
	readonly backlog: number;
	/** How much wider or narrower than usual times of today's parcels spread: above 1 while things slow down. */
	readonly scale: number;
	/** What the carrier states, less how far its word was wrong before; null where it states nothing. */
	readonly stated: number | null;
	/** What the distance adds. */
	readonly distance: number;
	/** How many parcels tell the trend of the carrier. */
	readonly trendParcels: number;
}

export interface Effect {
	readonly what: EffectName;
	readonly value: number;
	/** How much of the value the carrier states of itself. */
	readonly stated: number;
	readonly parcels: number;
}

/** The logarithm of the working time by the logarithm of the distance. */
export interface Line {
	readonly meanX: number;
	readonly meanY: number;
	/** As all carriers together have it. */
	readonly meanYOfAll: number;
	readonly slope: number;
	readonly parcelsOfAll: number;
	readonly parcels: number;
}

export interface LocationQuery {
	readonly keys: LaneKeys;
	/** The logarithm of the distance; null where it is unknown. */
	readonly x: number | null;
	/** The logarithm of the working time that the carrier states; null where it states none. */
	readonly stated: number | null;
	/** The carrier's backlog on the morning of the start, as `Morning` tells it. */
	readonly backlog: number;
	/** What to believe of a parcel of which nothing is known, at a middling distance. */
	readonly prior: number;
	/** The moment at which evidence is weighed. */
	readonly time: number;
}

/** Each level says how far it departs from all above it, and is believed as far as it has parcels. */
export function locate(
	nodes: Nodes,
	{ keys, x, stated: statedLog, prior, backlog: size, time }: LocationQuery,
): Location {
	const line = lineOf(nodes, keys.lines, prior, time);
	const distance = x === null ? 0 : line.slope * (x - line.meanX);
	let mean = line.meanY + distance;
	const stated = statedLog === null ? null : statedLog + shrunk(nodes, keys.statedErrors, STATED_BELIEVED, time);
	const effects: Effect[] = [];
	for (const { what, key } of keys.effects) {
		const node = nodes.find(key);
		const faded = node ? fadedAt(node, time, EFFECT_HALF_LIFE_DAYS) : 0;
		const parcels = node ? at(node, COUNT) * faded : 0;
		const expected = what === "country" && stated !== null ? stated - mean : 0;
		const value = ((node ? at(node, SUM) * faded : 0) + BELIEVED * expected) / (parcels + BELIEVED);
		effects.push({ what, value, stated: expected, parcels });
		mean += value;
	}
	const { value: backlog, excess } = backlogEffect(nodes, keys.backlog, size, time);
	const slow = trendOf(nodes, keys.slowTrend, SLOW_TREND_HALF_LIFE_DAYS, time);
	const trend = trendOf(nodes, keys.trend, TREND_HALF_LIFE_DAYS, time);
	const local = trendOf(nodes, keys.localTrend, LOCAL_TREND_HALF_LIFE_DAYS, time);
	mean += backlog + trend.value + local.value;
	return {
		mean,
		line,
		effects,
		trend: trend.value,
		localTrend: local.value,
		backlog,
		scale: scaleOf(trend.value - slow.value, excess),
		stated,
		distance,
		trendParcels: trend.parcels,
	};
}

/** What of late parcels took longer, or less long, than everything else explains. */
function trendOf(
	nodes: Nodes,
	key: string | null,
	halfLifeDays: number,
	time: number,
): { value: number; parcels: number } {
	const node = key === null ? undefined : nodes.find(key);
	if (node === undefined) return { value: 0, parcels: 0 };
	const faded = fadedAt(node, time, halfLifeDays);
	const parcels = at(node, COUNT) * faded;
	return { value: (at(node, SUM) * faded) / (parcels + BELIEVED), parcels };
}

/** How much longer parcels take that are handed to a carrier with a backlog of that size. */
function backlogEffect(nodes: Nodes, key: string, size: number, time: number): { value: number; excess: number } {
	const node = nodes.find(key);
	const faded = node ? fadedAt(node, time, BACKLOG_HALF_LIFE_DAYS) : 0;
	const parcels = node ? at(node, COUNT) * faded : 0;
	if (!node || parcels < LEAST_PARCELS) return { value: USUAL_BACKLOG_SLOPE * size, excess: size };
	const mean = at(node, 2) / at(node, COUNT);
	const spread = at(node, 4) * faded - parcels * mean * mean;
	const joint = at(node, 5) * faded - (parcels * mean * at(node, 3)) / at(node, COUNT);
	const slope = (joint + BACKLOG_BELIEVED * USUAL_BACKLOG_SLOPE) / (spread + BACKLOG_BELIEVED);
	return { value: slope * (size - mean), excess: size - mean };
}

/**
 * When a carrier slows down its times spread, and close in when it speeds up again. What was delivered shows it too late,
 * and the wrong way round: the trend and the backlog tell it in time.
 */
function scaleOf(quickening: number, excess: number): number {
	const bent = Math.max(-LARGEST_TURN, Math.min(LARGEST_TURN, quickening));
	return Math.max(NARROWEST, Math.min(WIDEST, Math.exp(SCALE_BY_TREND * bent + SCALE_BY_BACKLOG * excess)));
}

/** Teaches every level what was left over by those above it. `y` is the logarithm of the working time that it took. */
export function learnLocation(
	nodes: Nodes,
	{ keys, x, stated, backlog: size, time }: LocationQuery,
	{ line, effects, trend, localTrend, backlog }: Location,
	{ y, weight }: { readonly y: number; readonly weight: number },
): void {
	const usualX = x ?? line.meanX;
	for (const key of keys.lines) addPair(nodes.touch(key, 6, time), usualX, y, weight, time, LINE_HALF_LIFE_DAYS);
	if (stated !== null)
		for (const key of keys.statedErrors) addTo(nodes, key, y - stated, weight, time, EFFECT_HALF_LIFE_DAYS);
	let left = y - line.meanY - line.slope * (usualX - line.meanX);
	keys.effects.forEach(({ key }, index) => {
		addTo(nodes, key, left - trend - localTrend - backlog, weight, time, EFFECT_HALF_LIFE_DAYS);
		left -= effects[index]?.value ?? 0;
	});
	// What is left over is shared: the trend learns it whole, the others what those before them leave.
	addTo(nodes, keys.trend, left, weight, time, TREND_HALF_LIFE_DAYS);
	addTo(nodes, keys.slowTrend, left, weight, time, SLOW_TREND_HALF_LIFE_DAYS);
	if (keys.localTrend !== null) {
		addTo(nodes, keys.localTrend, left - trend - backlog, weight, time, LOCAL_TREND_HALF_LIFE_DAYS);
	}
	const rest = bounded(left - trend - localTrend);
	addPair(nodes.touch(keys.backlog, 6, time), size, rest, weight, time, BACKLOG_HALF_LIFE_DAYS);
}

function addPair(node: Decayed, x: number, y: number, weight: number, time: number, halfLifeDays: number): void {
	const amount = weight * gainAt(node, time, halfLifeDays);
	for (const [index, value] of [1, x, y, x * x, x * y].entries()) add(node, index + 1, amount * value);
}

function addTo(nodes: Nodes, key: string, value: number, weight: number, time: number, halfLifeDays: number): void {
	const node = nodes.touch(key, 3, time);
	const amount = weight * gainAt(node, time, halfLifeDays);
	add(node, COUNT, amount);
	add(node, SUM, amount * bounded(value));
}

function bounded(surprise: number): number {
	return Math.max(-LARGEST_SURPRISE, Math.min(LARGEST_SURPRISE, surprise));
}

/** A mean that each key, from the most general on, moves as far as it has parcels. */
function shrunk(nodes: Nodes, keys: readonly string[], believed: number, time: number): number {
	return keys.reduce((parent, key) => {
		const node = nodes.find(key);
		if (node === undefined) return parent;
		const faded = fadedAt(node, time, EFFECT_HALF_LIFE_DAYS);
		return (at(node, SUM) * faded + believed * parent) / (at(node, COUNT) * faded + believed);
	}, 0);
}

function lineOf(nodes: Nodes, keys: readonly string[], prior: number, time: number): Line {
	let [meanX, meanY, slope, parcels] = [USUAL_X, prior, USUAL_SLOPE, 0];
	let [parcelsOfAll, meanYOfAll] = [0, prior];
	keys.forEach((key, index) => {
		const node = nodes.find(key);
		const faded = node ? fadedAt(node, time, LINE_HALF_LIFE_DAYS) : 0;
		parcels = node ? at(node, COUNT) * faded : 0;
		if (node && parcels > LEAST_PARCELS) {
			const ownX = at(node, 2) / at(node, COUNT);
			const ownY = at(node, 3) / at(node, COUNT);
			const spread = at(node, 4) * faded - parcels * ownX * ownX;
			const joint = at(node, 5) * faded - parcels * ownX * ownY;
			const ofParent = meanY + slope * (ownX - meanX);
			meanY = (parcels * ownY + LINE_BELIEVED * ofParent) / (parcels + LINE_BELIEVED);
			meanX = ownX;
			slope = (joint + SLOPE_BELIEVED * slope) / (spread + SLOPE_BELIEVED);
		}
		if (index === 0) [parcelsOfAll, meanYOfAll] = [parcels, meanY];
	});
	return { meanX, meanY, slope, parcels, parcelsOfAll, meanYOfAll };
}

// The nodes: [reference moment, parcels, sum of surprises], and of lines and of the backlog [moment, parcels, Σx, Σy, Σx², Σxy].
const COUNT = 1;
const SUM = 2;

export const LINE_HALF_LIFE_DAYS = 180;
export const EFFECT_HALF_LIFE_DAYS = 600;
export const BACKLOG_HALF_LIFE_DAYS = 365;
export const LOCAL_TREND_HALF_LIFE_DAYS = 14;
export const SLOW_TREND_HALF_LIFE_DAYS = 45;
export const TREND_HALF_LIFE_DAYS = 7;

// How many parcels the levels above are worth against those of the level itself.
const LINE_BELIEVED = 5;
const SLOPE_BELIEVED = 10;
const STATED_BELIEVED = 10;
const BACKLOG_BELIEVED = 20;
const BELIEVED = 20;

const LARGEST_TURN = 0.3;
const SCALE_BY_TREND = 0.75;
const SCALE_BY_BACKLOG = 0.3;
const NARROWEST = 0.6;
const WIDEST = 1.6;

const LEAST_PARCELS = 0.01;
const LARGEST_SURPRISE = 0.9;
/** Some 300 km, and how much longer twice as far takes where nothing is known. */
const USUAL_X = 5.7;
const USUAL_SLOPE = 0.1;
const USUAL_BACKLOG_SLOPE = 0.4;
