import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { SHOWN_ONCE_SECONDS } from "../../services/shown-once.ts";
import type { HttpContext } from "../door.ts";
import { isSecure } from "./session-cookie.ts";
import type { ConsoleNeeds, Staff } from "./staff.ts";

type Needs = Pick<ConsoleNeeds, "services" | "publicUrl">;

/**
 * Leads to the page at `path`, which shows this secret once. Loaded again it shows nothing, and sends no form again. The
 * secret goes by a cookie of that page alone, sealed for this session.
 */
export function leadToSecret(
	context: HttpContext,
	door: Needs,
	{ token }: Pick<Staff, "token">,
	path: string,
	secret: string | undefined,
): Response {
	if (secret !== undefined) {
		const sealed = door.services.sealShown(token, path, secret);
		setCookie(context, nameOf(door), sealed, { ...optionsOf(door, path), maxAge: SHOWN_ONCE_SECONDS });
	}
	return context.redirect(path, 303);
}

/** The secret that was to be shown on this page, and takes it from the browser. Null where it was shown before. */
export function takeSecret(context: HttpContext, door: Needs, { token }: Pick<Staff, "token">): string | null {
	const sealed = getCookie(context, nameOf(door));
	if (sealed === undefined) return null;
	const { pathname } = new URL(context.req.url);
	deleteCookie(context, nameOf(door), optionsOf(door, pathname));
	return door.services.openShown(token, pathname, sealed);
}

/** Browsers take `__Secure-` on https alone; `__Host-` would be of every page. */
function nameOf(door: Needs): string {
	return isSecure(door) ? "__Secure-wayline_shown" : "wayline_shown";
}

function optionsOf(door: Needs, path: string) {
	return { path, httpOnly: true, secure: isSecure(door), sameSite: "Strict" } as const;
}
