import { renderSorry } from "../../web/views/plain.tsx";
import {
	Conflict,
	Forbidden,
	Invalid,
	NotFound,
	Refused,
	TooLarge,
	TooMany,
	Unauthorised,
	Unavailable,
} from "../core/errors.ts";
import { describeFailure } from "../describe-failure.ts";
import { routeOf } from "./access.ts";
import type { Door, HttpContext } from "./door.ts";
import { readerOf } from "./reader-language.ts";

export class BadRequest extends Refused {
	override readonly name = "BadRequest";
	readonly status = 400;
	readonly type = "bad-request";
	readonly title = "The request cannot be read";
}

export class UnsupportedMediaType extends Refused {
	override readonly name = "UnsupportedMediaType";
	readonly status = 415;
	readonly type = "unsupported-media-type";
	readonly title = "The body is of another kind than this door reads";
}

export class UnsupportedFormat extends Refused {
	override readonly name = "UnsupportedFormat";
	readonly status = 501;
	readonly type = "unsupported-format";
	readonly title = "This is not answered in that format";
}

/** The same request is being carried out: its sender did not wait for the answer. */
export class KeyInUse extends Refused {
	override readonly name = "KeyInUse";
	readonly status = 409;
	readonly type = "idempotency-key-in-use";
	readonly title = "The same request is still being carried out";
	readonly retryAfterSeconds = 1;

	constructor() {
		super(
			"The first request with this Idempotency-Key has not been answered yet. Send it again in a moment, with the same key: you get its answer.",
		);
	}
}

export class KeyOfAnother extends Refused {
	override readonly name = "KeyOfAnother";
	readonly status = 422;
	readonly type = "idempotency-key-reused";
	readonly title = "The key stands for another request";

	constructor() {
		super(
			"This Idempotency-Key was sent with another method, address or body within the last day. Nothing was done. Give each request a key of its own.",
		);
	}
}

export class MethodNotAllowed extends Refused {
	override readonly name = "MethodNotAllowed";
	readonly status = 405;
	readonly type = "method-not-allowed";
	readonly title = "This address does not take that method";
	readonly allowed: readonly string[];

	constructor(method: string, allowed: readonly string[]) {
		super(`${method.slice(0, 20)} is not possible here. This address takes ${allowed.join(" and ")}.`);
		this.allowed = allowed;
	}
}

export function noSuchPath(): NotFound {
	return new NotFound("Nothing stands at this address. Check the path; the API begins at /v1.");
}

export interface ProblemType {
	/** What follows the # in a problem's `type`. */
	readonly type: string;
	readonly status: number;
	readonly title: string;
	/** What the reader of the problem can do. */
	readonly remedy: string;
}

/** Every `type` this door writes, for the page behind it. */
export const PROBLEM_TYPES: readonly ProblemType[] = [
	explain(new BadRequest(), "Something before the fields is wrong: the JSON itself, or a query parameter."),
	explain(new Unauthorised(), "Send a valid API key as a bearer token. A key that was revoked stays refused."),
	explain(new Forbidden(), "The key is known but lacks a scope. Make a key with the scope that the detail names."),
	explain(new NotFound(), "The path or the id is not known to you. What belongs to another seller answers the same."),
	explain(new MethodNotAllowed("", []), "The header Allow lists what the address takes."),
	explain(new Conflict(), "Read the thing again, then decide."),
	explain(new TooLarge(), "The detail says the limit. Send less at a time."),
	explain(new UnsupportedMediaType(), "The API takes application/json in UTF-8."),
	explain(new Invalid(""), "The member errors points at each field and says what is wanted there."),
	explain(new KeyInUse(), "Send the same request with the same key again, after as many seconds as Retry-After says."),
	explain(new KeyOfAnother(), "Make a new key for each request, and use it again only to send that request again."),
	explain(new TooMany("", 0), "Wait as many seconds as the header Retry-After says."),
	{
		type: "internal",
		status: 500,
		title: "Something failed on our side",
		remedy: "Nothing is wrong with the request. The member requestId finds the cause in the service's log.",
	},
	explain(new UnsupportedFormat(), "The detail names the format to ask for."),
	explain(new Unavailable(), "Ask again in a moment."),
];

function explain({ type, status, title }: Refused, remedy: string): ProblemType {
	return { type, status, title, remedy };
}

const RETRY_SECONDS = "60";

/** A refusal as RFC 9457 wants it, the same shape everywhere. */
export function answerProblem(context: HttpContext, refused: Refused): Response {
	const headers: Record<string, string> = {};
	if (refused instanceof TooMany || refused instanceof KeyInUse)
		headers["retry-after"] = String(Math.ceil(refused.retryAfterSeconds));
	if (refused instanceof Unavailable) headers["retry-after"] = RETRY_SECONDS;
	if (refused instanceof MethodNotAllowed) headers.allow = refused.allowed.join(", ");
	return writeProblem(context, headers, problemOf(refused));
}

/** What a refusal tells, without the request that it is of. */
export function problemOf(refused: Refused): ProblemDetails {
	return {
		type: `/problems#${refused.type}`,
		title: refused.title,
		status: refused.status,
		detail: refused.message,
		...(refused instanceof Invalid && refused.errors.length > 0 ? { errors: refused.errors } : {}),
		...refused.members,
	};
}

type Needs = Pick<Door, "log" | "pages" | "assets">;

/**
 * The last stop of everything thrown: a refusal is told, any other failure is logged once and not told. To a buyer at his
 * page, what is our fault is a page that says so.
 */
export function answerFailure(context: HttpContext, error: unknown, { log, pages, assets }: Needs): Response {
	const isPage = isForBuyers(context);
	if (error instanceof Unavailable && isPage) {
		const headers = { "cache-control": "no-store", "retry-after": RETRY_SECONDS };
		return context.html(pages.away({ ...readerOf(context), assets: assets.page }), 503, headers);
	}
	if (error instanceof Refused) return answerProblem(context, error);
	const requestId = context.get("requestId");
	log.error({ requestId, route: routeOf(context), failure: describeFailure(error) }, "a request failed");
	if (isPage) {
		const page = renderSorry({ ...readerOf(context), assets: assets.page, requestId });
		return context.html(page, 500, { "cache-control": "no-store" });
	}
	return writeProblem(context, {}, INTERNAL);
}

/** What is told of a failure of ours. */
export const INTERNAL: ProblemDetails = {
	type: "/problems#internal",
	title: "Something failed on our side",
	status: 500,
	detail: "The request was not carried out. Whoever runs the service finds the cause by the request id.",
};

function isForBuyers(context: HttpContext): boolean {
	const route = routeOf(context);
	const wantsHtml = context.req.header("accept")?.includes("text/html") ?? false;
	return wantsHtml && (/^\/(?:track$|console)/.test(route) || /^\/(?:t|embed)\/:token(?!\/live$)/.test(route));
}

export interface ProblemDetails {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly detail: string;
	readonly errors?: Invalid["errors"];
}

function writeProblem(context: HttpContext, headers: Record<string, string>, problem: ProblemDetails): Response {
	return context.newResponse(JSON.stringify({ ...problem, requestId: context.get("requestId") }), {
		// Every class above states an error status, none of which forbids a body.
		status: problem.status as 500,
		headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
	});
}
