import type { EndpointChange, NewEndpoint, ReplayWanted, SecretChange } from "../services/endpoints.ts";
import type { EndpointView, TestView } from "../services/view-endpoints.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { endpoint, replayed, tested } from "./answers/endpoints.ts";
import type { Door, Route } from "./door.ts";
import { endpointChange, newEndpoint, replayWanted, secretChange } from "./endpoint-shapes.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { readBytes, readJson, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";
import { nothing } from "./shapes.ts";

export interface EndpointServices {
	addEndpoint(principal: Principal, input: NewEndpoint): Promise<EndpointView>;
	getEndpoint(principal: Principal, id: string): Promise<EndpointView>;
	listEndpoints(principal: Principal): Promise<readonly EndpointView[]>;
	changeEndpoint(principal: Principal, id: string, change: EndpointChange): Promise<EndpointView>;
	removeEndpoint(principal: Principal, id: string): Promise<void>;
	changeSecret(principal: Principal, id: string, change: SecretChange): Promise<EndpointView>;
	testEndpoint(principal: Principal, id: string): Promise<TestView>;
	replayEvents(
		principal: Principal,
		id: string,
		wanted: ReplayWanted,
	): Promise<{ readonly count: number; readonly next: string | null }>;
}

/** Where a seller's own systems hear of news. */
export function endpointRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "POST",
				path: "/v1/endpoints",
				scope: "endpoints:write",
				about: {
					name: "addEndpoint",
					tag: "Endpoints",
					summary: "Tell a system of yours what happens",
					more: "Of all types and carriers, unless `events` or `carriers` say less. A star stands for the rest of a name: `shipment.*`.",
					body: newEndpoint,
					answers: { 201: { when: "It is told from now on. A secret is shown this once.", body: endpoint } },
					refuses: [409],
					asked: { body: { url: "https://shop.example/hooks", label: "the shop's back end" } },
				},
				answer: async (context, principal) => {
					const view = await services.addEndpoint(principal, await readJson(context, newEndpoint));
					context.header("location", `/v1/endpoints/${view.id}`);
					return context.json(view, 201);
				},
			},
			{
				method: "GET",
				path: "/v1/endpoints",
				scope: "endpoints:read",
				about: {
					name: "listEndpoints",
					tag: "Endpoints",
					summary: "List endpoints, with how each does",
					answers: { 200: { when: "All of them.", body: listOf(endpoint) } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json({ items: await services.listEndpoints(principal) });
				},
			},
			{
				method: "GET",
				path: "/v1/endpoints/:id",
				scope: "endpoints:read",
				about: {
					name: "getEndpoint",
					tag: "Endpoints",
					summary: "Get an endpoint",
					answers: { 200: { when: "The endpoint.", body: endpoint } },
				},
				answer: async (context, principal) =>
					context.json(await services.getEndpoint(principal, idOf(context, "endpoint"))),
			},
			{
				method: "PATCH",
				path: "/v1/endpoints/:id",
				scope: "endpoints:write",
				about: {
					name: "changeEndpoint",
					tag: "Endpoints",
					summary: "Change an endpoint",
					more: '`"enabled": true` after it was disabled sends what came meanwhile, or not with `"held": "drop"`. A changed `format` counts for what is told from now on, and for what is told again.',
					body: endpointChange,
					answers: { 200: { when: "It was changed.", body: endpoint } },
					asked: { body: { events: ["shipment.*", "order.delivered", "question.*", "review.*"] } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "endpoint");
					await services.getEndpoint(principal, id);
					return context.json(await services.changeEndpoint(principal, id, await readJson(context, endpointChange)));
				},
			},
			{
				method: "DELETE",
				path: "/v1/endpoints/:id",
				scope: "endpoints:write",
				about: {
					name: "removeEndpoint",
					tag: "Endpoints",
					summary: "Take an endpoint away, with its log",
					answers: { 204: { when: "It is told nothing any more." } },
				},
				answer: async (context, principal) => {
					await services.removeEndpoint(principal, idOf(context, "endpoint"));
					return context.body(null, 204);
				},
			},
			{
				method: "POST",
				path: "/v1/endpoints/:id/secret",
				scope: "endpoints:write",
				about: {
					name: "changeSecret",
					tag: "Endpoints",
					summary: "Make a new secret, or a new pair of keys",
					more: "News are signed with the one before as well for `graceHours`, a day where that is left out. `signature` changes what it is signed by.",
					body: secretChange,
					answers: { 200: { when: "The new secret, shown this once, or the new public key.", body: endpoint } },
					asked: { body: { graceHours: 48 } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "endpoint");
					await services.getEndpoint(principal, id);
					return context.json(await services.changeSecret(principal, id, await readJson(context, secretChange)));
				},
			},
			{
				method: "POST",
				path: "/v1/endpoints/:id/test",
				scope: "endpoints:write",
				about: {
					name: "testEndpoint",
					tag: "Endpoints",
					summary: "Post a test at once",
					answers: { 200: { when: "What came back.", body: tested } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					// It takes no body; one that is sent all the same is bounded like any other.
					await readBytes(context, SELLER_BODY_LIMIT);
					return context.json(await services.testEndpoint(principal, idOf(context, "endpoint")));
				},
			},
			{
				method: "POST",
				path: "/v1/endpoints/:id/replay",
				scope: "endpoints:write",
				about: {
					name: "replayEvents",
					tag: "Endpoints",
					summary: "Tell the events of a time again",
					more: 'Those that were given up; with `"only": "all"` every one, also what the endpoint was never told.',
					body: replayWanted,
					answers: { 200: { when: "How many are told again.", body: replayed } },
					refuses: [409],
					asked: { body: { from: "2026-11-21T00:00:00Z", to: "2026-11-22T00:00:00Z", only: "all" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "endpoint");
					await services.getEndpoint(principal, id);
					return context.json(await services.replayEvents(principal, id, await readJson(context, replayWanted)));
				},
			},
		],
		services,
	);
}
