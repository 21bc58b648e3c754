import { sql } from "drizzle-orm";
import { scalars } from "./columns.ts";
import type { Transaction } from "./database.ts";
import { keysOf } from "./fact-rows.ts";
import type { NewFacts } from "./facts.ts";

/** Takes facts out that others have replaced. The messages that told them stay. Those that are not there do no harm. */
export async function forgetFacts(tx: Transaction, batch: readonly NewFacts[]): Promise<void> {
	const rows = batch.flatMap(({ sellerId, rowId, facts }) =>
		facts.map((fact) => ({ sellerId, shipmentId: rowId, ...keysOf(fact) })),
	);
	if (rows.length === 0) return;
	await tx.rows(
		sql`delete from scans f using unnest(
				${scalars("int8", rows, (row) => row.sellerId)},
				${scalars("int8", rows, (row) => row.shipmentId)},
				${scalars("int8", rows, (row) => row.key)},
				${scalars("int8", rows, (row) => row.account)}
			) n (seller_id, shipment_id, key, account)
			where f.seller_id = n.seller_id and f.shipment_id = n.shipment_id and f.key = n.key and f.account = n.account`,
	);
}
