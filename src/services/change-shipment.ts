import { Invalid, NotFound } from "../core/errors.ts";
import { type Applied, refreshShipment } from "../ingest/refresh.ts";
import type { BrandId } from "../store/brands.ts";
import { connectionForCarrier } from "../store/connections.ts";
import type { Transaction } from "../store/database.ts";
import { setNeeds } from "../store/legs.ts";
import { lockFollowing } from "../store/number-locks.ts";
import { lockParcels, type Parcel, type ShipmentKey } from "../store/parcels.ts";
import { getShipment, patchShipment, type ShipmentPatch } from "../store/shipments.ts";
import { type Branded, brandFor, rebrand } from "./brands.ts";
import { registrableCarrier } from "./carriers.ts";
import { checkNeeds } from "./check-needs.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { followBy, followingConnection, namedLeg } from "./following-connection.ts";
import { fieldsOf, noted } from "./noted.ts";
import { originalOf } from "./original-of.ts";
import { endOf, refreshing, saveOrder } from "./register-shipment.ts";
import { viewShipments } from "./view-shipments.ts";
import type { Principal, ShipmentChange, ShipmentView } from "./views.ts";
import { watchAtCheckout } from "./watch-at-checkout.ts";

/**
 * Changes what a seller told of a parcel: what is left out stays, null takes away. Its state, its arrival and its page
 * follow at once. Throws `NotFound` and `Invalid`.
 */
export async function changeShipment(
	deps: Deps,
	principal: Principal,
	id: string,
	change: ShipmentChange,
): Promise<ShipmentView> {
	const sellerId = sellerOf(principal);
	const shipment = await getShipment(deps.db, sellerId, id);
	if (!shipment) throw new NotFound(`There is no shipment ${id}.`);
	const changed = await deps.db.transaction(async (tx) => {
		if (change.connection !== undefined) await lockFollowing(tx, sellerId, shipment.carrier, "waybill");
		const [before] = await lockParcels(tx, [shipment]);
		if (!before) throw new NotFound(`There is no shipment ${id}.`);
		await changeNeeds(tx, deps, before, change.needs);
		await changeConnection(tx, before, change.connection);
		const original = change.returnOf ? await originalOf(tx, sellerId, change.returnOf, before) : null;
		const order = change.order ? await saveOrder(tx, deps, sellerId, change.order) : null;
		const brandId = await changedBrand(tx, before, change.brand, { orderId: order?.rowId ?? null, original });
		const patch: ShipmentPatch = {
			...(brandId !== undefined && { brandId }),
			...(change.reference !== undefined && { reference: change.reference }),
			...(change.order !== undefined && { orderId: order?.rowId ?? null }),
			...(change.returnOf !== undefined && { returnOf: original?.rowId ?? null }),
			...(change.origin !== undefined && { origin: endOf(change.origin ?? undefined) }),
			...(change.destination !== undefined && { destination: endOf(change.destination ?? undefined) }),
			...(change.service !== undefined && { service: change.service }),
			...(change.promisedBy !== undefined && { promisedBy: change.promisedBy }),
		};
		const patched = await patchShipment(tx, sellerId, id, patch);
		if (patched) await watchAtCheckout(tx, deps, patched, change.order);
		await noted(tx, principal, deps.now(), {
			action: "shipment.changed",
			subject: id,
			details: { fields: fieldsOf(change) },
		});
		// Whoever has the page open of the one that it came back from, or does now, is shown so.
		const { returnOf } = before;
		const others: ShipmentKey[] = [
			...(change.returnOf !== undefined && returnOf !== null ? [{ sellerId, rowId: returnOf }] : []),
			...(original && original.rowId !== returnOf ? [original] : []),
		];
		const applied: Applied[] = [];
		for (const one of [before, ...others]) applied.push(await refreshShipment(tx, one, refreshing(deps)));
		return applied;
	});
	for (const one of changed) deps.changed(one);
	const stored = await getShipment(deps.db, sellerId, id);
	const [view] = await viewShipments(deps, stored ? [stored] : [], deps.now());
	if (!view) throw new NotFound(`There is no shipment ${id}.`);
	return view;
}

/** A parcel that comes to an order, or brings a parcel back, bears the brand of that; one that stays takes its order with it. */
async function changedBrand(
	tx: Transaction,
	before: Parcel,
	named: ShipmentChange["brand"],
	{ orderId, original }: Pick<Branded, "orderId" | "original">,
): Promise<BrandId | undefined> {
	if (orderId !== null || original) {
		return brandFor(tx, before.sellerId, { named, orderId: orderId ?? before.orderId, original, there: before });
	}
	if (named !== undefined) await rebrand(tx, before, named);
	return undefined;
}

/** Who follows the number that it is known by. */
async function changeConnection(tx: Transaction, parcel: Parcel, named: ShipmentChange["connection"]): Promise<void> {
	if (named === undefined) return;
	const connection = await followingConnection(tx, parcel.sellerId, registrableCarrier(parcel.carrier), named);
	const leg = namedLeg(parcel);
	if (leg) await followBy(tx, parcel, leg, connection);
}

/** What its carrier asks for beside the number; asked for anew with it. */
async function changeNeeds(tx: Transaction, deps: Deps, parcel: Parcel, given: ShipmentChange["needs"]): Promise<void> {
	if (given === undefined) return;
	const { id, sellerId, rowId, carrier } = parcel;
	const leg = parcel.legs.findLast((one) => one.carrier === carrier && one.wrongSince === null);
	if (!leg) {
		const detail = "Its carrier is not asked for this parcel, and needs nothing.";
		throw new Invalid(detail, [{ pointer: "/needs", detail }]);
	}
	const connection = await connectionForCarrier(tx, sellerId, carrier);
	const needs = checkNeeds(registrableCarrier(carrier), connection, given ?? {});
	await setNeeds(
		tx,
		deps.vault,
		{ id, sellerId, shipmentId: rowId, number: leg.number },
		needs,
		deps.now().toISOString(),
	);
}
