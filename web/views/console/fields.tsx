import type { Child } from "hono/jsx";
import { describedBy, Labelled, TextField } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";

/** What is wrong with a form, by the names of its fields. */
export type FormErrors = Readonly<Record<string, string>>;

/** Why a form was not taken. */
export interface RefusedForm {
	/** Of the whole; null where nothing is wrong. */
	readonly refused: string | null;
	readonly errors: FormErrors;
}

/** A form as it was sent, by the names of its fields: the API's own, with a dot where those lie one in another. */
export interface SentForm extends RefusedForm {
	readonly values: Readonly<Record<string, string>>;
}

/** Before anything was sent. */
export const UNSENT: SentForm = { values: {}, refused: null, errors: {} };

interface FieldInput {
	readonly name: string;
	readonly label: string;
	readonly hint?: string | undefined;
	/** As it was written. */
	readonly value: string;
	readonly errors?: FormErrors | undefined;
	readonly mostCharacters: number;
	readonly isRequired?: boolean;
}

/** One line with its label, its hint and its error tied to it. */
export function Field({
	value,
	isRequired = false,
	type = "text",
	...input
}: FieldInput & Pick<Parameters<typeof TextField>[0], "type">) {
	const { mostCharacters } = input;
	return (
		<TextField
			{...described(input)}
			type={type}
			value={withoutControls(value)}
			mostCharacters={mostCharacters}
			isOptional={!isRequired}
		/>
	);
}

/** Several lines. */
export function Area({ rows, ...input }: FieldInput & { readonly rows: number }) {
	const { name, value, mostCharacters, isRequired = false } = input;
	return (
		<Labelled {...described(input)}>
			<textarea
				id={name}
				name={name}
				rows={rows}
				maxlength={mostCharacters}
				required={isRequired}
				dir="auto"
				{...describedBy(described(input))}
			>
				{withoutControls(value)}
			</textarea>
		</Labelled>
	);
}

/** One of several; with `any`, `value` "" stands for that. */
export function Choice({
	options,
	any,
	...input
}: Omit<FieldInput, "mostCharacters"> & {
	readonly options: readonly (readonly [value: string, label: string])[];
	readonly any?: string;
}) {
	const { name, value, isRequired = false } = input;
	return (
		<Labelled {...described(input)}>
			<select id={name} name={name} required={isRequired} {...describedBy(described(input))}>
				{any !== undefined && <option value="">{any}</option>}
				{options.map(([option, text]) => (
					<option value={option} selected={option === value}>
						{withoutControls(text)}
					</option>
				))}
			</select>
		</Labelled>
	);
}

/** A file of these kinds, as `accept` names them. */
export function FileField({
	accept,
	isOptional = false,
	takesSeveral = false,
	...input
}: Pick<FieldInput, "name" | "label" | "hint" | "errors"> & {
	readonly accept: string;
	readonly isOptional?: boolean;
	readonly takesSeveral?: boolean;
}) {
	return (
		<Labelled {...described(input)}>
			<input
				id={input.name}
				name={input.name}
				type="file"
				accept={accept}
				multiple={takesSeveral}
				required={!isOptional}
				{...describedBy(described(input))}
			/>
		</Labelled>
	);
}

function described({ name, label, hint, errors = {} }: Pick<FieldInput, "name" | "label" | "hint" | "errors">) {
	const error = errors[name];
	return { name, label, hint, error: error === undefined ? null : withoutControls(error) };
}

interface ChecksInput {
	readonly name: string;
	readonly options: readonly {
		readonly value: string;
		readonly label: Child;
		readonly isDisabled?: boolean;
	}[];
	readonly chosen: readonly string[];
	readonly class?: string;
}

/** Boxes to tick. */
export function Checks({ name, options, chosen, class: className }: ChecksInput) {
	return (
		<ul {...(className === undefined ? {} : { class: className })}>
			{options.map(({ value, label, isDisabled = false }) => (
				<li class="check">
					<input
						id={`${name}-${value}`}
						type="checkbox"
						name={name}
						value={value}
						checked={chosen.includes(value)}
						disabled={isDisabled}
					/>
					<label for={`${name}-${value}`}>{label}</label>
				</li>
			))}
		</ul>
	);
}

/** Of what is no single field, such as boxes to tick. */
export function FieldError({ name, errors }: { readonly name: string; readonly errors: FormErrors }) {
	const error = errors[name];
	if (error === undefined) return null;
	return (
		<p class="error" id={`${name}-error`}>
			{withoutControls(error)}
		</p>
	);
}

/** What is wrong with a form as a whole, read out when the page opens; and what belongs to none of its fields. */
export function Refusal({ refused, errors, names }: RefusedForm & { readonly names: readonly string[] }) {
	if (refused === null) return null;
	const elsewhere = Object.entries(errors).filter(([name]) => !names.includes(name));
	return (
		<div class="outcome" role="alert">
			<p>{withoutControls(refused)}</p>
			{elsewhere.map(([, detail]) => (
				<p>{withoutControls(detail)}</p>
			))}
		</div>
	);
}
