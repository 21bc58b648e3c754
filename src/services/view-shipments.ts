import { Invalid } from "../core/errors.ts";
import { arrivalAsOf } from "../core/promise.ts";
import { clockIn } from "../geo/local-clock.ts";
import { connectionOfLeg, followingOfLegs } from "../ingest/refresh.ts";
import { brandIds } from "../store/brands.ts";
import { connectedCarriers } from "../store/connections.ts";
import { type Cursor, readCursor } from "../store/cursor.ts";
import type { RowId } from "../store/database.ts";
import { ordersByRowId } from "../store/orders.ts";
import { returnLinks, type Shipment } from "../store/shipments.ts";
import type { Deps } from "./deps.ts";
import { connectionsOfLegs, namedLeg } from "./following-connection.ts";
import type { ShipmentView } from "./views.ts";

/** Where a list goes on; null at its beginning. Throws `Invalid`. */
export function cursorOf(text: string | undefined): Cursor | null {
	if (text === undefined) return null;
	const cursor = readCursor(text);
	if (cursor) return cursor;
	throw new Invalid(strangeCursor);
}

export const strangeCursor = "The cursor is not one of ours. Follow the address in the Link header as it stands.";

/** As sellers see them, in the order given. */
export async function viewShipments(
	{ db, publicUrl }: Deps,
	shipments: readonly Shipment[],
	now: Date,
): Promise<readonly ShipmentView[]> {
	const [first] = shipments;
	if (!first) return [];
	const { sellerId } = first;
	const connections = await connectionsOfLegs(db, sellerId, shipments);
	const orders = new Map(
		(await ordersByRowId(db, sellerId, distinct(shipments.map(({ orderId }) => orderId)))).map((one) => [
			one.rowId,
			one,
		]),
	);
	const isUnsupported = shipments.some((shipment) => {
		return followingOfLegs(shipment, connections, publicUrl).state === "unsupported";
	});
	const links = await returnLinks(db, sellerId, shipments);
	const brands = await brandIds(db, sellerId, distinct(shipments.map(({ brandId }) => brandId)));
	const connected = isUnsupported ? await connectedCarriers(db, sellerId) : [];
	return shipments.map((shipment) => {
		const order = shipment.orderId === null ? undefined : orders.get(shipment.orderId);
		return {
			id: shipment.id,
			carrier: shipment.carrier,
			trackingNumber: shipment.trackingNumber,
			reference: shipment.reference,
			milestone: shipment.milestone,
			code: shipment.code,
			reason: shipment.reason,
			condition: shipment.condition,
			actionBy: shipment.actionBy,
			following: asideOf(shipment) ?? followingOfLegs(shipment, connections, publicUrl, connected),
			stoppedAt: shipment.stoppedAt,
			archivedAt: shipment.archivedAt,
			origin: shipment.origin,
			destination: shipment.destination,
			service: shipment.service,
			promisedBy: shipment.promisedBy,
			...arrivalAsOf(shipment, now.toISOString(), clockIn),
			firstEta: shipment.firstEta,
			lateRisk: shipment.lateRisk,
			waitingSince: shipment.waitingSince,
			trackingUrl: `${publicUrl}/t/${shipment.token}`,
			...(order && { orderId: order.id }),
			returnOf: links.find(({ returnId }) => returnId === shipment.id)?.originalId ?? null,
			brand: shipment.brandId === null ? null : (brands.get(shipment.brandId) ?? null),
			connection: followerOf(shipment, connections),
			returns: links.flatMap(({ returnOf, returnId }) => (returnOf === shipment.rowId ? [returnId] : [])),
			createdAt: shipment.createdAt,
			updatedAt: shipment.updatedAt,
		};
	});
}

function followerOf(shipment: Shipment, connections: Parameters<typeof connectionOfLeg>[1]): string | null {
	const leg = namedLeg(shipment);
	return (leg && connectionOfLeg(leg, connections)?.id) ?? null;
}

/** Nobody asks for it, whatever is connected. */
function asideOf({ id, stoppedAt, archivedAt }: Shipment): ShipmentView["following"] | null {
	if (archivedAt !== null)
		return {
			state: "stopped",
			next: `It was archived. Take it up again in the console, or by POST /v1/shipments/${id}/reopen.`,
		};
	if (stoppedAt !== null)
		return {
			state: "stopped",
			next: `It was stopped. Follow it again in the console, or by POST /v1/shipments/${id}/resume.`,
		};
	return null;
}

function distinct(ids: readonly (RowId | null)[]): readonly RowId[] {
	return [...new Set(ids.flatMap((id) => id ?? []))];
}
