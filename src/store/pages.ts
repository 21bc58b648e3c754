import { sql } from "drizzle-orm";
import { texts, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";

/** A parcel's page as kept: sent as it is, without being parsed. */
export interface StoredPage {
	readonly shipmentId: string;
	readonly shipmentRowId: RowId;
	readonly sellerId: RowId;
	readonly orderId: RowId | null;
	/** Of the last leg. */
	readonly connectionId: RowId | null;
	/** When a carrier of it last answered. */
	readonly lastPolledAt: string | null;
	readonly version: number;
	/** JSON of a ParcelPage. */
	readonly page: string;
}

/** One read by one key serves a buyer. Names no seller: whoever holds the token may see. Null where there is none yet. */
export function pageByToken(db: Queries, token: string): Promise<StoredPage | null> {
	return row(
		db,
		sql`select s.public_id as "shipmentId", s.id as "shipmentRowId", s.seller_id as "sellerId", s.order_id as "orderId",
				l.connection_id as "connectionId", l.polled_at as "lastPolledAt", s.version, s.page::text as page
			from shipments s
			cross join lateral (
				select (array_agg(connection_id order by number desc))[1] as connection_id, max(last_polled_at) as polled_at
				from legs where legs.seller_id = s.seller_id and legs.shipment_id = s.id
			) l
			where s.token = ${textValue(token)} and s.page is not null`,
	);
}

/** The versions that these links show now; unknown links are left out. Names no seller: it serves open pages of all. */
export function versionsByToken(
	db: Queries,
	tokens: readonly string[],
): Promise<readonly { readonly token: string; readonly version: number }[]> {
	return db.rows(sql`select token, version from shipments where token = any (${texts(tokens, (token) => token)})`);
}
