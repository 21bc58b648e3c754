import { normaliseNumber } from "../../adapters/kit/index.ts";
import { Conflict } from "../core/errors.ts";
import { fold } from "../core/fold.ts";
import { type Applied, lockWaybill, refreshShipment } from "../ingest/refresh.ts";
import { addShipment, type NewShipment as StoredWaybill } from "../store/add-shipments.ts";
import { type Connection, connectionForCarrier } from "../store/connections.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { setNeeds } from "../store/legs.ts";
import { lockFollowing } from "../store/number-locks.ts";
import { type Order, type NewOrder as StoredOrder, upsertOrder } from "../store/orders.ts";
import { lockParcels, type Parcel } from "../store/parcels.ts";
import { getShipment, patchShipment, type Shipment, type ShipmentEnd, type ShipmentPatch } from "../store/shipments.ts";
import { brandFor } from "./brands.ts";
import { type Registrable, registrableCarrier } from "./carriers.ts";
import { checkNeeds } from "./check-needs.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { carrierOfNumber } from "./detect-carrier.ts";
import { carrierOfConnection, followBy, followingConnection, namedLeg } from "./following-connection.ts";
import { originalOf } from "./original-of.ts";
import { earlierUse } from "./reused-number.ts";
import { viewShipments } from "./view-shipments.ts";
import type { EndPoint, NewOrder, NewShipment, Principal, ShipmentView } from "./views.ts";
import { watchAtCheckout } from "./watch-at-checkout.ts";

/**
 * Registers a waybill and reads what its carrier sent before anybody asked. The same waybill again answers the one that
 * is there, and adds it to an order when it had none. Throws `Invalid` and `Conflict`.
 */
export async function registerShipment(
	deps: Deps,
	principal: Principal,
	input: NewShipment,
): Promise<{ readonly created: boolean; readonly shipment: ShipmentView }> {
	const sellerId = sellerOf(principal);
	const waybill = await namedWaybill(deps, sellerId, input);
	const { shipment, created, changed } = await deps.db.transaction(async (tx) => {
		await lockWaybills(tx, sellerId, [waybill]);
		const number = numberOf(sellerId, waybill);
		const { there, isReuse, facts } = await earlierUse(tx, number, input, deps.now());
		if (there && !isReuse) {
			// First the parcel, then its legs: so does everybody who changes it.
			await lockParcels(tx, [there]);
			await keepNeeds(tx, deps, waybill.carrier, there, input.needs);
			return { ...(await registerAgain(tx, deps, there, waybill)), created: false };
		}
		const { added, original } = await addWaybill(tx, deps, sellerId, waybill, isReuse);
		await watchAtCheckout(tx, deps, added, input.order);
		const applied = await refreshShipment(tx, added, refreshing(deps), facts);
		// Whoever has the page of that one open is shown this one too.
		const told = original ? [await refreshShipment(tx, original, refreshing(deps))] : [];
		return { shipment: added, changed: [applied, ...told], created: true };
	});
	for (const one of changed) deps.changed(one);
	const stored = await getShipment(deps.db, sellerId, shipment.id);
	const [view] = await viewShipments(deps, stored ? [stored] : [], deps.now());
	if (!view) throw new Error(`Shipment ${shipment.id} vanished right after it was registered.`);
	return { created, shipment: view };
}

/** A waybill with what its number says. */
export interface Waybill {
	readonly input: NewShipment;
	readonly carrier: Registrable;
	readonly trackingNumber: string;
}

/** Throws `Invalid` where nobody can say whose the number is. */
export async function namedWaybill(deps: Deps, sellerId: RowId, input: NewShipment): Promise<Waybill> {
	const carrier = await carrierOfWaybill(deps, sellerId, input);
	return { input, carrier, trackingNumber: normaliseNumber(input.trackingNumber) };
}

function carrierOfWaybill(deps: Deps, sellerId: RowId, { carrier, connection, trackingNumber }: NewShipment) {
	if (carrier) return registrableCarrier(carrier);
	if (connection !== undefined) return carrierOfConnection(deps.db, sellerId, connection);
	return carrierOfNumber(deps, sellerId, trackingNumber);
}

/** Before anybody looks whether they are there. */
export async function lockWaybills(tx: Transaction, sellerId: RowId, waybills: readonly Waybill[]): Promise<void> {
	for (const carrier of [...new Set(waybills.map(({ carrier }) => carrier.code))].sort()) {
		await lockFollowing(tx, sellerId, carrier, "waybill");
	}
	await lockWaybill(
		tx,
		waybills.map((waybill) => numberOf(sellerId, waybill)),
	);
}

export function numberOf(sellerId: RowId, { carrier, trackingNumber }: Pick<Waybill, "carrier" | "trackingNumber">) {
	return { sellerId, carrier: carrier.code, trackingNumber };
}

/** A waybill as it is kept; what is wrong with it is said before anything is written. Throws `Invalid`. */
export async function readyWaybill(
	tx: Transaction,
	deps: Deps,
	sellerId: RowId,
	{ input, carrier, trackingNumber }: Waybill,
	{ connection, isReuse }: { readonly connection: Connection | null; readonly isReuse: boolean },
): Promise<{ readonly ready: StoredWaybill; readonly original: Parcel | null }> {
	const needs = checkNeeds(carrier, connection, input.needs);
	const original = await originalOf(tx, sellerId, input.returnOf, null);
	const order = input.order ? await saveOrder(tx, deps, sellerId, input.order) : null;
	const orderId = order?.rowId ?? null;
	const brandId = await brandFor(tx, sellerId, { named: input.brand, orderId, original, there: null });
	const ready = {
		carrier: carrier.code,
		trackingNumber,
		reference: input.reference ?? null,
		orderId,
		brandId,
		returnOf: original?.rowId ?? null,
		origin: endOf(input.origin),
		destination: endOf(input.destination),
		service: input.service ?? null,
		promisedBy: input.promisedBy ?? null,
		needs,
		connectionId: connection?.rowId ?? null,
		isReuse,
		state: fold([], deps.now().toISOString()),
	};
	return { ready, original };
}

async function addWaybill(tx: Transaction, deps: Deps, sellerId: RowId, waybill: Waybill, isReuse: boolean) {
	const connection = await followingConnection(tx, sellerId, waybill.carrier, waybill.input.connection);
	const { ready, original } = await readyWaybill(tx, deps, sellerId, waybill, { connection, isReuse });
	const { shipment } = await addShipment(tx, deps.vault, sellerId, ready);
	return { added: shipment, original };
}

/** A waybill that is there: an order, a reference, whose return it is or who follows it may be added. What contradicts it is refused and nothing is changed. */
async function registerAgain(
	tx: Transaction,
	deps: Deps,
	there: Shipment,
	waybill: Waybill,
): Promise<{ readonly shipment: Shipment; readonly changed: readonly Applied[] }> {
	const { reference, order, returnOf, brand } = waybill.input;
	if (reference !== undefined && there.reference !== null && reference !== there.reference) {
		throw alreadyThere(there, `with the reference "${there.reference}"`);
	}
	const original = await originalOf(tx, there.sellerId, returnOf, there);
	if (original && there.returnOf !== null && there.returnOf !== original.rowId) {
		throw alreadyThere(there, "as the return of another parcel");
	}
	const isGiven = await giveConnection(tx, there, waybill);
	const saved = order ? await saveOrder(tx, deps, there.sellerId, order) : null;
	if (saved && there.orderId !== null && there.orderId !== saved.rowId) {
		throw alreadyThere(there, "in another order");
	}
	const branded = { named: brand, orderId: saved?.rowId ?? there.orderId, original, there };
	const brandId = await brandFor(tx, there.sellerId, branded);
	if (brand !== undefined && there.brandId !== null && brandId !== there.brandId) {
		throw alreadyThere(there, "under another brand");
	}
	const shipment = await patched(tx, there, {
		...(brandId !== there.brandId && { brandId }),
		...(reference !== undefined && there.reference === null && { reference }),
		...(saved && there.orderId === null && { orderId: saved.rowId }),
		...(original && there.returnOf === null && { returnOf: original.rowId }),
	});
	await watchAtCheckout(tx, deps, shipment, order);
	const isLinked = original !== null && there.returnOf === null;
	const shown = [...(saved || isLinked || isGiven ? [shipment] : []), ...(isLinked ? [original] : [])];
	const changed: Applied[] = [];
	for (const one of shown) changed.push(await refreshShipment(tx, one, refreshing(deps)));
	return { shipment, changed };
}

/** Of a number that no connection follows yet. Answers whether that is news. */
async function giveConnection(tx: Transaction, there: Shipment, { input, carrier, trackingNumber }: Waybill) {
	if (input.connection === undefined) return false;
	const connection = await followingConnection(tx, there.sellerId, carrier, input.connection);
	const leg = namedLeg({ carrier: carrier.code, trackingNumber, legs: there.legs });
	if (!leg || leg.connectionId === connection?.rowId) return false;
	if (leg.connectionId !== null) throw alreadyThere(there, "and followed by another connection");
	return followBy(tx, there, leg, connection);
}

export function alreadyThere({ id, reference }: Shipment, how: string): Conflict {
	const detail = `This waybill is registered already as ${id}, ${how}. Nothing was changed. Change that parcel on its page in the console, or by PATCH /v1/shipments/${id}; a number that was given out again is another parcel's a month after the last one's end.`;
	return new Conflict(detail, { id, reference });
}

/** What the carrier asks for may be told later, when the seller connects it: it takes the place of what was told before. */
export async function keepNeeds(
	tx: Transaction,
	{ vault, now }: Deps,
	carrier: Registrable,
	{ id, sellerId, rowId, legs }: Shipment,
	given: NewShipment["needs"],
): Promise<void> {
	const leg = legs.find((one) => one.carrier === carrier.code);
	if (given === undefined || leg === undefined) return;
	const needs = checkNeeds(carrier, await connectionForCarrier(tx, sellerId, carrier.code), given);
	await setNeeds(tx, vault, { id, sellerId, shipmentId: rowId, number: leg.number }, needs, now().toISOString());
}

async function patched(tx: Transaction, there: Shipment, patch: ShipmentPatch): Promise<Shipment> {
	if (Object.keys(patch).length === 0) return there;
	const shipment = await patchShipment(tx, there.sellerId, there.id, patch);
	if (!shipment) throw new Error(`Shipment ${there.id} vanished inside its own transaction.`);
	return shipment;
}

export function refreshing({ publicUrl, places, lanes, now }: Deps) {
	return { publicUrl, places, lanes, now: now() };
}

export function saveOrder(tx: Transaction, { vault }: Deps, sellerId: RowId, order: NewOrder): Promise<Order> {
	return upsertOrder(tx, vault, sellerId, newOrderOf(order));
}

/** An order as it is kept. */
export function newOrderOf({ reference, items, buyer }: NewOrder): StoredOrder {
	return {
		reference,
		...(items && {
			items: items.map(({ name, quantity = 1, imageUrl = null, sku }) => {
				return { name, quantity, imageUrl, ...(sku !== undefined && { sku }) };
			}),
		}),
		...(buyer && {
			buyer: {
				...{ email: buyer.email ?? null, postcode: buyer.postcode ?? null },
				...(buyer.viewed && { viewed: buyer.viewed }),
			},
		}),
		locale: buyer?.locale ?? null,
	};
}

export function endOf(end: EndPoint | undefined): ShipmentEnd | null {
	if (!end) return null;
	const { country, region = null, city = null, postcode = null } = end;
	return { country, region, city, postcode };
}
