import { sql } from "drizzle-orm";
import { texts } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

/** A connection of the push format: a courier that has no name but the one that its seller gave it. */
export interface Courier {
	/** `con_…` */
	readonly connectionId: string;
	readonly label: string | null;
}

/** Oldest first, a hundred at most. */
export function listCouriers(db: Queries, sellerId: RowId): Promise<readonly Courier[]> {
	return db.rows(
		sql`select public_id as "connectionId", label from connections
			where seller_id = ${sellerId}::int8 and carrier = 'push' order by id limit 100`,
	);
}

/** A leg that such a courier carries. */
export interface CourierLeg {
	/** `shp_…` */
	readonly shipmentId: string;
	readonly number: number;
	/** Its connection's label, else what the courier calls itself; null where neither is known. */
	readonly name: string | null;
}

/** Of the parcels with these public ids. The leg that a parcel is known by comes first. */
export function courierLegs(
	db: Queries,
	sellerId: RowId,
	shipmentIds: readonly string[],
): Promise<readonly CourierLeg[]> {
	return db.rows(
		sql`select s.public_id as "shipmentId", l.number, coalesce(c.label, l.told_carrier_name) as name
			from shipments s
			join legs l on l.seller_id = s.seller_id and l.shipment_id = s.id and l.carrier = 'push'
			left join connections c on c.seller_id = l.seller_id and c.id = l.connection_id
			where s.seller_id = ${sellerId}::int8 and s.public_id = any (${texts(shipmentIds, (id) => id)})
			order by s.id, l.wrong_since is not null, l.bare_number <> bare_number(s.tracking_number), l.number`,
	);
}
