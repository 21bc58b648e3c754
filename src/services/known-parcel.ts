import type { ParcelPage } from "../core/page.ts";
import { arrivalAsOf } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Shop } from "../store/brands.ts";
import type { Queries } from "../store/database.ts";
import { type Order, ordersByRowId } from "../store/orders.ts";
import { pageByToken, type StoredPage } from "../store/pages.ts";

/** What pages and letters say of a parcel, all by the same moment. */
export interface KnownParcel {
	readonly stored: StoredPage;
	/** As the snapshot has it: the same value as `parcel` where nothing else is known by now. */
	readonly written: ParcelPage;
	readonly parcel: ParcelPage;
	readonly order: Order | undefined;
}

/** The parcel of a link as it stands at `now`; null where there is no page yet. */
export async function knownParcel(db: Queries, token: string, now: Date): Promise<KnownParcel | null> {
	const stored = await pageByToken(db, token);
	if (!stored) return null;
	const { sellerId, orderId, shop } = stored;
	const [order] = orderId === null ? [] : await ordersByRowId(db, sellerId, [orderId]);
	const written = readPage(stored.page);
	return { stored, written, parcel: asItStands(written, { order, shop, now }), order };
}

/** Written by the page builder alone: see state-of.ts. */
export function readPage(snapshot: string): ParcelPage {
	return JSON.parse(snapshot) as ParcelPage;
}

export interface Beside {
	readonly order: Pick<Order, "items"> | undefined;
	readonly shop: Pick<Shop, "name" | "contactEmail">;
	readonly now: Date;
}

/**
 * A page outlives the arrival in it, the things that the order held when it was written, and the shop's name. The same value
 * where none of them is another by now.
 */
export function asItStands(page: ParcelPage, { order, shop: { name, contactEmail }, now }: Beside): ParcelPage {
	const { eta, late } = arrivalAsOf(page, now.toISOString(), clockIn);
	const items = order?.items ?? page.items;
	const isSameShop = page.shop.name === name && page.shop.contactEmail === contactEmail;
	const isCurrent = eta === page.eta && isSameShop && JSON.stringify(items) === JSON.stringify(page.items);
	return isCurrent ? page : { ...withShop(page, { name, contactEmail }), items, eta, late };
}

/** A courier of the shop's own has the shop's name, where its connection has none. */
function withShop(page: ParcelPage, shop: ParcelPage["shop"]): ParcelPage {
	const isShops = (hand: { readonly code?: string; readonly name: string }) =>
		hand.code === "push" && hand.name === page.shop.name;
	const renamed = <Hand extends { readonly code?: string; readonly name: string }>(hand: Hand): Hand =>
		isShops(hand) ? { ...hand, name: shop.name } : hand;
	const { carrier, onward } = page;
	return { ...page, shop, carrier: renamed(carrier), ...(onward && { onward: onward.map(renamed) }) };
}
