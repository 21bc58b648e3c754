/** The part of a JSON Schema (2020-12) that our own one uses. */
export interface JsonSchema {
	readonly [word: string]: unknown;
}

/**
 * Whether the schema takes the value. Written after the standard and not with the library that printed the schema, so
 * that it reads what a courier's own tools read. Throws for a word that it does not know.
 */
export function fits(schema: JsonSchema, value: unknown, root: JsonSchema = schema): boolean {
	return Object.entries(schema).every(([word, told]) => {
		const rule = RULES[word];
		if (rule === undefined) throw new Error(`The schema uses "${word}", which this validator does not know.`);
		// The schema's own words decide what stands behind them.
		return rule(told as never, value, root, schema);
	});
}

type Rule = (told: never, value: unknown, root: JsonSchema, schema: JsonSchema) => boolean;

const always: Rule = () => true;
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

const RULES: Readonly<Record<string, Rule>> = {
	$schema: always,
	$defs: always,
	id: always,
	title: always,
	description: always,
	examples: always,
	default: always,
	// An annotation, as the standard has it: the pattern beside it decides.
	format: always,
	$ref: (path: string, value, root) => {
		const named = path.slice("#/".length).split("/");
		return fits(
			named.reduce((schema: JsonSchema, part) => schema[part] as JsonSchema, root),
			value,
			root,
		);
	},
	type: (type: string | readonly string[], value, root, schema) => {
		if (typeof type !== "string") return type.some((one) => RULES.type?.(one as never, value, root, schema) ?? false);
		if (type === "null") return value === null;
		if (type === "object") return isObject(value);
		if (type === "array") return Array.isArray(value);
		if (type === "integer") return Number.isInteger(value);
		return typeof value === type && (type !== "number" || Number.isFinite(value));
	},
	enum: (words: readonly unknown[], value) => words.includes(value),
	const: (one: unknown, value) => one === value,
	pattern: (pattern: string, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
	minLength: (least: number, value) => typeof value !== "string" || [...value].length >= least,
	maxLength: (most: number, value) => typeof value !== "string" || [...value].length <= most,
	minimum: (least: number, value) => typeof value !== "number" || value >= least,
	maximum: (most: number, value) => typeof value !== "number" || value <= most,
	minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
	maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
	items: (schema: JsonSchema, value, root) =>
		!Array.isArray(value) || value.every((element) => fits(schema, element, root)),
	properties: (shape: Readonly<Record<string, JsonSchema>>, value, root) =>
		!isObject(value) ||
		Object.entries(shape).every(([name, schema]) => !Object.hasOwn(value, name) || fits(schema, value[name], root)),
	required: (names: readonly string[], value) => !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
	additionalProperties: (others: JsonSchema | false, value, root, { properties = {} }) =>
		!isObject(value) ||
		Object.entries(value).every(
			([name, field]) => Object.hasOwn(properties as object, name) || (others !== false && fits(others, field, root)),
		),
	propertyNames: (names: JsonSchema, value, root) =>
		!isObject(value) || Object.keys(value).every((name) => fits(names, name, root)),
	dependentRequired: (needs: Readonly<Record<string, readonly string[]>>, value) =>
		!isObject(value) ||
		Object.entries(needs).every(
			([name, others]) => !Object.hasOwn(value, name) || others.every((other) => Object.hasOwn(value, other)),
		),
	anyOf: (schemas: readonly JsonSchema[], value, root) => schemas.some((schema) => fits(schema, value, root)),
	oneOf: (schemas: readonly JsonSchema[], value, root) =>
		schemas.filter((schema) => fits(schema, value, root)).length === 1,
	not: (schema: JsonSchema, value, root) => !fits(schema, value, root),
};
