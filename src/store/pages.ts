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
	readonly connectionId: RowId | null;
	readonly lastPolledAt: string | null;
	readonly version: number;
	/** JSON of a ParcelPage. */
	readonly page: string;
}

/** One read by one key serves a buyer. Names no seller: whoever holds the token may see. Null where there is none yet. */
export function pageByToken(db: Queries, token: string): Promise<StoredPage | null> {
	return row(
		db,
		sql`select public_id as "shipmentId", id as "shipmentRowId", seller_id as "sellerId", order_id as "orderId",
				connection_id as "connectionId", last_polled_at as "lastPolledAt", version, page::text as page
			from shipments where token = ${textValue(token)} and page is not null`,
	);
}

/** The versions that these links show now; unknown links are left out. Names no seller: it serves open pages of all. */
export function versionsByToken(
	db: Queries,
	tokens: readonly string[],
): Promise<readonly { readonly token: string; readonly version: number }[]> {
	return db.rows(sql`select token, version from shipments where token = any (${texts(tokens, (token) => token)})`);
}
