import { CODES } from "../codes.ts";
import type { EtaReason } from "../page.ts";
import type { ModelWindow } from "../promise.ts";
import { type Code, milestoneOf } from "../status.ts";
import { dateOf, daysOf, timeOf } from "./days-of.ts";
import type { Forecast, Part } from "./forecast.ts";
import type { Anchor, Lane } from "./start.ts";
import { LONGEST_DAYS } from "./working-clock.ts";

/** How windows of one kind came true. */
export interface Measured {
	/** The share that arrived inside. */
	readonly share: number;
	readonly forecasts: number;
}

export interface WindowQuery {
	readonly forecast: Forecast;
	readonly anchor: Anchor;
	readonly lane: Lane;
	/** When it was at the anchor. */
	readonly startedAt: number;
	/** Days since 1970 on the destination's clock. */
	readonly now: number;
	/** Of the clock; null where it is not known and dates alone are shown. */
	readonly zone: string | null;
	/** Of windows like this one; null where too few came true to say. */
	readonly measured: Measured | null;
	/** The likely day that was shown first, `YYYY-MM-DD`; null before any. */
	readonly firstLikely: string | null;
	/** The step that put the arrival off most; null where none did by a day or more. */
	readonly lateStep: LateStep | null;
}

/** A step that came later than it does of such parcels. */
export interface LateStep {
	readonly code: Code;
	/** 1 or more */
	readonly days: number;
}

/** The window holds eight of ten: one in ten is earlier, one later. */
export const WINDOW_SHARES = { early: 0.1, likely: 0.5, late: 0.9 } as const;
/** Below so many nothing is called measured. */
export const FORECASTS_TO_MEASURE = 100;
/** A window of hours is shown on the day of the delivery, and only where it says more than the day. */
const widestHours = 10;
const quarterHour = 1 / 96;

/**
 * A forecast as people see it; null for one that knows nothing of the carrier, for other carriers' are no measure of it, and
 * for a parcel so old that nothing tells its times apart.
 */
export function shownWindow(query: WindowQuery): ModelWindow | null {
	const { forecast, anchor, startedAt, now, zone, measured } = query;
	if (forecast.basis === "distance" || forecast.basis === "all carriers") return null;
	const { early, likely, late } = WINDOW_SHARES;
	const [from, middle, to] = [forecast.at(early), forecast.at(likely), forecast.at(late)];
	if (!(to - startedAt < LONGEST_DAYS - 1)) return null;
	const isToday = Math.floor(from) === Math.floor(to) && to - from <= widestHours / 24;
	const dateOnly = !(anchor === "out-for-delivery" && zone !== null && isToday);
	const likelyDay = dateOf(worthNaming(forecast, middle, to));
	const reasons = reasonsOf(query, likelyDay);
	const isMeasured = forecast.basis !== "stated";
	return {
		from: dateOnly
			? dateOf(worthNaming(forecast, Math.max(from, now), to))
			: timeOf(Math.floor(from / quarterHour) * quarterHour),
		to: dateOnly ? dateOf(to) : timeOf(endOf(to)),
		likely: dateOnly ? likelyDay : timeOf(Math.round(middle / quarterHour) * quarterHour),
		dateOnly,
		zone,
		level: isMeasured && measured && measured.forecasts >= FORECASTS_TO_MEASURE ? rounded(measured.share) : null,
		because: becauseOf(reasons, isMeasured, query.lane),
		reasons,
		nineOfTen: { from: dateOf(forecast.at(0.05)), to: dateOf(forecast.at(0.95)) },
		isMeasured,
	};
}

/** A window does not open on a day on which hardly any arrive, such as a Sunday, nor is that the likely one: the next is. */
function worthNaming(forecast: Forecast, moment: number, to: number): number {
	const last = Math.floor(to);
	let day = Math.floor(moment);
	let before = day < last ? forecast.chanceBy(day) : 0;
	while (day < last) {
		const by = forecast.chanceBy(day + 1);
		if (by - before >= leastOfADay) break;
		before = by;
		day++;
	}
	return Math.max(moment, day);
}

const leastOfADay = 0.02;

/** A window that ends with the day ends within it. */
function endOf(to: number): number {
	const end = Math.ceil(to / quarterHour) * quarterHour;
	return Math.floor(end) > Math.floor(to) ? Math.floor(end) - 1 / 86_400 : end;
}

function reasonsOf({ forecast, lane, firstLikely, lateStep }: WindowQuery, likely: string): readonly EtaReason[] {
	const stated = lane.stated;
	const moved = forecast.parts
		.filter(({ what, parcels }) => what !== "distance" && what !== "stated" && parcels >= fewestParcels)
		.filter((part) => hasOthers(part, forecast.parts))
		.toSorted((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)))
		.map(({ what, factor, parcels }): EtaReason => ({ what, factor: rounded(factor), parcels: Math.round(parcels) }));
	const since = firstLikely === null ? 0 : Math.round(daysOf(likely) - daysOf(firstLikely));
	return [
		...(since === 0 ? [] : [{ what: "since-first" as const, days: [since] }]),
		...(lateStep ? [{ what: "late-step" as const, days: [lateStep.days], code: lateStep.code }] : []),
		...(forecast.basis === "stated" && stated
			? [{ what: "stated" as const, days: [stated.fromDays, stated.toDays], working: stated.working }]
			: [{ what: basisReason(forecast.basis), parcels: Math.round(forecast.parcels) }]),
		...moved,
	];
}

/** Of fewer nothing is said: they may be anybody's. */
const fewestParcels = 5;

/** Whether other parcels were measured beside those of its kind: else it takes longer than nothing but a first guess. */
function hasOthers({ what, parcels }: Part, parts: Forecast["parts"]): boolean {
	if (what === "trend") return true;
	const wider = parts.find((part) => part.what === (what === "carrier" ? "distance" : "carrier"));
	return wider === undefined || wider.parcels - parcels >= fewestParcels;
}

function basisReason(basis: Forecast["basis"]): EtaReason["what"] {
	return basis === "all carriers" ? "distance" : basis;
}

const reached: Readonly<Partial<Record<EtaReason["what"], string>>> = {
	postcode: "to this neighbourhood",
	lane: "on this lane",
	region: "to this region",
	service: "by this service",
	carrier: "of this carrier",
	distance: "over such a distance",
};

function reachedBy(what: EtaReason["what"], { from, to }: Lane): string {
	if (what === "country")
		return from && from.country === to?.country ? "within this country" : "between these countries";
	return reached[what] ?? "";
}

/** Up to four sentences: what has changed and where, what it stands on, what weighs most. */
function becauseOf(reasons: readonly EtaReason[], isMeasured: boolean, lane: Lane): string {
	const since = reasons.find(({ what }) => what === "since-first")?.days?.[0];
	const later =
		since === undefined ? [] : [`${inDays(Math.abs(since))} ${since > 0 ? "later" : "earlier"} than first expected.`];
	const step = reasons.find(({ what }) => what === "late-step");
	const late = step?.code && step.days?.[0] ? [`${stepOf(step.code)} ${inDays(step.days[0])} later than usual.`] : [];
	const stated = reasons.find(({ what }) => what === "stated")?.days;
	if (!isMeasured) {
		const [from = 0, to = 0] = stated ?? [];
		const days = from === to ? inDays(to) : `${from} to ${to} days`;
		return [...later, ...late, `The carrier states ${days}; too few of its parcels were measured yet.`].join(" ");
	}
	const basis = reasons.find(({ what, factor }) => !ABOUT_TIME.has(what) && factor === undefined);
	const ground = basis ? [`Measured on ${counted(basis.parcels ?? 0)} ${reachedBy(basis.what, lane)}.`] : [];
	const strongest = reasons.find(({ factor }) => factor !== undefined && Math.abs(factor - 1) >= worthSaying);
	return [...later, ...late, ...ground, ...(strongest ? [sentenceOf(strongest, lane)] : [])].join(" ");
}

const worthSaying = 0.1;

/** Reasons that tell when, and not on which parcels it stands. */
const ABOUT_TIME: ReadonlySet<EtaReason["what"]> = new Set<EtaReason["what"]>(["since-first", "late-step"]);

function stepOf(code: Code): string {
	if (code.includes("customs")) return "Left customs";
	switch (milestoneOf(code)) {
		case "picked_up":
			return "Handed to the carrier";
		case "out_for_delivery":
			return "Went out for delivery";
		default:
			return CODES[code].phase === "last_mile" ? "Reached the depot that delivers" : "Moved on";
	}
}

function sentenceOf({ what, factor = 1 }: EtaReason, lane: Lane): string {
	const percent = Math.round(Math.abs(factor - 1) * 100);
	const longer = factor > 1 ? `${percent} % longer` : `${percent} % less time`;
	if (what === "trend") return `Its parcels have lately taken ${longer}.`;
	if (what === "seller") return `This shop's parcels take ${longer} than others.`;
	if (what === "carrier") return `This carrier takes ${longer} than others.`;
	if (what === "service") return `By this service it takes ${longer} than by others.`;
	if (what === "origin") return `From there it takes ${longer} than elsewhere.`;
	return `${capital(reachedBy(what, lane))} it takes ${longer} than elsewhere.`;
}

function counted(parcels: number): string {
	return parcels === 1 ? "1 parcel" : `${parcels} parcels`;
}

function inDays(days: number): string {
	return days === 1 ? "1 day" : `${days} days`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function rounded(share: number): number {
	return Math.round(share * 100) / 100;
}
