import { Outcome, TextField } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import type { ConsoleContext } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import { errorOf } from "./parts.tsx";

/** As it was written. */
export interface EndpointForm {
	readonly url: string;
	readonly label: string;
	readonly which: "all" | "some";
	readonly events: readonly string[];
	readonly carriers: readonly string[];
}

export const NEW_ENDPOINT_FORM: EndpointForm = { url: "https://", label: "", which: "all", events: [], carriers: [] };

/** A kind of news, and when it is told. */
export interface EventChoice {
	readonly name: string;
	readonly when: string;
}

interface FieldsInput extends Pick<ConsoleContext, "own"> {
	readonly form: EndpointForm;
	readonly refused: { readonly text: string | null; readonly errors: Readonly<Record<string, string>> } | null;
	readonly events: readonly EventChoice[];
	readonly carriers: CarrierNames;
}

/** Of what a new address is told, or one that is there. */
export function EndpointFields({ form, refused, events, carriers, own }: FieldsInput) {
	const { webhooks: text } = own;
	const { errors = {}, text: wrong = null } = refused ?? {};
	return (
		<>
			<Outcome text={wrong && withoutControls(wrong)} />
			<TextField
				name="url"
				type="url"
				label={text.url}
				hint={text.urlHint}
				value={withoutControls(form.url)}
				error={errorOf(errors, "url")}
				mostCharacters={2000}
			/>
			<TextField
				name="label"
				label={text.label}
				hint={text.labelHint}
				value={withoutControls(form.label)}
				error={errorOf(errors, "label")}
				mostCharacters={100}
				isOptional
			/>
			<fieldset class="field choices">
				<legend>{text.events}</legend>
				{(["all", "some"] as const).map((which) => (
					<p class="check">
						<input id={`which-${which}`} type="radio" name="which" value={which} checked={form.which === which} />
						<label for={`which-${which}`}>{text[which]}</label>
					</p>
				))}
				<ul class="inset">
					{events.map(({ name, when }) => (
						<li class="check">
							<input
								id={`event-${name}`}
								type="checkbox"
								name="events"
								value={name}
								checked={form.events.includes(name)}
							/>
							<label for={`event-${name}`}>
								{when} <code>{name}</code>
							</label>
						</li>
					))}
				</ul>
				{errors.events !== undefined && <p class="error">{withoutControls(errors.events)}</p>}
			</fieldset>
			<details class="choices" open={form.carriers.length > 0}>
				<summary>{text.carriers}</summary>
				<p class="hint">{text.carriersHint}</p>
				<ul class="columns">
					{[...carriers].map(([code, name]) => (
						<li class="check">
							<input
								id={`carrier-${code}`}
								type="checkbox"
								name="carriers"
								value={code}
								checked={form.carriers.includes(code)}
							/>
							<label for={`carrier-${code}`}>{name}</label>
						</li>
					))}
				</ul>
				{errors.carriers !== undefined && <p class="error">{withoutControls(errors.carriers)}</p>}
			</details>
		</>
	);
}
