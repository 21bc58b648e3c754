import { shopOf } from "../store/brands.ts";
import type { Transaction } from "../store/database.ts";
import { ordersByRowId } from "../store/orders.ts";
import type { Shipment } from "../store/shipments.ts";
import type { Deps } from "./deps.ts";
import type { NewOrder } from "./views.ts";
import { watchForSeller } from "./watch-parcel.ts";

type InOrder = Pick<Shipment, "sellerId" | "rowId" | "orderId" | "brandId">;

/**
 * Where the seller says that the buyer asked at the checkout, he is written of all parcels of the order: at the address
 * that was told with it, in the order's language, else the shop's. Behind the lock of the parcel.
 */
export async function watchAtCheckout(
	tx: Transaction,
	deps: Pick<Deps, "vault" | "now">,
	{ sellerId, rowId, orderId, brandId }: InOrder,
	told: NewOrder | null | undefined,
): Promise<void> {
	const { notify = false, askReviews = false, email } = told?.buyer ?? {};
	if (!notify || email === undefined || orderId === null) return;
	const [order] = await ordersByRowId(tx, sellerId, [orderId]);
	const shop = await shopOf(tx, sellerId, brandId);
	const locale = order?.locale ?? shop.brand?.language ?? "en";
	const watched = { address: email, locale, asks: askReviews };
	await watchForSeller(tx, deps, { sellerId, rowId, orderRowId: orderId }, watched);
}
