import { type SQL, sql } from "drizzle-orm";
import type { Brand } from "../core/brand.ts";
import { jsonValue, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { onlyRow, row } from "./query.ts";

/** What a shop set of its brand; what it never set is absent. */
export type KeptBrand = Partial<Omit<Brand, "logo">>;

export interface KeptLogo {
	/** 32 hexadecimal digits of the picture's SHA-256: its address. */
	readonly digest: string;
	/** Pixels of the picture. */
	readonly width: number;
	readonly height: number;
}

/** A seller as its buyers' pages show it. */
export interface Shop {
	/** `sel_…` */
	readonly id: string;
	readonly name: string;
	readonly contactEmail: string | null;
	readonly brand: KeptBrand | null;
	readonly logo: KeptLogo | null;
}

export async function shopOf(db: Queries, sellerId: RowId): Promise<Shop> {
	const { shop } = await onlyRow<{ shop: Shop }>(
		db,
		sql`select ${SHOP} as shop from sellers o where o.id = ${sellerId}::int8`,
	);
	return shop;
}

/** What is left out stays; null takes away. */
export interface ShopChange {
	readonly name?: string | undefined;
	readonly contactEmail?: string | null | undefined;
	readonly brand?: { readonly [Part in keyof KeptBrand]?: KeptBrand[Part] | undefined } | undefined;
}

export async function changeShop(db: Queries, sellerId: RowId, change: ShopChange): Promise<void> {
	const changes: SQL[] = [];
	if (change.name !== undefined) changes.push(sql`name = ${textValue(change.name)}`);
	if (change.contactEmail !== undefined) changes.push(sql`contact_email = ${textValue(change.contactEmail)}`);
	// Merged by the database, so that two who change different parts at once keep both.
	if (change.brand) changes.push(sql`brand = coalesce(brand, '{}') || ${jsonValue(change.brand)}`);
	if (changes.length === 0) return;
	await db.rows(sql`update sellers set ${sql.join(changes, sql`, `)} where id = ${sellerId}::int8`);
}

export interface Logo extends KeptLogo {
	readonly contentType: string;
	readonly image: Uint8Array;
}

/** In the place of the one there was. */
export async function saveLogo(db: Queries, sellerId: RowId, logo: Logo): Promise<void> {
	const { digest, contentType, width, height, image } = logo;
	await db.rows(
		sql`insert into brand_logos (seller_id, digest, content_type, width, height, image)
			values (
				${sellerId}::int8, ${digest}::text, ${contentType}::text, ${width}::int4, ${height}::int4, ${image}::bytea
			)
			on conflict (seller_id, brand_id) do update set
				digest = excluded.digest, content_type = excluded.content_type, width = excluded.width,
				height = excluded.height, image = excluded.image, created_at = now()`,
	);
}

/** False where there was none. */
export async function removeLogo(db: Queries, sellerId: RowId): Promise<boolean> {
	const removed = await db.rows(
		sql`delete from brand_logos where seller_id = ${sellerId}::int8 and brand_id = 0 returning 1 as removed`,
	);
	return removed.length > 0;
}

/** Names no seller: whoever sees a page sees its logo. Two shops with one picture have one address. */
export function logoByDigest(db: Queries, digest: string): Promise<Pick<Logo, "contentType" | "image"> | null> {
	return row(
		db,
		sql`select content_type as "contentType", image from brand_logos where digest = ${textValue(digest)} limit 1`,
	);
}

/** Of `sellers o`, as a Shop: one column beside what else a query reads. */
export const SHOP: SQL = sql.raw(`
	jsonb_build_object(
		'id', o.public_id, 'name', o.name, 'contactEmail', o.contact_email, 'brand', o.brand,
		'logo', (
			select jsonb_build_object('digest', g.digest, 'width', g.width, 'height', g.height)
			from brand_logos g where g.seller_id = o.id and g.brand_id = 0
		)
	)`);
