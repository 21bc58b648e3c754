import type { Weekday } from "../calendar.ts";
import type { SilentPhase } from "./silent-phase.ts";
import { STATED_HOURS } from "./silent-phase.ts";

/** How long a carrier said nothing after a scan. */
export interface Gap {
	/** Our code of the carrier that told the scan before it. */
	readonly carrier: string;
	readonly phase: SilentPhase;
	/** Of the scan before it, on its own clock. */
	readonly weekday: Weekday;
	/** Hours on days that are worked. */
	readonly workingHours: number;
	/** All hours but those of holidays. */
	readonly hours: number;
	/** False for one that was given up, with no scan yet: it lasts longer than this. */
	readonly isEnded: boolean;
	/** When this was learnt, in milliseconds. */
	readonly at: number;
}

export type GapQuery = Pick<Gap, "carrier" | "phase" | "weekday"> & {
	/** In milliseconds: what was learnt long before weighs less. */
	readonly at: number;
};

/** After how long silence is longer than it mostly is. */
export interface DeadlineHours {
	/** Hours on days that are worked, whatever the weekday. */
	readonly working: number;
	/** Hours on all days but holidays after a scan of this weekday, and how far they count against the others, 0 to 1. */
	readonly ofWeekday: { readonly hours: number; readonly share: number };
	/** Whose gaps these mostly are: the carrier's in this phase, everybody's in this phase, or none, only rough defaults. */
	readonly basis: "carrier" | "phase" | "stated";
	/** How many gaps it rests on, the old ones counted in part. */
	readonly gaps: number;
}

/**
 * The share of gaps that a deadline lets pass. A parcel has some eight of them: at 0.95 three parcels in ten would be
 * called silent once, 13 % of them rightly; at 0.99 one in eleven, 42 % rightly, and 88 % of those in trouble within ten
 * days (`silence backtest`, 10,000 parcels made up).
 */
export const SILENCE_LEVEL = 0.99;

/** A row of what was learnt, for the database, opaque. */
export interface GapRow {
	readonly key: string;
	readonly numbers: readonly number[];
}

/**
 * Learns how long each carrier is silent in each phase and after each weekday, and answers the length that `level` of all
 * gaps stay below. Gaps that were given up count as longer than they were seen, so that lost parcels are not forgotten.
 * Learning and answering take the same time however much is known. `level` is a share of 1.
 */
export class GapModel {
	readonly #level: number;
	readonly #nodes = new Map<string, Float64Array>();
	readonly #changed = new Set<string>();

	constructor(level = SILENCE_LEVEL) {
		if (!(level > 0 && level < 1)) throw new RangeError(`${level} is no share of 1.`);
		this.#level = level;
	}

	learn(gap: Gap): void {
		const { carrier, phase, weekday, workingHours, hours, isEnded } = gap;
		const day = gap.at / dayMs;
		this.#add(phaseKey(phase), workingHours, isEnded, day);
		this.#add(carrierKey(carrier, phase), workingHours, isEnded, day);
		this.#add(weekdayKey(carrier, phase, weekday), hours, isEnded, day);
	}

	deadlineHours({ carrier, phase, weekday, at }: GapQuery): DeadlineHours {
		const stated = STATED_HOURS[phase];
		const day = at / dayMs;
		const ofPhase = this.#look(phaseKey(phase), day, stated * longestTimes);
		const ofCarrier = this.#look(carrierKey(carrier, phase), day, stated * longestTimes);
		const ofWeekday = this.#look(weekdayKey(carrier, phase, weekday), day, stated * longestTimes + weekendHours);
		const working = towards(towards(stated, ofPhase), ofCarrier);
		const share = ofWeekday.gaps / (ofWeekday.gaps + gapsToTrustAWeekday);
		const hours = { working, ofWeekday: { hours: ofWeekday.hours, share } };
		if (ofCarrier.gaps >= gapsToName) return { basis: "carrier", gaps: ofCarrier.gaps, ...hours };
		if (ofPhase.gaps >= gapsToName) return { basis: "phase", gaps: ofPhase.gaps, ...hours };
		return { basis: "stated", gaps: ofPhase.gaps, ...hours };
	}

	/** What changed since the last time, to be kept. */
	takeChanged(): readonly GapRow[] {
		const rows = [...this.#changed].map((key) => ({ key, numbers: Array.from(this.#nodes.get(key) ?? []) }));
		this.#changed.clear();
		return rows;
	}

	/** Takes rows in the place of those of the same key. Rows of another shape are left out: they are learnt anew. */
	load(rows: Iterable<GapRow>): void {
		for (const { key, numbers } of rows) {
			if (numbers.length !== 1 + 2 * bins) continue;
			this.#nodes.set(key, Float64Array.from(numbers));
			this.#changed.delete(key);
		}
	}

	#add(key: string, hours: number, isEnded: boolean, day: number): void {
		const node = this.#nodes.get(key) ?? Float64Array.of(day, ...new Float64Array(2 * bins));
		this.#nodes.set(key, node);
		this.#changed.add(key);
		const reference = node[0] ?? day;
		let halves = (day - reference) / halfLifeDays;
		if (halves > mostHalves) {
			for (let index = 1; index < node.length; index++) node[index] = (node[index] ?? 0) * 2 ** -halves;
			node[0] = day;
			halves = 0;
		}
		const index = 1 + binOf(hours) + (isEnded ? 0 : bins);
		node[index] = (node[index] ?? 0) + 2 ** halves;
	}

	#look(key: string, day: number, longest: number): Seen {
		const node = this.#nodes.get(key);
		if (node === undefined) return { hours: longest, gaps: 0 };
		const weight = 2 ** ((node[0] ?? day) / halfLifeDays - day / halfLifeDays);
		let all = 0;
		for (let index = 1; index < node.length; index++) all += node[index] ?? 0;
		return { hours: Math.min(longest, quantileOf(node, all, this.#level)), gaps: all * weight };
	}
}

interface Seen {
	readonly hours: number;
	readonly gaps: number;
}

/** The share of gaps that outlast each bin, given-up ones counted while they lasted (Kaplan and Meier), in hours. */
function quantileOf(node: Float64Array, all: number, level: number): number {
	let lasting = all;
	let outlasting = 1;
	for (let bin = 0; bin < bins; bin++) {
		const ended = node[1 + bin] ?? 0;
		const after = lasting > 0 ? outlasting * Math.max(0, 1 - ended / lasting) : outlasting;
		if (after <= 1 - level) {
			const part = outlasting > after ? (outlasting - (1 - level)) / (outlasting - after) : 1;
			return hoursAt(bin + part);
		}
		outlasting = after;
		lasting -= ended + (node[1 + bins + bin] ?? 0);
	}
	return Number.POSITIVE_INFINITY;
}

/** Between what was believed before and what was seen: the more gaps, the more by them. */
function towards(before: number, { hours, gaps }: Seen): number {
	if (gaps === 0) return before;
	const share = gaps / (gaps + gapsToTrust);
	return Math.exp((1 - share) * Math.log(before) + share * Math.log(hours));
}

function phaseKey(phase: SilentPhase): string {
	return `gap ${phase}`;
}

function carrierKey(carrier: string, phase: SilentPhase): string {
	return `gap ${phase} ${carrier}`;
}

function weekdayKey(carrier: string, phase: SilentPhase, weekday: Weekday): string {
	return `gap ${phase} ${carrier} ${weekday}`;
}

function binOf(hours: number): number {
	const bin = Math.floor((Math.log(Math.max(hours, leastHours)) - Math.log(leastHours)) / width);
	return Math.min(bins - 1, bin);
}

function hoursAt(bin: number): number {
	return leastHours * Math.exp(bin * width);
}

const bins = 64;
const leastHours = 0.5;
const mostHours = 60 * 24;
const width = Math.log(mostHours / leastHours) / bins;

/** The rhythm of a carrier changes with the season. */
const halfLifeDays = 120;
/** Doubles have room for a thousand; the weights are brought up to date long before. */
const mostHalves = 64;
const dayMs = 24 * 3_600_000;

/** A twentieth of forty gaps is two: with fewer the edge is chance. */
const gapsToTrust = 40;
const gapsToTrustAWeekday = 80;
const gapsToName = 20;
/** Where more parcels are lost than `level` leaves room for, the edge would be never; it is this many times the default. */
const longestTimes = 4;
const weekendHours = 48;
