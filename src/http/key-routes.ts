import { z } from "zod";
import type { KeyChange, KeyView, MadeKey, NewKey, RotatedKey } from "../services/keys.ts";
import { type Principal, SCOPES } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { key, madeKey, rotatedKey } from "./answers/keys.ts";
import type { Door, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { readJson, readQuery } from "./read-body.ts";
import { line, nothing } from "./shapes.ts";

export interface ApiKeyServices {
	getKey(principal: Principal, id: string): Promise<KeyView>;
	listKeys(principal: Principal): Promise<readonly KeyView[]>;
	createKey(principal: Principal, input: NewKey): Promise<MadeKey>;
	changeKey(principal: Principal, id: string, change: KeyChange): Promise<KeyView>;
	/** A key in the place of another, which goes on for a while. */
	rotateKey(
		principal: Principal,
		id: string,
		wanted: { readonly graceHours?: number | undefined },
	): Promise<RotatedKey>;
	revokeKey(principal: Principal, id: string): Promise<void>;
}

const aMinute = "A whole number from 1 to 60000 is wanted; the command line gives more.";
const hours = "A whole number of hours from 0 to 720 is wanted.";
const label = line(1, 100);
const scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length);
const perMinute = z.int(aMinute).min(1, aMinute).max(60_000, aMinute);

export const newKey = z.strictObject({
	label: label.optional(),
	scopes,
	perMinute: perMinute.optional(),
}) satisfies z.ZodType<NewKey>;

export const keyChange = z
	.strictObject({
		label: label.nullable().optional(),
		scopes: scopes.optional(),
		perMinute: perMinute.nullable().optional(),
	})
	.refine((change) => Object.keys(change).length > 0, {
		error: "Name what is to change: label, scopes or perMinute.",
	}) satisfies z.ZodType<KeyChange>;

export const rotation = z.strictObject({ graceHours: z.int(hours).min(0, hours).max(720, hours).optional() });

/** A seller's keys. Each is shown when it is made, and never again. */
export function keyRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/keys",
				scope: "keys:read",
				about: {
					name: "listKeys",
					tag: "Keys",
					summary: "List the keys in use",
					answers: { 200: { when: "Each with its last use, oldest first.", body: listOf(key) } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json({ items: await services.listKeys(principal) });
				},
			},
			{
				method: "POST",
				path: "/v1/keys",
				scope: "keys:write",
				about: {
					name: "createKey",
					tag: "Keys",
					summary: "Make a key",
					more: "Of the scopes of the key that asks.",
					body: newKey,
					answers: { 201: { when: "It was made, and is shown this once.", body: madeKey } },
					refuses: [409],
					asked: { body: { label: "the till", scopes: ["shipments:read"], perMinute: 600 } },
				},
				answer: async (context, principal) => {
					const made = await services.createKey(principal, await readJson(context, newKey));
					context.header("location", `/v1/keys/${made.id}`);
					return context.json(made, 201);
				},
			},
			{
				method: "GET",
				path: "/v1/keys/:id",
				scope: "keys:read",
				about: {
					name: "getKey",
					tag: "Keys",
					summary: "Get a key",
					more: "What is known of it, never the key itself.",
					answers: { 200: { when: "The key.", body: key } },
				},
				answer: async (context, principal) => context.json(await services.getKey(principal, idOf(context, "key"))),
			},
			{
				method: "PATCH",
				path: "/v1/keys/:id",
				scope: "keys:write",
				about: {
					name: "changeKey",
					tag: "Keys",
					summary: "Change a key",
					more: "Its label, scopes or limit; what is left out stays, null takes away.",
					body: keyChange,
					answers: { 200: { when: "It was changed.", body: key } },
					refuses: [409],
					asked: { body: { label: "the other till" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "key");
					await services.getKey(principal, id);
					return context.json(await services.changeKey(principal, id, await readJson(context, keyChange)));
				},
			},
			{
				method: "DELETE",
				path: "/v1/keys/:id",
				scope: "keys:write",
				about: {
					name: "revokeKey",
					tag: "Keys",
					summary: "End a key at once",
					answers: { 204: { when: "It opens nothing any more." } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					await services.revokeKey(principal, idOf(context, "key"));
					return context.body(null, 204);
				},
			},
			{
				method: "POST",
				path: "/v1/keys/:id/rotate",
				scope: "keys:write",
				about: {
					name: "rotateKey",
					tag: "Keys",
					summary: "Make a key in the place of another",
					more: "The old one goes on for `graceHours`, a day where that is left out.",
					body: rotation,
					answers: { 201: { when: "The new key, shown this once.", body: rotatedKey } },
					refuses: [409],
					asked: { body: { graceHours: 48 } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "key");
					await services.getKey(principal, id);
					const made = await services.rotateKey(principal, id, await readJson(context, rotation));
					context.header("location", `/v1/keys/${made.id}`);
					return context.json(made, 201);
				},
			},
		],
		services,
	);
}
