import { Forbidden, NotFound, TooMany, Unauthorised } from "../core/errors.ts";
import type { Turns } from "../services/key-limits.ts";
import type { Principal, Scope } from "../services/views.ts";
import { addressOf } from "./access.ts";
import type { HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { answerOnce, type KeyedServices } from "./keyed-requests.ts";
import type { About } from "./openapi/about.ts";
import { SELLER_BODY_LIMIT } from "./read-body.ts";

export interface SliceQuery {
	/** As a slice named it in `next`. */
	readonly cursor?: string | undefined;
	readonly limit: number;
}

export interface Slice<T> {
	readonly items: readonly T[];
	/** Where the next slice begins, one opaque word; null at the end. */
	readonly next: string | null;
}

export interface KeyServices extends KeyedServices {
	/** Null: no such key, or it was revoked. */
	authenticate(key: string): Promise<Principal | null>;
	/** Counts so many requests of the principal's key. */
	takeTurns(principal: Principal, turns: number): Promise<Turns>;
	/** Counts a key that is none, from this address: 0, or, where there were too many, the seconds until the next is looked at. */
	countWrongKey(address: string): Promise<number>;
}

/** A route of the API: nobody passes without a key, nor without the scope it names. */
export interface SellerRoute {
	readonly method: Route["method"];
	readonly path: string;
	/** Null: any valid key. */
	readonly scope: Scope | null;
	readonly about: About;
	/** What its body may have at most; SELLER_BODY_LIMIT where it says nothing. */
	readonly bodyLimitBytes?: number;
	/** An Idempotency-Key is passed over. */
	readonly takesNoKey?: boolean;
	/** What it takes at most under any load; a minute where it says nothing. */
	readonly longestMs?: number;
	readonly answer: (context: HttpContext, principal: Principal) => Response | Promise<Response>;
}

/** The routes with their door-keeper: what they answer is kept by no cache. */
export function forSellers(routes: readonly SellerRoute[], services: KeyServices): readonly Route[] {
	return routes.map(({ method, path, scope, about, takesNoKey, answer, ...given }) => ({
		method,
		path,
		scope,
		about,
		isKeyed: isKeyed(method, takesNoKey),
		answer: async (context) => {
			context.header("cache-control", "no-store");
			context.set("about", about);
			const principal = await admit(context, services, scope);
			const key = isKeyed(method, takesNoKey) ? context.req.header("idempotency-key") : undefined;
			if (key === undefined) return answer(context, principal);
			const { bodyLimitBytes = SELLER_BODY_LIMIT, longestMs = MINUTE_MS } = given;
			const once = { given: key, bodyLimitBytes, longestMs };
			return answerOnce(context, principal, services, once, () => answer(context, principal));
		},
	}));
}

function isKeyed(method: Route["method"], takesNoKey = false): boolean {
	return KEYED_METHODS.includes(method) && !takesNoKey;
}

const MINUTE_MS = 60_000;

/** Those of which the same again is not the same. */
const KEYED_METHODS: readonly Route["method"][] = ["POST", "PATCH"];

/** Finds out who asks. Throws Unauthorised or Forbidden, with the challenge of RFC 6750. */
async function admit(context: HttpContext, services: KeyServices, scope: Scope | null): Promise<Principal> {
	const given = context.req.header("authorization");
	const key = given === undefined ? undefined : /^Bearer +([\x21-\x7e]{1,256})$/i.exec(given)?.[1];
	if (key === undefined) {
		context.header("www-authenticate", 'Bearer realm="wayline"');
		throw new Unauthorised('Send your API key in the header "Authorization: Bearer <key>".');
	}
	const principal = await services.authenticate(key);
	if (!principal) {
		// After it was looked for: a program with an old key must not lock out its neighbours, whose keys are right.
		const wait = await services.countWrongKey(addressOf(context, context.get("trustProxy")));
		if (wait > 0)
			throw new TooMany("Too many keys that are none came from this address. Wait, then send a valid one.", wait);
		context.header("www-authenticate", 'Bearer realm="wayline", error="invalid_token"');
		throw new Unauthorised(
			'This API key is not known, or it was revoked. "npm run -s wayline -- key create" makes one.',
		);
	}
	await takeTurns(context, services, principal, 1);
	if (scope !== null && !principal.scopes.includes(scope)) {
		context.header("www-authenticate", `Bearer realm="wayline", error="insufficient_scope", scope="${scope}"`);
		throw new Forbidden(`This needs a key with the scope "${scope}".`);
	}
	return principal;
}

/**
 * Counts a request, and says in RateLimit fields how the key stands. A route whose request is worth many takes the others
 * itself. Throws TooMany.
 */
export async function takeTurns(
	context: HttpContext,
	services: Pick<KeyServices, "takeTurns">,
	principal: Principal,
	turns: number,
): Promise<void> {
	const { isOver, quota, windowSeconds, remaining, resetSeconds } = await services.takeTurns(principal, turns);
	// Set before the answer is made: on a finished one each header would make Hono build it anew.
	context.header("ratelimit-policy", `"default";q=${quota};w=${windowSeconds}`);
	context.header("ratelimit", `"default";r=${remaining};t=${resetSeconds}`);
	if (!isOver) return;
	throw new TooMany(
		`This key may ask ${quota} times in ${windowSeconds} seconds. Wait, or ask for more at a time.`,
		resetSeconds,
	);
}

type SellerNoun =
	| "shipment"
	| "order"
	| "connection"
	| "message"
	| "endpoint"
	| "delivery"
	| "key"
	| "brand"
	| "import"
	| "question"
	| "review"
	| "staff"
	| "mail";

/** An id of another shape, an unknown one and another seller's are one and the same answer. */
export function idOf(context: HttpContext, kind: SellerNoun): string {
	const id = context.req.param("id") ?? "";
	if (!isIdOf(kind, id)) throw new NotFound(`You have no ${kind} with this id.`);
	return id;
}

/** A part of a list, with the addresses of the next one and, beyond the first, of the first. */
export function answerSlice<T>(context: HttpContext, publicUrl: string, { items, next }: Slice<T>): Response {
	const query = new URLSearchParams(context.req.query());
	const links: string[] = [];
	if (next !== null) {
		query.set("cursor", next);
		links.push(`<${publicUrl}${context.req.path}?${query}>; rel="next"`);
	}
	if (context.req.query("cursor") !== undefined) {
		query.delete("cursor");
		links.push(`<${publicUrl}${context.req.path}${query.size > 0 ? `?${query}` : ""}>; rel="first"`);
	}
	if (links.length > 0) context.header("link", links.join(", "));
	return context.json({ items });
}
