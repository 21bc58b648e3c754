import { sql } from "drizzle-orm";
import { texts } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";

/** A seller changes couriers: what it shipped long ago says little of today. */
const NEWEST = 1000;

/**
 * How many of the seller's newest thousand waybills with a number of each shape were each carrier's. A shape has 0 for
 * each digit and A for each capital, as core's `shapeOf` writes it.
 */
export async function carriersByShape(
	db: Queries,
	sellerId: RowId,
	shapes: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
	if (shapes.length === 0) return new Map();
	const rows = await db.rows<{ shape: string; carrier: string; count: number }>(
		sql`with newest as (
				select carrier, translate(
					bare_number(tracking_number), '123456789BCDEFGHIJKLMNOPQRSTUVWXYZ', '000000000AAAAAAAAAAAAAAAAAAAAAAAAA'
				) as shape
				from shipments where seller_id = ${sellerId}::int8
				order by created_at desc, id desc limit ${NEWEST}::int4
			)
			select shape, carrier, count(*)::int4 as count from newest
			where shape in (select unnest(${texts(shapes, (shape) => shape)}))
			group by shape, carrier`,
	);
	const found = new Map<string, Map<string, number>>();
	for (const { shape, carrier, count } of rows) {
		const ofShape = found.get(shape) ?? new Map<string, number>();
		found.set(shape, ofShape.set(carrier, count));
	}
	return found;
}
