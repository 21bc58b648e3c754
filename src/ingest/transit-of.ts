import { type ToldTime, transitOf as wayOf } from "../core/analytics/transit.ts";
import { daysOf } from "../core/eta/days-of.ts";
import type { Fact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import type { TimelineScan } from "../core/match-scans.ts";
import { firstPromiseOf } from "../core/on-time.ts";
import type { Eta } from "../core/page.ts";
import type { Places } from "../geo/places.ts";
import { offsetAt } from "../geo/zone-offset.ts";
import type { Parcel } from "../store/parcels.ts";
import type { ShipmentEnd } from "../store/shipments.ts";
import type { TransitRow } from "../store/transits.ts";
import { sellerPromiseOf } from "./expectation.ts";
import { onDestinationClock } from "./place-clock.ts";
import { placeOfEnd } from "./settle-places.ts";

export type TransitParcel = Pick<
	Parcel,
	| "sellerId"
	| "rowId"
	| "carrier"
	| "service"
	| "origin"
	| "destination"
	| "promisedBy"
	| "stoppedAt"
	| "archivedAt"
	| "lastScanAt"
>;

/**
 * What is counted of a parcel in such a state: when it was handed over, when it came, what was promised of it. `facts` are
 * those of its own journey. Where a parcel comes from that its seller does not say, the first scan on its way tells.
 */
export function transitOf(
	parcel: TransitParcel,
	facts: readonly Fact[],
	state: ParcelState,
	{ firstEta, places }: { readonly firstEta: Eta | null; readonly places: Places },
): TransitRow {
	const { handedOver, offered, arrived, outcome, firstVisitDelivered, troubles } = wayOf(state);
	const home = parcel.destination && placeOfEnd(parcel.destination, places).zone;
	const isDayAlone = arrived !== null && isDate(arrived.local);
	const window = (promise: PromisedSpan | null) =>
		promise && momentsOf(promise, home, isDayAlone ? arrived.local : null);
	const seller = parcel.promisedBy === null ? null : sellerPromiseOf(parcel.promisedBy, home);
	const carriers = window(onDestinationClock(promiseBefore(facts, arrived), home));
	const first = window(firstEta);
	const arrivedAt = arrived && momentOf(arrived, home);
	return {
		sellerId: parcel.sellerId,
		rowId: parcel.rowId,
		carrier: parcel.carrier,
		service: parcel.service,
		origin: parcel.origin?.country ?? handedOver?.place?.country ?? null,
		originRegion: regionOf(parcel.origin),
		destination: parcel.destination?.country ?? null,
		destinationRegion: regionOf(parcel.destination),
		handedOverAt: handedOver && momentOfLine(handedOver),
		offeredAt: offered && momentOf(offered, home),
		arrivedAt,
		seenUntil: outcome === "open" || outcome === "unseen" ? seenUntil(parcel, state) : null,
		outcome,
		firstVisitDelivered,
		troubles: troubles.slice(0, MOST_TROUBLES).map(({ reason, code, line, wentOn }) => {
			const at = momentOfLine(line);
			return { reason, code, at, wentOnAt: wentOn ? momentOfLine(wentOn) : laterThan(at, arrivedAt) };
		}),
		isByDay: isDayAlone || (handedOver !== null && isDate(handedOver.time.local)),
		promiseEndsAt: window(seller)?.endsAt ?? null,
		carrierOpensAt: carriers?.opensAt ?? null,
		carrierEndsAt: carriers?.endsAt ?? null,
		firstEtaOpensAt: first?.opensAt ?? null,
		firstEtaEndsAt: first?.endsAt ?? null,
	};
}

/** No parcel has as many kinds of trouble; what a carrier makes up must not grow the row. */
const MOST_TROUBLES = 20;

/** A carrier may tell of the arrival without a scan of it. */
function laterThan(at: string, arrivedAt: string | null): string | null {
	return arrivedAt !== null && Date.parse(arrivedAt) >= Date.parse(at) ? arrivedAt : null;
}

interface PromisedSpan {
	readonly from: string;
	readonly to: string;
	readonly zone: string | null;
}

/** What the carrier promised first; what it tells with the arrival itself, or after it, is no promise. */
function promiseBefore(facts: readonly Fact[], arrived: ToldTime | null): PromisedSpan | null {
	if (arrived === null) return firstPromiseOf(facts);
	const told = facts.flatMap((fact) =>
		fact.kind === "scan" && isSameTime(fact.scan.time, arrived) ? fact.provenance.map(({ knownAt }) => knownAt) : [],
	);
	const knownSince = told.toSorted()[0];
	if (knownSince === undefined) return firstPromiseOf(facts);
	return firstPromiseOf(
		facts.filter((fact) => fact.kind !== "header" || fact.provenance.some(({ knownAt }) => knownAt < knownSince)),
	);
}

function isSameTime(one: ToldTime, other: ToldTime): boolean {
	return one.local === other.local && one.instant === other.instant;
}

/** The ends of a promise as instants. Of a day without a time the whole day counts, and so it does for a parcel that came on such a day. */
function momentsOf({ from, to, zone }: PromisedSpan, home: string | null, cameOn: string | null) {
	const clock = zone ?? home ?? "UTC";
	const first = isDate(from) || cameOn === from.slice(0, 10);
	const last = isDate(to) || cameOn === to.slice(0, 10);
	return {
		opensAt: instantOf(msOf(first ? `${from.slice(0, 10)}T00:00:00` : from, clock)),
		endsAt: instantOf(last ? msOf(`${to.slice(0, 10)}T00:00:00`, clock) + DAY_MS - 1 : msOf(to, clock)),
	};
}

function momentOfLine({ time: { local, instant }, at }: TimelineScan): string {
	return instant ?? instantOf(at + hoursOf(local));
}

function momentOf({ local, instant }: ToldTime, home: string | null): string {
	return instant ?? instantOf(msOf(new Date(daysOf(local) * DAY_MS).toISOString().slice(0, 19), home ?? "UTC"));
}

/** Nobody looks for what is stopped or put away, and what was given up was last there when it was last heard of. */
function seenUntil({ stoppedAt, archivedAt }: TransitParcel, { milestone, lastScan }: ParcelState): string | null {
	const ends = [stoppedAt, archivedAt, milestone === "expired" && lastScan ? instantOf(lastScan.at) : null];
	return ends.flatMap((at) => at ?? []).toSorted()[0] ?? null;
}

/** What tells parts of a country apart: whatever is no code is written in as many ways as there are sellers. */
function regionOf(end: ShipmentEnd | null): string | null {
	const code = end?.region?.trim().toUpperCase();
	if (!end || code === undefined) return null;
	const own = code.startsWith(`${end.country}-`) ? code.slice(end.country.length + 1) : code;
	return /^[A-Z0-9]{1,3}$/.test(own) ? own : null;
}

function msOf(local: string, zone: string): number {
	const wallClock = Date.parse(`${local}Z`);
	return wallClock - (offsetAt(zone, wallClock)?.offsetMs ?? 0);
}

/** Of a date `at` is the beginning. */
function hoursOf(local: string): number {
	return isDate(local) ? (daysOf(local) % 1) * DAY_MS : 0;
}

function isDate(local: string): boolean {
	return local.length === 10;
}

function instantOf(ms: number): string {
	return new Date(ms).toISOString();
}

const DAY_MS = 86_400_000;
