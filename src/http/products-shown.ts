import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { OpenPage } from "../services/pages.ts";
import type { ShownProducts } from "../services/shown-products.ts";
import type { Door, HttpContext } from "./door.ts";
import { cookieOptions } from "./reader-proof.ts";

export interface ProductPageServices {
	/** Null: nothing is offered. Both lists are empty until the reader wants them. */
	shownProducts(token: string, open: OpenPage, isWanted: boolean): Promise<ShownProducts | null>;
	/** A JPEG of 32 digits' name; null where the link's shop has none. */
	openProductPicture(token: string, digest: string): Promise<Uint8Array | null>;
}

/** Where a reader's device keeps that he wants to see things of the shop: on this parcel's page, and nowhere else. */
const NAME = "wayline_products";
/** As long as anybody looks at a parcel. */
const DAYS = 180;

/** What this reader is shown, or offered, of the shop's things; null where that is nothing. */
export function productsShown(
	{ services }: Pick<Door, "services">,
	context: HttpContext,
	{ token, open }: { readonly token: string; readonly open: OpenPage },
): Promise<ShownProducts | null> {
	// A shop that shows none, as nearly all, costs its readers nothing.
	if (!open.brand.products.show) return Promise.resolve(null);
	return services.shownProducts(token, open, getCookie(context, NAME) === "1");
}

/** The cookie is all that is kept of it. */
export function keepWish(
	context: HttpContext,
	door: Pick<Door, "publicUrl">,
	token: string,
	wish: { readonly isWanted: boolean },
): void {
	const options = cookieOptions(door, token);
	if (wish.isWanted) setCookie(context, NAME, "1", { ...options, maxAge: DAYS * 86_400 });
	else deleteCookie(context, NAME, options);
}
