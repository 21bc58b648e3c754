import { sql } from "drizzle-orm";
import { textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";

/** Before whom products are shown: the parcel of a link, and what its buyer may have against it. */
export interface ProductReader {
	readonly sellerId: RowId;
	readonly orderId: RowId | null;
	/** Of this parcel or another of its order somebody asked, and the shop has not closed it. */
	readonly hasOpenQuestion: boolean;
	/** One or two stars for one of them. */
	readonly hasBadReview: boolean;
}

/** Of a parcel's link. Names no seller: whoever holds the token may see. Null for a link that opens nothing. */
export function productReader(db: Queries, token: string): Promise<ProductReader | null> {
	const ofOne = (table: "questions" | "reviews") => sql`
		select 1 from ${sql.identifier(table)} q
		where q.seller_id = s.seller_id and q.shipment_id in (
			select s.id union select p.id from shipments p where p.seller_id = s.seller_id and p.order_id = s.order_id
		)`;
	return row(
		db,
		sql`select s.seller_id as "sellerId", s.order_id as "orderId",
				exists (${ofOne("questions")} and (q.waiting_since is not null or q.closed_at is null)) as "hasOpenQuestion",
				exists (${ofOne("reviews")} and q.rating <= 2 and q.taken_back_at is null) as "hasBadReview"
			from shipments s where s.token = ${textValue(token)} and s.page is not null`,
	);
}
