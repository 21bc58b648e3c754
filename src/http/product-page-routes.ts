import { Invalid, NotFound } from "../core/errors.ts";
import { answerPicture, noPicture } from "./answer-picture.ts";
import type { Door, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { findPage, findParcel, keepPrivate, notFoundPage } from "./page-routes.ts";
import { keepWish, productsShown } from "./products-shown.ts";
import { readForm } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { refuseOtherSites } from "./same-site.ts";

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl">;

/** A reader asks to see what the shop sells, or not to any more; and what he then sees, for pages of a shop's own. */
export function productPageRoutes(door: Needs): readonly Route[] {
	return [
		{
			method: "POST",
			path: "/t/:token/products",
			answer: async (context) => {
				refuseOtherSites(context, door);
				const form = await readForm(context);
				const token = context.req.param("token") ?? "";
				const open = await findParcel(door, token);
				if (!open) return notFoundPage(door, context);
				keepPrivate(context);
				const show = form.get("show");
				if (show !== "1" && show !== "0")
					throw new Invalid("Send show=1 to see things of the shop, and show=0 to see them no more.");
				keepWish(context, door, token, { isWanted: show === "1" });
				const { query } = readerOf(context, { order: open.locale, shop: open.brand.language });
				return context.redirect(`/t/${token}${query}#products`, 303);
			},
		},
		{
			method: "GET",
			path: "/t/:token/products.json",
			answer: async (context) => {
				const token = context.req.param("token") ?? "";
				const open = await findPage(door, token);
				if (!open) throw new NotFound("No parcel has this address. Open the link of the shop's message again.");
				keepPrivate(context);
				// It is another answer for each reader.
				context.header("cache-control", "private, no-store");
				const shown = await productsShown(door, context, { token, open });
				return context.json({
					offered: shown !== null,
					wanted: shown?.isWanted ?? false,
					viewed: shown?.viewed ?? [],
					related: shown?.related ?? [],
				});
			},
		},
		{
			method: "GET",
			path: "/t/:token/products/:picture",
			answer: async (context) => {
				const [token, digest] = [context.req.param("token") ?? "", context.req.param("picture") ?? ""];
				const isName = isIdOf("token", token) && /^[0-9a-f]{32}$/.test(digest);
				const picture = isName ? await door.services.openProductPicture(token, digest) : null;
				if (picture === null) throw noPicture();
				// Its name stands for one content.
				context.header("cache-control", "private, max-age=31536000, immutable");
				return answerPicture(context, picture);
			},
		},
	];
}
