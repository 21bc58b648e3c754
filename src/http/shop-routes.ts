import { NotFound } from "../core/errors.ts";
import type { ShopChange, ShopView } from "../services/shop.ts";
import type { Principal } from "../services/views.ts";
import { shop } from "./answers/shop.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { forSellers } from "./for-sellers.ts";
import { matchesEtag } from "./matches-etag.ts";
import { readBytes, readJson, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";
import { nothing } from "./shapes.ts";
import { PICTURE, shopChange } from "./shop-shapes.ts";

export interface ShopServices {
	getShop(principal: Principal): Promise<ShopView>;
	changeShop(principal: Principal, change: ShopChange): Promise<ShopView>;
	setLogo(principal: Principal, uploaded: Uint8Array): Promise<ShopView>;
	removeLogo(principal: Principal): Promise<void>;
	/** Null: no such picture. */
	openLogo(digest: string): Promise<{ readonly contentType: string; readonly image: Uint8Array } | null>;
	/** Null: no such stylesheet. */
	openStyles(name: string): string | null;
}

export function shopRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/shop",
				scope: "shop:read",
				about: {
					name: "getShop",
					tag: "Shop",
					summary: "Get your shop",
					answers: { 200: { when: "The shop.", body: shop } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					return context.json(await services.getShop(principal));
				},
			},
			{
				method: "PATCH",
				path: "/v1/shop",
				scope: "shop:write",
				about: {
					name: "changeShop",
					tag: "Shop",
					summary: "Change your shop",
					more: "What is left out stays. Every page of the shop shows it when it is opened next.",
					body: shopChange,
					answers: { 200: { when: "It was changed.", body: shop } },
					asked: {
						body: {
							name: "Ada's Shoes",
							contactEmail: "help@shoes.example",
							brand: { accent: "#1f5fd6", links: [{ label: "Returns", url: "https://shoes.example/returns" }] },
						},
					},
				},
				answer: async (context, principal) =>
					context.json(await services.changeShop(principal, await readJson(context, shopChange))),
			},
			{
				method: "PUT",
				path: "/v1/shop/logo",
				scope: "shop:write",
				about: {
					name: "setLogo",
					tag: "Shop",
					summary: "Upload your logo",
					body: PICTURE,
					answers: { 200: { when: "It was drawn anew and is shown.", body: shop } },
				},
				answer: async (context, principal) => {
					const owner = context.req.header("authorization") ?? "";
					const uploaded = await readBytes(context, SELLER_BODY_LIMIT, owner);
					return context.json(await services.setLogo(principal, uploaded));
				},
			},
			{
				method: "DELETE",
				path: "/v1/shop/logo",
				scope: "shop:write",
				about: {
					name: "removeLogo",
					tag: "Shop",
					summary: "Take the logo away",
					answers: { 204: { when: "There is none." } },
				},
				answer: async (context, principal) => {
					await services.removeLogo(principal);
					return context.body(null, 204);
				},
			},
		],
		services,
	);
}

/** What pages show of a shop beside words. Each name stands for one content, so that it may be kept for ever. */
export function brandAssetRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return [
		{
			method: "GET",
			path: "/brand/:name",
			answer: async (context) => {
				const name = context.req.param("name") ?? "";
				const styles = name.endsWith(STYLES) ? services.openStyles(name.slice(0, -STYLES.length)) : null;
				if (styles !== null) return answerForEver(context, name, "text/css; charset=utf-8", styles);
				const logo = name.endsWith(STYLES) ? null : await services.openLogo(name);
				if (logo === null) throw new NotFound("No shop has this picture or these colours.");
				return answerForEver(context, name, logo.contentType, new Uint8Array(logo.image));
			},
		},
	];
}

const STYLES = ".css";

function answerForEver(
	context: HttpContext,
	name: string,
	contentType: string,
	content: string | Uint8Array<ArrayBuffer>,
): Response {
	const etag = `"${name}"`;
	context.header("cache-control", "public, max-age=31536000, immutable");
	context.header("etag", etag);
	// Opened by itself it is nothing but a picture, whatever a browser takes it for.
	context.header("content-security-policy", "default-src 'none'");
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304);
	return context.body(content, 200, { "content-type": contentType });
}
