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

/** Of a form; what is wrong stands at its fields. */
export const NOT_RIGHT = "Some fields are not right.";

/** The same of what was put together from a form. */
export function parseAs<T extends z.ZodType>(given: unknown, schema: T): z.output<T> {
	const reading = schema.safeParse(given, { error: wantedInWords });
	if (reading.success) return reading.data;
	throw new Invalid(NOT_RIGHT, pointedErrors(reading.error, schema));
}

/** Where a slice of a list begins; nothing at its beginning. */
export function cursorIn(context: HttpContext): string | undefined {
	return context.req.query("cursor") || undefined;
}

/** A day of the years that parcels are of, `YYYY-MM-DD`; undefined for what is none. */
export function dayIn(text: string | undefined): string | undefined {
	const day = text?.trim() ?? "";
	if (!/^2[01]\d\d-\d\d-\d\d$/.test(day)) return undefined;
	// The thirty-first of February is a day of March to Date.
	const at = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

/** Before which a day has ended; of the last one that is known, itself. */
export function dayAfter(day: string): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + 1);
	const after = at.toISOString().slice(0, 10);
	return after < "2200" ? after : day;
}
