import { namedCarrier } from "../../adapters/index.ts";
import { FORECASTS_TO_MEASURE, WINDOW_SHARES } from "../core/eta/shown-window.ts";
import { ANCHORS, type Anchor } from "../core/eta/start.ts";
import { shareInterval } from "../core/share-interval.ts";
import {
	ACCURACY_PARTS,
	type AccuracyPart,
	type ForecastGroup,
	HORIZONS,
	type Horizon,
	measureAccuracy,
	measurePromises,
	type PromiseGroup,
} from "../store/eta-accuracy.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export { ACCURACY_PARTS, type AccuracyPart, ANCHORS, HORIZONS };

export interface AccuracyQuery {
	/** Parcels that arrived within so many days, 1 to 365. */
	readonly days: number;
	/** By what to part the figures. */
	readonly by: readonly AccuracyPart[];
	readonly carrier?: string | undefined;
	readonly anchor?: Anchor | undefined;
	readonly horizon?: Horizon | undefined;
}

/** Of so many; between `low` and `high` 95 times of 100, counted by parcels, whose windows stand and fall together. */
export interface MeasuredShare {
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

interface Counted {
	readonly carrier?: string;
	readonly anchor?: string;
	/** Days ahead that the likely day was when the window was told. */
	readonly horizon?: Horizon;
	readonly forecasts: number;
	readonly parcels: number;
}

/** How windows of one kind came true; without figures where they are too few to call it measured. Times are days. */
export type AccuracyView =
	| (Counted & { readonly measured: false })
	| (Counted & {
			readonly measured: true;
			/** Arrived within the window as forecast, and as shown in whole days or hours. */
			readonly coverage: MeasuredShare;
			readonly coverageShown: MeasuredShare;
			/** Shares that arrived before the window opened, and after it closed. */
			readonly early: number;
			readonly late: number;
			readonly meanWidthDays: number;
			readonly medianWidthDays: number;
			readonly meanShownWidthDays: number;
			readonly meanErrorDays: number;
			readonly medianErrorDays: number;
			/** Arrived on the likely day, the day before or the day after. */
			readonly withinOneDay: number;
	  });

/**
 * How the first promise that a carrier made of each parcel was kept. Early: on a day before the first that was promised, or before the
 * last where no first is known. Late: after its end. On time is the rest.
 */
export interface KeptPromisesView {
	readonly promise: "carrier";
	readonly carrier: string;
	readonly parcels: number;
	readonly early: number;
	readonly onTime: number;
	readonly late: number;
	readonly meanDaysEarly: number | null;
	readonly meanDaysLate: number | null;
	readonly medianDaysLate: number | null;
}

interface Period {
	readonly days: number;
	/** `…Z` */
	readonly from: string;
	readonly to: string;
}

interface Scale {
	readonly period: Period;
	/** The share that a window is meant to hold. */
	readonly nominal: number;
	/** Groups of fewer forecasts are not called measured. */
	readonly fewestForecasts: number;
}

export interface EtaAccuracy extends Scale {
	/** Null without a forecast. */
	readonly all: AccuracyView | null;
	readonly items: readonly AccuracyView[];
}

/** What the windows of a seller's parcels that arrived were worth. */
export async function etaAccuracy(deps: Deps, principal: Principal, query: AccuracyQuery): Promise<EtaAccuracy> {
	const { by, days, ...filters } = query;
	const scale = scaleOf(days, deps.now());
	const { from: since, to: until } = scale.period;
	const asked = { seller: sellerOf(principal), since, until, ...filters };
	const groups = await measureAccuracy(deps.db, { ...asked, groups: [[], by] });
	const parted = groups.filter((group) => by.some((part) => group[part] !== null));
	const [all] = groups.filter((group) => !parted.includes(group));
	return {
		...scale,
		all: all ? viewGroup(all) : null,
		items: inOrder(parted).map(viewGroup),
	};
}

/** Of the whole installation, for everybody to read: groups of too few forecasts are not in it, and no seller is. */
export interface PublicAccuracy extends Scale {
	readonly all: MeasuredGroup | null;
	readonly byCarrier: readonly MeasuredGroup[];
	readonly byHorizon: readonly MeasuredGroup[];
	readonly byCarrierAndHorizon: readonly MeasuredGroup[];
	/** How carriers kept what they promised themselves, of each that promised parcels enough. */
	readonly carriersPromises: readonly (KeptPromisesView & { readonly carrierName?: string })[];
}

export type MeasuredGroup = Extract<AccuracyView, { readonly measured: true }> & { readonly carrierName?: string };

const PUBLIC_DAYS = 180;
const REMEMBERED_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** The installation's own figures, measured again after five minutes at the earliest, however many ask. */
export function publicAccuracy(deps: Deps): () => Promise<PublicAccuracy> {
	let last: { readonly atMs: number; readonly found: Promise<PublicAccuracy> } | null = null;
	return () => {
		const nowMs = deps.now().getTime();
		if (last !== null && Math.abs(nowMs - last.atMs) < REMEMBERED_MS) return last.found;
		const found = measureInstallation(deps);
		const own = { atMs: nowMs, found };
		last = own;
		found.catch(() => {
			if (last === own) last = null;
		});
		return found;
	};
}

async function measureInstallation({ db, now }: Deps): Promise<PublicAccuracy> {
	const scale = scaleOf(PUBLIC_DAYS, now());
	const { from: since, to: until } = scale.period;
	// What the demonstration courier carries are no parcels.
	const asked = { since, until, butCarrier: "demo" };
	const groups = await measureAccuracy(db, {
		...asked,
		seller: null,
		groups: [[], ["carrier"], ["horizon"], ["carrier", "horizon"]],
	});
	const promises = await measurePromises(db, asked);
	const measured = inOrder(groups)
		.map(viewGroup)
		.flatMap((view): MeasuredGroup[] => (view.measured ? [withName(view)] : []));
	const parted = (hasCarrier: boolean, hasHorizon: boolean) =>
		measured.filter(({ carrier, horizon }) => {
			return (carrier !== undefined) === hasCarrier && (horizon !== undefined) === hasHorizon;
		});
	return {
		...scale,
		all: parted(false, false)[0] ?? null,
		byCarrier: parted(true, false),
		byHorizon: parted(false, true),
		byCarrierAndHorizon: parted(true, true),
		carriersPromises: promises
			.filter(({ parcels }) => parcels >= FORECASTS_TO_MEASURE)
			.map((group) => withName(viewPromises(group))),
	};
}

function withName<View extends { readonly carrier?: string }>(view: View): View & { readonly carrierName?: string } {
	const { carrier } = view;
	if (carrier === undefined) return view;
	return {
		...view,
		carrierName: carrier === "push" ? "couriers that post to us" : (namedCarrier(carrier)?.name ?? carrier),
	};
}

function scaleOf(days: number, now: Date): Scale {
	const from = new Date(now.getTime() - days * DAY_MS).toISOString();
	const { early, late } = WINDOW_SHARES;
	return {
		period: { days, from, to: now.toISOString() },
		nominal: rounded(late - early),
		fewestForecasts: FORECASTS_TO_MEASURE,
	};
}

/** Anchors as parcels pass them, and not by the alphabet. */
function inOrder(groups: readonly ForecastGroup[]): readonly ForecastGroup[] {
	const ranks: readonly string[] = ANCHORS;
	const rank = ({ anchor }: ForecastGroup) => (anchor === null ? -1 : ranks.indexOf(anchor));
	const text = ({ carrier }: ForecastGroup) => carrier ?? "";
	return groups.toSorted((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : rank(a) - rank(b)));
}

function viewGroup(group: ForecastGroup): AccuracyView {
	const { carrier, anchor, horizon, forecasts, parcels } = group;
	const counted = {
		...(carrier !== null && { carrier }),
		...(anchor !== null && { anchor }),
		...(horizon !== null && { horizon }),
		forecasts,
		parcels,
	};
	if (forecasts < FORECASTS_TO_MEASURE) return { ...counted, measured: false };
	return {
		...counted,
		measured: true,
		coverage: shareOf(group.inside, group),
		coverageShown: shareOf(group.insideShown, group),
		early: rounded(group.early / forecasts),
		late: rounded(group.late / forecasts),
		meanWidthDays: rounded(group.meanWidth),
		medianWidthDays: rounded(group.medianWidth),
		meanShownWidthDays: rounded(group.meanShownWidth),
		meanErrorDays: rounded(group.meanError),
		medianErrorDays: rounded(group.medianError),
		withinOneDay: rounded(group.withinOneDay / forecasts),
	};
}

function shareOf(inside: number, { forecasts, parcels }: ForecastGroup): MeasuredShare {
	const share = inside / forecasts;
	const [low, high] = shareInterval(share, parcels);
	return { share: rounded(share), low: rounded(low), high: rounded(high) };
}

function viewPromises({ carrier, parcels, early, onTime, late, ...means }: PromiseGroup): KeptPromisesView {
	return {
		promise: "carrier",
		carrier,
		parcels,
		early,
		onTime,
		late,
		meanDaysEarly: means.meanEarly === null ? null : rounded(means.meanEarly),
		meanDaysLate: means.meanLate === null ? null : rounded(means.meanLate),
		medianDaysLate: means.medianLate === null ? null : rounded(means.medianLate),
	};
}

function rounded(value: number): number {
	return Math.round(value * 1_000) / 1_000;
}
