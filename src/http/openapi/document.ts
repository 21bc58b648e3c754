import type {
	Content,
	JsonSchema,
	Method,
	OpenApi,
	Operation,
	Parameter,
	Ref,
	Response,
} from "../../../web/views/docs/open-api.ts";
import { PRODUCT_LIMITS } from "../../core/products/product.ts";
import type { Route } from "../door.ts";
import { type About, type Answered, type AnswerStatus, exampleId, isBytes } from "./about.ts";
import { HEADERS, PARAMETERS, problemResponses, refusalsOf, SCHEME } from "./common.ts";
import { EXAMPLES } from "./examples.ts";
import { type SchemaWriter, schemaWriter } from "./schemas.ts";
import { TAGS } from "./tags.ts";
import { webhooksOf } from "./webhooks.ts";

/** A route that the document has. */
export type Told = Route & { readonly about: About };

/** The API as OpenAPI 3.1, made of what stands beside the routes. Throws where two of them are called the same. */
export function openApi(routes: readonly Route[], publicUrl: string): OpenApi {
	const schemas = schemaWriter();
	const told = routes.filter((route): route is Told => route.about !== undefined);
	refuseTwins(told.map(({ about }) => about.name));
	const paths: Record<string, Partial<Record<Method, Operation>>> = {};
	for (const route of told.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
		const path = templateOf(route.path);
		paths[path] = { ...paths[path], [methodOf(route)]: operationOf(route, schemas) };
	}
	const responses = problemResponses(schemas);
	const webhooks = webhooksOf(schemas);
	return {
		openapi: "3.1.0",
		info: { title: "Wayline", version: "1.0.0", description: DESCRIPTION },
		externalDocs: { url: `${publicUrl}/docs` },
		servers: [{ url: publicUrl }],
		tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
		security: [{ key: [] }],
		paths,
		webhooks,
		components: {
			schemas: Object.fromEntries(Object.entries(schemas.components).sort(([a], [b]) => (a < b ? -1 : 1))),
			parameters: PARAMETERS,
			headers: HEADERS,
			responses,
			securitySchemes: { key: SCHEME },
		},
	};
}

const DESCRIPTION = `The seller's side of a shipment tracking service. Refusals are problems of RFC 9457, each explained at \`/problems\`. Lists are told in slices: while there is more, the header \`Link\` holds the address to ask next. A \`POST\` or \`PATCH\` that takes an \`Idempotency-Key\` is carried out once under it. More fields may stand beside those that are answered today. Every example was answered by this service.`;

/** As OpenAPI writes it: `/v1/shipments/{id}`. */
export function templateOf(path: string): string {
	return path.replaceAll(/:(\w+)/g, "{$1}");
}

export function methodOf({ method }: Pick<Route, "method">): Method {
	// Every method of a route in small letters is one of the document's.
	return method.toLowerCase() as Method;
}

function refuseTwins(names: readonly string[]): void {
	const twin = names.find((name, index) => names.indexOf(name) !== index);
	if (twin !== undefined) throw new Error(`Two routes are called ${twin} in the document.`);
}

function operationOf(route: Told, schemas: SchemaWriter): Operation {
	const { about, scope } = route;
	const { name, tag, summary, more } = about;
	const parameters = parametersOf(route, schemas);
	const requestBody = bodyOf(about, schemas);
	return {
		operationId: name,
		tags: [tag],
		summary,
		...(more !== undefined && { description: more }),
		...(scope !== null && { security: scope === undefined ? [] : [{ key: [scope] }] }),
		...(parameters.length > 0 && { parameters }),
		...(requestBody && { requestBody }),
		responses: responsesOf(route, schemas),
	};
}

/** The prefix of the ids in the paths below a collection; null where they are the seller's own words. */
const ID_KINDS: Readonly<Record<string, string | null>> = {
	shipments: "shp",
	orders: "ord",
	connections: "con",
	messages: "msg",
	keys: "key",
	brands: "brd",
	staff: "stf",
	endpoints: "end",
	deliveries: "dlv",
	imports: "imp",
	questions: "qst",
	reviews: "rvw",
	"inbound-mails": "inm",
	products: null,
};

/** Of a route with an id in its path. Throws for a collection that nobody gave a kind. */
function idKindOf(path: string): string | null {
	const kind = ID_KINDS[path.split("/")[2] ?? ""];
	if (kind === undefined) throw new Error(`Give ${path} a kind of id: ID_KINDS in document.ts.`);
	return kind;
}

function parametersOf({ path, about, isKeyed = false }: Told, schemas: SchemaWriter): (Parameter | Ref)[] {
	const ids = path.includes("/:id") ? [idParameter(path, about), ...countParameters(path)] : [];
	const shown: JsonSchema = about.query ? schemas.write(about.query, "input") : {};
	const query = Object.entries(shown.properties ?? {}).map(([name, { description, ...schema }]): Parameter => {
		const example = about.asked?.query?.[name];
		return {
			name,
			in: "query",
			...(shown.required?.includes(name) && schema.default === undefined && { required: true }),
			...(description !== undefined && { description }),
			schema,
			...(example !== undefined && { example: typed(example, schema) }),
		};
	});
	return [...ids, ...query, ...(isKeyed ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : [])];
}

function idParameter(path: string, { asked }: About): Parameter {
	const kind = idKindOf(path);
	if (kind === null) {
		const schema = { type: "string", minLength: 1, maxLength: PRODUCT_LIMITS.idCharacters };
		return { name: "id", in: "path", required: true, schema, example: asked?.id };
	}
	const schema = { type: "string", pattern: `^${kind}_[0-9A-Za-z]{16,40}$` };
	return { name: "id", in: "path", required: true, schema, example: asked?.id ?? exampleId(kind) };
}

/** Beside the id, what an address counts from 1. */
function countParameters(path: string): readonly Parameter[] {
	return [...path.matchAll(/:(?!id\b)(\w+)/g)].map(([, name = ""]) => {
		return { name, in: "path", required: true, schema: { type: "integer", minimum: 1 }, example: 1 };
	});
}

function typed(example: string, { type }: JsonSchema): unknown {
	return type === "integer" || type === "number" ? Number(example) : example;
}

function bodyOf({ body, asked }: About, schemas: SchemaWriter): Operation["requestBody"] {
	if (body === undefined) return undefined;
	if (isBytes(body)) {
		const schema = { type: "string", contentMediaType: "application/octet-stream", maxLength: body.mostBytes };
		return { required: true, content: Object.fromEntries(body.kinds.map((kind) => [kind, { schema }])) };
	}
	const example = asked?.body;
	const schema = schemas.write(body, "input");
	return { required: true, content: { "application/json": { schema, ...(example !== undefined && { example }) } } };
}

function responsesOf(route: Told, schemas: SchemaWriter): Operation["responses"] {
	const { about } = route;
	const answers = Object.entries(about.answers).map(([status, answered]): [string, Response] => {
		// The keys of `answers` are statuses, which an object holds as text.
		return [status, answerOf(route, Number(status) as AnswerStatus, answered, schemas)];
	});
	const refusals = refusalsOf(route).map((status) => [String(status), { $ref: `#/components/responses/${status}` }]);
	return { ...Object.fromEntries(answers), ...Object.fromEntries(refusals) };
}

function answerOf(route: Told, status: AnswerStatus, answered: Answered, schemas: SchemaWriter): Response {
	const { about, scope, isKeyed = false } = route;
	const names = [
		...(status === 201 ? ["Location"] : []),
		...(about.query?.shape.cursor === undefined ? [] : ["Link"]),
		...(scope === undefined ? [] : ["RateLimit", "RateLimit-Policy"]),
		...(isKeyed ? ["Idempotency-Replayed"] : []),
		...(answered.headers ?? []),
	];
	const headers = Object.fromEntries(
		names.map((name): [string, Ref] => [name, { $ref: `#/components/headers/${name}` }]),
	);
	const content = contentOf(route, status, answered, schemas);
	return { description: answered.when, headers, ...(Object.keys(content).length > 0 && { content }) };
}

function contentOf(route: Told, status: AnswerStatus, { body, kinds = [] }: Answered, schemas: SchemaWriter) {
	const recorded = EXAMPLES.answers[`${route.method} ${route.path}`];
	const example = recorded?.status === status ? recorded.body : undefined;
	const isText = typeof example === "string";
	const content: Record<string, Content> = {};
	if (body) {
		const schema = schemas.write(body, "output");
		content["application/json"] = { schema, ...(example !== undefined && !isText && { example }) };
	}
	const isOfKinds = isText || (!body && example !== undefined);
	for (const kind of kinds) content[kind] = { schema: { type: "string" }, ...(isOfKinds && { example }) };
	return content;
}
