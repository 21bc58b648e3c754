import { sql } from "drizzle-orm";
import { scalars, texts } from "./columns.ts";
import type { RowId, Transaction } from "./database.ts";

/** A number that a message of a seller's connection names. */
export interface NamedNumber {
	readonly sellerId: RowId;
	readonly carrier: string;
	/** As written. */
	readonly trackingNumber: string;
}

/**
 * Makes a message that finds no waybill and the registration of that waybill wait for each other until the transaction
 * ends: else each could miss what the other is about to commit, and the message would wait for ever. Taken in one
 * order, so that two batches never wait in a circle.
 */
export async function lockNumbers(tx: Transaction, numbers: readonly NamedNumber[]): Promise<void> {
	if (numbers.length === 0) return;
	await tx.rows(
		sql`select pg_advisory_xact_lock(hash) from (
				select distinct hashtextextended(n.seller_id || ' ' || n.carrier || ' ' || bare_number(n.tracking_number), 0)
					as hash
				from unnest(
					${scalars("int8", numbers, (number) => number.sellerId)},
					${texts(numbers, (number) => number.carrier)},
					${texts(numbers, (number) => number.trackingNumber)}
				) n (seller_id, carrier, tracking_number)
				order by 1
			) named`,
	);
}

/**
 * Makes the registration of a waybill and a change of its carrier's connections wait for each other until the
 * transaction ends: else the waybill could find no connection while the connection does not find the waybill.
 * Registrations do not wait for each other. Take it before any lock of a number or a parcel.
 */
export async function lockFollowing(
	tx: Transaction,
	sellerId: RowId,
	carrier: string,
	change: "waybill" | "connection",
): Promise<void> {
	const name = sql`hashtextextended(${`following ${sellerId} ${carrier}`}::text, 0)`;
	await tx.rows(
		change === "waybill"
			? sql`select pg_advisory_xact_lock_shared(${name})`
			: sql`select pg_advisory_xact_lock(${name})`,
	);
}

/** Nodes that start at once on one database take turns with what only the first has to make. */
export async function lockFirstStart(tx: Transaction): Promise<void> {
	await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('first start', 0))`);
}
