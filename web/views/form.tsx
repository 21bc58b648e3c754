import type { Child } from "hono/jsx";

interface Described {
	readonly name: string;
	readonly hint?: string | undefined;
	/** What is wrong with it, in the reader's words; null while nothing is. */
	readonly error: string | null;
}

interface FieldInput extends Described {
	readonly label: string;
	readonly value: string;
	readonly mostCharacters: number;
	readonly isOptional?: boolean;
	/** What a browser helps to write; `text` where it says nothing. What is a password is written without being seen. */
	readonly type?: "text" | "search" | "email" | "url" | "number" | "date" | "time" | "datetime-local" | "password";
}

/** One line of text with its label above, its hint and its error tied to it. */
export function TextField({ value, mostCharacters, isOptional = false, type = "text", ...input }: FieldInput) {
	return (
		<Labelled {...input}>
			<input
				id={input.name}
				name={input.name}
				type={type}
				value={value}
				maxlength={mostCharacters}
				required={!isOptional}
				dir={type === "email" || type === "url" || type === "password" ? "ltr" : "auto"}
				// A browser must not offer its reader's own password for somebody else's.
				autocomplete={type === "password" ? "new-password" : "off"}
				autocapitalize="off"
				spellcheck={false}
				{...describedBy(input)}
			/>
		</Labelled>
	);
}

/** What ties a field to its hint and its error. */
export function describedBy({ name, hint, error }: Described) {
	const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(error === null ? [] : [`${name}-error`])];
	return {
		...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {}),
		...(error === null ? {} : { "aria-invalid": "true" as const }),
	};
}

export function Labelled({
	name,
	label,
	hint,
	error,
	children,
}: Described & { readonly label: string; readonly children: Child }) {
	return (
		<div class="field">
			<label for={name}>{label}</label>
			{hint !== undefined && (
				<p class="hint" id={`${name}-hint`}>
					{hint}
				</p>
			)}
			{children}
			{error !== null && <FieldError name={name} text={error} />}
		</div>
	);
}

/** What is wrong with a field: it is described by `<name>-error`. */
export function FieldError({ name, text }: { readonly name: string; readonly text: string }) {
	return (
		<p class="error" id={`${name}-error`}>
			{text}
		</p>
	);
}

/** What became of the form as a whole, read out when the page opens. */
export function Outcome({ text }: { readonly text: string | null }) {
	if (text === null) return null;
	return (
		<p class="outcome" role="alert">
			{text}
		</p>
	);
}
