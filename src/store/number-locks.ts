import { sql } from "drizzle-orm";
import { texts } from "./columns.ts";
import type { Transaction } from "./database.ts";
import type { NamedNumber } from "./legs.ts";

/**
 * Makes a message that finds no waybill and the registration of that waybill wait for each other until the transaction
 * ends: else each could miss what the other is about to commit, and the message would wait for ever. Taken in one
 * order, so that two batches never wait in a circle.
 */
export async function lockNumbers(tx: Transaction, numbers: readonly NamedNumber[]): Promise<void> {
	if (numbers.length === 0) return;
	const names = numbers.map(({ sellerId, carrier, trackingNumber }) => `${sellerId} ${carrier} ${trackingNumber}`);
	await tx.rows(
		sql`select pg_advisory_xact_lock(hash) from (
				select distinct hashtextextended(name, 0) as hash from unnest(${texts(names, (name) => name)}) n (name) order by 1
			) named`,
	);
}
