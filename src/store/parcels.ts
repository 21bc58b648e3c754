import { type SQL, sql } from "drizzle-orm";
import type { Eta, ParcelPage } from "../core/page.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../core/status.ts";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { Leg } from "./legs.ts";
import type { OrderItem } from "./orders.ts";
import { SHIPMENT_COLUMNS, type Shipment } from "./shipments.ts";

/** A shipment with all that its page shows beside its facts. */
export interface Parcel extends Shipment {
	readonly shop: { readonly name: string; readonly contactEmail: string | null };
	readonly items: readonly OrderItem[];
	/** By number. */
	readonly legs: readonly Leg[];
}

/** Names one shipment; a Shipment or a Parcel is one. */
export interface ShipmentKey {
	readonly sellerId: RowId;
	readonly rowId: RowId;
}

/** Locked until the transaction ends, in the order of their ids, so that two batches never wait for each other. */
export function lockParcels(tx: Transaction, keys: readonly ShipmentKey[]): Promise<readonly Parcel[]> {
	return selectParcels(tx, keys, sql`for update of s`);
}

/** In the order of their ids. Missing ones are left out. */
export function loadParcels(db: Queries, keys: readonly ShipmentKey[]): Promise<readonly Parcel[]> {
	return selectParcels(db, keys, sql``);
}

async function selectParcels(db: Queries, keys: readonly ShipmentKey[], locking: SQL): Promise<readonly Parcel[]> {
	if (keys.length === 0) return [];
	return await db.rows<Parcel>(
		sql`select ${SHIPMENT_COLUMNS},
				jsonb_build_object('name', o.name, 'contactEmail', o.contact_email) as shop,
				coalesce((
					select p.items from orders p where p.seller_id = s.seller_id and p.id = s.order_id
				), '[]') as items,
				(
					select jsonb_agg(
						jsonb_build_object('number', l.number, 'carrier', l.carrier, 'trackingNumber', l.tracking_number)
						order by l.number
					)
					from legs l where l.seller_id = s.seller_id and l.shipment_id = s.id
				) as legs
			from shipments s join sellers o on o.id = s.seller_id
			where (s.seller_id, s.id) in (
				select * from unnest(
					${scalars("int8", keys, (key) => key.sellerId)},
					${scalars("int8", keys, (key) => key.rowId)}
				)
			)
			order by s.id ${locking}`,
	);
}

/** What the fold says of a parcel, and the page that shows it. */
export interface SavedState extends ShipmentKey {
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly terminal: boolean;
	readonly lastScanAt: string | null;
	readonly eta: Eta | null;
	/** Its version becomes the shipment's. */
	readonly page: ParcelPage;
	readonly mappingVersion: number;
	/** Null: not polled any more. */
	readonly nextPollAt: string | null;
}

/** Writes the states of parcels that this transaction has locked. A shipment stopped by its seller is not polled again. */
export async function saveStates(tx: Transaction, states: readonly SavedState[]): Promise<void> {
	if (states.length === 0) return;
	await tx.rows(
		sql`update shipments s set
				milestone = n.milestone, code = n.code, reason = n.reason, condition = n.condition,
				action_by = n.action_by, terminal = n.terminal, last_scan_at = n.last_scan_at, eta = n.eta::jsonb,
				page = n.page::json, version = n.version, mapping_version = n.mapping_version,
				next_poll_at = case when s.stopped_at is null then n.next_poll_at end, updated_at = now()
			from unnest(
				${scalars("int8", states, (state) => state.sellerId)},
				${scalars("int8", states, (state) => state.rowId)},
				${texts(states, (state) => state.milestone)},
				${texts(states, (state) => state.code)},
				${texts(states, (state) => state.reason)},
				${texts(states, (state) => state.condition)},
				${texts(states, (state) => state.actionBy)},
				${scalars("boolean", states, (state) => state.terminal)},
				${scalars("timestamptz", states, (state) => state.lastScanAt)},
				${jsons(states, (state) => state.eta)},
				${jsons(states, (state) => state.page)},
				${scalars("int4", states, (state) => state.page.version)},
				${scalars("int4", states, (state) => state.mappingVersion)},
				${scalars("timestamptz", states, (state) => state.nextPollAt)}
			) n (
				seller_id, id, milestone, code, reason, condition, action_by, terminal, last_scan_at, eta, page, version,
				mapping_version, next_poll_at
			)
			where s.seller_id = n.seller_id and s.id = n.id`,
	);
}
