import { z } from "zod";
import { type FieldError, MOST_FIELD_ERRORS } from "../core/errors.ts";
import { nearestOf } from "../core/nearest.ts";

/** Says what is wanted where a schema has no words of its own: given to `safeParse`. */
export function wantedInWords(issue: z.core.$ZodRawIssue): string {
	switch (issue.code) {
		case "invalid_type":
			return issue.input === undefined
				? "Is wanted."
				: `${KINDS[issue.expected] ?? "Another kind of value"} is wanted.`;
		case "too_small":
			return issue.origin === "string" && issue.minimum === 1
				? "Must not be empty."
				: amountWanted("at least", Number(issue.minimum), issue.origin);
		case "too_big":
			return amountWanted("at most", Number(issue.maximum), issue.origin);
		case "invalid_value":
			return `${issue.values.length === 1 ? "" : "One of "}${issue.values.map(String).join(", ")} is wanted.`;
		case "invalid_format":
			return `${FORMATS[issue.format] ?? "Another form"} is wanted.`;
		case "invalid_key":
			return issue.issues[0]?.message ?? "No such name.";
		default:
			return "Is not what is wanted here.";
	}
}

const KINDS: Readonly<Record<string, string>> = {
	string: "A text",
	number: "A number",
	int: "A whole number",
	boolean: "True or false",
	array: "A list",
	object: "A JSON object",
	record: "A JSON object",
};

const FORMATS: Readonly<Record<string, string>> = {
	email: "An e-mail address",
	url: "A web address",
	date: 'A day such as "2026-11-24"',
	datetime: 'A time with its offset, such as "2026-11-24T18:00:00+01:00",',
	safeint: "A whole number",
};

function amountWanted(bound: "at least" | "at most", amount: number, origin: string): string {
	const [one, many] = COUNTED[origin] ?? [];
	if (one === undefined) return `A number of ${bound} ${amount} is wanted.`;
	const sentence = amount === 1 ? `${bound} 1 ${one} is wanted.` : `${bound} ${amount} ${many} are wanted.`;
	return sentence.replace(/^a/, "A");
}

const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
	string: ["character", "characters"],
	array: ["entry", "entries"],
};

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
