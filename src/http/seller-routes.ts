import { curlFor, shellFor } from "../../web/views/push/snippets.ts";
import type { PushSample } from "../services/sample-push.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { answerSlice, forSellers, idOf, type SellerRoute } from "./for-sellers.ts";
import { readBytes, readJson, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";
import {
	accuracyQuery,
	carrierCorrection,
	connectionChange,
	detection,
	messagesPage,
	newConnection,
	newEstimate,
	newShipment,
	nothing,
	sampleWanted,
	shipmentMoment,
	shipmentsPage,
	page as slicePage,
	subscriptionsPage,
} from "./shapes.ts";

type Needs = Pick<Door, "services" | "publicUrl">;

export function sellerRoutes({ services, publicUrl }: Needs): readonly Route[] {
	const routes: readonly SellerRoute[] = [
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
				const { late_risk_min: lateRiskMin, ...query } = readQuery(context, shipmentsPage);
				const asked = { ...query, lateRiskMin };
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
		{
			method: "GET",
			path: "/v1/analytics/eta",
			scope: "shipments:read",
			answer: async (context, principal) => {
				const query = readQuery(context, accuracyQuery);
				return context.json(await services.etaAccuracy(principal, query));
			},
		},
		{
			// A POST, because the question has a body; it keeps nothing.
			method: "POST",
			path: "/v1/eta/estimate",
			scope: "shipments:read",
			answer: async (context, principal) => {
				const question = await readJson(context, newEstimate);
				return context.json({ items: await services.estimateEta(principal, question) });
			},
		},
		{
			method: "POST",
			path: "/v1/connections",
			scope: "connections:write",
			answer: async (context, principal) => {
				const connection = await services.connect(principal, await readJson(context, newConnection));
				context.header("location", `/v1/connections/${connection.id}`);
				return context.json(connection, 201);
			},
		},
		{
			method: "GET",
			path: "/v1/connections",
			scope: "connections:read",
			answer: async (context, principal) => {
				readQuery(context, nothing);
				return context.json({ items: await services.listConnections(principal) });
			},
		},
		{
			method: "GET",
			path: "/v1/connections/:id",
			scope: "connections:read",
			answer: async (context, principal) =>
				context.json(await services.getConnection(principal, idOf(context, "connection"))),
		},
		{
			method: "PATCH",
			path: "/v1/connections/:id",
			scope: "connections:write",
			answer: async (context, principal) => {
				const id = idOf(context, "connection");
				await services.getConnection(principal, id);
				const change = await readJson(context, connectionChange);
				return context.json(await services.changeConnection(principal, id, change));
			},
		},
		{
			method: "DELETE",
			path: "/v1/connections/:id",
			scope: "connections:write",
			answer: async (context, principal) => {
				await services.disconnect(principal, idOf(context, "connection"));
				return context.body(null, 204);
			},
		},
		{
			method: "POST",
			path: "/v1/connections/:id/sample",
			scope: "connections:write",
			answer: async (context, principal) => {
				const id = idOf(context, "connection");
				await services.getConnection(principal, id);
				return answerSample(context, await services.samplePush(principal, id, await readJson(context, sampleWanted)));
			},
		},
		{
			method: "GET",
			path: "/v1/connections/:id/subscriptions",
			scope: "connections:read",
			answer: async (context, principal) => {
				const id = idOf(context, "connection");
				const query = readQuery(context, subscriptionsPage);
				return context.json({ items: await services.listSubscriptions(principal, id, query) });
			},
		},
		{
			method: "GET",
			path: "/v1/messages",
			scope: "messages:read",
			answer: async (context, principal) => {
				const { problems, ...query } = readQuery(context, messagesPage);
				const asked = { ...query, withProblems: problems !== undefined };
				return answerSlice(context, publicUrl, await services.listMessages(principal, asked));
			},
		},
		{
			method: "GET",
			path: "/v1/messages/:id",
			scope: "messages:read",
			answer: async (context, principal) =>
				context.json(await services.getMessage(principal, idOf(context, "message"))),
		},
		{
			method: "POST",
			path: "/v1/messages/:id/read",
			// What it changes are shipments.
			scope: "shipments:write",
			answer: async (context, principal) => {
				// It takes no body; one that is sent all the same is bounded like any other.
				await readBytes(context, SELLER_BODY_LIMIT);
				return context.json(await services.readMessageAgain(principal, idOf(context, "message")));
			},
		},
	];
	return forSellers(routes, services);
}

/** As JSON, or the command alone for whoever asks for text: it goes into a shell as it stands. */
function answerSample(context: HttpContext, sample: PushSample): Response {
	const { webhookUrl, headers, body, expiresAt, boardUrl } = sample;
	const curl = curlFor(`${webhookUrl}?dry_run=1`, headers, body);
	if (context.req.header("accept")?.includes("text/plain")) return context.text(`${curl}\n`);
	return context.json({ curl, script: shellFor(webhookUrl, body), expiresAt, boardUrl });
}
