import { z } from "zod";
import { type FieldError, MOST_FIELD_ERRORS } from "../core/errors.ts";
import { nearestOf } from "../core/nearest.ts";

/** Each thing that is wrong, at its JSON pointer. An unknown field that is nearly a known one is told which. */
export function pointedErrors(error: z.ZodError, schema: z.ZodType): FieldError[] {
	return error.issues.flatMap((issue) => {
		if (issue.code !== "unrecognized_keys")
			return [{ pointer: pointerOf(issue.path), detail: sentence(issue.message) }];
		const known = fieldsAt(schema, issue.path);
		return issue.keys.map((key, index) => {
			// What nobody will read is not worth looking for.
			const meant = index < MOST_FIELD_ERRORS ? nearestOf(key, known) : null;
			const detail = meant === null ? "No such field." : `No such field. Did you mean ${meant}?`;
			return { pointer: pointerOf([...issue.path, key]), detail };
		});
	});
}

/** The names that an object of the schema may have at this place. */
function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fieldsAt(schema.unwrap(), path);
	const [first, ...rest] = path;
	if (schema instanceof z.ZodArray) return fieldsAt(schema.element, rest);
	if (!(schema instanceof z.ZodObject)) return [];
	if (first === undefined) return Object.keys(schema.shape);
	const field: z.core.$ZodType | undefined = schema.shape[String(first)];
	return field === undefined ? [] : fieldsAt(field, rest);
}

/** RFC 6901. */
function pointerOf(path: readonly PropertyKey[]): string {
	return path.map((part) => `/${String(part).slice(0, 60).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function sentence(message: string): string {
	return /[.!?]$/.test(message) ? message : `${message}.`;
}
