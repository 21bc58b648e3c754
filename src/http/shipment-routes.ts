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
import { carrierFacts, detected } from "./answers/carriers.ts";
import { listOf } from "./answers/common.ts";
import { order, shipment, shipmentDetail } from "./answers/shipments.ts";
import type { Door, Route } from "./door.ts";
import type { shipmentsExport } from "./export-shapes.ts";
import { answerSlice, forSellers, idOf, type Slice, type SliceQuery } from "./for-sellers.ts";
import { exampleId } from "./openapi/about.ts";
import { readJson, readQuery } from "./read-body.ts";
import { nothing, page as slicePage } from "./shapes.ts";
import { carrierCorrection, detection, newShipment, shipmentMoment, shipmentsPage } from "./shipment-shapes.ts";

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
				about: {
					name: "registerShipment",
					tag: "Shipments",
					summary: "Register a waybill",
					more: "Only `trackingNumber` is wanted, and `carrier` where the number does not tell. The same waybill again makes no second parcel: an order, a reference or needs that were missing are added, and what contradicts it is refused.",
					body: newShipment,
					answers: {
						201: { when: "It was registered.", body: shipment },
						200: { when: "It was registered before.", body: shipment },
					},
					refuses: [409],
					asked: {
						body: {
							trackingNumber: "DEMO-HAPPY-1",
							carrier: "demo",
							reference: "parcel 1 of 2",
							order: {
								reference: "5001",
								items: [{ name: "Running shoes", quantity: 2, imageUrl: "https://shop.example/1.jpg" }],
								buyer: { email: "lin@example.com", locale: "en", postcode: "60607", notify: true },
							},
							origin: { country: "US", region: "TN", city: "Memphis" },
							destination: { country: "US", region: "IL", city: "Chicago", postcode: "60607" },
							service: "Economy",
						},
					},
				},
				answer: async (context, principal) => {
					const input = await readJson(context, newShipment);
					const { created, shipment: view } = await services.registerShipment(principal, input);
					context.header("location", `/v1/shipments/${view.id}`);
					return context.json(view, created ? 201 : 200);
				},
			},
			{
				method: "GET",
				path: "/v1/shipments",
				scope: "shipments:read",
				about: {
					name: "listShipments",
					tag: "Shipments",
					summary: "List parcels",
					more: "Newest first. All filters that are given have to hold. `waiting=seller` has what the shop should look at, newest trouble first.",
					query: shipmentsPage,
					answers: { 200: { when: "A slice of them.", body: listOf(shipment) } },
					asked: { query: { carrier: "demo", limit: "2" } },
				},
				answer: async (context, principal) => {
					const asked = shipmentsAsked(readQuery(context, shipmentsPage));
					return answerSlice(context, publicUrl, await services.listShipments(principal, asked));
				},
			},
			{
				method: "GET",
				path: "/v1/shipments/:id",
				scope: "shipments:read",
				about: {
					name: "getShipment",
					tag: "Shipments",
					summary: "Get a parcel with its timeline",
					more: "With `as_of`, as it was known then; before it was registered it is not there.",
					query: shipmentMoment,
					answers: { 200: { when: "The parcel.", body: shipmentDetail } },
				},
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
				about: {
					name: "correctCarrier",
					tag: "Shipments",
					summary: "Correct the carrier",
					more: "And the number, where it was wrong too. What others told of it is set aside.",
					body: carrierCorrection,
					answers: { 200: { when: "It was corrected.", body: shipment } },
					refuses: [409],
					asked: { id: exampleId("shp", 3), body: { carrier: "demo", trackingNumber: "DEMO-HAPPY-33" } },
				},
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
				about: {
					name: "listOrders",
					tag: "Orders",
					summary: "List orders, each with its parcels",
					more: "Newest first.",
					query: slicePage,
					answers: { 200: { when: "A slice of them.", body: listOf(order) } },
				},
				answer: async (context, principal) => {
					const query = readQuery(context, slicePage);
					return answerSlice(context, publicUrl, await services.listOrders(principal, query));
				},
			},
			{
				method: "GET",
				path: "/v1/orders/:id",
				scope: "shipments:read",
				about: {
					name: "getOrder",
					tag: "Orders",
					summary: "Get an order",
					answers: { 200: { when: "The order.", body: order } },
				},
				answer: async (context, principal) => context.json(await services.getOrder(principal, idOf(context, "order"))),
			},
			{
				method: "GET",
				path: "/v1/carriers",
				scope: null,
				about: {
					name: "listCarriers",
					tag: "Carriers",
					summary: "List carriers, and what each takes",
					answers: { 200: { when: "All that are built in.", body: listOf(carrierFacts) } },
				},
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
				about: {
					name: "detectCarriers",
					tag: "Carriers",
					summary: "Find whose numbers these may be",
					more: "Best first, with the evidence.",
					body: detection,
					answers: { 200: { when: "The candidates of each, in the order given.", body: listOf(detected) } },
					asked: { body: { numbers: ["1Z999AA10123456784", "RR473124829DE"] } },
				},
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
export function shipmentsAsked<Query extends z.output<typeof shipmentsExport>>({
	late_risk_min: lateRiskMin,
	action_by: actionBy,
	created_from: createdFrom,
	created_to: createdTo,
	updated_from: updatedFrom,
	updated_to: updatedTo,
	eta_from: etaFrom,
	eta_to: etaTo,
	...query
}: Query) {
	return { ...query, lateRiskMin, actionBy, createdFrom, createdTo, updatedFrom, updatedTo, etaFrom, etaTo };
}
