import type { ConnectionView } from "../../../src/core/connection-view.ts";
import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { webAddress } from "../titles.ts";
import { Choice, Field, Refusal, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { CopyButton } from "./parts.tsx";

/** A carrier that can be connected: see GET /v1/carriers. */
export interface ConnectableCarrier {
	readonly code: string;
	readonly name: string;
	readonly polls: boolean;
	readonly webhook: boolean;
	readonly subscription: "not-needed" | "by-wayline";
	readonly credentials: readonly string[];
	readonly optionalCredentials: readonly string[];
	readonly needs: readonly { readonly name: string; readonly why: string; readonly required: boolean }[];
	readonly setUp: string | null;
	readonly source: { readonly url: string };
}

export interface ChoosePage extends ConsolePage {
	readonly carriers: readonly Pick<ConnectableCarrier, "code" | "name">[];
	/** The one that was asked for cannot be connected. */
	readonly isUnknown: boolean;
}

export function renderChooseCarrier(page: ChoosePage): string {
	return consoleDocument(page, ({ own }) => {
		const { connect } = own.connections;
		return {
			title: connect.title,
			place: "connections",
			children: (
				<>
					<Crumbs own={own} name={connect.title} />
					<h1>{connect.title}</h1>
					<Outcome text={page.isUnknown ? connect.unknown : null} />
					<form method="get" action="/console/connections/new" class="form">
						<p class="details">{connect.chooseText}</p>
						<Choice
							name="carrier"
							label={connect.choose}
							value=""
							options={page.carriers.map(({ code, name }) => [code, name])}
							any={connect.pick}
							isRequired
						/>
						<button class="button button-main" type="submit">
							{connect.go}
						</button>
					</form>
				</>
			),
		};
	});
}

export interface ConnectPage extends ConsolePage {
	readonly carrier: ConnectableCarrier;
	readonly form: SentForm;
}

export function renderConnect(page: ConnectPage): string {
	const { carrier, form, staff } = page;
	const { values, refused, errors } = form;
	return consoleDocument(page, ({ own }) => {
		const { connect } = own.connections;
		const fields = ["label", "webhookSecret", ...carrier.credentials.map(credentialField)];
		return {
			title: connect.with(carrier.name),
			place: "connections",
			children: (
				<>
					<Crumbs own={own} name={carrier.name} />
					<h1>{connect.with(carrier.name)}</h1>
					<h2>{connect.steps}</h2>
					<Steps carrier={carrier} own={own} />
					<PostForm action="/console/connections" staff={staff} class="form">
						<Refusal refused={refused} errors={errors} names={fields} />
						<input type="hidden" name="carrier" value={carrier.code} />
						<CredentialFields carrier={carrier} values={values} errors={errors} own={own} isNew />
						<Field
							name="label"
							label={connect.label}
							hint={connect.labelHint}
							value={values.label ?? ""}
							errors={errors}
							mostCharacters={100}
						/>
						{carrier.webhook && (
							<details open={errors.webhookSecret !== undefined || Boolean(values.webhookSecret)}>
								<summary>{connect.ownSecret}</summary>
								<Field
									type="password"
									name="webhookSecret"
									label={connect.secret}
									hint={connect.secretHint}
									value={values.webhookSecret ?? ""}
									errors={errors}
									mostCharacters={512}
								/>
							</details>
						)}
						<button class="button button-main" type="submit">
							{connect.button}
						</button>
					</PostForm>
				</>
			),
		};
	});
}

/** What its site wants done, in order, as far as it is known. */
function Steps({ carrier, own }: Pick<ConnectPage, "carrier"> & Pick<ConsoleContext, "own">) {
	const { connect } = own.connections;
	const { name, credentials, webhook, subscription, setUp } = carrier;
	const page = webAddress(carrier.source.url);
	const names = credentials.map(credentialName).join(", ");
	const after = subscription === "by-wayline" ? connect.subscribes(name) : webhook ? connect.alsoPosts(name) : null;
	const byHand = subscription === "by-wayline" ? null : setUp;
	const first = credentials.length > 0 ? [connect.access(name, names), connect.paste, after] : [connect.posts];
	const steps = [...first, byHand];
	return (
		<ol class="numbered">
			{steps
				.filter((step) => step !== null)
				.map((step, index) => (
					<li>
						{step}
						{index === 0 && page !== null && (
							<>
								{" "}
								<a href={page} target="_blank" rel="noopener noreferrer">
									{connect.page}
									<span class="for-readers"> ({own.newTab})</span>
								</a>
							</>
						)}
					</li>
				))}
		</ol>
	);
}

type CredentialsInput = Pick<SentForm, "values" | "errors"> &
	Pick<ConsoleContext, "own"> & { readonly carrier: ConnectableCarrier; readonly isNew?: boolean };

/** Of whatever the carrier's interface wants. */
export function CredentialFields({ carrier, values, errors, own, isNew = false }: CredentialsInput) {
	return (
		<>
			{carrier.credentials.map((name) => {
				const field = credentialField(name);
				const isOptional = carrier.optionalCredentials.includes(name);
				return (
					<Field
						type={/secret|password|key|token|pin$|pass/i.test(name) ? "password" : "text"}
						name={field}
						label={credentialName(name)}
						hint={isOptional ? own.connections.connect.optional : undefined}
						value={values[field] ?? ""}
						errors={errors}
						mostCharacters={8192}
						// A carrier may be connected for its posts alone.
						isRequired={isNew && !isOptional && !carrier.webhook}
					/>
				);
			})}
		</>
	);
}

function credentialField(name: string): string {
	return `credentials.${name}`;
}

/** `clientSecret` as people write it: "Client secret". */
export function credentialName(name: string): string {
	const words = name
		.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
		.replaceAll("_", " ")
		.toLowerCase()
		.replaceAll(/\b(?:api|id|url|edi)\b/g, (word) => word.toUpperCase());
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export interface MadePage extends ConsolePage {
	readonly carrierName: string;
	readonly connection: ConnectionView;
	/** Where one was made; null: it was shown before. */
	readonly secret: string | null;
}

/** What was connected, with its secret this once. */
export function renderConnected(page: MadePage): string {
	const { carrierName, connection, secret } = page;
	return consoleDocument(page, ({ own }) => {
		const { made, webhook: title } = own.connections;
		return {
			title: made.title(carrierName),
			place: "connections",
			children: (
				<>
					<Crumbs own={own} name={carrierName} />
					<h1>{made.title(carrierName)}</h1>
					<p class="details">{connection.polls ? made.asked : made.heard}</p>
					{connection.webhookUrl !== null && (
						<section aria-labelledby="webhook">
							<h2 id="webhook">{title}</h2>
							<WebhookFacts connection={connection} secret={secret} own={own} />
							<p class="details">
								{secret === null ? own.connections.secretHidden : <strong>{made.secretOnce}</strong>}
							</p>
						</section>
					)}
					<p class="further">
						<a class="button button-main" href={`/console/connections/${connection.id}`}>
							{made.further}
						</a>
					</p>
				</>
			),
		};
	});
}

type FactsInput = Pick<ConsoleContext, "own"> & Pick<MadePage, "connection" | "secret">;

/** The address and the secret, to be copied, and what is done with both. */
export function WebhookFacts({ connection, secret, own }: FactsInput) {
	const { connections: words } = own;
	const { webhookUrl, setUp } = connection;
	const lines = [
		[words.address, webhookUrl, words.copyAddress],
		[words.secret, secret, words.copySecret],
	] as const;
	return (
		<>
			<dl class="known">
				{lines.map(([name, value, copy]) =>
					value === null ? null : (
						<div>
							<dt>{name}</dt>
							<dd class="to-copy">
								<code>{value}</code>
								<CopyButton text={value} label={copy} />
							</dd>
						</div>
					),
				)}
			</dl>
			{setUp !== undefined && (
				<p class="details">
					<strong>{words.setUp}:</strong> {setUp}
				</p>
			)}
		</>
	);
}

export function Crumbs({ own, name }: Pick<ConsoleContext, "own"> & { readonly name: string }) {
	return (
		<p>
			<a href="/console/connections">{own.connections.title}</a> / <bdi>{withoutControls(name)}</bdi>
		</p>
	);
}
