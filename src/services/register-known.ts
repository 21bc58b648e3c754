import { isDeepStrictEqual } from "node:util";
import type { Refused } from "../core/errors.ts";
import { type Applied, refreshShipments } from "../ingest/refresh.ts";
import { keepable } from "../store/columns.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { buyerOf, type Order, ordersByRowId } from "../store/orders.ts";
import { lockParcels, type Parcel, type ShipmentKey } from "../store/parcels.ts";
import type { Deps } from "./deps.ts";
import { orRefused } from "./or-refused.ts";
import {
	alreadyThere,
	keepNeeds,
	newOrderOf,
	numberOf,
	refreshing,
	saveOrder,
	type Waybill,
} from "./register-shipment.ts";
import { earlierUses } from "./reused-number.ts";
import type { NewShipment } from "./views.ts";
import { watchAtCheckout } from "./watch-at-checkout.ts";

export interface KnownWaybills {
	readonly refused: ReadonlyMap<NewShipment, Refused>;
	readonly there: readonly { readonly input: NewShipment; readonly parcel: ShipmentKey }[];
	readonly changed: readonly Applied[];
}

/**
 * Of waybills whose numbers somebody registered, and this transaction has locked, those that are the parcel that is there
 * and tell nothing of it that is linked to others, by the rules of registerShipment. What more there is to do, such as
 * putting it into an order, is left out of the answer.
 */
export async function registerKnown(
	tx: Transaction,
	deps: Deps,
	sellerId: RowId,
	waybills: readonly Waybill[],
): Promise<KnownWaybills> {
	const plain = waybills.filter(
		({ input }) => input.returnOf === undefined && input.brand === undefined && input.connection === undefined,
	);
	const asked = plain.map((waybill) => ({ number: numberOf(sellerId, waybill), waybill: waybill.input }));
	const uses = await earlierUses(tx, sellerId, asked, deps.now());
	const refused = new Map<NewShipment, Refused>();
	const found: { readonly waybill: Waybill; readonly rowId: RowId }[] = [];
	for (const [index, waybill] of plain.entries()) {
		const { there, orderReference = null, isReuse = true } = uses[index] ?? {};
		if (!there || isReuse) continue;
		const { reference, order } = waybill.input;
		if (reference !== undefined && there.reference !== null && reference !== there.reference) {
			refused.set(waybill.input, alreadyThere(there, `with the reference "${there.reference}"`));
		} else if (order && orderReference !== null && keepable(order.reference) !== orderReference) {
			refused.set(waybill.input, alreadyThere(there, "in another order"));
		} else if (reference === undefined || there.reference !== null) {
			if (!order || orderReference !== null) found.push({ waybill, rowId: there.rowId });
		}
	}
	// First the parcels, then their legs and orders: so does everybody who changes one.
	const keys = [...new Set(found.map(({ rowId }) => rowId))].map((rowId) => ({ sellerId, rowId }));
	const parcels = new Map((await lockParcels(tx, keys)).map((parcel) => [parcel.rowId, parcel]));
	const orders = await ordersOf(tx, sellerId, [...parcels.values()]);
	const there: { readonly input: NewShipment; readonly parcel: Parcel }[] = [];
	const stale = new Map<RowId, Parcel>();
	for (const { waybill, rowId } of found) {
		const { input, carrier } = waybill;
		const parcel = parcels.get(rowId);
		if (!parcel) continue;
		const kept = await orRefused(async () => ({ kept: await keepNeeds(tx, deps, carrier, parcel, input.needs) }));
		if ("refused" in kept) {
			refused.set(input, kept.refused);
			continue;
		}
		const order = parcel.orderId === null ? undefined : orders.get(parcel.orderId);
		if (input.order && order) {
			const isNews = isToldAnew(deps, order, input.order);
			if (isNews) orders.set(order.rowId, await saveOrder(tx, deps, sellerId, input.order));
			// Its page is as old as its row: another parcel of the order may have changed that since.
			await watchAtCheckout(tx, deps, parcel, input.order);
			if (isNews || order.updatedAt > parcel.updatedAt) stale.set(parcel.rowId, parcel);
		}
		there.push({ input, parcel });
	}
	return { refused, there, changed: await refreshShipments(tx, [...stale.values()], refreshing(deps)) };
}

async function ordersOf(tx: Transaction, sellerId: RowId, parcels: readonly Parcel[]): Promise<Map<RowId, Order>> {
	const ids = [...new Set(parcels.flatMap(({ orderId }) => orderId ?? []))];
	if (ids.length === 0) return new Map();
	return new Map((await ordersByRowId(tx, sellerId, ids)).map((order) => [order.rowId, order]));
}

/** Whether anything that is told of an order is not what is kept of it. */
function isToldAnew({ vault }: Deps, kept: Order, told: NonNullable<NewShipment["order"]>): boolean {
	const { items, buyer, locale } = newOrderOf(told);
	if (locale != null && keepable(locale) !== kept.locale) return true;
	if (items && !isDeepStrictEqual(items, kept.items)) return true;
	return buyer != null && !isDeepStrictEqual(buyer, buyerOf(vault, kept));
}
