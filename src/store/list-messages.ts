import { type SQL, sql } from "drizzle-orm";
import type { Channel } from "../core/scan.ts";
import { scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { timeOfId } from "./ids.ts";
import { MESSAGE_COLUMNS, type Message, type MessageReading, type MessageState } from "./messages.ts";
import { onlyRow } from "./query.ts";

/** A kept message without what it says. */
export interface MessageLine extends MessageReading {
	/** `msg_…` */
	readonly id: string;
	readonly receivedAt: string;
	readonly carrier: string;
	/** `con_…`; null for a connection that is no more. */
	readonly connectionId: string | null;
	readonly channel: Channel;
	readonly bytes: number;
}

export interface MessageFilter {
	readonly state?: MessageState;
	readonly carrier?: string;
	readonly connectionId?: RowId;
	/** Those with a problem alone. */
	readonly withProblems?: boolean;
}

/** Newest first. `after` is the last message of the slice before; `next` is null at the end. */
export async function listMessages(
	db: Queries,
	sellerId: RowId,
	filter: MessageFilter,
	page: { readonly limit: number; readonly after?: string | null },
): Promise<{ readonly items: readonly MessageLine[]; readonly next: string | null }> {
	const wanted = [sql`m.seller_id = ${sellerId}::int8`];
	if (filter.state !== undefined) wanted.push(HAS_STATE[filter.state]);
	if (filter.carrier !== undefined) wanted.push(sql`m.carrier = ${textValue(filter.carrier)}`);
	if (filter.connectionId !== undefined) wanted.push(sql`m.connection_id = ${filter.connectionId}::int8`);
	if (filter.withProblems) wanted.push(sql`m.problems <> '[]'`);
	if (page.after) {
		const receivedAt = new Date(timeOfId(page.after) ?? 0).toISOString();
		wanted.push(sql`(m.received_at, m.id) < (${receivedAt}::timestamptz, ${textValue(page.after)})`);
	}
	const found = await db.rows<MessageLine>(
		sql`select m.id, m.received_at as "receivedAt", m.carrier, c.public_id as "connectionId", m.channel,
				case when m.state <> 'unmatched' or ${WAITS} then m.state else 'read' end as state, m.outcome, m.problems,
				octet_length(m.body) as bytes
			from raw_messages m left join connections c on c.seller_id = m.seller_id and c.id = m.connection_id
			where ${sql.join(wanted, sql` and `)}
			order by m.received_at desc, m.id desc limit ${page.limit + 1}::int4`,
	);
	const items = found.slice(0, page.limit);
	return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** A message as the board of its connection shows it. */
export interface BoardLine extends MessageReading {
	/** `msg_…` */
	readonly id: string;
	readonly receivedAt: string;
	readonly bytes: number;
	/** The sender's own name of it; null where it gave none. */
	readonly senderId: string | null;
	/** How many of its numbers still wait for their waybill. */
	readonly waiting: number;
}

/** The last messages that were posted to a connection of the carrier `push`, newest first. */
export async function lastPushes(
	db: Queries,
	sellerId: RowId,
	connectionId: RowId,
	limit: number,
): Promise<readonly BoardLine[]> {
	// The carrier is written out, because the index is of this carrier alone.
	return await db.rows(
		sql`select m.id, m.received_at as "receivedAt", m.state, m.outcome, m.problems, m.parcels,
				octet_length(m.body) as bytes, m.headers ->> 'webhook-id' as "senderId",
				(select count(*)::int4 from unmatched u where u.seller_id = m.seller_id and u.message_id = m.id) as waiting
			from raw_messages m
			where m.seller_id = ${sellerId}::int8 and m.connection_id = ${connectionId}::int8 and m.carrier = 'push'
			order by m.received_at desc, m.id desc limit ${limit}::int4`,
	);
}

/** Which messages a replay goes over. */
export interface WalkedMessages {
	readonly carrier?: string;
	/** Received since then, `…Z`. */
	readonly since?: string;
	/** Received until then, `…Z`: what comes meanwhile is read as it comes. */
	readonly until?: string;
}

/**
 * Messages as they were received, oldest first, but those that were refused. `after` is the last of the slice before.
 */
export async function walkMessages(
	db: Queries,
	sellerId: RowId,
	walked: WalkedMessages,
	{ limit, after }: { readonly limit: number; readonly after: Message | null },
): Promise<readonly Message[]> {
	const wanted = walkedBy(sellerId, walked);
	if (after) wanted.push(sql`(m.received_at, m.id) > (${after.receivedAt}::timestamptz, ${textValue(after.id)})`);
	return await db.rows(
		sql`select ${MESSAGE_COLUMNS} from raw_messages m where ${sql.join(wanted, sql` and `)}
			order by m.received_at, m.id limit ${limit}::int4`,
	);
}

/** How many messages a replay goes over. */
export async function countMessages(db: Queries, sellerId: RowId, walked: WalkedMessages): Promise<number> {
	const { count } = await onlyRow<{ count: string }>(
		db,
		sql`select count(*)::int8 as count from raw_messages m where ${sql.join(walkedBy(sellerId, walked), sql` and `)}`,
	);
	return Number(count);
}

function walkedBy(sellerId: RowId, { carrier, since, until }: WalkedMessages): SQL[] {
	const wanted = [sql`m.seller_id = ${sellerId}::int8`, sql`m.state <> 'bad-signature'`];
	if (carrier !== undefined) wanted.push(sql`m.carrier = ${textValue(carrier)}`);
	if (since !== undefined) wanted.push(sql`m.received_at >= ${since}::timestamptz`);
	if (until !== undefined) wanted.push(sql`m.received_at <= ${until}::timestamptz`);
	return wanted;
}

/** The messages of these ids that are still kept, oldest first. */
export async function messagesByIds(db: Queries, sellerId: RowId, ids: readonly string[]): Promise<readonly Message[]> {
	const dated = ids.flatMap((id) => {
		const time = timeOfId(id);
		return time === null ? [] : [{ id, receivedAt: new Date(time).toISOString() }];
	});
	if (dated.length === 0) return [];
	return await db.rows(
		sql`select ${MESSAGE_COLUMNS} from raw_messages m
			join unnest(
				${texts(dated, ({ id }) => id)},
				${scalars("timestamptz", dated, ({ receivedAt }) => receivedAt)}
			) n (id, received_at) on n.id = m.id and n.received_at = m.received_at
			where m.seller_id = ${sellerId}::int8 order by m.received_at, m.id`,
	);
}

const WAITS: SQL = sql.raw("exists (select from unmatched u where u.seller_id = m.seller_id and u.message_id = m.id)");

// Written out, because a plan for any state could not use the indexes of the rare ones.
const HAS_STATE: Readonly<Record<MessageState, SQL>> = {
	read: sql`(m.state = 'read' or m.state = 'unmatched' and not ${WAITS})`,
	unmatched: sql`m.state = 'unmatched' and ${WAITS}`,
	unreadable: sql`m.state = 'unreadable'`,
	"bad-signature": sql`m.state = 'bad-signature'`,
	poison: sql`m.state = 'poison'`,
};
