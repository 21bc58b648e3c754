import { Refused } from "../core/errors.ts";
import type { Claim, Claimed, KeptAnswer, KeyedRequest } from "../services/keyed-requests.ts";
import type { Principal } from "../services/views.ts";
import type { HttpContext } from "./door.ts";
import { answerProblem, BadRequest, KeyInUse, KeyOfAnother } from "./problem.ts";
import { readBytes } from "./read-body.ts";

export interface KeyedServices {
	claimKeyed(principal: Principal, request: KeyedRequest): Promise<Claimed>;
	/** Null: nothing was done that the key could stand for, and it is free again. */
	settleKeyed(principal: Principal, claim: Claim, answer: KeptAnswer | null): Promise<void>;
}

interface Keyed {
	/** What stands in the header. */
	readonly given: string;
	readonly bodyLimitBytes: number;
	readonly longestMs: number;
}

/**
 * Answers a request that names an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07) once, and whoever sends
 * it again what was answered then. Throws BadRequest, KeyInUse and KeyOfAnother.
 */
export async function answerOnce(
	context: HttpContext,
	principal: Principal,
	services: KeyedServices,
	{ given, bodyLimitBytes, longestMs }: Keyed,
	answer: () => Response | Promise<Response>,
): Promise<Response> {
	const key = keyOf(given);
	const body = await readBytes(context, bodyLimitBytes, context.req.header("authorization") ?? "");
	// It can be read from the connection once, and the route wants it too.
	context.set("body", body);
	const { pathname, search } = new URL(context.req.url);
	const request = { key, method: context.req.method, path: `${pathname}${search}`, body, longestMs };
	const claimed = await services.claimKeyed(principal, request);
	if (claimed.kind === "running") throw new KeyInUse();
	if (claimed.kind === "another") throw new KeyOfAnother();
	if (claimed.kind === "answered") return replay(context, claimed.answer);
	let response: Response | null = null;
	try {
		response = await answered(context, answer);
	} finally {
		const isKept = response !== null && stands(response.status);
		await services.settleKeyed(principal, claimed.claim, isKept && response ? await kept(response) : null);
	}
	return response;
}

/** A refusal as the answer that it becomes; what is a failure of ours stays one. */
async function answered(context: HttpContext, answer: () => Response | Promise<Response>): Promise<Response> {
	try {
		return await answer();
	} catch (error) {
		if (error instanceof Refused) return answerProblem(context, error);
		throw error;
	}
}

/** What was done, and what contradicts what is known. A request that has to be mended or may work later is none of them. */
function stands(status: number): boolean {
	return status < 400 || status === 404 || status === 409;
}

/** Of the headers those that belong to the answer and not to one request for it. */
const KEPT_HEADERS = ["content-type", "location"];

async function kept(response: Response): Promise<KeptAnswer> {
	const headers = KEPT_HEADERS.flatMap((name) => {
		const value = response.headers.get(name);
		return value === null ? [] : [[name, value]];
	});
	return { status: response.status, headers: Object.fromEntries(headers), body: await response.clone().text() };
}

function replay(context: HttpContext, { status, headers, body }: KeptAnswer): Response {
	context.header("idempotency-replayed", "true");
	// A status that was answered before; one without a body was kept with none.
	return context.newResponse(body === "" ? null : body, status as 200, headers);
}

/** The key of a structured-field string, or written bare as most clients do. */
function keyOf(given: string): string {
	const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(given)?.[1];
	const key = quoted?.replaceAll(/\\(.)/g, "$1") ?? (/^[\x21\x23-\x7e]+$/.test(given) ? given : "");
	if (key.length >= 1 && key.length <= 255) return key;
	throw new BadRequest(
		'The header Idempotency-Key takes one key of 1 to 255 printable ASCII characters, best a UUID: "8e03978e-40d5-43dd-bc93-6894a57f9324".',
	);
}
