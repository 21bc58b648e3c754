import type { FollowAction } from "../services/follow-shipment.ts";
import type { Principal, RefreshView, ShipmentChange, ShipmentView } from "../services/views.ts";
import { refreshed, shipment } from "./answers/shipments.ts";
import type { Door, Route } from "./door.ts";
import { forSellers, idOf, type SellerRoute } from "./for-sellers.ts";
import type { About } from "./openapi/about.ts";
import { readBytes, readJson, SELLER_BODY_LIMIT } from "./read-body.ts";
import { shipmentChange } from "./shipment-shapes.ts";

export interface ShipmentChangeServices {
	changeShipment(principal: Principal, id: string, change: ShipmentChange): Promise<ShipmentView>;
	followShipment(principal: Principal, id: string, action: FollowAction): Promise<ShipmentView>;
	refreshNow(principal: Principal, id: string): Promise<RefreshView>;
}

/** What a seller changes of a parcel, and whether it is followed. */
export function shipmentChangeRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	const follow = (action: FollowAction, about: Pick<About, "name" | "summary" | "more">): SellerRoute => ({
		method: "POST",
		path: `/v1/shipments/:id/${action}`,
		scope: "shipments:write",
		about: {
			...about,
			tag: "Shipments",
			answers: { 200: { when: "So it is now, also where it was before.", body: shipment } },
		},
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
				about: {
					name: "changeShipment",
					tag: "Shipments",
					summary: "Change a parcel",
					more: "What is left out stays, null takes away.",
					body: shipmentChange,
					answers: { 200: { when: "It was changed.", body: shipment } },
					refuses: [409],
					asked: { body: { reference: "parcel 1 of 1", promisedBy: "2026-11-24" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					await services.getShipment(principal, id, {});
					return context.json(await services.changeShipment(principal, id, await readJson(context, shipmentChange)));
				},
			},
			follow("archive", {
				name: "archiveShipment",
				summary: "Put a parcel away",
				more: "In no list, asked for no more.",
			}),
			follow("reopen", { name: "reopenShipment", summary: "Take up again what was put away" }),
			follow("stop", {
				name: "stopShipment",
				summary: "Follow a parcel no more",
				more: "What its carrier tells all the same is kept and counts.",
			}),
			follow("resume", { name: "resumeShipment", summary: "Follow it again" }),
			{
				method: "POST",
				path: "/v1/shipments/:id/refresh",
				scope: "shipments:write",
				about: {
					name: "refreshShipment",
					tag: "Shipments",
					summary: "Have its carrier asked now",
					more: "Once in a while: a parcel that was asked for within five minutes is a 429.",
					answers: {
						202: { when: "It is asked within seconds.", body: refreshed },
						200: { when: "Nobody can be asked, and why.", body: refreshed },
					},
					refuses: [409],
				},
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
