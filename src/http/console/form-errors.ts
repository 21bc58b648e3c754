import { Conflict, Invalid, TooMany } from "../../core/errors.ts";

/** Why a form was not taken, as its page says it. */
export interface RefusedForm {
	readonly refused: string;
	/** By the names of its fields. */
	readonly errors: Readonly<Record<string, string>>;
	readonly status: 409 | 422 | 429;
}

/**
 * What a verb refused, for the form that was sent: its fields are named as the API's own, with a dot where those lie one in
 * another. Throws on whatever whoever filled it in cannot mend.
 */
export function refusedForm(error: unknown): RefusedForm {
	if (!(error instanceof Invalid || error instanceof Conflict || error instanceof TooMany)) throw error;
	const errors: Record<string, string> = {};
	for (const { pointer, detail } of error instanceof Invalid ? error.errors : []) {
		const name = pointer.slice(1).replaceAll("/", ".");
		errors[name] = errors[name] === undefined ? detail : `${errors[name]} ${detail}`;
	}
	return { refused: error.message, errors, status: error.status };
}

/** As it was written: what its page shows again. */
export function valuesOf(form: URLSearchParams): Readonly<Record<string, string>> {
	const { form: _, ...values } = Object.fromEntries(form);
	return values;
}

/** The fields below a name, `credentials.apiKey`; undefined where all of them were left empty. */
export function fieldsBelow(form: URLSearchParams, name: string): Readonly<Record<string, string>> | undefined {
	const given = [...form]
		.filter(([field, value]) => field.startsWith(`${name}.`) && value.trim() !== "")
		.map(([field, value]) => [field.slice(name.length + 1), value.trim()] as const);
	return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** A line that may stay empty. */
export function lineIn(form: URLSearchParams, name: string): string | undefined {
	return (form.get(name) ?? "").trim() || undefined;
}
