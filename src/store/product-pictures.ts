import { sql } from "drizzle-orm";
import { texts, textValue } from "./columns.ts";
import type { Queries, RowId } from "./database.ts";
import { row } from "./query.ts";

export interface ProductKey {
	readonly sellerId: RowId;
	readonly productId: string;
}

/** A picture of a product, drawn by us. */
export interface DrawnPicture {
	/** 32 hexadecimal digits of its SHA-256: the end of its address. */
	readonly digest: string;
	readonly width: number;
	readonly height: number;
	/** JPEG. */
	readonly image: Uint8Array;
}

/** One that could not be had is asked for again so often, later each time. */
const MOST_TRIES = 5;

/**
 * Takes it upon this node to fetch a product's picture, until the lease ends. Its address; null where there is none, it is
 * here already, another node has it, or nobody asks for it any more.
 */
export async function claimPicture(
	db: Queries,
	{ sellerId, productId }: ProductKey,
	{ now, until }: { readonly now: string; readonly until: string },
): Promise<{ readonly imageLink: string; readonly tries: number } | null> {
	return row(
		db,
		sql`insert into product_pictures as i (seller_id, product_id, image_link, look_at, tries)
			select seller_id, product_id, image_link, ${until}::timestamptz, 1 from products
			where seller_id = ${sellerId}::int8 and product_id = ${textValue(productId)} and image_link is not null
			on conflict (seller_id, product_id) do update set look_at = excluded.look_at, tries = i.tries + 1
			where i.digest is null and i.look_at <= ${now}::timestamptz and i.tries < ${MOST_TRIES}::int4
			returning image_link as "imageLink", tries`,
	);
}

/** Unless the feed names another address by now. */
export async function keepPicture(
	db: Queries,
	{ sellerId, productId }: ProductKey,
	imageLink: string,
	{ digest, width, height, image }: DrawnPicture,
): Promise<void> {
	await db.rows(
		sql`update product_pictures set
				digest = ${textValue(digest)}, width = ${width}::int2, height = ${height}::int2, image = ${image}::bytea,
				refused = null
			where seller_id = ${sellerId}::int8 and product_id = ${textValue(productId)} and image_link = ${textValue(imageLink)}`,
	);
}

/** `refused`: a sentence for the seller. */
export async function refusePicture(
	db: Queries,
	{ sellerId, productId }: ProductKey,
	imageLink: string,
	{ refused, lookAt }: { readonly refused: string; readonly lookAt: string },
): Promise<void> {
	await db.rows(
		sql`update product_pictures set refused = ${textValue(refused)}, look_at = ${lookAt}::timestamptz
			where seller_id = ${sellerId}::int8 and product_id = ${textValue(productId)} and image_link = ${textValue(imageLink)}`,
	);
}

export interface KnownPicture extends Omit<DrawnPicture, "image"> {
	readonly productId: string;
}

/** Of these products, as far as they are here. */
export function picturesOf(db: Queries, sellerId: RowId, ids: readonly string[]): Promise<readonly KnownPicture[]> {
	return db.rows(
		sql`select product_id as "productId", digest, width, height from product_pictures
			where seller_id = ${sellerId}::int8 and product_id = any (${texts(ids, (id) => id)}) and digest is not null`,
	);
}

/** Null where the seller has none of this digest. */
export async function pictureNamed(db: Queries, sellerId: RowId, digest: string): Promise<Uint8Array | null> {
	const found = await row<{ readonly image: Uint8Array }>(
		db,
		sql`select image from product_pictures
			where seller_id = ${sellerId}::int8 and digest = ${textValue(digest)} limit 1`,
	);
	return found?.image ?? null;
}
