import type { z } from "zod";
import type { ShipmentsQuery } from "../services/list-shipments.ts";
import type {
	CarrierCorrection,
	CarrierView,
	DetectionView,
	NewShipment,
	OrderView,
	Principal,
	ShipmentDetail,
	ShipmentView,
} from "../services/views.ts";
import type { Door, Route } from "./door.ts";
import { answerSlice, forSellers, idOf, type Slice, type SliceQuery } from "./for-sellers.ts";
import { readJson, readQuery } from "./read-body.ts";
import {
	carrierCorrection,
	detection,
	newShipment,
	nothing,
	shipmentMoment,
	shipmentsPage,
	page as slicePage,
} from "./shapes.ts";

export interface ShipmentServices {
	registerShipment(
		principal: Principal,
		input: NewShipment,
	): Promise<{ readonly created: boolean; readonly shipment: ShipmentView }>;
	getShipment(principal: Principal, id: string, at: { readonly asOf?: string | undefined }): Promise<ShipmentDetail>;
	correctCarrier(principal: Principal, id: string, truth: CarrierCorrection): Promise<ShipmentView>;
	listShipments(principal: Principal, query: ShipmentsQuery): Promise<Slice<ShipmentView>>;
	getOrder(principal: Principal, id: string): Promise<OrderView>;
	listOrders(principal: Principal, query: SliceQuery): Promise<Slice<OrderView>>;
	listCarriers(): readonly CarrierView[];
	detectCarriers(principal: Principal, numbers: readonly string[]): Promise<readonly DetectionView[]>;
}

/** Parcels and their orders, and whose number is whose. */
export function shipmentRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "POST",
				path: "/v1/shipments",
				scope: "shipments:write",
				answer: async (context, principal) => {
					const input = await readJson(context, newShipment);
					const { created, shipment } = await services.registerShipment(principal, input);
					context.header("location", `/v1/shipments/${shipment.id}`);
					return context.json(shipment, created ? 201 : 200);
				},
			},
			{
				method: "GET",
				path: "/v1/shipments",
				scope: "shipments:read",
				answer: async (context, principal) => {
					const asked = shipmentsAsked(readQuery(context, shipmentsPage));
					return answerSlice(context, publicUrl, await services.listShipments(principal, asked));
				},
			},
			{
				method: "GET",
				path: "/v1/shipments/:id",
				scope: "shipments:read",
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					const { as_of: asOf } = readQuery(context, shipmentMoment);
					return context.json(await services.getShipment(principal, id, { asOf }));
				},
			},
			{
				method: "POST",
				path: "/v1/shipments/:id/carrier",
				scope: "shipments:write",
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					await services.getShipment(principal, id, {});
					const truth = await readJson(context, carrierCorrection);
					return context.json(await services.correctCarrier(principal, id, truth));
				},
			},
			{
				method: "GET",
				path: "/v1/orders",
				scope: "shipments:read",
				answer: async (context, principal) => {
					const query = readQuery(context, slicePage);
					return answerSlice(context, publicUrl, await services.listOrders(principal, query));
				},
			},
			{
				method: "GET",
				path: "/v1/orders/:id",
				scope: "shipments:read",
				answer: async (context, principal) => context.json(await services.getOrder(principal, idOf(context, "order"))),
			},
			{
				method: "GET",
				path: "/v1/carriers",
				scope: null,
				answer: (context) => {
					readQuery(context, nothing);
					return context.json({ items: services.listCarriers() });
				},
			},
			{
				// A POST, because numbers do not belong into an address; and with the scope of what it counts.
				method: "POST",
				path: "/v1/detect",
				scope: "shipments:read",
				answer: async (context, principal) => {
					const { numbers } = await readJson(context, detection);
					return context.json({ items: await services.detectCarriers(principal, numbers) });
				},
			},
		],
		services,
	);
}

/** The list's filters as the services name them: an address is written in small letters. */
export function shipmentsAsked({
	late_risk_min: lateRiskMin,
	action_by: actionBy,
	created_from: createdFrom,
	created_to: createdTo,
	updated_from: updatedFrom,
	updated_to: updatedTo,
	eta_from: etaFrom,
	eta_to: etaTo,
	...query
}: z.output<typeof shipmentsPage>): ShipmentsQuery {
	return { ...query, lateRiskMin, actionBy, createdFrom, createdTo, updatedFrom, updatedTo, etaFrom, etaTo };
}
