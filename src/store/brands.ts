import { type SQL, sql } from "drizzle-orm";
import type { Brand } from "../core/brand.ts";
import { jsonValue, scalars, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import type { Shipment } from "./shipments.ts";

/** What a shop set of its brand; what it never set is absent. */
export type KeptBrand = Partial<Omit<Brand, "logo">>;

export interface KeptLogo {
	/** 32 hexadecimal digits of the picture's SHA-256: its address. */
	readonly digest: string;
	/** Pixels of the picture. */
	readonly width: number;
	readonly height: number;
}

/** A seller, or a brand of it, as its buyers' pages show it. */
export interface Shop {
	/** `sel_…`, or `brd_…` of a brand. */
	readonly id: string;
	readonly name: string;
	readonly contactEmail: string | null;
	readonly brand: KeptBrand | null;
	readonly logo: KeptLogo | null;
	/** Whoever watches a parcel of it is written of news. */
	readonly sendsNotices: boolean;
}

/** A brand of a seller; null is the seller's own. */
export type BrandId = RowId | null;

export async function shopOf(db: Queries, sellerId: RowId, brandId: BrandId): Promise<Shop> {
	const { shop } = await onlyRow<{ shop: Shop }>(
		db,
		sql`select ${SHOP} as shop from sellers o
			left join brands b on b.seller_id = o.id and b.id = ${brandId}::int8
			where o.id = ${sellerId}::int8`,
	);
	return shop;
}

/** What is left out stays; null takes away. */
export interface ShopChange {
	readonly name?: string | undefined;
	readonly contactEmail?: string | null | undefined;
	readonly brand?: { readonly [Part in keyof KeptBrand]?: KeptBrand[Part] | undefined } | undefined;
}

export async function changeShop(db: Queries, sellerId: RowId, brandId: BrandId, change: ShopChange): Promise<void> {
	const changes: SQL[] = [];
	if (change.name !== undefined) changes.push(sql`name = ${textValue(change.name)}`);
	if (change.contactEmail !== undefined) changes.push(sql`contact_email = ${textValue(change.contactEmail)}`);
	// Merged by the database, so that two who change different parts at once keep both.
	if (change.brand) changes.push(sql`brand = coalesce(brand, '{}') || ${jsonValue(change.brand)}`);
	if (changes.length === 0) return;
	const set = sql.join(changes, sql`, `);
	await db.rows(
		brandId === null
			? sql`update sellers set ${set} where id = ${sellerId}::int8`
			: sql`update brands set ${set} where seller_id = ${sellerId}::int8 and id = ${brandId}::int8`,
	);
}

export interface Logo extends KeptLogo {
	readonly contentType: string;
	readonly image: Uint8Array;
}

/** In the place of the one there was. */
export async function saveLogo(db: Queries, sellerId: RowId, brandId: BrandId, logo: Logo): Promise<void> {
	const { digest, contentType, width, height, image } = logo;
	await db.rows(
		sql`insert into brand_logos (seller_id, brand_id, digest, content_type, width, height, image)
			values (
				${sellerId}::int8, ${brandId ?? OWN}::int8, ${digest}::text, ${contentType}::text, ${width}::int4, ${height}::int4, ${image}::bytea
			)
			on conflict (seller_id, brand_id) do update set
				digest = excluded.digest, content_type = excluded.content_type, width = excluded.width,
				height = excluded.height, image = excluded.image, created_at = now()`,
	);
}

/** False where there was none. */
export async function removeLogo(db: Queries, sellerId: RowId, brandId: BrandId): Promise<boolean> {
	const removed = await db.rows(
		sql`delete from brand_logos where seller_id = ${sellerId}::int8 and brand_id = ${brandId ?? OWN}::int8
			returning 1 as removed`,
	);
	return removed.length > 0;
}

// A key of a table holds no null.
const OWN = "0";

/** Names no seller: whoever sees a page sees its logo. Two shops with one picture have one address. */
export function logoByDigest(db: Queries, digest: string): Promise<Pick<Logo, "contentType" | "image"> | null> {
	return row(
		db,
		sql`select content_type as "contentType", image from brand_logos where digest = ${textValue(digest)} limit 1`,
	);
}

/**
 * Of `sellers o left join brands b`, as a Shop: one column beside what else a query reads. A brand has nothing of the
 * seller's own: what it does not set itself it has not, so that no page of it names another shop.
 */
export const SHOP: SQL = sql.raw(`
	jsonb_build_object(
		'id', coalesce(b.public_id, o.public_id), 'name', coalesce(b.name, o.name),
		'contactEmail', case when b.id is null then o.contact_email else b.contact_email end,
		'brand', case when b.id is null then o.brand else b.brand end,
		'sendsNotices', o.notices -> 'kinds' is distinct from '[]',
		'logo', (
			select jsonb_build_object('digest', g.digest, 'width', g.width, 'height', g.height)
			from brand_logos g where g.seller_id = o.id and g.brand_id = coalesce(b.id, 0)
		)
	)`);

/** The seller of `shipments s`, and its brand where it has one, for `SHOP`. */
export const OF_SHIPMENT: SQL = sql.raw(`
	join sellers o on o.id = s.seller_id left join brands b on b.seller_id = s.seller_id and b.id = s.brand_id`);

/** Null where the seller has no such brand. */
export function findBrand(db: Queries, sellerId: RowId, id: string): Promise<{ readonly rowId: RowId } | null> {
	return row(
		db,
		sql`select id as "rowId" from brands where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`,
	);
}

/** Public ids of brands. */
export async function brandIds(
	db: Queries,
	sellerId: RowId,
	rowIds: readonly RowId[],
): Promise<ReadonlyMap<RowId, string>> {
	if (rowIds.length === 0) return new Map();
	const found = await db.rows<{ rowId: RowId; id: string }>(
		sql`select id as "rowId", public_id as id from brands
			where seller_id = ${sellerId}::int8 and id = any (${scalars("int8", rowIds, (id) => id)})`,
	);
	return new Map(found.map(({ rowId, id }) => [rowId, id]));
}

/** Oldest first, the seller's own not among them; a thousand at most. */
export async function listBrands(db: Queries, sellerId: RowId): Promise<readonly Shop[]> {
	const found = await db.rows<{ shop: Shop }>(
		sql`select ${SHOP} as shop from brands b join sellers o on o.id = b.seller_id
			where b.seller_id = ${sellerId}::int8 order by b.id limit 1000`,
	);
	return found.map(({ shop }) => shop);
}

export function addBrand(
	db: Queries,
	sellerId: RowId,
	name: string,
): Promise<{ readonly rowId: RowId; readonly id: string }> {
	return onlyRow(
		db,
		sql`insert into brands (seller_id, public_id, name)
			values (${sellerId}::int8, ${publicId("brd")}, ${textValue(name)})
			returning id as "rowId", public_id as id`,
	);
}

/** False for a brand that parcels bear: it stays. */
export async function removeBrand(tx: Transaction, sellerId: RowId, brandId: RowId): Promise<boolean> {
	// For update: a parcel that is about to get it waits, and then finds none.
	await tx.rows(
		sql`select 1 as locked from brands where seller_id = ${sellerId}::int8 and id = ${brandId}::int8 for update`,
	);
	const removed = await tx.rows(
		sql`delete from brands where seller_id = ${sellerId}::int8 and id = ${brandId}::int8
			and not exists (select from shipments where seller_id = ${sellerId}::int8 and brand_id = ${brandId}::int8)
			returning 1 as removed`,
	);
	if (removed.length > 0) await removeLogo(tx, sellerId, brandId);
	return removed.length > 0;
}

/** Of the newest parcel that bears it and was not put away: what its page's link ends in. Null where there is none. */
export async function newestToken(db: Queries, sellerId: RowId, brandId: BrandId): Promise<string | null> {
	const bears = brandId === null ? sql`brand_id is null` : sql`brand_id = ${brandId}::int8`;
	const found = await row<{ token: string }>(
		db,
		sql`select token from shipments where seller_id = ${sellerId}::int8 and ${bears} and archived_at is null
			order by created_at desc, shipments.id desc limit 1`,
	);
	return found?.token ?? null;
}

/** The brand that the parcels of an order bear, but for one of them; undefined where there is no other. */
export async function brandOfOrder(
	db: Queries,
	sellerId: RowId,
	orderId: RowId,
	exceptId: RowId | null,
): Promise<BrandId | undefined> {
	const found = await row<{ brandId: BrandId }>(
		db,
		sql`select brand_id as "brandId" from shipments
			where seller_id = ${sellerId}::int8 and order_id = ${orderId}::int8 and id is distinct from ${exceptId}::int8
			order by shipments.id limit 1`,
	);
	return found?.brandId;
}

/** The parcels that change their brand with this one: those of its order, and those in which things of them come back. */
export function parcelsOfOneBrand(
	db: Queries,
	{ sellerId, rowId, orderId }: Pick<Shipment, "sellerId" | "rowId" | "orderId">,
): Promise<readonly Pick<Shipment, "sellerId" | "rowId">[]> {
	return db.rows(
		sql`with sent as (
				select id from shipments where seller_id = ${sellerId}::int8 and order_id = ${orderId}::int8
				union select ${rowId}::int8
			)
			select ${sellerId}::int8 as "sellerId", one.id as "rowId" from (
				select id from sent
				union select r.id from sent join shipments r on r.seller_id = ${sellerId}::int8 and r.return_of = sent.id
			) one order by one.id`,
	);
}

export async function setBrand(
	tx: Transaction,
	sellerId: RowId,
	shipmentIds: readonly RowId[],
	brandId: BrandId,
): Promise<void> {
	await tx.rows(
		sql`update shipments set brand_id = ${brandId}::int8, updated_at = now()
			where seller_id = ${sellerId}::int8 and id = any (${scalars("int8", shipmentIds, (id) => id)})
			and brand_id is distinct from ${brandId}::int8`,
	);
}
