import { createHash, timingSafeEqual } from "node:crypto";
import { Forbidden, Unauthorised, Unavailable } from "../core/errors.ts";
import type { Door, HttpContext, Route } from "./door.ts";

export interface MetricsPage {
	readonly text: () => Promise<string>;
	readonly contentType: string;
	/** How fresh each carrier is, and what waits, as lines; null where the database did not say in time. */
	readonly board: () => Promise<string | null>;
	/** Who shows it may read; null: callers of this machine alone, and nobody where a proxy stands before the service. */
	readonly token: string | null;
}

type Needs = Pick<Door, "metrics" | "publicUrl" | "trustProxy">;

/**
 * What Prometheus asks for, and what a person does. Nothing in it names a seller or a parcel, but how busy a shop is, is
 * nobody's business.
 */
export function metricsRoutes(needs: Needs): readonly Route[] {
	return [
		{
			method: "GET",
			path: "/metrics",
			answer: async (context) => {
				refuseStrangers(context, needs);
				const { text, contentType } = needs.metrics;
				return context.body(await text(), 200, { "content-type": contentType, "cache-control": "no-store" });
			},
		},
		{
			method: "GET",
			path: "/standing",
			answer: async (context) => {
				refuseStrangers(context, needs);
				const board = await needs.metrics.board();
				if (board === null) throw new Unavailable("The database did not say in time how things stand.");
				return context.text(board, 200, { "cache-control": "no-store" });
			},
		},
	];
}

function refuseStrangers(context: HttpContext, { metrics: { token }, publicUrl, trustProxy }: Needs): void {
	if (token !== null) {
		const shown = /^Bearer (\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1] ?? "";
		if (timingSafeEqual(digestOf(shown), digestOf(token))) return;
		throw new Unauthorised("Metrics are told to who shows the token of WAYLINE_METRICS_TOKEN as a bearer token.");
	}
	// Behind a proxy on the same machine everybody comes from here, and one that adds no header is told from nobody. Https without one
	// that we were told of means that there is one all the same.
	const isBehindProxy = trustProxy > 0 || publicUrl.startsWith("https:");
	if (!isBehindProxy && isOfThisMachine(context) && !FORWARDED.some((name) => context.req.header(name))) return;
	throw new Forbidden(
		"Metrics are told to callers of this machine alone, and to nobody where a proxy stands before the service. Set WAYLINE_METRICS_TOKEN, and show it as a bearer token, to read them otherwise.",
	);
}

const FORWARDED = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"];

function isOfThisMachine(context: HttpContext): boolean {
	const address = context.env?.incoming?.socket.remoteAddress ?? "";
	return /^(?:::ffff:)?127\.|^::1$/.test(address);
}

// Digests have one length, whatever was shown.
function digestOf(text: string): Uint8Array {
	return createHash("sha256").update(text).digest();
}
