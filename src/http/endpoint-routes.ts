import type { EndpointChange, NewEndpoint, ReplayWanted } from "../services/endpoints.ts";
import type { EndpointView, TestView } from "../services/view-endpoints.ts";
import type { Principal } from "../services/views.ts";
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
	changeSecret(
		principal: Principal,
		id: string,
		change: { readonly earlierSecretHours?: number | undefined },
	): Promise<EndpointView>;
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
				answer: async (context, principal) => {
					const endpoint = await services.addEndpoint(principal, await readJson(context, newEndpoint));
					context.header("location", `/v1/endpoints/${endpoint.id}`);
					return context.json(endpoint, 201);
				},
			},
			{
				method: "GET",
				path: "/v1/endpoints",
				scope: "endpoints:read",
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json({ items: await services.listEndpoints(principal) });
				},
			},
			{
				method: "GET",
				path: "/v1/endpoints/:id",
				scope: "endpoints:read",
				answer: async (context, principal) =>
					context.json(await services.getEndpoint(principal, idOf(context, "endpoint"))),
			},
			{
				method: "PATCH",
				path: "/v1/endpoints/:id",
				scope: "endpoints:write",
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
				answer: async (context, principal) => {
					await services.removeEndpoint(principal, idOf(context, "endpoint"));
					return context.body(null, 204);
				},
			},
			{
				method: "POST",
				path: "/v1/endpoints/:id/secret",
				scope: "endpoints:write",
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
