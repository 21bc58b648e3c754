import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { PAGE_POLICY } from "../../web/views/policy.ts";
import type { HttpContext, HttpEnv } from "./door.ts";

/** The part of pino that the door uses. */
export interface Log {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

export interface AnsweredRequest {
	/** The pattern, never the path. */
	readonly route: string;
	readonly method: string;
	readonly status: number;
	readonly ms: number;
}

/** What every answer carries, whoever asked. */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
	return {
		"content-security-policy": PAGE_POLICY,
		"referrer-policy": "no-referrer",
		"x-content-type-options": "nosniff",
		"permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
		...(publicUrl.startsWith("https:") ? { "strict-transport-security": "max-age=31536000" } : {}),
	};
}

/** Sets the headers of every answer. Before the route: one set on a finished response makes Hono build it anew. */
export function setHeaders({ publicUrl }: { readonly publicUrl: string }): MiddlewareHandler<HttpEnv> {
	const headers = Object.entries(securityHeaders(publicUrl));
	return (context, next) => {
		context.header("x-request-id", context.get("requestId"));
		for (const [name, value] of headers) context.header(name, value);
		return next();
	};
}

/** Names the request, and writes one line about it when it is answered. */
export function openRequest({
	trustProxy,
	log,
	answered,
}: {
	trustProxy: number;
	log: Log;
	/** Hears of every request that was answered, by the route's pattern; `ms` until the answer was begun. */
	answered: (request: AnsweredRequest) => void;
}): MiddlewareHandler<HttpEnv> {
	return async (context, next) => {
		const startedAt = performance.now();
		const requestId = requestIdOf(context.req.header("x-request-id"));
		context.set("requestId", requestId);
		context.set("trustProxy", trustProxy);
		await next();
		const { method } = context.req;
		tellAnswered(
			{ log, answered },
			{ requestId, method, route: routeOf(context), status: context.res.status, startedAt },
		);
	};
}

/** `startedAt` on the clock of `performance.now()`. */
export function tellAnswered(
	{ log, answered }: { readonly log: Log; readonly answered: (request: AnsweredRequest) => void },
	{ requestId, method, route, status, startedAt }: Omit<AnsweredRequest, "ms"> & TimedRequest,
): void {
	const ms = Math.round((performance.now() - startedAt) * 10) / 10;
	const fields = { requestId, method, route, status, ms };
	answered(fields);
	// What went wrong is told at any level of the log; all that went well would drown it where a person reads along.
	if (status < 400) log.info(fields, "answered");
	else log.warn(fields, "answered");
}

interface TimedRequest {
	readonly requestId: string;
	readonly startedAt: number;
}

export function requestIdOf(given: string | undefined): string {
	return given !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/.test(given) ? given : randomUUID();
}

/** The pattern, never the path: paths hold tokens and ids. */
export function routeOf(context: HttpContext): string {
	return context.get("route") ?? "unknown";
}

/**
 * Whose connection it is. Each proxy of ours appends the address it saw to X-Forwarded-For, so what stands further
 * to the left was written by the caller and is not believed.
 */
export function addressOf(context: HttpContext, trustProxy: number): string {
	const hops = (context.req.header("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
	const forwarded = trustProxy > 0 ? withoutPort(hops.at(-trustProxy) ?? "") : "";
	return forwarded || (context.env?.incoming?.socket.remoteAddress ?? "unknown");
}

/** Some proxies write the port too, another for each connection: whoever it is would have as many addresses. */
function withoutPort(hop: string): string {
	return /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}
