import type { JsonSchema, Method, OpenApi, Operation, Parameter, Ref } from "../../web/views/docs/open-api.ts";

/** The types of client/api.ts, made from the API's document. */
export function typesOf({ components, paths, webhooks }: OpenApi): string {
	const schemas = Object.entries(components.schemas).map(([name, schema]) => declared(name, schema));
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => {
			// The keys of a path are its methods.
			return operationType(`${(method as Method).toUpperCase()} ${path}`, operation);
		}),
	);
	const events = Object.entries(webhooks).map(([name, { post }]) => {
		const schema = post.requestBody?.content["application/json"]?.schema ?? {};
		return `${commented(`${post.summary}.`, "\t")}\treadonly "${name}": ${typeOf(schema, "\t")};\n`;
	});
	return [
		"// Made from the API's document by client/generate/types-of.ts; test/client/client.test.ts says how.\n",
		"/** Nothing is taken. */\nexport type NoInput = Readonly<Record<never, never>>;\n",
		...schemas,
		`/** What each operation takes and answers. */\nexport interface Operations {\n${operations.join("")}}\n`,
		`/** What endpoints are told, by type. */\nexport interface Events {\n${events.join("")}}\n`,
	].join("\n");
}

function declared(name: string, schema: JsonSchema): string {
	const words = commented(schema.description, "");
	if (!schema.properties) return `${words}export type ${name} = ${typeOf(schema, "")};\n`;
	return `${words}export interface ${name} ${objectType(schema, "")}\n`;
}

function operationType(name: string, { summary, parameters = [], requestBody, responses }: Operation): string {
	const own = parameters.filter((one): one is Parameter => !("$ref" in one));
	const query = own.filter((one) => one.in === "query");
	const isQueryWanted = query.some(({ required }) => required);
	const isKeyed = parameters.some((one) => "$ref" in one);
	const input = [
		...(own.some((one) => one.in === "path") ? ["readonly id: string"] : []),
		...(query.length > 0 ? [`readonly query${isQueryWanted ? "" : "?"}: ${queryType(query)}`] : []),
		...bodyTypes(requestBody),
		...(isKeyed ? ["readonly idempotencyKey?: string | undefined"] : []),
	];
	const inputType = input.length === 0 ? "NoInput" : `{ ${input.join("; ")} }`;
	const answer = `readonly answer: ${answerType(responses)}`;
	return `${commented(`${summary}.`, "\t")}\treadonly "${name}": { readonly input: ${inputType}; ${answer} };\n`;
}

function queryType(query: readonly Parameter[]): string {
	const fields = query.map(({ name, schema, required }) => {
		return required
			? `readonly ${name}: ${typeOf(schema, "\t")}`
			: `readonly ${name}?: ${typeOf(schema, "\t")} | undefined`;
	});
	return `{ ${fields.join("; ")} }`;
}

function bodyTypes(body: Operation["requestBody"]): readonly string[] {
	if (!body) return [];
	const kinds = Object.keys(body.content);
	const json = body.content["application/json"];
	const bytes = kinds.filter((kind) => kind !== "application/json");
	if (json && bytes.length === 0) return [`readonly body: ${typeOf(json.schema, "\t")}`];
	const contentType = `readonly contentType: ${bytes.map((kind) => JSON.stringify(kind)).join(" | ")}`;
	return [`readonly body: Uint8Array${json ? ` | ${typeOf(json.schema, "\t")}` : ""}`, contentType];
}

function answerType(responses: Operation["responses"]): string {
	const told = Object.entries(responses).flatMap(([status, response]) =>
		isRef(response) || status.startsWith("4") ? [] : [answerOf(Object.keys(response.content ?? {}), response.content)],
	);
	return [...new Set(told)].join(" | ");
}

function answerOf(
	kinds: readonly string[],
	content: { readonly [kind: string]: { readonly schema: JsonSchema } } = {},
): string {
	const json = content["application/json"];
	if (json) return typeOf(json.schema, "\t");
	return kinds.length === 0 ? "null" : "ReadableStream<Uint8Array>";
}

function isRef(one: object): one is Ref {
	return "$ref" in one;
}

function typeOf(schema: JsonSchema, indent: string): string {
	const choices = schema.anyOf ?? schema.oneOf;
	if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "unknown";
	if (choices) return choices.map((one) => typeOf(one, indent)).join(" | ");
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
	if (schema.properties) return objectType(schema, indent);
	const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
	return types.length === 0 ? "unknown" : types.map((type) => plainType(type, schema, indent)).join(" | ");
}

function plainType(type: string, { items, additionalProperties }: JsonSchema, indent: string): string {
	if (type === "integer") return "number";
	if (type === "array") return `readonly ${bracketed(typeOf(items ?? {}, indent))}[]`;
	if (type !== "object") return type;
	const others = typeof additionalProperties === "object" ? typeOf(additionalProperties, indent) : "unknown";
	return `Readonly<Record<string, ${others}>>`;
}

function bracketed(type: string): string {
	return type.includes(" | ") && !type.startsWith("{") ? `(${type})` : type;
}

function objectType({ properties = {}, required = [] }: JsonSchema, indent: string): string {
	const inner = `${indent}\t`;
	const fields = Object.entries(properties).map(([name, schema]) => {
		const type = typeOf(schema, inner);
		const words = commented(schema.$ref ? undefined : schema.description, inner);
		return `${words}${inner}readonly ${name}${required.includes(name) ? `: ${type}` : `?: ${type} | undefined`};\n`;
	});
	return `{\n${fields.join("")}${indent}}`;
}

function commented(words: string | undefined, indent: string): string {
	return words === undefined ? "" : `${indent}/** ${words} */\n`;
}
