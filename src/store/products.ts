import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Product } from "../core/products/product.ts";
import { jsons, scalars, texts, textValue } from "./columns.ts";
import type { Queries, RowId, Transaction } from "./database.ts";
import { onlyRow } from "./query.ts";

/** A product as it is kept. */
export interface StoredProduct extends Product {
	/** When the feed last said something else of it, `…Z`. */
	readonly changedAt: string;
	/** Why its picture could not be had; null where it could, or where nobody has asked for it. */
	readonly pictureRefused: string | null;
}

/**
 * Adds them, or changes those that are there; the others stay. Each id once. Answers how many were added and how many are
 * another than before.
 */
export function putProducts(
	tx: Transaction,
	sellerId: RowId,
	products: readonly Product[],
	now: string,
): Promise<{ readonly added: number; readonly changed: number }> {
	// In one order always, so that two feeds that come at once wait for each other and do not lock each other out.
	const rows = products.toSorted((one, other) => (one.id < other.id ? -1 : 1));
	const column = (name: keyof Omit<Product, "related">) => texts(rows, (product) => product[name]);
	return onlyRow(
		tx,
		sql`with put as (
				insert into products as o (
					seller_id, product_id, title, link, image_link, price, availability, item_group_id, product_type,
					related, lot, changed_at
				)
				select ${sellerId}::int8, n.id, n.title, n.link, n.image, n.price, n.availability, n.grouped, n.type,
					n.related::jsonb, n.lot, ${now}::timestamptz
				from unnest(
					${column("id")}, ${column("title")}, ${column("link")}, ${column("image_link")}, ${column("price")},
					${column("availability")}, ${column("item_group_id")}, ${column("product_type")},
					${jsons(rows, ({ related }) => related)}, ${scalars("int4", rows, ({ id }) => lotOf(id))}
				) n (id, title, link, image, price, availability, grouped, type, related, lot)
				on conflict (seller_id, product_id) do update set
					title = excluded.title, link = excluded.link, image_link = excluded.image_link, price = excluded.price,
					availability = excluded.availability, item_group_id = excluded.item_group_id,
					product_type = excluded.product_type, related = excluded.related, changed_at = excluded.changed_at
				where (
					o.title, o.link, o.image_link, o.price, o.availability, o.item_group_id, o.product_type, o.related
				) is distinct from (
					excluded.title, excluded.link, excluded.image_link, excluded.price, excluded.availability,
					excluded.item_group_id, excluded.product_type, excluded.related
				)
				returning product_id, image_link, xmax = 0 as is_new
			), stale as (
				delete from product_pictures i using put
				where i.seller_id = ${sellerId}::int8 and i.product_id = put.product_id
					and i.image_link is distinct from put.image_link
			)
			select (count(*) filter (where is_new))::int4 as added, (count(*) filter (where not is_new))::int4 as changed
			from put`,
	);
}

/** All that is not among these ids. Answers how many. */
export async function removeOtherProducts(tx: Transaction, sellerId: RowId, ids: readonly string[]): Promise<number> {
	const gone = await tx.rows(
		sql`delete from products o where o.seller_id = ${sellerId}::int8
			and not exists (select from unnest(${texts(ids, (id) => id)}) n (id) where n.id = o.product_id)
			returning 1 as gone`,
	);
	return gone.length;
}

/** False where there is none of this id. */
export async function removeProduct(tx: Transaction, sellerId: RowId, id: string): Promise<boolean> {
	const gone = await tx.rows(
		sql`delete from products where seller_id = ${sellerId}::int8 and product_id = ${textValue(id)} returning 1 as gone`,
	);
	return gone.length > 0;
}

export interface CountedProducts {
	readonly count: number;
	readonly inStock: number;
	/** `…Z`; null without any. */
	readonly changedAt: string | null;
}

export function countProducts(db: Queries, sellerId: RowId): Promise<CountedProducts> {
	return onlyRow(
		db,
		sql`select count(*)::int4 as count, (count(*) filter (where availability = 'in_stock'))::int4 as "inStock",
				max(changed_at) as "changedAt"
			from products where seller_id = ${sellerId}::int8`,
	);
}

/** By their ids, in the order of their bytes. `next` is the id after which it goes on; null at the end. */
export async function listProducts(
	db: Queries,
	sellerId: RowId,
	{ limit, after }: { readonly limit: number; readonly after?: string | null },
): Promise<{ readonly items: readonly StoredProduct[]; readonly next: string | null }> {
	const beyond = after ? sql`and o.product_id > ${textValue(after)}` : sql``;
	const found = await db.rows<StoredProduct>(
		sql`select ${COLUMNS}, o.changed_at as "changedAt", i.refused as "pictureRefused"
			from products o
			left join product_pictures i on i.seller_id = o.seller_id and i.product_id = o.product_id
			where o.seller_id = ${sellerId}::int8 ${beyond}
			order by o.product_id limit ${limit + 1}::int4`,
	);
	const items = found.slice(0, limit);
	return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** In no order. Missing ones are left out. */
export function productsById(db: Queries, sellerId: RowId, ids: readonly string[]): Promise<readonly Product[]> {
	return db.rows(
		sql`select ${COLUMNS} from products o
			where o.seller_id = ${sellerId}::int8 and o.product_id = any (${texts(ids, (id) => id)})`,
	);
}

/** Of a shelf or a group that are looked at: those of one thing come together. */
const MOST_ALIKE = 30;

/**
 * What is in stock on these shelves or in these groups, at most sixty of each, from the lot of `turn` on and round again:
 * each page begins elsewhere, and the same page with the same.
 */
export function productsLike(
	db: Queries,
	sellerId: RowId,
	like: { readonly types: readonly string[]; readonly groups: readonly string[]; readonly turn: string },
): Promise<readonly Product[]> {
	const from = lotOf(like.turn);
	const half = (column: "product_type" | "item_group_id", side: ">=" | "<") => sql`(
		select * from products o where o.seller_id = ${sellerId}::int8 and o.availability = 'in_stock'
			and o.${sql.raw(column)} = one.name and o.lot ${sql.raw(side)} ${from}::int4
		order by o.lot limit ${MOST_ALIKE}::int4
	)`;
	const alike = (column: "product_type" | "item_group_id", names: readonly string[]) => sql`(
		select o.* from unnest(${texts(names, (name) => name)}) one (name)
		cross join lateral (${half(column, ">=")} union all ${half(column, "<")}) o
	)`;
	return db.rows(
		sql`select ${COLUMNS} from (
				${alike("product_type", like.types)} union ${alike("item_group_id", like.groups)}
			) o order by o.lot < ${from}::int4, o.lot, o.product_id`,
	);
}

/** A number of its own for each word, spread evenly. */
function lotOf(word: string): number {
	return createHash("sha256").update(word).digest().readInt32BE(0);
}

const COLUMNS: SQL = sql.raw(`
	o.product_id as id, o.title, o.link, o.image_link, o.price, o.availability, o.item_group_id, o.product_type, o.related`);
