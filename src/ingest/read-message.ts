import {
	bareNumber,
	type Carrier,
	type ContentType,
	type Message,
	type Outcome,
	type Problem,
	type Refusal,
	read,
} from "../../adapters/kit/index.ts";
import type { Fact, HeaderFact } from "../core/facts.ts";
import { isForetold } from "../core/foretold.ts";
import type { Provenance } from "../core/scan.ts";
import type { Places } from "../geo/places.ts";
import { keyOf } from "./key-of.ts";
import { type LocatedHeader, type LocatedShipment, locateShipment, mergeAccounts } from "./locate-shipment.ts";

/** A message of a carrier, with the numbers that were asked for, where it answers a poll. */
export interface MessageToRead {
	readonly carrier: Carrier;
	readonly kind: Message["kind"];
	readonly body: string;
	readonly contentType: ContentType;
	/** One alone stands in where the body names no number of its own. */
	readonly asked?: readonly string[];
	/** HTTP status of the reply to a poll. */
	readonly status?: number;
	/** When it came; without it no time can be told to lie ahead. */
	readonly receivedAt?: Date;
}

/** What a message says, one entry a tracking number, every scan placed, dated and known by its key. */
export interface LocatedReading {
	readonly outcome: Outcome;
	readonly shipments: readonly LocatedShipment[];
	/** Numbers of a batch that got no answer of their own. */
	readonly refusals: readonly Refusal[];
	readonly problems: readonly Problem[];
}

/**
 * Reads a message to the end: what the carrier said, where and when it was, and which scan is which. A body of the
 * wrong shape is an outcome and a problem, never an exception.
 */
export function readMessage(
	{ carrier, asked = [], receivedAt, ...message }: MessageToRead,
	places: Places,
): LocatedReading {
	const reading = read(carrier, { asked, ...message });
	const askedNumber = asked.length === 1 ? (asked[0] ?? null) : null;
	const problems = [...reading.problems];
	const surroundings = { places, home: homeOf(carrier), problems };
	const accounts = reading.shipments.map((shipment) => {
		const trackingNumber = shipment.trackingNumber ?? askedNumber;
		return locateShipment({ carrier: carrier.code, trackingNumber }, shipment, surroundings);
	});
	const shipments = mergeAccounts(accounts, problems);
	if (receivedAt) problems.push(...shipments.flatMap((shipment) => foretellings(shipment, receivedAt)));
	return { ...reading, shipments, problems: distinct(problems) };
}

/** What is dated ahead of the message that tells it: the fold believes none of it. */
function foretellings({ scans, header }: LocatedShipment, receivedAt: Date): readonly Problem[] {
	const told = [{ knownAt: receivedAt.toISOString() }];
	const ofScans = scans.flatMap(({ at, time, carrierCode, code }) => [
		{ at, local: time.local, code: carrierCode || code },
	]);
	const ofStatus = header?.status && header.at !== null && header.local !== null;
	const ofHeader = ofStatus ? [{ at: header.at, local: header.local, code: header.status.carrierCode }] : [];
	return [...ofScans, ...ofHeader].flatMap(({ at, local, code }): Problem[] => {
		if (at === null || !isForetold(at, told)) return [];
		return [
			{ kind: "bad-time", detail: `${local} (${code}) lies ahead of the message that tells it: it decides nothing.` },
		];
	});
}

/** A carrier of a few countries writes of them first; one of the whole world, or one that passes others on, of none. */
function homeOf({ kind, countries }: Carrier): readonly string[] {
	return kind !== "aggregator" && countries.length <= MOST_HOMES ? countries : [];
}

const MOST_HOMES = 3;

export interface Arrival {
	/** Which message told it, by which channel, and when. */
	readonly provenance: Provenance;
	/** Which leg of the shipment the number is, from 1. */
	readonly leg: number;
}

/** What a message says of a parcel, as facts for the fold. The same message told twice gives the same keys. */
export function factsOf(shipment: LocatedShipment, { provenance, leg }: Arrival): readonly Fact[] {
	const told = [provenance];
	const scans = shipment.scans.map((scan): Fact => ({ kind: "scan", scan: { ...scan, leg }, provenance: told }));
	const headers = shipment.header === null ? [] : [headerFact(shipment, shipment.header, { provenance, leg })];
	const withdrawals = shipment.withdraws.map((withdraws): Fact => {
		// The message is part of the key: what is taken back, told anew and taken back again is taken back twice.
		const key = keyOf(JSON.stringify(["withdrawal", withdraws, provenance.messageId]));
		return { kind: "withdrawal", key, withdraws, provenance: told };
	});
	const newest = Math.max(...shipment.scans.map(({ at }) => at));
	const at = Number.isFinite(newest) ? newest : Date.parse(provenance.knownAt);
	const continuations = shipment.continues.map((to): Fact => {
		const named = [shipment.carrier, bareNumber(shipment.trackingNumber ?? ""), to.carrier ?? to.carrierName];
		const key = keyOf(JSON.stringify(["continuation", ...named, bareNumber(to.trackingNumber), leg]));
		return { kind: "continuation", key, leg, at, to, provenance: told };
	});
	return [...scans, ...headers, ...withdrawals, ...continuations];
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
	return [...new Map(problems.map((problem) => [`${problem.kind} ${problem.detail}`, problem])).values()];
}

function headerFact(shipment: LocatedShipment, header: LocatedHeader, { provenance, leg }: Arrival): HeaderFact {
	const { status, at, local, instant, promised, signed } = header;
	const content = [status?.code, status?.reason, status?.carrierCode, at, local, promised?.from, promised?.to, signed];
	return {
		kind: "header",
		// The message is part of the key: a promise that goes from A to B and back to A is three facts.
		key: keyOf(
			JSON.stringify(["header", shipment.carrier, shipment.trackingNumber, leg, provenance.messageId, ...content]),
		),
		leg,
		piece: null,
		status,
		at: at ?? Date.parse(provenance.knownAt),
		local,
		instant,
		promised,
		signed,
		provenance: [provenance],
	};
}
