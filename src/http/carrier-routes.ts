import type { StatusCode } from "hono/utils/http-status";
import { NotFound, Refused, Unauthorised } from "../core/errors.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { answerProblem, MethodNotAllowed } from "./problem.ts";
import { CARRIER_BODY_LIMIT, readBytes } from "./read-body.ts";

/** Where carriers post: their own payload, signature and acknowledgement, which the service knows. */
export function carrierRoutes(door: Pick<Door, "acceptWebhook">): readonly Route[] {
	// By the second for carriers that take no address with their name in it.
	return ["/carriers/:carrier/:connection", "/hooks/:connection"].flatMap((path): readonly Route[] => [
		{ method: "POST", path, answer: (context) => acceptMessage(door, "POST", context) },
		// Some carriers try an address before they post to it.
		{ method: "GET", path, answer: (context) => acceptMessage(door, "GET", context) },
	]);
}

async function acceptMessage(
	{ acceptWebhook }: Pick<Door, "acceptWebhook">,
	method: "GET" | "POST",
	context: HttpContext,
): Promise<Response> {
	const carrier = context.req.param("carrier") ?? null;
	const connection = context.req.param("connection") ?? "";
	if ((carrier !== null && !isIdOf("carrier", carrier)) || !isIdOf("connection", connection)) {
		throw new NotFound("No connection has this address. Copy the webhook address from GET /v1/connections.");
	}
	const url = context.req.url;
	const queryStart = url.indexOf("?");
	const answer = await acceptWebhook({
		method,
		carrier,
		connection,
		headers: context.req.header(),
		readBody: (owner) => readBytes(context, CARRIER_BODY_LIMIT, owner),
		query: queryStart < 0 ? "" : url.slice(queryStart + 1),
		contentType: context.req.header("content-type") ?? "",
		dryRun: isAsked(context.req.query("dry_run")),
	});
	if (answer === null) throw new MethodNotAllowed(method, ["POST"]);
	if (answer instanceof Unauthorised) return answerProblem(context, aboutTheSignature(answer, carrier));
	if (answer instanceof Refused) return answerProblem(context, answer);
	return context.newResponse(answer.body === "" ? null : answer.body, {
		// An acknowledgement is a constant of its adapter, proved by the contract test to be a final status.
		status: answer.status as StatusCode,
		headers: { ...answer.headers },
	});
}

/** As people write it: whoever names it means it, unless he says no. */
function isAsked(flag: string | undefined): boolean {
	return flag !== undefined && !/^(?:0|false|no)$/i.test(flag);
}

/** Who builds the sending side must not look for an API key: what is wrong is the message's own signature. */
function aboutTheSignature({ message }: Unauthorised, carrier: string | null): Unauthorised {
	const why = message.replace(/^The /, "the ").replace(/[.?]?$/, (end) => end || ".");
	const guide = carrier === "push" ? " How to sign stands at /carriers/push#signature." : "";
	return new Unauthorised(`The signature or token of this message is not accepted: ${why}${guide}`);
}
