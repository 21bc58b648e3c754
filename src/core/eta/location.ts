import { add, at, fadedAt, gainAt } from "./decayed.ts";
import type { Part } from "./forecast.ts";
import type { EffectName, LaneKeys } from "./lane-keys.ts";
import type { Nodes } from "./nodes.ts";

/** Where the middle of a parcel's times lies, as the logarithm of its working time, and what moved it there. */
export interface Location {
	readonly mean: number;
	readonly line: Line;
	readonly effects: readonly Effect[];
	readonly trend: number;
	/** What the carrier states, less how far its word was wrong before; null where it states nothing. */
	readonly stated: number | null;
	readonly parts: readonly Part[];
}

export interface Effect {
	readonly what: EffectName;
	readonly value: number;
	readonly parcels: number;
}

/** The logarithm of the working time by the logarithm of the distance. */
export interface Line {
	readonly meanX: number;
	readonly meanY: number;
	readonly slope: number;
	readonly parcelsOfAll: number;
	readonly parcels: number;
}

export interface Question {
	readonly keys: LaneKeys;
	/** The logarithm of the distance; null where it is unknown. */
	readonly x: number | null;
	/** The logarithm of the working time that the carrier states; null where it states none. */
	readonly stated: number | null;
	/** What to believe of a parcel of which nothing is known, at a middling distance. */
	readonly prior: number;
	/** The moment at which evidence is weighed. */
	readonly time: number;
}

/** Each level says how far it departs from all above it, and is believed as far as it has parcels. */
export function locate(nodes: Nodes, { keys, x, stated: statedLog, prior, time }: Question): Location {
	const line = lineOf(nodes, keys.lines, prior, time);
	const slope = x === null ? 0 : line.slope * (x - line.meanX);
	const parts: Part[] = [
		{ what: "distance", factor: Math.exp(slope), parcels: line.parcelsOfAll },
		{ what: "carrier", factor: Math.exp(line.meanY - line.meanYOfAll), parcels: line.parcels },
	];
	let mean = line.meanY + slope;
	const stated = statedLog === null ? null : statedLog + shrunk(nodes, keys.statedErrors, STATED_BELIEVED, time);
	const effects: Effect[] = [];
	for (const { what, key } of keys.effects) {
		const node = nodes.find(key);
		const faded = node ? fadedAt(node, time, EFFECT_HALF_LIFE_DAYS) : 0;
		const parcels = node ? at(node, COUNT) * faded : 0;
		const believed = EFFECTS_BELIEVED[what];
		const expected = what === "country" && stated !== null ? stated - mean : 0;
		const value = ((node ? at(node, SUM) * faded : 0) + believed * expected) / (parcels + believed);
		if (expected !== 0) parts.push({ what: "stated", factor: Math.exp(expected), parcels: 0 });
		parts.push({ what, factor: Math.exp(value - expected), parcels });
		effects.push({ what, value, parcels });
		mean += value;
	}
	const trendNode = nodes.find(keys.trend);
	const faded = trendNode ? fadedAt(trendNode, time, TREND_HALF_LIFE_DAYS) : 0;
	const count = trendNode ? at(trendNode, COUNT) * faded : 0;
	const trend = trendNode ? (at(trendNode, SUM) * faded) / (count + TREND_BELIEVED) : 0;
	parts.push({ what: "trend", factor: Math.exp(trend), parcels: count });
	return { mean: mean + trend, line, effects, trend, stated, parts };
}

/** Teaches every level what was left over by those above it. `y` is the logarithm of the working time that it took. */
export function learnLocation(
	nodes: Nodes,
	{ keys, x, stated, time }: Question,
	{ line, effects, trend }: Location,
	{ y, weight }: { readonly y: number; readonly weight: number },
): void {
	const usualX = x ?? line.meanX;
	for (const key of keys.lines) {
		const node = nodes.touch(key, 6, time);
		const amount = weight * gainAt(node, time, LINE_HALF_LIFE_DAYS);
		for (const [index, value] of [1, usualX, y, usualX * usualX, usualX * y].entries())
			add(node, index + 1, amount * value);
	}
	let left = y - line.meanY - line.slope * (usualX - line.meanX);
	if (stated !== null)
		for (const key of keys.statedErrors) addTo(nodes, key, y - stated, weight, time, EFFECT_HALF_LIFE_DAYS);
	keys.effects.forEach(({ key }, index) => {
		addTo(nodes, key, left - trend, weight, time, EFFECT_HALF_LIFE_DAYS);
		left -= effects[index]?.value ?? 0;
	});
	addTo(nodes, keys.trend, left, weight, time, TREND_HALF_LIFE_DAYS);
}

function addTo(nodes: Nodes, key: string, value: number, weight: number, time: number, halfLifeDays: number): void {
	const node = nodes.touch(key, 3, time);
	const amount = weight * gainAt(node, time, halfLifeDays);
	add(node, COUNT, amount);
	add(node, SUM, amount * Math.max(-LARGEST_SURPRISE, Math.min(LARGEST_SURPRISE, value)));
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

function lineOf(
	nodes: Nodes,
	keys: readonly string[],
	prior: number,
	time: number,
): Line & { readonly meanYOfAll: number } {
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

// The nodes: [reference moment, parcels, sum of surprises], and of lines [moment, parcels, Σx, Σy, Σx², Σxy].
const COUNT = 1;
const SUM = 2;

export const LINE_HALF_LIFE_DAYS = 180;
export const EFFECT_HALF_LIFE_DAYS = 240;
export const TREND_HALF_LIFE_DAYS = 14;

// How many parcels the levels above are worth against those of the level itself.
const LINE_BELIEVED = 5;
const SLOPE_BELIEVED = 10;
const STATED_BELIEVED = 10;
const TREND_BELIEVED = 25;
const EFFECTS_BELIEVED: Readonly<Record<EffectName, number>> = {
	service: 10,
	country: 10,
	region: 25,
	lane: 20,
	postcode: 25,
	origin: 25,
	seller: 20,
};

const LEAST_PARCELS = 0.01;
const LARGEST_SURPRISE = 0.9;
/** Some 300 km, and how much longer twice as far takes where nothing is known. */
const USUAL_X = 5.7;
const USUAL_SLOPE = 0.1;
