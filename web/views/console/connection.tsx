import type { ConnectionView } from "../../../src/core/connection-view.ts";
import { withoutControls } from "../isolate.tsx";
import { type ConnectableCarrier, CredentialFields, Crumbs, WebhookFacts } from "./connect.tsx";
import { connectionState, lagText, parcelsText } from "./connection-state.ts";
import { When } from "./connections.tsx";
import { Field, Refusal, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { Facts, Moment } from "./parts.tsx";
import { secretDocument } from "./secret.tsx";
import { type Sample, type TrialForm, TrySection } from "./trial.tsx";
import { visible } from "./visible.ts";

export interface ListedSubscription {
	readonly trackingNumber: string;
	readonly state: string;
	readonly lastError: string | null;
}

export interface ConnectionPage extends ConsolePage {
	readonly connection: ConnectionView;
	readonly carrier: ConnectableCarrier;
	/** Those in trouble, where there are any. */
	readonly subscriptions: readonly ListedSubscription[];
	readonly mayChange: boolean;
	readonly change: SentForm;
	readonly trial: TrialForm;
	readonly sample: Sample | null;
}

export function renderConnection(page: ConnectionPage): string {
	const { connection, carrier, mayChange } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { connections: words } = own;
		const name = connection.label === null ? carrier.name : `${carrier.name}, ${withoutControls(connection.label)}`;
		return {
			title: name,
			place: "connections",
			children: (
				<>
					<Crumbs own={own} name={name} />
					<h1>
						<bdi>{name}</bdi>
					</h1>
					<div class="console-parcel">
						<div>
							<Standing context={context} connection={connection} />
							{mayChange && (
								<TrySection
									context={context}
									carrier={carrier}
									connection={connection}
									form={page.trial}
									sample={page.sample}
								/>
							)}
						</div>
						<div class="behind">
							{connection.webhookUrl !== null && <Webhook page={page} context={context} />}
							{page.subscriptions.length > 0 && (
								<section aria-labelledby="in-trouble">
									<h2 id="in-trouble">{words.inTrouble}</h2>
									<ul class="sources">
										{page.subscriptions.map(({ trackingNumber, lastError }) => (
											<li>
												<bdi>{withoutControls(trackingNumber)}</bdi>
												{lastError !== null && <p class="quiet">{visible(lastError)}</p>}
											</li>
										))}
									</ul>
								</section>
							)}
							{mayChange && <Change page={page} context={context} />}
						</div>
					</div>
				</>
			),
		};
	});
}

type SectionInput = { readonly page: ConnectionPage; readonly context: ConsoleContext };

function Standing({ context, connection }: Pick<SectionInput, "context"> & Pick<ConnectionPage, "connection">) {
	const { own, page } = context;
	const { connections: words } = own;
	const { columns } = words;
	const state = connectionState(connection, page.now, words);
	const { polls, health, webhook, subscriptions, webhookUrl, carrier } = connection;
	const missing = subscriptions?.state === "needs-credentials" ? words.needsCredentials : null;
	const unreachable = subscriptions?.state === "no-public-address" ? words.noPublicAddress : null;
	return (
		<section aria-label={columns.state}>
			<div class={`trial trial-${state.tone}`}>
				<p>
					<strong>{words.states[state.name]}.</strong> {state.detail !== null && visible(state.detail)}
				</p>
				{(state.since !== null || state.until !== null) && (
					<p class="quiet">
						{state.since !== null && (
							<>
								{words.since} <Moment at={state.since} own={own} />
							</>
						)}
						{state.since !== null && state.until !== null && ". "}
						{state.until !== null && (
							<>
								{words.until} <Moment at={state.until} own={own} />
							</>
						)}
					</p>
				)}
			</div>
			<Facts
				facts={[
					[columns.answered, polls && <When at={health.lastOkAt} {...context} />],
					[columns.posted, webhookUrl !== null && <When at={webhook.lastMessageAt} {...context} />],
					[columns.behind, polls && (lagText(connection, page.now, words) ?? words.upToDate)],
					[
						columns.parcels,
						<a href={`/console/parcels?${new URLSearchParams({ carrier })}`}>{parcelsText(connection, words)}</a>,
					],
					[words.subscriptions, subscriptions?.state === "at-work" && words.counted(subscriptions)],
					[words.subscriptions, missing ?? unreachable],
					[own.parcel.registered, <Moment at={connection.createdAt} own={own} />],
					[own.parcel.id, <code>{connection.id}</code>],
				]}
			/>
		</section>
	);
}

const HOURS = [0, 24, 72, 168] as const;
const DAY_HOURS = 24;

function Webhook({ page, context }: SectionInput) {
	const { connection, mayChange, staff } = page;
	const { own } = context;
	const { connections: words } = own;
	return (
		<section aria-labelledby="webhook">
			<h2 id="webhook">{words.webhook}</h2>
			<WebhookFacts connection={connection} secret={null} own={own} />
			<p class="quiet">{words.secretHidden}</p>
			{mayChange && (
				<details>
					<summary>{words.rotate.title}</summary>
					<PostForm action={`/console/connections/${connection.id}/secret`} staff={staff} class="form">
						<p class="quiet">{words.rotate.text}</p>
						<div class="field">
							<label for="graceHours">{words.rotate.hours}</label>
							<select id="graceHours" name="graceHours">
								{HOURS.map((hours) => (
									<option value={hours} selected={hours === DAY_HOURS}>
										{hours === 0 ? words.rotate.none : words.days(hours / DAY_HOURS)}
									</option>
								))}
							</select>
						</div>
						<button class="button" type="submit">
							{words.rotate.button}
						</button>
					</PostForm>
				</details>
			)}
		</section>
	);
}

function Change({ page, context }: SectionInput) {
	const { connection, carrier, change, staff } = page;
	const { own } = context;
	const { connections: words } = own;
	const { values, refused, errors } = change;
	const names = ["label", "webhookSecret", ...carrier.credentials.map((name) => `credentials.${name}`)];
	const parts = [
		words.connect.label,
		...(carrier.credentials.length > 0 ? [words.change.credentials] : []),
		...(connection.webhookUrl === null ? [] : [words.connect.secret]),
	];
	return (
		<section aria-labelledby="change">
			<h2 id="change">{words.change.title}</h2>
			<details open={refused !== null}>
				<summary>{parts.join(", ")}</summary>
				<PostForm action={`/console/connections/${connection.id}`} staff={staff} class="form">
					<Refusal refused={refused} errors={errors} names={names} />
					<Field
						name="label"
						label={words.connect.label}
						hint={words.connect.labelHint}
						value={values.label ?? connection.label ?? ""}
						errors={errors}
						mostCharacters={100}
					/>
					{carrier.credentials.length > 0 && (
						<fieldset class="field">
							<legend>{words.change.credentials}</legend>
							<p class="hint">{words.change.credentialsText}</p>
							<CredentialFields carrier={carrier} values={values} errors={errors} own={own} />
						</fieldset>
					)}
					{connection.webhookUrl !== null && (
						<Field
							type="password"
							name="webhookSecret"
							label={words.connect.secret}
							hint={words.change.secretHint}
							value={values.webhookSecret ?? ""}
							errors={errors}
							mostCharacters={512}
						/>
					)}
					<button class="button button-main" type="submit">
						{words.change.button}
					</button>
				</PostForm>
			</details>
			<p class="further">
				<a class="button" href={`/console/connections/${connection.id}/disconnect`}>
					{words.disconnect.title}
				</a>
			</p>
		</section>
	);
}

export interface DisconnectPage extends ConsolePage {
	readonly connection: ConnectionView;
	readonly carrierName: string;
}

/** Nobody ends a connection by one slip of the finger. */
export function renderDisconnect(page: DisconnectPage): string {
	const { connection, carrierName, staff } = page;
	return consoleDocument(page, ({ own }) => {
		const { disconnect } = own.connections;
		const name = connection.label === null ? carrierName : `${carrierName}, ${withoutControls(connection.label)}`;
		return {
			title: disconnect.title,
			place: "connections",
			children: (
				<section class="console-narrow">
					<h1>{disconnect.ask(name)}</h1>
					<p class="details">{disconnect.text}</p>
					<p class="details">{disconnect.parcels(parcelsText(connection, own.connections))}</p>
					<PostForm action={`/console/connections/${connection.id}/disconnect`} staff={staff} class="form">
						<p class="buttons">
							<button class="button button-main" type="submit">
								{disconnect.button}
							</button>
							<a class="button" href={`/console/connections/${connection.id}`}>
								{disconnect.keep}
							</a>
						</p>
					</PostForm>
				</section>
			),
		};
	});
}

/** A connection's new secret, this once. */
export function renderNewSecret(
	page: ConsolePage & { readonly connection: ConnectionView; readonly secret: string | null },
) {
	const { connection, secret } = page;
	return secretDocument(page, {
		place: "connections",
		words: ({ connections }) => connections.rotate,
		how: () => connection.setUp,
		secret,
		href: `/console/connections/${connection.id}`,
	});
}
