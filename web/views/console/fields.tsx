import type { Child } from "hono/jsx";
import { withoutControls } from "../isolate.tsx";

/** What is wrong with a form, by the names of its fields. */
export type FormErrors = Readonly<Record<string, string>>;

interface FieldInput {
	readonly name: string;
	readonly label: string;
	readonly hint?: string | undefined;
	/** As it was written. */
	readonly value: string;
	readonly errors: FormErrors;
	readonly mostCharacters: number;
	readonly isRequired?: boolean;
}

/** One line with its label, its hint and its error tied to it. A secret is written without being seen. */
export function Field({
	type = "text",
	...input
}: FieldInput & { readonly type?: "text" | "password" | "email" | "url" }) {
	const { name, value, mostCharacters, isRequired = false } = input;
	return (
		<Labelled {...input}>
			<input
				id={name}
				name={name}
				type={type}
				value={withoutControls(value)}
				maxlength={mostCharacters}
				required={isRequired}
				dir={type === "text" ? "auto" : "ltr"}
				// A browser must not offer its reader's own password for a carrier's.
				autocomplete={type === "password" ? "new-password" : "off"}
				autocapitalize="off"
				spellcheck={false}
				{...describedBy(input)}
			/>
		</Labelled>
	);
}

/** Several lines. */
export function Area({ rows, ...input }: FieldInput & { readonly rows: number }) {
	const { name, value, mostCharacters, isRequired = false } = input;
	return (
		<Labelled {...input}>
			<textarea
				id={name}
				name={name}
				rows={rows}
				maxlength={mostCharacters}
				required={isRequired}
				dir="auto"
				{...describedBy(input)}
			>
				{withoutControls(value)}
			</textarea>
		</Labelled>
	);
}

type Described = Pick<FieldInput, "name" | "hint" | "errors">;

/** What ties a field to its hint and its error. */
export function describedBy({ name, hint, errors }: Described) {
	const isWrong = errors[name] !== undefined;
	const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(isWrong ? [`${name}-error`] : [])];
	return {
		...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {}),
		...(isWrong ? { "aria-invalid": "true" as const } : {}),
	};
}

export function Labelled({
	name,
	label,
	hint,
	errors,
	children,
}: Described & Pick<FieldInput, "label"> & { readonly children: Child }) {
	return (
		<div class="field">
			<label for={name}>{label}</label>
			{hint !== undefined && (
				<p class="hint" id={`${name}-hint`}>
					{hint}
				</p>
			)}
			{children}
			<FieldError name={name} errors={errors} />
		</div>
	);
}

export function FieldError({ name, errors }: Pick<Described, "name" | "errors">) {
	const error = errors[name];
	if (error === undefined) return null;
	return (
		<p class="error" id={`${name}-error`}>
			{withoutControls(error)}
		</p>
	);
}

/** What is wrong with a form as a whole, read out when the page opens; and what belongs to no field of it. */
export function Refusal({
	text,
	errors,
	names,
}: {
	text: string | null;
	errors: FormErrors;
	names: readonly string[];
}) {
	if (text === null) return null;
	const elsewhere = Object.entries(errors).filter(([name]) => !names.includes(name));
	return (
		<div class="outcome" role="alert">
			<p>{withoutControls(text)}</p>
			{elsewhere.map(([, detail]) => (
				<p>{withoutControls(detail)}</p>
			))}
		</div>
	);
}
