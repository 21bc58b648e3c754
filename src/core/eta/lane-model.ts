import { at } from "./decayed.ts";
import { BINS, type Distribution, distributionOf, usualShares } from "./distribution.ts";
import { backlogAt, countFlow } from "./flow.ts";
import type { Basis, Forecast } from "./forecast.ts";
import { forgetFaded } from "./forget-faded.ts";
import { type EffectName, laneKeys } from "./lane-keys.ts";
import { beginLife, DAYS_AWAITED, endLife, type Life, livesOf, measureOf } from "./life-table.ts";
import { type Location, type LocationQuery, learnLocation, locate } from "./location.ts";
import { type LaneNode, Nodes } from "./nodes.ts";
import { partsOf } from "./parts-of.ts";
import { learnRhythm, Rhythms } from "./rhythm.ts";
import { SharedKeys } from "./shared-keys.ts";
import { learnSpread, spreadOf } from "./spread.ts";
import type { Anchor, Start } from "./start.ts";
import type { Week } from "./week.ts";
import { afterWorkingTime, type Rhythm, workingTime } from "./working-clock.ts";

/**
 * Forecasts when parcels arrive, out of those that did. It learns each delivery in constant time and has no training: the
 * same deliveries in the same order make the same state. What is known of nothing falls back from postcode and lane to
 * region, country, carrier, all carriers, what the carrier states of itself, and in the end to the distance alone.
 */
export class LaneModel {
	readonly #nodes = new Nodes();
	readonly #shared = new SharedKeys();
	readonly #rhythms = new Rhythms();

	/**
	 * When the parcel arrives, by what was learned so far, if it has not by `now`. The same state and start give windows
	 * that never move earlier as `now` moves on.
	 */
	forecast(start: Start, now: number, week: Week): Forecast {
		const { query, rhythm, unit } = this.#ask(start);
		const location = locate(this.#nodes, query);
		const spread = this.#spread(start, query);
		const worked = Math.max(0, workingTime(rhythm, week, start.at, now));
		const { scale } = measureOf(this.#nodes, query.keys.life) ?? location;
		const surpriseOf = (workingDays: number) => (Math.log(workingDays + unit) - location.mean) / scale;
		const open = spread.shareBeyond(surpriseOf(worked));
		return {
			at(share) {
				const left = open * (1 - Math.min(LARGEST_SHARE, Math.max(0, share)));
				const workingDays = Math.exp(location.mean + scale * spread.exceededBy(left)) - unit;
				return Math.max(now, afterWorkingTime(rhythm, week, start.at, Math.max(workingDays, worked)));
			},
			chanceBy(moment) {
				if (moment <= now) return 0;
				return Math.max(0, 1 - spread.shareBeyond(surpriseOf(workingTime(rhythm, week, start.at, moment))) / open);
			},
			parts: partsOf(location),
			...groundOf(location),
		};
	}

	/**
	 * Notes that a parcel is under way, once at its anchor and in the order of time. Forecasts do without; with it a carrier's
	 * backlog, and parcels that should have come and did not, move the windows of others before the late ones arrive.
	 */
	begin(start: Start, week: Week): void {
		if (!Number.isFinite(start.at)) return;
		const { query, rhythm, unit } = this.#ask(start);
		const { keys, time } = query;
		beginLife(this.#nodes, keys.life, lifeOf(start, rhythm, week, unit), locate(this.#nodes, query));
		countFlow(this.#nodes, keys.flow, "begun", start.at);
		this.#nodes.touch(keys.time, 1, start.at)[0] = Math.max(time, start.at);
	}

	/** Takes in a delivery. Call it in the order of `deliveredAt`; one that came before its start teaches nothing. */
	learn(start: Start, deliveredAt: number, week: Week): void {
		if (!(deliveredAt >= start.at)) return;
		const { query, rhythm, unit } = this.#ask(start);
		const location = locate(this.#nodes, query);
		const y = Math.log(workingTime(rhythm, week, start.at, deliveredAt) + unit);
		const time = Math.max(query.time, deliveredAt);
		const weight = freshness(deliveredAt - start.at, Math.exp(location.line.meanY));
		const { keys } = query;
		const { scale } = measureOf(this.#nodes, keys.life) ?? location;
		learnSpread(this.#nodes, keys.spreads, (y - location.mean) / scale, weight, time);
		const came = { at: deliveredAt, y, measure: location };
		endLife(this.#nodes, keys.life, lifeOf(start, rhythm, week, unit), came);
		countFlow(this.#nodes, keys.flow, "delivered", deliveredAt);
		learnLocation(this.#nodes, { ...query, time }, location, { y, weight });
		learnRhythm(this.#nodes, keys.rhythms, deliveredAt, week);
		this.#rhythms.forget();
		this.#nodes.touch(keys.time, 1, time)[0] = time;
	}

	/** What changed since the last call, for the database. */
	takeChanged(): readonly LaneNode[] {
		return this.#nodes.takeChanged();
	}

	/** Takes in what `takeChanged` gave once; rows of the same key take the place of what is there. */
	load(nodes: Iterable<LaneNode>): void {
		this.#nodes.load(nodes);
		this.#rhythms.forget();
	}

	/** Drops what has faded so far that it moves nothing; `takeChanged` then tells which rows to delete. Call it now and then. */
	forgetFaded(): void {
		forgetFaded(this.#nodes);
	}

	#spread(start: Start, query: LocationQuery): Distribution {
		const { keys, time } = query;
		const width = widthOf(start, query);
		const usual = width === UNKNOWN_WIDTH ? UNKNOWN_SHARES : usualShares(width);
		const shares = spreadOf(this.#nodes, keys.spreads, usual, time);
		const lives = livesOf(this.#nodes, keys.life, usual, time);
		if (lives)
			for (let bin = 0; bin < BINS; bin++)
				shares[bin] = at(shares, bin) + LIVES_SHARE * (at(lives, bin) - at(shares, bin));
		return distributionOf(shares);
	}

	#ask(start: Start): Asked {
		const keys = laneKeys(start, this.#shared);
		const rhythm = this.#rhythms.of(this.#nodes, keys.rhythms);
		const unit = UNIT_DAYS[start.anchor];
		const { distanceKm } = start.lane;
		const query: LocationQuery = {
			keys,
			// One number that is none would spread to every lane there is.
			x: distanceKm !== null && distanceKm >= 0 && distanceKm < Infinity ? Math.log(1 + distanceKm) : null,
			stated: statedLog(start, rhythm, unit),
			backlog: backlogAt(this.#nodes, keys.flow, start.at),
			prior: Math.log(USUAL_DAYS[start.anchor] + unit),
			// Evidence fades as newer evidence comes in, never by waiting: waiting alone must not move a window earlier.
			time: this.#nodes.find(keys.time)?.[0] ?? 0,
		};
		return { query, rhythm, unit };
	}
}

/** The parcel's working time at each midnight ahead of its start. */
function lifeOf(start: Start, rhythm: Rhythm, week: Week, unit: number): Life {
	const first = Math.floor(start.at) + 1;
	const atMidnights = new Float64Array(DAYS_AWAITED);
	let worked = workingTime(rhythm, week, start.at, first);
	for (let index = 0; index < DAYS_AWAITED; index++) {
		atMidnights[index] = Math.log(worked + unit);
		worked += at(rhythm.days, week.kindOf(first + index));
	}
	return { startedAt: start.at, atMidnights };
}

interface Asked {
	readonly query: LocationQuery;
	readonly rhythm: Rhythm;
	readonly unit: number;
}

/** The middle of what the carrier states, in working time. It speaks of whole journeys: nothing is stated of their ends. */
function statedLog({ anchor, lane: { stated } }: Start, rhythm: Rhythm, unit: number): number | null {
	if (stated === null || (anchor !== "label" && anchor !== "accepted")) return null;
	const days = (stated.fromDays + stated.toDays) / 2;
	const week = [0, 1, 2, 3, 4, 5, 6].reduce((sum, kind) => sum + (rhythm.days[kind] ?? 0), 0);
	return Math.log((stated.working ? days : (days * week) / 7) + unit);
}

/** How wide to guess before surprises are known. */
function widthOf({ anchor, lane: { stated } }: Start, query: LocationQuery): number {
	if (anchor === "out-for-delivery") return STATED_WIDTH;
	if (stated === null || query.stated === null) return UNKNOWN_WIDTH;
	return Math.max(STATED_WIDTH, Math.log((stated.toDays + 1) / (stated.fromDays + 1)) / 4);
}

/** What was handed off long ago tells little of today. Times are in days, the second in working days. */
function freshness(days: number, usualDays: number): number {
	const usual = Math.max(1, usualDays * FRESH_SHARE);
	return 2 ** (-Math.max(0, days - usual) / (FRESH_TIMES * usual));
}

/** The most particular level that has parcels enough to speak of. */
function groundOf({ effects, line, stated }: Location): { readonly basis: Basis; readonly parcels: number } {
	for (const what of ["postcode", "lane", "region", "country"] as const) {
		const parcels = parcelsOf(effects, what);
		if (parcels >= ENOUGH) return { basis: what, parcels };
	}
	if (stated !== null) return { basis: "stated", parcels: 0 };
	const service = parcelsOf(effects, "service");
	if (service >= ENOUGH) return { basis: "service", parcels: service };
	if (line.parcels >= ENOUGH) return { basis: "carrier", parcels: line.parcels };
	if (line.parcelsOfAll >= ENOUGH) return { basis: "all carriers", parcels: line.parcelsOfAll };
	return { basis: "distance", parcels: 0 };
}

/** Of several levels of one kind the most particular that has enough. */
function parcelsOf(effects: Location["effects"], what: EffectName): number {
	return effects.findLast((effect) => effect.what === what && effect.parcels >= ENOUGH)?.parcels ?? 0;
}

const ENOUGH = 5;
/** How far parcels under way are believed beside those that came. */
const LIVES_SHARE = 0.5;
const LARGEST_SHARE = 0.9999;
const FRESH_SHARE = 1.2;
const FRESH_TIMES = 2.8;

/**
 * Added to working days before the logarithm: what is shorter is hardly told apart. Out for delivery it is half a day's
 * deliveries, for within the day the hours themselves are counted, each for as much as it sees deliveries.
 */
const UNIT_DAYS: Readonly<Record<Anchor, number>> = {
	label: 0.25,
	accepted: 0.25,
	facility: 0.25,
	"destination-facility": 0.1,
	"out-for-delivery": 0.5,
};

/** Working days of a parcel of which nothing is known. */
const USUAL_DAYS: Readonly<Record<Anchor, number>> = {
	label: 5,
	accepted: 4,
	facility: 3,
	"destination-facility": 1.2,
	"out-for-delivery": 0.4,
};

const UNKNOWN_WIDTH = 0.35;
const UNKNOWN_SHARES = usualShares(UNKNOWN_WIDTH);
const STATED_WIDTH = 0.2;
