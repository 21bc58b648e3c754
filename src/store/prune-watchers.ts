import { sql } from "drizzle-orm";
import type { Queries } from "./database.ts";
import { deleteInSlices, emptyInSlices } from "./in-slices.ts";

/**
 * Forgets who asked and never confirmed it within a week, the address of who ended a month ago, and who has had nothing to
 * wait for since `days`: nothing of his parcels changed, and he is to be asked nothing. That an address wanted no more is
 * known as long as its parcels are looked at, so that it does not begin anew. Answers how many were forgotten whole.
 */
export async function pruneWatchers(db: Queries, now: string, days: number): Promise<number> {
	const ended = sql`o.ended_at < ${now}::timestamptz - interval '30 days'`;
	await emptyInSlices(db, { table: "watchers", where: ended, atOnce: AT_ONCE }, "sealed_address");
	return deleteInSlices(db, {
		table: "watchers",
		where: sql`(o.confirmed_at is null and o.asked_at < ${now}::timestamptz - interval '7 days')
			or (o.ended_because <> 'asked' and ${ended})
			or (o.asked_at < ${now}::timestamptz - ${days}::int4 * interval '1 day' and not exists (
				select from shipments s
				where s.seller_id = o.seller_id and (s.id = o.shipment_id or s.order_id = o.order_id)
					and s.updated_at >= ${now}::timestamptz - ${days}::int4 * interval '1 day'
			) and not exists (
				select from review_asks a
				where a.seller_id = o.seller_id and a.watcher_id = o.id and a.state = 'waiting'
			))`,
		atOnce: AT_ONCE,
	});
}

/** In one statement: each takes its notices along, and every slice looks past those that stay. */
const AT_ONCE = 200;
