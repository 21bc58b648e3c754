import { curlFor, shellFor } from "../../web/views/push/snippets.ts";
import type { ConnectionView } from "../core/connection-view.ts";
import type { ConnectionChange, NewConnection } from "../services/connections.ts";
import type { PushSample } from "../services/sample-push.ts";
import type { Trial, TrialView } from "../services/try-connection.ts";
import type { SubscriptionView } from "../services/view-connections.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { connection, pushSample, subscription } from "./answers/connections.ts";
import { tried } from "./answers/trials.ts";
import {
	connectionChange,
	newConnection,
	newSecret,
	sampleWanted,
	subscriptionsPage,
	trial,
} from "./connection-shapes.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { exampleId } from "./openapi/about.ts";
import { readJson, readQuery } from "./read-body.ts";
import { nothing } from "./shapes.ts";

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
	rotateConnectionSecret(
		principal: Principal,
		id: string,
		change: { readonly graceHours?: number | undefined },
	): Promise<ConnectionView>;
	/** Asks the carrier for one number; nothing of what it says is kept. */
	tryConnection(principal: Principal, id: string, trial: Trial): Promise<TrialView>;
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
				about: {
					name: "connect",
					tag: "Connections",
					summary: "Link an account with a carrier",
					more: "`GET /v1/carriers` tells the names of its credentials. Waybills that waited for it are followed from now on.",
					body: newConnection,
					answers: {
						201: { when: "It is linked. A webhook secret that was made here is shown this once.", body: connection },
					},
					asked: { body: { carrier: "demo", label: "the demonstration courier" } },
				},
				answer: async (context, principal) => {
					const view = await services.connect(principal, await readJson(context, newConnection));
					context.header("location", `/v1/connections/${view.id}`);
					return context.json(view, 201);
				},
			},
			{
				method: "GET",
				path: "/v1/connections",
				scope: "connections:read",
				about: {
					name: "listConnections",
					tag: "Connections",
					summary: "List connections, with the health of each",
					answers: { 200: { when: "All of them.", body: listOf(connection) } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json({ items: await services.listConnections(principal) });
				},
			},
			{
				method: "GET",
				path: "/v1/connections/:id",
				scope: "connections:read",
				about: {
					name: "getConnection",
					tag: "Connections",
					summary: "Get a connection",
					answers: { 200: { when: "The connection.", body: connection } },
				},
				answer: async (context, principal) =>
					context.json(await services.getConnection(principal, idOf(context, "connection"))),
			},
			{
				method: "PATCH",
				path: "/v1/connections/:id",
				scope: "connections:write",
				about: {
					name: "changeConnection",
					tag: "Connections",
					summary: "Change a connection",
					more: "Its label, credentials or webhook secret; the address stays.",
					body: connectionChange,
					answers: { 200: { when: "It was changed.", body: connection } },
					asked: { body: { label: "the courier of the tour" } },
				},
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
				about: {
					name: "disconnect",
					tag: "Connections",
					summary: "End a connection",
					answers: { 204: { when: "It is ended." } },
					asked: { id: exampleId("con", 2) },
				},
				answer: async (context, principal) => {
					await services.disconnect(principal, idOf(context, "connection"));
					return context.body(null, 204);
				},
			},
			{
				method: "POST",
				path: "/v1/connections/:id/sample",
				scope: "connections:write",
				about: {
					name: "samplePush",
					tag: "Connections",
					summary: "Have a message signed",
					more: "Of a connection with `push`, for whoever builds the sending side. With `Accept: text/plain` the command alone.",
					body: sampleWanted,
					answers: { 200: { when: "A command, and a program.", body: pushSample, kinds: ["text/plain"] } },
					refuses: [409],
					asked: { id: exampleId("con", 2), body: { trackingNumber: "BIKE1207" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "connection");
					await services.getConnection(principal, id);
					return answerSample(context, await services.samplePush(principal, id, await readJson(context, sampleWanted)));
				},
			},
			{
				method: "POST",
				path: "/v1/connections/:id/secret",
				scope: "connections:write",
				about: {
					name: "rotateConnectionSecret",
					tag: "Connections",
					summary: "Change the secret that the carrier signs with",
					more: "Both hold for `graceHours`, so that nothing is refused while the carrier changes over. The new one is shown once.",
					body: newSecret,
					answers: { 200: { when: "The connection with its new secret.", body: connection } },
					refuses: [409],
					asked: { id: exampleId("con", 2), body: {} },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "connection");
					await services.getConnection(principal, id);
					const change = await readJson(context, newSecret);
					return context.json(await services.rotateConnectionSecret(principal, id, change));
				},
			},
			{
				method: "POST",
				path: "/v1/connections/:id/test",
				scope: "connections:write",
				about: {
					name: "tryConnection",
					tag: "Connections",
					summary: "Ask the carrier for one number",
					more: "To see whether the connection works: whoever's parcel it is, nothing of the answer is kept. At most six a minute.",
					body: trial,
					answers: { 200: { when: "What came back, also where it is a refusal.", body: tried } },
					refuses: [409],
					asked: { id: exampleId("con", 3), body: { trackingNumber: "700000000005" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "connection");
					await services.getConnection(principal, id);
					return context.json(await services.tryConnection(principal, id, await readJson(context, trial)));
				},
			},
			{
				method: "GET",
				path: "/v1/connections/:id/subscriptions",
				scope: "connections:read",
				about: {
					name: "listSubscriptions",
					tag: "Connections",
					summary: "List numbers that the carrier was asked to post for",
					more: "Those in trouble first.",
					query: subscriptionsPage,
					answers: { 200: { when: "The first of them.", body: listOf(subscription) } },
				},
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
