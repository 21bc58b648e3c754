import { createHash, timingSafeEqual } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { SESSION_DAYS } from "../../services/console-sessions.ts";
import type { Door, HttpContext } from "../door.ts";

type Needs = Pick<Door, "publicUrl">;

/** `__Host-`: no other host of the shop's domain can set it. Browsers take that on https alone. */
export function sessionCookieName({ publicUrl }: Needs): string {
	return isSecure({ publicUrl }) ? "__Host-wayline_console" : "wayline_console";
}

/** What `logIn` gave this browser; null for one that is not logged in. */
export function sessionIn(context: HttpContext, door: Needs): string | null {
	const token = getCookie(context, sessionCookieName(door)) ?? "";
	return /^[0-9A-Za-z]{20,128}$/.test(token) ? token : null;
}

export function keepSession(context: HttpContext, door: Needs, token: string): void {
	setCookie(context, sessionCookieName(door), token, { ...optionsOf(door), maxAge: SESSION_DAYS * 86_400 });
}

export function forgetSession(context: HttpContext, door: Needs): void {
	deleteCookie(context, sessionCookieName(door), optionsOf(door));
}

/** What each form of a session carries: of its token, which no page shows, and no way back to it. */
export function formTokenOf(token: string): string {
	return createHash("sha256").update(`form of ${token}`).digest("base64url");
}

export function isFormToken(given: string, token: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(formTokenOf(token))];
	return one.length === other.length && timingSafeEqual(one, other);
}

function optionsOf(door: Needs) {
	return { path: "/", httpOnly: true, secure: isSecure(door), sameSite: "Strict" } as const;
}

export function isSecure({ publicUrl }: Needs): boolean {
	return publicUrl.startsWith("https:");
}
