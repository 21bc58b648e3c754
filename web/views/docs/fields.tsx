import type { Child } from "hono/jsx";
import type { JsonSchema, OpenApi } from "./open-api.ts";
import { Words } from "./text.tsx";

type Schemas = OpenApi["components"]["schemas"];

interface Field {
	/** `order.items[].name` */
	readonly path: string;
	readonly schema: JsonSchema;
	readonly isWanted: boolean;
}

/** The name of the object that a schema points at. */
export function nameOf({ $ref }: JsonSchema): string | null {
	return $ref?.split("/").at(-1) ?? null;
}

/** The fields of an object, those inside others by their paths; objects with a name are linked. */
export function Fields({
	schema,
	schemas,
	isSent = false,
	label,
}: {
	readonly schema: JsonSchema;
	readonly schemas: Schemas;
	/** Of what is sent those that are wanted are marked; of what is answered those that may be absent. */
	readonly isSent?: boolean;
	readonly label: string;
}) {
	const fields = fieldsOf(resolved(schema, schemas), "");
	if (fields.length === 0) return null;
	return (
		<section class="fields" tabindex={0} aria-label={label}>
			<table>
				<thead>
					<tr>
						<th scope="col">Field</th>
						<th scope="col">Type</th>
						<th scope="col">What</th>
					</tr>
				</thead>
				<tbody>
					{fields.map(({ path, schema: field, isWanted }) => (
						<tr>
							<th scope="row">
								<code>{path}</code>
								{isSent && isWanted && <span class="mark"> required</span>}
								{!isSent && !isWanted && <span class="mark"> may be absent</span>}
							</th>
							<td>
								<Type schema={field} />
							</td>
							<td>{field.description !== undefined && <Words text={field.description} />}</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}

export function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
	const name = nameOf(schema);
	return name === null ? schema : (schemas[name] ?? {});
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema, before: string): readonly Field[] {
	return Object.entries(properties).flatMap(([name, schema]) => {
		const path = before + name;
		return [{ path, schema, isWanted: required.includes(name) }, ...inside(schema, path)];
	});
}

function inside(schema: JsonSchema, path: string): readonly Field[] {
	const one = (schema.anyOf ?? []).filter(({ type }) => type !== "null");
	if (one.length === 1 && one[0]) return inside(one[0], path);
	if (schema.items) return inside(schema.items, `${path}[]`);
	return schema.properties ? fieldsOf(schema, `${path}.`) : [];
}

/** What a value may be, in a few words. */
export function Type({ schema }: { readonly schema: JsonSchema }): Child {
	const name = nameOf(schema);
	if (name !== null) return <a href={`/docs/objects#${name}`}>{name}</a>;
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices) return choices.flatMap((one, index) => [index > 0 ? " or " : "", <Type schema={one} />]);
	if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>;
	if (schema.enum) return schema.enum.flatMap((one, index) => [index > 0 ? " · " : "", <code>{String(one)}</code>]);
	if (schema.items) return ["list of ", <Type schema={schema.items} />];
	if (schema.type === undefined) return "any";
	const types = typeof schema.type === "string" ? [schema.type] : schema.type;
	return `${types.map((one) => WORDS[schema.format ?? ""] ?? one).join(" or ")}${boundsOf(schema)}`;
}

const WORDS: Readonly<Record<string, string>> = {
	"date-time": "time",
	date: "day",
	uri: "web address",
	email: "e-mail address",
};

function boundsOf({ minimum, maximum, minLength, maxLength, default: usual }: JsonSchema): string {
	const bounds = [
		...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum.toLocaleString("en")}`] : []),
		...(maxLength !== undefined ? [`${minLength ? `${minLength} to` : "up to"} ${maxLength} characters`] : []),
		...(usual !== undefined ? [`${JSON.stringify(usual)} where left out`] : []),
	];
	return bounds.length > 0 ? `, ${bounds.join(", ")}` : "";
}
