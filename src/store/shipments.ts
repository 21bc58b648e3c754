import { type SQL, sql } from "drizzle-orm";
import type { Eta, MissedPromise } from "../core/page.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../core/status.ts";
import { jsonValue, scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { LEGS_OF_SHIPMENT, type Leg } from "./leg.ts";
import { row } from "./query.ts";

/** One waybill as it is kept, without its facts. */
export interface Shipment {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `shp_…` */
	readonly id: string;
	/** Of the buyer's link. */
	readonly token: string;
	readonly orderId: RowId | null;
	/** Under which of the seller's brands it was sold; null: its own. */
	readonly brandId: RowId | null;
	/** As registered; see its legs for what is asked and matched. */
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	/** The parcel whose things come back in this one. */
	readonly returnOf: RowId | null;
	readonly origin: ShipmentEnd | null;
	readonly destination: ShipmentEnd | null;
	readonly service: string | null;
	/** The seller's own promise: a date, or a wall clock at the destination. */
	readonly promisedBy: string | null;
	/** By number, one at least; the last is the one that counts now. */
	readonly legs: readonly Leg[];
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly terminal: boolean;
	readonly lastScanAt: string | null;
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	/** The arrival that was shown first; null before any. */
	readonly firstEta: Eta | null;
	/** How likely it comes after what was promised, 0 to 1; null where nobody can say. */
	readonly lateRisk: number | null;
	/** Since when it asks somebody at the shop to look, by the newest trouble; null where it does not. */
	readonly waitingSince: string | null;
	/** The deadline of silence that was told of last, while the silence goes on. */
	readonly silenceTold: string | null;
	/** 0 until the first state is saved; grows by one with every change. */
	readonly version: number;
	readonly mappingVersion: number;
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

/** By public id. */
export function getShipment(db: Queries, sellerId: RowId, id: string): Promise<Shipment | null> {
	return row(
		db,
		sql`select ${SHIPMENT_COLUMNS} from shipments s
			where s.seller_id = ${sellerId}::int8 and s.public_id = ${textValue(id)}`,
	);
}

/**
 * The shipments that travel under this number, however it is written; ten at most. Those registered under it come before
 * those that a message leads to it, and the newest journey before others.
 */
export async function shipmentsByNumber(
	db: Queries,
	sellerId: RowId,
	carrier: string,
	trackingNumber: string,
): Promise<readonly Shipment[]> {
	const [found = []] = await shipmentsByNumbers(db, sellerId, [{ carrier, trackingNumber }]);
	return found;
}

/** The same of each of several numbers, in their order. */
export async function shipmentsByNumbers(
	db: Queries,
	sellerId: RowId,
	numbers: readonly Pick<Shipment, "carrier" | "trackingNumber">[],
): Promise<readonly (readonly Shipment[])[]> {
	const found: Shipment[][] = numbers.map(() => []);
	if (numbers.length === 0) return found;
	const rows = await db.rows<Shipment & { readonly asked: number; readonly place: string }>(
		sql`select w.asked::int4 as asked, b.*
			from unnest(
				${texts(numbers, ({ carrier }) => carrier)}, ${texts(numbers, ({ trackingNumber }) => trackingNumber)}
			) with ordinality w (carrier, tracking_number, asked)
			cross join lateral (
				select ${SHIPMENT_COLUMNS},
					row_number() over (
						order by (n.wrong_since is null) desc, (n.number = 1) desc, n.journey_no desc
					) as place
				from legs n join shipments s on s.seller_id = n.seller_id and s.id = n.shipment_id
				where n.seller_id = ${sellerId}::int8 and n.carrier = w.carrier
				and n.bare_number = bare_number(w.tracking_number)
				order by place limit 10
			) b
			order by w.asked, b.place`,
	);
	for (const { asked, place: _, ...shipment } of rows) found[asked - 1]?.push(shipment);
	return found;
}

/** What a seller may change. What is left out stays; null takes away. */
export type ShipmentPatch = Partial<
	Pick<
		Shipment,
		| "reference"
		| "orderId"
		| "returnOf"
		| "brandId"
		| "origin"
		| "destination"
		| "service"
		| "promisedBy"
		| "archivedAt"
	>
>;

/** Null when the seller has no such shipment. */
export function patchShipment(
	db: Queries,
	sellerId: RowId,
	id: string,
	patch: ShipmentPatch,
): Promise<Shipment | null> {
	const changes = [sql`updated_at = now()`];
	if (patch.reference !== undefined) changes.push(sql`reference = ${textValue(patch.reference)}`);
	if (patch.orderId !== undefined) changes.push(sql`order_id = ${patch.orderId}::int8`);
	if (patch.returnOf !== undefined) changes.push(sql`return_of = ${patch.returnOf}::int8`);
	if (patch.brandId !== undefined) changes.push(sql`brand_id = ${patch.brandId}::int8`);
	if (patch.origin !== undefined) changes.push(sql`origin = ${jsonValue(patch.origin)}`);
	if (patch.destination !== undefined) changes.push(sql`destination = ${jsonValue(patch.destination)}`);
	if (patch.service !== undefined) changes.push(sql`service = ${textValue(patch.service)}`);
	if (patch.promisedBy !== undefined) changes.push(sql`promised_by = ${textValue(patch.promisedBy)}`);
	if (patch.archivedAt !== undefined) changes.push(sql`archived_at = ${patch.archivedAt}::timestamptz`);
	return row(
		db,
		sql`update shipments s set ${sql.join(changes, sql`, `)}
			where s.seller_id = ${sellerId}::int8 and s.public_id = ${textValue(id)}
			returning ${SHIPMENT_COLUMNS}`,
	);
}

/** Of two parcels, one brings back the things of the other. */
export interface ReturnLink {
	readonly returnOf: RowId;
	/** `shp_…` of that one. */
	readonly originalId: string;
	/** `shp_…` */
	readonly returnId: string;
}

/** Every link of these shipments, from either end, oldest return first; a hundred of each at most are read. */
export function returnLinks(
	db: Queries,
	sellerId: RowId,
	shipments: readonly Pick<Shipment, "rowId" | "returnOf">[],
): Promise<readonly ReturnLink[]> {
	const ends = shipments.flatMap(({ rowId, returnOf }) => (returnOf === null ? [rowId] : [rowId, returnOf]));
	return db.rows(
		sql`select o.id as "returnOf", o.public_id as "originalId", r.public_id as "returnId"
			from (select distinct unnest(${scalars("int8", ends, (id) => id)}) as id) e
			cross join lateral (
				select * from (
					-- Found by what they return, and not by walking over all parcels of the seller in the order of their ids.
					select r.public_id, r.id, r.return_of from shipments r
					where r.seller_id = ${sellerId}::int8 and r.return_of = e.id offset 0
				) r order by r.id limit 100
			) r
			join shipments o on o.seller_id = ${sellerId}::int8 and o.id = r.return_of
			order by r.id`,
	);
}

/** The carrier and number that a shipment is known by from now on. */
export async function setCarrier(
	tx: Queries,
	{ sellerId, rowId }: Pick<Shipment, "sellerId" | "rowId">,
	{ carrier, trackingNumber }: Pick<Shipment, "carrier" | "trackingNumber">,
): Promise<void> {
	await tx.rows(
		sql`update shipments set
				carrier = ${textValue(carrier)}, tracking_number = ${textValue(trackingNumber)}, updated_at = now()
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
}

/** Of `shipments s`, as a Shipment. */
export const SHIPMENT_COLUMNS: SQL = sql`${sql.raw(`
	s.id as "rowId", s.seller_id as "sellerId", s.public_id as "id", s.token, s.order_id as "orderId", s.brand_id as "brandId", s.carrier,
	s.tracking_number as "trackingNumber", s.reference, s.return_of as "returnOf", s.origin, s.destination, s.service,
	s.promised_by as "promisedBy", s.milestone, s.code, s.reason, s.condition, s.action_by as "actionBy", s.terminal,
	s.last_scan_at as "lastScanAt", s.eta, s.late, s.first_eta as "firstEta", s.late_risk as "lateRisk",
	s.waiting_since as "waitingSince", s.silence_told as "silenceTold", s.version, s.mapping_version as "mappingVersion",
	s.stopped_at as "stoppedAt", s.archived_at as "archivedAt", s.created_at as "createdAt",
	s.updated_at as "updatedAt",`)} ${LEGS_OF_SHIPMENT} as legs`;
