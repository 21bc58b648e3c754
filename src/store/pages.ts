import { sql } from "drizzle-orm";
import type { PageVersion, ParcelPage } from "../core/page.ts";
import { OF_SHIPMENT, SHOP, type Shop } from "./brands.ts";
import { scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import type { ShipmentKey } from "./parcels.ts";
import { row } from "./query.ts";

/** A parcel's page as kept: sent as it is, without being parsed. */
export interface StoredPage {
	readonly shipmentId: string;
	readonly shipmentRowId: RowId;
	readonly sellerId: RowId;
	readonly orderId: RowId | null;
	readonly returnOf: RowId | null;
	/** As it is now: the page may be older. */
	readonly shop: Shop;
	/** Of the last leg. */
	readonly connectionId: RowId | null;
	/** When a carrier of it last answered. */
	readonly lastPolledAt: string | null;
	readonly version: number;
	/** JSON of a ParcelPage. */
	readonly page: string;
}

/** By the link. Names no seller: whoever holds the token may see. Null where there is none yet. */
export function pageByToken(db: Queries, token: string): Promise<StoredPage | null> {
	return row(
		db,
		sql`select s.public_id as "shipmentId", s.id as "shipmentRowId", s.seller_id as "sellerId", s.order_id as "orderId",
				s.return_of as "returnOf", ${SHOP} as shop, l.connection_id as "connectionId", l.polled_at as "lastPolledAt", s.version, s.page::text as page
			from shipments s
			${OF_SHIPMENT}
			cross join lateral (
				select (array_agg(connection_id order by number desc))[1] as connection_id, max(last_polled_at) as polled_at
				from legs where legs.seller_id = s.seller_id and legs.shipment_id = s.id
			) l
			where s.token = ${textValue(token)} and s.page is not null`,
	);
}

/**
 * What `shownPage` shows, without reading a page: thousands may come back at once after
 * a restart. In no order. Names no seller: whoever holds the token may see.
 */
export function versionsOfPage(db: Queries, token: string): Promise<readonly PageVersion[]> {
	return db.rows(
		sql`with own as (
				select seller_id, id, order_id, return_of, token, version from shipments
				where token = ${textValue(token)} and page is not null
			)
			select token, version from own
			union all
			(
				select s.token, s.version from own ${OTHERS_OF_OWN}
			)`,
	);
}

/**
 * Of `own`, as `shipments s`: the other parcels of the order, what comes back of them, and whose things come back in this one; a
 * hundred at most.
 */
export const OTHERS_OF_OWN = sql.raw(`
	cross join lateral (
		select p.id from shipments p where p.seller_id = own.seller_id and p.order_id = own.order_id
		union
		select r.id from shipments r where r.seller_id = own.seller_id and r.return_of = own.id
		union
		select r.id from shipments p join shipments r on r.seller_id = p.seller_id and r.return_of = p.id
		where p.seller_id = own.seller_id and p.order_id = own.order_id
		union
		select own.return_of
	) one
	join shipments s on s.seller_id = own.seller_id and s.id = one.id
	where s.id <> own.id and s.page is not null
	order by s.created_at, s.id limit 100`);

/** The parcel of a link. Names no seller: whoever holds the token may speak for its buyer. */
export function shipmentByToken(db: Queries, token: string): Promise<ShipmentKey | null> {
	return row(db, sql`select seller_id as "sellerId", id as "rowId" from shipments where token = ${textValue(token)}`);
}

/** JSON of a ParcelPage; null where there is none yet. */
export async function pageSnapshot(db: Queries, { sellerId, rowId }: ShipmentKey): Promise<string | null> {
	const found = await row<{ page: string }>(
		db,
		sql`select page::text as page from shipments
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8 and page is not null`,
	);
	return found?.page ?? null;
}

/** The newest snapshots of parcels that have one, by their rows. */
export async function pageSnapshots(
	db: Queries,
	parcels: readonly ShipmentKey[],
): Promise<ReadonlyMap<RowId, ParcelPage>> {
	const found = await db.rows<{ rowId: RowId; page: string }>(
		sql`select s.id as "rowId", s.page::text as page
			from unnest(
				${scalars("int8", parcels, ({ sellerId }) => sellerId)}, ${scalars("int8", parcels, ({ rowId }) => rowId)}
			) p (seller_id, id)
			join shipments s on s.seller_id = p.seller_id and s.id = p.id
			where s.page is not null`,
	);
	// Written by the page builder alone: see state-of.ts.
	return new Map(found.map(({ rowId, page }) => [rowId, JSON.parse(page) as ParcelPage]));
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
