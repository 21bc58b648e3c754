import { Forbidden } from "../core/errors.ts";
import type { Door, HttpContext } from "./door.ts";

/**
 * Headers of a page with a form that it sends by POST, which its `<meta name="referrer">` repeats. Under the service's own
 * `no-referrer` a browser calls the origin of our own form `null`, as it does that of a page which hides.
 */
export const FORM_PAGE = { "referrer-policy": "same-origin" } as const;

/**
 * Throws `Forbidden` for a form that a page of another site sent: a reader's browser would then act for somebody else.
 * Browsers say where a request comes from, first by Sec-Fetch-Site, older ones and those on plain http by Origin; what
 * says neither is a program, which has no cookies of a reader. The same rule as net/http's CrossOriginProtection in Go.
 */
export function refuseOtherSites(context: HttpContext, { publicUrl }: Pick<Door, "publicUrl">): void {
	const site = context.req.header("sec-fetch-site");
	if (site === "same-origin" || site === "none") return;
	const origin = context.req.header("origin");
	if (site === undefined && (origin === undefined || isOurs(origin, publicUrl, context.req.header("host")))) return;
	throw new Forbidden("This form was sent from another site. Open the parcel's own page and send it from there.");
}

/** By the public address, or by the one that was asked: on a machine of one's own that is another. */
function isOurs(origin: string, publicUrl: string, host: string | undefined): boolean {
	if (origin === publicUrl) return true;
	return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
