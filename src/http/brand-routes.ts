import type { NewBrand } from "../services/brands.ts";
import type { LookChange, LookView } from "../services/shop.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { brand } from "./answers/shop.ts";
import type { Door, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { readBytes, readJson, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";
import { nothing } from "./shapes.ts";
import { lookChange, newBrand, PICTURE } from "./shop-shapes.ts";

export interface BrandServices {
	listBrands(principal: Principal): Promise<readonly LookView[]>;
	createBrand(principal: Principal, input: NewBrand): Promise<LookView>;
	getBrand(principal: Principal, id: string): Promise<LookView>;
	changeBrand(principal: Principal, id: string, change: LookChange): Promise<LookView>;
	deleteBrand(principal: Principal, id: string): Promise<void>;
	setBrandLogo(principal: Principal, id: string, uploaded: Uint8Array): Promise<LookView>;
	removeBrandLogo(principal: Principal, id: string): Promise<void>;
}

/** Names beside the seller's own under which it sells; each looks as a shop does. */
export function brandRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/brands",
				scope: "shop:read",
				about: {
					name: "listBrands",
					tag: "Shop",
					summary: "List brands",
					answers: { 200: { when: "All of them.", body: listOf(brand) } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json({ items: await services.listBrands(principal) });
				},
			},
			{
				method: "POST",
				path: "/v1/brands",
				scope: "shop:write",
				about: {
					name: "createBrand",
					tag: "Shop",
					summary: "Add another name to sell under",
					body: newBrand,
					answers: { 201: { when: "It was added.", body: brand } },
					refuses: [409],
					asked: { body: { name: "Ada's Kids", brand: { accent: "#b3261e" } } },
				},
				answer: async (context, principal) => {
					const view = await services.createBrand(principal, await readJson(context, newBrand));
					context.header("location", `/v1/brands/${view.id}`);
					return context.json(view, 201);
				},
			},
			{
				method: "GET",
				path: "/v1/brands/:id",
				scope: "shop:read",
				about: {
					name: "getBrand",
					tag: "Shop",
					summary: "Get a brand",
					answers: { 200: { when: "The brand.", body: brand } },
				},
				answer: async (context, principal) => context.json(await services.getBrand(principal, idOf(context, "brand"))),
			},
			{
				method: "PATCH",
				path: "/v1/brands/:id",
				scope: "shop:write",
				about: {
					name: "changeBrand",
					tag: "Shop",
					summary: "Change a brand",
					body: lookChange,
					answers: { 200: { when: "It was changed.", body: brand } },
					asked: { body: { contactEmail: "kids@shoes.example" } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "brand");
					await services.getBrand(principal, id);
					return context.json(await services.changeBrand(principal, id, await readJson(context, lookChange)));
				},
			},
			{
				method: "DELETE",
				path: "/v1/brands/:id",
				scope: "shop:write",
				about: {
					name: "deleteBrand",
					tag: "Shop",
					summary: "End a brand",
					more: "One that no parcel bears.",
					answers: { 204: { when: "It is ended." } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					await services.deleteBrand(principal, idOf(context, "brand"));
					return context.body(null, 204);
				},
			},
			{
				method: "PUT",
				path: "/v1/brands/:id/logo",
				scope: "shop:write",
				about: {
					name: "setBrandLogo",
					tag: "Shop",
					summary: "Upload a brand's logo",
					body: PICTURE,
					answers: { 200: { when: "It was drawn anew and is shown.", body: brand } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "brand");
					await services.getBrand(principal, id);
					const owner = context.req.header("authorization") ?? "";
					const uploaded = await readBytes(context, SELLER_BODY_LIMIT, owner);
					return context.json(await services.setBrandLogo(principal, id, uploaded));
				},
			},
			{
				method: "DELETE",
				path: "/v1/brands/:id/logo",
				scope: "shop:write",
				about: {
					name: "removeBrandLogo",
					tag: "Shop",
					summary: "Take a brand's logo away",
					answers: { 204: { when: "There is none." } },
				},
				answer: async (context, principal) => {
					await services.removeBrandLogo(principal, idOf(context, "brand"));
					return context.body(null, 204);
				},
			},
		],
		services,
	);
}
