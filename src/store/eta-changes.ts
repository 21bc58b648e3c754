import { sql } from "drizzle-orm";
import type { Eta, MissedPromise } from "../core/page.ts";
import { jsons, scalars } from "./columns.ts";
import type { Queries, Transaction } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";

/** What was shown as the arrival from a version on. */
export interface EtaChange extends ShipmentKey {
	readonly version: number;
	/** `…Z`. */
	readonly knownAt: string;
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
}

export async function saveEtaChanges(tx: Transaction, changes: readonly EtaChange[]): Promise<void> {
	if (changes.length === 0) return;
	await tx.rows(
		sql`insert into eta_changes (seller_id, shipment_id, version, known_at, eta, late)
			select n.seller_id, n.shipment_id, n.version, n.known_at, n.eta::jsonb, n.late::jsonb from unnest(
				${scalars("int8", changes, (change) => change.sellerId)},
				${scalars("int8", changes, (change) => change.rowId)},
				${scalars("int4", changes, (change) => change.version)},
				${scalars("timestamptz", changes, (change) => change.knownAt)},
				${jsons(changes, (change) => change.eta)},
				${jsons(changes, (change) => change.late)}
			) n (seller_id, shipment_id, version, known_at, eta, late)
			on conflict do nothing`,
	);
}

const MOST_CHANGES = 500;

/** What was shown by a moment (`…Z`), newest first, no more than some hundreds. */
export async function etaChangesBy(db: Queries, key: ShipmentKey, by: string): Promise<readonly EtaChange[]> {
	return await db.rows(
		sql`select seller_id as "sellerId", shipment_id as "rowId", version, known_at as "knownAt", eta, late
			from eta_changes
			where seller_id = ${key.sellerId}::int8 and shipment_id = ${key.rowId}::int8
			and known_at <= ${by}::timestamptz
			order by version desc limit ${MOST_CHANGES}::int4`,
	);
}
