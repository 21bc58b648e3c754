import type { RefusedForm as ShownRefusal } from "../../../web/views/console/fields.tsx";
import { Conflict, Forbidden, Invalid, TooMany } from "../../core/errors.ts";
import type { Scope } from "../../services/views.ts";
import type { Staff } from "./staff.ts";

/** Why a form was not taken, as its page says it. */
export interface RefusedForm extends ShownRefusal {
	readonly refused: string;
	readonly status: 403 | 409 | 422 | 429;
}

/**
 * What a verb refused, for the form that was sent: its fields are named as the API's own, with a dot where those lie one in
 * another. What is wrong inside of one of `names` is that one's. `sees` is the scope of the page that shows the form again.
 * Throws on whatever whoever filled it in cannot mend, and all of it to whoever may do something and not see that page: he
 * is told on a page of its own.
 */
export function refusedForm(
	error: unknown,
	{ may }: Pick<Staff, "may">,
	sees: Scope,
	names: readonly string[] = [],
): RefusedForm {
	const isOfForm =
		error instanceof Invalid || error instanceof Conflict || error instanceof Forbidden || error instanceof TooMany;
	if (!isOfForm || !may(sees)) throw error;
	const errors: Record<string, string> = {};
	for (const { pointer, detail } of error instanceof Invalid ? error.errors : []) {
		const path = pointer.slice(1).replaceAll("/", ".");
		const name = names.find((one) => path.startsWith(`${one}.`)) ?? path;
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
