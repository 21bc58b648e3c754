import { type SQL, sql } from "drizzle-orm";
import type { Eta } from "../core/page.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../core/status.ts";
import { jsonValue, textValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId } from "./database.ts";
import { pageToken, publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** One waybill as it is kept, without its facts. */
export interface Shipment {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `shp_…` */
	readonly id: string;
	/** Of the buyer's link. */
	readonly token: string;
	readonly orderId: RowId | null;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	readonly origin: ShipmentEnd | null;
	readonly destination: ShipmentEnd | null;
	readonly service: string | null;
	/** The seller's own promise: a date, or a wall clock at the destination. */
	readonly promisedBy: string | null;
	/** Sealed: see needsOf. */
	readonly sealedNeeds: Uint8Array | null;
	readonly connectionId: RowId | null;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly terminal: boolean;
	readonly lastScanAt: string | null;
	readonly eta: Eta | null;
	/** 0 until the first state is saved; grows by one with every change. */
	readonly version: number;
	readonly mappingVersion: number;
	readonly nextPollAt: string | null;
	readonly pollFailures: number;
	readonly lastPolledAt: string | null;
	readonly stoppedAt: string | null;
	readonly archivedAt: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
}

export interface ShipmentEnd {
	readonly country: string;
	readonly region?: string | null;
	readonly city?: string | null;
	readonly postcode?: string | null;
}

/** Longest tracking number that is kept; the longest known, an EPCIS URI, has about 120 characters. */
export const MAX_NUMBER_LENGTH = 200;

export interface NewShipment {
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference?: string | null;
	readonly orderId?: RowId | null;
	readonly origin?: ShipmentEnd | null;
	readonly destination?: ShipmentEnd | null;
	readonly service?: string | null;
	readonly promisedBy?: string | null;
	/** What the carrier asks for beside the number. */
	readonly needs?: Readonly<Record<string, string>> | null;
	readonly connectionId?: RowId | null;
	readonly nextPollAt?: string | null;
	/** What the fold says of a parcel of which nothing is known. */
	readonly state: {
		readonly milestone: Milestone;
		readonly code: Code;
		readonly reason: Reason;
		readonly condition: Condition;
		readonly actionBy: ActionBy;
	};
}

/** Adds the waybill and its first leg. The same carrier and number again: the one that is there, unchanged. */
export async function addShipment(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	shipment: NewShipment,
): Promise<{ readonly shipment: Shipment; readonly isNew: boolean }> {
	const id = publicId("shp");
	const { needs, state } = shipment;
	const sealedNeeds = needs ? vault.seal(JSON.stringify(needs), needsContext(id)) : null;
	const added = await row<Shipment>(
		db,
		sql`with added as (
				insert into shipments (
					seller_id, public_id, token, order_id, carrier, tracking_number, reference, origin, destination, service,
					promised_by, sealed_needs, connection_id, next_poll_at, milestone, code, reason, condition, action_by
				) values (
					${sellerId}::int8, ${id}, ${pageToken()}, ${shipment.orderId ?? null}::int8, ${textValue(shipment.carrier)},
					${textValue(shipment.trackingNumber)}, ${textValue(shipment.reference)}, ${jsonValue(shipment.origin)},
					${jsonValue(shipment.destination)}, ${textValue(shipment.service)}, ${textValue(shipment.promisedBy)},
					${sealedNeeds}::bytea, ${shipment.connectionId ?? null}::int8, ${shipment.nextPollAt ?? null}::timestamptz,
					${state.milestone}, ${state.code}, ${state.reason}, ${state.condition}, ${state.actionBy}
				)
				on conflict (seller_id, carrier, tracking_number) do nothing
				returning *
			), first_leg as (
				insert into legs (seller_id, shipment_id, number, carrier, tracking_number)
				select seller_id, id, 1, carrier, tracking_number from added
			)
			select ${SHIPMENT_COLUMNS} from added s`,
	);
	if (added !== null) return { shipment: added, isNew: true };
	const there = await onlyRow<Shipment>(db, byNumber(sellerId, shipment.carrier, shipment.trackingNumber));
	return { shipment: there, isNew: false };
}

/** By public id. */
export function getShipment(db: Queries, sellerId: RowId, id: string): Promise<Shipment | null> {
	return row(
		db,
		sql`select ${SHIPMENT_COLUMNS} from shipments s
			where s.seller_id = ${sellerId}::int8 and s.public_id = ${textValue(id)}`,
	);
}

export function findByNumber(
	db: Queries,
	sellerId: RowId,
	carrier: string,
	trackingNumber: string,
): Promise<Shipment | null> {
	return row(db, byNumber(sellerId, carrier, trackingNumber));
}

function byNumber(sellerId: RowId, carrier: string, trackingNumber: string): SQL {
	return sql`select ${SHIPMENT_COLUMNS} from shipments s
		where s.seller_id = ${sellerId}::int8 and s.carrier = ${textValue(carrier)}
		and s.tracking_number = ${textValue(trackingNumber)}`;
}

export interface ShipmentFilter {
	readonly carrier?: string;
	readonly milestone?: Milestone;
	readonly condition?: Condition;
	readonly orderId?: RowId;
	readonly reference?: string;
}

/** Newest first. `next` is where to go on, null at the end. A page never misses or repeats a shipment that was there. */
export async function listShipments(
	db: Queries,
	sellerId: RowId,
	filter: ShipmentFilter,
	page: { readonly limit: number; readonly after?: Cursor | null },
): Promise<{ readonly items: readonly Shipment[]; readonly next: Cursor | null }> {
	const wanted = [sql`s.seller_id = ${sellerId}::int8`];
	if (filter.carrier !== undefined) wanted.push(sql`s.carrier = ${textValue(filter.carrier)}`);
	if (filter.milestone !== undefined) wanted.push(sql`s.milestone = ${filter.milestone}::text`);
	if (filter.condition !== undefined) wanted.push(sql`s.condition = ${filter.condition}::text`);
	if (filter.orderId !== undefined) wanted.push(sql`s.order_id = ${filter.orderId}::int8`);
	if (filter.reference !== undefined) wanted.push(sql`s.reference = ${textValue(filter.reference)}`);
	if (page.after) {
		wanted.push(sql`(s.created_at, s.id) < (${page.after.createdAt}::timestamptz, ${page.after.rowId}::int8)`);
	}
	const found = await db.rows<Shipment>(
		sql`select ${SHIPMENT_COLUMNS} from shipments s where ${sql.join(wanted, sql` and `)}
			order by s.created_at desc, s.id desc limit ${page.limit + 1}::int4`,
	);
	const items = found.slice(0, page.limit);
	const last = items.at(-1);
	return { items, next: found.length > items.length && last ? { createdAt: last.createdAt, rowId: last.rowId } : null };
}

/** What a seller may change. What is left out stays; null takes away. */
export type ShipmentPatch = Partial<
	Pick<Shipment, "reference" | "orderId" | "origin" | "destination" | "service" | "promisedBy" | "connectionId">
> & {
	readonly needs?: Readonly<Record<string, string>> | null;
	readonly nextPollAt?: string | null;
	readonly archivedAt?: string | null;
};

/** Null when the seller has no such shipment. */
export function patchShipment(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	id: string,
	patch: ShipmentPatch,
): Promise<Shipment | null> {
	const changes = [sql`updated_at = now()`];
	if (patch.reference !== undefined) changes.push(sql`reference = ${textValue(patch.reference)}`);
	if (patch.orderId !== undefined) changes.push(sql`order_id = ${patch.orderId}::int8`);
	if (patch.origin !== undefined) changes.push(sql`origin = ${jsonValue(patch.origin)}`);
	if (patch.destination !== undefined) changes.push(sql`destination = ${jsonValue(patch.destination)}`);
	if (patch.service !== undefined) changes.push(sql`service = ${textValue(patch.service)}`);
	if (patch.promisedBy !== undefined) changes.push(sql`promised_by = ${textValue(patch.promisedBy)}`);
	if (patch.connectionId !== undefined) changes.push(sql`connection_id = ${patch.connectionId}::int8`);
	if (patch.nextPollAt !== undefined) changes.push(sql`next_poll_at = ${patch.nextPollAt}::timestamptz`);
	if (patch.archivedAt !== undefined) changes.push(sql`archived_at = ${patch.archivedAt}::timestamptz`);
	if (patch.needs !== undefined) {
		const sealed = patch.needs === null ? null : vault.seal(JSON.stringify(patch.needs), needsContext(id));
		changes.push(sql`sealed_needs = ${sealed}::bytea`);
	}
	return row(
		db,
		sql`update shipments s set ${sql.join(changes, sql`, `)}
			where s.seller_id = ${sellerId}::int8 and s.public_id = ${textValue(id)}
			returning ${SHIPMENT_COLUMNS}`,
	);
}

/** No longer followed: no more polls. Null when the seller has no such shipment. */
export function stopShipment(db: Queries, sellerId: RowId, id: string, now: string): Promise<Shipment | null> {
	return row(
		db,
		sql`update shipments s
			set stopped_at = coalesce(s.stopped_at, ${now}::timestamptz), next_poll_at = null, updated_at = now()
			where s.seller_id = ${sellerId}::int8 and s.public_id = ${textValue(id)}
			returning ${SHIPMENT_COLUMNS}`,
	);
}

/** Throws WrongKey or Tampered. Null where nothing was told. */
export function needsOf(
	vault: Vault,
	shipment: Pick<Shipment, "id" | "sealedNeeds">,
): Readonly<Record<string, string>> | null {
	if (shipment.sealedNeeds === null) return null;
	// Sealed by addShipment or patchShipment from just this type, and authenticated.
	return JSON.parse(vault.unseal(shipment.sealedNeeds, needsContext(shipment.id)));
}

const needsContext = (id: string) => `needs of ${id}`;

/** Of `shipments s`, as a Shipment. */
export const SHIPMENT_COLUMNS: SQL = sql.raw(`
	s.id as "rowId", s.seller_id as "sellerId", s.public_id as "id", s.token, s.order_id as "orderId", s.carrier,
	s.tracking_number as "trackingNumber", s.reference, s.origin, s.destination, s.service,
	s.promised_by as "promisedBy", s.sealed_needs as "sealedNeeds", s.connection_id as "connectionId",
	s.milestone, s.code, s.reason, s.condition, s.action_by as "actionBy", s.terminal, s.last_scan_at as "lastScanAt",
	s.eta, s.version, s.mapping_version as "mappingVersion", s.next_poll_at as "nextPollAt",
	s.poll_failures as "pollFailures", s.last_polled_at as "lastPolledAt", s.stopped_at as "stoppedAt",
	s.archived_at as "archivedAt", s.created_at as "createdAt", s.updated_at as "updatedAt"`);
