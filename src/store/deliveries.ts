import { type SQL, sql } from "drizzle-orm";
import type { NewsFormat } from "../core/endpoint-kinds.ts";
import { texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { Endpoint } from "./endpoints.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";

/**
 * waiting: to be sent at once. retrying: it failed and is tried again. given-up: it failed as often as is tried. held: its
 * endpoint is disabled. dropped: it was held, and the seller did not want it any more.
 */
export const DELIVERY_STATES = ["waiting", "retrying", "delivered", "given-up", "held", "dropped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One try at bringing an event to an endpoint. */
export interface Attempt {
	/** Counts from 1 since it was sent first, or again. */
	readonly try: number;
	/** When it began, `…Z`; its signature is of this second. */
	readonly at: string;
	/** What was answered; null where nothing was. */
	readonly status: number | null;
	/** Why it failed, in a sentence; null where it did not. */
	readonly failure: string | null;
	/** The beginning of what was answered. */
	readonly answer: string;
	readonly tookMs: number;
}

/** An event on its way to an endpoint, without what it says. */
export interface DeliveryLine {
	/** `dlv_…` */
	readonly id: string;
	/** `end_…` */
	readonly endpointId: string;
	/** `evt_…` */
	readonly messageId: string;
	readonly type: string;
	/** `shp_…`; null for news of no parcel. */
	readonly shipmentId: string | null;
	readonly sequence: number | null;
	readonly state: DeliveryState;
	readonly tries: number;
	readonly lastStatus: number | null;
	readonly lastFailure: string | null;
	readonly nextAt: string | null;
	readonly createdAt: string;
	readonly deliveredAt: string | null;
}

export interface Delivery extends DeliveryLine {
	readonly endpointRowId: RowId;
	readonly eventRowId: RowId;
	readonly url: string;
	readonly attempts: readonly Attempt[];
	/** In which it was sent, and is at the next attempt. */
	readonly format: NewsFormat;
	/** The event in the format `standard`. */
	readonly body: string;
}

export interface DeliveryFilter {
	readonly endpointId?: RowId | undefined;
	readonly shipmentId?: RowId | undefined;
	readonly state?: DeliveryState | undefined;
	readonly type?: string | undefined;
}

/** Newest first. `after` is the last of the slice before; `next` is null at the end. */
export async function listDeliveries(
	db: Queries,
	sellerId: RowId,
	filter: DeliveryFilter,
	page: { readonly limit: number; readonly after: Pick<Delivery, "endpointRowId" | "eventRowId"> | null },
): Promise<{ readonly items: readonly DeliveryLine[]; readonly next: string | null }> {
	const wanted = [sql`d.seller_id = ${sellerId}::int8`];
	if (filter.endpointId !== undefined) wanted.push(sql`d.endpoint_id = ${filter.endpointId}::int8`);
	if (filter.state !== undefined) wanted.push(sql`d.state = ${filter.state}::text`);
	if (filter.type !== undefined) wanted.push(sql`m.type = ${textValue(filter.type)}`);
	if (filter.shipmentId !== undefined) wanted.push(sql`m.shipment_id = ${filter.shipmentId}::int8`);
	if (page.after) {
		wanted.push(sql`(d.event_id, d.endpoint_id) < (${page.after.eventRowId}::int8, ${page.after.endpointRowId}::int8)`);
	}
	const found = await db.rows<DeliveryLine>(
		sql`select ${LINE} ${SOURCE} where ${sql.join(wanted, sql` and `)}
			order by d.event_id desc, d.endpoint_id desc limit ${page.limit + 1}::int4`,
	);
	const items = found.slice(0, page.limit);
	return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** By public id. */
export function getDelivery(db: Queries, sellerId: RowId, id: string): Promise<Delivery | null> {
	return row(
		db,
		sql`select ${LINE}, d.endpoint_id as "endpointRowId", d.event_id as "eventRowId", e.url, d.attempts, d.format, m.body
			${SOURCE} where d.seller_id = ${sellerId}::int8 and d.public_id = ${textValue(id)}`,
	);
}

/** Adds one that nobody sends by himself. Answers its public id. */
export async function addDelivery(
	tx: Transaction,
	{ sellerId, rowId: endpointId, format }: Pick<Endpoint, "sellerId" | "rowId" | "format">,
	messageId: string,
): Promise<string> {
	const { id } = await onlyRow<{ id: string }>(
		tx,
		sql`insert into webhook_deliveries (seller_id, endpoint_id, event_id, public_id, format, state)
			select m.seller_id, ${endpointId}::int8, m.id, ${publicId("dlv")}, ${textValue(format)}, 'waiting' from events m
			where m.seller_id = ${sellerId}::int8 and m.public_id = ${textValue(messageId)}
			returning public_id as id`,
	);
	return id;
}

/** It is sent again at once, and as often as a new one, in the format that its endpoint wants now. */
export async function replayDelivery(db: Queries, sellerId: RowId, id: string): Promise<void> {
	await db.rows(
		sql`update webhook_deliveries d set ${AGAIN}, format = e.format from endpoints e
			where d.seller_id = ${sellerId}::int8 and d.public_id = ${textValue(id)}
			and e.seller_id = d.seller_id and e.id = d.endpoint_id`,
	);
}

export interface Replay {
	/** Of the events, `…Z`; the end is not in it. */
	readonly from: string;
	readonly to: string;
	readonly types: readonly string[];
	/** Codes; null: of every carrier. */
	readonly carriers: readonly string[] | null;
	/** `failed`: what was given up or dropped. `all`: what arrived as well, and what it was never told. */
	readonly only: "failed" | "all";
	readonly limit: number;
}

/** Sends events of a time to an endpoint again, the oldest first, in the format that it wants now. `next`: where to go on, null where all are on their way. */
export async function replayEvents(
	tx: Transaction,
	{ sellerId, rowId, format }: Pick<Endpoint, "sellerId" | "rowId" | "format">,
	{ from, to, types, carriers, only, limit }: Replay,
): Promise<{ readonly count: number; readonly next: string | null }> {
	const ofCarriers =
		carriers === null
			? sql`true`
			: sql`coalesce(m.body::jsonb #>> '{data,carrier}', '') in ('', ${sql.join(carriers.map(textValue), sql`, `)})`;
	const wanted = sql`m.seller_id = ${sellerId}::int8
		and m.created_at >= ${from}::timestamptz and m.created_at < ${to}::timestamptz
		and m.type = any (${texts(types, (type) => type)}) and m.type <> 'endpoint.test' and ${ofCarriers}
		and (${only}::text = 'all' or exists (
			select from webhook_deliveries d where d.seller_id = m.seller_id and d.endpoint_id = ${rowId}::int8
			and d.event_id = m.id and d.state in ('given-up', 'dropped')
		))`;
	const [beyond] = await tx.rows<{ at: string }>(
		sql`select m.created_at as at from events m where ${wanted}
			order by m.created_at, m.id limit 1 offset ${limit}::int4`,
	);
	const ids = sql`select m.id from events m where ${wanted} order by m.created_at, m.id limit ${limit}::int4`;
	const sent = await tx.rows(
		only === "all"
			? sql`insert into webhook_deliveries (seller_id, endpoint_id, event_id, public_id, format, state, next_at)
				select ${sellerId}::int8, ${rowId}::int8, n.id,
					'dlv_' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 22), ${textValue(format)}, 'waiting',
					clock_timestamp()
				from (${ids}) n
				on conflict (seller_id, endpoint_id, event_id) do update set ${AGAIN}, format = excluded.format returning 1 as sent`
			: sql`update webhook_deliveries set ${AGAIN}, format = ${textValue(format)}
				where seller_id = ${sellerId}::int8 and endpoint_id = ${rowId}::int8 and event_id in (${ids})
				returning 1 as sent`,
	);
	return { count: sent.length, next: beyond?.at ?? null };
}

const AGAIN: SQL = sql.raw("state = 'waiting', next_at = clock_timestamp(), delivered_at = null");

const SOURCE: SQL = sql.raw(`
	from webhook_deliveries d
	join events m on m.seller_id = d.seller_id and m.id = d.event_id
	join endpoints e on e.seller_id = d.seller_id and e.id = d.endpoint_id
	left join shipments s on s.seller_id = m.seller_id and s.id = m.shipment_id`);

const LINE: SQL = sql.raw(`
	d.public_id as id, e.public_id as "endpointId", m.public_id as "messageId", m.type, s.public_id as "shipmentId",
	m.sequence, d.state, jsonb_array_length(d.attempts) as tries, (d.attempts -> -1 ->> 'status')::int4 as "lastStatus",
	d.attempts -> -1 ->> 'failure' as "lastFailure", d.next_at as "nextAt", d.created_at as "createdAt",
	d.delivered_at as "deliveredAt"`);
