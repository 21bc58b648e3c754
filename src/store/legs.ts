import { sql } from "drizzle-orm";
import { scalars, texts, textValue } from "./columns.ts";
import type { RowId, Transaction } from "./database.ts";
import { lockParcels, type Parcel, type ShipmentKey } from "./parcels.ts";
import { onlyRow } from "./query.ts";

/** A carrier and a number under which a parcel travels, from 1. */
export interface Leg {
	readonly number: number;
	readonly carrier: string;
	readonly trackingNumber: string;
}

/** Adds a leg after those there are, or answers the one with this carrier and number. Call it with the parcel locked. */
export function addLeg(
	tx: Transaction,
	shipment: ShipmentKey,
	leg: Pick<Leg, "carrier" | "trackingNumber">,
): Promise<Leg> {
	const ofShipment = sql`seller_id = ${shipment.sellerId}::int8 and shipment_id = ${shipment.rowId}::int8`;
	return onlyRow(
		tx,
		sql`with there as (
				select number, carrier, tracking_number from legs
				where ${ofShipment} and carrier = ${textValue(leg.carrier)}
				and tracking_number = ${textValue(leg.trackingNumber)}
			), added as (
				insert into legs (seller_id, shipment_id, number, carrier, tracking_number)
				select ${shipment.sellerId}::int8, ${shipment.rowId}::int8,
					(select coalesce(max(number), 0) + 1 from legs where ${ofShipment}),
					${textValue(leg.carrier)}, ${textValue(leg.trackingNumber)}
				where not exists (select from there)
				returning number, carrier, tracking_number
			)
			select number, carrier, tracking_number as "trackingNumber"
			from (select * from there union all select * from added) leg
			order by number limit 1`,
	);
}

/** A number that a message of a seller's connection names. */
export interface NamedNumber {
	readonly sellerId: RowId;
	readonly carrier: string;
	readonly trackingNumber: string;
}

export interface LegMatch {
	/** Which of the numbers asked for, from 0. */
	readonly position: number;
	readonly parcel: Parcel;
	readonly leg: Leg;
}

/**
 * The parcels that travel under these numbers, locked until the transaction ends. A number may be a leg of several
 * parcels, or of none. A second transaction that asks for the same waits, and then sees what the first wrote.
 */
export async function matchLegs(tx: Transaction, numbers: readonly NamedNumber[]): Promise<readonly LegMatch[]> {
	if (numbers.length === 0) return [];
	const found = await tx.rows<Leg & { position: number; sellerId: RowId; shipmentId: RowId }>(
		sql`select n.position::int4 - 1 as position, l.seller_id as "sellerId", l.shipment_id as "shipmentId", l.number,
				l.carrier, l.tracking_number as "trackingNumber"
			from unnest(
				${scalars("int8", numbers, (number) => number.sellerId)},
				${texts(numbers, (number) => number.carrier)},
				${texts(numbers, (number) => number.trackingNumber)}
			) with ordinality n (seller_id, carrier, tracking_number, position)
			join legs l on l.seller_id = n.seller_id and l.carrier = n.carrier and l.tracking_number = n.tracking_number
			order by n.position, l.shipment_id`,
	);
	const keys = new Map(found.map((match) => [match.shipmentId, { sellerId: match.sellerId, rowId: match.shipmentId }]));
	const parcels = await lockParcels(tx, [...keys.values()]);
	const byRowId = new Map(parcels.map((parcel) => [parcel.rowId, parcel]));
	return found.flatMap(({ position, shipmentId, number, carrier, trackingNumber }) => {
		const parcel = byRowId.get(shipmentId);
		return parcel === undefined ? [] : [{ position, parcel, leg: { number, carrier, trackingNumber } }];
	});
}
