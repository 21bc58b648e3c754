import { chooseProducts } from "../core/products/choose.ts";
import { mayShowProducts } from "../core/products/may-show.ts";
import type { Product } from "../core/products/product.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Queries, RowId } from "../store/database.ts";
import { buyerOf, ordersByRowId } from "../store/orders.ts";
import { type KnownPicture, picturesOf } from "../store/product-pictures.ts";
import { productReader } from "../store/product-readers.ts";
import { productsById, productsLike } from "../store/products.ts";
import { Tampered, type Vault, WrongKey } from "../store/seal.ts";
import type { Deps } from "./deps.ts";
import { readPage } from "./known-parcel.ts";
import type { OpenPage } from "./pages.ts";

/** A product as a reader sees it. */
export interface ShownProduct {
	readonly title: string;
	/** `15.00 EUR` */
	readonly price: string | null;
	/** On a site of the shop's own. */
	readonly link: string;
	/** Drawn by us, at an address of this service, with its pixels; null where there is none, or none yet. */
	readonly image: { readonly url: string; readonly width: number; readonly height: number } | null;
}

export interface ShowDeps extends Pick<Deps, "db" | "vault" | "now"> {
	/** Has pictures of them fetched that are not here. */
	readonly wantPictures: (sellerId: RowId, productIds: readonly string[]) => void;
}

/** What a page has to show of its shop. */
export interface ShownProducts {
	/** The reader said that he wants to see it. Until then both lists are empty, whatever there is. */
	readonly isWanted: boolean;
	readonly viewed: readonly ShownProduct[];
	readonly related: readonly ShownProduct[];
}

/** Shelves and groups of an order that are looked at; more than a page shows come of any of them. */
const MOST_LOOKED_AT = 5;

/**
 * Things of the shop for whoever opened a parcel's page. Null: nothing is offered, because the shop shows none, because
 * something may be wrong with a parcel of the page (see core/products/may-show.ts), or because nothing fits.
 */
export async function shownProducts(
	{ db, vault, now, wantPictures }: ShowDeps,
	token: string,
	open: Pick<OpenPage, "page" | "others" | "sourceDown" | "brand">,
	isWanted: boolean,
): Promise<ShownProducts | null> {
	const { show, sites } = open.brand.products;
	if (!show) return null;
	const reader = await productReader(db, token);
	if (!reader) return null;
	const isAllWell = mayShowProducts({
		parcel: readPage(open.page),
		others: open.others.map(({ kind, page }) => ({ kind, parcel: readPage(page) })),
		isSourceDown: open.sourceDown !== null,
		hasOpenQuestion: reader.hasOpenQuestion,
		hasBadReview: reader.hasBadReview,
		now: now().toISOString(),
		clockIn,
	});
	if (!isAllWell) return null;
	const { bought, viewed } = await interestsOf({ db, vault }, reader);
	const known = await around(db, reader.sellerId, { bought, viewed, turn: token });
	const chosen = chooseProducts({ bought, viewed, known, sites });
	const all = [...chosen.viewed, ...chosen.related];
	if (all.length === 0) return null;
	const ids = all.map(({ id }) => id);
	const pictures = await picturesOf(db, reader.sellerId, ids);
	const isHere = (id: string) => pictures.some(({ productId }) => productId === id);
	// While it is merely offered: when the button is pressed they are here.
	wantPictures(
		reader.sellerId,
		all.flatMap(({ id, image_link }) => (image_link === null || isHere(id) ? [] : id)),
	);
	if (!isWanted) return { isWanted, viewed: [], related: [] };
	const asShown = ({ id, title, price, link }: Product): ShownProduct => {
		const picture = pictures.find(({ productId }) => productId === id);
		return { title, price, link, image: picture ? addressOf(token, picture) : null };
	};
	return { isWanted, viewed: chosen.viewed.map(asShown), related: chosen.related.map(asShown) };
}

function addressOf(token: string, { digest, width, height }: KnownPicture): ShownProduct["image"] {
	return { url: `/t/${token}/products/${digest}`, width, height };
}

/** What the order tells of its buyer. */
async function interestsOf(
	{ db, vault }: Pick<Deps, "db" | "vault">,
	{ sellerId, orderId }: { readonly sellerId: RowId; readonly orderId: RowId | null },
) {
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	return {
		bought: [...new Set((order?.items ?? []).flatMap(({ sku }) => sku ?? []))],
		viewed: order ? viewedIn(vault, order) : [],
	};
}

function viewedIn(vault: Vault, order: Parameters<typeof buyerOf>[1]): readonly string[] {
	try {
		return buyerOf(vault, order)?.viewed ?? [];
	} catch (error) {
		// What nobody can read any more is not missed here.
		if (error instanceof WrongKey || error instanceof Tampered) return [];
		throw error;
	}
}

/** All that a choice may be made from. */
async function around(
	db: Queries,
	sellerId: RowId,
	{
		bought,
		viewed,
		turn,
	}: { readonly bought: readonly string[]; readonly viewed: readonly string[]; readonly turn: string },
): Promise<readonly Product[]> {
	if (bought.length + viewed.length === 0) return [];
	const named = await productsById(db, sellerId, [...bought, ...viewed]);
	const things = named.filter(({ id }) => bought.includes(id));
	if (things.length === 0) return named;
	const few = (values: readonly (string | null)[]) =>
		[...new Set(values.flatMap((value) => value ?? []))].slice(0, MOST_LOOKED_AT);
	const [going, alike] = await Promise.all([
		productsById(db, sellerId, [...new Set(things.flatMap(({ related }) => related))]),
		productsLike(db, sellerId, {
			types: few(things.map(({ product_type: type }) => type)),
			groups: few(things.map(({ item_group_id: group }) => group)),
			turn,
		}),
	]);
	return [...named, ...going, ...alike];
}
