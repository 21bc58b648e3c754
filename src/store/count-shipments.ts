import { sql } from "drizzle-orm";
import type { Queries, RowId } from "./database.ts";
import { OPEN } from "./list-shipments.ts";
import { onlyRow } from "./query.ts";

/** How a seller's parcels stand, at a glance. */
export interface ShipmentCounts {
	/** On their way and followed, among the newest `MOST_LOOKED_AT`. */
	readonly open: number;
	/** Of those: what was promised of them has passed. */
	readonly late: number;
	/** There are more parcels than were looked at. */
	readonly hasMore: boolean;
	/** At which somebody at the shop should look, of all parcels; 1,000 stands for more. */
	readonly waiting: number;
}

/** A page that is opened often counts no million parcels of years. */
const MOST_LOOKED_AT = 5_000;

export function countShipments(db: Queries, sellerId: RowId): Promise<ShipmentCounts> {
	return onlyRow(
		db,
		sql`select w.waiting, n.open, n.late, n.looked_at >= ${MOST_LOOKED_AT}::int8 as "hasMore"
			from (
				select count(*)::int4 as waiting from (
					select 1 from shipments s
					where s.seller_id = ${sellerId}::int8 and s.waiting_since is not null
					and s.stopped_at is null and s.archived_at is null limit 1000
				) them
			) w
			cross join (
				select count(*) as looked_at, (count(*) filter (where is_open))::int4 as open,
					(count(*) filter (where is_open and is_late))::int4 as late
				from (
					select ${OPEN} as is_open, s.late is not null as is_late from shipments s
					where s.seller_id = ${sellerId}::int8
					order by s.created_at desc, s.id desc limit ${MOST_LOOKED_AT}::int8
				) newest
			) n`,
	);
}
