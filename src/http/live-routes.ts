import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { NotFound, TooMany } from "../core/errors.ts";
import type { PageVersion } from "../core/page.ts";
import { addressOf, securityHeaders } from "./access.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { matchesEtag } from "./matches-etag.ts";

type Needs = Pick<Door, "services" | "live" | "publicUrl" | "trustProxy">;

/** The hub of open pages: see outbound/live.ts. */
export interface LivePages {
	hasRoom(address: string): boolean;
	open(viewer: {
		readonly watches: readonly [PageVersion, ...PageVersion[]];
		readonly isBehind: boolean;
		readonly address: string;
		readonly sink: HttpBindings["outgoing"];
	}): void;
}

const REFUSED_FOR_SECONDS = 60;

/** Where the page of a link hears of changes: it names what it shows. */
export function liveUrlOf(token: string, shown: readonly Pick<PageVersion, "version">[]): string {
	return `/t/${token}/live?seen=${changesOf(shown)}`;
}

/**
 * The changes of a page and of the others of its order: as a stream, or, for those whom no stream reaches, as how many
 * there were, with an ETag. Neither reads the page.
 */
export function liveRoute(door: Needs): Route {
	return {
		method: "GET",
		path: "/t/:token/live",
		answer: async (context) => {
			const token = context.req.param("token") ?? "";
			const shown = isIdOf("token", token) ? await door.services.pageVersions(token) : null;
			if (!shown) throw new NotFound("No parcel has this address.");
			return wantsCount(context) ? answerCount(context, shown) : openStream(door, context, shown);
		},
	};
}

function wantsCount(context: HttpContext): boolean {
	return context.req.header("accept")?.trim().startsWith("application/json") ?? false;
}

function answerCount(context: HttpContext, shown: readonly PageVersion[]): Response {
	const changes = changesOf(shown);
	const headers = { etag: `"${changes}"`, "cache-control": "no-store", vary: "accept" };
	if (matchesEtag(context.req.header("if-none-match"), headers.etag)) return context.body(null, 304, headers);
	return context.json({ changes }, 200, headers);
}

function openStream(
	{ live, publicUrl, trustProxy }: Needs,
	context: HttpContext,
	watches: readonly [PageVersion, ...PageVersion[]],
): Response {
	const address = addressOf(context, trustProxy);
	if (!live.hasRoom(address)) {
		const detail = "Too many pages are open from here. The page shows the news when it is loaded again.";
		throw new TooMany(detail, REFUSED_FOR_SECONDS);
	}
	const headers = {
		...securityHeaders(publicUrl),
		"x-request-id": context.get("requestId"),
		"content-type": "text/event-stream",
		"cache-control": "no-store",
		vary: "accept",
		// Without this nginx keeps events until its buffer is full.
		"x-accel-buffering": "no",
	};
	if (context.req.method === "HEAD") return context.body(null, 200, headers);
	const outgoing = context.env.outgoing;
	if (!outgoing) throw new Error("A live stream needs a Node server under the app.");
	outgoing.writeHead(200, headers);
	live.open({ watches, isBehind: isBehind(context, changesOf(watches)), address, sink: outgoing });
	return RESPONSE_ALREADY_SENT;
}

/** Grows with every change of any parcel of the order; the hub gives its events such ids. */
function changesOf(shown: readonly Pick<PageVersion, "version">[]): number {
	return shown.reduce((sum, { version }) => sum + version, 0);
}

/** Whether the reader's page is older than what stands: it says which it shows, or on coming back what it heard last. */
function isBehind(context: HttpContext, changes: number): boolean {
	const seen = context.req.header("last-event-id") || context.req.query("seen");
	return !seen || Number(seen) !== changes;
}
