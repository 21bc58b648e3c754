import { type SQL, sql } from "drizzle-orm";
import { jsonValue, keepable, scalars, textValue } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import type { Queries, RowId } from "./database.ts";
import { publicId } from "./ids.ts";
import { onlyRow, row } from "./query.ts";
import type { Vault } from "./seal.ts";

/** One or more shipments that a buyer bought together. */
export interface Order {
	readonly rowId: RowId;
	readonly sellerId: RowId;
	/** `ord_…` */
	readonly id: string;
	/** The seller's own number; one order each. */
	readonly reference: string;
	readonly items: readonly OrderItem[];
	/** Sealed: see buyerOf. */
	readonly sealedBuyer: Uint8Array | null;
	readonly locale: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
}

export interface OrderItem {
	readonly name: string;
	readonly quantity: number;
	readonly imageUrl: string | null;
	/** The id that the seller's product feed has it under. Absent where nobody named one. */
	readonly sku?: string;
}

/** What is known of the buyer, for mail and for the look-up by number and postcode. */
export interface Buyer {
	readonly email: string | null;
	readonly postcode: string | null;
	/** Ids of products that he looked at in the shop, the newest first. Absent where nobody told. */
	readonly viewed?: readonly string[];
}

export interface NewOrder {
	readonly reference: string;
	readonly items?: readonly OrderItem[];
	readonly buyer?: Buyer | null;
	readonly locale?: string | null;
}

/** Adds the order, or changes what is given of the one with this reference; what is left out stays as it was. */
export function upsertOrder(db: Queries, vault: Vault, sellerId: RowId, order: NewOrder): Promise<Order> {
	const { buyer } = order;
	const reference = keepable(order.reference);
	const sealed = buyer ? vault.seal(JSON.stringify(buyer), buyerContext(sellerId, reference)) : null;
	const items = order.items === undefined ? sql`null::jsonb` : jsonValue(order.items);
	return onlyRow(
		db,
		sql`insert into orders as o (seller_id, public_id, reference, items, sealed_buyer, locale)
			values (
				${sellerId}::int8, ${publicId("ord")}, ${reference}::text, coalesce(${items}, '[]'),
				${sealed}::bytea, ${textValue(order.locale)}
			)
			on conflict (seller_id, reference) do update set
				items = coalesce(${items}, o.items),
				sealed_buyer = coalesce(excluded.sealed_buyer, o.sealed_buyer),
				locale = coalesce(excluded.locale, o.locale),
				updated_at = now()
			returning ${COLUMNS}`,
	);
}

/** By public id. */
export function getOrder(db: Queries, sellerId: RowId, id: string): Promise<Order | null> {
	return row(
		db,
		sql`select ${COLUMNS} from orders where seller_id = ${sellerId}::int8 and public_id = ${textValue(id)}`,
	);
}

/** By the seller's own reference. */
export function findOrder(db: Queries, sellerId: RowId, reference: string): Promise<Order | null> {
	return row(
		db,
		sql`select ${COLUMNS} from orders where seller_id = ${sellerId}::int8 and reference = ${textValue(reference)}`,
	);
}

/** In no order. Missing ones are left out. */
export function ordersByRowId(db: Queries, sellerId: RowId, rowIds: readonly RowId[]): Promise<readonly Order[]> {
	return db.rows(
		sql`select ${COLUMNS} from orders
			where seller_id = ${sellerId}::int8 and id = any (${scalars("int8", rowIds, (rowId) => rowId)})`,
	);
}

/** Newest first. `next` is where to go on, null at the end. */
export async function listOrders(
	db: Queries,
	sellerId: RowId,
	page: { readonly limit: number; readonly after?: Cursor | null },
): Promise<{ readonly items: readonly Order[]; readonly next: Cursor | null }> {
	const { after } = page;
	const before = after ? sql`and (created_at, id) < (${after.createdAt}::timestamptz, ${after.rowId}::int8)` : sql``;
	const found = await db.rows<Order>(
		sql`select ${COLUMNS} from orders where seller_id = ${sellerId}::int8 ${before}
			order by created_at desc, id desc limit ${page.limit + 1}::int4`,
	);
	const items = found.slice(0, page.limit);
	const last = items.at(-1);
	return { items, next: found.length > items.length && last ? { createdAt: last.createdAt, rowId: last.rowId } : null };
}

/** Throws WrongKey or Tampered. Null where the seller told nothing. */
export function buyerOf(vault: Vault, order: Pick<Order, "sellerId" | "reference" | "sealedBuyer">): Buyer | null {
	if (order.sealedBuyer === null) return null;
	// Sealed by upsertOrder from just this type, and authenticated.
	return JSON.parse(vault.unseal(order.sealedBuyer, buyerContext(order.sellerId, order.reference)));
}

// By the seller's reference and not the order's id: it is known before the row is, and never changes.
export const buyerContext = (sellerId: RowId, reference: string) => `buyer of order ${reference} of seller ${sellerId}`;

const COLUMNS: SQL = sql.raw(`
	id as "rowId", seller_id as "sellerId", public_id as "id", reference, items, sealed_buyer as "sealedBuyer", locale,
	created_at as "createdAt", updated_at as "updatedAt"`);
