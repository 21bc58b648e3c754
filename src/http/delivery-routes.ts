import type { DeliveriesQuery, DeliveryDetail, DeliveryView } from "../services/deliveries.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { delivery, deliveryDetail } from "./answers/endpoints.ts";
import type { Door, Route } from "./door.ts";
import { deliveriesPage } from "./endpoint-shapes.ts";
import { answerSlice, forSellers, idOf, type Slice } from "./for-sellers.ts";
import { readBytes, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";

export interface DeliveryServices {
	/** Newest first. */
	listDeliveries(principal: Principal, query: DeliveriesQuery): Promise<Slice<DeliveryView>>;
	getDelivery(principal: Principal, id: string): Promise<DeliveryDetail>;
	replayDelivery(principal: Principal, id: string): Promise<DeliveryDetail>;
}

/** What was told to a seller's endpoints, and what came back. */
export function deliveryRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/deliveries",
				scope: "endpoints:read",
				about: {
					name: "listDeliveries",
					tag: "Endpoints",
					summary: "List what was told and what came back",
					more: "Newest first.",
					query: deliveriesPage,
					answers: { 200: { when: "A slice of it.", body: listOf(delivery) } },
					asked: { query: { type: "shipment.created", limit: "2" } },
				},
				answer: async (context, principal) => {
					const query = readQuery(context, deliveriesPage);
					return answerSlice(context, publicUrl, await services.listDeliveries(principal, query));
				},
			},
			{
				method: "GET",
				path: "/v1/deliveries/:id",
				scope: "endpoints:read",
				about: {
					name: "getDelivery",
					tag: "Endpoints",
					summary: "Get one telling, with its payload and every attempt",
					answers: { 200: { when: "The telling.", body: deliveryDetail } },
				},
				answer: async (context, principal) =>
					context.json(await services.getDelivery(principal, idOf(context, "delivery"))),
			},
			{
				method: "POST",
				path: "/v1/deliveries/:id/replay",
				scope: "endpoints:write",
				about: {
					name: "replayDelivery",
					tag: "Endpoints",
					summary: "Tell it again",
					answers: { 200: { when: "It is sent at once.", body: deliveryDetail } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					// It takes no body; one that is sent all the same is bounded like any other.
					await readBytes(context, SELLER_BODY_LIMIT);
					return context.json(await services.replayDelivery(principal, idOf(context, "delivery")));
				},
			},
		],
		services,
	);
}
