import { z } from "zod";
import type { JsonSchema } from "../../../web/views/docs/open-api.ts";
import { code, condition, milestone, reason } from "../answers/common.ts";
import { shownAs } from "./shown.ts";

/** Turns zod's schemas into JSON Schema 2020-12; those that have a name become components, each once. */
export interface SchemaWriter {
	write(schema: z.ZodType, io: Io): JsonSchema;
	readonly components: Readonly<Record<string, JsonSchema>>;
}

/** `input`: what may be sent. `output`: what is answered, to which fields may be added one day. */
type Io = "input" | "output";

const COMPONENTS = "#/components/schemas/";

/** Long lists, which the document has once, wherever they are asked for or told. */
const LISTS = new Map(
	[code, condition, milestone, reason].map((list) => [JSON.stringify(list.options), list.meta()?.id]),
);

export function schemaWriter(): SchemaWriter {
	const components: Record<string, JsonSchema> = {};
	const add = (name: string, schema: JsonSchema) => {
		const there = components[name];
		if (there && JSON.stringify(there) !== JSON.stringify(schema))
			throw new Error(`Two schemas are called ${name} in the document.`);
		components[name] = schema;
	};
	const write = (schema: z.ZodType, io: Io): JsonSchema => {
		const { $schema: _, $defs = {}, ...own } = printed(schema, io);
		for (const [name, definition] of Object.entries($defs)) add(name, tidied(definition, io, name));
		const { id } = own;
		if (typeof id !== "string") return tidied(own, io);
		add(id, tidied(own, io, id));
		return { $ref: COMPONENTS + id };
	};
	for (const list of [code, condition, milestone, reason]) write(list, "output");
	return { components, write };
}

/** As zod prints it, which is JSON Schema whatever its type says. */
function printed(schema: z.ZodType, io: Io): JsonSchema & { readonly $defs?: Readonly<Record<string, JsonSchema>> } {
	const override = ({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: object }) =>
		shownAs(zodSchema, jsonSchema);
	return z.toJSONSchema(schema, { io, unrepresentable: "any", override }) as JsonSchema;
}

const GREATEST = Number.MAX_SAFE_INTEGER;

/** Without what only zod wants to say: its names, patterns beside a format, and the ends of whole numbers. */
function tidied(schema: JsonSchema, io: Io, name?: string): JsonSchema {
	const list = schema.enum && LISTS.get(JSON.stringify(schema.enum));
	if (list !== undefined && list !== name) {
		return { $ref: COMPONENTS + list, ...(schema.description !== undefined && { description: schema.description }) };
	}
	const told = Object.entries(schema).flatMap(([word, value]): [string, unknown][] => {
		if (word === "id" || (word === "pattern" && schema.format !== undefined)) return [];
		if ((word === "minimum" && value === -GREATEST) || (word === "maximum" && value === GREATEST)) return [];
		// More fields may stand beside those that are answered today.
		if (word === "additionalProperties" && value === false && io === "output") return [];
		if (word === "$ref") return [[word, String(value).replace("#/$defs/", COMPONENTS)]];
		if (word === "properties") return [[word, mapped(schema.properties ?? {}, io)]];
		if (isSchemas(value)) return [[word, value.map((one) => tidied(one, io))]];
		if (isSchema(word, value)) return [[word, tidied(value, io)]];
		return [[word, value]];
	});
	return Object.fromEntries(told);
}

function mapped(schemas: Readonly<Record<string, JsonSchema>>, io: Io) {
	return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, tidied(schema, io)]));
}

function isSchemas(value: unknown): value is readonly JsonSchema[] {
	return Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null);
}

function isSchema(word: string, value: unknown): value is JsonSchema {
	return ["items", "additionalProperties", "propertyNames", "not"].includes(word) && typeof value === "object";
}
