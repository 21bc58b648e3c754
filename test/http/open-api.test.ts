import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { shows } from "../../src/http/answers/common.ts";
import { routesOf } from "../../src/http/door.ts";
import { forSellers } from "../../src/http/for-sellers.ts";
import { methodOf, templateOf } from "../../src/http/openapi/document.ts";
import { PROBLEM_TYPES } from "../../src/http/problem.ts";
import { readJson, readQuery } from "../../src/http/read-body.ts";
import { EVENT_NAMES } from "../../src/outbound/catalogue.ts";
import { SCOPES } from "../../src/services/views.ts";
import type { Content, JsonSchema, OpenApi, Operation } from "../../web/views/docs/open-api.ts";
import { fits } from "../helpers/json-schema.ts";
import { openDoor } from "./helpers/door.ts";

const { door, call } = await openDoor();
const document = (await (await call("GET", "/v1/openapi.json", { key: null })).json()) as OpenApi;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
);

it("has every route of the API and no other, with the scope of each", () => {
	const routes = routesOf(door).filter(({ path }) => /^\/v1(?:\/|$)/.test(path));
	const scopes = Object.fromEntries(
		routes.map((route) => {
			const { scope } = route;
			const asked = scope === undefined ? [] : [{ key: scope === null ? [] : [scope] }];
			return [`${methodOf(route).toUpperCase()} ${templateOf(route.path)}`, asked];
		}),
	);
	const told = operations.map(({ name, security = document.security }) => [name, security]);
	expect(Object.fromEntries(told)).toEqual(scopes);
	expect(told.length).toBeGreaterThan(50);
});

it("offers an Idempotency-Key where something is made or changed, and for a file of parcels says why not", () => {
	const takesKey = (operation: Operation) => JSON.stringify(operation.parameters ?? []).includes("IdempotencyKey");
	const named = new Map(operations.map((operation) => [operation.name, operation]));
	const [waybill, file] = [named.get("POST /v1/shipments"), named.get("POST /v1/imports")];
	expect([waybill && takesKey(waybill), file && takesKey(file)]).toEqual([true, false]);
	expect(file?.description).toContain("no Idempotency-Key is taken");
});

it("has every event, with an example of each", () => {
	expect(Object.keys(document.webhooks)).toEqual(EVENT_NAMES);
});

describe("points at what is there", () => {
	const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);

	it.each([...new Set(refs)])("%s", (path) => {
		const found = path.split("/").reduce((part: unknown, name) => (part as Record<string, unknown>)?.[name], document);
		expect(found).toBeTypeOf("object");
	});

	it("and has no part that nobody points at", () => {
		const named = Object.entries(document.components).flatMap(([kind, parts]) =>
			Object.keys(parts).map((name) => `components/${kind}/${name}`),
		);
		const unused = named.filter((name) => !refs.includes(name) && !name.startsWith("components/securitySchemes/"));
		// A 405 and a 501 are no answers of any operation; the page of problems has them.
		expect(unused).toEqual(["components/responses/405", "components/responses/501"]);
	});
});

const all: readonly (Operation & { readonly name: string })[] = [
	...operations,
	...Object.entries(document.webhooks).map(([name, { post }]) => ({ name, ...post })),
];

it.each(all)("$name has examples that its schemas take, and takes no others", ({ name, ...operation }) => {
	const contents: [string, Content][] = [
		...Object.entries(operation.requestBody?.content ?? {}),
		...Object.values(operation.responses).flatMap((response) => {
			return "content" in response ? Object.entries(response.content ?? {}) : [];
		}),
	];
	const json = contents.filter(([kind]) => kind === "application/json");
	for (const [, { schema, example }] of json) {
		if (example === undefined) continue;
		expect(misfits(schema, example), `${name}: ${JSON.stringify(example)}`).toEqual([]);
		expect(fits(schema, [], root)).toBe(false);
	}
	// What is asked and what is answered, wherever there is JSON; the document is no example in itself.
	const isShown = name === "GET /v1/openapi.json" || json.some(([, { example }]) => example !== undefined);
	expect(isShown || json.length === 0).toBe(true);
	const asked = operation.requestBody?.content["application/json"];
	expect(asked === undefined || asked.example !== undefined).toBe(true);
	for (const parameter of operation.parameters ?? []) {
		if (!("example" in parameter) || parameter.example === undefined) continue;
		expect(fits(parameter.schema, parameter.example, root), `${name}: ${parameter.name}`).toBe(true);
	}
});

it("has an example of each refusal that can be brought about", () => {
	const shown = Object.entries(document.components.responses).filter(([, { content }]) => {
		return content?.["application/problem+json"]?.example !== undefined;
	});
	const statuses = [...new Set(PROBLEM_TYPES.map(({ status }) => String(status)))];
	expect(shown.map(([status]) => status)).toEqual(statuses.filter((status) => !["500", "501", "503"].includes(status)));
});

it("calls no two operations alike and says in a few words what each does", () => {
	const names = all.map(({ operationId }) => operationId);
	expect(new Set(names).size).toBe(names.length);
	const objects = Object.keys(document.components.schemas).map((name) => name.toLowerCase());
	expect(new Set(objects).size).toBe(objects.length);
	const tags = document.tags.map(({ name }) => name);
	for (const { summary, tags: own, description = "X." } of operations) {
		expect(summary).toMatch(/^[A-Z].{3,70}[^.]$/);
		expect(description).toMatch(/^[A-Z`].*\.$/s);
		expect(tags).toContain(own[0]);
	}
	for (const { security } of operations) expect(SCOPES).toContain(security?.[0]?.key?.[0] ?? SCOPES[0]);
});

it("is found from /v1, needs no key and may be kept a while", async () => {
	const index = await call("GET", "/v1", { key: null });
	expect(index.headers.get("link")).toContain('</v1/openapi.json>; rel="service-desc"');
	const first = await call("GET", "/v1/openapi.json", { key: null });
	expect(first.headers.get("content-type")).toBe("application/json");
	expect(first.headers.get("cache-control")).toContain("public");
});

describe("holds a route to what is said of it", () => {
	const said = z.strictObject({ a: z.string() });
	const about = { name: "x", tag: "API", summary: "X", query: said, body: said, answers: {} } as const;
	const answered = async (read: (context: Parameters<Parameters<typeof forSellers>[0][0]["answer"]>[0]) => unknown) => {
		const answer = async (context: Parameters<typeof read>[0]) => context.json(await read(context));
		const [route] = forSellers([{ method: "PUT", path: "/v1/x", scope: null, about, answer }], door.services);
		const { Hono } = await import("hono");
		const app = new Hono();
		app.onError((error) => new Response(error.message, { status: 500 }));
		// The route's own context is the door's, of which it uses what any has.
		app.put("/v1/x", (context) => route?.answer(context as never) as Response);
		const headers = { authorization: "Bearer wl_full0000000000000000000000000000", "content-type": "application/json" };
		return (await app.request("/v1/x?a=1", { method: "PUT", headers, body: '{"a":"1"}' })).status;
	};

	it("in what it reads", async () => {
		expect(await answered((context) => readJson(context, said))).toBe(200);
		expect(await answered((context) => readQuery(context, said))).toBe(200);
		expect(await answered((context) => readJson(context, z.strictObject({ a: z.string() })))).toBe(500);
		expect(await answered((context) => readQuery(context, z.strictObject({ a: z.string() })))).toBe(500);
		expect(await answered((context) => readQuery(context, z.strictObject({})))).toBe(500);
	});

	it("in what it answers, by types", () => {
		interface View {
			readonly a: string;
			readonly list: readonly { readonly b: number | null; readonly c?: "x" | "y" }[];
		}
		const item = z.strictObject({ b: z.number().nullable(), c: z.enum(["x", "y"]).optional() });
		const right = shows<View>()(z.strictObject({ a: z.string(), list: z.array(item) }));
		expectTypeOf<z.output<typeof right>["a"]>().toEqualTypeOf<string>();
		// @ts-expect-error a field that the view lacks
		shows<View>()(z.strictObject({ a: z.string(), list: z.array(item), more: z.string() }));
		// @ts-expect-error one that may be left out and that the view lacks
		shows<View>()(z.strictObject({ a: z.string(), list: z.array(item), more: z.string().optional() }));
		// @ts-expect-error a field that the schema lacks
		shows<View>()(z.strictObject({ a: z.string(), list: z.array(item.omit({ c: true })) }));
		// @ts-expect-error one that may not be left out in the view
		shows<View>()(z.strictObject({ a: z.string().optional(), list: z.array(item) }));
		// @ts-expect-error null, which the schema does not take
		shows<View>()(z.strictObject({ a: z.string(), list: z.array(item.extend({ b: z.number() })) }));
		// @ts-expect-error a word that the schema does not know
		shows<View>()(z.strictObject({ a: z.string(), list: z.array(item.extend({ c: z.enum(["x"]).optional() })) }));
	});
});

/** As the validator names it: a schema of another document. */
const root = document as unknown as JsonSchema;

/** Where the example leaves its schema, for whoever has to mend one of them. */
function misfits(schema: JsonSchema, example: unknown): readonly string[] {
	if (fits(schema, example, root)) return [];
	const { $ref = "" } = schema;
	const own = $ref ? document.components.schemas[$ref.split("/").at(-1) ?? ""] : schema;
	const fields = Object.entries(own?.properties ?? {}).flatMap(([name, field]) => {
		const value = (example as Readonly<Record<string, unknown>>)[name];
		return value === undefined || fits(field, value, root) ? [] : [`${name} is ${JSON.stringify(value)}`];
	});
	return fields.length > 0 ? fields : ["something of it"];
}
