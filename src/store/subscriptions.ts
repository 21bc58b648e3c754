import { type SQL, sql } from "drizzle-orm";
import { scalars, texts, textValue } from "./columns.ts";
import type { ConnectionKey } from "./connections.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { SealedNeeds } from "./leg.ts";

/**
 * wanted: not asked for yet, or to be asked for anew. active: the carrier accepted it. refused: it did not, and is asked
 * again. lapsed: accepted once, and not renewed in time. ended: nobody waits for it any more.
 */
export type SubscriptionState = "wanted" | "active" | "refused" | "lapsed" | "ended";

/** A number that the carrier posts for because we asked it to. */
export interface StoredSubscription {
	readonly trackingNumber: string;
	readonly state: SubscriptionState;
	readonly subscribedAt: string | null;
	/** When the carrier forgets it unless it is renewed; null where it lasts. */
	readonly lapsesAt: string | null;
	/** When the carrier is asked next; null: never. */
	readonly nextAt: string | null;
	/** Why it was refused or not answered last, in words without personal details. */
	readonly lastError: string | null;
}

/** Asks for numbers to be subscribed that are not; those that ended are wanted again. */
export async function wantSubscriptions(
	tx: Transaction,
	wanted: readonly { readonly sellerId: RowId; readonly connectionId: RowId; readonly trackingNumber: string }[],
	now: string,
): Promise<void> {
	if (wanted.length === 0) return;
	await tx.rows(
		sql`insert into subscriptions (seller_id, connection_id, tracking_number, next_at)
			select distinct on (n.seller_id, n.connection_id, bare_number(n.tracking_number))
				n.seller_id, n.connection_id, n.tracking_number, ${now}::timestamptz
			from unnest(
				${scalars("int8", wanted, (one) => one.sellerId)},
				${scalars("int8", wanted, (one) => one.connectionId)},
				${texts(wanted, (one) => one.trackingNumber)}
			) n (seller_id, connection_id, tracking_number)
			order by n.seller_id, n.connection_id, bare_number(n.tracking_number)
			on conflict (seller_id, connection_id, bare_number) do update set
				state = 'wanted', next_at = excluded.next_at, failures = 0, last_error = null
			where subscriptions.state = 'ended'`,
	);
}

/**
 * Asks for what followed parcels on their way want and never asked for, of all sellers: they were registered before the
 * carrier could be asked. When a node starts, again and again until it answers false: so many at a time, that nothing
 * else waits for long.
 */
export async function wantForgotten(db: Queries, carriers: readonly string[], now: string): Promise<boolean> {
	const wanted = await db.rows(
		sql`insert into subscriptions (seller_id, connection_id, tracking_number, next_at)
			select distinct on (l.seller_id, l.connection_id, l.bare_number)
				l.seller_id, l.connection_id, l.tracking_number, ${now}::timestamptz
			from connections c
			join legs l on l.seller_id = c.seller_id and l.connection_id = c.id and l.carrier = c.carrier
			join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id
			where c.carrier = any (${texts(carriers, (carrier) => carrier)})
			and c.sealed_credentials is not null and c.sealed_webhook_secret is not null
			and not s.terminal and s.stopped_at is null and s.archived_at is null
			and not exists (
				select from subscriptions u
				where u.seller_id = l.seller_id and u.connection_id = l.connection_id and u.bare_number = l.bare_number
			)
			order by l.seller_id, l.connection_id, l.bare_number limit ${ROWS_AT_ONCE}::int4
			on conflict (seller_id, connection_id, bare_number) do nothing
			returning 1 as wanted`,
	);
	return wanted.length === ROWS_AT_ONCE;
}

const ROWS_AT_ONCE = 2_000;

/** A number to ask the carrier for, to renew, or to look after. `id` is that of the shipment whose needs are told. */
export interface DueSubscription extends SealedNeeds {
	readonly trackingNumber: string;
	readonly state: "wanted" | "active" | "refused";
	readonly carrierRef: string | null;
	readonly lapsesAt: string | null;
	readonly failures: number;
	/** The carrier accepted it once. */
	readonly wasSubscribed: boolean;
	/** A parcel that is still on its way, or came to its end a few days ago, travels under it. */
	readonly isWaitedFor: boolean;
}

/**
 * What is due by `now` of a connection whose lease this node holds, longest due first. A parcel that has come to its end
 * is waited for three days more: carriers correct their deliveries.
 */
export function dueSubscriptions(
	db: Queries,
	connection: ConnectionKey & { readonly carrier: string },
	page: { readonly limit: number; readonly now: string },
): Promise<readonly DueSubscription[]> {
	return db.rows(
		sql`select u.tracking_number as "trackingNumber", u.state, u.carrier_ref as "carrierRef",
				u.lapses_at as "lapsesAt", u.failures, u.subscribed_at is not null as "wasSubscribed", w.id is not null as "isWaitedFor",
				coalesce(w.id, '') as id, coalesce(w.number, 1) as "needsLeg", w.sealed_needs as "sealedNeeds"
			from subscriptions u
			left join lateral (
				select s.public_id as id, l.number, l.sealed_needs
				from legs l join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id
				where l.seller_id = u.seller_id and l.carrier = ${textValue(connection.carrier)}
				and l.bare_number = u.bare_number and l.connection_id = u.connection_id
				and s.stopped_at is null and s.archived_at is null
				and (not s.terminal or s.updated_at > ${page.now}::timestamptz - interval '3 days')
				order by (l.sealed_needs is null), l.journey_no desc limit 1
			) w on true
			where ${isOf(connection)} and u.next_at <= ${page.now}::timestamptz and u.state <> 'ended'
			order by u.next_at limit ${page.limit}::int4`,
	);
}

/** What became of a number: where `subscribedAt` is null, the carrier's name of it and its times stay as they were. */
export interface FinishedSubscription {
	readonly trackingNumber: string;
	readonly state: "wanted" | "active" | "refused" | "ended";
	readonly carrierRef: string | null;
	readonly subscribedAt: string | null;
	readonly lapsesAt: string | null;
	readonly nextAt: string | null;
	readonly failures: number;
	readonly lastError: string | null;
}

/** `callbackUrl` is where the carrier was told to post; null where it was told nothing. */
export async function finishSubscriptions(
	db: Queries,
	connection: ConnectionKey,
	callbackUrl: string | null,
	finished: readonly FinishedSubscription[],
): Promise<void> {
	if (finished.length === 0) return;
	await db.rows(
		sql`update subscriptions u set
				state = n.state, next_at = n.next_at, failures = n.failures, last_error = n.last_error,
				carrier_ref = coalesce(n.carrier_ref, u.carrier_ref),
				subscribed_at = coalesce(n.subscribed_at, u.subscribed_at),
				lapses_at = case when n.subscribed_at is null then u.lapses_at else n.lapses_at end,
				callback_url = case when n.subscribed_at is null then u.callback_url else ${textValue(callbackUrl)} end
			from unnest(
				${texts(finished, (one) => one.trackingNumber)},
				${texts(finished, (one) => one.state)},
				${texts(finished, (one) => one.carrierRef)},
				${scalars("timestamptz", finished, (one) => one.subscribedAt)},
				${scalars("timestamptz", finished, (one) => one.lapsesAt)},
				${scalars("timestamptz", finished, (one) => one.nextAt)},
				${scalars("int4", finished, (one) => one.failures)},
				${texts(finished, (one) => one.lastError?.slice(0, 500) ?? null)}
			) n (tracking_number, state, carrier_ref, subscribed_at, lapses_at, next_at, failures, last_error)
			where ${isOf(connection)} and u.bare_number = bare_number(n.tracking_number)`,
	);
}

/** The carrier takes no call now: none of what is due is tried before `until`. */
export async function postponeSubscriptions(
	db: Queries,
	connection: ConnectionKey,
	{ until, error, now }: { readonly until: string; readonly error: string; readonly now: string },
): Promise<void> {
	await db.rows(
		sql`update subscriptions u set next_at = ${until}::timestamptz, last_error = ${textValue(error.slice(0, 500))}
			where ${isOf(connection)} and u.next_at <= ${now}::timestamptz and u.state <> 'ended'`,
	);
}

/** All numbers of a connection are asked for anew: its secret or its account has changed. */
export async function renewSubscriptions(db: Queries, connection: ConnectionKey, now: string): Promise<void> {
	await db.rows(
		sql`update subscriptions u set state = 'wanted', failures = 0, next_at = ${now}::timestamptz
			where ${isOf(connection)} and u.state <> 'ended'`,
	);
}

/**
 * Numbers for which a carrier was told another address than ours is now, of all sellers, are asked for anew. When a node
 * starts, again and again until it answers false; the last time reads the whole table.
 */
export async function renewMoved(db: Queries, publicUrl: string, now: string): Promise<boolean> {
	const moved = await db.rows(
		sql`update subscriptions u set state = 'wanted', failures = 0, next_at = ${now}::timestamptz
			from (
				select o.seller_id, o.connection_id, o.bare_number from subscriptions o
				join connections c on c.seller_id = o.seller_id and c.id = o.connection_id
				where o.state = 'active' and o.callback_url not in (
					${textValue(publicUrl)} || '/carriers/' || c.carrier || '/' || c.public_id,
					${textValue(publicUrl)} || '/hooks/' || c.public_id
				)
				limit ${ROWS_AT_ONCE}::int4
			) m
			where m.seller_id = u.seller_id and m.connection_id = u.connection_id and m.bare_number = u.bare_number
			returning 1 as moved`,
	);
	return moved.length === ROWS_AT_ONCE;
}

/** The carrier does not post for these numbers: their legs are asked for now, where they are asked for at all. */
export async function pollUnsubscribed(
	db: Queries,
	connection: ConnectionKey & { readonly carrier: string },
	trackingNumbers: readonly string[],
	now: string,
): Promise<void> {
	if (trackingNumbers.length === 0) return;
	await db.rows(
		sql`with lost as materialized (
				select l.seller_id, l.shipment_id, l.number
				from legs l join unnest(${texts(trackingNumbers, (number) => number)}) n (tracking_number)
					on l.bare_number = bare_number(n.tracking_number)
				where l.seller_id = ${connection.sellerId}::int8 and l.carrier = ${textValue(connection.carrier)}
				and l.connection_id = ${connection.rowId}::int8 and l.next_poll_at > ${now}::timestamptz
				order by l.shipment_id, l.number for update of l
			)
			update legs l set next_poll_at = ${now}::timestamptz
			from lost where l.seller_id = lost.seller_id and l.shipment_id = lost.shipment_id and l.number = lost.number`,
	);
}

/** How many numbers of a connection are in each state, and the newest trouble. */
export interface SubscriptionCounts {
	readonly connectionId: RowId;
	readonly wanted: number;
	readonly active: number;
	readonly refused: number;
	readonly lapsed: number;
	readonly lastError: string | null;
}

/** Of connections of one seller; those without subscriptions are left out. */
export function countSubscriptions(
	db: Queries,
	sellerId: RowId,
	connectionIds: readonly RowId[],
	now: string,
): Promise<readonly SubscriptionCounts[]> {
	const among = (state: SubscriptionState) => sql`count(*) filter (where t.state = ${state}::text)::int4`;
	return db.rows(
		sql`select t.connection_id as "connectionId", ${among("wanted")} as wanted, ${among("active")} as active,
				${among("refused")} as refused, ${among("lapsed")} as lapsed,
				(array_agg(t.last_error order by t.next_at desc nulls last) filter (where t.last_error is not null))[1]
					as "lastError"
			from (
				select u.connection_id, u.last_error, u.next_at, ${stateAt(now)} as state from subscriptions u
				where u.seller_id = ${sellerId}::int8 and u.state <> 'ended'
				and u.connection_id = any (${scalars("int8", connectionIds, (rowId) => rowId)})
			) t group by t.connection_id`,
	);
}

/** Those in trouble first, then by when they are looked at next. */
export function listSubscriptions(
	db: Queries,
	connection: ConnectionKey,
	query: {
		readonly state?: SubscriptionState | undefined;
		readonly limit: number;
		readonly now: string;
	},
): Promise<readonly StoredSubscription[]> {
	const only = query.state === undefined ? sql`` : sql`and ${stateAt(query.now)} = ${query.state}::text`;
	return db.rows(
		sql`select u.tracking_number as "trackingNumber", ${stateAt(query.now)} as state,
				u.subscribed_at as "subscribedAt", u.lapses_at as "lapsesAt", u.next_at as "nextAt",
				u.last_error as "lastError"
			from subscriptions u where ${isOf(connection)} ${only}
			order by (u.last_error is null), u.next_at, u.bare_number limit ${query.limit}::int4`,
	);
}

function stateAt(now: string): SQL {
	return sql`case when u.state = 'active' and u.lapses_at <= ${now}::timestamptz then 'lapsed' else u.state end`;
}

function isOf({ sellerId, rowId }: ConnectionKey): SQL {
	return sql`u.seller_id = ${sellerId}::int8 and u.connection_id = ${rowId}::int8`;
}
