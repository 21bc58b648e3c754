import type { FollowAction } from "../services/follow-shipment.ts";
import type { Principal, RefreshView, ShipmentChange, ShipmentView } from "../services/views.ts";
import type { Door, Route } from "./door.ts";
import { forSellers, idOf, type SellerRoute } from "./for-sellers.ts";
import { readBytes, readJson, SELLER_BODY_LIMIT } from "./read-body.ts";
import { shipmentChange } from "./shapes.ts";

export interface ShipmentChangeServices {
	changeShipment(principal: Principal, id: string, change: ShipmentChange): Promise<ShipmentView>;
	followShipment(principal: Principal, id: string, action: FollowAction): Promise<ShipmentView>;
	refreshNow(principal: Principal, id: string): Promise<RefreshView>;
}

/** What a seller changes of a parcel, and whether it is followed. */
export function shipmentChangeRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	const follow = (action: FollowAction): SellerRoute => ({
		method: "POST",
		path: `/v1/shipments/:id/${action}`,
		scope: "shipments:write",
		answer: async (context, principal) => {
			// It takes no body; one that is sent all the same is bounded like any other.
			await readBytes(context, SELLER_BODY_LIMIT);
			return context.json(await services.followShipment(principal, idOf(context, "shipment"), action));
		},
	});
	return forSellers(
		[
			{
				method: "PATCH",
				path: "/v1/shipments/:id",
				scope: "shipments:write",
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					await services.getShipment(principal, id, {});
					return context.json(await services.changeShipment(principal, id, await readJson(context, shipmentChange)));
				},
			},
			follow("archive"),
			follow("reopen"),
			follow("stop"),
			follow("resume"),
			{
				method: "POST",
				path: "/v1/shipments/:id/refresh",
				scope: "shipments:write",
				answer: async (context, principal) => {
					await readBytes(context, SELLER_BODY_LIMIT);
					const asked = await services.refreshNow(principal, idOf(context, "shipment"));
					return context.json(asked, asked.state === "asked" ? 202 : 200);
				},
			},
		],
		services,
	);
}
