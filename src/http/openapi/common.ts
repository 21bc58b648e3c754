import type { Header, Parameter, Response } from "../../../web/views/docs/open-api.ts";
import { problem } from "../answers/problems.ts";
import type { Route } from "../door.ts";
import { PROBLEM_TYPES } from "../problem.ts";
import { type About, isBytes } from "./about.ts";
import { EXAMPLES } from "./examples.ts";
import type { SchemaWriter } from "./schemas.ts";

// What holds for every route of sellers alike: forSellers does it, and it is said here once.

export const SCHEME = {
	type: "http",
	scheme: "bearer",
	description: "An API key, `wl_…`. What a key may do are its scopes; each operation names the one that it wants.",
};

export const PARAMETERS: Readonly<Record<string, Parameter>> = {
	IdempotencyKey: {
		name: "Idempotency-Key",
		in: "header",
		description:
			"A name of your own for this request, best a UUID. Sent again within 24 hours with the same body to the same address, it is answered as it was the first time.",
		schema: { type: "string", minLength: 1, maxLength: 255 },
	},
};

const string = { type: "string" } as const;

export const HEADERS: Readonly<Record<string, Header>> = {
	Location: { description: "The path of what was made.", schema: string },
	Link: {
		description:
			'While there is more, `<…>; rel="next"` is the address to ask next; beyond the first slice there is `rel="first"` too.',
		schema: string,
	},
	RateLimit: {
		description: "How many requests of the key are left, and the seconds until there are more.",
		schema: string,
	},
	"RateLimit-Policy": { description: "How many requests of the key are taken in how many seconds.", schema: string },
	"Idempotency-Replayed": {
		description: "`true` where this is the answer to an earlier request with the same key.",
		schema: string,
	},
	"Wayline-Left-Out": {
		description:
			'How many scans the form cannot say, as an item of RFC 9651: `2;of=11;undated=1;codes="note.measured";broader="delivered.letterbox"`. `undated` have no time that it can write, for `codes` it has no word, and those of `broader` are in the file and told by a broader word.',
		schema: string,
	},
	"Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } },
};

/** What a route may refuse, least first. */
export function refusalsOf({
	path,
	scope,
	about,
	isKeyed = false,
}: Route & { readonly about: About }): readonly number[] {
	const { query, body, refuses = [] } = about;
	const isOfSellers = scope !== undefined;
	const isJson = body !== undefined && !isBytes(body);
	const all = [
		...(query || isJson || isKeyed ? [400] : []),
		...(isOfSellers ? [401, 429] : []),
		...(scope ? [403] : []),
		...(path.includes("/:id") ? [404] : []),
		...(isKeyed ? [409, 413, 422] : []),
		...(isJson ? [413, 415, 422] : []),
		...(body ? [413, 422] : []),
		// A cursor that was made up.
		...(query?.shape.cursor === undefined ? [] : [422]),
		...refuses,
		...[500, 503],
	];
	return [...new Set(all)].sort((a, b) => a - b);
}

/** Of a 409 where the same request is still being carried out. */
const WAITS: readonly number[] = [409, 429, 503];

/** A problem for each status, with every type that it may have. */
export function problemResponses(schemas: SchemaWriter): Readonly<Record<string, Response>> {
	const schema = schemas.write(problem, "output");
	const statuses = [...new Set(PROBLEM_TYPES.map(({ status }) => status))];
	return Object.fromEntries(
		statuses.map((status) => {
			const types = PROBLEM_TYPES.filter((one) => one.status === status);
			const description = types.map(({ type, title, remedy }) => `\`${type}\`: ${title}. ${remedy}`).join(" ");
			const example = EXAMPLES.problems[String(status)];
			const content = { "application/problem+json": { schema, ...(example !== undefined && { example }) } };
			const headers = WAITS.includes(status)
				? { headers: { "Retry-After": { $ref: "#/components/headers/Retry-After" } } }
				: {};
			return [String(status), { description, ...headers, content }];
		}),
	);
}
