import { sql } from "drizzle-orm";
import { scalars } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

/** What a connection follows. */
export interface Followed {
	readonly connectionId: RowId;
	/** Those on their way among the newest `MOST_LOOKED_AT`. */
	readonly parcels: number;
	/** It ever followed more than were looked at. */
	readonly hasMore: boolean;
	/** Since when the first of those that are to be asked for waits, `…Z`; null where none is due. */
	readonly dueSince: string | null;
}

/** A list of connections is looked at often, and counts no million parcels of years. */
const MOST_LOOKED_AT = 5_000;

export function countFollowed(
	db: Queries,
	sellerId: RowId,
	connectionIds: readonly RowId[],
	now: string,
): Promise<readonly Followed[]> {
	return db.rows(
		sql`select c.id as "connectionId", w.parcels, w.looked_at >= ${MOST_LOOKED_AT}::int8 as "hasMore",
				d.due_since as "dueSince"
			from unnest(${scalars("int8", connectionIds, (rowId) => rowId)}) c (id)
			cross join lateral (
				select count(*) as looked_at, (
					count(distinct l.shipment_id) filter (
						where l.wrong_since is null and not s.terminal and s.stopped_at is null and s.archived_at is null
					)
				)::int4 as parcels
				from (
					select k.shipment_id, k.wrong_since from legs k
					where k.seller_id = ${sellerId}::int8 and k.connection_id = c.id
					order by k.shipment_id desc limit ${MOST_LOOKED_AT}::int8
				) l
				join shipments s on s.seller_id = ${sellerId}::int8 and s.id = l.shipment_id
			) w
			cross join lateral (
				select min(k.next_poll_at) as due_since from legs k
				where k.seller_id = ${sellerId}::int8 and k.connection_id = c.id and k.next_poll_at <= ${now}::timestamptz
			) d`,
	);
}
