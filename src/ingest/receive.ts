import { createHash } from "node:crypto";
import { carrierOf } from "../../adapters/index.ts";
import type { Outcome, Problem } from "../../adapters/kit/index.ts";
import type { Fact } from "../core/facts.ts";
import type { Channel, Provenance } from "../core/scan.ts";
import type { Database, RowId, Transaction } from "../store/database.ts";
import { type LegMatch, matchLegs, type NamedNumber } from "../store/legs.ts";
import {
	addUnmatched,
	keepMessages,
	type MessageState,
	type NewMessage,
	type UnmatchedNumber,
} from "../store/messages.ts";
import { lockNumbers } from "../store/number-locks.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { type Applied, applyFacts, type Change } from "./apply-facts.ts";
import { groupBy } from "./group-by.ts";
import { GroupCommit } from "./group-commit.ts";
import { keyOf } from "./key-of.ts";
import type { LocatedShipment } from "./locate-shipment.ts";
import { factsOf, type LocatedReading } from "./read-message.ts";
import { askedNumberOf, factChannelOf, readBytes } from "./stored-message.ts";

/** A message of a carrier as it arrived at a connection. */
export interface Incoming {
	readonly sellerId: RowId;
	readonly connectionId: RowId;
	readonly carrier: string;
	readonly channel: Channel;
	readonly receivedAt: Date;
	readonly contentType: string | null;
	/** Less secrets. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
	/** The numbers that a poll asked for. */
	readonly asked: readonly string[];
	/** HTTP status of the reply to a poll. */
	readonly replyStatus: number | null;
}

/** What became of a message, once it is committed. */
export interface Received {
	/** `msg_…` */
	readonly messageId: string | null;
	/** False: the same message was kept before, and nothing was stored now. */
	readonly isNew: boolean;
	readonly outcome: Outcome;
	/** Parcels it speaks of that somebody registered, and those that nobody did yet. */
	readonly accepted: number;
	readonly unmatched: number;
	readonly problems: readonly Problem[];
}

export interface Receiver {
	/** Resolves when the message is committed: only then may it be acknowledged. Rejects when it could not be kept. */
	receive(message: Incoming): Promise<Received>;
	/** Keeps a message whose signature is wrong apart and unread, up to a hundred a day and connection. */
	keepRefused(message: Incoming, reason: string): Promise<void>;
	/** Resolves when nothing is in flight. */
	drain(): Promise<void>;
}

export interface ReceiverDeps {
	readonly db: Database;
	readonly publicUrl: string;
	readonly now: () => Date;
	/** Hears of every parcel that changed, after the commit. */
	readonly changed: (applied: Applied) => void;
	/** Hears of a message whose reading failed: a bug of ours. The message is kept and listed. */
	readonly onPoison: (messageId: string | null, error: unknown) => void;
}

/** Keeps, reads, places, folds and saves: one transaction, shared by what arrives while another is in flight. */
export function createReceiver(deps: ReceiverDeps): Receiver {
	const group = new GroupCommit<ReadIncoming, Received>({
		commit: (batch) => commitBatch(deps, batch),
		setApart: (row, error) => setApart(deps, row, error),
		isOutage,
		isPassing,
		sizeOf: ({ message }) => message.body.byteLength,
	});
	return {
		receive: (message) => {
			try {
				return group.add({ message, reading: readBytes(message) });
			} catch (error) {
				return setApart(deps, { message, reading: nothingRead }, error);
			}
		},
		keepRefused: async (message, reason) => {
			const problems = [{ kind: "refused" as const, detail: reason }];
			await deps.db.transaction((tx) =>
				keepMessages(tx, [toKeep(message, { state: "bad-signature", outcome: null, problems })]),
			);
		},
		drain: () => group.drain(),
	};
}

interface ReadIncoming {
	readonly message: Incoming;
	readonly reading: LocatedReading;
}

const nothingRead: LocatedReading = { outcome: "error", shipments: [], refusals: [], problems: [] };

async function commitBatch(deps: ReceiverDeps, batch: readonly ReadIncoming[]): Promise<readonly Received[]> {
	const { received, applied } = await deps.db.transaction(async (tx) => {
		const legs = await findLegs(
			tx,
			batch.flatMap(({ message, reading }) => numbersOf(message, reading)),
		);
		const kept = await keepMessages(
			tx,
			batch.map(({ message, reading }) => toKeep(message, { ...reading, state: stateOf(message, reading, legs) })),
		);
		const changes: Change[] = [];
		const waiting: UnmatchedNumber[] = [];
		const received = batch.map(({ message, reading }, index): Received => {
			const { id, isNew } = kept[index] ?? { id: null, isNew: false };
			const numbers = numbersOf(message, reading);
			const unmatched = numbers.filter((number) => legs.of(number).length === 0);
			if (isNew && id !== null) {
				waiting.push(...unmatched.flatMap(({ names }) => names.map((name) => ({ ...name, messageId: id }))));
				changes.push(...numbers.flatMap((number) => changesOf(message, number, legs.of(number), id)));
			}
			const { outcome, problems } = reading;
			const accepted = numbers.length - unmatched.length;
			return { messageId: id, isNew, outcome, accepted, unmatched: unmatched.length, problems };
		});
		await addUnmatched(tx, waiting);
		const applied = await applyFacts(tx, joinChanges(changes), { now: deps.now(), publicUrl: deps.publicUrl });
		return { received, applied };
	});
	for (const one of applied) deps.changed(one);
	return received;
}

/** A number that a message names, with what it says of it. */
interface ToldNumber {
	/** How a waybill of it may be registered: with whom we talk, or with whose parcel an aggregator tells of. */
	readonly names: readonly [NamedNumber, ...NamedNumber[]];
	/** Null for a number that was asked for and that the carrier does not know. */
	readonly told: LocatedShipment | null;
}

function numbersOf(message: Incoming, { shipments, refusals }: LocatedReading): readonly ToldNumber[] {
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

interface Legs {
	/** The registered legs under a number, their parcels locked; none for a number that nobody registered. */
	of(number: ToldNumber): readonly LegMatch[];
}

/** Numbers that nobody registered are locked and looked up once more: see number-locks.ts. */
async function findLegs(tx: Transaction, numbers: readonly ToldNumber[]): Promise<Legs> {
	const keyOfName = ({ sellerId, carrier, trackingNumber }: NamedNumber) => `${sellerId} ${carrier} ${trackingNumber}`;
	const found = new Map<string, LegMatch[]>();
	const of = ({ names }: ToldNumber) => names.flatMap((name) => found.get(keyOfName(name)) ?? []);
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

function changesOf(
	message: Incoming,
	{ told }: ToldNumber,
	matches: readonly LegMatch[],
	messageId: string,
): readonly Change[] {
	const knownAt = message.receivedAt.toISOString();
	const provenance: Provenance = { channel: factChannelOf(message), messageId, knownAt };
	return matches.map(({ parcel, leg }) => ({
		parcel,
		facts: told ? factsOf(told, { provenance, leg: leg.number }) : [notFound(leg, provenance)],
	}));
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
function joinChanges(changes: readonly Change[]): readonly Change[] {
	return [...groupBy(changes, ({ parcel }) => parcel.rowId).values()].flatMap((same) => {
		const [first] = same;
		return first ? [{ parcel: first.parcel, facts: same.flatMap(({ facts }) => facts) }] : [];
	});
}

function stateOf(message: Incoming, reading: LocatedReading, legs: Legs): MessageState {
	const { outcome, problems } = reading;
	if (outcome === "error" && problems.some(({ kind }) => kind === "unreadable")) return "unreadable";
	return numbersOf(message, reading).some((number) => legs.of(number).length === 0) ? "unmatched" : "read";
}

/** A message that no transaction takes with its facts is kept without them. */
async function setApart(deps: ReceiverDeps, { message }: ReadIncoming, error: unknown): Promise<Received> {
	const problems = [
		{ kind: "unreadable" as const, detail: "Reading this message failed. It is kept and can be read again." },
	];
	const [kept] = await deps.db.transaction((tx) =>
		keepMessages(tx, [toKeep(message, { state: "poison", outcome: null, problems })]),
	);
	deps.onPoison(kept?.id ?? null, error);
	return {
		messageId: kept?.id ?? null,
		isNew: kept?.isNew ?? false,
		outcome: "error",
		accepted: 0,
		unmatched: 0,
		problems,
	};
}

function toKeep(message: Incoming, reading: Pick<NewMessage, "state" | "outcome" | "problems">): NewMessage {
	const { sellerId, connectionId, carrier, channel, receivedAt, contentType, headers, body, asked, replyStatus } =
		message;
	return {
		sellerId,
		connectionId,
		carrier,
		channel,
		receivedAt: receivedAt.toISOString(),
		contentType,
		headers,
		asked,
		replyStatus,
		digest: digestOf(message),
		body,
		...reading,
	};
}

/** Of what makes two messages the same: a poll's reply less what differs every time, with its status and its question. */
function digestOf({ carrier, channel, asked, replyStatus, body }: Incoming): Uint8Array {
	const digest = createHash("sha256");
	const volatile = channel === "poll" ? carrierOf(carrier)?.poll?.volatile : undefined;
	digest.update(volatile ? Buffer.from(body).toString("latin1").replaceAll(globally(volatile), "") : body);
	if (channel === "poll") digest.update(`\n${replyStatus}\n${asked.toSorted().join("\n")}`);
	return digest.digest();
}

function globally({ source, flags }: RegExp): RegExp {
	return new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
}
