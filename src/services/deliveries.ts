import { Invalid, NotFound } from "../core/errors.ts";
import {
	type Attempt,
	type Delivery,
	type DeliveryLine,
	type DeliveryState,
	getDelivery as find,
	listDeliveries as listStored,
	replayDelivery as replay,
} from "../store/deliveries.ts";
import { getEndpoint } from "../store/endpoints.ts";
import { getShipment } from "../store/shipments.ts";
import { sellerOf } from "./deps.ts";
import { type EndpointDeps, isDisabled } from "./endpoints.ts";
import { noted } from "./noted.ts";
import { strangeCursor } from "./view-shipments.ts";
import type { Principal } from "./views.ts";

export { DELIVERY_STATES } from "../store/deliveries.ts";

export interface DeliveriesQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	/** `end_…` */
	readonly endpoint?: string | undefined;
	/** `shp_…` */
	readonly shipment?: string | undefined;
	readonly state?: DeliveryState | undefined;
	readonly type?: string | undefined;
}

/** An event on its way to an endpoint, without what it says. */
export type DeliveryView = DeliveryLine;

export interface DeliveryDetail extends DeliveryView {
	readonly url: string;
	/** As they were sent at the last attempt, without the signature; null before the first. */
	readonly headers: Readonly<Record<string, string>> | null;
	/** What was posted. */
	readonly payload: unknown;
	/** Oldest first, the last fifty. */
	readonly attempts: readonly Attempt[];
}

/** Newest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listDeliveries(
	{ db }: EndpointDeps,
	principal: Principal,
	{ cursor, limit, endpoint, shipment, state, type }: DeliveriesQuery,
): Promise<{ readonly items: readonly DeliveryView[]; readonly next: string | null }> {
	const sellerId = sellerOf(principal);
	const after = cursor === undefined ? null : await find(db, sellerId, cursor);
	if (cursor !== undefined && after === null) throw new Invalid(strangeCursor);
	const told = endpoint === undefined ? undefined : await getEndpoint(db, sellerId, endpoint);
	const parcel = shipment === undefined ? undefined : await getShipment(db, sellerId, shipment);
	if (told === null || parcel === null) return { items: [], next: null };
	const filter = { endpointId: told?.rowId, shipmentId: parcel?.rowId, state, type };
	return await listStored(db, sellerId, filter, { limit, after });
}

/** With what was posted and what came back. Throws `NotFound`. */
export async function getDelivery(deps: EndpointDeps, principal: Principal, id: string): Promise<DeliveryDetail> {
	const delivery = await stored(deps, principal, id);
	const { endpointRowId: _, eventRowId: __, body: ___, format: ____, ...shown } = delivery;
	const { headersOf, bodyOf } = deps.outward;
	return { ...shown, headers: headersOf(delivery), payload: JSON.parse(bodyOf(delivery)) };
}

/** It is sent again at once, as often as a new one, in its endpoint's present format. Throws `NotFound`, and `Conflict` while its endpoint is disabled. */
export async function replayDelivery(deps: EndpointDeps, principal: Principal, id: string): Promise<DeliveryDetail> {
	const { endpointId } = await stored(deps, principal, id);
	const endpoint = await getEndpoint(deps.db, sellerOf(principal), endpointId);
	if (endpoint?.disabledAt) throw isDisabled();
	await deps.db.transaction(async (tx) => {
		await replay(tx, sellerOf(principal), id);
		await noted(tx, principal, deps.now(), { action: "delivery.replayed", subject: id });
	});
	deps.outward.wake();
	return await getDelivery(deps, principal, id);
}

async function stored({ db }: EndpointDeps, principal: Principal, id: string): Promise<Delivery> {
	const delivery = await find(db, sellerOf(principal), id);
	if (!delivery) throw new NotFound(`There is no delivery ${id}.`);
	return delivery;
}
