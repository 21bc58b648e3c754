import type { z } from "zod";
import { Invalid } from "../../core/errors.ts";
import { wantedInWords } from "../../services/wanted-in-words.ts";
import type { HttpContext } from "../door.ts";
import { pointedErrors } from "../field-errors.ts";

/**
 * A form's fields as the API's own shape wants them: what was left empty is left out, and what the shape does not know is
 * the form's own. Throws `Invalid`, pointing at each field that is wrong.
 */
export function parseFields<T extends z.ZodObject>(form: URLSearchParams, schema: T): z.output<T> {
	const names = Object.keys(schema.shape);
	const given = [...form].filter(([name, value]) => names.includes(name) && value.trim() !== "");
	return parseAs(Object.fromEntries(given), schema);
}

/** The same of what was put together from a form. */
export function parseAs<T extends z.ZodType>(given: unknown, schema: T): z.output<T> {
	const reading = schema.safeParse(given, { error: wantedInWords });
	if (reading.success) return reading.data;
	throw new Invalid("Some fields are not right.", pointedErrors(reading.error, schema));
}

/** Where a slice of a list begins; nothing at its beginning. */
export function cursorIn(context: HttpContext): string | undefined {
	return context.req.query("cursor") || undefined;
}
