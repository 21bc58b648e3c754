import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { TransitOutcome } from "../core/analytics/transit.ts";
import type { Code, Reason } from "../core/status.ts";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";
import { onlyRow } from "./query.ts";

/** What is counted of a parcel's way, one row a parcel. Moments are `…Z`. */
export interface TransitRow extends ShipmentKey {
	readonly carrier: string;
	readonly service: string | null;
	/** Countries, ISO 3166-1 alpha-2, and the parts of ISO 3166-2 behind them. */
	readonly origin: string | null;
	readonly originRegion: string | null;
	readonly destination: string | null;
	readonly destinationRegion: string | null;
	readonly handedOverAt: string | null;
	/** First brought before its buyer, and there for its buyer: see `src/core/analytics/transit.ts`. */
	readonly offeredAt: string | null;
	readonly arrivedAt: string | null;
	/** Of one that has not arrived and is looked for no more: until when it is known that it had not. */
	readonly seenUntil: string | null;
	readonly outcome: TransitOutcome;
	readonly firstVisitDelivered: boolean | null;
	readonly troubles: readonly TroubleRow[];
	/** The hand-over or the arrival is known to the day alone. */
	readonly isByDay: boolean;
	/** What its seller promised, what its carrier promised first, and the arrival that was shown first. */
	readonly promiseEndsAt: string | null;
	readonly carrierOpensAt: string | null;
	readonly carrierEndsAt: string | null;
	readonly firstEtaOpensAt: string | null;
	readonly firstEtaEndsAt: string | null;
}

/** When it was first told, and when the parcel went on; null: it has not. */
export interface TroubleRow {
	readonly reason: Reason | null;
	readonly code: Code;
	readonly at: string;
	readonly wentOnAt: string | null;
}

const COLUMNS = [
	"carrier",
	"service",
	"origin",
	"origin_region",
	"destination",
	"destination_region",
	"handed_over_at",
	"offered_at",
	"arrived_at",
	"seen_until",
	"outcome",
	"first_visit_delivered",
	"troubles",
	"by_day",
	"promise_ends_at",
	"carrier_opens_at",
	"carrier_ends_at",
	"first_eta_opens_at",
	"first_eta_ends_at",
	"digest",
];

/** The columns in their order, each behind `of`. */
function columns(of = ""): SQL {
	return sql.raw(COLUMNS.map((column) => `${of}${column}`).join(", "));
}

/**
 * Writes what is counted of parcels that this transaction has locked. One that nobody handed over has no row, unless it had
 * one before; a row that stays as it is is not written.
 */
export async function saveTransits(tx: Transaction, transits: readonly TransitRow[]): Promise<void> {
	if (transits.length === 0) return;
	await tx.rows(
		sql`insert into transits (seller_id, shipment_id, ${columns()}, to_fill)
			select n.seller_id, n.shipment_id, ${columns("n.")}, false
			from (
				select seller_id, shipment_id, ${TOLD} from unnest(
					${scalars("int8", transits, (one) => one.sellerId)},
					${scalars("int8", transits, (one) => one.rowId)},
					${texts(transits, (one) => one.carrier)},
					${texts(transits, (one) => one.service)},
					${texts(transits, (one) => one.origin)},
					${texts(transits, (one) => one.originRegion)},
					${texts(transits, (one) => one.destination)},
					${texts(transits, (one) => one.destinationRegion)},
					${scalars("timestamptz", transits, (one) => one.handedOverAt)},
					${scalars("timestamptz", transits, (one) => one.offeredAt)},
					${scalars("timestamptz", transits, (one) => one.arrivedAt)},
					${scalars("timestamptz", transits, (one) => one.seenUntil)},
					${texts(transits, (one) => one.outcome)},
					${scalars("boolean", transits, (one) => one.firstVisitDelivered)},
					${jsons(transits, (one) => one.troubles)},
					${scalars("boolean", transits, (one) => one.isByDay)},
					${scalars("timestamptz", transits, (one) => one.promiseEndsAt)},
					${scalars("timestamptz", transits, (one) => one.carrierOpensAt)},
					${scalars("timestamptz", transits, (one) => one.carrierEndsAt)},
					${scalars("timestamptz", transits, (one) => one.firstEtaOpensAt)},
					${scalars("timestamptz", transits, (one) => one.firstEtaEndsAt)},
					${texts(transits, digestOf)}
				) told (seller_id, shipment_id, ${columns()})
			) n
			left join transits t on t.seller_id = n.seller_id and t.shipment_id = n.shipment_id
			where case
				when t.shipment_id is null then n.handed_over_at is not null
				else (${columns("t.")}, t.to_fill) is distinct from (${columns("n.")}, false)
			end
			on conflict (seller_id, shipment_id) do update set (${columns()}, to_fill) = (${columns("excluded.")}, false)`,
	);
}

/** Tells rows apart without reading them: what a parcel's row has is what would be written. */
export function digestOf({ sellerId, rowId, ...counted }: TransitRow): string {
	return createHash("sha256").update(JSON.stringify(counted)).digest("base64url").slice(0, 16);
}

/** The digest of the row that a parcel has; null without one. */
export function digestOfRow(sellerId: SQL, shipmentId: SQL): SQL {
	return sql`(select t.digest from transits t where t.seller_id = ${sellerId} and t.shipment_id = ${shipmentId})`;
}

/** As they are kept. */
const TOLD = sql.raw(
	COLUMNS.map((column) => (column === "troubles" ? "troubles::jsonb as troubles" : column)).join(", "),
);

/** How many parcels of a seller are still to be counted: those from before there was anything to count them by. */
export async function countToFill(db: Queries, sellerId: RowId): Promise<number> {
	const { left } = await onlyRow<{ left: number }>(
		db,
		sql`select count(*)::int4 as left from transits where seller_id = ${sellerId}::int8 and to_fill`,
	);
	return left;
}

/**
 * Parcels that are still to be counted, locked; another node's are passed over. Names no seller: the service counts those
 * of all of them.
 */
export function claimToFill(tx: Transaction, limit: number): Promise<readonly ShipmentKey[]> {
	// The parcel and not the row, as whoever writes a state locks them.
	return tx.rows(
		sql`select s.seller_id as "sellerId", s.id as "rowId" from transits t
			join shipments s on s.seller_id = t.seller_id and s.id = t.shipment_id
			where t.to_fill order by t.seller_id, t.shipment_id limit ${limit}::int4 for update of s skip locked`,
	);
}

export async function isAnyToFill(db: Queries): Promise<boolean> {
	const [found] = await db.rows(sql`select 1 as found from transits where to_fill limit 1`);
	return found !== undefined;
}

/** One that cannot be counted: it is once it changes. */
export async function giveUpFilling(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<void> {
	await db.rows(
		sql`update transits set to_fill = false
			where seller_id = ${sellerId}::int8 and shipment_id = ${rowId}::int8`,
	);
}
