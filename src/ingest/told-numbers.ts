import { bareNumber } from "../../adapters/kit/index.ts";
import type { Fact } from "../core/facts.ts";
import { groupBy } from "../core/group-by.ts";
import type { Channel, Provenance } from "../core/scan.ts";
import type { RowId, Transaction } from "../store/database.ts";
import type { Leg } from "../store/leg.ts";
import { type LegMatch, matchLegs, type NamedNumber } from "../store/legs.ts";
import type { Message, MessageState } from "../store/messages.ts";
import { lockNumbers } from "../store/number-locks.ts";
import type { Change, LegCarrier } from "./apply-facts.ts";
import { keyOf } from "./key-of.ts";
import type { LocatedShipment } from "./locate-shipment.ts";
import { factsOf, type LocatedReading } from "./read-message.ts";
import { askedNumberOf, factChannelOf } from "./stored-message.ts";

/** Of a message, whose it is and how it came: just received, or stored long ago. */
export interface ToldMessage {
	readonly sellerId: RowId;
	readonly carrier: string;
	readonly channel: Channel;
	readonly receivedAt: Date;
	/** The numbers that a poll asked for. */
	readonly asked: readonly string[];
}

export function toldOf(message: Message): ToldMessage {
	return { ...message, receivedAt: new Date(message.receivedAt) };
}

/** A number that a message names, with what it says of it. */
export interface ToldNumber {
	/** How a waybill of it may be registered: with whom we talk, or with whose parcel an aggregator tells of. */
	readonly names: readonly [NamedNumber, ...NamedNumber[]];
	/** Null for a number that was asked for and that the carrier does not know. */
	readonly told: LocatedShipment | null;
}

/** The numbers that a reading has news of. */
export function numbersOf(message: ToldMessage, { shipments, refusals }: LocatedReading): readonly ToldNumber[] {
	const { sellerId, carrier } = message;
	const named = (trackingNumber: string): NamedNumber => ({ sellerId, carrier, trackingNumber });
	const told = shipments.flatMap((shipment): ToldNumber[] => {
		if (shipment.trackingNumber === null) return [];
		const name = named(shipment.trackingNumber);
		const other = shipment.underlying === null ? [] : [{ ...name, carrier: shipment.underlying }];
		return [{ names: [name, ...other], told: shipment }];
	});
	const unknown = refusals.flatMap(({ outcome, trackingNumber }): ToldNumber[] => {
		const number = trackingNumber ?? askedNumberOf(message.asked);
		return outcome === "not-found" && number !== null ? [{ names: [named(number)], told: null }] : [];
	});
	return [...told, ...unknown];
}

export interface Legs {
	/** The registered legs under a number, their parcels locked; none for a number that nobody registered. */
	of(number: ToldNumber): readonly LegMatch[];
}

/**
 * Numbers that nobody registered are locked and looked up once more: see number-locks.ts. Those under which parcels go
 * on are locked before any parcel is, as a registration does: whoever opens a leg while it holds its parcel would wait
 * in a circle with whoever registers the number.
 */
export async function findLegs(tx: Transaction, numbers: readonly ToldNumber[]): Promise<Legs> {
	await lockNumbers(tx, numbers.flatMap(numbersAfter).slice(0, MOST_LOCKED));
	const keyOfName = ({ sellerId, carrier, trackingNumber }: NamedNumber) => `${sellerId} ${carrier} ${trackingNumber}`;
	const found = new Map<string, LegMatch[]>();
	const of = ({ names }: ToldNumber) => {
		const matches = names.flatMap((name) => found.get(keyOfName(name)) ?? []);
		// An aggregator's own leg is found by its name and by that of the carrier it told of before.
		return [...new Map(matches.map((match) => [`${match.parcel.rowId} ${match.leg.number}`, match])).values()];
	};
	const lookUp = async (wanted: readonly ToldNumber[]) => {
		const names = [
			...new Map(wanted.flatMap((number) => number.names).map((name) => [keyOfName(name), name])).values(),
		];
		for (const [position, matches] of groupBy(await matchLegs(tx, names), (match) => match.position)) {
			const name = names[position];
			if (name) found.set(keyOfName(name), matches);
		}
	};
	await lookUp(numbers);
	const missing = numbers.filter((number) => of(number).length === 0);
	await lockNumbers(
		tx,
		missing.flatMap(({ names }) => names),
	);
	await lookUp(missing);
	return { of };
}

// The server has room for some thousands of locks, and they are everybody's. The others are locked when a leg is opened.
const MOST_LOCKED = 500;

/** As many as openLegs may open. */
function numbersAfter({ names: [{ sellerId }], told }: ToldNumber): readonly NamedNumber[] {
	return (told?.continues ?? []).slice(0, MOST_LEGS).flatMap(({ carrier, trackingNumber }) => {
		return carrier === null ? [] : [{ sellerId, carrier, trackingNumber }];
	});
}

/** A journey of more hands than this is no journey, and a stranger's list of numbers is none at all. */
export const MOST_LEGS = 8;

/** Whether a message that names the number speaks of the leg: as it is written, or as an aggregator's of another carrier. */
export function isOfLeg({ names }: ToldNumber, leg: Pick<Leg, "carrier" | "toldCarrier" | "trackingNumber">): boolean {
	return names.some(
		({ carrier, trackingNumber }) =>
			(carrier === leg.carrier || carrier === leg.toldCarrier) &&
			bareNumber(trackingNumber) === bareNumber(leg.trackingNumber),
	);
}

/** What the message tells of the parcels that travel under the number. */
export function changesOf(
	message: ToldMessage,
	{ told }: ToldNumber,
	matches: readonly LegMatch[],
	messageId: string,
): readonly Change[] {
	const knownAt = message.receivedAt.toISOString();
	const provenance: Provenance = { channel: factChannelOf(message), messageId, knownAt };
	return matches.map(({ parcel, leg }) => ({
		parcel,
		carriers: told ? carriersOf(told, leg) : [],
		facts: told ? factsOf(told, { provenance, leg: leg.number }) : [notFound(leg, provenance)],
	}));
}

/** Whose parcel an aggregator says it is, where the leg is the aggregator's own. */
function carriersOf({ carrier, underlying, underlyingName }: LocatedShipment, leg: LegMatch["leg"]): LegCarrier[] {
	if (leg.carrier !== carrier || (underlying === null && underlyingName === null)) return [];
	return [{ number: leg.number, toldCarrier: underlying, toldCarrierName: underlyingName }];
}

/** The carrier was asked and does not know the number: a fact about the parcel, until it does. */
function notFound(leg: LegMatch["leg"], provenance: Provenance): Fact {
	return {
		kind: "header",
		key: keyOf(JSON.stringify(["not-found", leg.carrier, leg.trackingNumber, leg.number])),
		leg: leg.number,
		piece: null,
		status: { code: "pending.not_found", reason: "none", carrierCode: "" },
		at: Date.parse(provenance.knownAt),
		local: null,
		instant: null,
		promised: null,
		signed: false,
		provenance: [provenance],
	};
}

/** One change a parcel, however many messages of the batch speak of it. */
export function joinChanges(changes: readonly Change[]): readonly Change[] {
	return [...groupBy(changes, ({ parcel }) => parcel.rowId).values()].flatMap((same) => {
		const [first] = same;
		if (!first) return [];
		const carriers = same.flatMap((change) => change.carriers ?? []);
		return [{ parcel: first.parcel, facts: same.flatMap(({ facts }) => facts), carriers }];
	});
}

export function stateOf(message: ToldMessage, reading: LocatedReading, legs: Legs): MessageState {
	const { outcome, problems } = reading;
	if (outcome === "error" && problems.some(({ kind }) => kind === "unreadable")) return "unreadable";
	return numbersOf(message, reading).some((number) => legs.of(number).length === 0) ? "unmatched" : "read";
}
