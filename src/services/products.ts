import { Conflict, Invalid, NotFound } from "../core/errors.ts";
import { ownLink, PRODUCT_LIMITS, type Product } from "../core/products/product.ts";
import { listBrands, shopOf } from "../store/brands.ts";
import type { Queries, RowId } from "../store/database.ts";
import {
	type CountedProducts,
	countProducts as count,
	listProducts as listStored,
	putProducts as put,
	removeProduct as remove,
	removeOtherProducts,
	type StoredProduct,
} from "../store/products.ts";
import { brandOf } from "./brand-of.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { noted } from "./noted.ts";
import type { Principal } from "./views.ts";

/** What became of a part of a feed, or of all of it. */
export interface PutProducts {
	readonly added: number;
	readonly changed: number;
	/** The same as they were before. */
	readonly unchanged: number;
	readonly removed: number;
}

/** A product in answers to sellers: the fields of its feed, and whether pages can show it. */
export interface ProductView extends StoredProduct {
	/**
	 * Why no page shows it, whoever looks: `off` nobody is shown anything, `other-site` it leads to none of the shop's sites.
	 * Null: pages may.
	 */
	readonly notShown: "off" | "not-in-stock" | "other-site" | null;
}

/**
 * Adds or changes these; of those with one id the last counts. `all`: this is the whole feed, and what is neither in it nor
 * among `kept` goes. Throws `Invalid` for a whole feed of nothing, and `Conflict` where there would be too many.
 */
export function putProducts(
	{ db, now }: Pick<Deps, "db" | "now">,
	principal: Principal,
	products: readonly Product[],
	{ isAll, kept = [] }: { readonly isAll: boolean; readonly kept?: readonly string[] },
): Promise<PutProducts> {
	const sellerId = sellerOf(principal);
	const unique = [...new Map(products.map((product) => [product.id, product])).values()];
	// An export that failed must not empty the shop's pages.
	if (isAll && unique.length === 0)
		throw new Invalid("There is no product in it that can be read, so that nothing was changed or removed.");
	return db.transaction(async (tx) => {
		const ids = [...unique.map(({ id }) => id), ...kept];
		const removed = isAll ? await removeOtherProducts(tx, sellerId, ids) : 0;
		let [added, changed] = [0, 0];
		for (let at = 0; at < unique.length; at += AT_ONCE) {
			const part = await put(tx, sellerId, unique.slice(at, at + AT_ONCE), now().toISOString());
			[added, changed] = [added + part.added, changed + part.changed];
		}
		await refuseTooMany(tx, sellerId);
		if (added + changed + removed > 0) {
			const details = { added, changed, removed };
			await noted(tx, principal, now(), { action: "products.changed", subject: null, details });
		}
		return { added, changed, unchanged: unique.length - added - changed, removed };
	});
}

/** In one statement: the embedded database does nothing else meanwhile. */
const AT_ONCE = 1_000;

async function refuseTooMany(tx: Queries, sellerId: RowId): Promise<void> {
	const { products: most } = PRODUCT_LIMITS;
	const { count: there } = await count(tx, sellerId);
	if (there > most)
		throw new Conflict(`That would be ${there} products, and ${most} is the most. Nothing was changed.`);
}

/** By their ids. Throws `Invalid` for a cursor that is none of ours. */
export async function listProducts(
	{ db }: Pick<Deps, "db">,
	principal: Principal,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly ProductView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	const after = cursor === undefined ? null : Buffer.from(cursor, "base64url").toString("utf8");
	if (after !== null && Buffer.from(after).toString("base64url") !== cursor)
		throw new Invalid("The cursor is not one of ours. Follow the address in the Link header as it stands.");
	const shops = [await shopOf(db, sellerId, null), ...(await listBrands(db, sellerId))];
	const sites = shops.flatMap((shop) => {
		const { show, sites } = brandOf(shop).products;
		return show ? sites : [];
	});
	const { items, next } = await listStored(db, sellerId, { limit, after });
	return {
		items: items.map((product) => ({ ...product, notShown: whyNot(product, sites) })),
		next: next && Buffer.from(next).toString("base64url"),
	};
}

function whyNot({ link, availability }: Product, sites: readonly string[]): ProductView["notShown"] {
	if (sites.length === 0) return "off";
	if (availability !== "in_stock") return "not-in-stock";
	return ownLink(link, sites) === null ? "other-site" : null;
}

export function countProducts({ db }: Pick<Deps, "db">, principal: Principal): Promise<CountedProducts> {
	return count(db, sellerOf(principal));
}

/** Throws `NotFound`. */
export async function removeProduct(
	{ db, now }: Pick<Deps, "db" | "now">,
	principal: Principal,
	id: string,
): Promise<void> {
	await db.transaction(async (tx) => {
		if (!(await remove(tx, sellerOf(principal), id))) throw new NotFound("You have no product with this id.");
		await noted(tx, principal, now(), { action: "products.changed", subject: null, details: { removed: 1 } });
	});
}

/** All of them. Answers how many there were. */
export function removeProducts({ db, now }: Pick<Deps, "db" | "now">, principal: Principal): Promise<number> {
	return db.transaction(async (tx) => {
		const removed = await removeOtherProducts(tx, sellerOf(principal), []);
		if (removed > 0)
			await noted(tx, principal, now(), { action: "products.removed", subject: null, details: { removed } });
		return removed;
	});
}
