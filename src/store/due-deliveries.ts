import { sql } from "drizzle-orm";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { Attempt, Delivery, DeliveryState } from "./deliveries.ts";
import type { Endpoint, EndpointKey } from "./endpoints.ts";

/** An event to be sent to an endpoint, by whoever claimed it. */
export interface DueDelivery
	extends DeliveryKey,
		Pick<Delivery, "messageId" | "format" | "body">,
		Pick<Endpoint, "url" | "sealedSecret" | "sealedEarlierSecret" | "earlierSecretUntil"> {
	/** `end_…`, of the endpoint. */
	readonly id: string;
	/** How often it was tried since it was sent first, or again. */
	readonly tries: number;
}

export interface DeliveryKey {
	readonly sellerId: RowId;
	readonly endpointId: RowId;
	readonly eventId: RowId;
}

export interface Claim {
	/** At most so many in all, of one endpoint and of one seller. */
	readonly limit: number;
	readonly perEndpoint: number;
	readonly perSeller: number;
	/** Endpoints of which fewer are wanted, or none. */
	readonly rooms: readonly (EndpointKey & { readonly room: number })[];
	/** Sellers of whom fewer are wanted, or none. */
	readonly sellerRooms: readonly { readonly sellerId: RowId; readonly room: number }[];
	/** After so long others may claim it too: whoever has it died. */
	readonly leaseMs: number;
}

/**
 * Takes what is due, of every endpoint its oldest first, and of endpoints and sellers one after the other in turn: whoever
 * has much to wait for delays nobody else. Names no seller: one sender serves all of them.
 */
export function claimDue(
	db: Queries,
	{ limit, perEndpoint, perSeller, rooms, sellerRooms, leaseMs }: Claim,
): Promise<readonly DueDelivery[]> {
	return db.rows(
		sql`with recursive pending as (
				(
					select seller_id, endpoint_id from webhook_deliveries where next_at is not null
					order by seller_id, endpoint_id limit 1
				)
				union all
				select n.seller_id, n.endpoint_id from pending p cross join lateral (
					select d.seller_id, d.endpoint_id from webhook_deliveries d
					where d.next_at is not null and (d.seller_id, d.endpoint_id) > (p.seller_id, p.endpoint_id)
					order by d.seller_id, d.endpoint_id limit 1
				) n
			), open as (
				select p.seller_id, p.endpoint_id, coalesce(r.room, ${perEndpoint}::int4) as room
				from pending p
				join endpoints e on e.seller_id = p.seller_id and e.id = p.endpoint_id and e.disabled_at is null
				left join unnest(
					${scalars("int8", rooms, ({ sellerId }) => sellerId)},
					${scalars("int8", rooms, ({ rowId }) => rowId)},
					${scalars("int4", rooms, ({ room }) => room)}
				) r (seller_id, endpoint_id, room) on r.seller_id = p.seller_id and r.endpoint_id = p.endpoint_id
				where coalesce(r.room, ${perEndpoint}::int4) > 0
			), locked as materialized (
				select d.* from open o cross join lateral (
					select d.seller_id, d.endpoint_id, d.event_id, d.next_at from webhook_deliveries d
					where d.seller_id = o.seller_id and d.endpoint_id = o.endpoint_id and d.next_at <= clock_timestamp()
					order by d.next_at limit o.room for update skip locked
				) d
			), queued as (
				select *, row_number() over (partition by seller_id order by turn, next_at, event_id) as place from (
					select *, row_number() over (partition by seller_id, endpoint_id order by next_at, event_id) as turn from locked
				) of_endpoint
			), due as (
				select q.seller_id, q.endpoint_id, q.event_id from queued q
				left join unnest(
					${scalars("int8", sellerRooms, ({ sellerId }) => sellerId)},
					${scalars("int4", sellerRooms, ({ room }) => room)}
				) r (seller_id, room) on r.seller_id = q.seller_id
				where q.place <= coalesce(r.room, ${perSeller}::int4)
				order by q.place, q.next_at limit ${limit}::int4
			), claimed as (
				update webhook_deliveries d set next_at = clock_timestamp() + ${leaseMs}::int8 * interval '1 millisecond'
				from due
				where d.seller_id = due.seller_id and d.endpoint_id = due.endpoint_id and d.event_id = due.event_id
				returning d.seller_id, d.endpoint_id, d.event_id, d.format,
					case when d.state = 'retrying' then coalesce((d.attempts -> -1 ->> 'try')::int4, 0) else 0 end as tries
			)
			select c.seller_id as "sellerId", c.endpoint_id as "endpointId", c.event_id as "eventId", c.format, c.tries,
				e.public_id as id, e.url, e.sealed_secret as "sealedSecret", e.sealed_earlier_secret as "sealedEarlierSecret",
				e.earlier_secret_until as "earlierSecretUntil", m.public_id as "messageId", m.body
			from claimed c
			join endpoints e on e.seller_id = c.seller_id and e.id = c.endpoint_id
			join events m on m.seller_id = c.seller_id and m.id = c.event_id
			order by c.event_id`,
	);
}

/** Before their deliveries, as whoever disables one does: two that wrote in other orders would wait for each other. */
export async function lockEndpoints(tx: Transaction, endpoints: readonly EndpointKey[]): Promise<void> {
	await tx.rows(
		sql`select from endpoints where (seller_id, id) in (
				select * from unnest(
					${scalars("int8", endpoints, ({ sellerId }) => sellerId)},
					${scalars("int8", endpoints, ({ rowId }) => rowId)}
				)
			) order by seller_id, id for no key update`,
	);
}

/** What came of an attempt. */
export interface Settled extends DeliveryKey {
	readonly attempt: Attempt;
	readonly state: Extract<DeliveryState, "delivered" | "retrying" | "given-up">;
	/** Until the next attempt; null where there is none. */
	readonly delayMs: number | null;
}

const MOST_ATTEMPTS_KEPT = 50;

/** Writes what came of attempts. What was held or dropped meanwhile stays so, unless it arrived. */
export async function settleDeliveries(tx: Queries, settled: readonly Settled[]): Promise<void> {
	if (settled.length === 0) return;
	await tx.rows(
		sql`update webhook_deliveries d set
				attempts = case
					when jsonb_array_length(d.attempts) >= ${MOST_ATTEMPTS_KEPT}::int4 then d.attempts - 0 else d.attempts
				end || n.attempt::jsonb,
				state = case when d.state in ('held', 'dropped') and n.state <> 'delivered' then d.state else n.state end,
				next_at = case
					when d.state not in ('held', 'dropped') then clock_timestamp() + n.delay_ms * interval '1 millisecond'
				end,
				delivered_at = case when n.state = 'delivered' then n.at else d.delivered_at end
			from unnest(
				${scalars("int8", settled, ({ sellerId }) => sellerId)},
				${scalars("int8", settled, ({ endpointId }) => endpointId)},
				${scalars("int8", settled, ({ eventId }) => eventId)},
				${jsons(settled, ({ attempt }) => attempt)},
				${texts(settled, ({ state }) => state)},
				${scalars("int8", settled, ({ delayMs }) => delayMs)},
				${scalars("timestamptz", settled, ({ attempt }) => attempt.at)}
			) n (seller_id, endpoint_id, event_id, attempt, state, delay_ms, at)
			where d.seller_id = n.seller_id and d.endpoint_id = n.endpoint_id and d.event_id = n.event_id`,
	);
}

export interface EndpointHealth extends EndpointKey {
	/** When it last failed, `…Z`; null: something arrived. */
	readonly failedAt: string | null;
}

/**
 * Keeps since when each endpoint fails: what was given up long ago counts no more, where nothing was tried since. Answers
 * those that have failed since `before` or longer.
 */
export async function recordHealth(
	tx: Transaction,
	health: readonly EndpointHealth[],
	before: string,
): Promise<readonly EndpointKey[]> {
	if (health.length === 0) return [];
	await tx.rows(
		sql`update endpoints e set
				failing_since = case
					when e.failing_since is null or e.last_failed_at < n.failed_at - interval '48 hours' then n.failed_at
					when n.failed_at is not null then e.failing_since
				end,
				last_failed_at = n.failed_at
			from unnest(
				${scalars("int8", health, ({ sellerId }) => sellerId)},
				${scalars("int8", health, ({ rowId }) => rowId)},
				${scalars("timestamptz", health, ({ failedAt }) => failedAt)}
			) n (seller_id, id, failed_at)
			where e.seller_id = n.seller_id and e.id = n.id
			and (e.failing_since is not null or n.failed_at is not null)`,
	);
	const failing = health.filter(({ failedAt }) => failedAt !== null);
	if (failing.length === 0) return [];
	return await tx.rows(
		sql`select e.seller_id as "sellerId", e.id as "rowId" from endpoints e
			where (e.seller_id, e.id) in (
				select * from unnest(
					${scalars("int8", failing, ({ sellerId }) => sellerId)},
					${scalars("int8", failing, ({ rowId }) => rowId)}
				)
			) and e.disabled_at is null and e.failing_since <= ${before}::timestamptz`,
	);
}

/** Gives back what was claimed and not tried: a node that stops does not keep others waiting. */
export async function releaseDue(db: Queries, claimed: readonly DeliveryKey[]): Promise<void> {
	if (claimed.length === 0) return;
	await db.rows(
		sql`update webhook_deliveries d set next_at = clock_timestamp()
			from unnest(
				${scalars("int8", claimed, ({ sellerId }) => sellerId)},
				${scalars("int8", claimed, ({ endpointId }) => endpointId)},
				${scalars("int8", claimed, ({ eventId }) => eventId)}
			) n (seller_id, endpoint_id, event_id)
			where d.seller_id = n.seller_id and d.endpoint_id = n.endpoint_id and d.event_id = n.event_id
			and d.next_at is not null`,
	);
}
