import { bareNumber, type Problem, type ReadScan, type ReadShipment } from "../../adapters/kit/index.ts";
import type { CarrierPromise, Continuation } from "../core/facts.ts";
import { groupBy } from "../core/group-by.ts";
import { eventText, identityText, type LegIdentity } from "../core/identity.ts";
import { journeysOf } from "../core/journeys.ts";
import { PUSH_LIMITS } from "../core/push-limits.ts";
import type { Scan } from "../core/scan.ts";
import { type Code, milestoneOf, type Reason } from "../core/status.ts";
import { type LocatedTime, locateTime } from "../geo/locate-time.ts";
import type { Places } from "../geo/places.ts";
import { keyOf } from "./key-of.ts";
import { locateDetails } from "./locate-details.ts";

/** What one message says of one parcel. */
export interface LocatedShipment {
	readonly carrier: string;
	/** Whose parcel it is, where an aggregator tells of another carrier's that we know. */
	readonly underlying: string | null;
	/** The same in the aggregator's word. */
	readonly underlyingName: string | null;
	readonly trackingNumber: string | null;
	/** In the carrier's order, each key once. `leg` is 1 until factsOf says which leg it is. */
	readonly scans: readonly Scan[];
	/** Null when the message says nothing of the parcel as a whole. */
	readonly header: LocatedHeader | null;
	/** Keys of the scans that the carrier takes back. */
	readonly withdraws: readonly string[];
	/** Other numbers of the parcel. */
	readonly continues: readonly Continuation[];
}

export interface LocatedHeader {
	readonly status: { readonly code: Code; readonly reason: Reason; readonly carrierCode: string } | null;
	/** Milliseconds since 1970: its own time, else that of the newest scan; null where the message has neither. */
	readonly at: number | null;
	/** Its own time alone, never lent by a scan. */
	readonly local: string | null;
	readonly instant: string | null;
	readonly promised: CarrierPromise | null;
	readonly signed: boolean;
}

/** What it takes to say where and when. */
export interface Surroundings {
	readonly places: Places;
	/** Where the carrier is at home, ISO 3166-1 alpha-2: of two towns of one name the one there is likelier. */
	readonly home: readonly string[];
	/** Gains a time that no clock can have shown. */
	readonly problems: Problem[];
}

/** Places, dates and names the scans of one parcel, each by its own words: the same scan in another message is the same. */
export function locateShipment(
	name: { readonly carrier: string; readonly trackingNumber: string | null },
	shipment: ReadShipment,
	surroundings: Surroundings,
): LocatedShipment {
	const leg: LegIdentity = { carrier: name.carrier, trackingNumber: bareNumber(name.trackingNumber ?? "") };
	const scans = shipment.scans.map((scan) => locateScan(leg, scan, surroundings));
	return {
		carrier: name.carrier,
		trackingNumber: name.trackingNumber,
		underlying: shipment.carrier,
		underlyingName: shipment.carrierName,
		scans: eachKeyOnce(scans),
		header: locateHeader(shipment, scans, surroundings.problems),
		withdraws: shipment.withdraws.map((id) => keyOf(eventText(leg, id))),
		continues: shipment.continues,
	};
}

/** The accounts that one message gives of one number are one parcel. Those of no number stay apart: nobody said so. */
export function mergeAccounts(accounts: readonly LocatedShipment[], problems: Problem[]): readonly LocatedShipment[] {
	const groups = groupBy(accounts, ({ trackingNumber, underlying }) =>
		trackingNumber === null ? Symbol("of no number") : JSON.stringify([underlying, trackingNumber]),
	);
	return [...groups.values()].flatMap((same) => merge(same, problems) ?? []);
}

/** More of one number in one message is a fault at the sender, and the fold of it would hold up everybody else. */
const MOST_SCANS = PUSH_LIMITS.scansOfAParcel;

function merge(same: readonly LocatedShipment[], problems: Problem[]): LocatedShipment | null {
	const [first] = same;
	if (first === undefined) return null;
	if (same.length === 1 && first.scans.length <= MOST_SCANS) return first;
	const scans = eachKeyOnce(same.flatMap((account) => account.scans));
	if (scans.length > MOST_SCANS) {
		const detail = `${scans.length} scans of one number in one message: the newest ${MOST_SCANS} are read.`;
		problems.push({ kind: "unreadable", detail });
	}
	return {
		...first,
		scans: scans.length > MOST_SCANS ? newestOf(scans) : scans,
		header: newestJourneyAmong(same)
			.map(({ header }) => header)
			.reduce(mergeHeaders, null),
		withdraws: [...new Set(same.flatMap(({ withdraws }) => withdraws))],
		continues: same.flatMap(({ continues }) => continues),
	};
}

/** Of a number that was given out again, what is said of its last parcel as a whole: the one before is told by its scans. */
function newestJourneyAmong(same: readonly LocatedShipment[]): readonly LocatedShipment[] {
	if (same.length < 2) return same;
	const told = [{ channel: "file", messageId: "", knownAt: new Date(FAR_AHEAD).toISOString() }] as const;
	const facts = same.flatMap(({ scans }) => scans.map((scan) => ({ kind: "scan", scan, provenance: told }) as const));
	const { from } = journeysOf(facts).at(-1) ?? { from: Number.NEGATIVE_INFINITY };
	return same.filter(({ header }) => header === null || header.at === null || header.at >= from);
}

// Whenever it comes, nothing in it lies ahead.
const FAR_AHEAD = Date.UTC(2200, 0, 1);

function newestOf(scans: readonly Scan[]): readonly Scan[] {
	const kept = new Set(scans.toSorted((a, b) => b.at - a.at).slice(0, MOST_SCANS));
	return scans.filter((scan) => kept.has(scan));
}

function locateScan(leg: LegIdentity, scan: ReadScan, { places, home, problems }: Surroundings): Scan {
	const { id, code, reason, carrierCode, rule, text, wordsDigest, placeWords, piece, sequence, marked } = scan;
	const located = scan.place === null ? null : places.locate(scan.place, { countries: home, near: [] });
	const { time, at, doubt } = locateTime(scan.clock, located?.zone ?? null);
	if (doubt !== null) problems.push({ kind: "bad-time", detail: doubt });
	const place = located?.place ?? null;
	const details = locateDetails(scan, located?.zone ?? (time.zone === "UTC" ? null : time.zone), places);
	const identity = { id, carrierCode, words: wordsDigest, local: time.local, placeWords, piece };
	return {
		key: keyOf(identityText(leg, identity)),
		leg: 1,
		piece,
		code,
		reason,
		carrierCode,
		rule,
		text,
		time,
		at,
		sequence,
		place,
		marked,
		...(details && { details }),
	};
}

function locateHeader(
	{ status, promised, signed }: ReadShipment,
	scans: readonly Scan[],
	problems: Problem[],
): LocatedHeader | null {
	if (status === null && promised === null && !signed) return null;
	const own = status?.clock ? locateHeaderTime(status.clock, scans) : null;
	if (own?.doubt) problems.push({ kind: "bad-time", detail: own.doubt });
	const newest = scans.reduce<number | null>((latest, { at }) => Math.max(latest ?? at, at), null);
	return {
		status: status && { code: status.code, reason: status.reason, carrierCode: status.carrierCode },
		at: own?.at ?? newest,
		local: own?.time.local ?? null,
		instant: own?.time.instant ?? null,
		promised,
		signed,
	};
}

// A header has no place of its own; the scan that it repeats has.
function locateHeaderTime(clock: NonNullable<ReadScan["clock"]>, scans: readonly Scan[]): LocatedTime {
	const same = scans.find(({ time }) => time.local === clock.local && time.zone !== null);
	return locateTime(clock, same?.time.zone ?? null);
}

function mergeHeaders(a: LocatedHeader | null, b: LocatedHeader | null): LocatedHeader | null {
	if (a === null || b === null) return a ?? b;
	const [newer, older] = isNewer(b, a) ? [b, a] : [a, b];
	const leading = older.status !== null && leads(older.status, newer.status) ? older : newer;
	return {
		...leading,
		promised: newer.promised ?? older.promised,
		signed: a.signed || b.signed,
	};
}

function isNewer(a: LocatedHeader, b: LocatedHeader): boolean {
	return (a.at ?? Number.NEGATIVE_INFINITY) > (b.at ?? Number.NEGATIVE_INFINITY);
}

// A number used for two journeys has an old status beside the new one, but a delivery is not undone by a lesser line.
function leads(older: NonNullable<LocatedHeader["status"]>, newer: LocatedHeader["status"]): boolean {
	return newer === null || (isDelivery(older.code) && !isDelivery(newer.code));
}

function isDelivery(code: Code): boolean {
	return milestoneOf(code) === "delivered" && code !== "delivered.partial";
}

function eachKeyOnce(scans: readonly Scan[]): readonly Scan[] {
	const seen = new Set<string>();
	return scans.filter(({ key }) => !seen.has(key) && seen.add(key));
}
