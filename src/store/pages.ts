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

export interface PageVersion {
	readonly token: string;
	readonly version: number;
}

/**
 * What `pageByToken` and `parcelsOfOrder` show together, without reading a page: thousands may come back at once after
 * a restart. In no order. Names no seller: whoever holds the token may see.
 */
export function versionsOfPage(db: Queries, token: string): Promise<readonly PageVersion[]> {
	return db.rows(
		sql`with own as (
				select seller_id, id, order_id, token, version from shipments where token = ${textValue(token)} and page is not null
			)
			select token, version from own
			union all
			select other.token, other.version from own cross join lateral (
				select id, token, version, page is not null as has_page from shipments
				where shipments.seller_id = own.seller_id and shipments.order_id = own.order_id
				order by created_at, id limit 100
			) other where other.id <> own.id and other.has_page`,
	);
}

/** The versions that these links show now; unknown links are left out. Names no seller: it serves open pages of all. */
export function versionsByToken(db: Queries, tokens: readonly string[]): Promise<readonly PageVersion[]> {
	return db.rows(sql`select token, version from shipments where token = any (${texts(tokens, (token) => token)})`);
}

/** When the pages of these links last changed, `…Z`; unknown links are left out. Names no seller: see pageByToken. */
export async function changedByToken(db: Queries, tokens: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const rows = await db.rows<{ token: string; changedAt: string }>(
		sql`select token, updated_at as "changedAt" from shipments
			where token = any (${texts(tokens, (token) => token)})`,
	);
	return new Map(rows.map(({ token, changedAt }) => [token, changedAt]));
}
