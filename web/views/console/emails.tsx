import { NOTICE_KIND_NAMES, type NoticeRules } from "../../../src/core/notices/kinds.ts";
import { REVIEW_STAGES } from "../../../src/core/review.ts";
import { type EmailsPreview, PreviewSection } from "./emails-preview.tsx";
import { Checks, Field, FieldError, Refusal, type RefusedForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { SettingsMenu } from "./settings-menu.tsx";

/** The choice as it was written. */
export interface EmailsForm extends RefusedForm {
	readonly kinds: readonly string[];
	/** `HH:mm`, or empty. */
	readonly from: string;
	readonly to: string;
	readonly markup: boolean;
	readonly push: boolean;
	readonly asks: readonly string[];
}

export interface EmailsPage extends ConsolePage {
	readonly rules: NoticeRules;
	readonly form: EmailsForm;
	readonly mayChange: boolean;
	/** Null for whoever may not see parcels. */
	readonly preview: EmailsPreview | null;
}

/** What buyers who asked are written of. */
export function renderEmails(page: EmailsPage): string {
	const { rules, mayChange, staff } = page;
	return consoleDocument(page, (context) => {
		const { emails: words } = context.own;
		return {
			title: words.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="emails" own={context.own} />
					<h1>{words.title}</h1>
					<p class="quiet">{words.text}</p>
					<p class="details">
						<strong>{rules.kinds.length === 0 ? words.off : words.on}</strong>
					</p>
					{!mayChange && <p class="details">{words.readOnly}</p>}
					<PostForm action="/console/emails" staff={staff} class="form">
						<Choices {...page} own={context.own} />
						{mayChange && (
							<button class="button button-main" type="submit">
								{words.save}
							</button>
						)}
					</PostForm>
					{page.preview !== null && <PreviewSection preview={page.preview} own={context.own} />}
				</>
			),
		};
	});
}

export const EMAIL_FIELDS = ["kinds", "quiet.from", "quiet.to", "push", "markup", "asks"] as const;

function Choices({ form, own }: Pick<EmailsPage, "form"> & Pick<ConsoleContext, "own">) {
	const { emails: words } = own;
	const { kinds, from, to, markup, push, asks, refused, errors } = form;
	const hours = [
		["quiet.from", words.from, from],
		["quiet.to", words.to, to],
	] as const;
	return (
		<>
			<Refusal refused={refused} errors={errors} names={EMAIL_FIELDS} />
			<fieldset class="field choices">
				<legend>{words.kinds}</legend>
				<p class="hint">{words.kindsHint}</p>
				<Checks
					name="kinds"
					chosen={kinds}
					options={NOTICE_KIND_NAMES.map((kind) => ({
						value: kind,
						label: (
							<>
								{words.names[kind]} <span class="quiet">{words.meanings[kind]}</span>
							</>
						),
					}))}
				/>
				<FieldError name="kinds" errors={errors} />
			</fieldset>
			<fieldset class="field choices">
				<legend>{words.quiet}</legend>
				<p class="hint">{words.quietHint}</p>
				{hours.map(([name, label, value]) => (
					<Field name={name} type="time" label={label} value={value} errors={errors} mostCharacters={5} />
				))}
			</fieldset>
			<fieldset class="field choices">
				<legend>{words.push}</legend>
				<p class="hint">{words.pushHint}</p>
				<Checks name="push" chosen={push ? ["1"] : []} options={[{ value: "1", label: words.pushLabel }]} />
			</fieldset>
			<fieldset class="field choices">
				<legend>{words.asks}</legend>
				<p class="hint">{words.asksHint}</p>
				<Checks
					name="asks"
					chosen={asks}
					options={REVIEW_STAGES.map((stage) => ({ value: stage, label: words.askStages[stage] }))}
				/>
				<FieldError name="asks" errors={errors} />
			</fieldset>
			<fieldset class="field choices">
				<legend>{words.markup}</legend>
				<p class="hint">{words.markupHint}</p>
				<Checks name="markup" chosen={markup ? ["1"] : []} options={[{ value: "1", label: words.markupLabel }]} />
			</fieldset>
		</>
	);
}
