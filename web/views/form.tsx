interface FieldInput {
	readonly name: string;
	readonly label: string;
	readonly hint?: string;
	readonly value: string;
	/** What is wrong with it, in the reader's words; null while nothing is. */
	readonly error: string | null;
	readonly mostCharacters: number;
	readonly isOptional?: boolean;
	/** What a browser helps to write; `text` where it says nothing. */
	readonly type?: "text" | "search" | "email" | "url" | "number" | "date" | "datetime-local";
}

/** One line of text with its label above, its hint and its error tied to it. */
export function TextField(field: FieldInput) {
	const { name, label, hint, value, error, mostCharacters, isOptional = false, type = "text" } = field;
	const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(error === null ? [] : [`${name}-error`])];
	return (
		<div class="field">
			<label for={name}>{label}</label>
			{hint !== undefined && (
				<p class="hint" id={`${name}-hint`}>
					{hint}
				</p>
			)}
			<input
				id={name}
				name={name}
				type={type}
				value={value}
				maxlength={mostCharacters}
				required={!isOptional}
				dir="auto"
				autocomplete="off"
				autocapitalize="off"
				spellcheck={false}
				{...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {})}
				{...(error === null ? {} : { "aria-invalid": "true" })}
			/>
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
