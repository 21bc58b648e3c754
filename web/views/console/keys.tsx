import { withoutControls } from "../isolate.tsx";
import { Checks, Field, FieldError, Refusal, type RefusedForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { Ago } from "./parts.tsx";
import { SettingsMenu } from "./settings-menu.tsx";
import type { ConsoleWords } from "./words.ts";

export type ShownScope = keyof ConsoleWords["keys"]["scopesInWords"];

/** A key: what services answer of it, never the key itself. */
export interface ShownKey {
	/** `key_…` */
	readonly id: string;
	/** The first characters of the key. */
	readonly prefix: string;
	readonly label: string | null;
	readonly scopes: readonly ShownScope[];
	/** Requests a minute; null: as many as any key. */
	readonly perMinute: number | null;
	readonly createdAt: string;
	readonly lastUsedAt: string | null;
	/** When one that was replaced opens nothing any more. */
	readonly endsAt: string | null;
}

/** As it was written. */
export interface KeyForm {
	readonly label: string;
	readonly scopes: readonly string[];
	readonly perMinute: string;
}

/** What a page of one key and of a new one have in common. */
export interface KeyFormPage {
	readonly form: KeyForm;
	readonly sent: RefusedForm;
	/** All that there are, and those that whoever is logged in can give. */
	readonly scopes: readonly ShownScope[];
	readonly mine: readonly ShownScope[];
	/** Requests a minute of a key that has no limit of its own. */
	readonly usualLimit: number;
}

export interface KeysPage extends ConsolePage {
	/** Oldest first. */
	readonly keys: readonly ShownKey[];
	/** Of the key that logged in; null where nobody did by a key. */
	readonly own: string | null;
	readonly scopes: readonly ShownScope[];
	readonly mayWrite: boolean;
}

export function renderKeys(page: KeysPage): string {
	return consoleDocument(page, (context) => {
		const { keys: text } = context.own;
		return {
			title: text.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="keys" own={context.own} />
					<h1>{text.title}</h1>
					<p class="quiet">{text.text}</p>
					{page.mayWrite && (
						<p class="further">
							<a class="button button-main" href="/console/keys/new">
								{text.add}
							</a>
						</p>
					)}
					<ul class="rows">
						{page.keys.map((key) => (
							<Row apiKey={key} isOwn={key.id === page.own} all={page.scopes} {...context} />
						))}
					</ul>
				</>
			),
		};
	});
}

interface RowInput extends ConsoleContext {
	readonly apiKey: ShownKey;
	readonly isOwn: boolean;
	readonly all: readonly ShownScope[];
}

function Row({ apiKey, isOwn, all, ...context }: RowInput) {
	const { keys: text } = context.own;
	const { id, prefix, scopes, lastUsedAt, endsAt, perMinute } = apiKey;
	return (
		<li class={`row row-${endsAt === null ? "plain" : "warn"}`}>
			<div class="row-name">
				<a href={`/console/keys/${id}`}>
					<bdi>{nameOfKey(apiKey, context.own)}</bdi>
				</a>
				<p class="quiet">
					<code>{prefix}…</code>
					{isOwn && ` (${text.own})`}
				</p>
			</div>
			<div class="row-state">
				<p>{scopes.length === all.length ? text.everything : text.things(scopes.length, all.length)}</p>
				{perMinute !== null && <p class="quiet">{text.perMinuteOf(perMinute)}</p>}
			</div>
			<div class="row-when">
				<p class="quiet">
					{lastUsedAt === null ? (
						text.neverUsed
					) : (
						<>
							{text.lastUsed} <Ago at={lastUsedAt} {...context} />
						</>
					)}
				</p>
				{endsAt !== null && (
					<p class="trouble">
						{text.endsAt} <Ago at={endsAt} {...context} />
					</p>
				)}
			</div>
		</li>
	);
}

export function nameOfKey({ label }: Pick<ShownKey, "label">, { keys: text }: ConsoleWords): string {
	return label === null ? text.unnamed : withoutControls(label);
}

export function renderNewKey(page: ConsolePage & KeyFormPage): string {
	return consoleDocument(page, ({ own }) => {
		const { keys: text } = own;
		return {
			title: text.add,
			place: "settings",
			children: (
				<>
					<p>
						<a href="/console/keys">{text.title}</a> / {text.add}
					</p>
					<h1>{text.add}</h1>
					<PostForm action="/console/keys" staff={page.staff} class="form">
						<KeyFields {...page} own={own} />
						<button class="button button-main" type="submit">
							{text.button}
						</button>
					</PostForm>
				</>
			),
		};
	});
}

export const KEY_FIELDS = ["label", "scopes", "perMinute"] as const;

/** Of a new key, or one that is there. */
export function KeyFields(page: KeyFormPage & Pick<ConsoleContext, "own">) {
	const { form, sent, scopes, mine, usualLimit, own } = page;
	const { keys: text } = own;
	const { errors } = sent;
	return (
		<>
			<Refusal {...sent} names={KEY_FIELDS} />
			<Field
				name="label"
				label={text.label}
				hint={text.labelHint}
				value={form.label}
				errors={errors}
				mostCharacters={100}
			/>
			<fieldset class="field choices">
				<legend>{text.scopes}</legend>
				<p class="hint">{text.scopesHint}</p>
				<Checks
					name="scopes"
					chosen={form.scopes}
					options={scopes.map((scope) => ({
						value: scope,
						label: (
							<>
								{text.scopesInWords[scope]} <code>{scope}</code>
							</>
						),
						isDisabled: !mine.includes(scope) && !form.scopes.includes(scope),
					}))}
				/>
				<FieldError name="scopes" errors={errors} />
			</fieldset>
			<Field
				name="perMinute"
				type="number"
				label={text.perMinute}
				hint={text.perMinuteHint(usualLimit)}
				value={form.perMinute}
				errors={errors}
				mostCharacters={6}
			/>
		</>
	);
}
