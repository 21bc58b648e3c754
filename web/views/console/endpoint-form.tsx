import {
	NEWS_FORMATS,
	type NewsFormat,
	SIGNATURE_KINDS,
	type SignatureKind,
} from "../../../src/core/endpoint-kinds.ts";
import { Checks, Field, FieldError, Refusal, type RefusedForm } from "./fields.tsx";
import type { ConsoleContext } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";

/** As it was written. */
export interface EndpointForm {
	readonly url: string;
	readonly label: string;
	readonly which: "all" | "some";
	readonly events: readonly string[];
	readonly carriers: readonly string[];
	readonly format: NewsFormat;
	readonly signature: SignatureKind;
}

export const NEW_ENDPOINT_FORM: EndpointForm = {
	...{ url: "https://", label: "", which: "all", events: [], carriers: [] },
	...{ format: "standard", signature: "hmac-sha256" },
};

/** A kind of news, and when it is told. */
export interface EventChoice {
	readonly name: string;
	readonly when: string;
}

interface FieldsInput extends Pick<ConsoleContext, "own"> {
	readonly form: EndpointForm;
	readonly sent: RefusedForm;
	readonly events: readonly EventChoice[];
	readonly carriers: CarrierNames;
	/** What one that is there is signed with changes with its secret. */
	readonly isNew: boolean;
}

export const ENDPOINT_FIELDS = ["url", "label", "events", "carriers"] as const;

/** Of what a new address is told, or one that is there. */
export function EndpointFields({ form, sent, events, carriers, isNew, own }: FieldsInput) {
	const { webhooks: text } = own;
	const { errors } = sent;
	return (
		<>
			<Refusal {...sent} names={ENDPOINT_FIELDS} />
			<Field
				name="url"
				type="url"
				label={text.url}
				hint={text.urlHint}
				value={form.url}
				errors={errors}
				mostCharacters={2000}
				isRequired
			/>
			<Field
				name="label"
				label={text.label}
				hint={text.labelHint}
				value={form.label}
				errors={errors}
				mostCharacters={100}
			/>
			<fieldset class="field choices">
				<legend>{text.events}</legend>
				{(["all", "some"] as const).map((which) => (
					<p class="check">
						<input id={`which-${which}`} type="radio" name="which" value={which} checked={form.which === which} />
						<label for={`which-${which}`}>{text[which]}</label>
					</p>
				))}
				<Checks
					name="events"
					class="inset"
					chosen={form.events}
					options={events.map(({ name, when }) => ({
						value: name,
						label: (
							<>
								{when} <code>{name}</code>
							</>
						),
					}))}
				/>
				<FieldError name="events" errors={errors} />
			</fieldset>
			<details class="choices" open={form.carriers.length > 0 || errors.carriers !== undefined}>
				<summary>{text.carriers}</summary>
				<p class="hint">{text.carriersHint}</p>
				<Checks
					name="carriers"
					class="columns"
					chosen={form.carriers}
					options={[...carriers].map(([value, label]) => ({ value, label }))}
				/>
				<FieldError name="carriers" errors={errors} />
			</details>
			<details class="choices" open={!isUsual(form, isNew)}>
				<summary>{text.more}</summary>
				<Radios
					name="format"
					legend={text.format}
					hint={text.formatHint}
					labels={text.formats}
					chosen={form.format}
					kinds={NEWS_FORMATS}
				/>
				{isNew && (
					<Radios
						name="signature"
						legend={text.signature}
						hint={text.signatureHint}
						labels={text.signatures}
						chosen={form.signature}
						kinds={SIGNATURE_KINDS}
					/>
				)}
			</details>
		</>
	);
}

function isUsual({ format, signature }: EndpointForm, isNew: boolean): boolean {
	return format === NEW_ENDPOINT_FORM.format && (!isNew || signature === NEW_ENDPOINT_FORM.signature);
}

function Radios<Kind extends string>({
	name,
	legend,
	hint,
	kinds,
	labels,
	chosen,
}: {
	readonly name: string;
	readonly legend: string;
	readonly hint: string;
	readonly kinds: readonly Kind[];
	readonly labels: Readonly<Record<Kind, string>>;
	readonly chosen: Kind;
}) {
	return (
		<fieldset class="field choices">
			<legend>{legend}</legend>
			<p class="hint">{hint}</p>
			{kinds.map((kind) => (
				<p class="check">
					<input id={`${name}-${kind}`} type="radio" name={name} value={kind} checked={kind === chosen} />
					<label for={`${name}-${kind}`}>{labels[kind]}</label>
				</p>
			))}
		</fieldset>
	);
}
