import { NotFound } from "../core/errors.ts";
import { writeCursor } from "../store/cursor.ts";
import type { Queries, RowId } from "../store/database.ts";
import { listShipments } from "../store/list-shipments.ts";
import { getOrder as findById, findOrder, listOrders as listStored, type Order } from "../store/orders.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { cursorOf, viewShipments } from "./view-shipments.ts";
import type { OrderView, Principal } from "./views.ts";

/** Parcels of one order that an answer shows at most. */
const maxParcels = 100;

/** By its id, or the seller's own reference. Throws `NotFound`. */
export async function getOrder(deps: Deps, principal: Principal, id: string): Promise<OrderView> {
	const order = await orderNamed(deps.db, sellerOf(principal), id);
	if (!order) throw new NotFound(`There is no order ${id}.`);
	return viewOrder(deps, order);
}

/** By id or reference. */
export async function orderNamed(db: Queries, sellerId: RowId, name: string): Promise<Order | null> {
	return (await findById(db, sellerId, name)) ?? (await findOrder(db, sellerId, name));
}

/** Newest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listOrders(
	deps: Deps,
	principal: Principal,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly OrderView[]; readonly next: string | null }> {
	const { items, next } = await listStored(deps.db, sellerOf(principal), { limit, after: cursorOf(cursor) });
	return { items: await Promise.all(items.map((order) => viewOrder(deps, order))), next: next && writeCursor(next) };
}

async function viewOrder(deps: Deps, order: Order): Promise<OrderView> {
	const filter = { orderId: order.rowId };
	const { items } = await listShipments(deps.db, order.sellerId, filter, { limit: maxParcels });
	return {
		id: order.id,
		reference: order.reference,
		items: order.items,
		shipments: await viewShipments(deps, items.toReversed(), deps.now()),
		createdAt: order.createdAt,
	};
}
