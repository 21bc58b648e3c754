import { sql } from "drizzle-orm";
import type { NewsFormat } from "../core/endpoint-kinds.ts";
import type { ScanFact } from "../core/facts.ts";
import { scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { bigintOf, type FactRow, factOf } from "./fact-rows.ts";
import { FACT_COLUMNS } from "./facts.ts";
import { publicId } from "./ids.ts";
import type { ShipmentKey } from "./parcels.ts";

/** News as they are told, each of one content to every endpoint and at every attempt. */
export interface NewEvent {
	readonly sellerId: RowId;
	/** `evt_…` */
	readonly id: string;
	readonly shipmentId: RowId | null;
	/** Counts the events of one parcel from 1, without a gap; null for news of no parcel. */
	readonly sequence: number | null;
	readonly type: string;
	/** In the format `standard`. */
	readonly body: string;
	readonly createdAt: string;
	/** Who is to hear of it. */
	readonly to: readonly EventReceiver[];
}

export interface EventReceiver {
	readonly rowId: RowId;
	/** It is disabled: what comes waits. */
	readonly isHeld: boolean;
	readonly format: NewsFormat;
}

/** Keeps them, with a delivery for each receiver that is due at once. */
export async function saveEvents(tx: Transaction, events: readonly NewEvent[]): Promise<void> {
	if (events.length === 0) return;
	// Row by row in the order given: ids grow as the news came.
	const saved = await tx.rows<{ rowId: RowId; id: string }>(
		sql`insert into events (seller_id, public_id, shipment_id, sequence, type, body, created_at)
			select n.* from unnest(
				${scalars("int8", events, ({ sellerId }) => sellerId)},
				${texts(events, ({ id }) => id)},
				${scalars("int8", events, ({ shipmentId }) => shipmentId)},
				${scalars("int4", events, ({ sequence }) => sequence)},
				${texts(events, ({ type }) => type)},
				${texts(events, ({ body }) => body)},
				${scalars("timestamptz", events, ({ createdAt }) => createdAt)}
			) n
			returning id as "rowId", public_id as id`,
	);
	const rowIds = new Map(saved.map(({ id, rowId }) => [id, rowId]));
	const deliveries = events.flatMap(({ sellerId, id, to }) =>
		to.map(({ rowId, ...how }) => ({ sellerId, eventId: rowIds.get(id) ?? null, endpointId: rowId, ...how })),
	);
	if (deliveries.length === 0) return;
	await tx.rows(
		sql`insert into webhook_deliveries (seller_id, endpoint_id, event_id, public_id, format, state, next_at, created_at)
			select n.seller_id, n.endpoint_id, n.event_id, n.public_id, n.format, case when n.is_held then 'held' else 'waiting' end,
				case when not n.is_held then clock_timestamp() end, clock_timestamp()
			from unnest(
				${scalars("int8", deliveries, ({ sellerId }) => sellerId)},
				${scalars("int8", deliveries, ({ endpointId }) => endpointId)},
				${scalars("int8", deliveries, ({ eventId }) => eventId)},
				${texts(deliveries, () => publicId("dlv"))},
				${texts(deliveries, ({ format }) => format)},
				${scalars("boolean", deliveries, ({ isHeld }) => isHeld)}
			) n (seller_id, endpoint_id, event_id, public_id, format, is_held)`,
	);
}

/** What every event of a parcel names of it. */
export interface ToldShipment extends ShipmentKey {
	/** `shp_…` */
	readonly id: string;
	readonly token: string;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	/** `brd_…`; null: the seller's own. */
	readonly brand: string | null;
	readonly isReturn: boolean;
	readonly eventsTold: number;
	readonly order: { readonly rowId: RowId; readonly id: string; readonly reference: string } | null;
}

/** In no order. */
export function shipmentsToTell(tx: Transaction, keys: readonly ShipmentKey[]): Promise<readonly ToldShipment[]> {
	return tx.rows(
		sql`select s.seller_id as "sellerId", s.id as "rowId", s.public_id as id, s.token, s.carrier,
				s.tracking_number as "trackingNumber", s.reference, b.public_id as brand, s.return_of is not null as "isReturn",
				s.events_told as "eventsTold",
				case when o.id is not null then
					jsonb_build_object('rowId', o.id::text, 'id', o.public_id, 'reference', o.reference)
				end as order
			from shipments s left join orders o on o.seller_id = s.seller_id and o.id = s.order_id
				left join brands b on b.seller_id = s.seller_id and b.id = s.brand_id
			where (s.seller_id, s.id) in (${keysOf(keys)})`,
	);
}

/** Of each parcel the number of its last event. Locked in the order in which whoever changes parcels locks them. */
export async function countTold(
	tx: Transaction,
	told: readonly (ShipmentKey & { readonly eventsTold: number })[],
): Promise<void> {
	if (told.length === 0) return;
	await tx.rows(
		sql`select 1 as locked from shipments s where (s.seller_id, s.id) in (${keysOf(told)})
			order by s.id for no key update`,
	);
	await tx.rows(
		sql`update shipments s set events_told = n.events_told
			from unnest(
				${scalars("int8", told, ({ sellerId }) => sellerId)},
				${scalars("int8", told, ({ rowId }) => rowId)},
				${scalars("int4", told, ({ eventsTold }) => eventsTold)}
			) n (seller_id, id, events_told)
			where s.seller_id = n.seller_id and s.id = n.id`,
	);
}

/** The scans of these keys as they were told last, by parcel and key; those that are no more are left out. */
export async function scansByKeys(
	tx: Transaction,
	keys: readonly (ShipmentKey & { readonly key: string })[],
): Promise<ReadonlyMap<RowId, ReadonlyMap<string, ScanFact>>> {
	const found = new Map<RowId, Map<string, ScanFact>>();
	if (keys.length === 0) return found;
	const rows = await tx.rows<FactRow>(
		sql`select ${FACT_COLUMNS} from scans f
			where f.kind = 'scan' and (f.seller_id, f.shipment_id, f.key) in (
				select * from unnest(
					${scalars("int8", keys, ({ sellerId }) => sellerId)},
					${scalars("int8", keys, ({ rowId }) => rowId)},
					${scalars("int8", keys, ({ key }) => bigintOf(key))}
				)
			)`,
	);
	for (const row of rows) {
		const fact = factOf(row);
		if (fact.kind !== "scan") continue;
		const ofShipment = found.get(row.shipmentId) ?? new Map<string, ScanFact>();
		const there = ofShipment.get(fact.scan.key);
		if (there === undefined || learntAt(there) < learntAt(fact)) ofShipment.set(fact.scan.key, fact);
		found.set(row.shipmentId, ofShipment);
	}
	return found;
}

function learntAt({ provenance }: ScanFact): string {
	return provenance.reduce((last, { knownAt }) => (knownAt > last ? knownAt : last), "");
}

/** Of these orders those of which every parcel is delivered, returns and what was cancelled apart, and nobody was told. */
export async function ordersNewlyDelivered(
	tx: Transaction,
	orders: readonly { readonly sellerId: RowId; readonly rowId: RowId }[],
): Promise<ReadonlySet<RowId>> {
	if (orders.length === 0) return new Set();
	const found = await tx.rows<{ rowId: RowId }>(
		sql`select n.id as "rowId" from unnest(
				${scalars("int8", orders, ({ sellerId }) => sellerId)},
				${scalars("int8", orders, ({ rowId }) => rowId)}
			) n (seller_id, id)
			where not exists (
				select from shipments s where s.seller_id = n.seller_id and s.order_id = n.id
				and s.return_of is null and s.milestone not in ('delivered', 'cancelled')
			) and not exists (
				select from shipments s join events e on e.seller_id = s.seller_id and e.shipment_id = s.id
				where s.seller_id = n.seller_id and s.order_id = n.id and e.type = 'order.delivered'
			)`,
	);
	return new Set(found.map(({ rowId }) => rowId));
}

function keysOf(keys: readonly ShipmentKey[]) {
	return sql`select * from unnest(
		${scalars("int8", keys, ({ sellerId }) => sellerId)},
		${scalars("int8", keys, ({ rowId }) => rowId)}
	)`;
}

/** Forgets events of thirty days ago and more, with what became of them, by the database's clock. Answers how many. */
export async function pruneEvents(db: Queries): Promise<number> {
	const pruned = await db.rows(
		sql`delete from events where created_at < clock_timestamp() - interval '30 days' returning 1 as pruned`,
	);
	return pruned.length;
}
