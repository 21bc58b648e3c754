import { dateOf, daysOf } from "../core/eta/days-of.ts";
import type { Forecast } from "../core/eta/forecast.ts";
import { codeOfStep, lateStepOf, type StepMade } from "../core/eta/late-step.ts";
import { type Milepost, mileposts } from "../core/eta/mileposts.ts";
import { WINDOW_SHARES } from "../core/eta/shown-window.ts";
import type { Start } from "../core/eta/start.ts";
import type { ParcelState } from "../core/fold.ts";
import type { TimelineScan } from "../core/match-scans.ts";
import type { Eta } from "../core/page.ts";
import { type Arrival, arrivalOf, isStillToCome, type ModelWindow, type SellerPromise } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Places } from "../geo/places.ts";
import { distanceKm, type Point } from "../geo/route.ts";
import type { KeptForecast } from "../store/forecasts.ts";
import type { Parcel } from "../store/parcels.ts";
import { arrivedOn } from "./arrived-on.ts";
import { kmBetween, type LaneEnds, laneEnd, laneEndsOf, laneSite, narrowPoint, statedOf } from "./lane-ends.ts";
import { codeOfLane, type Lanes, LiveLanes, laneCarrier } from "./lanes.ts";
import { onDestinationClock } from "./place-clock.ts";
import { type WindowMoment, windowAt } from "./window-at.ts";

/** What to expect of a parcel at a moment, and what that rests on. */
export interface Expectation extends Arrival {
	/** The scans that told how far it is, the last with what is forecast now. */
	readonly forecasts: readonly Omit<KeptForecast, "sellerId" | "rowId">[];
	/** When it was there for its buyer, in days on the destination's clock; null while it is not. */
	readonly arrived: number | null;
	/** How likely it comes after what was promised, 0 to 1; null where nothing was, or nothing is known. */
	readonly lateRisk: number | null;
	/** When the clock alone changes what to expect, `…Z`; null where it does not. */
	readonly changesAt: string | null;
}

export type ExpectedParcel = Pick<
	Parcel,
	"id" | "sellerId" | "origin" | "destination" | "promisedBy" | "service" | "legs" | "carrier" | "firstEta"
>;

interface World {
	readonly now: Date;
	readonly places: Places;
	readonly lanes: Lanes;
}

/** What to expect of a parcel at `now`: a promise that has passed is no arrival any more. */
export function expectationOf(parcel: ExpectedParcel, state: ParcelState, world: World): Expectation {
	const { now, places } = world;
	const ends = laneEndsOf(parcel, places);
	const zone = ends.to?.zone ?? null;
	const clock = zone ?? zoneOfNewest(state) ?? "UTC";
	const nowDays = daysOf(clockIn(clock, now.getTime()));
	const arrivedLocal = arrivedOn(state, clock);
	const arrived = arrivedLocal === null ? null : daysOf(arrivedLocal);
	const posts = arrived === null && !isStillToCome(state) ? [] : postsOf(state, ends);
	const starts = posts.map((post) => ({ post, start: startOf(parcel, post, ends, clock) }));
	const isOpen = arrived === null && isStillToCome(state);
	// Of one that was given up nothing is expected: its window would move on by a day each day.
	const last = isOpen && state.milestone !== "expired" ? starts.at(-1) : undefined;
	const firstLikely = (parcel.firstEta?.likely ?? parcel.firstEta?.to)?.slice(0, 10) ?? null;
	const lateStep = (likely: number) => lateStepOf(stepsMade(starts, state, world.lanes), likely);
	const moment = { nowDays, zone, lanes: world.lanes, firstLikely, lateStep };
	const told = last && newestWindow(starts, moment);
	const { forecast, window } = told ?? { forecast: null, window: null };
	const sellerPromise = parcel.promisedBy === null ? null : sellerPromiseOf(parcel.promisedBy, zone);
	const promised = onDestinationClock(state.promised, zone);
	const known = arrivalOf({
		promised,
		sellerPromise,
		state,
		now: now.toISOString(),
		clockIn,
		destinationZone: zone,
		model: window,
		kept: last ? world.lanes.promises.of(last.start.lane.carrier, nowDays) : null,
	});
	const promisedTo = (sellerPromise ?? promised)?.to ?? null;
	const promises = { promisedTo: promised?.to ?? null, sellerPromisedTo: sellerPromise?.to ?? null };
	return {
		forecasts: starts.map((one) => ({
			zone: clock,
			kept: arrived === null ? nowDays : null,
			forecast: one === told?.of && one === last && told.window ? forecastRow(told.forecast, told.window, now) : null,
			...promises,
			...rowOf(one),
		})),
		arrived,
		lateRisk: isOpen ? lateRiskOf(promisedTo, nowDays, window ? forecast : null) : null,
		changesAt: known.eta === null ? null : nextChange(parcel.id, known.eta, nowDays, now),
		...known,
	};
}

/**
 * The window from the newest scan; where nothing is known of such scans, as of a hub that no parcel passed before, the one
 * from the scan before it: a parcel that moves on loses no date by it. A van on its way is known better than that.
 */
function newestWindow(starts: readonly Started[], moment: WindowMoment) {
	for (const of of starts.toReversed()) {
		const { forecast, window } = windowAt(of.start, moment);
		if (window !== null || of.start.anchor === "out-for-delivery") return { of, forecast, window };
	}
	return undefined;
}

/** The last steps of the way, each with what was to be expected of such a parcel when it made it. */
function stepsMade(starts: readonly Started[], { timeline }: ParcelState, lanes: Lanes): readonly StepMade[] {
	const positions = new Map(timeline.map(({ key }, index) => [key, index]));
	const indexOf = ({ post }: Started) => positions.get(post.scan.key) ?? 0;
	return starts.slice(-STEPS_LOOKED_AT).map((one, index, last) => {
		const { start, post } = one;
		const forecast = lanes.model.forecast(start, start.at, lanes.weekOf(start.lane));
		const before = last[index - 1];
		return {
			code: codeOfStep(before ? timeline.slice(indexOf(before) + 1, indexOf(one)) : [], post.scan),
			likely: UNCOMPARED.has(forecast.basis) ? null : forecast.at(WINDOW_SHARES.likely),
		};
	});
}

/** Each costs a forecast. */
const STEPS_LOOKED_AT = 6;
/** Guesses, which a measured forecast after them would make look early or late. */
const UNCOMPARED: ReadonlySet<Forecast["basis"]> = new Set<Forecast["basis"]>(["stated", "distance", "all carriers"]);

/** What was promised by a moment, and nothing of our own: for moments of which nothing is kept. */
export function promisedAt(parcel: ExpectedParcel, state: ParcelState, now: Date, places: Places): Arrival {
	const { eta, late } = expectationOf(parcel, state, { now, places, lanes: new LiveLanes() });
	return { eta, late };
}

function postsOf(state: ParcelState, { to }: LaneEnds): readonly Milepost[] {
	const pointOf = (scan: TimelineScan) =>
		scan.place === null || scan.place.precision === "region" ? null : narrowPoint(scan.place);
	const between = (one: Point | null, other: Point | null) => (one && other ? distanceKm(one, other) : null);
	return mileposts(
		state,
		(scan) => between(pointOf(scan), to?.point ?? null),
		(one, other) => between(pointOf(one), pointOf(other)),
	);
}

/** From where the scan was; before the first that names a place, from the origin. */
function startOf(parcel: ExpectedParcel, { anchor, scan }: Milepost, ends: LaneEnds, clock: string): Start {
	const leg = parcel.legs.find(({ number }) => number === scan.leg);
	const carrier = leg?.toldCarrier ?? leg?.carrier ?? parcel.carrier;
	const isAtOrigin = anchor === "label" || anchor === "accepted";
	const seen = scan.place && narrowPoint(scan.place);
	const point = (isAtOrigin ? (ends.from?.point ?? seen) : seen) ?? null;
	const from = isAtOrigin && ends.from ? laneEnd(ends.from) : laneSite(scan.place, seen);
	return {
		anchor,
		at: daysOfScan(scan, clock),
		lane: {
			carrier: laneCarrier(parcel.sellerId, carrier, leg?.connectionId ?? null),
			service: parcel.service,
			seller: "",
			from,
			to: ends.to && laneEnd(ends.to),
			distanceKm: kmBetween(point, ends.to?.point ?? null),
			// Carriers state whole journeys, and nothing of their later parts.
			stated: isAtOrigin ? statedOf(carrier, parcel, from) : null,
		},
	};
}

function rowOf({ post, start }: Started) {
	return { scanKey: post.scan.key, anchor: post.anchor, carrier: codeOfLane(start.lane.carrier), start };
}

interface Started {
	readonly post: Milepost;
	readonly start: Start;
}

function forecastRow(forecast: Forecast, window: ModelWindow, now: Date): KeptForecast["forecast"] {
	return {
		madeAt: now.toISOString(),
		early: forecast.at(WINDOW_SHARES.early),
		likely: forecast.at(WINDOW_SHARES.likely),
		late: forecast.at(WINDOW_SHARES.late),
		shownFrom: window.from,
		shownTo: window.to,
	};
}

function daysOfScan({ time: { local, instant } }: Pick<TimelineScan, "time">, clock: string): number {
	return daysOf(instant === null ? local : clockIn(clock, Date.parse(instant)));
}

function zoneOfNewest({ timeline }: ParcelState): string | null {
	return timeline.findLast(({ time }) => time.zone !== null)?.time.zone ?? null;
}

/** A day as it is; a moment on the destination's clock, or on the one the seller wrote where that zone is not known. */
export function sellerPromiseOf(promisedBy: string, destinationZone: string | null): SellerPromise {
	if (!promisedBy.includes("T")) return { from: promisedBy, to: promisedBy, zone: destinationZone };
	const written = /[+-]\d\d:\d\d$/.exec(promisedBy)?.[0] ?? "UTC";
	const zone = destinationZone ?? written;
	const local = clockIn(zone, Date.parse(promisedBy));
	return { from: local, to: local, zone };
}

/** A promise that has passed is broken, whatever else is known. */
function lateRiskOf(promisedTo: string | null, nowDays: number, forecast: Forecast | null): number | null {
	if (promisedTo === null) return null;
	const end = endOf(promisedTo);
	if (end <= nowDays) return 1;
	return forecast && rounded(1 - forecast.chanceBy(end));
}

/** A day is kept until it is over. */
function endOf(promisedTo: string): number {
	return promisedTo.length === 10 ? Math.floor(daysOf(promisedTo)) + 1 : daysOf(promisedTo);
}

/**
 * A new day at the destination, or the next hour where hours are shown; parcels do not all change at midnight. `id`
 * spreads them over half an hour.
 */
function nextChange(id: string, eta: Eta, nowDays: number, now: Date): string {
	const isToday = !eta.dateOnly && eta.to.slice(0, 10) === dateOf(nowDays);
	const left = isToday ? 1 / 24 : Math.floor(nowDays) + 1 - nowDays;
	const spreadMinutes = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 30, 0);
	return new Date(now.getTime() + left * DAY_MS + (isToday ? 0 : spreadMinutes * 60_000)).toISOString();
}

function rounded(share: number): number {
	return Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 1_000;
}

const DAY_MS = 86_400_000;
