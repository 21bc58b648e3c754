import { type SQL, sql } from "drizzle-orm";
import { scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { type Leg, type LegKey, type Needs, sealNeeds } from "./leg.ts";
import { lockNumbers, type NamedNumber } from "./number-locks.ts";
import { lockParcels, type Parcel, type ShipmentKey } from "./parcels.ts";
import { onlyRow } from "./query.ts";
import type { Vault } from "./seal.ts";

/** The parts of a leg that messages are matched by. */
export type NamedLeg = Pick<Leg, "number" | "carrier" | "trackingNumber">;

/**
 * Adds a leg after those there are, followed by the connection, or answers the one with this carrier and number. Call it
 * with the parcel locked.
 */
export async function addLeg(
	tx: Transaction,
	shipment: ShipmentKey,
	leg: Pick<Leg, "carrier" | "trackingNumber"> & Partial<Pick<Leg, "connectionId">>,
): Promise<NamedLeg> {
	// Two parcels that get one number at once would count its journeys alike.
	await lockNumbers(tx, [{ sellerId: shipment.sellerId, ...leg }]);
	const ofShipment = sql`seller_id = ${shipment.sellerId}::int8 and shipment_id = ${shipment.rowId}::int8`;
	const carrier = textValue(leg.carrier);
	const written = textValue(leg.trackingNumber);
	return await onlyRow(
		tx,
		sql`with there as (
				select number, carrier, tracking_number from legs
				where ${ofShipment} and carrier = ${carrier} and bare_number = bare_number(${written})
			), added as (
				insert into legs (seller_id, shipment_id, number, carrier, tracking_number, journey_no, connection_id)
				select ${shipment.sellerId}::int8, ${shipment.rowId}::int8,
					(select coalesce(max(number), 0) + 1 from legs where ${ofShipment}), ${carrier}, ${written},
					(
						select coalesce(max(journey_no), 0) + 1 from legs
						where seller_id = ${shipment.sellerId}::int8 and carrier = ${carrier}
						and bare_number = bare_number(${written})
					), ${leg.connectionId ?? null}::int8
				where not exists (select from there)
				returning number, carrier, tracking_number
			)
			select number, carrier, tracking_number as "trackingNumber"
			from (select * from there union all select * from added) leg
			order by number limit 1`,
	);
}

export type { NamedNumber } from "./number-locks.ts";

export interface LegMatch {
	/** Which of the numbers asked for, from 0. */
	readonly position: number;
	readonly parcel: Parcel;
	/** Its number may be written otherwise than the one asked for. */
	readonly leg: NamedLeg;
}

/**
 * The parcels that travel under these numbers, however they are written, locked until the transaction ends: with this
 * carrier, or with an aggregator that says they are this carrier's. A number may be a leg of several parcels, or of none. A second transaction that asks for the same waits, and then sees what the
 * first wrote.
 */
export async function matchLegs(tx: Transaction, numbers: readonly NamedNumber[]): Promise<readonly LegMatch[]> {
	if (numbers.length === 0) return [];
	const found = await tx.rows<NamedLeg & { position: number; sellerId: RowId; shipmentId: RowId }>(
		sql`select n.position::int4 - 1 as position, l.seller_id as "sellerId", l.shipment_id as "shipmentId", l.number,
				l.carrier, l.tracking_number as "trackingNumber"
			from unnest(
				${scalars("int8", numbers, (number) => number.sellerId)},
				${texts(numbers, (number) => number.carrier)},
				${texts(numbers, (number) => number.trackingNumber)}
			) with ordinality n (seller_id, carrier, tracking_number, position)
			join lateral (
				select shipment_id, number, seller_id, carrier, tracking_number from legs
				where seller_id = n.seller_id and carrier = n.carrier and bare_number = bare_number(n.tracking_number)
				union all
				select shipment_id, number, seller_id, carrier, tracking_number from legs
				where seller_id = n.seller_id and told_carrier = n.carrier and bare_number = bare_number(n.tracking_number)
			) l on true
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

/** Of these numbers, however they are written, those that somebody registered: their positions in the list. */
export async function registeredAmong(db: Queries, numbers: readonly NamedNumber[]): Promise<ReadonlySet<number>> {
	if (numbers.length === 0) return new Set();
	const found = await db.rows<{ position: number }>(
		sql`select n.position::int4 - 1 as position
			from unnest(
				${scalars("int8", numbers, (number) => number.sellerId)},
				${texts(numbers, (number) => number.carrier)},
				${texts(numbers, (number) => number.trackingNumber)}
			) with ordinality n (seller_id, carrier, tracking_number, position)
			where exists (
				select from legs l where l.seller_id = n.seller_id and l.carrier = n.carrier
				and l.bare_number = bare_number(n.tracking_number)
			)`,
	);
	return new Set(found.map(({ position }) => position));
}

/** Legs of a carrier that no connection follows, of parcels that are still on their way; a slice at a time. */
export function legsWithoutConnection(
	db: Queries,
	sellerId: RowId,
	carrier: string,
	page: { readonly limit: number; readonly after?: LegKey | null },
): Promise<readonly LegKey[]> {
	const { after } = page;
	const rest = after ? sql`and (l.shipment_id, l.number) > (${after.shipmentId}::int8, ${after.number}::int2)` : sql``;
	return db.rows(
		sql`select l.seller_id as "sellerId", l.shipment_id as "shipmentId", l.number
			from legs l join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id
			where l.seller_id = ${sellerId}::int8 and l.connection_id is null and l.carrier = ${textValue(carrier)}
			and l.wrong_since is null and not s.terminal and s.stopped_at is null and s.archived_at is null ${rest}
			order by l.shipment_id, l.number limit ${page.limit}::int4`,
	);
}

/** Gives a leg to a connection, or to none. When it is asked for next follows from the state that is saved then. */
export async function setConnection(tx: Transaction, leg: LegKey, connectionId: RowId | null): Promise<void> {
	await tx.rows(
		sql`update legs l set connection_id = ${connectionId}::int8, poll_failures = 0,
				next_poll_at = case when ${connectionId}::int8 is not null then l.next_poll_at end
			where ${isLeg(leg)}`,
	);
}

/**
 * One leg is the parcel's and the others there are never were: those are asked for no more, and that one from its
 * beginning, by the connection given. Call it with the parcel locked.
 */
export async function setRightLeg(
	tx: Transaction,
	{ sellerId, shipmentId, number }: LegKey,
	{ connectionId, now }: { readonly connectionId: RowId | null; readonly now: string },
): Promise<void> {
	const isRight = sql`l.number = ${number}::int2`;
	await tx.rows(
		sql`update legs l set
				wrong_since = case when not ${isRight} then coalesce(l.wrong_since, ${now}::timestamptz) end,
				connection_id = case when ${isRight} then ${connectionId}::int8 end,
				next_poll_at = null, last_polled_at = case when not ${isRight} then l.last_polled_at end,
				poll_failures = 0, poll_owner = null, poll_lease_until = null
			where l.seller_id = ${sellerId}::int8 and l.shipment_id = ${shipmentId}::int8`,
	);
}

/** A leg that was wrong is the parcel's after all: it is asked for from its beginning. Call it with the parcel locked. */
export async function setRightAgain(tx: Transaction, leg: LegKey, connectionId: RowId | null): Promise<void> {
	await tx.rows(
		sql`update legs l set wrong_since = null, connection_id = ${connectionId}::int8, last_polled_at = null,
				poll_failures = 0
			where ${isLeg(leg)}`,
	);
}

/**
 * What the carrier asks for beside the number; a leg that is asked for is asked for anew. `id` is the shipment's public id.
 */
export async function setNeeds(
	db: Queries,
	vault: Vault,
	leg: LegKey & { readonly id: string },
	needs: Needs | null,
	now: string,
): Promise<void> {
	await db.rows(
		sql`update legs l set sealed_needs = ${sealNeeds(vault, leg.id, leg.number, needs)}::bytea, poll_failures = 0,
				next_poll_at = case when l.next_poll_at is not null then least(l.next_poll_at, ${now}::timestamptz) end
			where ${isLeg(leg)}`,
	);
}

function isLeg(leg: LegKey): SQL {
	return sql`l.seller_id = ${leg.sellerId}::int8 and l.shipment_id = ${leg.shipmentId}::int8
		and l.number = ${leg.number}::int2`;
}

/** What an aggregator says of whose parcel it is, by leg. */
export interface ToldCarrier extends LegKey, Pick<Leg, "toldCarrier" | "toldCarrierName"> {}

/** Call it with the parcels locked. */
export async function saveToldCarriers(tx: Transaction, told: readonly ToldCarrier[]): Promise<void> {
	if (told.length === 0) return;
	await tx.rows(
		sql`update legs l set told_carrier = n.told_carrier, told_carrier_name = n.told_carrier_name
			from unnest(
				${scalars("int8", told, (leg) => leg.sellerId)},
				${scalars("int8", told, (leg) => leg.shipmentId)},
				${scalars("int2", told, (leg) => leg.number)},
				${texts(told, (leg) => leg.toldCarrier)},
				${texts(told, (leg) => leg.toldCarrierName)}
			) n (seller_id, shipment_id, number, told_carrier, told_carrier_name)
			where l.seller_id = n.seller_id and l.shipment_id = n.shipment_id and l.number = n.number`,
	);
}
