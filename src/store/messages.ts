import { type SQL, sql } from "drizzle-orm";
import type { Channel } from "../core/scan.ts";
import { jsons, jsonValue, scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { timedId, timeOfId } from "./ids.ts";
import type { NamedNumber } from "./number-locks.ts";
import { row } from "./query.ts";
import { MAX_NUMBER_LENGTH } from "./shipments.ts";
import { askedOf, earlierTwins, hexOf, isRefused, type Twin, twinsOf } from "./told-before.ts";

/**
 * read: its facts are saved. unmatched: a number that it names is still waited for. unreadable: not what the carrier
 * sends, as far as we know. bad-signature: refused, kept apart and unread. poison: reading it failed; a bug of ours.
 */
export type MessageState = "read" | "unmatched" | "unreadable" | "bad-signature" | "poison";

/** What a message turned out to be. */
export interface MessageReading {
	readonly state: MessageState;
	/** The kit's outcome; null where it was not read. */
	readonly outcome: string | null;
	/** No personal details. */
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
	/** How many it speaks of; null or absent where it was not read. */
	readonly parcels?: number | null;
}

export interface NewMessage extends MessageReading {
	readonly sellerId: RowId;
	/** Null for what came by no connection: such messages are never held to be told before. */
	readonly connectionId: RowId | null;
	readonly carrier: string;
	readonly channel: Channel;
	readonly receivedAt: string;
	readonly contentType: string | null;
	/** Less secrets. */
	readonly headers: Readonly<Record<string, string>>;
	/** The numbers that a poll asked for; kept sorted. */
	readonly asked: readonly string[];
	/** HTTP status of the reply to a poll. */
	readonly replyStatus: number | null;
	/** SHA-256 of what makes two messages the same: the body, and for a poll the numbers asked for. */
	readonly digest: Uint8Array;
	readonly body: Uint8Array;
}

export interface Message extends NewMessage {
	/** `msg_…` */
	readonly id: string;
}

/** `id` is null where the day's refused messages of that connection are already kept in full number. */
export interface KeptMessage {
	readonly id: string | null;
	/** False: the same message is kept already, under `id`. */
	readonly isNew: boolean;
}

/** Refused messages kept a connection and day; nodes that keep at the same moment may each add one batch. */
export const REFUSED_PER_DAY = 100;

/**
 * Keeps each message as it was received, once. A message that was posted is the same as any earlier one with its digest;
 * a poll's reply only as the one just before it to the same question, so that A, B, A is three. What could not be read
 * was never told. The answers stand in the order of the messages.
 */
export async function keepMessages(tx: Transaction, messages: readonly NewMessage[]): Promise<readonly KeptMessage[]> {
	if (messages.length === 0) return [];
	const earlier = await earlierTwins(tx, messages);
	const refusedToday = await refusedCounts(tx, messages);
	const added: Message[] = [];
	const inBatch = new Map<string, Twin>();
	const kept = messages.map((message, position): KeptMessage => {
		const twins = message.connectionId === null ? null : twinsOf(message);
		const there = twins === null ? undefined : (inBatch.get(twins) ?? earlier.get(position));
		if (there && there.digest === hexOf(message)) return { id: there.id, isNew: false };
		if (isRefused(message)) {
			const day = dayOf(message);
			const count = refusedToday.get(day) ?? 0;
			if (count >= REFUSED_PER_DAY) return { id: null, isNew: true };
			refusedToday.set(day, count + 1);
		}
		const id = timedId("msg", Date.parse(message.receivedAt));
		if (twins !== null) inBatch.set(twins, { id, digest: message.state === "poison" ? null : hexOf(message) });
		added.push({ id, ...message });
		return { id, isNew: true };
	});
	await insert(tx, added);
	return kept;
}

const dayOf = (message: NewMessage) => `${message.connectionId} ${message.receivedAt.slice(0, 10)}`;

async function refusedCounts(tx: Queries, messages: readonly NewMessage[]): Promise<Map<string, number>> {
	const days = new Map(messages.filter(isRefused).map((message) => [dayOf(message), message]));
	const counts = new Map<string, number>();
	for (const [day, message] of days) {
		const start = sql`${`${message.receivedAt.slice(0, 10)}T00:00:00Z`}::timestamptz`;
		const found = await row<{ count: number }>(
			tx,
			sql`select count(*)::int4 as count from raw_messages
				where seller_id = ${message.sellerId}::int8 and connection_id = ${message.connectionId}::int8
				and state = 'bad-signature' and received_at >= ${start} and received_at < ${start} + interval '1 day'`,
		);
		counts.set(day, found?.count ?? 0);
	}
	return counts;
}

async function insert(tx: Transaction, messages: readonly Message[]): Promise<void> {
	if (messages.length === 0) return;
	await tx.rows(
		sql`insert into raw_messages (
				seller_id, id, received_at, connection_id, channel, carrier, content_type, headers, asked, reply_status, digest,
				body, state, outcome, problems, parcels
			)
			select n.seller_id, n.id, n.received_at, n.connection_id, n.channel, n.carrier, n.content_type,
				n.headers::jsonb, n.asked::jsonb, n.reply_status, decode(n.digest, 'hex'), substr(bodies.bytes, n.start, n.length), n.state, n.outcome,
				n.problems::jsonb, n.parcels
			from unnest(
				${scalars("int8", messages, (message) => message.sellerId)},
				${texts(messages, (message) => message.id)},
				${scalars("timestamptz", messages, (message) => message.receivedAt)},
				${scalars("int8", messages, (message) => message.connectionId)},
				${texts(messages, (message) => message.channel)},
				${texts(messages, (message) => message.carrier)},
				${texts(messages, (message) => message.contentType)},
				${jsons(messages, (message) => message.headers)},
				${jsons(messages, askedOf)},
				${scalars("int2", messages, (message) => message.replyStatus)},
				${texts(messages, hexOf)},
				${scalars("int4", startsOf(messages), (start) => start)},
				${scalars("int4", messages, (message) => message.body.length)},
				${texts(messages, (message) => message.state)},
				${texts(messages, (message) => message.outcome)},
				${jsons(messages, (message) => message.problems)},
				${scalars("int4", messages, (message) => message.parcels ?? null)}
			) n (
				seller_id, id, received_at, connection_id, channel, carrier, content_type, headers, asked, reply_status, digest,
				start, length, state, outcome, problems, parcels
			), (select ${Buffer.concat(messages.map((message) => message.body))}::bytea as bytes) bodies`,
	);
}

/** Where each body begins in all of them joined, from 1. */
function startsOf(messages: readonly Message[]): readonly number[] {
	let start = 1;
	return messages.map((message) => {
		const own = start;
		start += message.body.length;
		return own;
	});
}

/** As it was received, with its state as it is now. Null when the seller has no such message, or it is past its retention. */
export async function getMessage(db: Queries, sellerId: RowId, id: string): Promise<Message | null> {
	const receivedAt = receivedAtOf(id);
	if (receivedAt === null) return null;
	return await row(
		db,
		sql`select ${MESSAGE_COLUMNS} from raw_messages m
			where seller_id = ${sellerId}::int8 and id = ${textValue(id)} and received_at = ${receivedAt}::timestamptz`,
	);
}

/** What a later reading made of a message: its waybill was registered, or the adapter learnt better. */
export async function setMessageState(
	db: Queries,
	sellerId: RowId,
	id: string,
	reading: MessageReading,
): Promise<void> {
	await db.rows(
		sql`update raw_messages set state = ${reading.state}::text, outcome = ${reading.outcome}::text,
				problems = ${jsonValue(reading.problems)}, parcels = ${reading.parcels ?? null}::int4
			where seller_id = ${sellerId}::int8 and id = ${textValue(id)}
			and received_at = ${receivedAtOf(id)}::timestamptz`,
	);
}

/** A number that a kept message names and nobody registered yet. */
export interface UnmatchedNumber {
	readonly sellerId: RowId;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly messageId: string;
}

/** Remembers which messages wait for which numbers. A text too long to be registered is no number, and is left out. */
export async function addUnmatched(tx: Transaction, numbers: readonly UnmatchedNumber[]): Promise<void> {
	const keepable = numbers.filter((number) => number.trackingNumber.length <= MAX_NUMBER_LENGTH);
	if (keepable.length === 0) return;
	await tx.rows(
		sql`insert into unmatched (seller_id, carrier, tracking_number, message_id)
			select * from unnest(
				${scalars("int8", keepable, (number) => number.sellerId)},
				${texts(keepable, (number) => number.carrier)},
				${texts(keepable, (number) => number.trackingNumber)},
				${texts(keepable, (number) => number.messageId)}
			)
			on conflict do nothing`,
	);
}

/** The message waits for no number any more, until a reading says otherwise. */
export async function forgetUnmatched(tx: Transaction, sellerId: RowId, messageId: string): Promise<void> {
	await tx.rows(
		sql`delete from unmatched where seller_id = ${sellerId}::int8 and message_id = ${textValue(messageId)}`,
	);
}

/** A message that waited for a number, with the number as the message writes it. */
export interface WaitingMessage {
	readonly messageId: string;
	readonly trackingNumber: string;
}

/** Of these numbers, however they are written, those that messages wait for: their positions in the list. */
export async function waitedForAmong(tx: Transaction, numbers: readonly NamedNumber[]): Promise<ReadonlySet<number>> {
	if (numbers.length === 0) return new Set();
	const found = await tx.rows<{ position: number }>(
		sql`select n.position::int4 - 1 as position
			from unnest(
				${scalars("int8", numbers, (number) => number.sellerId)},
				${texts(numbers, (number) => number.carrier)},
				${texts(numbers, (number) => number.trackingNumber)}
			) with ordinality n (seller_id, carrier, tracking_number, position)
			where exists (
				select from unmatched u where u.seller_id = n.seller_id and u.carrier = n.carrier
				and u.bare_number = bare_number(n.tracking_number)
			)`,
	);
	return new Set(found.map(({ position }) => position));
}

/** The messages that waited for this number, however it is written, oldest first; for it they wait no more. */
export async function takeUnmatched(
	tx: Transaction,
	sellerId: RowId,
	carrier: string,
	trackingNumber: string,
): Promise<readonly WaitingMessage[]> {
	const taken = await tx.rows<WaitingMessage>(
		sql`delete from unmatched
			where seller_id = ${sellerId}::int8 and carrier = ${textValue(carrier)}
			and bare_number = bare_number(${textValue(trackingNumber)})
			returning message_id as "messageId", tracking_number as "trackingNumber"`,
	);
	return taken.toSorted((one, other) => (one.messageId < other.messageId ? -1 : 1));
}

// The id carries the time, so that one partition is looked into and not every month.
function receivedAtOf(id: string): string | null {
	const time = timeOfId(id);
	return time === null ? null : new Date(time).toISOString();
}

/** Of `raw_messages m`. */
export const MESSAGE_COLUMNS: SQL = sql.raw(`
	m.seller_id as "sellerId", m.id, m.received_at as "receivedAt", m.connection_id as "connectionId", m.channel, m.carrier,
	m.content_type as "contentType", m.headers, m.asked, m.reply_status as "replyStatus", m.digest, m.body,
	case when m.state <> 'unmatched' or exists (
		select from unmatched u where u.seller_id = m.seller_id and u.message_id = m.id
	) then m.state else 'read' end as state,
	m.outcome, m.problems`);
