import { sql } from "drizzle-orm";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../core/status.ts";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { pageToken, publicId } from "./ids.ts";
import { type Needs, sealNeeds } from "./leg.ts";
import type { Vault } from "./seal.ts";
import { type Shipment, type ShipmentEnd, shipmentsByNumber } from "./shipments.ts";

export interface NewShipment {
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference?: string | null;
	readonly orderId?: RowId | null;
	readonly returnOf?: RowId | null;
	readonly brandId?: RowId | null;
	readonly origin?: ShipmentEnd | null;
	readonly destination?: ShipmentEnd | null;
	readonly service?: string | null;
	readonly promisedBy?: string | null;
	readonly needs?: Needs | null;
	readonly connectionId?: RowId | null;
	readonly nextPollAt?: string | null;
	/** Its number was given out again: it is the next journey after those there are. */
	readonly isReuse?: boolean;
	/** What the fold says of a parcel of which nothing is known. */
	readonly state: {
		readonly milestone: Milestone;
		readonly code: Code;
		readonly reason: Reason;
		readonly condition: Condition;
		readonly actionBy: ActionBy;
	};
}

/**
 * Adds waybills, each with its first leg; no two of them with one number. Answers them in the order given; null where
 * carrier and number are there already and not reused, which stays as it is.
 */
export async function addShipments(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	shipments: readonly NewShipment[],
): Promise<readonly (Pick<Shipment, "sellerId" | "rowId" | "id"> | null)[]> {
	if (shipments.length === 0) return [];
	const rows = shipments.map((shipment) => ({ ...shipment, id: publicId("shp"), token: pageToken() }));
	// The leg first, because it is what there may be only one of; its foreign key is checked when the statement ends.
	const added = await db.rows<Pick<Shipment, "sellerId" | "rowId" | "id">>(
		sql`with n as materialized (
				select nextval(pg_get_serial_sequence('shipments', 'id')) as shipment_id, n.*
				from unnest(
					${texts(rows, (row) => row.id)},
					${texts(rows, (row) => row.token)},
					${texts(rows, (row) => row.carrier)},
					${texts(rows, (row) => row.trackingNumber)},
					${texts(rows, (row) => row.reference ?? null)},
					${scalars("int8", rows, (row) => row.orderId ?? null)},
					${scalars("int8", rows, (row) => row.returnOf ?? null)},
					${jsons(rows, (row) => row.origin ?? null)},
					${jsons(rows, (row) => row.destination ?? null)},
					${texts(rows, (row) => row.service ?? null)},
					${texts(rows, (row) => row.promisedBy ?? null)},
					${texts(rows, (row) => hexOf(sealNeeds(vault, row.id, 1, row.needs)))},
					${scalars("int8", rows, (row) => row.connectionId ?? null)},
					${scalars("timestamptz", rows, (row) => row.nextPollAt ?? null)},
					${scalars("boolean", rows, (row) => row.isReuse ?? false)},
					${texts(rows, (row) => row.state.milestone)},
					${texts(rows, (row) => row.state.code)},
					${texts(rows, (row) => row.state.reason)},
					${texts(rows, (row) => row.state.condition)},
					${texts(rows, (row) => row.state.actionBy)},
					${scalars("int8", rows, (row) => row.brandId ?? null)}
				) n (
					public_id, token, carrier, tracking_number, reference, order_id, return_of, origin, destination, service,
					promised_by, needs, connection_id, next_poll_at, is_reuse, milestone, code, reason, condition, action_by,
					brand_id
				)
			), leg as (
				insert into legs (
					seller_id, shipment_id, number, carrier, tracking_number, journey_no, connection_id, sealed_needs, next_poll_at
				)
				select ${sellerId}::int8, n.shipment_id, 1, n.carrier, n.tracking_number,
					case when n.is_reuse then (
						select coalesce(max(there.journey_no), 0) + 1 from legs there
						where there.seller_id = ${sellerId}::int8 and there.carrier = n.carrier
						and there.bare_number = bare_number(n.tracking_number)
					) else 1 end,
					n.connection_id, decode(n.needs, 'hex'), n.next_poll_at
				from n
				on conflict (seller_id, carrier, bare_number, journey_no) do nothing
				returning shipment_id
			)
			insert into shipments (
				id, seller_id, public_id, token, order_id, return_of, carrier, tracking_number, reference, origin, destination, service,
				promised_by, milestone, code, reason, condition, action_by, brand_id
			) overriding system value
			select n.shipment_id, ${sellerId}::int8, n.public_id, n.token, n.order_id, n.return_of, n.carrier,
				n.tracking_number, n.reference, n.origin::jsonb, n.destination::jsonb, n.service, n.promised_by, n.milestone,
				n.code, n.reason, n.condition, n.action_by, n.brand_id
			from n join leg on leg.shipment_id = n.shipment_id
			order by n.shipment_id
			returning seller_id as "sellerId", id as "rowId", public_id as id`,
	);
	const byId = new Map(added.map((one) => [one.id, one]));
	return rows.map(({ id }) => byId.get(id) ?? null);
}

/** One waybill: the one that is there already, unchanged, where there is one. */
export async function addShipment(
	db: Queries,
	vault: Vault,
	sellerId: RowId,
	shipment: NewShipment,
): Promise<{ readonly shipment: Shipment; readonly isNew: boolean }> {
	const [added] = await addShipments(db, vault, sellerId, [shipment]);
	const [there] = await shipmentsByNumber(db, sellerId, shipment.carrier, shipment.trackingNumber);
	if (!there) throw new Error("A waybill vanished right after it was added.");
	return { shipment: there, isNew: there.id === added?.id };
}

function hexOf(sealed: Uint8Array | null): string | null {
	return sealed && Buffer.from(sealed).toString("hex");
}
