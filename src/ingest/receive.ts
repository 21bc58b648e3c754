import { createHash } from "node:crypto";
import { carrierOf } from "../../adapters/index.ts";
import type { Outcome, Problem } from "../../adapters/kit/index.ts";
import type { Channel } from "../core/scan.ts";
import type { Places } from "../geo/places.ts";
import type { Database, RowId } from "../store/database.ts";
import {
	addUnmatched,
	keepMessages,
	type MessageReading,
	type NewMessage,
	type UnmatchedNumber,
} from "../store/messages.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { type Applied, applyFacts, type Change } from "./apply-facts.ts";
import type { TurnLimits } from "./call-within.ts";
import { GroupCommit } from "./group-commit.ts";
import { followThoseWhoTell, type HeardLeg, heardLegs } from "./heard-legs.ts";
import type { Lanes } from "./lanes.ts";
import type { LocatedReading } from "./read-message.ts";
import { ReadingTurns } from "./reading-turns.ts";
import { asPoison } from "./set-apart.ts";
import { changesOf, findLegs, joinChanges, numbersOf, stateOf } from "./told-numbers.ts";

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
	readonly places: Places;
	readonly lanes: Lanes;
	readonly now: () => Date;
	/** Hears of every parcel that changed, after the commit. */
	readonly changed: (applied: Applied) => void;
	/** Hears of a message whose reading failed: a bug of ours. The message is kept and listed. */
	readonly onPoison: (messageId: string | null, error: unknown) => void;
	/** Hears of every message that was committed, with the scans in it. */
	readonly onReceived?: (message: Pick<Incoming, "carrier" | "channel">, received: Received, scans: number) => void;
	/** Hears how many messages shared a transaction, and how long it took. */
	readonly onCommitted?: (messages: number, seconds: number) => void;
	/** How long messages are read; ten seconds where it is left out. */
	readonly readingLimits?: TurnLimits;
	/** Hears, once a message that is new, of the codes in it that nobody mapped: without the carrier's words. */
	readonly onUnknownCodes: (carrier: string, codes: readonly string[]) => void;
}

/** Keeps, reads, places, folds and saves: one transaction, shared by what arrives while another is in flight. */
export function createReceiver(deps: ReceiverDeps): Receiver {
	const group = new GroupCommit<ReadIncoming, Received>({
		commit: (batch) => commitBatch(deps, batch),
		setApart: ({ message }, error) => setApart(deps, message, error),
		isOutage,
		isPassing,
		sizeOf: ({ message }) => message.body.byteLength,
	});
	const turns = new ReadingTurns(deps.places, deps.readingLimits);
	return {
		receive: async (message) => {
			const read = await turns.read(message);
			if ("error" in read) return setApart(deps, message, read.error);
			return group.add({ message, reading: read.result });
		},
		keepRefused: async (message, reason) => {
			const problems = [{ kind: "refused" as const, detail: reason }];
			await deps.db.transaction((tx) =>
				keepMessages(tx, [toKeep(message, { state: "bad-signature", outcome: null, problems })]),
			);
		},
		drain: async () => {
			await turns.drain();
			await group.drain();
		},
	};
}

interface ReadIncoming {
	readonly message: Incoming;
	readonly reading: LocatedReading;
}

async function commitBatch(deps: ReceiverDeps, batch: readonly ReadIncoming[]): Promise<readonly Received[]> {
	const startedAt = performance.now();
	const { received, applied } = await deps.db.transaction(async (tx) => {
		const legs = await findLegs(
			tx,
			batch.flatMap(({ message, reading }) => numbersOf(message, reading)),
		);
		const kept = await keepMessages(
			tx,
			batch.map(({ message, reading }) => {
				const { outcome, problems } = reading;
				const parcels = numbersOf(message, reading).length;
				return toKeep(message, { outcome, problems, parcels, state: stateOf(message, reading, legs) });
			}),
		);
		const changes: Change[] = [];
		const heard: HeardLeg[] = [];
		const waiting: UnmatchedNumber[] = [];
		const received = batch.map(({ message, reading }, index): Received => {
			const { id, isNew } = kept[index] ?? { id: null, isNew: false };
			const numbers = numbersOf(message, reading);
			const unmatched = numbers.filter((number) => legs.of(number).length === 0);
			if (isNew && id !== null) {
				waiting.push(...unmatched.flatMap(({ names }) => names.map((name) => ({ ...name, messageId: id }))));
				changes.push(...numbers.flatMap((number) => changesOf(message, number, legs.of(number), id)));
				heard.push(...numbers.flatMap((number) => heardLegs(message, legs.of(number))));
			}
			const { outcome, problems } = reading;
			const accepted = numbers.length - unmatched.length;
			return { messageId: id, isNew, outcome, accepted, unmatched: unmatched.length, problems };
		});
		await addUnmatched(tx, waiting);
		const told = await followThoseWhoTell(tx, joinChanges(changes), heard);
		const applied = await applyFacts(tx, told, { ...deps, now: deps.now() });
		return { received, applied };
	});
	deps.onCommitted?.(batch.length, (performance.now() - startedAt) / 1000);
	for (const one of applied) deps.changed(one);
	for (const [index, { message, reading }] of batch.entries()) {
		const one = received[index];
		if (!one) continue;
		deps.onReceived?.(message, one, scansIn(reading));
		const codes = unknownCodes(one.problems);
		if (one.isNew && codes.length > 0) deps.onUnknownCodes(message.carrier, codes);
	}
	return received;
}

function scansIn({ shipments }: LocatedReading): number {
	return shipments.reduce((sum, { scans }) => sum + scans.length, 0);
}

const codesInALine = 20;

/** The kit writes `code: words`; words may be anybody's. */
function unknownCodes(problems: readonly Problem[]): readonly string[] {
	const codes = problems.flatMap(({ kind, detail }) =>
		kind === "unknown-code" ? [(detail.split(": ")[0] ?? "").slice(0, 40)] : [],
	);
	return [...new Set(codes)].slice(0, codesInALine);
}

/** A message that no transaction takes with its facts is kept without them. */
async function setApart(deps: ReceiverDeps, message: Incoming, error: unknown): Promise<Received> {
	const poison = asPoison(error);
	const [kept] = await deps.db.transaction((tx) => keepMessages(tx, [toKeep(message, poison)]));
	deps.onPoison(kept?.id ?? null, error);
	const received: Received = {
		messageId: kept?.id ?? null,
		isNew: kept?.isNew ?? false,
		outcome: "error",
		accepted: 0,
		unmatched: 0,
		problems: poison.problems,
	};
	deps.onReceived?.(message, received, 0);
	return received;
}

function toKeep(message: Incoming, reading: MessageReading): NewMessage {
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

/**
 * Of what makes two messages the same: a poll's reply less what differs every time, with its status and its question; a
 * post's bytes, with the name that its sender gave the message.
 */
function digestOf({ carrier, channel, asked, replyStatus, headers, body }: Incoming): Uint8Array {
	const digest = createHash("sha256");
	const volatile = channel === "poll" ? carrierOf(carrier)?.poll?.volatile : undefined;
	digest.update(volatile ? Buffer.from(body).toString("latin1").replaceAll(globally(volatile), "") : body);
	const idHeader = channel === "webhook" ? carrierOf(carrier)?.webhook?.idHeader : undefined;
	if (idHeader !== undefined) digest.update(`\n${headers[idHeader] ?? ""}`);
	if (channel === "poll") digest.update(`\n${replyStatus}\n${asked.toSorted().join("\n")}`);
	return digest.digest();
}

function globally({ source, flags }: RegExp): RegExp {
	return new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
}
