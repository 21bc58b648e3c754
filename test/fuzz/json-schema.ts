import { hostileText, hostileValue } from "./hostile.ts";
import type { Random } from "./random.ts";

/** The part of JSON Schema that the API's document uses. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly examples?: readonly unknown[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
	readonly additionalProperties?: Schema | boolean;
	readonly format?: string;
	readonly minimum?: number;
	readonly maximum?: number;
}

export type Schemas = Readonly<Record<string, Schema>>;

const DEEPEST = 8;

/** A value that the schema may well take; beside it where the schema says less than it wants. */
export function likelyValue(schema: Schema, schemas: Schemas, random: Random, depth = 0): unknown {
	if (depth > DEEPEST) return null;
	const named = schema.$ref === undefined ? undefined : schemas[schema.$ref.split("/").at(-1) ?? ""];
	if (named !== undefined) return likelyValue(named, schemas, random, depth + 1);
	if ("const" in schema) return schema.const;
	const known = random.oneOf([...(schema.enum ?? []), ...(schema.examples ?? [])]);
	if (known !== null) return known;
	const choice = random.oneOf([...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]);
	if (choice !== null) return likelyValue(choice, schemas, random, depth + 1);
	if (schema.allOf !== undefined) {
		return Object.assign({}, ...schema.allOf.map((part) => likelyValue(part, schemas, random, depth + 1)));
	}
	return plainValue(schema, schemas, random, depth);
}

function plainValue(schema: Schema, schemas: Schemas, random: Random, depth: number): unknown {
	const type = typeof schema.type === "string" ? schema.type : random.oneOf(schema.type ?? ["string"]);
	switch (type) {
		case "object":
			return objectOf(schema, schemas, random, depth);
		case "array":
			return Array.from({ length: random.below(4) }, () => likelyValue(schema.items ?? {}, schemas, random, depth + 1));
		case "integer":
		case "number":
			return random.pick([schema.minimum ?? 0, schema.maximum ?? 9, (schema.maximum ?? 9) + 1, 1, random.below(1_000)]);
		case "boolean":
			return random.chance(0.5);
		case "null":
			return null;
		case "string":
			return textOf(schema.format, random);
		default:
			return hostileValue(random);
	}
}

function objectOf(
	{ properties = {}, required = [], additionalProperties }: Schema,
	schemas: Schemas,
	random: Random,
	depth: number,
) {
	const entries = Object.entries(properties).flatMap(([name, schema]) =>
		required.includes(name) || random.chance(0.5)
			? [[name, likelyValue(schema, schemas, random, depth + 1)] as const]
			: [],
	);
	if (typeof additionalProperties === "object") {
		entries.push([hostileText(random), likelyValue(additionalProperties, schemas, random, depth + 1)]);
	}
	return Object.fromEntries(entries);
}

function textOf(format: string | undefined, random: Random): string {
	switch (format) {
		case "date":
			return "2026-11-22";
		case "date-time":
			return "2026-11-22T10:00:00Z";
		case "email":
			return "mia@buyer.example";
		case "uri":
			return "https://shop.example/hooks";
		default:
			return random.pick(["x", "1Z999AA10123456784", "GB", "en", "00340434161094042557", "Harbour Lane 5"]);
	}
}
