import { curlFor, shellFor } from "../../web/views/push/snippets.ts";
import type { ConnectionChange, NewConnection } from "../services/connections.ts";
import type { PushSample } from "../services/sample-push.ts";
import type { ConnectionView, SubscriptionView } from "../services/view-connections.ts";
import type { Principal } from "../services/views.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { readJson, readQuery } from "./read-body.ts";
import { connectionChange, newConnection, nothing, sampleWanted, subscriptionsPage } from "./shapes.ts";

export interface ConnectionServices {
	connect(principal: Principal, input: NewConnection): Promise<ConnectionView>;
	getConnection(principal: Principal, id: string): Promise<ConnectionView>;
	listConnections(principal: Principal): Promise<readonly ConnectionView[]>;
	changeConnection(principal: Principal, id: string, change: ConnectionChange): Promise<ConnectionView>;
	disconnect(principal: Principal, id: string): Promise<void>;
	/** Those in trouble first. */
	listSubscriptions(
		principal: Principal,
		id: string,
		query: { readonly state?: SubscriptionView["state"] | undefined; readonly limit: number },
	): Promise<readonly SubscriptionView[]>;
	/** A signed message for whoever builds the sending side of this connection. */
	samplePush(
		principal: Principal,
		id: string,
		query: { readonly trackingNumber?: string | undefined },
	): Promise<PushSample>;
}

/** A seller's accounts with carriers. */
export function connectionRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
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
		],
		services,
	);
}

/** As JSON, or the command alone for whoever asks for text: it goes into a shell as it stands. */
function answerSample(context: HttpContext, sample: PushSample): Response {
	const { webhookUrl, headers, body, expiresAt, boardUrl } = sample;
	const curl = curlFor(`${webhookUrl}?dry_run=1`, headers, body);
	if (context.req.header("accept")?.includes("text/plain")) return context.text(`${curl}\n`);
	return context.json({ curl, script: shellFor(webhookUrl, body), expiresAt, boardUrl });
}
